"""The settings: what the environment may change. The only module that reads the environment.

==============================  ==============================================================================
variable                        means
==============================  ==============================================================================
CALLPROOF_BASE_IMAGE            registry reference of the base image, or ``distribution`` to make it from the
                                distribution's packages; unset: sandbox_images/base.toml decides
CALLPROOF_CACHE_DIR             folder for downloads and locks, default ``~/.cache/callproof``
CALLPROOF_PULL_TIMEOUT_SECONDS  longest time that fetching the base image may take, default 180
DOCKER_HOST                     the engine's address, as the docker command reads it (so are DOCKER_CONTEXT,
                                DOCKER_TLS_VERIFY and DOCKER_CERT_PATH)
==============================  ==============================================================================
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from service.errors import SettingsError

DISTRIBUTION = "distribution"
_REFERENCE = re.compile(
    r"(?:[a-zA-Z0-9.-]+(?::\d+)?/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::[\w][\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?"
)
_ENGINE_SCHEMES = ("unix://", "tcp://", "http://", "https://")


def _image_reference(value: str) -> str:
    if not _REFERENCE.fullmatch(value):
        raise ValueError(f"is neither an image reference such as python:3.11-slim-bookworm nor '{DISTRIBUTION}'")
    return value


def _engine_address(value: str) -> str:
    if not value.startswith(_ENGINE_SCHEMES):
        raise ValueError(
            "must start with unix://, tcp://, http:// or https://; for an engine behind ssh, forward its socket "
            "(ssh -L ./docker.sock:/var/run/docker.sock HOST) and name that: unix://./docker.sock"
        )
    return value


def _absolute(value: Path) -> Path:
    return value.expanduser().absolute()


class Settings(BaseModel):
    """What the environment asked for, checked. ``base_image`` None means: as base.toml says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base_image: Annotated[str, AfterValidator(_image_reference)] | None = Field(None, alias="CALLPROOF_BASE_IMAGE")
    cache_folder: Annotated[Path, AfterValidator(_absolute)] = Field(
        Path("~/.cache/callproof"), alias="CALLPROOF_CACHE_DIR", validate_default=True
    )
    pull_timeout_seconds: float = Field(
        180.0, alias="CALLPROOF_PULL_TIMEOUT_SECONDS", gt=0, le=86_400, allow_inf_nan=False
    )
    docker_host: Annotated[str, AfterValidator(_engine_address)] | None = Field(None, alias="DOCKER_HOST")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Read the settings, by default from the process's environment; an empty variable counts as unset.

        SettingsError names each malformed variable.
        """
        source = os.environ if environment is None else environment
        known = {str(field.alias) for field in cls.model_fields.values()}
        try:
            return cls.model_validate({name: value for name in known if (value := source.get(name, "").strip())})
        except ValidationError as error:
            complaints = [
                f"{complaint['loc'][0]}={complaint['input']!s:.200}: {complaint['msg'].removeprefix('Value error, ')}"
                for complaint in error.errors()
            ]
            raise SettingsError(
                f"The environment has settings that cannot be used. {'; '.join(sorted(complaints))}. "
                "Correct or unset them."
            ) from error
