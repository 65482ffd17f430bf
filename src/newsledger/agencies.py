"""News agencies: which one a text credits, and which one an address belongs to. The table is agencies.yaml."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import yaml

from newsledger import urls

_TABLE = Path(__file__).with_suffix(".yaml")
_EDGE = 300  # datelines stand in the first characters of a text, credits in the last


def credited(text: str, authors: Sequence[str]) -> str | None:
    """Slug of the agency that the byline, the dateline or the closing credit names; None where there is none.

    A dateline has it in brackets ("LONDON (Reuters) -"), a closing credit in brackets or after a dash or stroke."""
    names, pattern = _names(), _credit()
    own = (names.get(author.casefold().removesuffix(" staff")) for author in authors)
    found = next((slug for slug in own if slug), None)
    match = pattern.search(text[:_EDGE]) or pattern.search(text[-_EDGE:]) or _closing().search(text[-_EDGE:])
    return found or (names[match[1].casefold()] if match else None)


def owner(url: str) -> str | None:
    """Slug of the agency on whose own site `url` stands, None for everybody else's."""
    host = urls.host(url) if urls.is_http(url) else ""
    parts = host.partition(":")[0].split(".")
    return next((slug for i in range(len(parts)) if (slug := _domains().get(".".join(parts[i:])))), None)


@cache
def table() -> dict[str, dict[str, list[str]]]:
    """slug -> {"names": [...], "domains": [...]}."""
    loaded: dict[str, dict[str, list[str]]] = yaml.safe_load(_TABLE.read_text("utf-8"))
    return loaded


@cache
def _names() -> dict[str, str]:
    return {name.casefold(): slug for slug, about in table().items() for name in about["names"]}


@cache
def _domains() -> dict[str, str]:
    return {domain: slug for slug, about in table().items() for domain in about["domains"]}


def _any_name() -> str:
    names = {name for about in table().values() for name in about["names"]}
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@cache
def _credit() -> re.Pattern[str]:
    # case counts: (AP) is an agency, (ap) or (Pa) need not be
    return re.compile(rf"\(({_any_name()})(?:[/,][^)\n]{{0,40}})?\)")


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"(?:[—–/]|\s-)\s*({_any_name()})\s*$")
