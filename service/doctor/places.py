"""Tries one place: whether boxes start there, which layers and profiles hold, and each limit."""

from __future__ import annotations

import secrets
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from dataclasses import dataclass

from service.capabilities import own_profile
from service.catalog.model import Catalog
from service.doctor.model import Kind, Observation, Place, Standing
from service.doctor.trials import DRAW, LEAVE, NEXT_CALL, Attempt, Trial, draws_alike, judge, trials
from service.errors import UnableError
from service.sandbox.drivers import Boxes
from service.sandbox.gvisor import is_gvisor
from service.sandbox.model import Isolation, Outcome, Plan, PlannedCall
from service.sandbox.pool import REQUESTS_AHEAD, Pool, sets_in_box
from service.sandbox.profiles import Profile, ProfileError, missing
from verifiers.model import Conditions

START_SECONDS = 20.0
CLEARING_SECONDS = 5.0
MEASURE_SECONDS = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A place where boxes can be started: with what, and what is known to hold there before one is.

    ``asked`` is the profile that this place has to keep, None its own.
    """

    place: Place
    boxes: Boxes
    catalog: Catalog
    layers: frozenset[str]
    asked: Profile | None = None


def examine_place(ground: Ground) -> Iterator[Observation]:
    """Start boxes and try everything in them. Closes ``ground.boxes``. UnableError becomes an observation."""
    start = _begin(lambda: _first_box(ground.boxes))
    try:
        yield from _examine(ground, start)
    finally:
        if not start.done():
            ground.boxes.hang_up()
            wait([start], timeout=CLEARING_SECONDS)
        if start.done():  # else a thread is still in it, and the sweep of the next run removes what it leaves
            ground.boxes.close()


def _examine(ground: Ground, start: Future[_FirstBox]) -> Iterator[Observation]:
    place = ground.place
    try:
        first = start.result(timeout=START_SECONDS)
    except (TimeoutError, UnableError) as error:
        found = str(error) if start.done() else f"none came up within {START_SECONDS:g} s"
        yield _observed(place, Kind.START, "box", Standing.BROKEN, found)
        return
    yield _observed(place, Kind.START, "box", Standing.OK, "comes up")
    layers = ground.layers | first.layers
    yield Observation(
        place=place,
        kind=Kind.LAYER,
        name="layers",
        standing=Standing.TOLD,
        found=", ".join(sorted(layers)),
        value=sorted(layers),
    )
    yield from _profiles(ground, layers)
    yield from _limits(ground, layers)
    yield Observation(
        place=place,
        kind=Kind.MEASURE,
        name="cold_start_seconds",
        standing=Standing.TOLD,
        found=f"{first.seconds:.2f}",
        value=round(first.seconds, 3),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _FirstBox:
    layers: frozenset[str]
    seconds: float


def _first_box(boxes: Boxes) -> _FirstBox:
    boxes.sweep()
    began = time.monotonic()
    box = boxes.start()
    seconds = time.monotonic() - began
    boxes.discard(box)
    return _FirstBox(layers=box.layers, seconds=seconds)


def _begin(action: Callable[[], _FirstBox]) -> Future[_FirstBox]:
    """Run ``action`` in a thread that nobody needs to wait for, not even the end of the process."""
    outcome: Future[_FirstBox] = Future()

    def run() -> None:
        try:
            outcome.set_result(action())
        except BaseException as error:  # whoever waits gets it
            outcome.set_exception(error)

    threading.Thread(target=run, name="first-box", daemon=True).start()
    return outcome


def _observed(place: Place, kind: Kind, name: str, standing: Standing, found: str) -> Observation:
    return Observation(place=place, kind=kind, name=name, standing=standing, found=found)


def _profiles(ground: Ground, layers: frozenset[str]) -> Iterator[Observation]:
    due = ground.asked or own_profile(ground.place)
    for profile in Profile:
        lacking = missing(profile, layers)
        standing = Standing.BROKEN if profile is due else Standing.ABSENT
        yield Observation(
            place=ground.place,
            kind=Kind.PROFILE,
            name=profile.value,
            standing=standing if lacking else Standing.OK,
            found=str(ProfileError(profile, lacking)) if lacking else "kept",
            value=list(lacking),
        )


def _limits(ground: Ground, layers: frozenset[str]) -> Iterator[Observation]:
    wanted = ground.asked or own_profile(ground.place)
    profile = next((each for each in (wanted, *Profile) if not missing(each, layers)), None)
    if profile is None:
        found = "none was tried: no profile is kept here, so no call would be run either"
        yield _observed(ground.place, Kind.LIMIT, "all", Standing.BROKEN, found)
        return
    pool = Pool(
        boxes=ground.boxes,
        sets=sets_in_box(ground.catalog),
        isolation=Isolation.EXAMPLE,
        size=1,
        conditions=Conditions(
            sandbox=ground.place.sandbox, runtime=ground.place.runtime, layers=tuple(sorted(ground.layers))
        ),
        profile=profile,
    )
    try:
        with pool as sandbox:
            yield from _try_all(ground, sandbox, profile)
    except UnableError as error:
        yield _observed(ground.place, Kind.LIMIT, "all", Standing.BROKEN, f"the trials could not go on: {error}")


def _try_all(ground: Ground, sandbox: Pool, profile: Profile) -> Iterator[Observation]:
    """In one box, in order; all at once, so that second runs in fresh boxes pass beside the first ones.

    Only what may end a box as a whole waits for its turn, because it may take the replies before its own with it.
    """

    def submit(attempt: Attempt) -> Future[Outcome]:
        return sandbox.submit(_plan(ground.catalog, attempt))

    name = f"callproof-{secrets.token_hex(8)}"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"\0{name}")
        listener.listen()
        drawn, left = submit(DRAW), submit(LEAVE)
        tried = trials(name)
        ahead = {trial.name: [submit(each) for each in trial.attempts] for trial in tried if not trial.ends_box}
        drawn_again = submit(DRAW)
        left.result()
        for trial in tried:
            futures = ahead.get(trial.name) or [submit(each) for each in trial.attempts]
            yield _judged(ground.place, trial, [each.result() for each in futures], profile)
    alike = draws_alike(drawn.result(), drawn_again.result())
    found = "clock and chance are the same in two runs" if alike else "two runs saw another clock or another chance"
    standing = Standing.OK if alike else Standing.BROKEN
    yield _observed(ground.place, Kind.LIMIT, "repeatability", standing, found)
    last = submit(NEXT_CALL.attempts[0])
    yield _judged(ground.place, NEXT_CALL, [last.result()], profile)
    calls_per_second = _calls_per_second(lambda: submit(NEXT_CALL.attempts[0]))
    yield Observation(
        place=ground.place,
        kind=Kind.MEASURE,
        name="calls_per_second",
        standing=Standing.TOLD,
        found=f"{calls_per_second}, in one box, a process for each",
        value=calls_per_second,
    )


def _plan(catalog: Catalog, attempt: Attempt) -> Plan:
    function = catalog.functions[attempt.function]
    call = PlannedCall(index=0, function=function, arguments=attempt.arguments, limits=attempt.limits)
    return Plan(calls=(call,), toolkits=(), state={}, now=None, seed=None)


def _judged(place: Place, trial: Trial, outcomes: list[Outcome], profile: Profile) -> Observation:
    may_end = is_gvisor(place.runtime)
    results = [
        judge(attempt, outcome, box_may_end=may_end) for attempt, outcome in zip(trial.attempts, outcomes, strict=True)
    ]
    told = "; ".join(dict.fromkeys(each.told for each in results if each.kept))
    wrong = "; ".join(dict.fromkeys(each.told for each in results if not each.kept))
    if not wrong:
        return _observed(place, Kind.LIMIT, trial.name, Standing.OK, told)
    if profile in trial.not_promised:
        found = f"{wrong} (the profile {profile} does not promise it)"
        return _observed(place, Kind.LIMIT, trial.name, Standing.ABSENT, found)
    return _observed(place, Kind.LIMIT, trial.name, Standing.BROKEN, wrong)


def _calls_per_second(submit: Callable[[], Future[Outcome]]) -> int:
    """How many calls were answered while so many waited that the box was never idle."""
    waiting = deque(submit() for _ in range(REQUESTS_AHEAD))
    began = time.monotonic()
    done = 0
    while time.monotonic() - began < MEASURE_SECONDS:
        waiting.popleft().result()
        waiting.append(submit())
        done += 1
    seconds = time.monotonic() - began
    for each in waiting:
        each.result()
    return round(done / seconds)
