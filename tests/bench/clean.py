"""Our clean stage beside bare trafilatura, on the same pages in the same run: quality by evaluate.py, pages a second.

python -m tests.bench.clean [CORPUS_DIR] [--set NAME] [--limit N] [--json]
Times are CPU time; the cleaners take turns every few pages, so that a busy machine slows all of them alike, and each
has a process of its own, so that none finds another's strings and patterns in trafilatura's caches.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TURN = 25  # pages
Line = dict[str, Any]
Cleaner = Callable[[str, str, bytes], Line]


def ours(name: str, url: str, body: bytes) -> Line:
    """A line of predictions by newsledger."""
    from newsledger import clean
    from newsledger.records import Page

    return clean.line(name, clean.clean(Page(url, url, name, "text/html"), body))


def bare(name: str, url: str, body: bytes, *, fast: bool = False) -> Line:
    """A line of predictions by trafilatura with its defaults, or without its fall-backs."""
    from trafilatura import bare_extraction

    found: Any = bare_extraction(body, url=url, with_metadata=True, include_comments=False, fast=fast)
    if found is None:
        return {"id": name, "title": None, "authors": [], "date": None, "text": None}
    authors = found.author.split("; ") if found.author else []
    return {"id": name, "title": found.title, "authors": authors, "date": found.date, "text": found.text}


def fast(name: str, url: str, body: bytes) -> Line:
    """A line of predictions by trafilatura's fast mode."""
    return bare(name, url, body, fast=True)


CLEANERS: dict[str, Cleaner] = {"trafilatura": bare, "fast": fast, "newsledger": ours}


def pages(folder: Path, limit: int) -> Iterator[tuple[str, str, bytes]]:
    """Name, url and bytes of a set's pages."""
    with (folder / "labels.jsonl").open(encoding="utf-8") as lines:
        labels = [json.loads(line) for line in lines][:limit]
    for label in labels:
        url = label["url"] or f"https://example.org/{label['id']}"  # some labels know none
        yield label["id"], url, gzip.decompress((folder / "pages" / f"{label['id']}.html.gz").read_bytes())


def turn(name: str, read: list[tuple[str, str, bytes]]) -> list[tuple[Line, float]]:
    """Predictions of a cleaner for some pages, each with the seconds of CPU time it took."""
    done = []
    for page in read:
        started = time.process_time()
        line = CLEANERS[name](*page)
        done.append((line, time.process_time() - started))
    return done


def race(workers: dict[str, Executor], read: list[tuple[str, str, bytes]]) -> dict[str, list[tuple[Line, float]]]:
    """Every cleaner's predictions for the pages of a set, one cleaner at work at a time."""
    done: dict[str, list[tuple[Line, float]]] = {name: [] for name in CLEANERS}
    for start in range(0, len(read), TURN):
        for name, worker in workers.items():
            done[name] += worker.submit(turn, name, read[start : start + TURN]).result()
    return done


# trafilatura's date parser takes a second to load; a page with a date it has to be asked about gets that over with
WARM = (
    b"<html><body><h1>Warm</h1><p class='date'>Publicado: mi\xc3\xa9rcoles 12 de marzo del 2019</p><p>"
    + b"Models are loaded before the clock runs. " * 20
)


def started(stack: ExitStack) -> dict[str, Executor]:
    """A process for each cleaner, its imports done."""
    spawn = multiprocessing.get_context("spawn")
    workers = {name: stack.enter_context(ProcessPoolExecutor(1, spawn)) for name in CLEANERS}
    for name, worker in workers.items():
        worker.submit(turn, name, [("warm", "https://example.org/", WARM)]).result()
    return workers


def speed(seconds: Sequence[float]) -> dict[str, float]:
    """Pages a second of one core, and the time of the middle and of the hundredth page."""
    ordered = sorted(seconds)
    at = [round(1000 * ordered[int(share * (len(ordered) - 1))], 1) for share in (0.5, 0.99, 1)]
    return {
        "pages_per_second": round(len(ordered) / sum(ordered), 1),
        "p50_ms": at[0],
        "p99_ms": at[1],
        "max_ms": at[2],
    }


def score(corpus: Path, folder: Path, lines: Sequence[Line]) -> Line:
    """What evaluate.py makes of the predictions; the pages that --limit left out do not count."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as out:
        out.writelines(json.dumps(line) + "\n" for line in lines)
        out.flush()
        evaluate = [sys.executable, str(corpus / "evaluate.py"), "pages", str(folder), out.name, "--json", "--sample"]
        scored: Line = json.loads(subprocess.run(evaluate, capture_output=True, text=True, check=True).stdout)
    return scored


_SHOWN = (("text", "word_f1"), ("text", "failed"), ("text", "shingle_f1"), ("segments", "f1"), ("title", "exact"),
          ("authors", "set_equal"), ("date", "exact"), ("date", "wrong"))  # fmt: skip


def row(name: str, scored: Line, timed: dict[str, float]) -> str:
    """A line of the table."""
    figures = [scored.get(part, {}).get(key) for part, key in _SHOWN]
    return f"{name:12}" + "".join(f"{'-' if f is None else f:>9}" for f in [*figures, *timed.values()])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--set", help="only the set of this name")
    parser.add_argument("--limit", type=int, default=10**9, help="pages of a set")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with ExitStack() as stack:
        report = compare(started(stack), args.corpus, args.set or "*", args.limit)
    if args.json:
        print(json.dumps(report))


def compare(workers: dict[str, Executor], corpus: Path, sets: str, limit: int) -> Line:
    """Print the table of each set and the speeds over all of them; the same figures come back."""
    report: Line = {}
    heads = [
        "word f1",
        "failed",
        "shingle",
        "segments",
        "title",
        "authors",
        "date",
        "wrong",
        "pages/s",
        "p50 ms",
        "p99 ms",
    ]
    spent: dict[str, list[float]] = {name: [] for name in CLEANERS}
    for folder in sorted(path.parent for path in (corpus / "pages").glob(f"{sets}/labels.jsonl")):
        done = race(workers, list(pages(folder, limit)))
        print(f"\n{folder.name:12}" + "".join(f"{head:>9}" for head in [*heads, "max ms"]), flush=True)
        report[folder.name] = {}
        for name in CLEANERS:
            lines, seconds = zip(*done[name], strict=True)
            scored, timed = score(corpus, folder, lines), speed(seconds)
            report[folder.name][name] = {**scored, **timed}
            spent[name] += seconds
            print(row(name, scored, timed), flush=True)
    report["all"] = {name: speed(times) for name, times in spent.items()}
    ratio = report["all"]["ratio"] = round(sum(spent["trafilatura"]) / sum(spent["newsledger"]), 2)
    print("\nall         " + "; ".join(f"{name} {speed(times)}" for name, times in spent.items()))
    print(f"{ratio} times the pages a second of trafilatura's default")
    return report


if __name__ == "__main__":
    main()
