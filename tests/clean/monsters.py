"""Pages that no publisher means to send, and that come all the same: too much, too deep, broken or no page at all."""

from __future__ import annotations

import json
import random

from tests.clean.pages import PROSE, SENTENCES, html

ARTICLE = f"<article><h1>A pier for the north</h1>{PROSE}</article>"


def _links(count: int) -> str:
    return "".join(f"<li><a href='/news/{i}'>Notice {i} of the harbour board</a></li>" for i in range(count))


def _rows(count: int) -> str:
    return "".join(f"<tr><td>Pier {i}</td><td>{i * 7} tons</td><td>{SENTENCES[i % 5]}</td></tr>" for i in range(count))


def _nested(tag: str, depth: int, closes: bool = True, attributes: str = "") -> str:
    return f"<{tag}{attributes}>" * depth + ARTICLE + f"</{tag}>" * depth * closes


def _ld(value: object) -> str:
    return f"<script type='application/ld+json'>{value if isinstance(value, str) else json.dumps(value)}</script>"


def _graph(count: int) -> str:
    people = [{"@type": "Person", "@id": f"#{i}", "name": f"Ada Number{i}"} for i in range(count)]
    return _ld({"@graph": [*people, {"@type": "NewsArticle", "headline": "A pier for the north", "author": people}]})


def _noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def _bomb() -> str:
    lines = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    doctype = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "harbour">{lines}]>'
    return f"{doctype}<html><body>{ARTICLE}<p>&e11;</p></body></html>"


def _mb(megabytes: float, text: str) -> str:
    return text * int(megabytes * 1e6 / len(text))


