"""What stands at a name itself: where it is based, its trade, its ticker, its owner's possessive."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsledger.facts import lexicon
from newsledger.facts.discourse import words_of
from newsledger.facts.frames import described_by
from newsledger.facts.matching import Match
from newsledger.facts.phrases import Phrase
from newsledger.facts.reading import Named
from newsledger.records import Fact

_TICKER = re.compile(
    r"\s?\((?:ticker:\s?)?((?:NYSE|NASDAQ|Nasdaq|LON|LSE|HKEX|TSE|ETR|ASX|TSX|SIX|HK)?:?\s?[A-Z][A-Z.]{0,5}|[A-Z]{1,5}\.[A-Z]{1,2})\)"
)
_BASED = re.compile(r"([A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,2})-based$")
_DROP = frozenset(
    (
        "the a an its their our fellow rival controversial troubled former new largest leading biggest top global "
        "world's"
    ).split()
)


def profiles(match: Match) -> Iterator[Fact]:
    """Headquarters, industry and ticker of a sentence's names, and who makes or owns what it stands before."""
    for at, phrase in enumerate(match.sentence.phrases):
        if phrase.kind == "np" and phrase.name is not None:
            named = match.sentence.names[phrase.name]
            yield from _before(match, phrase, named)
            yield from _owned(match, at, phrase, named)
    by_name = described_by(match.sentence)
    for phrase in match.sentence.phrases:
        for arg in [a for args in by_name.get(id(phrase), {}).values() for a in args]:
            who = match.discourse.resolve(match.sentence, arg)
            if who is not None and who.kind in ("organization", "other") and who.how in ("name", "short"):
                yield from _trade(match, phrase, who, phrase.last)
    for named in match.sentence.names:
        if (
            named.kind in ("organization", "other")
            and (ticker := _TICKER.match(match.text, named.end, match.sentence.end))
            and (":" in ticker[1] or "ticker" in ticker[0])
        ):
            yield _fact(match, named, "ticker", ticker[1].strip())


def _before(match: Match, phrase: Phrase, named: Named) -> Iterator[Fact]:
    if named.kind in ("organization", "other"):
        last = next(
            (i for i in range(phrase.first, phrase.last) if match.sentence.words[i].start >= named.start), phrase.last
        )
        yield from _trade(match, phrase, named, last)


def _trade(match: Match, phrase: Phrase, named: Named, last: int) -> Iterator[Fact]:
    """The descriptor of words [first, last): "Dubai-based carrier", "threat intelligence firm"."""
    words = match.sentence.words
    kept = []
    for word in words[phrase.first : last]:
        based = _BASED.match(word.text)
        if based:
            yield _fact(match, named, "headquarters", based[1])
        elif (
            word.tag not in ("DT", "PRP$", "POS", "CD", "JJS")
            and word.lower not in _DROP
            and word.text not in lexicon.words("demonyms")
        ):
            kept.append(word)
    if len(kept) > 0 and kept[-1].lemma in lexicon.words("organisation_heads") and phrase.owner is None:
        trade = (
            kept[:-1]
            if kept[-1].lemma
            in (
                "company",
                "firm",
                "group",
                "giant",
                "startup",
                "start-up",
                "business",
                "specialist",
                "provider",
                "corporation",
            )
            else kept
        )
        trade = [w for w in trade if w.tag[:2] in ("NN", "JJ", "VB", "CC", "IN", ",") or w.tag == ","]
        if trade and not all(
            w.lemma in lexicon.words("organisation_heads")
            and w.lemma in ("brand", "platform", "unit", "service", "network")
            for w in trade
        ):
            yield _fact(match, named, "industry", match.text[trade[0].start : trade[-1].end])


def _owned(match: Match, at: int, phrase: Phrase, named: Named) -> Iterator[Fact]:
    """ "Apple's iPhone", "Disney's ESPN channels"."""
    if phrase.owner is None or named.kind == "person" or named.kind == "place":
        return
    owner = match.discourse.resolve(match.sentence, phrase.owner)
    if (
        owner is None
        or owner.kind not in ("organization", "other")
        or owner.name == named.name
        or owner.how == "carried"
    ):
        return
    if named.kind in ("product", "other"):
        yield Fact(
            type="product_link",
            subject=named.name,
            object=owner.name,
            attribute="made_by",
            start=match.sentence.start,
            end=match.sentence.end,
            confidence=0.7,
            subject_kind="product",
            object_kind="organization",
        )
    elif owner.kind == "organization":
        yield Fact(
            type="ownership",
            subject=owner.name,
            object=named.name,
            attribute="parent",
            start=match.sentence.start,
            end=match.sentence.end,
            confidence=0.55,
            subject_kind="organization",
            object_kind="organization",
        )


def _fact(match: Match, named: Named, attribute: str, text: str) -> Fact:
    return Fact(
        type="company_profile",
        subject=named.name,
        object=" ".join(text.split()),
        attribute=attribute,
        start=match.sentence.start,
        end=match.sentence.end,
        confidence=0.8,
        subject_kind="organization",
    )


_ = words_of
