"""Conformance of feeds, urls and robots.txt with suites that others wrote: passed / total a set.

Usage: python tests/bench/conformance.py [DIR] [--json] [--verbose]   (DIR: ../shared/corpus/feeds)

What counts: titles are compared as plain text, since newsledger strips markup from them; a date without a zone passes
when what is printed of its local time is kept; an empty answer to a case that has one is a miss, a different answer is
"wrong". `/sanitize/` cases of feedparser expect its own cleaned markup and are left out.
"""

from __future__ import annotations

import argparse
import base64
import html
import json
import re
import sys
import tarfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from newsledger import urls
from newsledger.feeds import ParsedEntry, ParsedFeed, discover, parse, read_date
from newsledger.feeds.dates import printed
from newsledger.fetch.robots import rules
from newsledger.records import Stamp

Result = tuple[str, bool, str]  # name of the case, passed, what differs
NOWHERE = "http://feeds.test/"


def cases(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def suite(path: Path, skip: str = "\0") -> Iterator[Result]:
    for case in cases(path):
        if skip in case["file"]:
            continue
        headers = case["headers"]
        body = base64.b64decode(case["bytes_b64"])
        parsed = parse(body, headers.get("content-location", NOWHERE), headers.get("content-type"))
        problems = list(differences(case["expect"], parsed)) if isinstance(parsed, ParsedFeed) else [parsed.detail]
        yield case["file"], not problems, "; ".join(problems)


def differences(expect: dict[str, Any], parsed: ParsedFeed) -> Iterator[str]:
    if len(parsed.entries) != expect.get("n_entries", len(parsed.entries)):
        yield f"{len(parsed.entries)} entries"
    for name, wanted in expect.get("feed", {}).items():
        yield from compare(name, wanted, feed_value(parsed, name))
    for number, wanted_entry in enumerate(expect.get("entries", [])):
        if number >= len(parsed.entries):
            yield f"no entry {number}"
            return
        for name, wanted in (wanted_entry or {}).items():
            yield from compare(name, wanted, entry_value(parsed.entries[number], name))


def compare(name: str, wanted: Any, got: Any) -> Iterator[str]:
    if name == "title" and got in (wanted, plain(wanted)):
        return
    if name in ("published", "updated", "published_at", "updated_at"):
        stamp = wanted if name.endswith("_at") else printed(read_date(wanted))
        wanted, got = stamp and instant(stamp), got and instant(got)
    if name == "link" and wanted and got and wanted.rstrip("/") == got.rstrip("/"):
        return
    if wanted != got:
        yield f"{name}: {got!r} for {wanted!r}"


def feed_value(parsed: ParsedFeed, name: str) -> Any:
    if name in ("updated", "updated_at"):
        return printed(parsed.updated)
    return list(parsed.authors) if name == "authors" else getattr(parsed, name)


def entry_value(entry: ParsedEntry, name: str) -> Any:
    values: dict[str, Any] = {
        "id": entry.identity,
        "link": entry.url,
        "authors": list(entry.authors),
        "author": next(iter(entry.authors), None),
        "summary": entry.summary or entry.content,
        "content": entry.content,
    }
    stamp = {"published": entry.published, "updated": entry.updated}.get(name.removesuffix("_at"))
    return printed(stamp) if stamp else values.get(name, getattr(entry, name, None))


def plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^<>]+>", "", markup)).split())


def instant(text: str) -> datetime | str:
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00")).replace(microsecond=0)
    except ValueError:
        return text


def dates(path: Path) -> Iterator[Result]:
    for case in cases(path):
        got = read_date(case["string"])
        yield case["string"], *date_verdict(case, got)


def date_verdict(case: dict[str, Any], got: Stamp) -> tuple[bool, str]:
    text = printed(got)
    if not case["valid"]:
        return got.reason is not None, f"wrong: {text}"
    if text is None:
        return False, f"missed: {got.reason}"
    if case["expected"]:
        return instant(case["expected"]) == instant(text), f"wrong: {text} for {case['expected']}"
    partial = case["partial"]
    return text == partial, f"wrong: {text} for {partial}" if not partial.startswith(text) else f"coarse: {text}"


