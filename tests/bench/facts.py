"""The facts stage: quality on two golds by score.py, what confidence is worth, speed, start-up and memory.

    python -m tests.bench.facts [--out FOLDER] [--misses N] [--only DOC] [--json]

The development gold is ../shared/facts/dev, the guard against fitting it tests/gold, whose articles were written for this
project. Articles a second are of 600 words and of CPU time, so that a busy machine slows them less, with the garbage
collector set as in the workers; ordinary news are the texts of ../shared/corpus/pages, less dense with facts than the
golds. Start-up is a fresh process from its first line to the end of the first extraction."""

from __future__ import annotations

import argparse
import gc
import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from newsledger.facts import extract, tagger
from newsledger.facts.printed import as_line
from newsledger.pool import COLLECTS
from newsledger.records import Extraction

SHARED = Path(__file__).resolve().parents[3] / "shared" / "facts"
PAGES = SHARED.parent / "corpus" / "pages"
OWN = Path(__file__).resolve().parents[1] / "gold"
LEVELS = ("found", "correct", "complete")
CORRECT = 2  # the grade of score.py from which a fact is right
ARTICLE = 600  # words
WIDEST_GAP = 0.10  # between the two golds; more says that the rules fit one of them
_START = (
    "import time; t=time.perf_counter(); from newsledger.facts import extract;"
    "extract('Tallow Foods has acquired Fenwick Bakeries for $45 million.'); print(time.perf_counter()-t)"
)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Gold:
    """A set of annotated articles with what the engine makes of them."""

    name: str
    gold: Path
    predicted: Path
    words: int
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="keep the golds and the predicted facts in this folder")
    parser.add_argument("--misses", default="0")
    parser.add_argument("--only", help="score the document of this id alone")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"no development gold at {SHARED}: nothing to score")
    with tempfile.TemporaryDirectory() as temporary:
        out = args.out or Path(temporary)
        out.mkdir(parents=True, exist_ok=True)
        golds = [read("development", SHARED / "dev", out, args.only), read("own", OWN, out, args.only)]
        report: Row = {"sets": {gold.name: measure(gold, args.misses) for gold in golds if gold.words}}
    report |= gap(report["sets"]) | speed(golds)
    if args.json:
        print(json.dumps(report))


