"""Memory over many pages: the corpus's pages, each time a little different, cleaned and extracted as a run does it.

    python -m tests.bench.soak [PAGES_DIR] [--pages N] [--json]

Prints the resident memory of this process and of its largest worker every 1,000 pages. Fails where this process grows
after its first 2,000 pages, or a worker grows larger, by more than the bounds below. Linux only (/proc).
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from newsledger import raw, steps
from newsledger.batches import batched
from newsledger.pool import Pool
from newsledger.records import Article, Failure, Fetched, Page
from tests.bench.serving import ROOT
from tests.web.corpus import page_files

WORKERS, BATCH, DEADLINE = 2, 50, 20.0
EVERY, SETTLED = 1000, 2000  # pages
MAX_GROWTH, MAX_WORKER = 48, 700  # MB
MB = 1024 * 1024


def pages(files: list[Path], count: int) -> Iterator[tuple[int, bytes]]:
    """So many bodies, no two alike; none is in memory before it is asked for."""
    for number, path in enumerate(islice(cycle(files), count)):
        notice = f"<p class='notice-{number}'>Notice {number}: firm{number} opened pier {number} on Monday.</p>"
        yield number, gzip.decompress(path.read_bytes()) + notice.encode()


def stored(number: int, body: bytes, folder: Path) -> Fetched:
    """A page as the fetch stage leaves it."""
    url = f"https://news.test/{number}"
    return Fetched(url, Page(url, url, raw.put(folder, body, {"url": url}), content_type="text/html"))


def resident(pid: int) -> float:
    """MB, 0 where the process has just ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MB
    except OSError:
        return 0.0


def run(files: list[Path], count: int, folder: Path) -> tuple[list[tuple[int, float, float]], Counter[str]]:
    """(pages, MB here, MB of the largest worker since the last row) every so many pages, and what became of them."""
    rows, made, largest = [], Counter[str](), 0.0
    with Pool(WORKERS) as pool:
        for batch in batched(pages(files, count), BATCH):
            fetched = [stored(number, body, folder) for number, body in batch]
            articles = steps.clean_pages(pool, fetched, folder, DEADLINE)
            made.update(_kind(article) for article in articles)
            made["facts"] += sum(map(_facts, steps.extract_articles(pool, articles, DEADLINE)))
            largest = max([largest, *(resident(child.pid or 0) for child in multiprocessing.active_children())])
            done = batch[-1][0] + 1
            if done % EVERY == 0:
                rows.append((done, resident(os.getpid()), largest))
                print(f"{done:>8}{rows[-1][1]:>12.0f}{largest:>12.0f}", flush=True)
                largest = 0.0
    return rows, made


def _kind(result: Article | Failure) -> str:
    return result.reason if isinstance(result, Failure) else "articles"


def _facts(result: object) -> int:
    return len(getattr(result, "facts", ()))


def main() -> None:
    """Measure, print, and fail over the bounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "corpus" / "pages")
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if not args.folder.is_dir():
        sys.exit(f"no pages at {args.folder}: nothing to measure")
    began = time.perf_counter()
    print(f"{'pages':>8}{'here MB':>12}{'worker MB':>12}")
    with tempfile.TemporaryDirectory() as folder:
        rows, made = run(page_files(args.folder, 10**6), args.pages, Path(folder))
    seconds = time.perf_counter() - began
    settled = next((here for done, here, _ in rows if done >= SETTLED), 0.0)
    figures = {
        "pages": args.pages,
        "seconds": round(seconds, 1),
        "growth_mb": round(max((here for done, here, _ in rows if done >= SETTLED), default=settled) - settled, 1),
        "worker_mb": round(max((worker for *_, worker in rows), default=0.0), 1),
        **made,
    }
    print(figures)
    if args.json:
        print(json.dumps(figures))
    if figures["growth_mb"] > MAX_GROWTH or figures["worker_mb"] > MAX_WORKER:
        sys.exit(f"more than {MAX_GROWTH} MB of growth here, or than {MAX_WORKER} MB in a worker")


if __name__ == "__main__":
    main()
