"""Our clean stage beside bare trafilatura, on the same pages in the same run: quality by evaluate.py, pages a second.

python tests/bench/clean.py [CORPUS_DIR] [--limit N] [--json]
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from trafilatura import bare_extraction

from newsledger import clean, ids
from newsledger.records import Page

ROOT = Path(__file__).resolve().parents[2]


def ours(name: str, url: str, body: bytes) -> dict[str, Any]:
    """A line of predictions by newsledger."""
    return clean.line(name, clean.clean(Page(url, url, ids.sha256(body), "text/html"), body))


def bare(name: str, url: str, body: bytes) -> dict[str, Any]:
    """A line of predictions by trafilatura with its defaults."""
    found: Any = bare_extraction(body, url=url, with_metadata=True, include_comments=False)
    if found is None:
        return {"id": name, "title": None, "authors": [], "date": None, "text": None}
    authors = found.author.split("; ") if found.author else []
    return {"id": name, "title": found.title, "authors": authors, "date": found.date, "text": found.text}


def predict(cleaner: Callable[[str, str, bytes], dict[str, Any]], folder: Path, limit: int) -> tuple[Path, float]:
    """Predictions of one cleaner for a set, and its pages a second of CPU time."""
    labels = [json.loads(line) for line in (folder / "labels.jsonl").read_text().splitlines()][:limit]
    bodies = [gzip.decompress((folder / "pages" / f"{label['id']}.html.gz").read_bytes()) for label in labels]
    started = time.process_time()
    lines = [cleaner(label["id"], label["url"], body) for label, body in zip(labels, bodies, strict=True)]
    rate = len(lines) / (time.process_time() - started)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as out:
        out.writelines(json.dumps(line) + "\n" for line in lines)
    return Path(out.name), rate


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", nargs="?", type=Path, default=ROOT.parent / "shared" / "corpus")
    parser.add_argument("--limit", type=int, default=10**9)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    report: dict[str, Any] = {}
    for folder in sorted(path.parent for path in (args.corpus / "pages").glob("*/labels.jsonl")):
        rates = {}
        for name, cleaner in (("trafilatura", bare), ("newsledger", ours)):
            predictions, rates[name] = predict(cleaner, folder, args.limit)
            print(f"\n{folder.name}, {name}: {rates[name]:.1f} pages/s of CPU", flush=True)
            evaluate = [sys.executable, str(args.corpus / "evaluate.py"), "pages", str(folder), str(predictions)]
            print(subprocess.run(evaluate, capture_output=True, text=True, check=False).stdout.rstrip())
        report[folder.name] = {"pages_per_second": rates, "ratio": round(rates["newsledger"] / rates["trafilatura"], 2)}
        print(f"{folder.name}: {report[folder.name]['ratio']} times trafilatura's speed")
    if args.json:
        print(json.dumps(report))


if __name__ == "__main__":
    main()
