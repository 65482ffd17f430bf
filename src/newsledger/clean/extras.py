"""Section, tags, image, publisher and paywall mark: what schema.org, OpenGraph and meta elements say beside the text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from newsledger import urls
from newsledger.clean.jsonld import Node, listed, text, types
from newsledger.records import Extras

Metas = Mapping[str, Sequence[str]]

_SECTIONS = ("article:section", "og:article:section", "parsely-section", "sailthru.section", "cxenseparse:section")
_TAGS = ("article:tag", "og:article:tag", "parsely-tags", "sailthru.tags", "news_keywords", "keywords")
_IMAGES = ("og:image", "og:image:secure_url", "twitter:image", "twitter:image:src", "parsely-image-url")
_SEPARATOR = re.compile(r"\s*[,;|]\s*")
_MANY, _LONGEST = 50, 100  # tags, and characters of one; more is somebody stuffing keywords
_TRUTHS = {"true": True, "false": False}


def read(nodes: list[Node], linked: Node, meta: Metas, url: str) -> Extras:
    """The extras of the page at `url`; `linked` is its article among the JSON-LD `nodes`, `meta` its meta elements."""
    return Extras(
        section=text(linked.get("articleSection")) or _first(meta, _SECTIONS),
        tags=_tags(linked, meta),
        image=_image(linked.get("image"), meta, url),
        publisher=_publisher(nodes, linked, meta),
        is_free=is_free(linked),
    )


def is_free(linked: Node) -> bool | None:
    """schema.org/isAccessibleForFree, a boolean or its name or url; paid where a part of the page is."""
    marks = [_truth(node.get("isAccessibleForFree")) for node in (linked, *listed(linked.get("hasPart"))) if _is(node)]
    return False if False in marks else True if True in marks else None


def _is(node: Any) -> bool:
    return isinstance(node, dict)


def _truth(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    return _TRUTHS.get(value.rpartition("/")[2].strip().lower()) if isinstance(value, str) else None


def _tags(linked: Node, meta: Metas) -> tuple[str, ...]:
    """Of JSON-LD, else of the first kind of meta element that has any; each once."""
    for printed in (_keywords(linked.get("keywords")), *(meta.get(name, ()) for name in _TAGS)):
        tags = (" ".join(tag.split()) for value in printed for tag in _SEPARATOR.split(value))
        if found := tuple(dict.fromkeys(tag for tag in tags if 0 < len(tag) <= _LONGEST))[:_MANY]:
            return found
    return ()


def _keywords(value: Any) -> list[str]:
    """Keywords are text, or DefinedTerms with a name."""
    return [words for item in listed(value) if (words := text(item.get("name") if isinstance(item, dict) else item))]


def _image(image: Any, meta: Metas, url: str) -> str | None:
    linked = (item.get("url") or item.get("contentUrl") if isinstance(item, dict) else item for item in listed(image))
    named = [*(text(item) for item in linked), _first(meta, _IMAGES)]
    resolved = (urls.resolve(url, name) for name in named if name)
    return next((address for address in resolved if urls.is_http(address)), None)


def _publisher(nodes: list[Node], linked: Node, meta: Metas) -> str | None:
    """The article's publisher, which may be only an @id of another node, else the site's name."""
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and node.get("name")}
    for item in listed(linked.get("publisher")):
        node = item if isinstance(item, dict) else {"name": item}
        if name := text(node.get("name")) or text(known.get(str(node.get("@id")), {}).get("name")):
            return name
    site = next((text(node.get("name")) for node in nodes if "WebSite" in types(node)), None)
    return _first(meta, ("og:site_name",)) or site


def _first(meta: Metas, names: tuple[str, ...]) -> str | None:
    return next((" ".join(meta[name][0].split()) for name in names if name in meta), None)
