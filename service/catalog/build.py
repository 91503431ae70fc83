"""Builds catalog.json: what each function promises by its annotations and docstring, read in a box.

::

    names (source, host) ── describe (box) ──> schemas, docstrings ── sections (host) ──> entries

The code is imported where calls import it, never on the host.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import sandbox_images
from service.catalog.built import FORMAT, built_from
from service.catalog.description import read_description
from service.catalog.doc_sections import DocExample, read_sections
from service.catalog.docstrings import read_docstring
from service.catalog.load import load_catalog
from service.catalog.locate import locate
from service.catalog.model import Catalog
from service.errors import FunctionsError
from service.sandbox.model import Isolation, Outcome, Plan, PlannedCall, Sandbox
from service.sandbox.opening import open_pool
from verifiers.model import Function, Json, Limits, Status

DESCRIBER = Path(sandbox_images.__file__).parent / "probes" / "callproof_describe.py"
DESCRIBER_FUNCTION = f"{DESCRIBER.stem}:describe"
DEFAULT_NAME = "catalog.json"
DESCRIBING_LIMITS = Limits(result_bytes=64 * 1024 * 1024)


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """What to ask of one module: its functions, and methods by class."""

    name: str
    functions: tuple[str, ...]
    toolkits: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """``content`` is what the file ``name`` has to hold; ``problems`` are what the functions leave unsaid."""

    name: str
    content: bytes
    count: int
    problems: tuple[str, ...]


def build(spec: str, *, sandbox: str, say: Callable[[str], None], warn: Callable[[str], None]) -> Build:
    """Describe the functions of ``spec`` in a box. Raises FunctionsError where a module cannot be described."""
    source = locate(spec)
    if source.prefix:
        raise FunctionsError(f"{spec}: a set is built under its own names. Leave the prefix '{source.prefix}=' out.")
    name = DEFAULT_NAME
    if source.description is not None:
        name = read_description(source.description).catalog or DEFAULT_NAME
    catalog = _with_describer(spec, warn)
    with open_pool(
        sandbox=sandbox, catalog=catalog, isolation=Isolation.EXAMPLE, boxes=1, say=say, limits=DESCRIBING_LIMITS
    ) as pool:
        described = describe(pool, catalog)
    found, problems = entries(catalog, described)
    told = {"format": FORMAT, "built_from": built_from(source, name), "functions": found}
    content = json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"
    return Build(name=name, content=content, count=len(found), problems=tuple(problems))


def _with_describer(spec: str, warn: Callable[[str], None]) -> Catalog:
    """The functions of ``spec``, and the program that describes them, which can import them."""
    catalog = load_catalog([spec, f"callproof_={DESCRIBER}"], warn=warn, built=False)
    described, describer = catalog.function_sets.values()
    sets = {described.name: described, describer.name: replace(describer, beside=(described.name,))}
    return replace(catalog, function_sets=sets)


def describe(sandbox: Sandbox, catalog: Catalog) -> dict[str, Json]:
    """What the modules of every function tell of themselves, by module name. Raises FunctionsError where one cannot."""
    describer = next(each for each in catalog.functions.values() if each.implementation == DESCRIBER_FUNCTION)
    futures = [(module, sandbox.submit(_plan(describer, module))) for module in _modules(catalog, describer)]
    return {module.name: _told(module, future.result()) for module, future in futures}


def _plan(describer: Function, module: Module) -> Plan:
    call = PlannedCall(index=0, function=describer, arguments=_asked(module), limits=DESCRIBING_LIMITS)
    return Plan(calls=(call,), toolkits=(), state={}, now=None, seed=None)


def entries(catalog: Catalog, described: Mapping[str, Json]) -> tuple[list[dict[str, Json]], list[str]]:
    """One entry for each function, in the order of names, and what is wrong with what they say of themselves."""
    found = []
    problems: list[str] = []
    for _, function in sorted(catalog.functions.items()):
        if function.implementation == DESCRIBER_FUNCTION:
            continue
        module, path = place_of(function, catalog)
        told = described[module]
        if function.toolkit is None:
            own = told["functions"][path]
        else:
            own = told["toolkits"][path.partition(".")[0]]["methods"][function.implementation]
        found.append(_entry(function, f"{module}:{path}", own, told["definitions"], problems))
    return found, problems


def place_of(function: Function, catalog: Catalog) -> tuple[str, str]:
    """Module and path in it, of a function or of a toolkit's method."""
    if function.toolkit is None:
        module, _, path = function.implementation.partition(":")
        return module, path
    module, _, path = catalog.toolkits[function.toolkit].implementation.partition(":")
    return module, f"{path}.{function.implementation}"


