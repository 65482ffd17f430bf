"""Bytes to characters: what HTTP says, then what the page says, then what the bytes look like."""

from __future__ import annotations

import codecs

import pytest

from newsledger.clean import decode
from tests.clean.pages import article, html

WORD = "Größenwahn – naïve «façade»"
TITLE = f"<title>{WORD}</title>"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (TITLE.encode(), "text/html; charset=UTF-8"),
        (TITLE.encode("cp1252"), "text/html; charset=windows-1252"),
        (TITLE.encode("cp1252"), 'text/html; charset="iso-8859-1"'),  # read as windows-1252, as browsers do
        (b"<meta charset='windows-1252'>" + TITLE.encode("cp1252"), "text/html"),
        (b'<meta http-equiv=Content-Type content="text/html; charset=windows-1252">' + TITLE.encode("cp1252"), None),
        (codecs.BOM_UTF8 + TITLE.encode(), "text/html; charset=windows-1252"),  # a BOM beats the header
        (codecs.BOM_UTF16_LE + TITLE.encode("utf-16-le"), "text/html"),
        (b"<meta charset=windows-1252>" + TITLE.encode(), "text/html; charset=utf-8"),  # the header beats the page
        (TITLE.encode(), "text/html; charset=no-such-thing"),
        (TITLE.encode(), None),
        (b"<meta charset=iso-8859-1>\x81" + TITLE.encode("cp1252"), "text/html"),  # one byte that is no character there
        (b"<meta charset=windows-1252>" + TITLE.encode("cp1252"), "text/html; charset=undefined"),
        (b"\xfc" + TITLE.encode(), "text/html; charset=undefined"),
    ],
)
def test_the_charset_is_found(body: bytes, content_type: str | None) -> None:
    assert TITLE in decode.decode(body, content_type)


def test_a_wrong_declaration_does_not_stop_a_page() -> None:
    body = "<p>Die Bürger von Löbau wählen am Sonntag.".encode("cp1252")
    assert (
        decode.decode(body, "text/html; charset=utf-8") == "<p>Die B\ufffdrger von L\ufffdbau w\ufffdhlen am Sonntag."
    )


@pytest.mark.parametrize(
    ("label", "codec", "word"),
    [
        ("gb2312", "gbk", "朱镕基"),
        ("Shift_JIS", "cp932", "①髙橋社長"),
        ("euc-kr", "cp949", "펲시"),
        ("iso-8859-9", "cp1254", "“Ağrı”"),
        ("tis-620", "cp874", "“ไทย”"),
    ],
)
def test_a_label_stands_for_the_larger_set_as_in_browsers(label: str, codec: str, word: str) -> None:
    assert decode.decode(word.encode(codec), f"text/html; charset={label}") == word


def test_undeclared_legacy_bytes_are_detected() -> None:
    text = "<p>" + "Жители города выбирают мэра в воскресенье, сообщает комиссия. " * 30
    assert decode.decode(text.encode("cp1251"), "text/html") == text


def test_other_files_are_no_pages_whatever_their_header_says() -> None:
    assert decode.is_binary(b"%PDF-1.7 ...")
    assert not decode.is_binary(b"<!doctype html>")


def test_what_xml_may_not_hold_does_not_reach_the_tree() -> None:
    tree = decode.tree("<html><body><p>one\x00\x0b\ufffe\ufffftwo\ud800</p></body></html>")
    assert tree is not None
    assert tree.text_content() == "onetwo"


@pytest.mark.parametrize(
    "start",
    [
        '<?xml version="1.0" encoding="iso-8859-1"?>',
        "<!-- a comment --> ",
        "<html lang='de' />",
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "a/b">',
    ],
)
def test_odd_starts_leave_head_and_body(start: str) -> None:
    tree = decode.tree(f"{start}<html><head>{TITLE}</head><body><p>text</p></body></html>")
    assert tree is not None
    assert (tree.tag, tree.findtext("head/title"), tree.findtext("body/p")) == ("html", WORD, "text")


@pytest.mark.parametrize("fragment", ["<p>one</p><p>two</p>", "\n<div class=a>one</div>", "<H1>one</H1>", "<body>one"])
def test_a_fragment_is_a_page(fragment: str) -> None:
    assert decode.tree(fragment) is not None


@pytest.mark.parametrize("text", ["", "   ", "just words", '{"json": true}', '{"json": "<p>"}', "a <p b"])
def test_what_has_no_markup_is_no_tree(text: str) -> None:
    assert decode.tree(text) is None


def test_an_article_keeps_its_letters() -> None:
    made = article(html(TITLE).replace("harbour", "Häfen").encode("cp1252"), "text/html; charset=ISO-8859-1")
    assert "The Häfen board" in made.text
