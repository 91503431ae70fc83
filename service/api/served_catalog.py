"""The catalog as the service serves it: frozen when the service begins, in every language that it has whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from service.api.problems import ProblemError
from service.catalog.languages import Translation, translated, translations
from service.catalog.load import load_catalog
from service.catalog.model import Catalog
from service.version import __version__
from verifiers.model import Function


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some functions in the order of their names. ``total`` counts all; ``next`` is the cursor of what follows."""

    functions: tuple[Function, ...]
    total: int
    next: str | None


class ServedCatalog:
    """Functions by name, toolkit and language."""

    def __init__(self, catalog: Catalog, by_language: Mapping[str, Mapping[str, Translation]]) -> None:
        self._catalog = catalog
        self._by_language = by_language
        self._names = sorted(catalog.functions)
        self.digest = catalog.digest
        self.languages = tuple(by_language)
        self.tag = f'"{catalog.digest[:32]}-{__version__}"'
        """An entity tag: all answers follow from the catalog and from the program (RFC 9110, section 8.8.3)."""

    def function(self, name: str, language: str | None) -> Function:
        """One function. Raises ProblemError where it, or the language, is not there."""
        function = self._catalog.functions.get(name)
        if function is None:
            raise ProblemError(404, "unknown_function", f"There is no function {name!r} in the catalog.")
        return self._told(function, language)

    def page(self, *, toolkit: str | None, language: str | None, after: str, limit: int) -> Page:
        """At most ``limit`` functions whose names come after ``after``, which need not be one."""
        if toolkit is not None and toolkit not in self._catalog.toolkits:
            known = ", ".join(self._catalog.toolkits) or "none"
            raise ProblemError(422, "unknown_toolkit", f"There is no toolkit {toolkit!r}; there are: {known}.")
        functions = self._catalog.functions
        names = [each for each in self._names if toolkit is None or functions[each].toolkit == toolkit]
        start = bisect_right(names, after)
        chosen = names[start : start + limit]
        return Page(
            functions=tuple(self._told(functions[each], language) for each in chosen),
            total=len(names),
            next=chosen[-1] if start + limit < len(names) else None,
        )

    def _told(self, function: Function, language: str | None) -> Function:
        if language is None:
            return function
        if language not in self._by_language:
            known = ", ".join(self.languages) or "only the code's own, without a language"
            raise ProblemError(
                422, "unknown_language", f"There are no descriptions in {language!r}; there are: {known}."
            )
        return translated(function, self._by_language[language][function.function_set])


def served_catalog(specs: Sequence[str] = (), warn: Callable[[str], None] = lambda _: None) -> ServedCatalog:
    """The catalog of the function sets that ``specs`` name. Raises FunctionsError as loading does."""
    catalog = load_catalog(specs, warn=warn)
    return ServedCatalog(catalog, translations(catalog, specs))
