"""Bytes to characters to a tree: charset from HTTP, else from the page's own declaration, else detected (WHATWG order)."""

from __future__ import annotations

import codecs
import re

from lxml.etree import ElementDefaultClassLookup, ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura.utils import detect_encoding

_HEAD = 4096  # bytes; what a page declares of itself stands in its first ones
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# browsers read a label as the larger set that contains it (https://encoding.spec.whatwg.org/#names-and-labels)
_LARGER = {
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "latin1": "windows-1252",
    "iso-8859-1": "windows-1252",
    "iso-8859-9": "windows-1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "tis-620": "cp874",
}
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_SELF_CLOSED = re.compile(rb"(<html[^>]*?)\s*/>", re.IGNORECASE)  # libxml2 would end the page there
_MARKED = re.compile(rb"<html|^\s*<(?:body|main|article|section|header|div|p|h[1-6])[\s>]", re.IGNORECASE)
_CONTROL = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)])
_NONCHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE and U+FFFF, which no XML may hold
_PARSER = HTMLParser(collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True)
_PARSER.set_element_class_lookup(
    ElementDefaultClassLookup(element=HtmlElement)
)  # lxml.html's own asks Python each time
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MAGIC = (b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"ID3", b"\x00\x00\x00")


def is_binary(body: bytes) -> bool:
    """True for what is plainly another kind of file, whatever its header says."""
    return body.startswith(_MAGIC)


def decode(body: bytes, content_type: str | None) -> str:
    """The characters of a page; never raises, what cannot be decoded becomes U+FFFD."""
    named = _named(body, content_type)
    for encoding in _candidates(body, named):
        try:
            return body.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    # a bad byte is that byte's loss: what the page is declared to be still tells what the others are
    return body.decode(named[0] if named else "utf-8", "replace")


def tree(html: str) -> HtmlElement | None:
    """The page's tree from `<html>` down, None where there is no markup in it."""
    markup = html.encode("utf-8", "ignore").translate(None, _CONTROL)
    noncharacters = _NONCHARACTERS if b"\xef" in markup else ()  # a byte is found at once, and few pages have this one
    for character in noncharacters:
        markup = markup.replace(character, b"")
    markup = _SELF_CLOSED.sub(rb"\1>", markup[:_HEAD], count=1) + markup[_HEAD:]
    try:
        root: HtmlElement = document_fromstring(markup, parser=_PARSER)
    except ParserError:
        return None
    return root if len(root) > 1 or _MARKED.search(markup[:_HEAD]) else None


def _candidates(body: bytes, named: list[str]) -> list[str]:
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return [encoding]
    sure = ["utf-8"] if "utf-8" not in named else []
    return [*sure, *named, *([] if named else detect_encoding(body))]


def _named(body: bytes, content_type: str | None) -> list[str]:
    """The charsets of the header and of the page itself, in this order, without those that are none."""
    header = _IN_HEADER.search(content_type or "")
    declared = _DECLARED.search(body[:_HEAD])
    given = [header[1] if header else "", declared[1].decode("ascii", "ignore") if declared else ""]
    spelled = (_LARGER.get(name.lower(), name.lower()) for name in given)
    return [name for name in spelled if name and _is_charset(name)]


def _is_charset(name: str) -> bool:
    try:
        return b" ".decode(name) == " "
    except (UnicodeError, LookupError):  # such as undefined and base64, which Python knows
        return False
