"""The decision and the document, from observations made by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from service.capabilities import decide, document, not_enforced, profiles_to_be_had
from service.doctor.model import Kind, Observation, Place, Standing, Wanted
from service.sandbox.profiles import Profile
from verifiers.model import Json

DOCKER = Place(sandbox="docker")
RUNC = Place(sandbox="docker", runtime="runc")
RUNSC = Place(sandbox="docker", runtime="runsc")
BUBBLEWRAP = Place(sandbox="bubblewrap")
ANY = Wanted()


def seen(
    place: Place | None, kind: Kind, name: str, standing: Standing = Standing.OK, value: Json = None
) -> Observation:
    return Observation(place=place, kind=kind, name=name, standing=standing, found=f"found {name}", value=value)


def whole(place: Place, profile: Profile) -> list[Observation]:
    """A place where all is well."""
    return [
        seen(place, Kind.START, "box"),
        seen(place, Kind.LAYER, "layers", Standing.TOLD, ["landlock"]),
        *(seen(place, Kind.PROFILE, each, Standing.OK if each is profile else Standing.ABSENT, []) for each in Profile),
        seen(place, Kind.LIMIT, "memory"),
        seen(place, Kind.LIMIT, "files"),
        seen(place, Kind.MEASURE, "calls_per_second", Standing.TOLD, 900),
    ]


ENGINE = [
    seen(DOCKER, Kind.START, "engine", value="20.10"),
    seen(DOCKER, Kind.FACT, "default_runtime", Standing.TOLD, "runc"),
]
BWRAP = [seen(BUBBLEWRAP, Kind.START, "bwrap", value="0.8.0")]
MACHINE = [
    seen(None, Kind.FACT, "kernel", Standing.TOLD, "6.1"),
    *ENGINE,
    *whole(RUNC, Profile.STRICT),
    *whole(RUNSC, Profile.GVISOR),
    *BWRAP,
    *whole(BUBBLEWRAP, Profile.STRICT),
]


def broken(place: Place, name: str) -> list[Observation]:
    """The machine with one observation of ``place`` broken."""
    return [
        replace(each, standing=Standing.BROKEN) if (each.place, each.name) == (place, name) else each
        for each in MACHINE
    ]


def test_auto_is_the_default_runtime_of_the_engine() -> None:
    decision = decide(MACHINE, ANY)
    assert (decision.place, decision.profile, decision.fit) == (RUNC, Profile.STRICT, True)


@pytest.mark.parametrize("name", ["engine", "box", "strict", "memory", "files"])
def test_what_is_broken_where_a_run_goes_makes_it_unfit(name: str) -> None:
    place = DOCKER if name == "engine" else RUNC
    decision = decide(broken(place, name), Wanted(sandbox="docker"))
    assert not decision.fit
    assert [each.name for each in decision.wrong] == [name]


@pytest.mark.parametrize("place", [RUNSC, BUBBLEWRAP])
def test_what_is_broken_elsewhere_does_not_count(place: Place) -> None:
    assert decide(broken(place, "memory"), ANY).fit


def test_what_is_broken_elsewhere_counts_where_it_is_asked_for() -> None:
    assert not decide(broken(RUNSC, "memory"), Wanted(runtime="runsc")).fit
    assert not decide(broken(BUBBLEWRAP, "memory"), Wanted(sandbox="bubblewrap")).fit


def test_without_an_engine_a_run_goes_to_bubblewrap() -> None:
    silent = seen(DOCKER, Kind.START, "engine", Standing.ABSENT)
    decision = decide([silent, *BWRAP, *whole(BUBBLEWRAP, Profile.STRICT)], ANY)
    assert (decision.place, decision.fit) == (BUBBLEWRAP, True)


def test_an_engine_whose_boxes_do_not_come_up_is_still_where_a_run_goes() -> None:
    image = seen(DOCKER, Kind.START, "image", Standing.BROKEN)
    decision = decide([*ENGINE, image, *BWRAP, *whole(BUBBLEWRAP, Profile.STRICT)], ANY)
    assert (decision.place, decision.fit) == (RUNC, False)


def test_where_there_is_nothing_a_run_goes_nowhere() -> None:
    decision = decide([seen(DOCKER, Kind.START, "engine", Standing.ABSENT)], ANY)
    assert (decision.place, decision.fit) == (None, False)


def test_a_place_that_was_not_examined_to_the_end_is_not_fit() -> None:
    without_limits = [each for each in MACHINE if each.kind is not Kind.LIMIT]
    without_profiles = [each for each in MACHINE if each.kind is not Kind.PROFILE]
    assert not decide(without_limits, ANY).fit
    assert not decide(without_profiles, ANY).fit
    assert not decide(ENGINE, ANY).fit


def test_gvisor_is_due_where_its_runtime_is_asked_for() -> None:
    decision = decide(MACHINE, Wanted(runtime="runsc"))
    assert (decision.place, decision.profile, decision.fit) == (RUNSC, Profile.GVISOR, True)


def test_a_profile_that_is_asked_for_has_to_be_kept_where_a_run_goes() -> None:
    assert not decide(MACHINE, Wanted(profile="gvisor")).fit
    assert decide(MACHINE, Wanted(runtime="runsc", profile="gvisor")).fit


def test_a_limit_that_the_profile_does_not_promise_is_told_and_does_not_count() -> None:
    lax = [
        replace(each, standing=Standing.ABSENT) if (each.place, each.name) == (BUBBLEWRAP, "memory") else each
        for each in MACHINE
    ]
    assert decide(lax, Wanted(sandbox="bubblewrap")).fit
    assert [(each.place, each.name) for each in not_enforced(lax)] == [(BUBBLEWRAP, "memory")]


def test_profiles_are_told_with_their_places() -> None:
    assert profiles_to_be_had(MACHINE) == {
        Profile.STRICT: (RUNC, BUBBLEWRAP),
        Profile.GVISOR: (RUNSC,),
        Profile.UNPRIVILEGED: (),
    }


def test_the_document_has_its_shape() -> None:
    told = document(broken(RUNSC, "memory"), ANY)
    assert told == json.loads(json.dumps(told))
    assert told["decision"] == {
        "sandbox": "docker",
        "runtime": "runc",
        "profile": "strict",
        "fit": True,
        "wrong": [],
    }
    assert told["machine"] == {"kernel": "6.1"}
    assert told["profiles"]["gvisor"] == [{"sandbox": "docker", "runtime": "runsc"}]
    assert told["drivers"]["docker"] == {
        "available": True,
        "reason": None,
        "facts": {"engine": "20.10", "default_runtime": "runc"},
    }
    assert [(each["sandbox"], each["runtime"]) for each in told["sandboxes"]] == [
        ("docker", "runc"),
        ("docker", "runsc"),
        ("bubblewrap", None),
    ]
    assert told["sandboxes"][1] == {
        "sandbox": "docker",
        "runtime": "runsc",
        "available": True,
        "reason": None,
        "layers": ["landlock"],
        "profiles": {
            "strict": {"kept": False, "missing": [], "remedy": "found strict"},
            "gvisor": {"kept": True, "missing": [], "remedy": None},
            "unprivileged": {"kept": False, "missing": [], "remedy": "found unprivileged"},
        },
        "limits": {
            "memory": {"kept": False, "promised": True, "found": "found memory"},
            "files": {"kept": True, "promised": True, "found": "found files"},
        },
        "gaps": {},
        "measured": {"calls_per_second": 900},
    }


def test_what_is_not_there_is_in_the_document_with_its_reason() -> None:
    told = document([seen(DOCKER, Kind.START, "engine", Standing.ABSENT)], ANY)
    assert told["drivers"] == {
        "docker": {"available": False, "reason": "found engine", "facts": {}},
        "bubblewrap": {"available": False, "reason": None, "facts": {}},
    }
    assert (told["decision"]["sandbox"], told["decision"]["fit"], told["sandboxes"]) == (None, False, [])
