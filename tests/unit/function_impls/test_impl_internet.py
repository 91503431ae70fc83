"""Ports, statuses and URLs against the registries and RFCs; transfer times by hand."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from function_impls.internet import estimate_transfer_time, explain_http_status, look_up_port, take_url_apart


@pytest.mark.parametrize(("port", "service"), [(22, "ssh"), (53, "domain"), (5432, "postgresql"), (25, "smtp")])
def test_ports_both_ways(port: int, service: str) -> None:
    # IANA, Service Name and Transport Protocol Port Number Registry.
    assert look_up_port(port=port)["service"] == service
    assert look_up_port(service=service.upper())["port"] == port


def test_unknown_or_missing_services_are_refused() -> None:
    with pytest.raises(ValueError, match="no service 'gopher9'"):
        look_up_port(service="gopher9")
    with pytest.raises(ValueError, match="either port or service"):
        look_up_port()
    with pytest.raises(ValueError, match="either port or service"):
        look_up_port(port=22, service="ssh")


@pytest.mark.parametrize("code", [100, 200, 204, 301, 404, 451, 500, 504])
def test_names_of_statuses_are_those_of_the_standard_library(code: int) -> None:
    assert explain_http_status(code=code)["reason"] == HTTPStatus(code).phrase


def test_kinds_and_retries() -> None:
    # RFC 9110 section 15; 503 and 429 (RFC 6585) may carry Retry-After.
    assert explain_http_status(code=429) == {
        "code": 429,
        "reason": "Too Many Requests",
        "kind": "client error",
        "retry": True,
    }
    assert explain_http_status(code=403)["retry"] is False
    with pytest.raises(ValueError, match="no registered"):
        explain_http_status(code=599)


def test_url_of_rfc_3986() -> None:
    # RFC 3986, section 3.
    assert take_url_apart(url="foo://example.com:8042/over/there?name=ferret#nose") == {
        "scheme": "foo",
        "user": None,
        "host": "example.com",
        "port": 8042,
        "path": "/over/there",
        "query": [["name", "ferret"]],
        "fragment": "nose",
    }
    assert take_url_apart(url="ldap://jan@[2001:db8::7]/c=GB?a=&a=2")["query"] == [["a", ""], ["a", "2"]]


@pytest.mark.parametrize("url", ["http:///path", "http://host:99999/", "http://[::1/", "http://host:port/"])
def test_urls_without_a_valid_host_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="host"):
        take_url_apart(url=url)


def test_transfer_times() -> None:
    # 1 GiB is 1,073,741,824 bytes of 8 bits: 8.589934592 s at 1 Gbit/s.
    assert estimate_transfer_time(size=1, size_unit="GiB", speed_mbit_s=1000) == {"seconds": 8.59, "text": "0:00:09"}
    assert estimate_transfer_time(size=125, size_unit="MB", speed_mbit_s=1)["text"] == "0:16:40"
    assert estimate_transfer_time(size=1, size_unit="MB", speed_mbit_s=8, overhead_percent=50)["seconds"] == 2
