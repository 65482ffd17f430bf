"""Which article is the original of which: decided from fingerprints, without reading a text.

The original is the article of the news agency that a copy credits, else the earliest. A copy points at an original that
it resembles itself; what resembles only another copy is no copy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsledger.fingerprint import same_story
from newsledger.records import Fingerprint


@dataclass(frozen=True, slots=True)
class Print:
    """A fingerprint and what of its article decides who copied whom.

    `credit` is the agency that the text credits, `agency` the one on whose site it stands; `dated_at` when it was
    published as far as that is known."""

    article_id: str
    fingerprint: Fingerprint
    credit: str | None
    agency: str | None
    dated_at: datetime
    first_seen_at: datetime


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that copies another. `kind` is `exact`, `syndicated` or `near`; `score` the resemblance, 0 to 1.

    All three are None for what is a copy no more."""

    article_id: str
    original: str | None
    kind: str | None = None
    score: float | None = None


Prints = Mapping[str, Sequence[Print]]


def settle(
    neighbours: Mapping[str, Collection[str]], prints: Prints, originals: Mapping[str, str | None]
) -> list[Copy]:
    """The articles whose original is new or another than before, because the keys of `neighbours` arrived.

    `neighbours` names the articles that each may be alike, `prints` has the fingerprints of every version of the articles
    concerned, `originals` what each copies now, None for nothing. What arrived is judged by its latest text, the others by
    every text they had; so a copy that was edited is none any more where it resembles no original."""
    heads = dict(originals)
    members: dict[str, set[str]] = defaultdict(set)
    for article, head in originals.items():
        members[head or article].add(article)
    decided: dict[str, Copy] = {}
    for article in sorted(neighbours, key=lambda a: _order(a, prints, ())):
        for copy in _settled(article, neighbours[article], heads, prints, members):
            members[heads[copy.article_id] or copy.article_id].discard(copy.article_id)
            members[copy.original or copy.article_id].add(copy.article_id)
            heads[copy.article_id] = copy.original
            decided[copy.article_id] = copy
    return list(decided.values())


def _settled(
    article: str,
    alike: Collection[str],
    heads: Mapping[str, str | None],
    prints: Prints,
    members: Mapping[str, set[str]],
) -> list[Copy]:
    head = heads[article]
    others = {heads[other] or other for other in alike} | {head or article}
    current = {**prints, article: _latest(prints[article])}
    joined = _joined(article, sorted(others - {article}), current, members)
    is_free = all(copy.article_id != article for copy in joined)
    return [*([Copy(article, None)] if head and is_free else []), *joined]


def _latest(prints: Sequence[Print]) -> list[Print]:
    newest = max(one.first_seen_at for one in prints)
    return [one for one in prints if one.first_seen_at == newest]


def _joined(article: str, alike: Sequence[str], prints: Prints, members: Mapping[str, set[str]]) -> list[Copy]:
    """The article with the originals that it resembles: the first among them stays, the others become its copies.

    The first may have been a copy: the agency that one of them turns out to credit. Whoever followed one of the others
    follows the first where it resembles it."""
    group = [article, *(other for other in alike if _copy(article, other, prints))]
    following = {a for head in group for a in members[head]} - set(group)
    credits = {one.credit for a in following.union(group) for one in prints[a] if one.credit}
    sources = [a for a in following if _is_source(a, prints, credits) and _copy(article, a, prints)]
    first = min([*group, *sources], key=lambda a: _order(a, prints, credits))
    joined = {other: copy for other in group if other != first and (copy := _copy(other, first, prints))}
    loose = sorted({a for other in joined for a in members[other]} - {first, *group})
    moved = {a: _copy(a, first, prints) for a in loose}
    freed = [Copy(first, None)] if first in following else []
    left = _regrouped([a for a, copy in moved.items() if copy is None], prints)
    return [*freed, *joined.values(), *(copy for copy in moved.values() if copy), *left]


def _regrouped(articles: Sequence[str], prints: Prints) -> list[Copy]:
    """Copies whose original copies now what they do not resemble: the first of them is the original of those like it."""
    decided: list[Copy] = []
    rest = sorted(articles, key=lambda a: _order(a, prints, ()))
    while rest:
        head, *others = rest
        copies = {a: copy for a in others if (copy := _copy(a, head, prints))}
        decided += [Copy(head, None), *copies.values()]
        rest = [a for a in others if a not in copies]
    return decided


def _copy(article: str, original: str, prints: Prints) -> Copy | None:
    """The article as a copy by its latest text of any text that the original had."""
    mine_now = _latest(prints[article])
    pairs = ((a, b, same_story(a.fingerprint, b.fingerprint)) for a in mine_now for b in prints[original])
    scored = [(score, a, b) for a, b, score in pairs if score is not None]
    if not scored:
        return None
    score, mine, theirs = max(scored, key=lambda pair: pair[0])
    is_exact = mine.fingerprint.text_hash == theirs.fingerprint.text_hash
    is_credited = mine.credit or mine.agency or theirs.credit or theirs.agency
    return Copy(article, original, "exact" if is_exact else "syndicated" if is_credited else "near", score)


def _order(article: str, prints: Prints, credits: Collection[str | None]) -> tuple[bool, datetime, datetime, str]:
    mine = prints[article]
    return (
        not _is_source(article, prints, credits),
        min(one.dated_at for one in mine),
        min(one.first_seen_at for one in mine),
        article,
    )


def _is_source(article: str, prints: Prints, credits: Collection[str | None]) -> bool:
    return any(one.agency and one.agency in credits for one in prints[article])
