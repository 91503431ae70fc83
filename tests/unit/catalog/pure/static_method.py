class Geometry:
    PI = 3.14159

    @staticmethod
    def square(side: float) -> float:
        return side * side

    @classmethod
    def circle(cls, radius: float) -> float:
        return cls.PI * radius**2


def function(side: float) -> float:
    return Geometry.square(side) + Geometry.circle(side) + Geometry.PI
