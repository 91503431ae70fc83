"""Frozen clock, time zone and randomness, so that one call gives one result.

The wall clock stands still at the example's ``now``: ``time.time``, ``time.time_ns``, ``time.localtime``,
``time.gmtime``, ``time.ctime``, ``time.strftime`` and ``time.clock_gettime(CLOCK_REALTIME)`` without an argument of
their own, ``datetime.now``, ``utcnow`` and ``today``, ``date.today``. Monotonic clocks and ``sleep`` stay real, so that
loops with a deadline end. ``os.urandom`` and all that is built on it (``secrets``, ``uuid4``, ``SystemRandom``) is
drawn from the example's seed.

``install`` replaces these names once, in the supervisor, before any catalog code exists; workers set the values of
their example.
"""

from __future__ import annotations

import datetime as datetime_module
import os
import random
import sys
import time

TYPE_CHECKING = False  # `typing` is 0.4 MB that every fork would have to carry
if TYPE_CHECKING:
    from typing import Any

_real_seed = random.Random.seed
_seed_core = super(random.Random, random._inst).seed  # what random.seed comes to for a whole number
_modules = sys.modules
_real_datetime = datetime_module.datetime
_real_date = datetime_module.date
_real_gmtime = time.gmtime
_real_localtime = time.localtime
_real_asctime = time.asctime
_real_strftime = time.strftime
_real_clock_gettime = time.clock_gettime
_real_clock_gettime_ns = time.clock_gettime_ns


_NANOSECONDS, _SEED, _ENTROPY, _ZONE, _UNTOUCHED, _OWN_GENERATORS = range(6)
_frozen: list[Any] = [0, 0, None, None, False, True]
"""The values of the running example: instant, seed, source of entropy made from it when first needed, TZ variable,
whether nothing can have drawn from the seed yet, and whether the stem has libraries that ``begin_call`` seeds."""


def _seconds() -> float:
    seconds: float = _frozen[_NANOSECONDS] / 1e9
    return seconds


class _Stand(type):
    """Makes a frozen class stand for the real one in ``isinstance`` and ``issubclass``; its subclasses are as ever."""

    def __instancecheck__(cls, instance: Any) -> bool:
        real = _stands_for.get(cls)
        return type.__instancecheck__(cls, instance) if real is None else isinstance(instance, real)

    def __subclasscheck__(cls, subclass: type) -> bool:
        real = _stands_for.get(cls)
        return type.__subclasscheck__(cls, subclass) if real is None else issubclass(subclass, real)


_stands_for: dict[type, type] = {}


class FrozenDate(_real_date, metaclass=_Stand):
    """``datetime.date`` whose today is the example's."""

    @classmethod
    def today(cls) -> Any:
        """Today in the example's time zone."""
        return cls.fromtimestamp(_seconds())

    def __repr__(self) -> str:
        return f"datetime.date({self.year}, {self.month}, {self.day})"


class FrozenDatetime(_real_datetime, metaclass=_Stand):
    """``datetime.datetime`` whose now is the example's."""

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        """The frozen instant, local and naive without ``tz``."""
        return cls.fromtimestamp(_seconds(), tz)

    @classmethod
    def utcnow(cls) -> Any:
        """The frozen instant in UTC, naive."""
        return cls.fromtimestamp(_seconds(), datetime_module.UTC).replace(tzinfo=None)

    @classmethod
    def today(cls) -> Any:
        """The frozen instant, local and naive."""
        return cls.fromtimestamp(_seconds())

    def date(self) -> Any:
        """The date part, of the frozen kind."""
        return FrozenDate(self.year, self.month, self.day)

    def __repr__(self) -> str:
        return _real_datetime.__repr__(self).replace("datetime(", "datetime.datetime(", 1)


_stands_for.update({FrozenDate: _real_date, FrozenDatetime: _real_datetime})


def _urandom(size: int, /) -> bytes:
    if _frozen[_ENTROPY] is None:
        _frozen[_ENTROPY] = random.Random(f"callproof entropy {_frozen[_SEED]}")  # noqa: S311 - repeatable on purpose
    drawn: bytes = _frozen[_ENTROPY].randbytes(size)
    return drawn


def _strftime(layout: str, moment: Any = None, /) -> str:
    return _real_strftime(layout, _real_localtime(_seconds()) if moment is None else moment)


def _clock_gettime_ns(clock: int, /) -> int:
    return int(_frozen[_NANOSECONDS]) if clock == time.CLOCK_REALTIME else _real_clock_gettime_ns(clock)


def _clock_gettime(clock: int, /) -> float:
    return _seconds() if clock == time.CLOCK_REALTIME else _real_clock_gettime(clock)


