def function(shape: dict) -> float:
    match shape:
        case {"kind": "circle", "radius": radius}:
            return 3.14159 * radius**2
        case {"kind": "rectangle", "sides": [width, height]}:
            return width * height
        case {"kind": str() as kind}:
            raise ValueError(f"unknown kind {kind}")
        case _:
            raise ValueError("no shape")
