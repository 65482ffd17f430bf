"""What keeping up with feeds costs: many that did not change, parsing, and the politeness of fetching.

    python tests/bench/feeds.py [REAL_FEEDS_DIR] [--feeds N] [--quick] [--json]

unchanged  a second run of the flow over feeds that all answer 304, each on a host of its own: the seconds of the flow's
           own clock, and the peak memory of its process (not of the servers'). Wanted: 1,000 feeds in 15 s and 300 MB.
parse      real feeds, beside feedparser alone on the same ones without its sanitizer: CPU time, best of three rounds taken
           in turn. Wanted: a ratio of 0.9 or more.
polite     tiny articles on 50 hosts with the default delay a host (a tenth of it with --quick), beside the time that
           the delay alone takes. Wanted: within 10 %."""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import yaml

from newsledger.feeds import parse
from newsledger.feeds.sniff import shape
from newsledger.fetch import Fetcher, Limits
from newsledger.records import Request
from tests.bench.serving import ROOT, prefect_server, web_server
from tests.web.many import many_hosts

POLITE_HOSTS, POLITE_ARTICLES = 50, 5_000
ENTRIES = 20
PASS = """
import json, resource, sys
from datetime import datetime
from flows.ingest import ingest
home, sources, now = sys.argv[1:]
report = ingest(sources=sources, home=home, limit=0, now=datetime.fromisoformat(now))
report["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps(report, default=str))
"""


def unchanged(feeds: int) -> dict[str, Any]:
    """A run that reads every feed, and one a day later that finds none changed."""
    with tempfile.TemporaryDirectory() as temporary, web_server("many", "--entries", ENTRIES) as port:
        home = Path(temporary)
        with prefect_server(home / "prefect") as server:
            origins = [f"{host}:{port}" for host in many_hosts(feeds)]
            (home / "sources.yaml").write_text(yaml.safe_dump({"sources": _sources(origins)}), encoding="utf-8")
            first, _ = one_pass(home, server, origins, datetime.now(UTC))
            second, whole = one_pass(home, server, origins, datetime.now(UTC) + timedelta(days=2))
    return {
        "feeds": feeds,
        "first_seconds": first["seconds"],
        "entries": first["entries_new"],
        "not_modified": second["not_modified"],
        "unchanged_seconds": second["seconds"],
        "unchanged_process_seconds": round(whole, 1),
        "unchanged_peak_mb": round(second["peak_mb"]),
    }


def _sources(origins: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "slug": f"site-{number}",
            "name": f"Site {number}",
            "homepage": f"http://{origin}/",
            "feeds": [f"http://{origin}/feed.xml"],
        }
        for number, origin in enumerate(origins)
    ]


def one_pass(home: Path, server: str, origins: list[str], now: datetime) -> tuple[dict[str, Any], float]:
    """The report of one run of the flow that fetches no articles, and the seconds of its whole process."""
    given = {
        "NEWSLEDGER_ALLOW_PRIVATE": ",".join(origins),
        "NEWSLEDGER_WORKERS": "2",
        "PREFECT_API_URL": server,
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-c", PASS, home / "data", home / "sources.yaml", now.isoformat()]
    began = time.perf_counter()
    done = subprocess.run(command, env=os.environ | given, stdout=subprocess.PIPE, text=True, check=True, cwd=home)
    report: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return report, time.perf_counter() - began


def parsing(folder: Path) -> dict[str, Any]:
    """CPU seconds of both parsers over all feeds that both read."""
    bodies = [gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("*.gz"))]
    bodies = [body for body in bodies if shape(body) == "syndication"]
    bare, ours = [], []
    for _ in range(3):
        bare.append(_cpu(_bare, bodies))
        ours.append(_cpu(_ours, bodies))
    return {
        "parsed": len(bodies),
        "parse_feeds_a_second": round(len(bodies) / min(ours)),
        "feedparser_feeds_a_second": round(len(bodies) / min(bare)),
        "parse_ratio": round(min(bare) / min(ours), 2),
    }


def _bare(body: bytes) -> object:
    return feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)


def _ours(body: bytes) -> object:
    return parse(body, "http://feeds.test/")


def _cpu(work: Callable[[bytes], object], bodies: list[bytes]) -> float:
    began = time.process_time()
    for body in bodies:
        work(body)
    return time.process_time() - began


def polite(delay: float) -> dict[str, Any]:
    """Seconds that one stream over all articles takes, robots.txt of each host included."""
    with web_server("many") as port:
        origins = [f"{host}:{port}" for host in many_hosts(POLITE_HOSTS)]
        urls = [f"http://{origin}/{number}" for number in range(POLITE_ARTICLES // POLITE_HOSTS) for origin in origins]
        requests = [Request(url, url, obeys_robots=True) for url in urls]
        with Fetcher(Limits("bench/1", host_delay=delay, allow_private=frozenset(origins))) as fetcher:
            began = time.perf_counter()
            answered = sum(response.status == 200 for response in fetcher.stream(requests, lambda: datetime.now(UTC)))
            seconds = time.perf_counter() - began
    starts = POLITE_ARTICLES // POLITE_HOSTS + 1  # and robots.txt
    least = (starts - 1) * delay
    return {
        "articles": answered,
        "polite_seconds": round(seconds, 1),
        "polite_least_seconds": round(least, 1),
        "polite_over": round(seconds / least - 1, 3),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "corpus" / "feeds" / "real")
    parser.add_argument("--feeds", type=int, default=1_000)
    parser.add_argument("--quick", action="store_true", help="a tenth of the delay a host")
    parser.add_argument("--json", action="store_true", help="the last line is one JSON object")
    args = parser.parse_args()
    figures = parsing(args.folder) if args.folder.is_dir() else {}
    figures |= unchanged(args.feeds) | polite(0.1 if args.quick else 1.0)
    for name, value in figures.items():
        print(f"{name:26}{value:>10}")
    if args.json:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
