"""When the machine is examined anew."""

from __future__ import annotations

import asyncio

import pytest

from service.api.shared_examination import KEEP_SECONDS, REFRESH_SECONDS, SharedExamination
from tests.unit.api.conftest import CountedExamination

pytestmark = pytest.mark.asyncio


class Clock:
    """Stands until it is set."""

    def __init__(self) -> None:
        self.now_seconds = 1000.0

    def __call__(self) -> float:
        return self.now_seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shared(examination: CountedExamination, clock: Clock) -> SharedExamination:
    return SharedExamination(examination, clock)


async def number(shared: SharedExamination, *, refresh: bool = False) -> int:
    told = await shared.document(refresh=refresh)
    found: int = told["machine"]["examination"]
    return found


async def test_an_answer_is_kept_for_a_while(shared: SharedExamination, clock: Clock) -> None:
    assert await number(shared) == 1
    clock.now_seconds += KEEP_SECONDS - 1
    assert await number(shared) == 1
    clock.now_seconds += 1
    assert await number(shared) == 2


async def test_a_refresh_examines_anew_but_not_at_once(shared: SharedExamination, clock: Clock) -> None:
    assert await number(shared) == 1
    clock.now_seconds += REFRESH_SECONDS - 1
    assert await number(shared, refresh=True) == 1
    clock.now_seconds += 1
    assert await number(shared, refresh=True) == 2


async def test_a_caller_who_goes_away_stops_nothing(shared: SharedExamination, examination: CountedExamination) -> None:
    examination.go.clear()
    gone, staying = (asyncio.create_task(number(shared)) for _ in range(2))
    while not examination.begun:
        await asyncio.sleep(0)
    gone.cancel()
    examination.go.set()
    assert await staying == 1


async def test_closing_ends_an_examination_under_way(
    shared: SharedExamination, examination: CountedExamination
) -> None:
    examination.go.clear()
    waiting = asyncio.create_task(shared.document())
    while not examination.begun:
        await asyncio.sleep(0)
    closing = asyncio.create_task(shared.close())
    await asyncio.sleep(0)
    examination.go.set()
    await closing
    assert examination.closed == 1
    assert "end" not in (await waiting)["machine"]
