"""Precision and recall of near copies on pairs built from the corpus, and what a page costs as the warehouse grows.

    python -m tests.bench.duplicates [PAGES_DIR] [--sizes 1000,30000,100000] [--batch 50] [--compare] [--json]

Each text of the corpus is copied as outlets copy a wire story (see `copy_of`) and edited; notices from templates (see
`notices`) are reprinted word for word under a byline. Every other pair is unrelated, and found wrongly where it is found;
those of one site, of one topic (the five nearest by rare words) and of one template are counted apart, too. Left out
before any pair is made: texts under a hundred words, texts that are the same as one before, and texts half or more of whose
long lines stand in texts before them, for the corpus has true copies that nobody labelled. The costs are CPU milliseconds
of a load step's search for copies, and of the whole step without facts, in a warehouse of invented fingerprints of which a
thousand come a day.

`--compare` prints what other shingles, bands and SimHash would do on the same pairs, each with the same last decision."""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from newsledger import fingerprint as prints
from newsledger.records import Article, Extraction, Fetched, Fingerprint, Page
from newsledger.warehouse import Warehouse, find_copies, load, open_state, outcomes_of, store_articles

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
ROUNDS = 5
FILLED_FROM = 1_000_000  # seed of the first articles in the warehouse
A_DAY = 1_000  # articles that come
BOILERPLATE = (
    "Sign up here for our morning newsletter and get the day's stories delivered to your inbox.",
    "This story has been published from a wire agency feed without changes to the text, except for the headline.",
    "The editors are not responsible for the content of external sites. Write to our news desk with questions.",
)


@dataclass(frozen=True)
class Text:
    """A text of the set; texts of one `family` tell one story, `group` is the site or the template."""

    family: int
    group: str
    text: str


def corpus(folder: Path) -> list[tuple[str, str]]:
    """Host and text of what is left of the labelled texts (see above)."""
    texts: dict[str, str] = {}
    for labels in sorted(folder.glob("*/labels.jsonl")):
        for line in filter(None, labels.read_text("utf-8").split("\n")):
            label = json.loads(line)
            text = label.get("text") or ""
            if len(text.split()) >= 100:
                texts.setdefault(text, urlsplit(label.get("url") or "").netloc)
    return [(texts[text], text) for text in _without_true_copies(list(texts))]


def _without_true_copies(texts: list[str]) -> list[str]:
    seen: set[str] = set()
    kept = []
    for text in texts:
        lines = {line for line in text.splitlines() if len(line.split()) >= 8}
        if not lines or len(lines & seen) < len(lines) / 2:
            kept.append(text)
            seen |= lines
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


