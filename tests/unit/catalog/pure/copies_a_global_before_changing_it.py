_DEFAULTS = {"size": 10, "color": "red"}


def function(options: dict) -> dict:
    merged = {**_DEFAULTS, **options}
    merged["size"] += 1
    copy = dict(_DEFAULTS)
    copy["name"] = "x"
    return {"merged": merged, "copy": copy}
