"""The guard's verdicts, address by address; no socket is opened."""

from __future__ import annotations

import pytest

from newsledger.fetch.addresses import is_address, is_odd_number, verdict

PUBLIC = ("93.184.216.34", "8.8.8.8", "2606:4700::1111", "2a00:1450:4001:81b::200e")
REFUSED = (
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",  # carrier-grade NAT
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",  # cloud metadata
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.1",  # documentation
    "192.168.1.1",
    "198.18.0.1",  # benchmarking
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",  # IPv4-compatible
    "::ffff:127.0.0.1",  # IPv4-mapped
    "::ffff:93.184.216.34",
    "64:ff9b::7f00:1",  # NAT64
    "64:ff9b:1::1",
    "100::1",
    "2001:0:7f00:1::",  # Teredo
    "2001:db8::1",
    "2002:7f00:1::",  # 6to4
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",  # site-local, deprecated
    "ff02::1",
)


@pytest.mark.parametrize("ip", PUBLIC)
def test_public_addresses_may_be_asked(ip: str) -> None:
    assert verdict(ip, "news.test", 80, frozenset()) is None


@pytest.mark.parametrize("ip", REFUSED)
def test_all_others_may_not(ip: str) -> None:
    assert verdict(ip, "news.test", 80, frozenset()) is not None


def test_what_is_listed_may_with_that_port_only() -> None:
    allowed = frozenset({"127.0.0.1:8080", "intranet.test:80"})
    assert verdict("127.0.0.1", "127.0.0.1", 8080, allowed) is None
    assert verdict("127.0.0.1", "127.0.0.1", 8081, allowed) is not None
    assert verdict("10.0.0.7", "intranet.test", 80, allowed) is None
    assert verdict("10.0.0.7", "intranet.test.evil.test", 80, allowed) is not None
    assert verdict("10.0.0.7", "other.test", 80, allowed) is not None


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "127.1", "127.0.1", "127.0.0.1.", "0", "1.2.3.999"]
)
def test_numbers_that_are_no_dotted_quad_are_odd(host: str) -> None:
    assert is_odd_number(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "8.8.8.8", "news.test", "1e100.test", "4chan.test", "123.news", "::1"])
def test_other_hosts_are_not(host: str) -> None:
    assert not is_odd_number(host)


def test_which_hosts_are_addresses() -> None:
    assert [is_address(host) for host in ("127.0.0.1", "::1", "fe80::1%eth0", "news.test", "")] == [1, 1, 1, 0, 0]
