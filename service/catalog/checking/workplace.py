"""Opens what inspections need: two pools of boxes, generators of arguments, and threads that wait for them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from service.catalog.checking.arguments import Generators
from service.catalog.checking.calls import Runner
from service.catalog.checking.describing import Describing, with_describer
from service.catalog.checking.keys import Material, Member
from service.catalog.checking.member import Inspector
from service.catalog.checking.model import Inspection, Options
from service.sandbox.model import Isolation
from service.sandbox.opening import open_pool

_THREADS_PER_BOX = 32
_AHEAD = 2

InspectAll = Callable[[Iterable[Member]], Iterator[Inspection]]
"""Inspects members, in their order, a bounded number ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where calls run. ``boxes`` are shared between the two pools, each of which has at least one."""

    sandbox: str
    boxes: int
    say: Callable[[str], None]
    folder: Path


@contextmanager
def open_workplace(material: Material, options: Options, place: Place) -> Iterator[InspectAll]:
    """Everything that is needed to inspect members of ``material``. Raises UnableError and UsageError."""
    catalog, describer = with_describer(material.catalog)
    half = max(place.boxes // 2, 1)
    with ExitStack() as stack:
        # Left in the opposite order: the pools first, which lets go of every thread that waits for them.
        threads = ThreadPoolExecutor(_THREADS_PER_BOX * half, "inspect")
        stack.callback(threads.shutdown, cancel_futures=True)
        generators = stack.enter_context(Generators(count=half, folder=place.folder))
        alone, together = (
            stack.enter_context(
                open_pool(sandbox=place.sandbox, catalog=catalog, isolation=each, boxes=half, say=place.say)
            )
            for each in (Isolation.AUTO, Isolation.EXAMPLE)
        )
        inspector = Inspector(
            material=material,
            runner=Runner(catalog=material.catalog, alone=alone, together=together),
            describing=Describing(material.catalog, describer, together),
            generators=generators,
            options=options,
        )

        def inspect_all(members: Iterable[Member]) -> Iterator[Inspection]:
            ahead: deque[Future[Inspection]] = deque()
            for member in members:
                ahead.append(threads.submit(inspector.inspect, member))
                if len(ahead) > _AHEAD * _THREADS_PER_BOX * half:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()

        yield inspect_all
