"""The allow-list: what of Python and its standard library a certified function may use, and what comes back.

Whatever is not listed here is refused. Nothing listed reads a clock, a file, the environment or randomness, and
nothing changes more than its arguments, which ``CHANGES`` tells.
"""

from __future__ import annotations

import builtins
from enum import Enum


class Gives(Enum):
    """What a call returns."""

    PLAIN = "plain"  # immutable all the way down
    NEW = "new"  # a new object that holds what the arguments hold
    ITERATOR = "iterator"  # a new iterator over what the arguments hold
    TUPLES = "tuples"  # a new iterator over tuples of what the arguments hold
    DEEP = "deep"  # a new object that shares nothing with the arguments
    PART = "part"  # an argument, or something that one holds
    CALLABLE = "callable"  # something to call
    TYPE = "type"  # only for annotations and bases
    VALUE = "value"  # not called: an immutable constant


def _words(text: str) -> list[str]:
    return text.split()


def _table(gives: Gives, **modules: str) -> dict[str, Gives]:
    return {f"{module.replace('__', '.')}.{name}": gives for module, names in modules.items() for name in _words(names)}


_MATH = (
    "acos acosh asin asinh atan atan2 atanh cbrt ceil comb copysign cos cosh degrees dist erf erfc exp exp2 expm1 fabs "
    "factorial floor fma fmod frexp fsum gamma gcd hypot isclose isfinite isinf isnan isqrt lcm ldexp lgamma log log10 "
    "log1p log2 modf nextafter perm pow prod radians remainder sin sinh sqrt sumprod tan tanh trunc ulp"
)
_DATE = "fromisoformat fromordinal fromisocalendar"

STANDARD: dict[str, Gives] = {
    **_table(
        Gives.PLAIN,
        math=_MATH,
        cmath="acos acosh asin asinh atan atanh cos cosh exp isclose isfinite isinf isnan log log10 "
        "phase polar rect sin "
        "sinh sqrt tan tanh",
        re="compile match search fullmatch escape sub error PatternError",
        json="dumps JSONDecodeError",
        decimal="Decimal Decimal.from_float InvalidOperation DivisionByZero DecimalException Inexact Overflow",
        fractions="Fraction Fraction.from_float Fraction.from_decimal",
        statistics="mean fmean geometric_mean harmonic_mean median_grouped pstdev pvariance stdev "
        "variance correlation covariance linear_regression StatisticsError",
        string="capwords",
        datetime="datetime date time timedelta timezone datetime.strptime datetime.combine "
        + " ".join(f"{each}.{name}" for each in ("datetime", "date") for name in _DATE.split())
        + " time.fromisoformat",
        calendar="isleap leapdays weekday monthrange timegm",
        operator="contains countOf eq floordiv ge gt index indexOf inv invert le lshift lt mod ne neg not_ pow rshift "
        "truediv truth",
        bisect="bisect bisect_left bisect_right",
        textwrap="fill shorten dedent indent",
        unicodedata="normalize combining category name lookup numeric decimal digit bidirectional east_asian_width "
        "mirrored decomposition is_normalized",
        base64="b64encode b64decode standard_b64encode standard_b64decode urlsafe_b64encode "
        "urlsafe_b64decode b32encode "
        "b32decode b16encode b16decode b32hexencode b32hexdecode a85encode a85decode b85encode b85decode encodebytes "
        "decodebytes",
        binascii="hexlify unhexlify crc32 crc_hqx a2b_base64 b2a_base64 a2b_hex b2a_hex Error",
        hmac="compare_digest digest",
        zlib="crc32 adler32 compress decompress error",
        html="escape unescape",
        colorsys="rgb_to_yiq yiq_to_rgb rgb_to_hls hls_to_rgb rgb_to_hsv hsv_to_rgb",
        struct="pack unpack unpack_from calcsize error",
        uuid="uuid3 uuid5 UUID",
        ipaddress="ip_address ip_network ip_interface IPv4Address IPv4Network IPv4Interface IPv6Address IPv6Network "
        "IPv6Interface v4_int_to_packed v6_int_to_packed AddressValueError NetmaskValueError",
        urllib__parse="quote quote_plus quote_from_bytes unquote unquote_plus unquote_to_bytes urlencode urlparse "
        "urlsplit urlunparse urlunsplit urljoin urldefrag",
        dataclasses="is_dataclass",
    ),
    **_table(
        Gives.NEW,
        re="split findall subn",
        operator="add and_ concat mul or_ sub xor",
        statistics="multimode quantiles",
        calendar="monthcalendar",
        collections="Counter OrderedDict defaultdict deque",
        copy="copy",
        heapq="nlargest nsmallest",
        textwrap="wrap",
        difflib="get_close_matches SequenceMatcher",
        hashlib="md5 sha1 sha224 sha256 sha384 sha512 sha3_224 sha3_256 sha3_384 sha3_512 blake2b blake2s new",
        hmac="new",
        urllib__parse="parse_qs parse_qsl",
        dataclasses="replace",
    ),
    **_table(
        Gives.ITERATOR,
        re="finditer",
        itertools="accumulate chain chain.from_iterable compress count cycle dropwhile filterfalse islice repeat "
        "starmap takewhile",
        heapq="merge",
        difflib="ndiff unified_diff context_diff",
        struct="iter_unpack",
    ),
    **_table(
        Gives.TUPLES,
        itertools="batched combinations combinations_with_replacement groupby pairwise permutations product tee "
        "zip_longest",
    ),
    **_table(Gives.DEEP, copy="deepcopy", json="loads", dataclasses="asdict astuple"),
    **_table(
        Gives.PART,
        operator="getitem",
        statistics="median median_low median_high mode",
        functools="reduce",
        heapq="heappush heappop heapify heapreplace heappushpop",
        bisect="insort insort_left insort_right",
        typing="cast",
    ),
    **_table(
        Gives.CALLABLE,
        functools="partial cmp_to_key",
        operator="itemgetter attrgetter methodcaller",
        collections="namedtuple",
    ),
    **_table(
        Gives.TYPE,
        typing="Any TypeAlias Protocol NamedTuple TypedDict Generic Final ClassVar Literal Optional "
        "Union List Dict Set "
        "Tuple FrozenSet Callable Iterable Iterator Sequence Mapping MutableMapping Type Annotated NoReturn Never Self "
        "Required NotRequired Hashable Sized Collection Counter DefaultDict Deque Generator Pattern Match AnyStr Text "
        "SupportsFloat SupportsInt MutableSequence AbstractSet Concatenate LiteralString Container Reversible",
        collections__abc="Callable Iterable Iterator Sequence Mapping MutableMapping MutableSequence Set MutableSet "
        "Hashable Sized Collection Generator Container Reversible",
        numbers="Number Complex Real Rational Integral",
        abc="ABC",
        enum="Enum IntEnum StrEnum Flag IntFlag",
        re="Pattern Match",
    ),
    **_table(
        Gives.VALUE,
        math="pi e tau inf nan",
        cmath="pi e tau inf nan infj nanj",
        re="A ASCII I IGNORECASE M MULTILINE S DOTALL X VERBOSE U UNICODE NOFLAG",
        decimal="ROUND_HALF_EVEN ROUND_HALF_UP ROUND_HALF_DOWN ROUND_UP ROUND_DOWN ROUND_CEILING "
        "ROUND_FLOOR ROUND_05UP",
        string="ascii_letters ascii_lowercase ascii_uppercase digits hexdigits octdigits punctuation whitespace",
        datetime="UTC timezone.utc MINYEAR MAXYEAR date.min date.max datetime.min datetime.max timedelta.min "
        "timedelta.max",
        calendar="month_name month_abbr day_name day_abbr MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY",
        uuid="NAMESPACE_DNS NAMESPACE_URL NAMESPACE_OID NAMESPACE_X500",
        typing="TYPE_CHECKING",
    ),
}
"""Dotted name in the standard library -> what a call of it gives."""