def spellings(path: Path) -> Iterator[Result]:
    for case in cases(path):
        sites = [site for site in (case["site_url"], case["feed_url"]) if site]
        url = case["url"]
        is_valid = urls.is_http(url) or urlsplit(url).scheme == "mailto"
        got = urls.untracked(url, sites) if is_valid else None
        same = got == case["expected"] or (not case["exact"] and loose(got) == loose(case["expected"]))
        yield case["name"], same and canonical_agrees(got, sites), f"{got} for {case['expected']}"


def canonical_agrees(cleaned: str | None, sites: list[str]) -> bool:
    """The canonical spelling has the parameters that the cleaned one has, and no fragment."""
    if cleaned is None:
        return True
    spelled = urls.canonical(cleaned, sites)
    return loose(spelled) == loose(cleaned.partition("#")[0])


def loose(url: str | None) -> Any:
    parts = urlsplit(url or "")
    query = sorted(parse_qsl(parts.query, keep_blank_values=True))
    return parts.scheme, parts.netloc, parts.path, query, parts.fragment


def discovery(path: Path) -> Iterator[Result]:
    for case in cases(path):
        found = [feed.url for feed in discover(case["html"].encode(), case["page_url"])]
        wanted = {case["expected"], *case["also_accept"]}
        yield case["file"], bool(wanted & set(found)), f"{found} for {case['expected']}"


def robots(path: Path) -> Iterator[Result]:
    for case in cases(path):
        answer = rules(case["status"] or None, case["robots"])
        reason = answer.verdict(urljoin(NOWHERE, case["path"]), case["agent"])
        yield case["name"], (reason is None) == case["allowed"], f"wrong: {reason or 'allowed'}"


def no_crash(path: Path, limit: float = 5.0) -> Iterator[Result]:
    """Passed: an answer within `limit` seconds, and no entry out of a body that is no feed."""
    with tarfile.open(path) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isfile() else None
            if file is None:
                continue
            body, started = file.read(), time.monotonic()
            try:
                parse(body, NOWHERE + member.name, None)
                discover(body, NOWHERE)
            except Exception as error:  # noqa: BLE001 - the crash is the measurement
                yield member.name, False, f"{type(error).__name__}: {error}"
                continue
            seconds = time.monotonic() - started
            yield member.name, seconds < limit, f"{seconds:.1f} s"


def sets(data: Path) -> dict[str, Iterator[Result]]:
    return {
        "feedparser": suite(data / "feedparser/cases.jsonl", skip="/sanitize/"),
        "gofeed": suite(data / "gofeed/translator.jsonl"),
        "dates": dates(data / "dates.jsonl"),
        "urls": spellings(data / "urls.jsonl"),
        "discovery": discovery(data / "discovery.jsonl"),
        "robots": robots(data / "robots.jsonl"),
        "no_crash": no_crash(data / "feedparser/no-crash.tar.gz"),
    }


def measure(results: Iterator[Result], verbose: bool) -> dict[str, int]:
    passed = total = wrong = 0
    for name, ok, detail in results:
        total, passed, wrong = total + 1, passed + ok, wrong + (not ok and detail.startswith("wrong"))
        if verbose and not ok:
            print(f"  {name}: {detail}"[:300])
    return {"passed": passed, "total": total, "wrong": wrong}


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", nargs="?", type=Path, default=Path("../shared/corpus/feeds"))
    arguments.add_argument("--json", action="store_true", help="the last line is one JSON object")
    arguments.add_argument("--verbose", action="store_true", help="print what failed")
    given = arguments.parse_args()
    if not given.data.is_dir():
        print(f"{given.data}: no such directory; nothing measured")
        return 0
    figures = {}
    for name, results in sets(given.data).items():
        figures[name] = measure(results, given.verbose)
        print(f"{name:<12} {figures[name]['passed']:>5} / {figures[name]['total']}")
    if given.json:
        print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
