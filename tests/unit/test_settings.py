"""Settings come from the environment alone, and what is malformed is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from service.errors import SettingsError
from service.settings import Settings


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = Settings.from_environment({})
    assert settings.base_image is None
    assert settings.cache_folder == Path("~/.cache/callproof").expanduser()
    assert settings.pull_timeout_seconds == 180
    assert settings.docker_host is None


def test_every_variable_is_read() -> None:
    settings = Settings.from_environment(
        {
            "CALLPROOF_BASE_IMAGE": "mirror.example:5000/library/python:3.12-slim",
            "CALLPROOF_CACHE_DIR": "/var/cache/callproof",
            "CALLPROOF_PULL_TIMEOUT_SECONDS": "2.5",
            "DOCKER_HOST": "unix:///run/docker.sock",
        }
    )
    assert settings.base_image == "mirror.example:5000/library/python:3.12-slim"
    assert settings.cache_folder == Path("/var/cache/callproof")
    assert settings.pull_timeout_seconds == 2.5
    assert settings.docker_host == "unix:///run/docker.sock"


def test_an_empty_variable_counts_as_unset() -> None:
    assert Settings.from_environment({"CALLPROOF_BASE_IMAGE": " ", "DOCKER_HOST": ""}) == Settings.from_environment({})


def test_other_variables_are_ignored() -> None:
    assert Settings.from_environment({"HOME": "x", "CALLPROOF": "y"}) == Settings.from_environment({})


def test_the_cache_folder_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings.from_environment({"CALLPROOF_CACHE_DIR": "cache"}).cache_folder == tmp_path / "cache"


@pytest.mark.parametrize(
    "reference",
    [
        "distribution",
        "python",
        "python:3.11-slim-bookworm",
        "a.b/c/d_e:1",
        f"python:3.11@sha256:{'0' * 64}",
        "localhost/x",
    ],
)
def test_an_image_reference_is_accepted(reference: str) -> None:
    assert Settings.from_environment({"CALLPROOF_BASE_IMAGE": reference}).base_image == reference


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CALLPROOF_BASE_IMAGE", "Python:3.11"),
        ("CALLPROOF_BASE_IMAGE", "python:3.11 slim"),
        ("CALLPROOF_BASE_IMAGE", "python@sha256:123"),
        ("CALLPROOF_BASE_IMAGE", "--privileged"),
        ("CALLPROOF_PULL_TIMEOUT_SECONDS", "soon"),
        ("CALLPROOF_PULL_TIMEOUT_SECONDS", "0"),
        ("CALLPROOF_PULL_TIMEOUT_SECONDS", "nan"),
        ("CALLPROOF_PULL_TIMEOUT_SECONDS", "inf"),
        ("DOCKER_HOST", "/var/run/docker.sock"),
        ("DOCKER_HOST", "ssh://build"),
    ],
)
def test_a_malformed_variable_is_named_with_its_value(variable: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({variable: value})
    assert f"{variable}={value}: " in str(caught.value)


def test_all_malformed_variables_are_named_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({"DOCKER_HOST": "x", "CALLPROOF_PULL_TIMEOUT_SECONDS": "y"})
    assert "DOCKER_HOST=x" in str(caught.value)
    assert "CALLPROOF_PULL_TIMEOUT_SECONDS=y" in str(caught.value)


def test_settings_are_frozen() -> None:
    settings = Settings.from_environment({})
    with pytest.raises(ValidationError):
        settings.base_image = "python:3.12"