def read(name: str, folder: Path, out: Path, only: str | None) -> Gold:
    """Extract every annotated document of a folder; the facts and the gold as files that score.py reads."""
    lines = [line for path in sorted(folder.glob("gold-*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    kept = [line for line in lines if line and only in (None, json.loads(line)["doc"])]
    ids = sorted({json.loads(line)["doc"] for line in kept})
    documents = [json.loads((folder / f"{doc}.json").read_text("utf-8")) for doc in ids]
    extract("A warm-up sentence.")
    gc.set_threshold(*COLLECTS)
    began = time.process_time()
    extracted = [_extract(document) for document in documents]
    seconds = time.process_time() - began
    gold, predicted = out / f"{name}.gold.jsonl", out / f"{name}.predicted.jsonl"
    gold.write_text("".join(f"{line}\n" for line in kept), "utf-8")
    facts = [
        json.dumps({**as_line(doc, fact), "confidence": fact.confidence})
        for doc, extraction in zip(ids, extracted, strict=True)
        for fact in extraction.facts
    ]
    predicted.write_text("".join(f"{line}\n" for line in facts), "utf-8")
    words = sum(len(document["text"].split()) for document in documents)
    return Gold(name, gold, predicted, words, seconds)


def _extract(document: dict[str, str]) -> Extraction:
    published = date.fromisoformat(document["published"][:10]) if document.get("published") else None
    return extract(document["text"], title=document.get("title"), published=published)


def measure(gold: Gold, misses: str) -> Row:
    """Print score.py's table of a gold, and how often facts above and below the median confidence are right."""
    print(f"\n{gold.name} gold")
    command = [sys.executable, str(SHARED / "score.py"), str(gold.gold), str(gold.predicted), "--level", "correct"]
    sys.stdout.flush()
    subprocess.run([*command, "--misses", misses], check=True)
    scored = json.loads(subprocess.run([*command, "--json"], check=True, capture_output=True, text=True).stdout)
    above, below = halves(gold)
    print(f"precision of the more confident half {above:.3f}, of the less confident half {below:.3f}")
    levels = {level: scored[level] for level in LEVELS}
    return {**levels, "types": scored["types"], "precision_above": round(above, 4), "precision_below": round(below, 4)}


def halves(gold: Gold) -> tuple[float, float]:
    """Precision of the facts above and of those below the median confidence, restatements left out."""
    score = _scorer()
    wanted, _ = score.read(gold.gold)
    got, _ = score.read(gold.predicted)
    ranked = []
    for doc, facts in got.items():
        grades = dict(score.match(wanted[doc], facts).values())
        for at, fact in enumerate(facts):
            if at in grades or not any(score.restates(each, fact) for each in wanted[doc]):
                ranked.append((fact["confidence"], grades.get(at, 0) >= CORRECT))
    ranked.sort(key=lambda pair: -pair[0])
    half = len(ranked) // 2
    return _share(ranked[:half]), _share(ranked[half:])


def _share(ranked: list[tuple[float, bool]]) -> float:
    return sum(right for _, right in ranked) / max(1, len(ranked))


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gap(sets: dict[str, Row]) -> Row:
    """How far F1 on the development gold is above that on the own."""
    if len(sets) < 2:
        return {}
    gaps = {level: round(sets["development"][level]["f1"] - sets["own"][level]["f1"], 4) for level in LEVELS}
    told = ", ".join(f"{level} {gap:+.3f}" for level, gap in gaps.items())
    print(f"\ndevelopment above own, F1: {told}{'  (wider than it may be)' if max(gaps.values()) > WIDEST_GAP else ''}")
    return {"gap": gaps}


def speed(golds: list[Gold]) -> Row:
    """Articles a second, seconds of a text of a million characters, of start-up, and the peak of resident memory in MB."""
    rate = sum(gold.words for gold in golds) / ARTICLE / max(1e-9, sum(gold.seconds for gold in golds))
    ordinary, long = {name: _rate(_texts(name)) for name in ("scrapinghub", "wcxb")}, _seconds(_texts("scrapinghub"))
    started = subprocess.run([sys.executable, "-c", _START], check=True, capture_output=True, text=True, timeout=60)
    how = "plain" if tagger.__file__.endswith(".py") else "compiled"
    start, peak = float(started.stdout), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = ", ".join(f"{each:.0f} of {name}" for name, each in ordinary.items())
    print(
        f"{how}: {rate:.0f} articles of the golds a second a core, {told}; a text of a million characters {long:.1f} s"
    )
    print(f"start-up {start:.2f} s, peak memory {peak:.0f} MB")
    figures = {"startup_seconds": round(start, 3), "peak_mb": round(peak, 1), "million_seconds": round(long, 2)}
    return {"is_compiled": how == "compiled", "articles_per_second": {"golds": round(rate, 1), **ordinary}} | figures


def _texts(name: str) -> list[str]:
    """A set's English texts, as people cut them from their pages."""
    file = PAGES / name / "labels.jsonl"
    rows = [json.loads(line) for line in file.open(encoding="utf-8")] if file.is_file() else []
    return [row["text"] for row in rows if row["text"] and (row["lang"] or "en").startswith("en")][:150]


def _rate(texts: list[str]) -> float:
    began = time.process_time()
    for text in texts:
        extract(text, published=date(2024, 5, 3))
    return round(sum(len(text.split()) for text in texts) / ARTICLE / max(1e-9, time.process_time() - began), 1)


def _seconds(texts: list[str]) -> float:
    """CPU seconds that a text of a million characters takes: the articles one behind the other."""
    joined = "\n\n".join(texts)
    text = (joined * (1 + 1_000_000 // max(1, len(joined))))[:1_000_000] if joined else ""
    began = time.process_time()
    extract(text)
    return time.process_time() - began


if __name__ == "__main__":
    main()
