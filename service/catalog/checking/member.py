"""Inspects one function or one toolkit: every question that can be answered without looking at others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from service.catalog.checking.arguments import Generators, NotGeneratedError
from service.catalog.checking.calls import OwnFailureError, Runner, Wanted
from service.catalog.checking.codes import complaint
from service.catalog.checking.describing import Describing, NotDescribedError
from service.catalog.checking.examples import example_complaints
from service.catalog.checking.fuzzing import fuzz_complaints
from service.catalog.checking.keys import Material, Member
from service.catalog.checking.model import Complaint, Inspection, Options, Promise, Subject
from service.catalog.checking.profiles import profile_complaints
from service.catalog.checking.sampling import plain_arguments
from service.catalog.checking.signatures import signature_complaints
from service.catalog.checking.soundness import schema_complaints
from service.catalog.checking.toolkits import lacks_dump_state, method_complaints, toolkit_complaints
from service.catalog.languages import missing
from verifiers.equality import identity
from verifiers.model import Function, Json, Toolkit
from verifiers.schema import fits

_MOST_EXAMPLES_OF_A_TOOLKIT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspector:
    """Inspects members of one catalog; safe between threads."""

    material: Material
    runner: Runner
    describing: Describing
    generators: Generators
    options: Options

    def inspect(self, member: Member) -> Inspection:
        """Everything about ``member``. What callproof itself could not do is told, and charged to nobody."""
        found: list[Complaint] = []
        siblings: list[str] = []
        unchecked = None
        asked = self._function(member, siblings) if isinstance(member, Function) else self._toolkit(member)
        try:
            found.extend(asked)
        except OwnFailureError as error:
            unchecked = str(error)
        return Inspection(name=member.name, complaints=tuple(found), siblings=tuple(siblings), unchecked=unchecked)

    def _function(self, function: Function, siblings: list[str]) -> Iterator[Complaint]:
        raw = self.material.raw.get(function.name, (function.parameters, function.result))
        yield from schema_complaints(Subject(function=function, raw_parameters=raw[0], raw_result=raw[1]))
        yield from profile_complaints(function, self.options.profiles)
        for translation in self.material.translations[function.function_set]:
            for message in missing(function, translation):
                facts = {"language": translation.language}
                yield complaint("language.incomplete", function.name, message, facts=facts)
        try:
            promise = self._promise(function)
        except NotDescribedError as error:
            code = "signature.unknown" if error.missing else "import.failed"
            yield complaint(code, function.name, str(error))
            return
        siblings.extend(promise.siblings)
        yield from signature_complaints(function, promise)
        for problem in promise.unreadable:
            yield complaint("example.unreadable", function.name, problem)
        yield from example_complaints(function, promise, self.runner)
        if self.options.examples:
            yield from self._fuzz(function, promise)

    def _fuzz(self, function: Function, promise: Promise) -> Iterator[Complaint]:
        calls: dict[str, Mapping[str, Json]] = {}
        plain = plain_arguments(function)
        for each in (*(example.arguments for example in promise.examples), *([plain] if plain is not None else [])):
            if fits(each, function.parameters):
                calls.setdefault(identity(dict(each)), each)
        try:
            for each in self.generators.make(function, self.options.examples):
                calls.setdefault(identity(dict(each)), each)
        except NotGeneratedError as error:
            yield complaint("fuzz.not_generated", function.name, str(error))
        wanted = list(calls.values())
        if function.toolkit is not None:
            yield from method_complaints(function, promise, wanted, self.runner)
        else:
            yield from fuzz_complaints(function, promise, wanted, self._neighbour(function), self.runner)

    def _neighbour(self, function: Function) -> Wanted | None:
        """A call of another function of the same module."""
        name = self.material.neighbours.get(function.name)
        if name is None:
            return None
        neighbour = self.material.catalog.functions[name]
        try:
            examples = self._promise(neighbour).examples
        except NotDescribedError:
            return None
        for example in examples:
            if example.raises is None and fits(example.arguments, neighbour.parameters):
                return neighbour, example.arguments
        plain = plain_arguments(neighbour)
        return None if plain is None else (neighbour, plain)

    def _toolkit(self, toolkit: Toolkit) -> Iterator[Complaint]:
        methods = [each for each in self.material.catalog.functions.values() if each.toolkit == toolkit.name]
        examples: list[Wanted] = []
        marked = False
        for method in methods:
            try:
                promise = self._promise(method)
            except NotDescribedError:  # told of the method itself
                continue
            marked |= promise.effect is not None
            fit = (each.arguments for each in promise.examples if fits(each.arguments, method.parameters))
            examples += [(method, arguments) for arguments in fit]
        if marked and lacks_dump_state(toolkit, self.runner):
            message = "its methods have marked effects, and it has no dump_state to see them by"
            yield complaint("toolkit.no_dump_state", toolkit.name, message)
        yield from toolkit_complaints(toolkit, examples[:_MOST_EXAMPLES_OF_A_TOOLKIT], self.runner)

    def _promise(self, function: Function) -> Promise:
        try:
            return self.describing.promise(function)
        except NotDescribedError as error:
            if error.ours:
                raise OwnFailureError(str(error)) from error
            raise
