"""What a load costs as the warehouse grows: batches with facts and entities, the file opened and closed around each.

    python -m tests.bench.loads [--sizes 1000,10000,100000] [--batch 50] [--rounds 5] [--json]

The warehouse is filled with invented rows; the batches are invented, too, and have per article what the corpus has: 3.5
facts, and 63 mentions of 34 entities, 22 of which stand in no article before. Prints milliseconds a batch at each size:
CPU time of load step, of closing the file, and their sum; then the last sum over the first. The flow loads 500 at a time."""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from newsledger.fingerprint import fingerprint
from newsledger.ids import NAMESPACE
from newsledger.records import Article, Extraction, Fact, Fetched, Mention, Page, Quantity, Stamp
from newsledger.warehouse import Warehouse, load, open_state, outcomes_of

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
FACTS, MENTIONS, ENTITIES, NEW = 3.5, 63, 34, 22
WORDS = 1_400
EXTRACTOR = ("bench", "1")
# Row i is article i of {size}, k entity, mention or claim k; {held} articles are there already.
FILLING = (
    "CREATE OR REPLACE MACRO uid(key) AS regexp_replace(md5(key), '^(.{{8}})(.{{4}})(.{{4}})(.{{4}})', '\\1-\\2-\\3-\\4-')",
    # entities and aliases have the ids of newsledger.ids, so that a batch finds again what it names
    """CREATE OR REPLACE MACRO spelt(d) AS d[1:8] || '-' || d[9:12] || '-5' || d[14:16] || '-'
    || translate(d[17], '0123456789abcdef', '89ab89ab89ab89ab') || d[18:20] || '-' || d[21:32]""",
    f"CREATE OR REPLACE MACRO id_of(parts) AS spelt(sha1(unhex('{NAMESPACE.hex}') || encode('[' || parts || ']')))",
    "CREATE OR REPLACE MACRO seen(i) AS TIMESTAMP '2025-01-01' + to_minutes(i)",
    "CREATE OR REPLACE MACRO named(k) AS 'Firm ' || md5(k::VARCHAR)[1:6] || ' of ' || k",
    'CREATE OR REPLACE MACRO entity_of(k) AS id_of(\'"entity","organization","\' || lower(named(k)) || \'"\')',
    "INSERT OR IGNORE INTO ledger.extractors VALUES ('bench/1', 'bench', '1', true, '2025-01-01')",
    """INSERT INTO ledger.articles BY NAME
    SELECT uid('a' || i) AS article_id, 'https://filled.test/' || i AS url, seen(i) AS first_seen_at, 'live' AS status
    FROM range({held}, {size}) AS r(i)""",
    """INSERT INTO ledger.article_urls
    SELECT 'https://filled.test/' || i, uid('a' || i), seen(i) FROM range({held}, {size}) AS r(i)""",
    """INSERT INTO ledger.article_versions BY NAME
    SELECT uid('v' || i) AS version_id, uid('a' || i) AS article_id, 'Title ' || i AS title, seen(i) AS published_at,
      seen(i)::DATE AS published_date, 'second' AS published_precision, 600 AS words, sha256('t' || i) AS text_hash,
      'raw' AS raw_hash, 'bench' AS cleaner, 'first' AS cause, seen(i) AS first_seen_at, seen(i) AS last_seen_at,
      'Text ' || array_to_string(list_transform(range(30), lambda j: md5((i * 31 + j)::VARCHAR)), ' ') AS text
    FROM range({held}, {size}) AS r(i)""",
    """INSERT INTO ledger.fingerprints BY NAME
    SELECT uid('v' || i) AS version_id, uid('a' || i) AS article_id, sha256('t' || i) AS text_hash,
      (hash(i) >> 32) AS text_key,
      600 AS words, 480 AS shingles, encode(repeat(md5(i::VARCHAR), 12)) AS signature, ''::BLOB AS marks,
      list_transform(range(33), lambda j: hash(i, j) >> 32) AS bands, seen(i) AS dated_at, seen(i) AS first_seen_at
    FROM range({held}, {size}) AS r(i)""",
    """INSERT INTO ledger.fingerprint_bands
    SELECT hash(i, j) >> 32, uid('a' || i), seen(i)::DATE FROM range({held}, {size}) AS r(i), range(33) AS s(j)""",
    """INSERT INTO ledger.extractions
    SELECT uid('x' || i), uid('v' || i), 'bench/1', 'ok', 3, 5, NULL, seen(i) FROM range({held}, {size}) AS r(i)""",
    """INSERT INTO ledger.entities BY NAME
    SELECT entity_of(k) AS entity_id, 'organization' AS kind, named(k) AS name, lower(named(k)) AS plain_name,
      entity_of(k) AS canonical_id, seen(k // {new}) AS first_seen_at, false AS is_listed
    FROM range({held} * {new}, {size} * {new}) AS r(k)""",
    """INSERT INTO ledger.entity_aliases BY NAME
    SELECT id_of('"alias","' || entity_of(k) || '","' || named(k) || '"') AS alias_id, entity_of(k) AS entity_id,
      named(k) AS alias, lower(named(k)) AS alias_key, 'text' AS origin
    FROM range({held} * {new}, {size} * {new}) AS r(k)""",
    """INSERT INTO ledger.entity_mentions
    SELECT uid('m' || k), entity_of(hash(k) % ({size} * {new})), uid('v' || k // {mentions}), 0, 4, 'Text', 'bench/1'
    FROM range({held} * {mentions}, {size} * {mentions}) AS r(k)""",
    """INSERT INTO ledger.facts BY NAME
    SELECT uid('f' || k) AS fact_id, 'metric' AS type, 'revenue' AS attribute, named(k * 6) AS subject, k AS value_min,
      k AS value_max, 'USD' AS value_unit, 'asserted' AS modality, entity_of(k * 6) AS subject_id,
      seen(k // 4) AS first_seen_at
    FROM range(({held} * {facts})::BIGINT, ({size} * {facts})::BIGINT) AS r(k)""",
    """INSERT INTO ledger.fact_evidence BY NAME
    SELECT uid('p' || k) AS evidence_id, uid('f' || k) AS fact_id, uid('v' || floor(k / {facts})::BIGINT) AS version_id,
      'bench/1' AS extractor, 'Text' AS sentence, 0 AS start_offset, 4 AS end_offset, 0.7 AS confidence,
      seen(k // 4) AS extracted_at
    FROM range(({held} * {facts})::BIGINT, ({size} * {facts})::BIGINT) AS r(k)""",
    "DROP MACRO uid; DROP MACRO seen; DROP MACRO entity_of; DROP MACRO id_of; DROP MACRO spelt; DROP MACRO named",
)


