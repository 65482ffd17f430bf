"""What the facts stage reads of amounts and dates in the cases of a public spec, as score_normalise.py scores it.

    python -m tests.bench.normalise [CASES] [--out PREDICTED]

Without CASES the spec beside the project is read and scored. The spec closes a joined period where its second part
begins ("2014 to 2018" ends on 1 January 2018) and gives early, mid and late days of their own; a fact does not, so
that both are made here."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from newsledger.facts.dates import Time, times
from newsledger.facts.values import quantities
from newsledger.periods import span

SHARED = Path(__file__).resolve().parents[3] / "shared" / "facts"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="?", type=Path, default=SHARED / "normalise.jsonl")
    parser.add_argument("--out", type=Path, help="keep the predictions here")
    parser.add_argument("--misses", default="0")
    args = parser.parse_args()
    if not args.cases.is_file():
        sys.exit(f"no cases at {args.cases}: nothing to score")
    with tempfile.TemporaryDirectory() as folder:
        out = args.out or Path(folder) / "predicted.jsonl"
        predict(args.cases, out)
        scorer = SHARED / "score_normalise.py"
        if scorer.is_file():
            subprocess.run([sys.executable, scorer, args.cases, out, "--misses", args.misses], check=True)


def predict(cases: Path, out: Path) -> None:
    """Write a line of quantities and dates for every case."""
    with cases.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as predicted:
        for line in lines:
            if line.strip():
                predicted.write(json.dumps(read(json.loads(line))) + "\n")


def read(case: dict[str, Any]) -> dict[str, Any]:
    """What the case's model asks for, money, percents or dates; its reference time is the publication day."""
    wanted = {"currency": "money", "percent": "percent"}.get(case["model"])
    text = case["input"]
    published = date.fromisoformat(case["reference"][:10]) if case.get("reference") else None
    found = times(text, 0, len(text), published)
    return {
        "id": case["id"],
        "quantities": [
            {"start": q.start, "end": q.end, "min": q.value.min, "max": q.value.max, "unit": q.value.unit}
            for q in quantities(text)
            if q.kind == wanted
        ],
        "dates": [one for time in found if not wanted and (one := _days(time, published))],
    }


def _days(time: Time, published: date | None) -> dict[str, Any] | None:
    days = span(time.iso)
    if not days:
        return None
    first, last = _bounded(time, *days, published)
    return {
        "start": time.start,
        "end": time.end,
        "from": first.isoformat() if first else None,
        "to": last.isoformat() if last else None,
    }


def _bounded(time: Time, first: date, last: date, published: date | None) -> tuple[date | None, date | None]:
    _, _, right = time.iso.partition("/")
    if right and len(right) < 10 and (second := span(right)):
        return first, second[1] if time.bound == "end" else second[0]
    if time.bound == "since":
        return first, None
    if time.bound == "after":
        return (first if first == last else last + timedelta(1)), None
    if time.bound == "before":
        return None, first
    if time.bound in ("start", "early", "mid", "late", "end"):
        begin, close = _part(time.bound, first, last)
        if published and first <= published <= last:
            begin, close = (max(begin, published), close) if time.bound == "late" else (begin, min(close, published))
        return begin, close
    return first, last


def _part(bound: str, first: date, last: date) -> tuple[date, date]:
    """The part of a week, month or year that the spec means by early, mid and late."""
    length = (last - first).days
    if length < 8:
        cuts = {"start": (0, 3), "early": (0, 3), "mid": (1, 4), "late": (3, 6), "end": (3, 6)}[bound]
        return first + timedelta(cuts[0]), first + timedelta(cuts[1])
    if length < 32:
        cuts = {"start": (1, 15), "early": (1, 15), "mid": (10, 20), "late": (16, 0), "end": (16, 0)}[bound]
        return first.replace(day=cuts[0]), first.replace(day=cuts[1]) if cuts[1] else last
    opens = {"start": 1, "early": 1, "mid": 5, "late": 7, "end": 9}[bound]
    closes = {"start": date(first.year, 5, 1), "early": date(first.year, 7, 1), "mid": date(first.year, 9, 1)}.get(
        bound, last
    )
    return date(first.year, opens, 1), closes


if __name__ == "__main__":
    main()
