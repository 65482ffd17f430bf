"""The sources file is strict: whatever is wrong with it is one line that says where."""

from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from newsledger import sources
from newsledger.errors import SourcesError
from newsledger.records import Document, Failure

ONE = "sources:\n  - slug: one\n    name: One\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sources.yaml"


def _problem(file: Path) -> str:
    with pytest.raises(SourcesError) as raised:
        sources.load(file)
    return str(raised.value).removeprefix(f"{file.parent}{os.sep}")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("? [1]\n: 2\n", "sources.yaml:1: a list or mapping as a key: unknown key"),
        ("sources:\n  - {slug: one, name: One, {a: 1}: 2}\n", "sources.yaml:2: a list or mapping as a key: unknown"),
        (f"documents: {'[' * 5000}{']' * 5000}\n", "sources.yaml:1: the file: is nested too deeply"),
        ("sources: [\n", "the file: is not YAML: "),
        ("documents:\n  - path: a/**.txt\n", "sources.yaml:2: path: is not a relative path or pattern: 'a/**.txt'"),
        ('documents:\n  - path: "a\\0b"\n', "sources.yaml:2: path: is not a relative path or pattern"),
        ("sources:\n  - {slug: One, name: One}\n", "sources.yaml:2: slug: is not a slug"),
        (f"{ONE}    feeds: [gopher://one.test]\n", "sources.yaml:4: feeds: is not an http(s) url"),
        (f'{ONE}    feeds: ["http://one.test:99999/r"]\n', "sources.yaml:4: feeds: is not an http(s) url"),
        (f"{ONE}    timezone: Europe/Nowhere\n", "sources.yaml:4: timezone: is not an IANA time zone"),
        (
            f"{ONE}    expect:\n      max_per_day: 1\n      min_per_day: 100\n",
            "sources.yaml:6: min_per_day: is more than max_per_day: 100 > 1",
        ),
        (f"{ONE}    expect: {{min_per_day: {'9' * 5000}}}\n", "sources.yaml:4: min_per_day: is not a whole number"),
    ],
)
def test_what_is_wrong_has_its_line(file: Path, text: str, problem: str) -> None:
    file.write_text(text, encoding="utf-8")
    assert problem in _problem(file)


def test_a_byte_that_is_not_utf8_has_its_line(file: Path) -> None:
    file.write_bytes(ONE.encode() + b"    # \xff\n")
    assert _problem(file).startswith("sources.yaml:4: the file: is not UTF-8")


def test_where_there_is_no_file_there_is_no_line(file: Path) -> None:
    assert _problem(file) == "sources.yaml: cannot be read: No such file or directory"
    file.mkdir()
    assert _problem(file) == "sources.yaml: cannot be read: Is a directory"


def test_equal_expectations_are_fine(file: Path) -> None:
    file.write_text(f"{ONE}    expect: {{min_per_day: 3, max_per_day: 3}}\n", encoding="utf-8")
    (source,) = sources.load(file).sources
    assert (source.min_per_day, source.max_per_day) == (3, 3)


def test_time_zones_are_looked_up_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[None] = []

    def counted() -> set[str]:
        calls.append(None)
        return available_timezones()

    monkeypatch.setattr(sources, "available_timezones", counted)
    entries = [f"  - {{slug: s{n}, name: S, timezone: Europe/Oslo}}\n" for n in range(20)]
    file.write_text(f"sources:\n{''.join(entries)}", encoding="utf-8")
    assert len(sources.load(file).sources) == 20
    assert len(calls) <= 1


def test_a_document_that_is_no_regular_file_is_not_waited_for(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(file.parent / "pipe.txt")
    file.write_text("documents:\n  - path: '*.txt'\n", encoding="utf-8")
    (document,) = sources.load(file).documents
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} has no end"))
    assert _reason(document) == ("unreadable", "pipe.txt: not a regular file")


def test_a_folder_is_read_however_deep(file: Path) -> None:
    folder = file.parent / "documents"
    names = ("a.txt", "b.md", "deep/er/c.HTML", "deep/d.htm", "e.pdf", ".hidden.txt", ".git/f.txt")
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("text")
    for spelled in ("documents", "documents/"):
        file.write_text(f"documents:\n  - path: {spelled}\n", encoding="utf-8")
        found = [document.key.removeprefix("seed:documents/documents/") for document in sources.load(file).documents]
        assert found == ["a.txt", "b.md", "deep/d.htm", "deep/er/c.HTML"]


def test_a_name_with_brackets_is_a_file_where_there_is_one(file: Path) -> None:
    (file.parent / "a [1].txt").write_text("text")
    file.write_text("documents:\n  - path: a [1].txt\n", encoding="utf-8")
    assert [document.path.name for document in sources.load(file).documents] == ["a [1].txt"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.txt", "text/plain"), ("a/B.MD", "text/markdown"), ("a.HTM", "text/html"), ("a.dat", "text/plain")],
)
def test_what_a_document_is_stands_in_its_name(name: str, kind: str) -> None:
    assert sources.document_type(name) == kind


def _reason(document: Document) -> tuple[str, str]:
    failure = sources.read_document(document)
    assert isinstance(failure, Failure)
    return failure.reason, failure.detail


def test_documents_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as out:
        out.truncate(sources.MAX_DOCUMENT + 1)
    assert _reason(Document("large", large))[0] == "too_large"
    assert _reason(Document("gone", tmp_path / "gone.txt")) == ("unreadable", "gone.txt: No such file or directory")