def fill(warehouse: Warehouse, held: int, size: int) -> None:
    """So many articles in all, with what belongs to them, `held` of which are there."""
    with warehouse.transaction():
        for statement in FILLING:
            warehouse.table(statement.format(held=held, size=size, new=NEW, mentions=MENTIONS, facts=FACTS))
    warehouse.rebuild_marts()
    warehouse.checkpoint()
    failing = [row["check_name"] for row in warehouse.check() if row["failing"]]
    assert not failing, failing


def stored_name(number: int) -> str:
    """The name that `FILLING` gives to the entity of that number."""
    return f"Firm {hashlib.md5(str(number).encode(), usedforsecurity=False).hexdigest()[:6]} of {number}"


def article(number: int, held: int, chance: random.Random) -> tuple[Article, Extraction]:
    """One with all its names in its text; those that are not new stand in the warehouse of `held` articles."""
    url = f"https://fresh.test/{held}/{number}"
    known = (chance.randrange(held * NEW) for _ in range(ENTITIES - NEW))
    new = (f"Firm {chance.getrandbits(24):06x} {held} {number} {index}" for index in range(NEW))  # between the others
    names = [*new, *map(stored_name, known)]
    said = [*names, *chance.choices(names, k=MENTIONS - ENTITIES)]
    text, mentions = "", list[Mention]()
    for name in said:
        text += " ".join(f"{chance.getrandbits(24):x}" for _ in range(WORDS // MENTIONS)) + " "
        mentions.append(Mention(name, "organization", len(text), len(text) + len(name)))
        text += f"{name}. "
    about = chance.sample(mentions, 3 + number % 2)
    facts = (
        Fact("metric", m.name, m.start, m.end, "revenue", value=Quantity(number, number, "USD"), subject_kind=m.kind)
        for m in about
    )
    stamp = Stamp(NOW, date(2026, 3, 6), "minute", "meta")
    page = Page(url, url, "h")
    read = Article(page, url, url, text, published=stamp, fingerprint=fingerprint(text))
    return read, Extraction("ok", tuple(facts), tuple(mentions))


def cost(file: Path, held: int, batch: int, rounds: int) -> tuple[float, float]:
    """CPU milliseconds of the cheapest load of a batch with opening the file, and of closing it again."""
    chance, spent = random.Random(held), []
    for turn in range(rounds):
        made = [article(turn * batch + number, held, chance) for number in range(batch)]
        articles, extractions = [one for one, _ in made], [told for _, told in made]
        done = outcomes_of([Fetched(one.url, one.page) for one in articles], articles, extractions)
        began = time.process_time()
        with open_state(file, 5) as warehouse:
            counts = load(warehouse, done, EXTRACTOR, "run", NOW + timedelta(hours=turn), 4)
            loaded = time.process_time()
        assert counts["articles_new"] == batch
        spent.append(((loaded - began) * 1000, (time.process_time() - loaded) * 1000))
    return min(spent, key=sum)


def growth(sizes: list[int], batch: int, rounds: int) -> dict[str, float]:
    """What a batch costs at each size of the warehouse, and the last over the first."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        file, held = Path(folder) / "state.duckdb", 0
        for size in sizes:
            with open_state(file, 5) as warehouse:
                warehouse.migrate()
                fill(warehouse, held, size)
            held = size
            loading, closing = cost(file, size, batch, rounds)
            figures[f"load_ms_at_{size}"] = round(loading)
            figures[f"close_ms_at_{size}"] = round(closing)
            figures[f"sum_ms_at_{size}"] = round(loading + closing)
            figures[f"megabytes_at_{size}"] = round(file.stat().st_size / 1e6, 1)
    first, last = (figures[f"sum_ms_at_{size}"] for size in (sizes[0], sizes[-1]))
    return figures | {"ratio": round(last / first, 2)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--batch", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    figures = growth([int(size) for size in args.sizes.split(",")], args.batch, args.rounds)
    for name, value in figures.items():
        print(f"{name:24}{value:>10}")
    if args.json:
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
