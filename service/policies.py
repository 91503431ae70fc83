"""Reads a policy file.

::

    [severity]                       # other severities than the codes' own
    "schema.format" = "reject"       # reject, review or note

    [gate]
    max_invalid_share = 0.0          # the defaults: nothing invalid, 5 % for review, nothing unverified
    max_review_share = 0.05
    max_unverified_share = 0.0
    min_examples = 1
    forbidden_codes = []             # not even once
    allow_unexecuted = false         # whether examples pass that nobody ran

    [sandbox]
    require = ["docker"]             # calls run in one of these or not at all; default: in any
    profiles = ["strict", "gvisor"]  # and with one of these profiles

Without a file these defaults hold, with each code's own severity (docs/codes.md).
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from service.errors import PolicyError
from service.sandbox.profiles import Profile
from service.validation import explain_validation
from verifiers.codes import CODES
from verifiers.model import Severity
from verifiers.policy import Policy


def _known(code: str) -> str:
    if code not in CODES:
        raise ValueError("no such finding code; docs/codes.md lists them all")
    return code


Code = Annotated[str, AfterValidator(_known)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False, strict=False)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _GateTable(_Table):
    max_invalid_share: Share | None = None
    max_review_share: Share | None = None
    max_unverified_share: Share | None = None
    min_examples: Annotated[int, Field(ge=1)] | None = None
    forbidden_codes: list[Code] | None = None
    allow_unexecuted: bool | None = None


class _SandboxTable(_Table):
    require: list[Literal["docker", "bubblewrap"]] | None = None
    profiles: list[Annotated[Profile, Field(strict=False)]] | None = None


class _File(_Table):
    severity: dict[Code, Annotated[Severity, Field(strict=False)]] = {}
    gate: _GateTable = _GateTable()
    sandbox: _SandboxTable = _SandboxTable()


def read_policy(path: Path | None) -> Policy:
    """The policy at ``path``; the default one for None. Raises PolicyError with the file and the key that is wrong."""
    if path is None:
        return Policy()
    try:
        told = _File.model_validate(tomllib.loads(path.read_bytes().decode("utf-8-sig")))
    except OSError as error:
        raise PolicyError(f"The policy {path} cannot be read: {error.strerror}. Check --policy.") from error
    except UnicodeDecodeError as error:
        raise PolicyError(f"The policy {path} is not UTF-8: {error}. Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"The policy {path} is not TOML: {error}.") from error
    except ValidationError as error:
        raise PolicyError(f"The policy {path}: {explain_validation(error)}") from error
    gate = told.gate.model_dump(exclude_none=True)
    if "forbidden_codes" in gate:
        gate["forbidden_codes"] = tuple(gate["forbidden_codes"])
    return Policy(
        severities=told.severity,
        sandboxes=tuple(told.sandbox.require or ()),
        profiles=tuple(each.value for each in told.sandbox.profiles or ()),
        **gate,
    )
