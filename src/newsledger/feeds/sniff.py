"""What a body is, told by its first bytes; servers' Content-Type headers are not believed.

The encoding marks are those of XML 1.0, appendix F."""

from __future__ import annotations

import codecs
import re
from typing import Literal

Shape = Literal["syndication", "json", "sitemap", "html", "empty", "other"]

HEAD = 65_536  # bytes looked at: prologs carry long comments and server warnings, never this long

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_ASIDE = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?(rss|rdf|feed|channel|urlset|sitemapindex|html|head|body)(?=[\s/>])", re.IGNORECASE)
_ENCODING = re.compile(r"\A(<\?xml[^<>]*?)\s+encoding\s*=\s*[\"'][^\"'<>]*[\"']")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)[\"']", re.IGNORECASE)


def shape(body: bytes) -> Shape:
    """Which reader a body is for. `html` and `other` are no feeds."""
    text = head(body).lstrip("\ufeff \t\r\n\0")
    if not text:
        return "empty"
    if text[0] in "{[":
        return "json"
    root = _ROOT.search(visible(body))
    return _of_root(root[1].lower()) if root else "other"


def head(body: bytes) -> str:
    """The beginning of a body as text, read by its byte order mark or as Latin-1; good for ASCII names only."""
    encoding = next((name for mark, name in _MARKS if body.startswith(mark)), "latin-1")
    return body[:HEAD].decode(encoding, "replace")


def narrow(body: bytes) -> bytes:
    """XML in UTF-16 or UTF-32 as UTF-8 that says so by its mark, all else as it is.

    feedparser gives up on the wide ones where the XML declaration is silent or absent, and libxml2 without a mark."""
    encoding = next((name for mark, name in _MARKS if body.startswith(mark)), "utf-8")
    if not encoding.startswith(("utf-16", "utf-32")):
        return body
    text = body.decode(encoding, "replace").lstrip("\ufeff \t\r\n\0")
    return codecs.BOM_UTF8 + _ENCODING.sub(r"\1", text, count=1).encode("utf-8", "replace")


def visible(body: bytes) -> str:
    """The beginning of a body without comments, instructions and quoted sections, in which markup means nothing."""
    return _ASIDE.sub(" ", head(body))


def declared_encoding(body: bytes) -> str | None:
    """The encoding that the bytes themselves claim: a byte order mark or an XML declaration."""
    if body.startswith(codecs.BOM_UTF8):
        return "utf-8"
    found = _DECLARED.match(body.lstrip()[:300])
    return found[1].decode("ascii").lower() if found else None


def _of_root(name: str) -> Shape:
    if name in ("urlset", "sitemapindex"):
        return "sitemap"
    return "html" if name in ("html", "head", "body") else "syndication"
