"""Reads a text once: sentences with their words, names, amounts, times, phrases and clauses, and who each name is.

Two passes: first every name of the document, so that "Castellan" and "Brightwater" find their full names and a headline's
capitals are told from names; then the phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from newsledger.facts import lexicon, names
from newsledger.facts.arguments import Clause
from newsledger.facts.clauses import clauses
from newsledger.facts.counts import named_goods
from newsledger.facts.currencies import OF_LANDS
from newsledger.facts.dates import Time, times
from newsledger.facts.ellipses import stand_in
from newsledger.facts.gate import (
    Written,
    closes_a_deal,
    counts_without_amount,
    is_nameless,
    may_tell,
    names_a_post,
    opening,
    refers,
    written,
)
from newsledger.facts.kinds import looks_personal
from newsledger.facts.known import Known, whole
from newsledger.facts.lands import land_of
from newsledger.facts.links import index_of
from newsledger.facts.parsed import Named, Sentence
from newsledger.facts.phrases import Phrase, Unit, phrases
from newsledger.facts.sentences import sentences
from newsledger.facts.values import Found, quantities
from newsledger.facts.who import Who
from newsledger.facts.words import Word, plain_words, words
from newsledger.records import Kind

_ANCHOR_HOLDS = 2  # sentences without a time after which "a year earlier" hangs on publication again
_SOME_DAY = date(2001, 7, 4)  # what relative times count from where nobody knows the day: only their extent is used
_COMPARED = re.compile(r"\b(?:from|than|versus|with|since)\s(?:the\s)?(?:same\s)?\Z")
_OPENS_BRACKET = re.compile(r"\s?\((?:about |or |around |roughly |nearly )?\Z")
_COUNTED_BACK = re.compile(r"\b(?:earlier|before|ago)\b")
_DATED = re.compile(r"[0-9]|quarter\b")  # what a sentence that is not parsed must have, to say when others happen


def read(
    text: str, begin: int, published: date | None, title: str | None, known: dict[str, tuple[str, Kind]], listed: Known
) -> tuple[list[Sentence], Who]:
    """Every sentence of text[begin:] with its analysis, and who the names are.

    "A year earlier" counts from the main time of the sentence before or the one before that, else from `published`.
    `known` are the document's own cards, which are certain; `listed` what a user lists, which may have homonyms."""
    how = written(text)
    cut = [_cut(text, start, end, how, bool(listed)) for start, end in sentences(text, begin)]
    surfaces: set[str] = {*known, *listed}
    for sentence in cut:
        sentence.openings = names.openings(sentence.words)
        sentence.titled = bool(sentence.openings) and names.is_titled(sentence.words)
        if sentence.openings and not sentence.titled:
            inside = names.runs(sentence.words, text, names.Known(small=how.small), False, sentence.openings)
            surfaces.update(run.surface for run in inside if run.first)
    surfaces |= {s.split()[-1] for s in surfaces if looks_personal(s)}
    heard = names.Known(frozenset(surfaces), how.small)
    for sentence in cut:
        if not sentence.words and opening(text, sentence.start, sentence.end) in surfaces:
            sentence.words = plain_words(text, sentence.start, sentence.end)
            sentence.openings = names.openings(sentence.words)
        found = list(names.runs(sentence.words, text, heard, sentence.titled, sentence.openings))
        sentence.runs = whole(text, sentence.words, found, listed)
    who = Who(cut, title or "", known, listed)
    anchor, age = None, 0
    for sentence in cut:
        named = _analyse(text, sentence, who, published, anchor)
        anchor, age = (named, 0) if named else (anchor, age + 1)
        if age > _ANCHOR_HOLDS:
            anchor = None
    return cut, who


def _cut(text: str, start: int, end: int, how: Written, listed: bool) -> Sentence:
    """A sentence with its words; without them where it tells nothing and names nobody, unless a list has such names."""
    if may_tell(text, start, end, how):
        return Sentence(start, end, words(text, start, end), [])
    plain = plain_words(text, start, end) if listed or not is_nameless(text, start, end, how) else []
    return Sentence(start, end, plain, [], is_telling=False)


