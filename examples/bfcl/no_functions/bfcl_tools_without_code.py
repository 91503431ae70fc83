"""BFCL describes its single-turn tools and ships no code for them.

A function set of its own says so: a bundled function that happens to share a name with such a tool must not run in
its place. callproof wants at least one function in a set; nothing calls this one.
"""


def no_single_turn_tool_has_code() -> None:
    """Do nothing."""
