"""How tests are divided where several run side by side (``-n 4``), as most of those with boxes wait for a clock."""

from __future__ import annotations

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.sandbox.worlds import WORLDS


class Sharing(LoadScopeScheduling):  # type: ignore[misc] # pytest-xdist 3.8 does not show its types
    """Keeps in one process the tests of a file, or of one world of it, which share what they have set up.

    Marks of the tests (``--dist loadgroup``) would say the same; pytest-xdist 3.8 does not hear them under pytest 9.2.
    """

    def __init__(self, config: pytest.Config, log: Producer) -> None:
        config.option.loadscopereorder = False  # as collected: the long ones come before the many short ones of unit
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return next((f"{file}[{world.id}" for world in WORLDS if f"[{world.id}" in nodeid), file)
