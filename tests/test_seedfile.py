"""The sources file after an edit: what was meant, and every other line as it was."""

from __future__ import annotations

import stat
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from newsledger import seedfile
from newsledger.errors import SourcesError, UsageError
from newsledger.records import Source
from newsledger.sources import load

ROOT = Path(__file__).resolve().parents[1]
NEW = Source(
    "acme",
    "Acme: news",
    "https://acme.test/",
    country="NO",
    timezone="Europe/Oslo",
    feeds=("https://acme.test/?a=1,2",),
)
NEW_LINES = """- slug: acme
  name: 'Acme: news'
  homepage: https://acme.test/
  country: NO
  timezone: Europe/Oslo
  feeds:
    - https://acme.test/?a=1,2
"""
WRITTEN = """# what we read
sources:
# the first of them
- slug: one     # stable
  name:   'One'
  feeds:
  - http://one.test/a   # the front page
  # the trade section
  - "http://one.test/b"

# the second
-
  # inside
  slug: two
  name: Two

# no documents yet
documents: []   # none
# the end
"""
Edit = Callable[[Sequence[Source]], Sequence[Source]]


def _edited(file: Path, text: str, edit: Edit) -> str:
    file.write_text(text, encoding="utf-8")
    wanted = tuple(edit(load(file).sources))
    seedfile.save(file, wanted)
    assert load(file).sources == wanted
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    return file.read_text("utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sources.yaml"


def _feeds(slug: str, *feeds: str) -> Edit:
    return lambda listed: seedfile.with_source(listed, Source(slug, slug, feeds=feeds))


def _without(url: str) -> Edit:
    return lambda listed: seedfile.without_feed(listed, url)


def test_a_new_source_stands_after_the_last_and_nothing_else_moves(file: Path) -> None:
    after = _edited(file, WRITTEN, lambda listed: (*listed, NEW))
    assert after == WRITTEN.replace("  name: Two\n", f"  name: Two\n{NEW_LINES}")


def test_feeds_with_lines_of_their_own_come_and_go_as_lines(file: Path) -> None:
    after = _edited(file, WRITTEN, _feeds("one", "http://one.test/c"))
    assert after == WRITTEN.replace('/b"\n', '/b"\n  - http://one.test/c\n')
    after = _edited(file, WRITTEN, _without("http://one.test/a"))
    assert after == WRITTEN.replace("  - http://one.test/a   # the front page\n", "")


def test_a_source_goes_with_its_lines_only(file: Path) -> None:
    after = _edited(file, WRITTEN, lambda listed: listed[1:])
    assert after == WRITTEN[: WRITTEN.index("- slug: one")] + WRITTEN[WRITTEN.index("\n# the second") :]


def test_the_entry_that_ruamel_renders_keeps_comments_and_quotes(file: Path) -> None:
    after = _edited(file, WRITTEN, lambda listed: (replace(listed[0], feeds=()), listed[1]))
    assert "- slug: one   # stable\n  name: 'One'\n  feeds: []\n\n# the second\n" in after
    after = _edited(file, WRITTEN, _feeds("two", "http://two.test/"))
    assert "# inside\n- slug: two\n  name: Two\n  feeds:\n    - http://two.test/\n\n# no documents yet" in after


def test_the_starter_file_changes_in_the_entry_that_changes(file: Path) -> None:
    text = (ROOT / "seeds" / "sources.yaml").read_text("utf-8").partition("\ndocuments:")[0] + "\n"
    feed = load(ROOT / "seeds" / "sources.yaml").sources[1].feeds[0]
    after = _edited(file, text, _without(feed))
    gone, come = set(text.splitlines()) - set(after.splitlines()), set(after.splitlines()) - set(text.splitlines())
    assert (len(gone), len(come)) == (2, 1)
    assert '"https://www.theguardian.com/uk/business/rss"' in next(iter(come))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("documents: []\n", f"documents: []\n\nsources:\n{NEW_LINES}"),
        ("sources: []  # none\ndocuments: []", f"sources:  # none\n{NEW_LINES}documents: []\n"),
    ],
)
def test_the_first_source(file: Path, text: str, expected: str) -> None:
    after = _edited(file, text, lambda listed: (NEW,))
    assert [line.strip() for line in after.splitlines()] == [line.strip() for line in expected.splitlines()]


def test_the_last_source(file: Path) -> None:
    after = _edited(file, WRITTEN, lambda listed: ())
    assert "sources: []\n" in after
    assert [line for line in WRITTEN.splitlines() if line.startswith("#")] == [
        line for line in after.splitlines() if line.startswith("#")
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"sources": [{"slug": "one", "name": "One"}]}',
        "sources: [{slug: one, name: One, feeds: [http://one.test/a]}]  # all\n",
        "sources:\n  - {slug: zero, name: &name Zero}\n  - {slug: one, name: *name}\n",
        "sources:\n  # a\u2028  # b\n  - slug: one\n    name: One\n",
        "sources:\n- {slug: one, name: One,\n feeds: [http://one.test/a,\n http://one.test/b]}",
        "---\nsources:\n  - slug: one\n    name: >\n      One # and\n\n    feeds:\n    - http://one.test/a\n...\n",
    ],
)
def test_other_layouts(file: Path, text: str) -> None:
    _edited(file, text, lambda listed: (*_feeds("one", "http://one.test/new")(listed), NEW))


def test_a_missing_file_is_made_and_then_read(file: Path) -> None:
    place = file.parent / "new" / "sources.yaml"
    seedfile.save(place, [NEW])
    assert load(place).sources == (NEW,)
    assert place.read_text("utf-8").startswith("# ")


def test_line_ends_mode_and_link_stay(file: Path, tmp_path: Path) -> None:
    file.write_bytes(WRITTEN.replace("\n", "\r\n").encode())
    file.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    seedfile.save(link, (*load(link).sources, NEW))
    assert link.is_symlink()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    body = file.read_bytes()
    assert body.count(b"\r\n") == body.count(b"\n") == WRITTEN.count("\n") + NEW_LINES.count("\n")


def test_what_would_not_load_is_not_written(file: Path) -> None:
    text = f"{WRITTEN.replace('documents: []   # none', 'documents: [{path: a.txt, source: two}]')}"
    file.write_text(text, encoding="utf-8")
    listed = load(file).sources
    with pytest.raises(UsageError, match="no source of this file has that slug: 'two'"):
        seedfile.save(file, listed[:1])
    with pytest.raises(UsageError, match="language: is not a BCP 47 tag"):
        seedfile.save(file, (*listed, Source("x", "X", language="English!")))
    assert file.read_text("utf-8") == text
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_edits_at_once_wait_for_each_other(file: Path) -> None:
    def add(number: int) -> None:
        with seedfile.locked(file):
            new = Source(f"s{number}", "S", feeds=(f"http://s.test/{number}",))
            seedfile.save(file, seedfile.with_source(seedfile.read(file).sources, new))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add, range(12)))
    assert {source.slug for source in load(file).sources} == {f"s{number}" for number in range(12)}


def test_a_folder_that_cannot_be_written_is_named(file: Path) -> None:
    file.write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match=r"inside\.yaml: cannot be written"), seedfile.locked(file / "inside.yaml"):
        pass


def test_a_broken_file_is_said_with_its_line(file: Path) -> None:
    file.write_text("sources:\n  - slug: one\n    nam: One\n", encoding="utf-8")
    with pytest.raises(SourcesError, match=r"sources\.yaml:3: nam"):
        seedfile.save(file, [NEW])
