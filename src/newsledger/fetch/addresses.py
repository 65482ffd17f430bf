"""Which addresses may be asked: a pure verdict, given at connect time, so that no name can be bound anew in between."""

from __future__ import annotations

import ipaddress
import re

_EMBEDDING = (
    ipaddress.ip_network("::/96"),  # IPv4-compatible (RFC 4291)
    ipaddress.ip_network("64:ff9b::/96"),  # NAT64 (RFC 6052)
    ipaddress.ip_network("64:ff9b:1::/48"),  # local NAT64 (RFC 8215)
)
# 2130706433, 0x7f000001, 0177.0.0.1, 127.1: inet_aton's spellings of addresses, which no publisher uses.
_ODD_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?", re.IGNORECASE)


def verdict(ip: str, host: str, port: int, allowed: frozenset[str]) -> str | None:
    """Why `ip` may not be connected to for `host`:`port`; None where it may.

    Only globally routable unicast addresses may (IANA special-purpose registries), unless host:port is allowed."""
    if f"{host}:{port}" in allowed or f"{ip}:{port}" in allowed:
        return None
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address) and (_embeds_ipv4(address) or address.is_site_local):
        return f"{ip} embeds an IPv4 address or is site-local"
    if address.is_multicast or not address.is_global:
        return f"{ip} is not a public address"
    return None


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
