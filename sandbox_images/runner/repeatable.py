"""Frozen clock, time zone and randomness, so that one call gives one result.

The wall clock stands still at the example's ``now``: ``time.time``, ``time.time_ns``, ``time.localtime``,
``time.gmtime``, ``time.ctime``, ``time.strftime`` and ``time.clock_gettime(CLOCK_REALTIME)`` without an argument of
their own, ``datetime.now``, ``utcnow`` and ``today``, ``date.today``. Monotonic clocks and ``sleep`` stay real, so that
loops with a deadline end. ``os.urandom`` and all that is built on it (``secrets``, ``uuid4``, ``SystemRandom``) is
drawn from the example's seed.

``install`` replaces these names once, in the supervisor, before any catalog code exists; ``begin`` sets the values
before each fork, so that workers inherit them.
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
_real_datetime = datetime_module.datetime
_real_date = datetime_module.date
_real_gmtime = time.gmtime
_real_localtime = time.localtime
_real_asctime = time.asctime
_real_strftime = time.strftime
_real_clock_gettime = time.clock_gettime
_real_clock_gettime_ns = time.clock_gettime_ns


class _Frozen:
    """The values of the running example."""

    nanoseconds = 0
    seed = 0
    entropy: random.Random | None = None
    zone: str | None = None


def _seconds() -> float:
    return _Frozen.nanoseconds / 1e9


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
    if _Frozen.entropy is None:
        _Frozen.entropy = random.Random(f"callproof entropy {_Frozen.seed}")  # noqa: S311 - repeatable on purpose
    return _Frozen.entropy.randbytes(size)


def _strftime(layout: str, moment: Any = None, /) -> str:
    return _real_strftime(layout, _real_localtime(_seconds()) if moment is None else moment)


def _clock_gettime_ns(clock: int, /) -> int:
    return _Frozen.nanoseconds if clock == time.CLOCK_REALTIME else _real_clock_gettime_ns(clock)


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
            "time_ns": lambda: _Frozen.nanoseconds,
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


class Moment:
    """A frozen instant: nanoseconds since the epoch, and the TZ variable of its offset (None for UTC)."""

    __slots__ = ("nanoseconds", "zone")

    def __init__(self, nanoseconds: int, zone: str | None) -> None:
        self.nanoseconds = nanoseconds
        self.zone = zone


def moment(now: str) -> Moment:
    """Read an RFC 3339 date-time with offset. Raises ValueError where it is none."""
    parsed = _real_datetime.fromisoformat(now)
    offset = parsed.utcoffset()
    if offset is None:
        raise ValueError(f"{now!r} has no offset")
    since_epoch = parsed - _real_datetime(1970, 1, 1, tzinfo=datetime_module.UTC)
    microseconds = since_epoch // datetime_module.timedelta(microseconds=1)
    minutes = offset // datetime_module.timedelta(minutes=1)
    if not minutes:
        return Moment(microseconds * 1000, None)
    hours, minutes_left = divmod(abs(minutes), 60)
    east, west = ("+", "-") if minutes > 0 else ("-", "+")  # POSIX counts offsets westward
    zone = f"<{east}{hours:02}{minutes_left:02}>{west}{hours:02}:{minutes_left:02}"
    return Moment(microseconds * 1000, zone)


def begin(start: Moment, seed: int) -> None:
    """Freeze the clock of the workers to come at ``start``; ``seed`` is for what their modules draw while loading."""
    _Frozen.nanoseconds = start.nanoseconds
    _Frozen.seed = seed
    _Frozen.entropy = None
    random.seed(seed)
    if start.zone != _Frozen.zone:
        os.environ["TZ"] = start.zone or "UTC"
        time.tzset()
        _Frozen.zone = start.zone


def begin_call(seed: int, index: int) -> None:
    """In a worker: seed all randomness for call number ``index`` of the example.

    Each call draws from a stream of its own, so that it draws the same whether calls share a worker or not, and
    whatever was drawn while modules were loaded. Libraries with generators of their own are seeded where loaded.
    """
    own = seed + index * 0x9E3779B97F4A7C15
    _Frozen.seed = own
    _Frozen.entropy = None
    random.seed(own)
    numpy_random = sys.modules.get("numpy.random")
    if numpy_random is not None:
        numpy_random.seed(own % 2**32)
    uuid: Any = sys.modules.get("uuid")
    if uuid is not None:
        uuid._generate_time_safe = None  # the system's own clock and network card
        uuid._node = 0x010000000000 | (own & 0xFFFFFFFFFF)
        uuid._last_timestamp = None
