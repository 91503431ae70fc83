"""Addresses against examples of RFCs and arithmetic of its own."""

from __future__ import annotations

from itertools import pairwise

import pytest

from function_impls.networks import (
    check_address_in_subnet,
    check_subnets_overlap,
    describe_ip_address,
    describe_subnet,
    normalise_mac_address,
    plan_subnet_for_hosts,
    split_subnet,
)


def number_of(address: str) -> int:
    first, second, third, fourth = map(int, address.split("."))
    return first << 24 | second << 16 | third << 8 | fourth


@pytest.mark.parametrize(
    ("address", "short", "scope"),
    # RFC 5952 section 4 for the short forms; RFC 6890 for the scopes.
    [
        ("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1", "private"),
        ("::1", "::1", "loopback"),
        ("fe80::1", "fe80::1", "link-local"),
        ("ff02::1", "ff02::1", "multicast"),
        ("0.0.0.0", "0.0.0.0", "unspecified"),
        ("127.1.2.3", "127.1.2.3", "loopback"),
        ("169.254.9.9", "169.254.9.9", "link-local"),
        ("172.31.0.1", "172.31.0.1", "private"),
        ("172.32.0.1", "172.32.0.1", "global"),
        ("240.0.0.1", "240.0.0.1", "reserved"),
        ("8.8.8.8", "8.8.8.8", "global"),
    ],
)
def test_addresses(address: str, short: str, scope: str) -> None:
    found = describe_ip_address(address=address)

    assert (found["address"], found["scope"]) == (short, scope)


@pytest.mark.parametrize("address", ["1.2.3", "1:2", "::g", "1.2.3.4.5", "01.2.3.4"])
def test_wrong_addresses_are_refused(address: str) -> None:
    with pytest.raises(ValueError, match="is no IPv4 or IPv6 address"):
        describe_ip_address(address=address)


@pytest.mark.parametrize("prefix", [8, 13, 20, 24, 29, 30])
def test_subnets_by_binary_arithmetic(prefix: int) -> None:
    address = "172.29.213.141"
    size = 2 ** (32 - prefix)
    start = number_of(address) // size * size

    found = describe_subnet(network=f"{address}/{prefix}")

    assert number_of(found["first_address"]) == start
    assert found["broadcast"] == found["last_address"]
    assert number_of(found["last_address"]) == start + size - 1
    assert number_of(found["netmask"]) == 2**32 - size
    assert (found["addresses"], found["usable_hosts"]) == (size, size - 2)


def test_point_to_point_links_use_both_addresses() -> None:
    # RFC 3021.
    assert describe_subnet(network="10.0.0.0/31")["usable_hosts"] == 2
    assert describe_subnet(network="10.0.0.0/31")["broadcast"] is None


def test_ipv6_network_is_too_large_for_a_number() -> None:
    assert describe_subnet(network="2001:db8::/64")["addresses"] == "18446744073709551616"


@pytest.mark.parametrize("network", ["10.0.0.0/33", "300.0.0.0/8", "::/129"])
def test_wrong_networks_are_refused(network: str) -> None:
    with pytest.raises(ValueError, match="is no network"):
        describe_subnet(network=network)


def test_membership() -> None:
    # RFC 1918: 172.16.0.0/12 ends with 172.31.255.255.
    assert check_address_in_subnet(address="172.31.255.255", network="172.16.0.0/12")
    assert not check_address_in_subnet(address="172.32.0.0", network="172.16.0.0/12")
    assert check_address_in_subnet(address="2001:db8::5", network="2001:db8::/32")
    with pytest.raises(ValueError, match="one version"):
        check_address_in_subnet(address="10.0.0.1", network="::/0")


def test_overlap() -> None:
    assert check_subnets_overlap(network_a="192.168.0.0/16", network_b="192.168.7.0/24")
    assert not check_subnets_overlap(network_a="192.168.0.0/25", network_b="192.168.0.128/25")
    assert not check_subnets_overlap(network_a="0.0.0.0/0", network_b="::/0")
    with pytest.raises(ValueError, match="is no network"):
        check_subnets_overlap(network_a="1.2.3/8", network_b="::/0")


def test_parts_cover_a_network_without_gaps() -> None:
    parts = [describe_subnet(network=each) for each in split_subnet(network="10.4.0.0/14", new_prefix=18)]

    assert len(parts) == 16
    for one, other in pairwise(parts):
        assert number_of(one["last_address"]) + 1 == number_of(other["first_address"])
    assert split_subnet(network="2001:db8::/32", new_prefix=33) == ["2001:db8::/33", "2001:db8:8000::/33"]


@pytest.mark.parametrize("prefix", [24, 23, 33])
def test_prefixes_that_do_not_split_are_refused(prefix: int) -> None:
    with pytest.raises(ValueError, match="from 25 to 32"):
        split_subnet(network="10.0.0.0/24", new_prefix=prefix)


@pytest.mark.parametrize(("hosts", "prefix"), [(1, 30), (2, 30), (3, 29), (6, 29), (254, 24), (255, 23)])
def test_smallest_network_for_hosts(hosts: int, prefix: int) -> None:
    assert plan_subnet_for_hosts(base_address="10.9.8.7", hosts=hosts)["network"].endswith(f"/{prefix}")


def test_network_for_hosts_needs_an_address() -> None:
    with pytest.raises(ValueError, match="is no IPv4"):
        plan_subnet_for_hosts(base_address="10.9.8.700", hosts=3)


@pytest.mark.parametrize("mac", ["001A2B3C4D5E", "00:1a:2b:3c:4d:5e", "00-1A-2B-3C-4D-5E", "001a.2b3c.4d5e"])
def test_styles_of_mac_addresses(mac: str) -> None:
    # IEEE 802: hyphens between octets; the other styles are those of Linux and Cisco IOS.
    assert normalise_mac_address(mac=mac) == "00:1a:2b:3c:4d:5e"
    assert normalise_mac_address(mac=mac, style="hyphens") == "00-1a-2b-3c-4d-5e"
    assert normalise_mac_address(mac=mac, style="plain") == "001a2b3c4d5e"


@pytest.mark.parametrize("mac", ["00:1a:2b:3c:4d", "001:a2b:3c4:d5e", "00:1a:2b:3c:4d:5e:"])
def test_wrong_mac_addresses_are_refused(mac: str) -> None:
    with pytest.raises(ValueError, match="is no MAC address"):
        normalise_mac_address(mac=mac)
