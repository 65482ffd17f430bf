"""The whole flow over pages on 64 loopback hosts, beside bare trafilatura on the same pages in two processes.

    python tests/bench/throughput.py [PAGES_DIR] [--pages N] [--json]

A Prefect server stands by and the pages' server has a process of its own; no host delay. The flow's seconds are those of
its own clock, from the migration to the published copy; what starting the worker processes takes, with what they import
and load at their first page, is measured beside it and taken off, for it is paid once a run however long the run. The
bare processes have had their first pages too before their clock starts, and are timed before the flow and after it: these
machines are not steady."""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import mean
from typing import Any

import yaml

from newsledger.facts import tagger
from tests.bench.serving import ROOT, prefect_server, web_server
from tests.web.corpus import hosts, page_files

HOSTS, PROCESSES = 64, 2


def bare(path: str) -> bool:
    """trafilatura alone on one page of the corpus."""
    from trafilatura import bare_extraction

    return bare_extraction(gzip.decompress(Path(path).read_bytes()), with_metadata=True) is not None


def bare_rate(files: list[Path]) -> float:
    """Pages a second of bare extraction in two warmed processes."""
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        pool.map(bare, map(str, files[: 8 * PROCESSES]), chunksize=8)
        began = time.perf_counter()
        for _ in pool.imap_unordered(bare, map(str, files), chunksize=4):
            pass
        return len(files) / (time.perf_counter() - began)


def start_up() -> float:
    """Seconds until both workers of a fresh pool have cleaned and read a first page."""
    from newsledger.pool import Pool

    began = time.perf_counter()
    with Pool(PROCESSES) as pool:
        list(pool.map(_first_page, range(PROCESSES), 60, lambda item, reason, detail: sys.exit(detail)))
    return time.perf_counter() - began


def _first_page(_: int) -> None:
    from newsledger import clean, facts
    from newsledger.records import Page

    prose = b"<p>The harbour opened a pier for $5 million in 2024, said Ada Brisco, its chief executive.</p>"
    clean.clean(
        Page("first", "https://site.example/first", ""), b"<article><h1>A pier</h1>" + 9 * prose + b"</article>"
    )
    facts.extract("The harbour opened a pier for $5 million in 2024.")
    time.sleep(0.2)  # so that one worker does not take both items


def flow(origins: list[str], home: Path, server: str) -> dict[str, Any]:
    """The report of one ingest over the origins' feeds."""
    source = {
        "slug": "corpus",
        "name": "Corpus",
        "homepage": f"http://{origins[0]}/",
        "feeds": [f"http://{origin}/feed.xml" for origin in origins],
    }
    listed = home / "sources.yaml"
    listed.write_text(yaml.safe_dump({"sources": [source]}), encoding="utf-8")
    given = {
        "NEWSLEDGER_ALLOW_PRIVATE": ",".join(origins),
        "NEWSLEDGER_HOST_DELAY": "0",
        "NEWSLEDGER_WORKERS": str(PROCESSES),
        "PREFECT_API_URL": server,
    }
    command = [sys.executable, "-m", "flows.cli", "ingest", "--sources", listed, "--home", home / "data", "--json"]
    done = subprocess.run(command, env=os.environ | given, stdout=subprocess.PIPE, text=True, check=False, cwd=home)
    report: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return report


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "corpus" / "pages")
    parser.add_argument("--pages", type=int, default=10**6)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if not args.folder.is_dir():
        sys.exit(f"no pages at {args.folder}: nothing to measure")
    files = page_files(args.folder, args.pages)
    before = bare_rate(files)
    served = ("corpus", args.folder.resolve(), "--pages", args.pages, "--hosts", HOSTS)
    with tempfile.TemporaryDirectory() as temporary, web_server(*served) as port:
        home = Path(temporary)
        with prefect_server(home / "prefect") as server:
            report = flow([f"{host}:{port}" for host in hosts(HOSTS)], home, server)
    started, alone = start_up() - 0.2, mean([before, bare_rate(files)])
    rate = report["pages"] / (report["seconds"] - started)
    figures = {
        "pages": report["pages"],
        "articles": report["articles_new"],
        "facts": report["facts_new"],
        "flow_seconds": report["seconds"],
        "start_up_seconds": round(started, 1),
        "flow_pages_a_second": round(rate, 1),
        "bare_pages_a_second": round(alone, 1),
        "facts_stage": "plain" if tagger.__file__.endswith(".py") else "compiled",
        "ratio": round(rate / alone, 2),
        "ratio_with_start_up": round(report["pages"] / report["seconds"] / alone, 2),
    }
    for name, value in figures.items():
        print(f"{name:22}{value:>10}")
    if args.json:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