CHANGES = frozenset(
    {
        *(f"heapq.{name}" for name in ("heappush", "heappop", "heapify", "heapreplace", "heappushpop")),
        *("bisect.insort", "bisect.insort_left", "bisect.insort_right"),
        "next",
    }
)
"""Functions that change their first argument (and put the others into it)."""

PATTERNS = frozenset(
    f"re.{name}" for name in ("compile", "match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer")
)
"""Functions whose first argument is a pattern, about which Python may warn, once in a process."""

MODULE_LEVEL = _table(
    Gives.PLAIN,
    typing="TypeVar ParamSpec TypeVarTuple NewType",
    enum="auto",
    dataclasses="field KW_ONLY",
)
"""What may be called while a module is loaded, beside the rest."""

IMPORTABLE = frozenset(
    {
        *(name.partition(".")[0] for name in STANDARD),
        "urllib.parse",
        *("collections.abc", "typing", "abc", "enum", "dataclasses", "numbers", "types", "functools", "contextlib"),
        *("random", "os", "os.path", "sys", "time", "io", "pathlib", "csv", "secrets", "tempfile", "subprocess"),
        *("inspect", "pprint", "shlex", "traceback", "weakref", "array", "zoneinfo", "locale", "__future__"),
        *("logging", "threading", "queue", "warnings", "shutil", "glob", "gc", "signal", "importlib", "urllib"),
    }
)
"""Modules whose import leaves nothing behind that another process would not have. Using them is another matter."""