def _modules(catalog: Catalog, describer: Function) -> list[Module]:
    functions: dict[str, list[str]] = {}
    toolkits: dict[str, dict[str, list[str]]] = {}
    for function in catalog.functions.values():
        if function is describer:
            continue
        module, path = place_of(function, catalog)
        methods = toolkits.setdefault(module, {})
        names = functions.setdefault(module, [])
        if function.toolkit is None:
            names.append(path)
        else:
            methods.setdefault(path.partition(".")[0], []).append(function.implementation)
    return [
        Module(
            name=module,
            functions=tuple(functions[module]),
            toolkits={name: tuple(methods) for name, methods in toolkits[module].items()},
        )
        for module in sorted(functions)
    ]


def _asked(module: Module) -> dict[str, Json]:
    return {
        "module": module.name,
        "functions": list(module.functions),
        "toolkits": {name: list(methods) for name, methods in module.toolkits.items()},
    }


def _told(module: Module, outcome: Outcome) -> Json:
    (execution,) = outcome.executions
    if execution.status is not Status.RETURNED:
        said = execution.error.message if execution.error is not None else ""
        raise FunctionsError(f"The module '{module.name}' could not be described: {execution.status} {said}".rstrip())
    return execution.result


def _entry(
    function: Function, implementation: str, own: Json, definitions: Json, problems: list[str]
) -> dict[str, Json]:
    said = read_docstring(own["doc"])
    sections = read_sections(own["doc"], function.implementation.partition(":")[2] or function.implementation)
    problems += [f"{function.name}: {each}" for each in (*own["problems"], *sections.problems)]
    resolve = _Resolver(definitions)
    parameters = resolve.whole(own["parameters"])
    for name, schema in parameters["properties"].items():
        if text := said.parameters.get(name):
            parameters["properties"][name] = {**schema, "description": text}
    result = None if own["result"] is None else resolve.whole(own["result"])
    if result is not None and sections.returns:
        result = {**result, "description": sections.returns}
    return {
        "name": function.name,
        "description": said.description,
        "parameters": parameters,
        "response": result,
        "implementation": implementation,
        "toolkit": function.toolkit,
        "effect": own["effect"],
        "pure": function.pure,
        "examples": [_example(each) for each in sections.examples],
        "raises": dict(sections.raises),
        "errors": dict(sections.errors),
        "siblings": dict(sections.siblings),
    }


def _example(example: DocExample) -> dict[str, Json]:
    ending: dict[str, Json] = {"result": example.result} if example.raises is None else {"raises": example.raises}
    return {"arguments": dict(example.arguments), **ending}


def resolved_parameters(parameters: Json, definitions: Mapping[str, Json]) -> dict[str, Json]:
    """A described signature with its definitions in place."""
    return _Resolver(definitions).whole(parameters)


class _Resolver:
    """Puts definitions where they are referred to, with what their docstrings say of each field."""

    def __init__(self, definitions: Mapping[str, Json]) -> None:
        self._definitions = definitions

    def whole(self, schema: Json) -> dict[str, Json]:
        """``schema`` without references, but for those of a definition to itself, which ``$defs`` then holds."""
        recursive: dict[str, Json] = {}
        resolved = self._resolve(schema, (), recursive)
        return {**resolved, "$defs": recursive} if recursive else dict(resolved)

    def _resolve(self, schema: Json, inside: tuple[str, ...], recursive: dict[str, Json]) -> Json:
        if isinstance(schema, list):
            return [self._resolve(each, inside, recursive) for each in schema]
        if not isinstance(schema, dict):
            return schema
        reference = schema.get("$ref")
        if not isinstance(reference, str):
            return {key: self._resolve(value, inside, recursive) for key, value in schema.items()}
        name = reference.rpartition("/")[2]
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        if name in inside:
            recursive.setdefault(name, {})
            if not recursive[name]:
                recursive[name] = {"type": "object"}  # taken while its own fields are resolved
                recursive[name] = self._resolve(self._fields(name), (name,), recursive)
            return {"$ref": reference, **beside}
        return {**self._resolve(self._fields(name), (*inside, name), recursive), **beside}

    def _fields(self, name: str) -> dict[str, Json]:
        definition = self._definitions[name]
        texts = read_sections(definition["doc"], name).attributes
        schema = definition["schema"]
        properties = {
            key: {**value, "description": texts[key]} if key in texts else value
            for key, value in schema["properties"].items()
        }
        return {**schema, "properties": properties}
