def function(rows: list) -> dict:
    groups = {}
    for row in rows:
        groups.setdefault(row["kind"], []).append(row["name"])
    return groups
