"""A page to an article: decode once, parse once, then text and metadata from the same tree."""

from __future__ import annotations

from functools import partial
from importlib.metadata import version

from lxml.html import HtmlElement

from newsledger import urls
from newsledger.clean import dates, decode, document, language, metadata, rescue, text, verdict
from newsledger.records import NO_DATE, Article, Failure, Page, Stamp

CLEANER = f"trafilatura {version('trafilatura')} / newsledger 4"
MAX_BYTES = 10 * 1024 * 1024
_WALLS = frozenset({"consent_wall", "error_page"})  # what such a page says of itself is not said of the article


def clean(page: Page, body: bytes, max_bytes: int = MAX_BYTES) -> Article | Failure:
    """The article of a page, or a failure that says why there is none.

    Reasons: `too_large` (more than `max_bytes`), `not_html`, `no_text`, `too_short`, `paywall_stub`, `consent_wall`,
    `index_page`, `error_page`, `live_blog`, and a document's `unreadable`. Pure: `page` says all that is known of the
    bytes."""
    if len(body) > max_bytes:
        return _failure(page, "too_large", f"{len(body)} bytes, more than {max_bytes}")
    if page.key.startswith("seed:") and document.is_plain(page.content_type):
        return document.clean(page, body, CLEANER)
    if decode.is_binary(body):
        return _failure(page, "not_html", f"content type {page.content_type}")
    html = decode.decode(body, page.content_type)
    tree = decode.tree(html)
    return _failure(page, "not_html", "no element in it") if tree is None else _article(page, html, tree)


def _article(page: Page, html: str, tree: HtmlElement) -> Article | Failure:
    about = metadata.read(tree, page.url)
    stamps = dates.read_page(tree, about, page)
    refuse = partial(verdict.refusal, verdict.look(tree, about, page.url, html), about)
    found = text.extract(tree, about.body, lambda: decode.tree(html))
    refused = refuse(found.text)
    if refused and refused[0] not in rescue.RESCUED:
        return _failure(page, *refused)
    saved = rescue.rescue(found, refused is not None, about.body, page.feed_content, refuse)
    if saved is None:
        return _failure(page, *refused or ("no_text", ""))
    if refused and refused[0] in _WALLS and saved.origin == "feed":
        about, stamps = metadata.NOTHING, (page.published, NO_DATE)
    return _made(page, about, stamps, saved)


def _made(page: Page, about: metadata.About, stamps: tuple[Stamp, Stamp], found: text.Found) -> Article:
    spoken, confidence = language.of(found.text, about.language, page.language)
    return Article(
        page=page,
        url=_url(page, about.canonical),
        title=about.title or page.feed_title,
        text=found.text,
        authors=about.authors,
        published=stamps[0],
        modified=stamps[1],
        language=spoken,
        cleaner=CLEANER,
        language_confidence=confidence,
        text_origin=found.origin,
        extras=about.extras,
    )


def _url(page: Page, canonical: str | None) -> str:
    """The page's own canonical link where it can be believed: same site, and not the home page for every page."""
    if page.key.startswith("seed:"):
        return page.url
    own = urls.canonical(page.url)
    link = urls.canonical(urls.resolve(page.url, canonical)) if canonical else own
    believable = urls.is_http(link) and urls.host(link) == urls.host(own) and (_is_deep(link) or not _is_deep(own))
    return link if believable else own


def _is_deep(url: str) -> bool:
    return len(url.split("/", 3)[-1]) > 0 and url.count("/") > 2


def _failure(page: Page, reason: str, detail: str) -> Failure:
    return Failure("clean", page.key, reason, detail, raw_hash=page.raw_hash, source=page.source)
