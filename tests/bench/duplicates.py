"""Precision and recall of near copies on pairs built from the corpus, and what a page costs as the warehouse grows.

    python -m tests.bench.duplicates [PAGES_DIR] [--sizes 1000,10000,100000] [--json]

Each text of the corpus is copied as outlets copy a wire story (see `copy_of`); every other pair of texts, of one site and
topic too, is unrelated, except texts that are the same or lie wholly in one another. The costs are CPU milliseconds of a
load step's whole search for copies in a warehouse of invented fingerprints."""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import numpy as np

from newsledger import fingerprint as prints
from newsledger.records import Article, Fingerprint, Page
from newsledger.warehouse import Warehouse, find_copies, open_state, store_articles

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
BATCH, ROUNDS = 50, 5
BOILERPLATE = (
    "Sign up here for our morning newsletter and get the day's stories delivered to your inbox.",
    "This story has been published from a wire agency feed without changes to the text, except for the headline.",
    "The editors are not responsible for the content of external sites. Write to our news desk with questions.",
)


def corpus(folder: Path) -> list[str]:
    """The labelled texts of at least a hundred words, each once; of two that share a half of their lines the first."""
    texts: dict[str, None] = {}
    for labels in sorted(folder.glob("*/labels.jsonl")):
        for line in filter(None, labels.read_text("utf-8").split("\n")):
            text = json.loads(line).get("text") or ""
            if len(text.split()) >= 100:
                texts.setdefault(text)
    return _without_true_copies(list(texts))


def _without_true_copies(texts: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    kept = []
    for number, text in enumerate(texts):
        lines = {line for line in text.splitlines() if len(line.split()) >= 8}
        repeated = sum(line in seen for line in lines)
        if not lines or repeated < len(lines) / 2:
            kept.append(text)
            seen.update(dict.fromkeys(lines, number))
    return kept


def copy_of(text: str, chance: random.Random, vocabulary: list[str]) -> str:
    """The text as another outlet prints it: tail cut, lead, byline and boilerplate added, 2 to 8 % of its words changed."""
    lines = [line for line in text.splitlines() if line.strip()]
    keep = max(1, round(len(lines) * chance.uniform(0.65, 1.0)))
    lines = _edited("\n".join(lines[:keep]), chance.uniform(0.02, 0.08), chance, vocabulary).splitlines()
    if chance.random() < 0.5:
        lines.insert(0, f"By {' '.join(chance.sample(vocabulary, 2)).title()}, Staff Writer")
    if chance.random() < 0.5:
        lines.insert(0, " ".join(chance.sample(vocabulary, 20)).capitalize() + ".")
    if chance.random() < 0.5:
        lines.append(chance.choice(BOILERPLATE))
    return "\n".join(lines)


def _edited(text: str, share: float, chance: random.Random, vocabulary: list[str]) -> str:
    lines = []
    for line in text.splitlines():
        words = line.split(" ")
        lines.append(" ".join(chance.choice(vocabulary) if chance.random() < share else word for word in words))
    return "\n".join(lines)


def quality(texts: list[str]) -> dict[str, float]:
    """Two copies of each text, all texts and copies in one index: which pairs come out as one story, and which should."""
    chance = random.Random(7)
    vocabulary = sorted({word for text in texts for word in text.split() if word.isalpha() and word.islower()})
    made = [(i, version) for i, text in enumerate(texts) for version in _family(text, chance, vocabulary)]
    began = time.process_time()
    taken = [prints.fingerprint(text) for _, text in made]
    spent = time.process_time() - began
    candidates = _candidates(taken)
    found = {pair for pair in candidates if prints.same_story(taken[pair[0]], taken[pair[1]]) is not None}
    wanted = set(_pairs_of(made))
    right = len(found & wanted)
    return {
        "texts": len(texts),
        "pairs_of_copies": len(wanted),
        "pairs_unrelated": len(made) * (len(made) - 1) // 2 - len(wanted),
        "pairs_compared": len(candidates),
        "pairs_found": len(found),
        "found_wrongly": len(found - wanted),
        "precision": round(right / max(1, len(found)), 4),
        "recall": round(right / max(1, len(wanted)), 4),
        "fingerprint_ms": round(spent / len(made) * 1000, 2),
    }


def _family(text: str, chance: random.Random, vocabulary: list[str]) -> list[str]:
    return [text, copy_of(text, chance, vocabulary), _edited(text, 0.03, chance, vocabulary)]


def _pairs_of(made: list[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """The three of a family: the original, its copy and its edit."""
    for first in range(0, len(made), 3):
        yield from ((first, first + 1), (first, first + 2), (first + 1, first + 2))


def _candidates(taken: list[Fingerprint]) -> set[tuple[int, int]]:
    index: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(taken):
        for band in prints.bands(one):
            index[band].append(number)
    return {pair for numbers in index.values() for pair in combinations(numbers, 2)}


def invented(count: int, seed: int) -> list[Article]:
    """Articles whose fingerprints are those of random texts."""
    random_bits = np.random.default_rng(seed)
    size = prints.BANDS * prints.ROWS
    signatures = random_bits.integers(0, 2**32, (count, size), dtype=np.uint32)
    return [_article(f"https://news{seed}.test/{i}", signature) for i, signature in enumerate(signatures)]


def _article(url: str, signature: np.ndarray) -> Article:
    text = f"text of {url}"
    taken = Fingerprint(prints.fingerprint(text).text_hash, 500, 480, signature.astype("<u4").tobytes(), b"\0" * 400)
    return Article(Page(url, url, "h"), url, url, text, fingerprint=taken)


def cost(warehouse: Warehouse, seed: int) -> float:
    """CPU milliseconds a page of finding the copies of a batch, one in ten of which is one."""
    spent = []
    for number in range(ROUNDS):
        batch = invented(BATCH, seed + number)
        copies = [
            _article(f"https://copy{seed + number}.test/{i}", np.frombuffer(a.fingerprint.signature, "<u4"))
            for i, a in enumerate(batch[:5])
            if a.fingerprint
        ]
        began = time.process_time()
        with warehouse.transaction():
            store_articles(warehouse, batch + copies, NOW)
            stored = time.process_time()
            found = find_copies(warehouse, batch + copies, NOW + timedelta(hours=number))
        assert len(found) >= len(copies), (len(found), began)
        spent.append((time.process_time() - stored) / (BATCH + len(copies)) * 1000)
    return min(spent)


def growth(sizes: list[int]) -> dict[str, float]:
    """Milliseconds a page at each size of the warehouse, and the last over the first."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder, open_state(Path(folder) / "state.duckdb", 5) as warehouse:
        warehouse.migrate()
        held = 0
        for size in sizes:
            for start in range(held, size, 5_000):
                articles = invented(min(5_000, size - start), 1_000_000 + start)
                with warehouse.transaction():
                    store_articles(warehouse, articles, NOW)
                    find_copies(warehouse, articles, NOW)
            warehouse.checkpoint()
            held = size
            figures[f"ms_a_page_at_{size}"] = round(cost(warehouse, size), 2)
        figures["megabytes"] = round((Path(folder) / "state.duckdb").stat().st_size / 1e6, 1)
    first, last = (figures[f"ms_a_page_at_{size}"] for size in (sizes[0], sizes[-1]))
    return figures | {"ratio": round(last / first, 2)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "corpus" / "pages")
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if not args.folder.is_dir():
        sys.exit(f"no pages at {args.folder}: nothing to measure")
    figures = quality(corpus(args.folder)) | growth([int(size) for size in args.sizes.split(",")])
    for name, value in figures.items():
        print(f"{name:24}{value:>10}")
    if args.json:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