def _analyse(text: str, sentence: Sentence, who: Who, published: date | None, anchor: str | None) -> str | None:
    """Names, times and, where a fact may be told, amounts, phrases and clauses; the time that later ones count from."""
    said = list(quantities(text, sentence.start, sentence.end)) if sentence.is_telling else []
    found = [_of_land(text, q) for q in said if not _is_equivalent(text, said, q)]
    _name(sentence, who, [q for q in found if q.kind in ("money", "percent")])
    if sentence.is_telling and not (sentence.names or found):
        shown = text[sentence.start : sentence.end]
        sentence.is_telling = counts_without_amount(shown) or closes_a_deal(shown) or refers(text, sentence.start)
        sentence.is_telling = sentence.is_telling or names_a_post(shown)
    undated: list[Time] = []
    if sentence.is_telling or _DATED.search(text, sentence.start, sentence.end):
        taken = [(n.start, n.end) for n in sentence.names] + [(q.start, q.end) for q in found if q.kind == "count"]
        sentence.times, undated = _times(text, sentence, published, anchor, taken)
    if sentence.is_telling:
        _parse(sentence, found, undated)
    return _anchor(text, sentence.times)


def _times(
    text: str, sentence: Sentence, published: date | None, anchor: str | None, taken: Sequence[tuple[int, int]]
) -> tuple[list[Time], list[Time]]:
    """The times outside what is `taken` ("1800 people" says no year); for a text without a day, those of any day, too."""
    undated = [] if published else times(text, sentence.start, sentence.end, _SOME_DAY, anchor)
    dated = times(text, sentence.start, sentence.end, published, anchor) if published or undated else []
    free = [t for t in dated if not any(s <= t.start and t.end <= e and (s, e) != (t.start, t.end) for s, e in taken)]
    return free, undated


def _is_equivalent(text: str, said: Sequence[Found], found: Found) -> bool:
    """Whether a sum in brackets is the one before them in another currency: "58 billion pesos ($62 million)"."""
    if found.kind != "money":
        return False
    opening = _OPENS_BRACKET.search(text, max(0, found.start - 12), found.start)
    return opening is not None and any(
        q.kind == "money" and q.end == opening.start() and q.value.unit != found.value.unit for q in said
    )


def _of_land(text: str, found: Found) -> Found:
    """Whose crowns, pesos, rupees are meant where nobody says so: those of the land that the text is about."""
    if not found.value.unit_inferred or found.kind != "money":
        return found
    noun = text[max(found.start, found.end - 9) : found.end].lower().split()[-1].rstrip("s")
    lands = next((lands for nouns, lands in OF_LANDS.items() if noun in nouns.split()), None)
    code = lands.get(land_of(text) or "") if lands is not None else None
    return replace(found, value=replace(found.value, unit=code)) if code is not None else found


def _name(sentence: Sentence, who: Who, sums: Sequence[Found]) -> None:
    """Who the runs of capitals are; those within a sum are nobody."""
    sentence.runs = [run for run in sentence.runs if not _is_in_amount(sentence, run, sums)]
    for run in sentence.runs:
        name = who.full[run.surface]
        start, end = sentence.words[run.first].start, sentence.words[run.last - 1].end
        sentence.names.append(Named(start, end, name, who.kinds[name], "name" if name == run.surface else "short"))


def _parse(sentence: Sentence, found: Sequence[Found], undated: Sequence[Time]) -> None:
    """The phrases and clauses, with the amounts that are in no name or time; times that no day resolves only part them."""
    dated = len(sentence.times)
    sentence.times += _beside(undated, [*sentence.names, *sentence.times])
    _drop_names(sentence, sentence.times)
    taken = [(n.start, n.end) for n in sentence.names] + [(t.start, t.end) for t in sentence.times]
    sentence.numbers = [
        q
        for q in found
        if not any(s < q.end and q.start < e and not (q.kind == "money" and q.start < s) for s, e in taken)
    ]
    _drop_names(sentence, [q for q in sentence.numbers if q.kind == "money"])
    sentence.phrases = phrases(sentence.words, list(_units(sentence)))
    for phrase, counted in list(named_goods(sentence.words, sentence.phrases, sentence.numbers)):
        phrase.numbers.append(len(sentence.numbers))
        sentence.numbers.append(counted)
    sentence.clauses = clauses(sentence.phrases)
    for clause in sentence.clauses:
        for args in (clause.subjects, clause.objects):  # in place: clauses share them
            args[:] = [_whose_seat(sentence, phrase) for phrase in args]
    stand_in(sentence.words, sentence.phrases, sentence.clauses, sentence.numbers)
    _forget_times(sentence, dated)


