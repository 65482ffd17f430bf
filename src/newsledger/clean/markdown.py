"""What a Markdown document says of itself (https://spec.commonmark.org/): front matter, first heading, first lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

TYPE = "text/markdown"
_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n(?P<matter>.*?)^\1[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(
    r"^(?P<name>title|date|published|pubdate)\s*[:=][ \t]*(?:[>|][+-]?[ \t]*\n(?=[ \t]))?[ \t]*"
    r"(?P<quote>[\"']?)(?P<value>.*?)(?P=quote)[ \t]*(?:(?<=[\s\"'])#.*)?$",
    re.MULTILINE | re.IGNORECASE,
)
_HEADING = re.compile(
    r"^ {0,3}#{1,6}[ \t]+(?P<hashed>.+?)[ \t]*#*[ \t]*$|^(?P<lined>\S.*)\n {0,3}(?:=+|-{3,})[ \t]*$", re.MULTILINE
)
_MARKUP = re.compile(r"[*_`]+|!?\[([^\]]*)\]\([^)]*\)")
_FENCED = re.compile(r"^ {0,3}(```+|~~~+).*?(?:^ {0,3}\1|\Z)", re.DOTALL | re.MULTILINE)
_FEW = 5  # words of a paragraph


@dataclass(frozen=True, slots=True)
class Head:
    """The title, the date of the front matter, and the first lines of the text without their markup."""

    title: str | None
    date: str | None
    lines: tuple[str, ...]


def head(text: str) -> Head:
    """The head of a document; its title is the front matter's, else the first heading, else the first line."""
    matter = _FRONT.match(text)
    fields = (
        {found["name"].lower(): found["value"].strip() for found in _FIELD.finditer(matter["matter"])} if matter else {}
    )
    rest = text[matter.end() :] if matter else text
    heading = _HEADING.search(_FENCED.sub("", rest))
    # a line without a letter or digit is a rule, or front matter that was never closed
    lines = tuple(plain(line) for line in rest.split("\n") if re.search(r"[^\W_]", line))[:8]
    named = fields.get("title") or (plain(heading["hashed"] or heading["lined"]) if heading else None)
    dates = (fields.get(name) for name in ("date", "published", "pubdate"))
    return Head(named or next(iter(lines), None), next((date for date in dates if date), None), lines)


def has_body(text: str) -> bool:
    """True where a paragraph stands beside front matter and headings."""
    rest = _HEADING.sub("", _FRONT.sub("", text, count=1))
    return any(len(line.split()) >= _FEW for line in rest.split("\n"))


def plain(line: str) -> str:
    """A line without emphasis, links and the marks of a heading."""
    return _MARKUP.sub(lambda found: found[1] or "", line).strip().lstrip("#> ").strip()
