"""A page to an article: decode once, parse once, then text and metadata from the same tree."""

from __future__ import annotations

from importlib.metadata import version

from lxml.html import HtmlElement

from newsledger import urls
from newsledger.clean import dates, decode, document, language, metadata, text
from newsledger.records import Article, Failure, Page

CLEANER = f"trafilatura {version('trafilatura')} / newsledger 2"
MIN_WORDS = 12  # shorter is a caption or a notice; "no_text" and "too_short" tell the two apart


def clean(page: Page, body: bytes) -> Article | Failure:
    """The article of a page, or a failure with reason `not_html`, `no_text`, `too_short`, or a document's `unreadable`.

    Pure: `page` says all that is known of the bytes."""
    if (page.content_type or "").startswith("text/plain") and page.key.startswith("seed:"):
        return document.clean(page, body, CLEANER)
    if decode.is_binary(body):
        return _failure(page, "not_html", f"content type {page.content_type}")
    html = decode.decode(body, page.content_type)
    tree = decode.tree(html)
    return _failure(page, "not_html", "no element in it") if tree is None else _article(page, html, tree)


def _article(page: Page, html: str, tree: HtmlElement) -> Article | Failure:
    about = metadata.read(tree)
    stamp, modified = dates.read_page(tree, about, page)
    url = _url(page, about.canonical)
    title = about.title or page.feed_title
    authors = about.authors
    body = text.extract(tree, about.body, lambda: decode.tree(html))
    words = len(body.split())
    # Chinese, Japanese and Thai put no spaces between words
    if words < MIN_WORDS and len(body) < 8 * MIN_WORDS:
        return _failure(page, "too_short" if words else "no_text", f"{words} words")
    spoken = language.of(body, about.language, page.language)
    return Article(page, url, title, body, authors, stamp, modified, spoken, CLEANER)


def _url(page: Page, canonical: str | None) -> str:
    """The page's own canonical link where it can be believed: same site, and not the home page for every page."""
    own = urls.canonical(page.url)
    link = urls.canonical(urls.resolve(page.url, canonical)) if canonical else own
    believable = urls.is_http(link) and urls.host(link) == urls.host(own) and (_is_deep(link) or not _is_deep(own))
    return link if believable else own


def _is_deep(url: str) -> bool:
    return len(url.split("/", 3)[-1]) > 0 and url.count("/") > 2


def _failure(page: Page, reason: str, detail: str) -> Failure:
    return Failure("clean", page.key, reason, detail, raw_hash=page.raw_hash, source=page.source)