NOTICES = (
    "{place} police are asking for help to find {name}, {n}, who was last seen on {day} at about {hour} near "
    "{street}. {name} is described as {n2} cm tall with brown hair and was wearing a blue jacket. Anyone with "
    "information is asked to call the police on {phone} and quote reference {ref}.",
    "{team} beat {team2} {score}-{score2} at {place} on {day} in front of a crowd of {big}. {name} scored in the "
    "{n}th minute and {name2} added a second after the break, before {name3} pulled one back late on. {team} are "
    "now on {points} points, with {score} games to play, while {team2} stay in the lower half of the table. The "
    "two sides meet again in {month}.",
    "{firm} will replace water mains in {street}, {place}, from {day}, {month} {d}. The work is expected to take "
    "{n} days and the road will be closed to through traffic between {hour} and {hour2}. Residents will keep "
    "access to their homes. Bus route {points} will be diverted. The project costs {big} dollars and is part of a"
    " programme to renew pipes that are more than fifty years old. Questions can be sent to the project manager, "
    "{name}, or asked at an open evening at the town hall.",
    "{firm} reported net income of {money} million dollars for the quarter that ended in {month}, or {cents} "
    "cents a share, compared with {money2} million dollars a year before. Revenue came to {big} dollars. Analysts"
    " surveyed had expected {cents2} cents a share. The company, based in {place}, said it expects full-year "
    "earnings of between {score} and {points} dollars a share. Shares of {firm} closed at {money} dollars on "
    "{day}. This story was generated by software from the company's filing.",
    "A magnitude {score}.{score2} earthquake struck {n} kilometres north of {place} on {day} at {hour}, at a "
    "depth of {n2} kilometres, the geological survey said. No damage or injuries were reported. In the past ten "
    "days there have been {points} earthquakes of magnitude 3 or greater nearby. This information comes from the "
    "automatic notification service.",
    "{name}, {n}, of {place} died on {day}, {month} {d}, at home. Born in {place2} to {name2} and {name3}, {name}"
    " worked for {firm} for {points} years and was a member of the choir. A service will be held at {hour} on "
    "{month} {d2} at the chapel in {street}. The family asks for donations to the local hospice instead of "
    "flowers.",
    "The {place} planning committee has approved plans by {firm} to build {n} homes on land at {street}. {points}"
    " letters of objection were received, most about traffic and the loss of green space. Councillor {name} said "
    "that the town needed affordable homes and that {n2} per cent of the units would be let below the market "
    "rent. Councillor {name2} voted against the scheme and said that the roads around {street} could not take the"
    " cars. The committee voted {score} to {score2} in favour. Work will start in {month} and should be finished "
    "within two years. The developer will pay {big} dollars towards schools.",
    "The jackpot of {money} million dollars was not won in the draw on {day}. The numbers were {n}, {n2}, "
    "{points}, {d} and {d2}, with the bonus ball {score}. {big} players won smaller prizes. The next draw is on "
    "{day2}, when the top prize is estimated at {money2} million dollars. Tickets must be bought before {hour}.",
)
SYLLABLES = (
    "bar",
    "ken",
    "tol",
    "mir",
    "dun",
    "wes",
    "hol",
    "ra",
    "fen",
    "lo",
    "sti",
    "quan",
    "ed",
    "mor",
    "vil",
    "ash",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")


def notices(each: int, chance: random.Random) -> list[tuple[str, str]]:
    """Template and text of so many notices of each, with other names and numbers in every one."""
    return [
        (f"template-{i}", template.format(**_filling(chance)))
        for i, template in enumerate(NOTICES)
        for _ in range(each)
    ]


def _filling(chance: random.Random) -> dict[str, str]:
    def name(words: int) -> str:
        return " ".join("".join(chance.sample(SYLLABLES, chance.randint(2, 3))).capitalize() for _ in range(words))

    def number(low: int, high: int) -> str:
        return f"{chance.randint(low, high):,}"

    names = {key: name(2) for key in ("name", "name2", "name3")} | {key: name(1) for key in ("place", "place2")}
    names |= {
        "team": name(1) + " United",
        "team2": name(1) + " Rovers",
        "firm": name(2) + " Corp",
        "street": name(1) + " Road",
    }
    names |= {key: chance.choice(DAYS) for key in ("day", "day2")} | {"month": chance.choice(MONTHS)}
    small = {key: number(1, 9) for key in ("score", "score2")} | {key: number(1, 28) for key in ("d", "d2")}
    more = {key: number(11, 99) for key in ("n", "n2", "points", "cents", "cents2", "money", "money2")}
    hours = {key: f"{number(1, 12)}:{chance.randint(10, 59)}" for key in ("hour", "hour2")}
    large = {"big": number(1_000, 90_000), "phone": number(10**6, 10**7), "ref": number(100, 999)}
    return names | small | more | hours | large


def made_of(texts: list[tuple[str, str]]) -> list[Text]:
    """Each text with a copy and an edit of it, and the notices with a reprint each."""
    chance = random.Random(7)
    vocabulary = sorted({word for _, text in texts for word in text.split() if word.isalpha() and word.islower()})
    families = [(site, _family(text, chance, vocabulary)) for site, text in texts]
    for template, text in notices(30, chance):
        families.append((template, [text, f"By {chance.choice(DAYS)} Desk\n{text}"]))
    return [Text(number, group, text) for number, (group, told) in enumerate(families) for text in told]


def _family(text: str, chance: random.Random, vocabulary: list[str]) -> list[str]:
    return [text, copy_of(text, chance, vocabulary), _edited(text, 0.03, chance, vocabulary)]


def quality(made: list[Text], texts: list[tuple[str, str]]) -> dict[str, float]:
    """All in one index: which pairs come out as one story, and which should."""
    taken, spent = _timed(made)
    candidates = _candidates([prints.bands(one) for one in taken])
    found = {pair for pair in candidates if prints.same_story(taken[pair[0]], taken[pair[1]]) is not None}
    wanted = _wanted(made)
    notice_wanted = {pair for pair in wanted if _is_notice(made, pair)}
    near = _same_topic(texts)
    figures: dict[str, float] = {
        "texts": len(texts),
        "notices": len({one.family for one in made if one.group.startswith("template")}),
        "pairs_of_copies": len(wanted),
        "pairs_unrelated": len(made) * (len(made) - 1) // 2 - len(wanted),
        "pairs_compared": len(candidates),
        "pairs_found": len(found),
        "precision": _share(found & wanted, found),
        "recall": _share(found & wanted, wanted),
        "recall_of_notices": _share(found & notice_wanted, notice_wanted),
        "recall_of_stories": _share((found & wanted) - notice_wanted, wanted - notice_wanted),
        "missed_for_no_band": len(wanted - candidates),
        "missed_when_compared": len((wanted & candidates) - found),
    }
    for kind, is_of in (
        ("site", lambda a, b: a.group == b.group and not a.group.startswith("template")),
        ("topic", lambda a, b: (a.family, b.family) in near),
        ("template", lambda a, b: a.group == b.group and a.group.startswith("template")),
    ):
        unrelated = [
            p
            for p in combinations(range(len(made)), 2)
            if made[p[0]].family != made[p[1]].family and is_of(made[p[0]], made[p[1]])
        ]
        figures[f"same_{kind}"] = len(unrelated)
        figures[f"same_{kind}_wrong"] = len(found & set(unrelated))
    return figures | {"found_wrongly": len(found - wanted), "fingerprint_ms": round(spent, 2)}


def _share(part: set[tuple[int, int]], whole: set[tuple[int, int]]) -> float:
    return round(len(part) / max(1, len(whole)), 4)


def _is_notice(made: list[Text], pair: tuple[int, int]) -> bool:
    return made[pair[0]].group.startswith("template")


def _timed(made: list[Text]) -> tuple[list[Fingerprint], float]:
    began = time.process_time()
    taken = [prints.fingerprint(one.text) for one in made]
    return taken, (time.process_time() - began) / len(made) * 1000


def _wanted(made: list[Text]) -> set[tuple[int, int]]:
    families: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(made):
        families[one.family].append(number)
    return {pair for numbers in families.values() for pair in combinations(numbers, 2)}


def _same_topic(texts: list[tuple[str, str]]) -> set[tuple[int, int]]:
    """Pairs of texts, each with the five that share most rare words with it."""
    words = [set(text.casefold().split()) for _, text in texts]
    frequency = Counter(word for one in words for word in one)
    rare = {word: i for i, word in enumerate(w for w, n in frequency.items() if 2 <= n <= 60)}
    weights = np.zeros((len(texts), len(rare)), dtype=np.float32)
    for number, one in enumerate(words):
        for word in one & rare.keys():
            weights[number, rare[word]] = np.log(len(texts) / frequency[word])
    weights /= np.maximum(np.linalg.norm(weights, axis=1, keepdims=True), 1e-9)
    alike = weights @ weights.T
    np.fill_diagonal(alike, -1)
    nearest = np.argsort(-alike, axis=1)[:, :5]
    return {(min(a, int(b)), max(a, int(b))) for a in range(len(texts)) for b in nearest[a]}


def _candidates(keys: list[list[int]]) -> set[tuple[int, int]]:
    index: dict[int, list[int]] = defaultdict(list)
    for number, under in enumerate(keys):
        for band in set(under):
            index[band].append(number)
    return {pair for numbers in index.values() for pair in combinations(numbers, 2)}


SCHEMES = {  # words a shingle, bands, rows a band, and the bounds of fingerprint.py where they are others
    "MinHash 3 words, 32x3 (ours)": (3, 32, 3, {}),
    "MinHash 3 words, 42x3": (3, 42, 3, {}),
    "MinHash 3 words, 24x4": (3, 24, 4, {}),
    "MinHash 3 words, 20x5": (3, 20, 5, {}),
    "MinHash 3 words, 16x3": (3, 16, 3, {}),
    "MinHash 5 words, 32x3": (5, 32, 3, {}),
    "MinHash 5 words, 32x3, lower bounds": (
        5,
        32,
        3,
        {"RESEMBLANCE": 0.12, "SHORT_RESEMBLANCE": 0.45, "CONTAINMENT": 0.35},
    ),
    "MinHash 5 words, 42x3, lower bounds": (
        5,
        42,
        3,
        {"RESEMBLANCE": 0.12, "SHORT_RESEMBLANCE": 0.45, "CONTAINMENT": 0.35},
    ),
}


def compare(made: list[Text]) -> None:
    """Print what each scheme finds, keeps and costs."""
    wanted = _wanted(made)
    print(f"\n{'':38}{'keys':>6}{'bytes':>7}{'ms':>7}{'compared':>10}{'in index':>10}{'precision':>11}{'recall':>8}")
    for name, (shingle, bands, rows, bounds) in SCHEMES.items():
        with _constants(SHINGLE=shingle, BANDS=bands, ROWS=rows, **bounds):
            taken, spent = _timed(made)
            keys = [prints.bands(one) for one in taken]
            _print_scheme(name, keys, taken, wanted, bands * rows * 4, spent)
    taken, _ = _timed(made)
    for parts, width in ((4, 16), (8, 8)):
        began = time.process_time()
        keys = [_simhash_keys(one.text, parts, width) for one in made]
        spent = (time.process_time() - began) / len(made) * 1000
        _print_scheme(f"SimHash 64 bits, {parts}x{width}, then ours", keys, taken, wanted, 8, spent)


def _print_scheme(
    name: str, keys: list[list[int]], taken: list[Fingerprint], wanted: set[tuple[int, int]], size: int, spent: float
) -> None:
    candidates = _candidates(keys)
    found = {pair for pair in candidates if prints.same_story(taken[pair[0]], taken[pair[1]]) is not None}
    shares = (_share(candidates & wanted, wanted), _share(found & wanted, found), _share(found & wanted, wanted))
    print(f"{name:38}{len(keys[0]):6}{size:7}{spent:7.2f}{len(candidates):10}{shares[0]:10}{shares[1]:11}{shares[2]:8}")


@contextmanager
def _constants(**values: Any) -> Iterator[None]:
    salts = prints._mixed(np.arange(1, 2 * 256 + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    size = values["BANDS"] * values["ROWS"]
    values |= {"_FACTORS": (salts[:size] | np.uint64(1))[:, None], "_TERMS": salts[256 : 256 + size, None]}
    before = {name: getattr(prints, name) for name in values}
    try:
        for name, value in values.items():
            setattr(prints, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(prints, name, value)


def _simhash_keys(text: str, parts: int, width: int) -> list[int]:
    """SimHash over the same shingles (Charikar 2002), looked up by its parts (Manku et al. 2007)."""
    shingles = prints._shingles([word.casefold() for word in prints._WORD.findall(text)])
    bits = np.unpackbits(shingles.view(np.uint8).reshape(-1, 8), axis=1)
    signs = (2 * bits.sum(axis=0, dtype=np.int64) > len(shingles)).reshape(parts, width)
    values = np.packbits(signs, axis=1).view(np.uint8).reshape(parts, -1)
    return [int.from_bytes(value.tobytes(), "big") * parts + i for i, value in enumerate(values)]


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


def cost(warehouse: Warehouse, size: int, batch: int) -> float:
    """CPU milliseconds a page of finding the copies of a batch: one page in ten copies another of it, one a stored one
    of the last day."""
    spent = []
    for number in range(ROUNDS):
        first = number * batch // 10
        stored = invented(first + batch // 10, FILLED_FROM + size - A_DAY)[first:]
        fresh = invented(batch * 4 // 5, size + number)
        copied = (article.fingerprint for article in [*fresh[: batch // 10], *stored] if article.fingerprint)
        copies = [
            _article(f"https://copy{size + number}.test/{i}", np.frombuffer(taken.signature, "<u4"))
            for i, taken in enumerate(copied)
        ]
        with warehouse.transaction():
            _, new = store_articles(warehouse, fresh + copies, _day(size))
            began = time.process_time()
            found, _ = find_copies(warehouse, new, _day(size) + timedelta(hours=number))
            spent.append((time.process_time() - began) / batch * 1000)
        assert len(found) >= len(copies), len(found)
    return min(spent)


def load_cost(warehouse: Warehouse, size: int, batch: int) -> float:
    """CPU milliseconds a page of the whole load step."""
    spent = []
    for number in range(ROUNDS):
        articles = invented(batch, 500_000_000 + size + number)
        done = outcomes_of([Fetched(a.url, a.page) for a in articles], articles, [Extraction("ok")] * batch)
        began = time.process_time()
        load(warehouse, done, ("bench", "1"), "run", _day(size), 4)
        spent.append((time.process_time() - began) / batch * 1000)
    return min(spent)


def _day(held: int) -> datetime:
    """When so many articles have come."""
    return NOW + timedelta(days=held / A_DAY)


def growth(sizes: list[int], batch: int) -> dict[str, float]:
    """Milliseconds a page at each size of the warehouse, and the last over the first; nothing for no sizes."""
    figures: dict[str, float] = {}
    if not sizes:
        return figures
    with tempfile.TemporaryDirectory() as folder, open_state(Path(folder) / "state.duckdb", 5) as warehouse:
        warehouse.migrate()
        held = 0
        for size in sizes:
            for start in range(held, size, A_DAY):
                articles = invented(A_DAY, FILLED_FROM + start)
                with warehouse.transaction():
                    find_copies(warehouse, store_articles(warehouse, articles, _day(start))[1], _day(start))
            warehouse.checkpoint()
            held = size
            figures[f"search_ms_a_page_at_{size}"] = round(cost(warehouse, size, batch), 2)
            figures[f"load_ms_a_page_at_{size}"] = round(load_cost(warehouse, size, batch), 2)
        figures["megabytes"] = round((Path(folder) / "state.duckdb").stat().st_size / 1e6, 1)
    for kind in ("search", "load"):
        first, last = (figures[f"{kind}_ms_a_page_at_{size}"] for size in (sizes[0], sizes[-1]))
        figures[f"{kind}_ratio"] = round(last / first, 2)
    return figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "corpus" / "pages")
    parser.add_argument("--sizes", default="1000,30000,100000", help="articles held, in thousands")
    parser.add_argument("--batch", type=int, default=50)
    parser.add_argument("--compare", action="store_true")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if not args.folder.is_dir():
        sys.exit(f"no pages at {args.folder}: nothing to measure")
    texts = corpus(args.folder)
    made = made_of(texts)
    figures = quality(made, texts) | growth([int(size) for size in args.sizes.split(",") if size], args.batch)
    for name, value in figures.items():
        print(f"{name:32}{value:>10}")
    if args.compare:
        compare(made)
    if args.json:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
