"""Local files through single stages: what each kind is read as, and offsets that count in what was given."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from newsledger import local

FACT = "Tallow Foods has acquired Cafe\u0301 Fenwick Bakeries for $45 million."
TEXT = f"Tallow\u0301 buys\r\n\r\n2026-03-03\r\n\r\n{FACT}\r\n"


@pytest.mark.parametrize("name", ["note.txt", "note.md"])
def test_facts_slice_the_document_as_given(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(TEXT.encode())
    (fact,) = local.extract_lines(file)
    given = TEXT.replace("\r\n", "\n")
    assert (fact["doc"], given[fact["start"] : fact["end"]]) == ("note", FACT)  # type: ignore[misc]
    assert local.clean_line(file, None)["text"] == unicodedata.normalize("NFC", given)


@pytest.mark.parametrize(
    ("name", "title"), [("a.md", "Tallow buys"), ("a.txt", "# Tallow buys"), ("a.markdown", "Tallow buys")]
)
def test_the_name_says_what_a_file_is(tmp_path: Path, name: str, title: str) -> None:
    file = tmp_path / name
    file.write_text(f"# Tallow buys\n\n3 March 2026\n\n{FACT}\n")
    line = local.clean_line(file, None)
    assert (line["id"], line["title"], line["date"], line["failure"]) == ("a", title, "2026-03-03", None)
