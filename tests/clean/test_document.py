"""Seed documents as text, Markdown and HTML: title, date, language, and a text whose offsets slice."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from newsledger import clean
from newsledger.intake import document_page
from newsledger.records import Article, Failure, Stamp
from tests.clean.pages import PROSE, SENTENCES, html

BODY = "\n\n".join(SENTENCES)


def read(text: str | bytes, name: str = "note.md") -> Article:
    body = text.encode() if isinstance(text, str) else text
    made = clean.clean(document_page(f"seed:documents/{name}", "0" * 64), body)
    assert isinstance(made, Article), made
    return made


@pytest.mark.parametrize(
    ("markdown", "title", "day"),
    [
        (f"# A pier for the *north*\n\n3 March 2026\n\n{BODY}", "A pier for the north", date(2026, 3, 3)),
        (
            f'---\ntitle: "A pier: part 1"\ndate: 2026-03-03\n---\n\n# Other\n\n{BODY}',
            "A pier: part 1",
            date(2026, 3, 3),
        ),
        (f"+++\ntitle = 'A pier'\ndate = 2026-03-03\n+++\n{BODY}", "A pier", date(2026, 3, 3)),
        (f"A pier\n======\n\n*2026-03-03*\n\n{BODY}", "A pier", date(2026, 3, 3)),
        (f"Intro.\n\n## [A pier](https://times.example/) ##\n\n{BODY}", "A pier", None),
        (f"A pier\n\nNovember 3, 2026 at 9:00 AM EST\n\n{BODY}", "A pier", date(2026, 11, 3)),
        (f"A pier\n\n{BODY}", "A pier", None),
        (f"---\n\nA pier\n\n{BODY}", "A pier", None),
        (f"```bash\n# install\n```\n\n# A pier\n\n{BODY}", "A pier", None),
        (f'---\ntitle: "A pier # 1" # draft\ndate: 2026-03-03 # or so\n---\n{BODY}', "A pier # 1", date(2026, 3, 3)),
        (f"---\ntitle: >-\n  A pier\ndate: '2026-03-03' # or so\n---\n{BODY}", "A pier", date(2026, 3, 3)),
        (f"# A pier\n\n{BODY}\n\n---\n\ntitle: no front matter\n\n---\n", "A pier", None),
    ],
)
def test_markdown_has_its_title_and_date_where_people_write_them(markdown: str, title: str, day: date | None) -> None:
    made = read(markdown)
    assert (made.title, made.published.day, made.text, made.text_origin) == (title, day, markdown, "document")
    assert made.published.origin == ("document" if day else None)


def test_markdown_without_a_paragraph_is_none() -> None:
    made = clean.clean(
        document_page("seed:documents/a.md", "0" * 64), b"---\ntitle: only a head and no body\n---\n# A pier\n"
    )
    assert isinstance(made, Failure)
    assert made.reason == "no_text"


def test_html_is_read_as_a_page_and_keeps_its_key() -> None:
    head = '<link rel="canonical" href="https://times.example/a"><meta name="date" content="2026-03-03">'
    made = read(html(head, f"<nav>Menu</nav><h1>A pier</h1>{PROSE}"), "deep/note.HTM")
    assert (made.url, made.title, made.text_origin) == ("seed:documents/deep/note.HTM", "A pier", "page")
    assert made.published == Stamp(day=date(2026, 3, 3), precision="day", origin="meta")
    assert made.text.split("\n")[-5:] == list(SENTENCES)
    assert "Menu" not in made.text


@pytest.mark.parametrize("name", ["note.txt", "note.md"])
def test_text_is_kept_whole_in_nfc_with_plain_newlines(name: str) -> None:
    given = f"A cafe\u0301 on the pier\r\n\r\n  Indented, with two  spaces.\r\n{SENTENCES[0]}\r\n\r\n"
    assert read(given, name).text == unicodedata.normalize("NFC", given).replace("\r\n", "\n")


def test_the_language_is_detected_where_the_words_say_plainly_which() -> None:
    german = (
        "Die Hafenbehörde teilte am Montag mit, dass die nördliche Mole vor den Winterstürmen erneuert werden soll.",
        "Die Fischer ziehen im Sommer in das innere Becken und zahlen dort während der Arbeiten keine Gebühren.",
        "Den Auftrag erhielt eine Firma aus der Gegend, die ihre Leute zum größten Teil in der Stadt einstellen will.",
    )
    made = read("Die Mole\n\n" + "\n".join(german), "mole.txt")
    assert made.language == "de"
    assert made.language_confidence is not None
    assert 0.9 <= made.language_confidence <= 1
    short = read(f"A pier\n\n{SENTENCES[0]}", "short.txt")
    assert (short.language, short.language_confidence) == ("en", None)
