"""Which layers a profile needs, and what is said where one is missing."""

from __future__ import annotations

import pytest

from service.errors import SandboxError
from service.sandbox.profiles import GUARANTEES, Layer, Profile, ProfileError, missing, require


def everything(profile: Profile) -> frozenset[str]:
    return frozenset(layer.value for layer in GUARANTEES[profile].layers)


@pytest.mark.parametrize("profile", Profile)
def test_a_host_with_every_layer_keeps_a_profile(profile: Profile) -> None:
    assert missing(profile, everything(profile) | {"something_more"}) == ()
    require(profile, everything(profile))


@pytest.mark.parametrize(("profile", "layer"), [(p, layer) for p in Profile for layer in GUARANTEES[p].layers])
def test_each_layer_is_needed_and_told_by_name_with_a_remedy(profile: Profile, layer: Layer) -> None:
    holding = everything(profile) - {layer}
    assert missing(profile, holding) == (layer.value,)
    with pytest.raises(ProfileError, match=rf"profile {profile} .*Missing: {layer} \(\w.+\)\. ") as raised:
        require(profile, holding)
    assert raised.value.layers == (layer.value,)


def test_without_anything_every_layer_is_told_in_a_fixed_order() -> None:
    assert missing(Profile.GVISOR, frozenset()) == tuple(layer.value for layer in GUARANTEES[Profile.GVISOR].layers)


def test_landlock_is_asked_of_strict_alone_and_an_own_kernel_of_gvisor_alone() -> None:
    assert "landlock" in missing(Profile.STRICT, frozenset())
    assert "landlock" not in missing(Profile.GVISOR, frozenset())
    assert "own_kernel" in missing(Profile.GVISOR, frozenset())
    assert "own_kernel" not in missing(Profile.STRICT, frozenset())


def test_no_profile_does_without_the_workers_own_filter() -> None:
    assert all("worker_seccomp" in missing(profile, frozenset()) for profile in Profile)


def test_a_profile_that_cannot_be_kept_ends_like_any_other_lack_of_the_host() -> None:
    assert issubclass(ProfileError, SandboxError)
    assert ProfileError(Profile.STRICT, ("landlock",)).exit_status == 3
