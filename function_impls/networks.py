"""Networks: IP addresses, subnets and MAC addresses. Nothing is asked of a real network."""

from __future__ import annotations

import ipaddress
from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Pattern, Range

Address: TypeAlias = Annotated[str, Pattern(r"^[0-9A-Fa-f:.]{2,45}$")]
Cidr: TypeAlias = Annotated[str, Pattern(r"^[0-9A-Fa-f:.]{2,45}/[0-9]{1,3}$")]


class AddressInfo(TypedDict):
    """What an address is; ``full`` writes out all digits of an IPv6 address."""

    address: str
    version: Literal[4, 6]
    full: str
    scope: Literal["loopback", "link-local", "private", "multicast", "unspecified", "reserved", "global"]


class Subnet(TypedDict):
    """A network; ``broadcast`` is null for IPv6, ``addresses`` is text where it is over 2**53."""

    network: str
    first_address: str
    last_address: str
    broadcast: str | None
    netmask: str
    addresses: int | str
    usable_hosts: int | str


def describe_ip_address(address: Address) -> AddressInfo:
    """Describe one IPv4 or IPv6 address: version, canonical form and scope.

    Args:
        address: Address without a prefix length, such as 192.168.1.7 or 2001:db8::1.

    Returns:
        The address in its shortest form, written out, and its scope by IANA's special-purpose registries.

    Raises:
        ValueError: It is no address.

    Examples:
        >>> describe_ip_address(address="192.168.1.7")
        {'address': '192.168.1.7', 'version': 4, 'full': '192.168.1.7', 'scope': 'private'}
        >>> describe_ip_address(address="192.168.1.256")
        Traceback (most recent call last):
        ValueError: '192.168.1.256' is no IPv4 or IPv6 address

    See Also:
        describe_subnet: A network with its prefix length.
    """
    found = _address(address)
    scopes: list[tuple[bool, Literal["loopback", "link-local", "multicast", "unspecified", "reserved", "private"]]] = [
        (found.is_unspecified, "unspecified"),
        (found.is_loopback, "loopback"),
        (found.is_link_local, "link-local"),
        (found.is_multicast, "multicast"),
        (found.is_reserved, "reserved"),
        (found.is_private, "private"),
    ]
    scope = next((name for holds, name in scopes if holds), None)
    return {
        "address": str(found),
        "version": 4 if found.version == 4 else 6,
        "full": found.exploded,
        "scope": scope or "global",
    }


def describe_subnet(network: Cidr) -> Subnet:
    """Describe a network in CIDR notation: first and last address, mask and number of hosts.

    Args:
        network: Any address of the network with the prefix length, such as 10.0.5.77/20 or 2001:db8::/48.

    Returns:
        The network. IPv4 networks up to /30 lose two addresses to network and broadcast.

    Raises:
        ValueError: The notation is wrong.

    Examples:
        >>> describe_subnet(network="10.0.5.77/30")
        {'network': '10.0.5.76/30',
         'first_address': '10.0.5.76',
         'last_address': '10.0.5.79',
         'broadcast': '10.0.5.79',
         'netmask': '255.255.255.252',
         'addresses': 4,
         'usable_hosts': 2}

    See Also:
        split_subnet: Smaller networks inside of it.
        describe_ip_address: An address without a prefix length.
    """
    found = _network(network)
    usable = found.num_addresses - 2 if found.version == 4 and found.prefixlen < 31 else found.num_addresses
    return {
        "network": str(found),
        "first_address": str(found[0]),
        "last_address": str(found[-1]),
        "broadcast": str(found[-1]) if found.version == 4 and found.prefixlen < 31 else None,
        "netmask": str(found.netmask),
        "addresses": _safe(found.num_addresses),
        "usable_hosts": _safe(usable),
    }


def check_address_in_subnet(address: Address, network: Cidr) -> bool:
    """Tell whether an address belongs to a network in CIDR notation.

    Args:
        address: IPv4 or IPv6 address.
        network: Network of the same version, such as 10.0.0.0/8.

    Returns:
        Whether it belongs to it.

    Raises:
        ValueError: One of them is wrong, or their versions differ.

    Examples:
        >>> check_address_in_subnet(address="10.20.30.40", network="10.16.0.0/12")
        True
        >>> check_address_in_subnet(address="::1", network="10.0.0.0/8")
        Traceback (most recent call last):
        ValueError: '::1' is IPv6 and '10.0.0.0/8' is IPv4; give both in one version

    See Also:
        check_subnets_overlap: Two networks.
    """
    one, other = _address(address), _network(network)
    if one.version != other.version:
        raise ValueError(
            f"{address!r} is IPv{one.version} and {network!r} is IPv{other.version}; give both in one version"
        )
    return int(other[0]) <= int(one) <= int(other[-1])


