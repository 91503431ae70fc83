from collections import defaultdict


def function(rows: list, key: str) -> dict:
    groups = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return {name: len(members) for name, members in groups.items()}