BUILTINS: dict[str, Gives] = {
    **dict.fromkeys(
        _words(
            "abs all any ascii bin bool bytes callable chr complex divmod float format hex int "
            "isinstance issubclass len oct "
            "ord pow range repr round str int.from_bytes bytes.fromhex float.fromhex type"
        ),
        Gives.PLAIN,
    ),
    **dict.fromkeys(
        _words("list tuple set frozenset dict sorted bytearray dict.fromkeys bytearray.fromhex str.maketrans"),
        Gives.NEW,
    ),
    **dict.fromkeys(_words("filter iter reversed"), Gives.ITERATOR),
    **dict.fromkeys(_words("enumerate zip"), Gives.TUPLES),
    **dict.fromkeys(_words("min max next sum map"), Gives.PART),
    **dict.fromkeys(_words("True False None Ellipsis NotImplemented __debug__"), Gives.VALUE),
    **dict.fromkeys(_words("object"), Gives.TYPE),
}
"""Built-in names, and class methods of built-in types."""

EXCEPTIONS = frozenset(
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, Exception) and not issubclass(value, Warning)
)
"""Exceptions that may be raised and caught."""

STANDARD_EXCEPTIONS = frozenset(
    {
        *("re.error", "re.PatternError", "json.JSONDecodeError", "binascii.Error", "zlib.error", "struct.error"),
        *(
            f"decimal.{name}"
            for name in ("InvalidOperation", "DivisionByZero", "DecimalException", "Inexact", "Overflow")
        ),
        *("ipaddress.AddressValueError", "ipaddress.NetmaskValueError", "statistics.StatisticsError"),
    }
)
"""Exceptions of standard modules that may be caught."""

CATCH_ALL = frozenset({"BaseException", "Exception", "MemoryError", "RecursionError", "RuntimeError"})
"""Exceptions whose handler would hide that memory or stack gave out, which depends on what ran before.

RuntimeError is a base of RecursionError.
"""

BUILTIN_TYPES = frozenset(_words("bool bytes bytearray complex dict float frozenset int list object set str tuple"))

RENDERS = frozenset(_words("str repr ascii format json.dumps"))
"""Functions that look at the text or hash of what they are given."""

PLAIN_METHODS = frozenset(
    _words(
        # str, bytes
        "capitalize casefold center count decode encode endswith expandtabs find index isalnum isalpha "
        "isascii isdecimal "
        "isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip "
        "partition removeprefix removesuffix replace rfind rindex rjust rpartition rstrip startswith strip swapcase "
        "title translate upper zfill hex "
        # numbers
        "as_integer_ratio bit_count bit_length conjugate is_integer to_bytes limit_denominator adjusted as_tuple "
        "canonical compare copy_abs copy_negate copy_sign exp fma is_finite is_infinite is_nan is_signed "
        "is_zero ln log10 "
        "logb max_mag min_mag next_minus next_plus normalize number_class quantize remainder_near same_quantum scaleb "
        "sqrt to_eng_string to_integral to_integral_exact to_integral_value total_seconds "
        # dates
        "ctime date dst isocalendar isoformat isoweekday time timetz toordinal tzname utcoffset utctimetuple weekday "
        "strftime "
        # patterns and their matches
        "end expand fullmatch group groups match search span start sub "
        # sets
        "isdisjoint issubset issuperset "
        # hashes, sequences of differences, addresses
        "digest hexdigest ratio quick_ratio real_quick_ratio subnet_of supernet_of overlaps geturl total"
    )
)
"""Methods of immutable results that change nothing, whatever they are called on."""

NEW_METHODS = frozenset(
    _words(
        "copy difference findall groupdict intersection keys maketrans rsplit split splitlines subn supernet "
        "symmetric_difference union get_matching_blocks get_opcodes values _asdict _replace"
    )
)
"""Methods that give a new object, or a view, of what their object holds."""

ITERATOR_METHODS = frozenset({"elements", "finditer", "hosts", "subnets"})
PAIR_METHODS = frozenset({"items", "most_common"})
PART_METHODS = frozenset({"get"})

CHANGING_METHODS = frozenset(
    _words(
        "add append appendleft clear difference_update discard extend extendleft insert "
        "intersection_update move_to_end pop "
        "popitem popleft remove reverse rotate setdefault sort subtract symmetric_difference_update "
        "update set_seq1 set_seq2 "
        "set_seqs"
    )
)
"""Methods that change their object."""

METHODS = PLAIN_METHODS | NEW_METHODS | ITERATOR_METHODS | PAIR_METHODS | PART_METHODS | CHANGING_METHODS | {"format"}

REFUSED_ATTRIBUTES = frozenset(
    _words("now today utcnow fromtimestamp utcfromtimestamp timestamp astimezone getcontext mro format_map")
)
REFUSED_PREFIXES = ("__", "gi_", "cr_", "ag_", "tb_", "f_back", "f_globals", "f_locals", "f_builtins", "co_", "func_")

PLAIN_DUNDERS = frozenset({"__name__", "__qualname__"})
"""Attributes in double underscores that only tell a name."""
