"""What a site's robots.txt allows (RFC 9309). The only importer of protego.

protego takes a crawler's name for a match of any group whose name it holds in part, and lets any record end a list of
crawlers. The RFC has whole tokens and lets only rules end it, so the text is put into a form that reads one way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

LONGEST = 500 * 1024  # octets of a file that are read (section 2.5)
_LINE_END = re.compile(r"\r\n?|\n")
_AGENT = re.compile(r"\s*(?:user-?agent|user\s+agent)(?:\s*:|\s)\s*([^#]*)", re.IGNORECASE)
_RULE = re.compile(r"\s*(?:allow|di\w{3,6}w)\b", re.IGNORECASE)  # protego knows how people misspell disallow
_DELAY = re.compile(r"\s*crawl[- ]delay\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """What every crawler may do on one origin. Both methods take a product token or a whole User-Agent."""

    refusal: str | None
    _access: Protego | None = None
    _delays: Protego | None = None

    def verdict(self, url: str, agent: str) -> str | None:
        """None where `agent` may ask for `url`, an absolute one, else why not.

        `robots_disallowed` until the file changes, `robots_unreachable` until there is an answer."""
        if urlsplit(url).path == "/robots.txt":
            return None  # section 2.2.2: always allowed
        if self._access is None or self._access.can_fetch(url, _bracketed(agent)):
            return self.refusal
        return "robots_disallowed"

    def crawl_delay(self, agent: str) -> float | None:
        """Seconds that the site wants between two requests of `agent`, as far as it says (no part of the RFC)."""
        return self._delays.crawl_delay(_bracketed(agent)) if self._delays else None


def rules(status: int | None, text: str) -> Rules:
    """The rules of an answer to /robots.txt; `status` None or 0 where none came (section 2.3.1).

    Redirects that lead nowhere and every 4xx leave all open, anything else that is no success closes all."""
    if status and 300 <= status < 500:
        return Rules(None)
    if not status or not 200 <= status < 300:
        return Rules("robots_unreachable")
    lines = list(_lines(text))
    has_delay = any(map(_DELAY.match, lines))
    return Rules(
        refusal=None,
        _access=Protego.parse("\n".join(line for line in lines if not _DELAY.match(line))),
        _delays=Protego.parse("\n".join(lines)) if has_delay else None,
    )


def token(agent: str) -> str:
    """The product token of a User-Agent: what stands before its version, in lower case."""
    return re.split(r"[/\s]", agent.strip(), maxsplit=1)[0].lower()


def _lines(text: str) -> Iterator[str]:
    """The lines that matter, each crawler's name in brackets so that no name is a part of another."""
    for line in _LINE_END.split(_cut(text).removeprefix("\ufeff")):
        line = " ".join(line.splitlines())  # Python and protego end lines at more characters than the RFC
        named = _AGENT.match(line)
        if named:
            yield f"User-agent: {_bracketed(named[1])}"
        elif _RULE.match(line) or _DELAY.match(line):
            yield line


def _cut(text: str) -> str:
    """The first octets of the file up to the last whole line: half a rule says something else."""
    octets = text.encode("utf-8", "replace")
    if len(octets) > LONGEST:
        octets = octets[: LONGEST + 1]
        octets = octets[: max(octets.rfind(b"\n"), octets.rfind(b"\r")) + 1]
    return octets.decode("utf-8", "replace")


def _bracketed(agent: str) -> str:
    name = token(agent)
    return f"({name})" if name not in ("", "*") else name
