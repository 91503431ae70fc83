"""The doctor in real boxes of each kind: where all is well it says so, and what does not hold it finds."""

from __future__ import annotations

from pathlib import Path

import pytest

import sandbox_images
from service.capabilities import decide, document
from service.catalog.load import load_catalog
from service.doctor.examination import BUBBLEWRAP, examine
from service.doctor.model import Kind, Observation, Standing, Wanted
from service.doctor.places import Ground, examine_place
from service.doctor.trials import LIMITS, trials
from service.sandbox.bubblewrap_boxes import BubblewrapBoxes, bubblewrap_kind
from service.sandbox.bubblewrap_host import try_host
from service.sandbox.profiles import Profile

PLACES = {
    "runc": Wanted(sandbox="docker", runtime="runc"),
    "runsc": Wanted(sandbox="docker", runtime="runsc"),
    "bubblewrap": Wanted(sandbox="bubblewrap"),
}
LIMIT_NAMES = {trial.name for trial in trials("name")} | {"repeatability", "next_call"}


def ground_without_groups(asked: Profile) -> Ground:
    """Bubblewrap as where no control group can be made: nothing bounds a box as a whole."""
    catalog = load_catalog([str(Path(sandbox_images.__file__).parent / "probes" / "limits.py")])
    host = try_host(use_groups=False)
    boxes = BubblewrapBoxes(bubblewrap_kind(host, catalog, LIMITS, print))
    return Ground(place=BUBBLEWRAP, boxes=boxes, catalog=catalog, layers=frozenset(host.layers), asked=asked)


@pytest.mark.parametrize("wanted", PLACES.values(), ids=PLACES)
def test_every_sandbox_keeps_its_profile_and_every_limit(wanted: Wanted) -> None:
    observations = list(examine(wanted, print))
    assert decide(observations, wanted).wrong == ()
    assert {each.name for each in observations if each.kind is Kind.LIMIT} == LIMIT_NAMES
    (told,) = document(observations, wanted)["sandboxes"]
    assert told["available"]
    assert set(told["measured"]) == {"cold_start_seconds", "calls_per_second"}


def test_limits_that_do_not_hold_are_found() -> None:
    observations = list(examine_place(ground_without_groups(Profile.STRICT)))
    broken = {each.name: each for each in observations if each.standing is Standing.BROKEN}
    assert set(broken) == {"strict"}
    assert "memory_cgroup" in broken["strict"].value
    not_promised = {each.name for each in observations if each.kind is Kind.LIMIT and not each.holds}
    assert "memory_of_all_processes" in not_promised
    assert not_promised <= {"memory_of_all_processes", "processes"}


def test_what_a_profile_does_not_promise_does_not_count_where_it_is_asked_for() -> None:
    wanted = Wanted(sandbox="bubblewrap", profile="unprivileged")
    observations: list[Observation] = list(examine_place(ground_without_groups(Profile.UNPRIVILEGED)))
    assert decide(observations, wanted).fit
    assert not decide(observations, Wanted(sandbox="bubblewrap")).fit


def test_a_runtime_that_the_engine_does_not_have_is_told_with_what_to_do() -> None:
    wanted = Wanted(sandbox="docker", runtime="absent")
    observations = list(examine(wanted, print))
    assert not decide(observations, wanted).fit
    (start,) = (each for each in observations if each.place is not None and each.place.runtime == "absent")
    assert start.standing is Standing.ABSENT
    assert "daemon.json" in start.found


def test_without_an_engine_docker_is_not_here_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", "unix:///absent/docker.sock")
    examination = examine(Wanted(), print)
    kinds = []
    for each in examination:
        kinds.append((str(each.place), each.name, each.standing))
        if each.name == "bwrap":
            break
    examination.close()
    assert ("docker", "engine", Standing.ABSENT) in kinds
    assert kinds[-1] == ("bubblewrap", "bwrap", Standing.OK)
