"""Whatever a page is made of, it ends in an encodable text or a reason within its deadline."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from newsledger import clean, raw, steps
from newsledger.pool import Pool
from newsledger.records import Article, Failure, Fetched, Page
from tests.clean.monsters import LARGE, MONSTERS, SLOW, monster
from tests.clean.pages import SENTENCES, URL, html

REASONS = {"too_large", "not_html", "no_text", "too_short", "index_page", "error_page", "consent_wall", "paywall_stub"}
LONGEST = 10.0  # seconds of CPU time; several times what the slowest takes


def _page(raw_hash: str = "0" * 64) -> Page:
    return Page(URL, URL, raw_hash, content_type="text/html")


@pytest.mark.parametrize("name", [name for name in MONSTERS if name not in SLOW + LARGE])
def test_a_monster_ends_in_text_or_a_reason(name: str) -> None:
    body = monster(name)
    started = time.process_time()
    made = clean.clean(_page(), body)
    assert time.process_time() - started < LONGEST
    if isinstance(made, Failure):
        assert made.reason in REASONS
    else:
        "\n".join([made.text, made.title or "", *made.authors]).encode()
        assert len(made.text.encode()) <= 2 * len(body)  # entities do not multiply


@pytest.mark.parametrize("name", ["UTF-16 with a BOM", "UTF-16 big with a BOM", "UTF-16 without a BOM", "nul bytes",
                                  "entity bomb", "deep JSON-LD", "huge script", "mixed newlines",
                                  "surrogates in JSON-LD"])  # fmt: skip
def test_what_can_be_read_is_read(name: str) -> None:
    made = clean.clean(_page(), monster(name))
    assert isinstance(made, Article)
    assert "pier" in made.text


def test_lone_surrogates_become_replacement_characters() -> None:
    made = clean.clean(_page(), monster("surrogates in JSON-LD"))
    assert isinstance(made, Article)
    assert made.authors == ("Ada \ufffd Brisco",)


def test_large_and_slow_ones_end_within_their_deadline_and_the_rest_is_kept(tmp_path: Path) -> None:
    fetched = [_stored(tmp_path, body) for body in (html().encode(), *map(monster, LARGE), *map(monster, SLOW))]
    with Pool(2) as pool:
        plain, *large = steps.clean_pages(pool, fetched[: -len(SLOW)], tmp_path, 120.0)
        slow = steps.clean_pages(pool, fetched[-len(SLOW) :], tmp_path, 1.5)
        again = steps.clean_pages(pool, fetched[:1], tmp_path, 120.0)
    assert [type(made) for made in large] == [Article] * len(LARGE)
    assert {getattr(made, "reason", "text") for made in slow} == {"deadline"}
    assert isinstance(plain, Article)
    assert SENTENCES[0] in plain.text
    assert [made.text for made in again if isinstance(made, Article)] == [plain.text]


def _stored(folder: Path, body: bytes) -> Fetched:
    return Fetched(URL, _page(raw.put(folder, body, {})))


def test_more_bytes_than_the_cap_are_not_looked_at(tmp_path: Path) -> None:
    body = html().encode()
    seed = Page("seed:documents/a.txt", "a", "0" * 64, content_type="text/plain")
    for page in (_page(), seed):
        refused = clean.clean(page, body, max_bytes=len(body) - 1)
        assert isinstance(refused, Failure)
        assert refused.reason == "too_large"
    assert isinstance(clean.clean(_page(), body, max_bytes=len(body)), Article)
    stored = _page(raw.put(tmp_path, body, {}))
    refused = steps.clean_page((stored, tmp_path, 100))
    assert isinstance(refused, Failure)
    assert (refused.reason, refused.cleaner) == ("too_large", steps.CLEANER)
