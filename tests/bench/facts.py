"""The engine on the development gold beside the project: score.py's table, and articles a second.

    python tests/bench/facts.py [--out FILE]

Reads ../shared/facts and says so where it is not there."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from newsledger.facts import extract
from newsledger.facts.printed import as_line
from newsledger.records import Extraction

SHARED = Path(__file__).resolve().parents[3] / "shared" / "facts"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="keep the predicted facts here")
    parser.add_argument("--misses", default="0")
    parser.add_argument("--only", help="score one document of this id alone")
    args = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"no development gold at {SHARED}: nothing to score")
    with tempfile.TemporaryDirectory() as folder:
        predicted = args.out or Path(folder) / "predicted.jsonl"
        seconds, documents = predict(predicted)
        gold = joined(Path(folder) / "gold.jsonl", args.only)
        subprocess.run(
            [sys.executable, SHARED / "score.py", gold, predicted, "--level", "correct", "--misses", args.misses],
            check=True,
        )
    print(f"\n{documents / seconds:.0f} articles a second in one process")


def predict(out: Path) -> tuple[float, int]:
    """Write every document's facts to `out`; seconds of extraction alone, and documents."""
    documents = [json.loads(path.read_text("utf-8")) for path in sorted(SHARED.glob("dev/*.json"))]
    extract("A warm-up sentence.")
    began = time.perf_counter()
    extracted = [_extract(document) for document in documents]
    seconds = time.perf_counter() - began
    with out.open("w", encoding="utf-8") as lines:
        for document, extraction in zip(documents, extracted, strict=True):
            lines.writelines(json.dumps(as_line(document["doc"], fact)) + "\n" for fact in extraction.facts)
    return seconds, len(documents)


def _extract(document: dict[str, str]) -> Extraction:
    published = date.fromisoformat(document["published"][:10]) if document.get("published") else None
    return extract(document["text"], title=document.get("title"), published=published)


def joined(out: Path, only: str | None) -> Path:
    """The gold files as one, of one document where asked."""
    with ExitStack() as stack:
        files = [stack.enter_context(path.open(encoding="utf-8")) for path in sorted(SHARED.glob("dev/gold-*.jsonl"))]
        lines = [line.rstrip("\n") for file in files for line in file]
    kept = [line for line in lines if only is None or json.loads(line)["doc"] == only]
    out.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return out


if __name__ == "__main__":
    main()
