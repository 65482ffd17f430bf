"""A run's counts: what `ingest --json` prints, and the exit status they come to."""

from __future__ import annotations

from collections import Counter

COUNTED = (
    "sources polled not_modified entries_new pages articles_new versions_new duplicates facts_new evidence_new "
    "quarantined"
).split()


def summary(run_id: str, counts: Counter[str], seconds: float) -> dict[str, str | int | float]:
    """The run's counts as one flat object, in a fixed order."""
    return {"run_id": run_id, **{name: counts[name] for name in COUNTED}, "seconds": round(seconds, 1)}


def is_failing(counts: Counter[str], tolerate: float) -> bool:
    """True when at least five of a run's pages and documents, and more than `tolerate` of them, went to quarantine."""
    lost = counts["pages_lost"]
    return lost >= 5 and lost > tolerate * counts["pages"]
