"""A module that cannot be imported."""

import a_module_that_nobody_has


def never_loaded(first: int) -> int:
    """Never gets so far.

    Args:
        first: A number.
    """
    return first
