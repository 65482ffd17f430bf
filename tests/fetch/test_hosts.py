from datetime import UTC, datetime, timedelta

import pytest

from newsledger.fetch.hosts import REMEMBERED, Hosts
from newsledger.records import Host

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
URL = "https://news.test/a"


@pytest.mark.parametrize(
    ("status", "age", "is_known"),
    [
        (200, timedelta(hours=23), True),
        (200, timedelta(hours=25), False),
        (404, timedelta(hours=23), True),
        (500, timedelta(minutes=50), True),
        (500, timedelta(minutes=70), False),
        (None, timedelta(minutes=50), True),
        (None, timedelta(minutes=70), False),
        (200, timedelta(days=-4000), False),  # of a clock gone wrong
    ],
)
def test_how_long_a_robots_txt_is_believed(status: int | None, age: timedelta, is_known: bool) -> None:
    hosts = Hosts([Host("https://news.test:443", "news.test", "", status, NOW - age)])
    assert (hosts.robots(URL, NOW) is not None) is is_known


def test_robots_txt_belongs_to_scheme_host_and_port() -> None:
    hosts = Hosts()
    hosts.learn_robots(URL, 200, "User-agent: *\nDisallow: /", NOW)
    known = [hosts.robots(url, NOW) is not None for url in (URL, "http://news.test/a", "https://news.test:8443/a")]
    assert known == [True, False, False]
    assert hosts.robots("https://www.news.test/a", NOW) is None


def test_a_hold_is_the_domains_and_the_longest_counts() -> None:
    hosts = Hosts([Host("http://old.example.co.uk:80", "example.co.uk", not_before=NOW + timedelta(hours=2))])
    hosts.hold("https://feeds.example.co.uk/rss", NOW + timedelta(hours=1), "http_429")
    assert hosts.held_until("https://www.example.co.uk/a", NOW) == NOW + timedelta(hours=2)
    assert hosts.held_until("https://other.co.uk/a", NOW) is None
    assert hosts.held_until("https://www.example.co.uk/a", NOW + timedelta(hours=2)) is None


def test_a_shorter_hold_changes_nothing_and_what_changed_is_told_once() -> None:
    hosts = Hosts()
    hosts.hold(URL, NOW + timedelta(hours=1), "http_429")
    hosts.hold(URL, NOW + timedelta(minutes=1), "http_503")
    (host,) = hosts.take_changed()
    assert (host.not_before, host.not_before_reason) == (NOW + timedelta(hours=1), "http_429")
    assert hosts.take_changed() == []


def test_an_address_is_its_own_domain() -> None:
    hosts = Hosts()
    hosts.hold("http://192.0.2.1:8080/a", NOW + timedelta(hours=1), "http_429")
    assert hosts.held_until("http://192.0.2.1/b", NOW) is not None
    assert hosts.held_until("http://192.0.2.2/b", NOW) is None


def test_parsed_rules_of_many_hosts_are_not_all_kept() -> None:
    hosts = Hosts()
    for number in range(REMEMBERED + 50):
        hosts.learn_robots(f"https://{number}.test/", 200, "", NOW)
    assert len(hosts._rules) == REMEMBERED
    assert hosts.robots("https://0.test/", NOW) is not None