def _whose_seat(sentence: Sentence, phrase: Phrase) -> Phrase:
    """Of "Tallis Holdings of Singapore, which has 9 per cent" the name before the place."""
    parts = sentence.phrases
    if phrase.name is None or sentence.names[phrase.name].kind != "place":
        return phrase
    at = index_of(parts, phrase)
    named = parts[at - 2].name if at > 1 and parts[at - 1].head == "of" else None
    return phrase if named is None or sentence.names[named].kind in ("place", "person") else parts[at - 2]


def _anchor(text: str, named: Sequence[Time]) -> str | None:
    """The first of the times named that a later "a year earlier" counts from; none that is only compared with."""
    told = (t for t in named if not _COUNTED_BACK.search(text, t.start, t.end))
    return next((t.iso for t in told if not _COMPARED.search(text, max(0, t.start - 30), t.start)), None)


def _beside(undated: Sequence[Time], known: Sequence[Named | Time]) -> list[Time]:
    """The times that only a publication day would resolve: they say no date, but are no part of the name before them."""
    return [t for t in undated if not any(t.start < one.end and one.start < t.end for one in known)]


def _forget_times(sentence: Sentence, count: int) -> None:
    """Keeps the first `count` times, once the phrases are cut."""
    holders: list[Phrase | Clause] = [*sentence.phrases, *sentence.clauses]
    for holder in holders:
        holder.times = [index for index in holder.times if index < count]
    del sentence.times[count:]


def _is_in_amount(sentence: Sentence, run: names.Run, amounts: Sequence[Found]) -> bool:
    """Whether a run of capitals is a currency or a scale, "USD 56 Billion", or a measure that opens the sentence."""
    start, end = sentence.words[run.first].start, sentence.words[run.last - 1].end
    if run.first == 0 and run.last == 1 and sentence.words[0].lower in lexicon.words("measures"):
        return True
    return any(q.start <= start and end <= q.end for q in amounts)


def _drop_names(sentence: Sentence, inside: Sequence[Time] | Sequence[Found]) -> None:
    """Drops the names within a time or a sum ("Sept. 30", "Hong Kong dollars"); names and runs stay side by side."""
    kept = [
        (run, named)
        for run, named in zip(sentence.runs, sentence.names, strict=True)
        if not any(_within(named, span) for span in inside)
    ]
    sentence.runs, sentence.names = [run for run, _ in kept], [named for _, named in kept]


def _within(inner: Named | Time, outer: Named | Time | Found) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


_PARTS_OF_DAYS = frozenset("morning afternoon evening night".split())


def _units(sentence: Sentence) -> Iterator[Unit]:
    spans = [(n.start, n.end, "NNP", "name", i) for i, n in enumerate(sentence.names)]
    spans += [(t.start, t.end, "TIME", "time", i) for i, t in enumerate(sentence.times)]
    spans += [
        (q.start, q.end, "NNS" if q.kind == "count" else "CD", "number", i) for i, q in enumerate(sentence.numbers)
    ]
    spans.sort()
    at, pending = 0, iter(spans)
    span = next(pending, None)
    while at < len(sentence.words):
        word = sentence.words[at]
        while span and span[1] <= word.start:
            span = next(pending, None)
        if span and word.end > span[0]:
            last = at + 1
            while last < len(sentence.words) and sentence.words[last].start < span[1]:
                last += 1
            if span[3] == "time" and last < len(sentence.words) and sentence.words[last].lower in _PARTS_OF_DAYS:
                last += 1  # "on Tuesday morning"
            yield Unit(at, last, span[2], span[3], span[4])  # type: ignore[arg-type]
            at = last
        elif _measures_noun(sentence.words, at, span[0] if span else None):
            yield Unit(at, at + 3, "JJ")
            at += 3
        else:
            yield Unit(at, at + 1, word.tag)
            at += 1


def _measures_noun(sentence: Sequence[Word], at: int, taken: int | None) -> bool:
    """Whether a number and a unit in one, "10-year", begin here: they describe what follows."""
    three = sentence[at : at + 3]
    if len(three) < 3 or three[0].tag != "CD" or three[1].text != "-" or three[2].tag[:2] not in ("NN", "JJ"):
        return False
    return (
        three[0].end == three[1].start and three[1].end == three[2].start and (taken is None or taken >= three[2].end)
    )
