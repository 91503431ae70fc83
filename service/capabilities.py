"""What a machine can enforce, from an examination of it: one decision, and one document for programs. Pure.

The decision is about one place, the one that a run would take: the sandbox of ``auto``, or the one that was asked for.
It is fit for a run where boxes start, the profile that is due there is kept, and every limit held.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.doctor.model import Kind, Observation, Place, Standing, Wanted
from service.sandbox.gvisor import is_gvisor
from service.sandbox.profiles import Profile
from service.version import __version__
from verifiers.model import Json

SANDBOXES = ("docker", "bubblewrap")
"""In the order in which ``auto`` takes them."""


def own_profile(place: Place) -> Profile:
    """The profile that a run takes there where none is asked for."""
    return Profile.GVISOR if is_gvisor(place.runtime) else Profile.STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Where a run would go. ``place`` None: nowhere. ``wrong`` are the observations that keep it from being fit."""

    place: Place | None
    profile: Profile
    wrong: tuple[Observation, ...]

    @property
    def fit(self) -> bool:
        """Whether calls can be run there as promised."""
        return self.place is not None and not self.wrong


def decide(observations: Sequence[Observation], wanted: Wanted) -> Decision:
    """The decision on what was observed. Observations that are missing count against the place."""
    place = _decisive(observations, wanted)
    if place is None:
        profile = Profile(wanted.profile) if wanted.profile is not None else Profile.STRICT
        starts = [each for each in observations if each.kind is Kind.START and not each.holds]
        return Decision(place=None, profile=profile, wrong=tuple(starts))
    profile = Profile(wanted.profile) if wanted.profile is not None else own_profile(place)
    there = [each for each in observations if each.place in {place, Place(sandbox=place.sandbox)}]
    wrong = [each for each in there if _counts(each, profile) and not each.holds]
    for kind, what in ((Kind.START, "box"), (Kind.PROFILE, profile.value)):
        if not wrong and not any(each.kind is kind and each.name == what and each.holds for each in there):
            wrong.append(_untried(place, kind, what))
    if not wrong and not any(each.kind is Kind.LIMIT for each in there):
        wrong.append(_untried(place, Kind.LIMIT, "all"))
    return Decision(place=place, profile=profile, wrong=tuple(wrong))


def profiles_to_be_had(observations: Iterable[Observation]) -> dict[Profile, tuple[Place, ...]]:
    """Where each profile is kept."""
    kept: dict[Profile, tuple[Place, ...]] = dict.fromkeys(Profile, ())
    for each in observations:
        if each.kind is Kind.PROFILE and each.holds and each.place is not None:
            kept[Profile(each.name)] += (each.place,)
    return kept


def not_enforced(observations: Iterable[Observation]) -> list[Observation]:
    """What is not enforced where boxes can be started: limits that broke or are not promised, and known gaps."""
    return [each for each in observations if each.kind in {Kind.LIMIT, Kind.GAP} and not each.holds]


def document(observations: Sequence[Observation], wanted: Wanted) -> Json:
    """All of it as JSON. Keys are there always; what could not be looked at is null or empty."""
    decision = decide(observations, wanted)
    return {
        "version": __version__,
        "decision": {
            "sandbox": decision.place.sandbox if decision.place else None,
            "runtime": decision.place.runtime if decision.place else None,
            "profile": decision.profile.value,
            "fit": decision.fit,
            "wrong": [f"{each.name}: {each.found}" for each in decision.wrong],
        },
        "profiles": {
            profile.value: [_place_json(place) for place in places]
            for profile, places in profiles_to_be_had(observations).items()
        },
        "machine": {each.name: each.value for each in observations if each.place is None},
        "drivers": {name: _driver_json(name, observations) for name in SANDBOXES if _was_examined(name, wanted)},
        "sandboxes": [_sandbox_json(place, observations) for place in _places(observations)],
    }


def _decisive(observations: Sequence[Observation], wanted: Wanted) -> Place | None:
    if wanted.runtime is not None:
        return Place(sandbox="docker", runtime=wanted.runtime)
    works = {each.place.sandbox for each in observations if each.place and _starts(each) and each.holds}
    for sandbox in SANDBOXES if wanted.sandbox is None else (wanted.sandbox,):
        if sandbox in works or wanted.sandbox is not None:
            return Place(sandbox=sandbox, runtime=_default_runtime(observations) if sandbox == "docker" else None)
    return None


def _starts(observation: Observation) -> bool:
    """Whether this is what ``auto`` looks at: that an engine answers, that bwrap works at all."""
    return observation.kind is Kind.START and observation.name in {"engine", "bwrap"}


def _default_runtime(observations: Iterable[Observation]) -> str | None:
    return next((str(each.value) for each in observations if each.name == "default_runtime"), None)


def _counts(observation: Observation, profile: Profile) -> bool:
    """Whether this must hold. A limit that the profile does not promise need not, and its other profiles neither."""
    if observation.kind is Kind.LIMIT:
        return observation.standing is not Standing.ABSENT
    return observation.kind is Kind.START or (observation.kind is Kind.PROFILE and observation.name == profile.value)


def _untried(place: Place, kind: Kind, name: str) -> Observation:
    return Observation(place=place, kind=kind, name=name, standing=Standing.BROKEN, found="not tried")


def _was_examined(name: str, wanted: Wanted) -> bool:
    return wanted.sandbox in {None, name} and (name == "docker" or wanted.runtime is None)


def _places(observations: Iterable[Observation]) -> list[Place]:
    """Where boxes are started: of Docker each runtime, of bubblewrap itself."""
    found = (each.place for each in observations if each.place is not None)
    return [place for place in dict.fromkeys(found) if place.sandbox != "docker" or place.runtime is not None]


def _place_json(place: Place) -> Json:
    return {"sandbox": place.sandbox, "runtime": place.runtime}


def _driver_json(name: str, observations: Iterable[Observation]) -> Json:
    own = [each for each in observations if each.place == Place(sandbox=name)]
    starts = [each for each in own if each.kind is Kind.START and each.name != "box"]
    return {
        "available": bool(starts) and all(each.holds for each in starts),
        "reason": next((each.found for each in starts if not each.holds), None),
        "facts": {each.name: each.value for each in own if each.kind is Kind.FACT or (each in starts and each.holds)},
    }


def _sandbox_json(place: Place, observations: Iterable[Observation]) -> Json:
    own = [each for each in observations if each.place == place]

    def of(kind: Kind) -> list[Observation]:
        return [each for each in own if each.kind is kind]

    starts = of(Kind.START)
    return {
        **_place_json(place),
        "available": any(each.name == "box" and each.holds for each in starts),
        "reason": next((each.found for each in starts if not each.holds), None),
        "layers": next((each.value for each in of(Kind.LAYER)), []),
        "profiles": {
            each.name: {"kept": each.holds, "missing": each.value, "remedy": None if each.holds else each.found}
            for each in of(Kind.PROFILE)
        },
        "limits": {
            each.name: {"kept": each.holds, "promised": each.standing is not Standing.ABSENT, "found": each.found}
            for each in of(Kind.LIMIT)
        },
        "gaps": {each.name: each.found for each in of(Kind.GAP)},
        "measured": {each.name: each.value for each in of(Kind.MEASURE)},
    }
