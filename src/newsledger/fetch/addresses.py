"""Which addresses may be asked: a pure verdict, given at connect time, so that no name can be bound anew in between."""

from __future__ import annotations

import ipaddress
import re

_EMBEDDING = (
    ipaddress.ip_network("::/96"),  # IPv4-compatible (RFC 4291)
    ipaddress.ip_network("64:ff9b::/96"),  # NAT64 (RFC 6052)
    ipaddress.ip_network("64:ff9b:1::/48"),  # local NAT64 (RFC 8215)
)
_UNICAST = ipaddress.ip_network("2000::/3")  # all that IANA gives out as global unicast
# What the `is_global` of some Python that we run on takes for public, so that the verdict is the same on all.
_SPECIAL = (
    ipaddress.ip_network("192.0.0.0/24"),  # protocol assignments (RFC 6890)
    ipaddress.ip_network("192.88.99.0/24"),  # 6to4 relays (RFC 7526)
    ipaddress.ip_network("3fff::/20"),  # documentation (RFC 9637)
)
# 2130706433, 0x7f000001, 0177.0.0.1, 127.1: inet_aton's spellings of addresses, which no publisher uses.
_ODD_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?", re.IGNORECASE)


def verdict(ip: str, host: str, port: int, allowed: frozenset[str]) -> str | None:
    """Why `ip` may not be connected to for `host`:`port`; None where it may.

    Only globally routable unicast addresses may (IANA special-purpose registries), unless host:port is allowed."""
    if f"{host}:{port}" in allowed or f"{ip}:{port}" in allowed:
        return None  # as most are spelled; the list may be long
    listed = {_endpoint(*entry.rpartition(":")[::2]) for entry in allowed}
    if {_endpoint(host, str(port)), _endpoint(ip, str(port))} & listed:
        return None
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address) and _embeds_ipv4(address):
        return f"{ip} embeds an IPv4 address"
    if _is_public(address):
        return None
    # no hint for link-local addresses: a cloud's secrets are there, and nobody's news
    is_own = address.is_private and not address.is_link_local
    hint = f"; NEWSLEDGER_ALLOW_PRIVATE may list {host}:{port}" if is_own else ""
    return f"{ip} is not a public address{hint}"


def _endpoint(host: str, port: str) -> tuple[str, str]:
    """Host and port in one spelling, an IPv6 address with or without its brackets."""
    host = host.removeprefix("[").removesuffix("]").lower().removesuffix(".")
    try:
        return str(ipaddress.ip_address(host)), port
    except ValueError:
        return host, port


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if address.is_multicast or not address.is_global or any(address in network for network in _SPECIAL):
        return False
    return address.version == 4 or address in _UNICAST


def _embeds_ipv4(address: ipaddress.IPv6Address) -> bool:
    known = address.ipv4_mapped or address.sixtofour or address.teredo
    return bool(known) or any(address in network for network in _EMBEDDING)


def is_odd_number(host: str) -> bool:
    """True for a host that is a number but no dotted quad: decimal, octal, hexadecimal or shortened."""
    if not _ODD_NUMBER.fullmatch(host):
        return False
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return True
    return False


def is_address(host: str) -> bool:
    """True for a host that is written as an IP address."""
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True
