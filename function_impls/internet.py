"""The internet's protocols: ports, HTTP statuses, URLs and transfer times. Nothing is asked of a real network."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict
from urllib.parse import parse_qsl, urlsplit

from function_impls.constraints import Length, Pattern, Range

# IANA, Service Name and Transport Protocol Port Number Registry.
_PORTS_TEXT = """
20 ftp-data tcp;21 ftp tcp;22 ssh tcp;23 telnet tcp;25 smtp tcp;53 domain udp;67 bootps udp;68 bootpc udp;69 tftp udp
80 http tcp;88 kerberos tcp;110 pop3 tcp;119 nntp tcp;123 ntp udp;143 imap tcp;161 snmp udp;179 bgp tcp;194 irc tcp
389 ldap tcp;443 https tcp;445 microsoft-ds tcp;465 submissions tcp;514 syslog udp;587 submission tcp;636 ldaps tcp
853 domain-s tcp;873 rsync tcp;993 imaps tcp;995 pop3s tcp;1433 ms-sql-s tcp;1883 mqtt tcp;2049 nfs tcp;3306 mysql tcp
3389 ms-wbt-server tcp;5060 sip udp;5432 postgresql tcp;5672 amqp tcp;6379 redis tcp;8080 http-alt tcp
8883 secure-mqtt tcp
"""
_PORTS = [row.split(" ") for row in _PORTS_TEXT.strip().replace("\n", ";").split(";")]
# IANA, Hypertext Transfer Protocol (HTTP) Status Code Registry.
_STATUSES_TEXT = """
100 Continue;101 Switching Protocols;103 Early Hints;200 OK;201 Created;202 Accepted;203 Non-Authoritative Information
204 No Content;205 Reset Content;206 Partial Content;207 Multi-Status;300 Multiple Choices;301 Moved Permanently
302 Found;303 See Other;304 Not Modified;307 Temporary Redirect;308 Permanent Redirect;400 Bad Request;401 Unauthorized
402 Payment Required;403 Forbidden;404 Not Found;405 Method Not Allowed;406 Not Acceptable
407 Proxy Authentication Required;408 Request Timeout;409 Conflict;410 Gone;411 Length Required;412 Precondition Failed
413 Content Too Large;414 URI Too Long;415 Unsupported Media Type;416 Range Not Satisfiable;417 Expectation Failed
421 Misdirected Request;422 Unprocessable Content;423 Locked;424 Failed Dependency;425 Too Early;426 Upgrade Required
428 Precondition Required;429 Too Many Requests;431 Request Header Fields Too Large;451 Unavailable For Legal Reasons
500 Internal Server Error;501 Not Implemented;502 Bad Gateway;503 Service Unavailable;504 Gateway Timeout
505 HTTP Version Not Supported;507 Insufficient Storage;508 Loop Detected;511 Network Authentication Required
"""
_STATUSES = {int(row[:3]): row[4:] for row in _STATUSES_TEXT.strip().replace("\n", ";").split(";")}
_CLASSES: dict[int, Literal["informational", "success", "redirection", "client error", "server error"]] = {
    1: "informational",
    2: "success",
    3: "redirection",
    4: "client error",
    5: "server error",
}
_BITS = {"kB": 8e3, "MB": 8e6, "GB": 8e9, "TB": 8e12, "MiB": 8 * 2.0**20, "GiB": 8 * 2.0**30}
_RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})


class Port(TypedDict):
    """A registered service."""

    port: int
    service: str
    transport: Literal["tcp", "udp"]


class Status(TypedDict):
    """An HTTP status; ``retry`` tells whether the same request may succeed later."""

    code: int
    reason: str
    kind: Literal["informational", "success", "redirection", "client error", "server error"]
    retry: bool


class UrlParts(TypedDict):
    """A URL taken apart; ``query`` are its decoded names and values in order."""

    scheme: str
    user: str | None
    host: str
    port: int | None
    path: str
    query: list[list[str]]
    fragment: str


class Transfer(TypedDict):
    """How long a transfer takes."""

    seconds: float
    text: str


def look_up_port(
    port: Annotated[int, Range(minimum=0, maximum=65535)] | None = None,
    service: Annotated[str, Length(minimum=1, maximum=30)] | None = None,
) -> Port:
    """Look up a well-known service by its port number or by its name.

    Args:
        port: Port number.
        service: Name in IANA's registry, such as https, smtp or postgresql.

    Returns:
        Number, name and usual transport.

    Raises:
        ValueError: Not exactly one is given, or it is not in the bundled table.

    Examples:
        >>> look_up_port(port=443)
        {'port': 443, 'service': 'https', 'transport': 'tcp'}
        >>> look_up_port(port=444)
        Traceback (most recent call last):
        ValueError: no well-known service uses port 444
    """
    if (port is None) == (service is None):
        raise ValueError("give either port or service")
    for number, name, transport in _PORTS:
        if int(number) == port or (service is not None and name == service.lower()):
            return {"port": int(number), "service": name, "transport": "tcp" if transport == "tcp" else "udp"}
    raise ValueError(f"no well-known service uses port {port}" if service is None else f"no service {service!r}")


def explain_http_status(code: Annotated[int, Range(minimum=100, maximum=599)]) -> Status:
    """Explain an HTTP status code: its name, its class, and whether to try again.

    Args:
        code: Status code.

    Returns:
        The status.

    Raises:
        ValueError: The code is not registered.

    Examples:
        >>> explain_http_status(code=503)
        {'code': 503, 'reason': 'Service Unavailable', 'kind': 'server error', 'retry': True}
        >>> explain_http_status(code=299)
        Traceback (most recent call last):
        ValueError: 299 is no registered HTTP status
    """
    if code not in _STATUSES:
        raise ValueError(f"{code} is no registered HTTP status")
    return {"code": code, "reason": _STATUSES[code], "kind": _CLASSES[code // 100], "retry": code in _RETRIED}


def take_url_apart(url: Annotated[str, Pattern(r"^[A-Za-z][A-Za-z0-9+.-]*://[^\s]{1,2000}$")]) -> UrlParts:
    """Take a URL with a host apart into scheme, user, host, port, path, query and fragment.

    Args:
        url: Absolute URL, such as https://example.org:8080/a?b=c#d.

    Returns:
        The parts; names and values of the query are decoded, the path is not.

    Raises:
        ValueError: There is no host, or the port is no number up to 65535.

    Examples:
        >>> take_url_apart(url="https://example.org/szukaj?q=%C5%BC%C3%B3%C5%82w")
        {'scheme': 'https',
         'user': None,
         'host': 'example.org',
         'port': None,
         'path': '/szukaj',
         'query': [['q', 'żółw']],
         'fragment': ''}
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"{url!r} has no valid host and port; write https://host:port/path") from error
    if not host:
        raise ValueError(f"{url!r} names no host; write https://host/path")
    return {
        "scheme": parts.scheme,
        "user": parts.username,
        "host": host,
        "port": port,
        "path": parts.path,
        "query": [[name, value] for name, value in parse_qsl(parts.query, keep_blank_values=True)],
        "fragment": parts.fragment,
    }


def estimate_transfer_time(
    size: Annotated[float, Range(above=0, maximum=1000000)],
    size_unit: Literal["kB", "MB", "GB", "TB", "MiB", "GiB"],
    speed_mbit_s: Annotated[float, Range(minimum=0.001, maximum=1000000)],
    overhead_percent: Annotated[float, Range(minimum=0, maximum=90)] = 0,
) -> Transfer:
    """Estimate how long it takes to transfer a file over a link.

    Args:
        size: Size of the file.
        size_unit: Bytes in thousands (kB, MB, GB, TB) or powers of 1024 (MiB, GiB).
        speed_mbit_s: Speed of the link in megabits (10^6 bits) a second.
        overhead_percent: Part of the speed that protocols take, in percent.

    Returns:
        Seconds rounded to 0.01, and the time as h:mm:ss rounded up.

    Examples:
        >>> estimate_transfer_time(size=4.5, size_unit="GB", speed_mbit_s=100)
        {'seconds': 360.0, 'text': '0:06:00'}
    """
    seconds = size * _BITS[size_unit] / (speed_mbit_s * 1e6 * (1 - overhead_percent / 100))
    whole = -int(-round(seconds, 2) // 1)
    return {"seconds": round(seconds, 2), "text": f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"}