def check_subnets_overlap(network_a: Cidr, network_b: Cidr) -> bool:
    """Tell whether two networks in CIDR notation have an address in common; networks of different versions have none.

    Args:
        network_a: One network.
        network_b: The other.

    Returns:
        Whether they overlap.

    Raises:
        ValueError: The notation of one is wrong.

    Examples:
        >>> check_subnets_overlap(network_a="10.0.0.0/24", network_b="10.0.0.128/25")
        True

    See Also:
        check_address_in_subnet: A single address.
    """
    one, other = _network(network_a), _network(network_b)
    return one.version == other.version and int(one[0]) <= int(other[-1]) and int(other[0]) <= int(one[-1])


def split_subnet(network: Cidr, new_prefix: Annotated[int, Range(minimum=1, maximum=128)]) -> list[str]:
    """Split a network into all equal networks of a longer prefix, at most 256 of them.

    Args:
        network: Network in CIDR notation.
        new_prefix: Prefix length of the parts.

    Returns:
        The parts in order.

    Raises:
        ValueError: The notation is wrong, or the new prefix is not longer, too long, or gives over 256 parts.

    Examples:
        >>> split_subnet(network="192.168.0.0/24", new_prefix=26)
        ['192.168.0.0/26', '192.168.0.64/26', '192.168.0.128/26', '192.168.0.192/26']

    See Also:
        plan_subnet_for_hosts: The prefix for a number of hosts.
        describe_subnet: The bounds of one network.
    """
    found = _network(network)
    longest = 32 if found.version == 4 else 128
    if not found.prefixlen < new_prefix <= min(longest, found.prefixlen + 8):
        raise ValueError(
            f"new_prefix for {str(found)!r} must be from {found.prefixlen + 1} to {min(longest, found.prefixlen + 8)}"
        )
    step = 2 ** (longest - new_prefix)
    start, count = int(found[0]), 2 ** (new_prefix - found.prefixlen)
    kind = ipaddress.IPv4Address if found.version == 4 else ipaddress.IPv6Address
    return [f"{kind(start + each * step)}/{new_prefix}" for each in range(count)]


def plan_subnet_for_hosts(
    base_address: Annotated[str, Pattern(r"^[0-9]{1,3}(\.[0-9]{1,3}){3}$")],
    hosts: Annotated[int, Range(minimum=1, maximum=16777214)],
) -> Subnet:
    """Find the smallest IPv4 network that holds an address and so many usable hosts.

    Args:
        base_address: IPv4 address that lies in the network.
        hosts: Number of hosts besides the addresses of network and broadcast.

    Returns:
        The network.

    Raises:
        ValueError: It is no address.

    Examples:
        >>> plan_subnet_for_hosts(base_address="10.1.2.3", hosts=100)
        {'network': '10.1.2.0/25',
         'first_address': '10.1.2.0',
         'last_address': '10.1.2.127',
         'broadcast': '10.1.2.127',
         'netmask': '255.255.255.128',
         'addresses': 128,
         'usable_hosts': 126}

    See Also:
        split_subnet: Parts of a known network.
    """
    return describe_subnet(f"{_address(base_address)}/{32 - (hosts + 1).bit_length()}")


def normalise_mac_address(
    mac: Annotated[str, Pattern(r"^[0-9A-Fa-f:.-]{12,17}$")],
    style: Literal["colons", "hyphens", "dots", "plain"] = "colons",
) -> str:
    """Write a MAC address of 48 bits in one of the usual styles, in small letters.

    Args:
        mac: Twelve hexadecimal digits in pairs or fours with colons, hyphens or dots, or without.
        style: colons for 00:1a:…, hyphens for 00-1a-…, dots for 001a.2b3c.…, plain for digits alone.

    Returns:
        The address.

    Raises:
        ValueError: There are not twelve digits in equal groups.

    Examples:
        >>> normalise_mac_address(mac="00-1A-2B-3C-4D-5E", style="dots")
        '001a.2b3c.4d5e'
    """
    groups = mac.lower().replace("-", ":").replace(".", ":").split(":")
    digits = "".join(groups)
    if len(digits) != 12 or {len(each) for each in groups} not in ({2}, {4}, {12}):
        raise ValueError(f"{mac!r} is no MAC address; write 12 hexadecimal digits such as 00:1a:2b:3c:4d:5e")
    width, mark = {"colons": (2, ":"), "hyphens": (2, "-"), "dots": (4, "."), "plain": (12, "")}[style]
    return mark.join([digits[at : at + width] for at in range(0, 12, width)])


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    try:
        return ipaddress.ip_address(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no IPv4 or IPv6 address") from error


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError as error:
        raise ValueError(f"{text!r} is no network; write address/prefix, such as 10.0.0.0/8") from error


def _safe(number: int) -> int | str:
    return number if number <= 2**53 else str(number)
