"""What must come of leaving state behind: the call is well, and the next example sees none of it."""

from tests.sandbox.attack import Attack, returns

KINDS = {
    "builtins and modules": ("builtins", "modules", "loaded modules", "module attribute"),
    "globals and caches": ("global", "cache"),
    "class attributes": ("class attribute",),
    "folder, umask, environment": ("folder", "umask", "environment", "search path"),
    "locale": ("locale",),
    "signal handlers": ("signals",),
    "interpreter settings": (
        *("recursion", "switch interval", "collector", "warnings", "logging", "decimals", "digits"),
        *("socket time-out", "thread stack"),
    ),
    "limits and priority": ("limits", "priority", "affinity"),
    "randomness": ("entropy",),
    "streams": ("streams",),
}


def leaves(kind: str, threat: str) -> Attack:
    return returns("leave_state", threat, kind, kind=kind)


ATTACKS = (
    *(leaves(kind, threat) for threat, kinds in KINDS.items() for kind in kinds),
    returns("leave_all_state", "all at once", sum(map(len, KINDS.values()))),
)
