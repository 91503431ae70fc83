"""The queue between submitters and boxes: two lines, fair shares, order kept when jobs come back."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.sandbox.jobs import BATCH_CALLS, FEWEST_TO_SHARE, SMALLEST_SHARE, Job, JobQueue
from service.sandbox.model import Plan, PlannedCall
from verifiers.model import Function, Limits

ADD = Function(name="add", description="", parameters={}, result=None, implementation="m:add", function_set="s")


def job(key: int, *, shareable: bool = True, calls: int = 1, limits: Limits | None = None) -> Job:
    planned = tuple(
        PlannedCall(index=index, function=ADD, arguments={}, limits=limits or Limits()) for index in range(calls)
    )
    plan = Plan(calls=planned, toolkits=(), state={}, now=None, seed=None)
    return Job(key=key, plan=plan, future=Future(), shareable=shareable)


def keys(jobs: list[Job]) -> list[int]:
    return [each.key for each in jobs]


def filled(*jobs: Job, takers: int = 1) -> JobQueue:
    queue = JobQueue(takers)
    for each in jobs:
        queue.put(each)
    return queue


def test_jobs_that_share_nothing_come_one_by_one_in_order() -> None:
    queue = filled(*(job(key, shareable=False) for key in range(3)))
    assert [keys(queue.take_now()) for _ in range(4)] == [[0], [1], [2], []]


def test_shareable_jobs_come_together() -> None:
    assert keys(filled(*(job(key) for key in range(9))).take()) == list(range(9))


def test_the_two_lines_take_turns() -> None:
    queue = filled(*(job(key, shareable=key % 2 == 0) for key in range(8)))
    assert [keys(queue.take_now()) for _ in range(4)] == [[1], [0, 2, 4, 6], [3], [5]]


def test_a_few_shareable_jobs_come_one_by_one() -> None:
    queue = filled(*(job(key) for key in range(FEWEST_TO_SHARE - 1)))
    assert [keys(queue.take_now()) for _ in range(4)] == [[0], [1], [2], []]


def test_a_batch_holds_no_more_calls_than_it_may() -> None:
    queue = filled(*(job(key, calls=100) for key in range(6)))
    assert [keys(queue.take_now()) for _ in range(4)] == [[0, 1], [2, 3], [4], [5]]


def test_an_example_with_more_calls_than_a_batch_may_hold_comes_alone() -> None:
    queue = filled(job(0, calls=BATCH_CALLS + 1), job(1))
    assert [keys(queue.take_now()) for _ in range(2)] == [[0], [1]]


def test_jobs_with_other_limits_come_in_another_batch() -> None:
    tight = Limits(wall_seconds=1)
    queue = filled(*(job(key, limits=tight if key in {2, 3} else None) for key in range(8)))
    assert [keys(queue.take_now()) for _ in range(3)] == [[0, 1], [2, 3], [4, 5, 6, 7]]


@pytest.mark.parametrize("takers", [1, 2, 4, 100])
def test_no_box_takes_more_than_its_share_of_what_waits(takers: int) -> None:
    queue = filled(*(job(key) for key in range(200)), takers=takers)
    assert len(queue.take()) == max(199 // takers, SMALLEST_SHARE)


def test_what_is_put_back_comes_first_and_in_its_order() -> None:
    queue = filled(*(job(key) for key in range(4)))
    taken = queue.take()
    queue.put(job(9))
    queue.put_back(taken)
    assert keys(queue.take()) == [0, 1, 2, 3, 9]


def test_what_is_put_back_to_be_run_alone_comes_alone() -> None:
    queue = filled(*(job(key) for key in range(3)))
    taken = queue.take()
    for each in taken:
        each.shareable = False
    queue.put_back(iter(taken))
    assert [keys(queue.take_now()) for _ in range(4)] == [[0], [1], [2], []]


def test_a_closed_queue_takes_nothing_new_and_gives_out_what_waits() -> None:
    queue = filled(job(0))
    queue.close()
    with pytest.raises(RuntimeError, match="closed"):
        queue.put(job(1))
    assert queue.await_one()
    taken = queue.take()
    queue.put_back(taken)
    assert keys(queue.take()) == [0]
    assert not queue.await_one()
    assert queue.take() == []


def test_draining_takes_all_of_both_lines() -> None:
    queue = filled(*(job(key, shareable=key > 1) for key in range(4)))
    assert keys(queue.drain()) == [0, 1, 2, 3]
    assert queue.take_now() == queue.drain() == []


def test_closing_wakes_all_that_wait() -> None:
    queue = JobQueue(3)
    with ThreadPoolExecutor(3) as threads:
        waiting = [threads.submit(queue.take) for _ in range(3)]
        queue.close()
        assert [each.result(timeout=10) for each in waiting] == [[], [], []]


def test_a_job_wakes_one_that_waits() -> None:
    queue = JobQueue()
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(queue.take)
        queue.put(job(5))
        assert keys(waiting.result(timeout=10)) == [5]


@given(lines=st.lists(st.tuples(st.booleans(), st.integers(1, 300)), max_size=60), takers=st.integers(1, 5))
def test_every_job_comes_out_once_and_each_line_in_order(lines: list[tuple[bool, int]], takers: int) -> None:
    queue = filled(*(job(key, shareable=own, calls=calls) for key, (own, calls) in enumerate(lines)), takers=takers)
    taken: list[Job] = []
    while batch := queue.take_now():
        assert len(batch) == 1 or sum(len(each.plan.calls) for each in batch) <= BATCH_CALLS
        taken += batch
    assert sorted(keys(taken)) == list(range(len(lines)))
    for line in (True, False):
        own = [each.key for each in taken if each.shareable is line]
        assert own == sorted(own)


def test_many_threads_lose_and_double_nothing() -> None:
    queue = JobQueue(4)
    taken: list[int] = []
    guard = threading.Lock()

    def take_all() -> None:
        while batch := queue.take():
            with guard:
                taken.extend(keys(batch))

    with ThreadPoolExecutor(4) as threads:
        waiting = [threads.submit(take_all) for _ in range(4)]
        for key in range(2000):
            queue.put(job(key, shareable=key % 3 != 0))
        queue.close()
        for each in waiting:
            each.result(timeout=30)
    assert sorted(taken) == list(range(2000))
