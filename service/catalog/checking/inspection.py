"""The order of a check: what is asked of each function, what of them together, and what earlier runs know already.

::

    sources ── identity ──finished before?──> report from the cache, nothing is loaded
       └─ catalog ── each function: key ──known?──> reused
                        └─ schema · profiles · languages · signature (host; the signature is read in a box)
                           └─ examples · arguments ── calls, twice (boxes) ── endings · repeats · effects
          all functions ── siblings (host)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import sandbox_images
import service.catalog
import verifiers
from service.catalog.checking.arguments import generator_versions
from service.catalog.checking.cache import Cache
from service.catalog.checking.keys import Keys, Material, Member, gather_material
from service.catalog.checking.model import Inspection, Options
from service.catalog.checking.profiles import target_profiles
from service.catalog.checking.siblings import sibling_complaints
from service.catalog.checking.workplace import Place, open_workplace
from service.catalog.load import load_catalog
from service.catalog.locate import BUILTIN, Source, locate
from service.catalog.model import Catalog
from service.errors import FunctionsError, UsageError

_JUDGES = (Path(service.catalog.__file__).parent, Path(sandbox_images.__file__).parent, Path(verifiers.__file__).parent)
"""Folders whose programs and data decide what is found: results of another version of them are not reused."""

_SAVE_EVERY = 200

Observe = Callable[[int, int], None]
"""Told how many members are done, of how many."""


class Check:
    """A check of function sets under some options. Raises UsageError for a profile or a set that is not there."""

    def __init__(self, specs: Sequence[str], options: Options, place: Place) -> None:
        unknown = [each for each in options.profiles if each not in target_profiles()]
        if unknown:
            raise UsageError(f"There is no target profile '{unknown[0]}'; there are {', '.join(target_profiles())}.")
        self._specs = tuple(dict.fromkeys(specs)) or (BUILTIN,)
        self._options = options
        self._place = place
        self._sources = [locate(each) for each in self._specs]
        versions = generator_versions() if options.examples else ""
        self._basis = json.dumps([_judges(), versions, asdict(options)])

    @property
    def paths(self) -> list[str]:
        """The sets that are checked, as the cache file is named after."""
        return [_path(spec, source) for spec, source in zip(self._specs, self._sources, strict=True)]

    def run(self, cache: Cache, *, resume: bool, observe: Observe) -> bool:
        """Bring ``cache`` up to date; False where it was, because nothing has changed since a finished run."""
        identity = hashlib.sha256(json.dumps([self._basis, *map(_content, self._sources)]).encode()).hexdigest()
        if resume and cache.is_finished(identity):
            return False
        catalog = load_catalog(self._specs, warn=self._place.say)
        sources = dict(zip(catalog.function_sets, self._sources, strict=True))
        material = gather_material(catalog, sources, self._options.languages)
        cache.begin(resume=resume)
        certain = self._inspect(material, Keys(material, sources, self._basis), cache, observe)
        named = {each.name: _siblings(each, catalog, sources) for each in cache.results() if each.siblings}
        for each in sibling_complaints((catalog.functions[name] for name in sorted(catalog.functions)), named):
            cache.keep_further(each)
        cache.finish(identity if certain else None)
        return True

    def _inspect(self, material: Material, keys: Keys, cache: Cache, observe: Observe) -> bool:
        """Inspect what is not known yet; whether everything could be found out."""
        waiting: list[tuple[int, str, Member]] = []
        for position, member in enumerate(material.members):
            key = keys.of(member)
            if not cache.reuse(key, position):
                waiting.append((position, key, member))
        cache.save()
        total = len(material.members)
        done = total - len(waiting)
        observe(done, total)
        if not waiting:
            return True
        certain = True
        self._place.folder.mkdir(parents=True, exist_ok=True)
        with open_workplace(material, self._options, self._place) as inspect_all:
            found = inspect_all(member for _, _, member in waiting)
            for (position, key, _), each in zip(waiting, found, strict=True):
                cache.keep(key, position, each)
                certain &= each.unchecked is None
                done += 1
                observe(done, total)
                if done % _SAVE_EVERY == 0:
                    cache.save()
        cache.save()
        return certain


def _path(spec: str, source: Source) -> str:
    if spec == BUILTIN:
        return BUILTIN
    return f"{source.prefix}={source.folder}" if source.prefix else str(source.folder)


def _siblings(inspection: Inspection, catalog: Catalog, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """The functions that one names in its documentation, which knows nothing of prefixes, as the catalog names them."""
    prefix = sources[catalog.functions[inspection.name].function_set].prefix
    return tuple(prefix + each if prefix + each in catalog.functions else each for each in inspection.siblings)


def _judges() -> str:
    digest = hashlib.sha256()
    for folder in _JUDGES:
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".py", ".toml", ".json"}:
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _content(source: Source) -> str:
    """SHA-256 over the paths and bytes of a whole source."""
    digest = hashlib.sha256(source.prefix.encode())
    for path in source.files:
        told = path.as_posix().encode(errors="surrogateescape")
        try:
            content = (source.root / path).read_bytes()
        except OSError as error:
            raise FunctionsError(f"{source.root / path} cannot be read: {error.strerror}.") from error
        digest.update(f"{len(told)}:{len(content)}:".encode() + told + hashlib.sha256(content).digest())
    return digest.hexdigest()
