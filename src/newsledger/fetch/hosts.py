"""What is known of the hosts we ask: robots.txt an origin, hold-offs a registrable domain. Survives runs as records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from newsledger import urls
from newsledger.fetch.robots import Rules, rules
from newsledger.records import Host

FRESH = timedelta(days=1)  # RFC 9309, 2.4
REMEMBERED = 256  # parsed robots.txt
UNREACHED = timedelta(hours=1)  # how long a robots.txt that did not answer keeps us away before we ask again


class Hosts:
    """Starts from what earlier runs learned; `take_changed` gives what is new since it was last called."""

    def __init__(self, known: Iterable[Host] = ()) -> None:
        self._hosts = {host.origin: host for host in known}
        self._rules: dict[tuple[str, datetime | None], Rules] = {}
        self._changed: set[str] = set()
        self._holds: dict[str, datetime] = {}
        for host in self._hosts.values():
            self._lengthen(host)

    def held_until(self, url: str, now: datetime) -> datetime | None:
        """Until when the domain of `url` is not to be asked, None where it may be."""
        until = self._holds.get(urls.domain(url))
        return until if until and until > now else None

    def hold(self, url: str, until: datetime, reason: str) -> None:
        """Ask nothing of the domain of `url` before `until`; a shorter hold changes nothing."""
        host = self._host(url)
        if host.not_before is None or host.not_before < until:
            self._learn(replace(host, not_before=until, not_before_reason=reason))

    def robots(self, url: str, now: datetime) -> Rules | None:
        """The rules of the origin of `url`, None where robots.txt has to be asked for."""
        host = self._host(url)
        age = now - host.robots_at if host.robots_at else None
        is_fresh = age is not None and timedelta() <= age <= (FRESH if _answered(host) else UNREACHED)
        return self._parsed(host) if is_fresh else None

    def _parsed(self, host: Host) -> Rules:
        """The rules of a host, read once; of many hosts the longest known are forgotten, for they are large."""
        key = (host.origin, host.robots_at)
        if key not in self._rules:
            while len(self._rules) >= REMEMBERED:
                del self._rules[next(iter(self._rules))]
            self._rules[key] = rules(host.robots_status, host.robots or "")
        return self._rules[key]

    def learn_robots(self, url: str, status: int | None, text: str, now: datetime) -> Rules:
        """Keep what robots.txt of the origin of `url` said; `status` is None where it did not answer."""
        host = replace(self._host(url), robots=text, robots_status=status, robots_at=now)
        self._learn(host)
        return self._parsed(host)

    def take_changed(self) -> list[Host]:
        """The hosts of which something was learned since the last call."""
        changed, self._changed = self._changed, set()
        return [self._hosts[origin] for origin in sorted(changed)]

    def _host(self, url: str) -> Host:
        origin = urls.origin(url)
        return self._hosts.get(origin) or Host(origin, urls.domain(url))

    def _learn(self, host: Host) -> None:
        self._hosts[host.origin] = host
        self._changed.add(host.origin)
        self._lengthen(host)

    def _lengthen(self, host: Host) -> None:
        if host.not_before:
            self._holds[host.domain] = max(host.not_before, self._holds.get(host.domain, host.not_before))


def _answered(host: Host) -> bool:
    return host.robots_status is not None and host.robots_status < 500
