"""JSON Schema 2020-12 validation with strict types, in bounded time, and never a look outside.

``verifiers.strict_library`` is jsonschema with these rules; it is imported by the first validation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verifiers.model import Json
from verifiers.references import References
from verifiers.steps import Level, Steps, UncheckableError

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator


class StrictValidator:
    """Holds values against one schema. May be shared between threads; each validation has its own steps."""

    __slots__ = ("_references", "_schema")

    def __init__(self, schema: Json) -> None:
        self._schema = schema
        self._references = References(schema)

    def validation(self, value: Json) -> Validator:
        """The validator for one validation of ``value``: its errors, and looks at single rules between them.

        Using it raises UncheckableError for a schema that cannot be applied to the end.
        """
        # Most runs never get here, and jsonschema takes longer to import than all of ours.
        from verifiers.strict_library import Strict  # noqa: PLC0415
        from verifiers.string_formats import string_formats  # noqa: PLC0415

        level = Level(Steps(self._references, value))
        validator: Validator = Strict(schema=self._schema, format_checker=string_formats(), _resolver=level)
        return validator

    def first_error(self, value: Json) -> ValidationError | None:
        """The first error of ``value``, or None. Raises UncheckableError for a schema that cannot be applied."""
        try:
            return next(iter(self.validation(value).iter_errors(value)), None)
        except RecursionError as error:  # from a caller that is deep in its own stack
            raise UncheckableError("is nested too deep to be checked") from error

    def is_valid(self, value: Json) -> bool:
        """Whether ``value`` fits. Raises UncheckableError for a schema that cannot be applied."""
        return self.first_error(value) is None


def spend(validator: Validator, steps: int) -> None:
    """Take ``steps`` from the validation that ``validator`` belongs to."""
    validator._resolver.steps.spend(steps)  # type: ignore[attr-defined]  # see above: a Level stands there


def strict_validator(schema: Json) -> StrictValidator:
    """A validator for ``schema``, which must be as ``verifiers.dialect`` gives it."""
    return StrictValidator(schema)
