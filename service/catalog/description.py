"""Reads functions.toml, the description of a folder of functions.

::

    requirements = ["mpmath>=1.3"]                   # optional: pip packages that the code needs
    catalog = "catalog.json"                         # optional: what `callproof catalog build` wrote
    language = "en"                                  # optional: the language of the code's own descriptions

    [[module]]                                       # every typed public function of a module
    name = "module.path"
    error = {key = "error"}

    [[toolkit]]
    name = "GorillaFileSystem"                       # key in the example's state
    implementation = "module.path:Class"
    load_state = "_load_scenario"                    # optional: method that takes the example's state
    schemas = "gorilla_file_system.json"             # optional: JSON or JSONL; else signatures and docstrings
    error = {key = "error"}                          # or {prefix = "Error"}; {} for none

    [[function]]
    name = "add"
    implementation = "module:function"
    limits = {wall_seconds = 2, memory_bytes = 67108864}   # optional
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from service.errors import FunctionsError
from service.validation import explain_validation

_IDENTIFIER = r"[^\W\d]\w*"
Implementation = Annotated[str, StringConstraints(pattern=rf"^{_IDENTIFIER}(\.{_IDENTIFIER})*:{_IDENTIFIER}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Name = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ErrorTable(_Table):
    """How a function says that it failed; an empty table means that it has no such way."""

    key: str | None = None
    prefix: str | None = None


class LimitsTable(_Table):
    """What a call of this function may use; an absent limit keeps callproof's own."""

    wall_seconds: Annotated[float, Field(gt=0, strict=False)] | None = None
    cpu_seconds: Annotated[float, Field(gt=0, strict=False)] | None = None
    memory_bytes: Annotated[int, Field(gt=0)] | None = None
    processes: Annotated[int, Field(gt=0)] | None = None
    output_bytes: Annotated[int, Field(gt=0)] | None = None
    result_bytes: Annotated[int, Field(gt=0)] | None = None


class ToolkitTable(_Table):
    """A ``[[toolkit]]``."""

    name: Name
    implementation: Implementation
    load_state: str | None = None
    schemas: str | None = None
    error: ErrorTable | None = None
    limits: LimitsTable | None = None


class FunctionTable(_Table):
    """A ``[[function]]``."""

    name: Name
    implementation: Implementation
    schemas: str | None = None
    error: ErrorTable | None = None
    limits: LimitsTable | None = None


class ModuleTable(_Table):
    """A ``[[module]]``: each of its public functions whose parameters have types."""

    name: Annotated[str, StringConstraints(pattern=rf"^{_IDENTIFIER}(\.{_IDENTIFIER})*$")]
    error: ErrorTable | None = None
    limits: LimitsTable | None = None


class Description(_Table):
    """A whole functions.toml."""

    requirements: list[Name] = []
    catalog: str | None = None
    language: Language | None = None
    module: list[ModuleTable] = []
    toolkit: list[ToolkitTable] = []
    function: list[FunctionTable] = []


def read_description(path: Path) -> Description:
    """The description at ``path``. Raises FunctionsError with the file and the key that is wrong."""
    try:
        return Description.model_validate(tomllib.loads(path.read_bytes().decode()))
    except OSError as error:
        raise FunctionsError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise FunctionsError(f"{path} is not UTF-8: {error}. Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise FunctionsError(f"{path} is not TOML: {error}.") from error
    except ValidationError as error:
        raise FunctionsError(f"{path}: {explain_validation(error)}") from error
