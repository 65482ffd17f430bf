"""Verdicts on addresses, after the IANA special-purpose registries: only public unicast may be asked."""

from __future__ import annotations

import pytest

from newsledger.fetch.addresses import is_address, is_odd_number, verdict

NOBODY: frozenset[str] = frozenset()

REFUSED = {
    "unspecified": "0.0.0.0",
    "this network": "0.1.2.3",
    "loopback": "127.0.0.1",
    "loopback, end of the block": "127.255.255.254",
    "private 10": "10.0.0.1",
    "private 172.16": "172.16.0.1",
    "private 172.31": "172.31.255.255",
    "private 192.168": "192.168.1.1",
    "shared (CGNAT)": "100.64.0.1",
    "shared (CGNAT), end": "100.127.255.255",
    "link-local": "169.254.1.1",
    "cloud metadata": "169.254.169.254",
    "protocol assignments": "192.0.0.1",
    "protocol assignments, beyond the /29": "192.0.0.100",
    "6to4 relay": "192.88.99.1",
    "documentation 1": "192.0.2.1",
    "documentation 2": "198.51.100.7",
    "documentation 3": "203.0.113.7",
    "benchmarking": "198.18.0.1",
    "multicast": "224.0.0.1",
    "multicast, globally scoped": "233.252.0.1",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "v6 unspecified": "::",
    "v6 loopback": "::1",
    "v6 link-local": "fe80::1",
    "v6 link-local with zone": "fe80::1%eth0",
    "v6 site-local": "fec0::1",
    "v6 unique local": "fd00::1",
    "v6 multicast": "ff02::1",
    "v6 multicast, globally scoped": "ff0e::1",
    "v6 documentation": "2001:db8::1",
    "v6 documentation of 2024": "3fff::1",
    "v6 discard": "100::1",
    "v6 segment routing": "5f00::1",
    "v6 benchmarking": "2001:2::1",
    "v6 orchid": "2001:20::1",
    "v6 of no registry": "4000::1",
    "mapped loopback": "::ffff:127.0.0.1",
    "mapped private, in hex": "::ffff:a00:1",
    "mapped public": "::ffff:93.184.215.14",
    "compatible loopback": "::127.0.0.1",
    "translated (SIIT)": "::ffff:0:127.0.0.1",
    "6to4 of loopback": "2002:7f00:1::1",
    "6to4 of a public address": "2002:5db8:d70e::1",
    "teredo": "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "NAT64 of loopback": "64:ff9b::7f00:1",
    "NAT64 of a public address": "64:ff9b::5db8:d70e",
    "local NAT64": "64:ff9b:1::a00:1",
}  # fmt: skip
OPEN = {
    "v4": "93.184.215.14",
    "v4 beside 10": "11.0.0.1",
    "v4 beside 172.16": "172.15.255.255",
    "v4 beside 172.31": "172.32.0.1",
    "v4 beside CGNAT": "100.63.255.255",
    "v4 beyond CGNAT": "100.128.0.1",
    "v4 beside loopback": "128.0.0.1",
    "v4 below multicast": "223.255.255.254",
    "v6": "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
    "v6 beside 6to4": "2003::1",
    "v6 beyond protocol assignments": "2001:200::1",
}


@pytest.mark.parametrize("ip", REFUSED.values(), ids=REFUSED)
def test_refused(ip: str) -> None:
    problem = verdict(ip, "paper.example", 80, NOBODY)
    assert problem
    assert ip in problem


@pytest.mark.parametrize("ip", OPEN.values(), ids=OPEN)
def test_public(ip: str) -> None:
    assert verdict(ip, "paper.example", 80, NOBODY) is None


@pytest.mark.parametrize(
    ("listed", "ip", "host", "port"),
    [
        ("127.0.0.1:8080", "127.0.0.1", "127.0.0.1", 8080),
        ("intranet.example:8080", "10.0.0.7", "intranet.example", 8080),
        ("Intranet.Example:8080", "10.0.0.7", "intranet.example", 8080),
        ("intranet.example:8080", "10.0.0.7", "intranet.example.", 8080),
        ("10.0.0.7:443", "10.0.0.7", "paper.example", 443),
        ("[::1]:8080", "::1", "::1", 8080),
        ("::1:8080", "::1", "::1", 8080),
        ("[::1]:8080", "::1", "0:0:0:0:0:0:0:1", 8080),
        ("[FD00::1]:80", "fd00::1", "fd00::1", 80),
        ("intranet.example:80", "fe80::1%eth0", "intranet.example", 80),
    ],
)
def test_listed_as_host_and_port(listed: str, ip: str, host: str, port: int) -> None:
    assert verdict(ip, host, port, NOBODY)
    assert verdict(ip, host, port, frozenset({"other.example:1", listed})) is None


@pytest.mark.parametrize(
    ("listed", "ip", "host", "port"),
    [
        ("127.0.0.1:8080", "127.0.0.1", "127.0.0.1", 8081),
        ("127.0.0.1:8080", "127.0.0.1", "127.0.0.1", 80),
        ("127.0.0.1", "127.0.0.1", "127.0.0.1", 8080),
        ("127.0.0.1:8080", "127.0.0.2", "127.0.0.2", 8080),
        ("intranet.example:8080", "10.0.0.7", "evil.example", 8080),
        ("intranet.example:8080", "10.0.0.7", "www.intranet.example", 8080),
        ("intranet.example:8080", "10.0.0.7", "10.0.0.7", 8080),
        ("*:8080", "10.0.0.7", "paper.example", 8080),
        ("", "10.0.0.7", "paper.example", 8080),
        ("10.0.0.7:80", "::ffff:10.0.0.7", "paper.example", 80),
    ],
)
def test_the_list_means_exactly_what_it_says(listed: str, ip: str, host: str, port: int) -> None:
    assert verdict(ip, host, port, frozenset({listed}))


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "127.0.1", "0", "0x7f.0.0.1", "0x", "017700000001", "127.0.0.1.",
     "1.2.3.4.5", "256.1.1.1", "08.1.1.1", "0X7F.1", "１２７.0.0.1", "99999999999999999999"],
)  # fmt: skip
def test_numbers_for_hosts(host: str) -> None:
    assert is_odd_number(host)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "8.8.8.8", "paper.example", "1and1.example", "0x7f.example", "3.14.example", "::1", "", "a.1x"],
)
def test_hosts_that_are_no_odd_numbers(host: str) -> None:
    assert not is_odd_number(host)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("fe80::1%eth0", True),
        ("paper.example", False),
        ("127.1", False),
        ("", False),
    ],
)
def test_which_hosts_are_addresses(host: str, expected: bool) -> None:
    assert is_address(host) is expected