MONSTERS = {
    "50k links": lambda: html(body=f"{ARTICLE}<ul>{_links(50_000)}</ul>"),
    "links and no text": lambda: html(body=f"<ul>{_links(1_500)}</ul>"),
    "links in one paragraph": lambda: html(body="<p>" + "".join(f"<a href='/{i}'>pier {i}</a> " for i in range(5_000))),
    "paragraphs with links": lambda: html(
        body="<article>"
        + "".join(f"<p>Paragraph {i} about <a href='/{i}'>the harbour</a> and its road.</p>" for i in range(3_000))
    ),
    "20k rows": lambda: html(body=f"<article><h1>Tables</h1><table>{_rows(20_000)}</table></article>"),
    "5k deep div": lambda: html(body=_nested("div", 5_000)),
    "5k deep span in a byline": lambda: html(body=f"<p class=author>{_nested('span', 5_000)}"),
    "5k deep table": lambda: html(body="<table><tr><td>" * 5_000 + ARTICLE),
    "5k deep list": lambda: html(body="<ul><li>" * 5_000 + ARTICLE),
    "5k deep quote": lambda: html(body=_nested("blockquote", 5_000)),
    "5k deep bold": lambda: html(body=_nested("b", 5_000)),
    "100k unclosed div": lambda: html(body=_nested("div", 100_000, closes=False)),
    "100k unclosed b": lambda: html(body=_nested("b", 100_000, closes=False)),
    "100k unclosed p": lambda: html(body=_nested("p", 100_000, closes=False)),
    "10 MB of text": lambda: html(body=f"<article><h1>Long</h1><p>{_mb(9.9, SENTENCES[0] + ' ')}</p></article>"),
    "10 MB of br": lambda: html(body=ARTICLE + _mb(9.9, "pier<br>")),
    "10 MB of one tag": lambda: html(body=f"<div data-x='{_mb(9.9, 'abcdefgh')}'>{ARTICLE}</div>"),
    "10 MB unclosed tag": lambda: "<html><body>" + ARTICLE + "<div " + _mb(9.9, "abcdefg "),
    "1 MB of <": lambda: "<html><body>" + ARTICLE + _mb(0.5, "<"),
    "10 MB of <!--": lambda: "<html><body>" + ARTICLE + _mb(9.9, "<!--"),
    "10 MB of <meta": lambda: _mb(9.9, "<meta "),
    "1 MB of spaces": lambda: html(body=ARTICLE + "<p>a" + _mb(1, " ") + "b</p>"),
    "1 MB of spaces in the title": lambda: html(f"<title>A pier{' ' * 1_000_000}| x</title>"),
    "title of separators": lambda: html(f"<title>A pier {' | x' * 100_000}</title>"),
    "byline of separators": lambda: html(
        f"<meta name=author content='{'and, ' * 100_000}'><meta property='article:author' content='by {' ' * 100_000}x'>"
    ),
    "byline of digits": lambda: html(f"<meta name=author content='{'Ada 1/' * 50_000}'>"),
    "date of digits": lambda: html(f"<meta property='article:published_time' content='2026{'1' * 100_000}'>"),
    "200k attributes": lambda: html(body=f"<div {' '.join(f'a{i}=1' for i in range(200_000))}>{ARTICLE}</div>"),
    "100k classes": lambda: html(body=f"<div class='{' '.join(f'c{i}' for i in range(100_000))}'>{ARTICLE}</div>"),
    "huge script": lambda: html(f"<script>{_mb(9, 'var pier = 1; ')}</script>"),
    "huge style": lambda: html(f"<style>{_mb(9, '.pier { color: red } ')}</style>"),
    "huge inline image": lambda: html(body=f"<img src='data:image/png;base64,{_mb(1, 'iVBORw0KGgo')}'>{ARTICLE}"),
    "endless entity": lambda: html(body=f"<p>&{'a' * 1_000_000}</p>{ARTICLE}"),
    "100k entities": lambda: html(body=f"{ARTICLE}<p>{'&amp;' * 100_000}</p>"),
    "entity bomb": _bomb,
    "deep JSON-LD list": lambda: html(_ld("[" * 100_000 + "]" * 100_000)),
    "deep JSON-LD": lambda: html(_ld('{"@graph":' * 900 + "[]" + "}" * 900)),
    "very deep JSON-LD": lambda: html(_ld('{"@graph":' * 100_000 + "[]" + "}" * 100_000)),
    "huge JSON-LD": lambda: html(_graph(20_000)),
    "huge number in JSON-LD": lambda: html(_ld('{"@type":"NewsArticle","position":' + "9" * 1_000_000 + "}")),
    "surrogates in JSON-LD": lambda: html(
        _ld(
            '{"@type":"NewsArticle","headline":"A pier \\ud800 for the north","author":"Ada \\udfff Brisco","articleBody":"'
            + "The pier \\ud83d will be rebuilt. " * 40
            + '"}'
        ),
        "<h1>A pier for the north</h1>",
    ),
    "10k meta": lambda: html("".join(f"<meta name='m{i}' content='{i}'>" for i in range(10_000))),
    "same meta": lambda: html(
        "<meta name=author content='Ada Brisco'><meta name='citation_author' content='Ada Brisco'>" * 5_000
    ),
    "bylines": lambda: html(body=ARTICLE + "<span class=author>by the board</span>" * 5_000),
    "headings": lambda: html(body=ARTICLE + "<h1>Another pier</h1>" * 2_000),
    "times": lambda: html(body=ARTICLE + "<article><time datetime='2026-01-01'>1 Jan</time></article>" * 5_000),
    "50k forms": lambda: html(body="<form><input>" * 50_000 + ARTICLE),
    "nul bytes": lambda: html().replace(" ", "\0 ").encode(),
    "only nul bytes": lambda: b"\0" * 1_000_000,
    "binary": lambda: _noise(1_000_000),
    "binary in a page": lambda: html(body=ARTICLE).encode()[:-14] + _noise(1_000_000),
    "lone surrogates": lambda: html(body=ARTICLE.replace("pier", "pier\ud800")).encode("utf-8", "surrogatepass"),
    "character references of surrogates": lambda: html(
        body=ARTICLE.replace("pier", "pier&#xD800;&#xDFFF;&#0;&#x110000;&#xFFFF;")
    ),
    "noncharacters": lambda: html(body=ARTICLE.replace("pier", "pier\ufffe\uffff\U0001ffff")),
    "UTF-16 with a BOM": lambda: html().encode("utf-16"),
    "UTF-16 big with a BOM": lambda: b"\xfe\xff" + html().encode("utf-16-be"),
    "UTF-16 without a BOM": lambda: html().encode("utf-16-le"),
    "UTF-16 declared, odd bytes": lambda: b"\xff\xfe" + html().encode("utf-16-le") + b"\x3c",
    "UTF-32": lambda: html().encode("utf-32"),
    "UTF-7": lambda: html("<meta charset=utf-7>"),
    "a charset that is none": lambda: html("<meta charset=rot13>"),
    "idna charset": lambda: html("<meta charset=idna>"),
    "mixed newlines": lambda: html(body=ARTICLE.replace(" ", "\r\n\r \u2028\u2029\x85\x0b\x0c ")),
    "empty": lambda: b"",
    "spaces": lambda: b" \n" * 1000,
    "one bracket": lambda: b"<",
}


# A second or more each, at the size that the stage is to stand.
LARGE = ("10 MB of one tag", "20k rows")
# A minute or more: libxml2 compares every attribute with every other, trafilatura every line break with its neighbours.
SLOW = ("10 MB of br", "200k attributes")


def monster(name: str) -> bytes:
    """The bytes of one."""
    made = MONSTERS[name]()
    return made.encode() if isinstance(made, str) else made
