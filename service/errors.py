"""Every exception that callproof raises on purpose.

::

    CallproofError            exit 4 unless a subclass says otherwise
    ├── UsageError            exit 2: wrong arguments, settings, policy or function descriptions
    │   ├── SettingsError
    │   ├── PolicyError
    │   ├── FunctionsError
    │   └── InputError        a shard that is missing or cannot be opened
    ├── UnableError           exit 3: engine, image or disk is in the way
    │   ├── EngineError
    │   ├── ImageError
    │   ├── SandboxError
    │   └── OutputError
    └── Interrupted           exit 130

A wrong example is never an exception: it is a finding. Messages say what happened, why it usually happens and
what to do.
"""

from __future__ import annotations

from typing import ClassVar


class CallproofError(Exception):
    """The root. ``exit_status`` is what the command line ends with."""

    exit_status: ClassVar[int] = 4


class UsageError(CallproofError):
    """The caller asked for something that cannot be."""

    exit_status = 2


class SettingsError(UsageError):
    """A setting is malformed."""


class PolicyError(UsageError):
    """A policy file is malformed."""


class FunctionsError(UsageError):
    """A functions folder or its functions.toml is malformed."""


class InputError(UsageError):
    """A shard is missing or cannot be opened."""


class UnableError(CallproofError):
    """The machine does not let callproof work."""

    exit_status = 3


class EngineError(UnableError):
    """No container engine answers."""


class ImageError(UnableError):
    """A sandbox image cannot be made or found."""


class SandboxError(UnableError):
    """A box cannot be started or keeps failing."""


class OutputError(UnableError):
    """Results cannot be written."""


class Interrupted(CallproofError):  # noqa: N818 - not an error of anybody
    """The user stopped the run; what was done is kept."""

    exit_status = 130