def _seed(self: random.Random, a: Any = None, version: int = 2) -> None:
    """``Random.seed`` that draws from the example's seed where it would draw from the system."""
    _real_seed(self, int.from_bytes(os.urandom(32)) if a is None else a, version)


def install() -> None:
    """Replace the names. Call once, before any catalog code is loaded."""
    random.Random.seed = _seed  # type: ignore[method-assign]  # generators made without a seed repeat too
    random.seed = random._inst.seed  # bound anew, to the method above
    FrozenDate.__name__ = FrozenDate.__qualname__ = "date"
    FrozenDatetime.__name__ = FrozenDatetime.__qualname__ = "datetime"
    FrozenDate.__module__ = FrozenDatetime.__module__ = "datetime"
    replaced: dict[Any, dict[str, Any]] = {
        datetime_module: {"date": FrozenDate, "datetime": FrozenDatetime},
        os: {"urandom": _urandom, "getrandom": lambda size, _flags=0: _urandom(size)},
        random: {"_urandom": _urandom},
        time: {
            "time": _seconds,
            "time_ns": lambda: _frozen[_NANOSECONDS],
            "gmtime": lambda seconds=None: _real_gmtime(_seconds() if seconds is None else seconds),
            "localtime": lambda seconds=None: _real_localtime(_seconds() if seconds is None else seconds),
            "ctime": lambda seconds=None: _real_asctime(_real_localtime(_seconds() if seconds is None else seconds)),
            "asctime": lambda moment=None: _real_asctime(_real_localtime(_seconds()) if moment is None else moment),
            "strftime": _strftime,
            "clock_gettime": _clock_gettime,
            "clock_gettime_ns": _clock_gettime_ns,
        },
    }
    for module, names in replaced.items():
        for name, value in names.items():
            setattr(module, name, value)


def begin(nanoseconds: int, zone: str | None) -> None:
    """Freeze the clock at an instant (nanoseconds since the epoch), in the zone that TZ names (None: UTC)."""
    _frozen[_NANOSECONDS] = nanoseconds
    if zone != _frozen[_ZONE]:
        os.environ["TZ"] = zone or "UTC"
        time.tzset()
        _frozen[_ZONE] = zone


def begin_only_call(nanoseconds: int, zone: str | None, seed: int, index: int) -> None:
    """``begin`` and ``begin_call`` in one, short where a stem has done it all."""
    if zone != _frozen[_ZONE] or not _frozen[_UNTOUCHED] or seed != _frozen[_SEED] or index or _frozen[_OWN_GENERATORS]:
        begin(nanoseconds, zone)
        begin_call(seed, index)
    else:
        _frozen[_NANOSECONDS] = nanoseconds
        _frozen[_UNTOUCHED] = False


def begin_loading(seed: int) -> None:
    """Seed what a module may draw while it is loaded, alike for every call that could be the first to need it."""
    _frozen[_UNTOUCHED] = False
    _frozen[_SEED] = seed
    _frozen[_ENTROPY] = None
    _seed_core(seed)
    random._inst.gauss_next = None  # type: ignore[attr-defined]  # of random.Random.seed, which the core does not know


def begin_stem() -> None:
    """Seed a stem with the seed that most examples have, after all loading."""
    begin_loading(0)
    _frozen[_UNTOUCHED] = True
    _frozen[_OWN_GENERATORS] = "numpy.random" in _modules or "uuid" in _modules


def begin_pure_call(seed: int, index: int) -> None:
    """``begin_call`` for a function that draws nothing: the generator itself stays as it is, to show whether it did."""
    _frozen[_SEED] = seed + index * 0x9E3779B97F4A7C15
    _frozen[_ENTROPY] = None


def begin_call(seed: int, index: int) -> None:
    """Seed all randomness for call number ``index`` of the example.

    Each call draws from a stream of its own, so that it draws the same whether calls share a worker or not, and
    whatever was drawn while modules were loaded. Libraries with generators of their own are seeded where loaded.
    """
    own = seed + index * 0x9E3779B97F4A7C15
    if _frozen[_UNTOUCHED] and own == _frozen[_SEED]:
        _frozen[_UNTOUCHED] = False  # a stem has done it
    else:
        begin_loading(own)
    numpy_random = _modules.get("numpy.random")
    if numpy_random is not None:
        numpy_random.seed(own % 2**32)
    uuid: Any = _modules.get("uuid")
    if uuid is not None:
        uuid._generate_time_safe = None  # the system's own clock and network card
        uuid._node = 0x010000000000 | (own & 0xFFFFFFFFFF)
        uuid._last_timestamp = None
