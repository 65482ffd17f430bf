"""Reads a text once: sentences with their words, names, amounts, times, phrases and clauses, and who each name is.

Two passes: first every name of the document, so that "Castellan" and "Brightwater" find their full names and a headline's
capitals are told from names; then the phrases."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property, lru_cache

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
from newsledger.facts.known import Known, adopt, whole
from newsledger.facts.lands import land_of
from newsledger.facts.links import index_of
from newsledger.facts.phrases import Phrase, Unit, phrases
from newsledger.facts.sentences import sentences
from newsledger.facts.values import Found, quantities
from newsledger.facts.words import Word, plain_words, words
from newsledger.records import Kind

_ANCHOR_HOLDS = 2  # sentences without a time after which "a year earlier" hangs on publication again
_SOME_DAY = date(2001, 7, 4)  # what relative times count from where nobody knows the day: only their extent is used
_COMPARED = re.compile(r"\b(?:from|than|versus|with|since)\s(?:the\s)?(?:same\s)?\Z")
_OPENS_BRACKET = re.compile(r"\s?\((?:about |or |around |roughly |nearly )?\Z")
_COUNTED_BACK = re.compile(r"\b(?:earlier|before|ago)\b")
_DATED = re.compile(r"[0-9]|quarter\b")  # what a sentence that is not parsed must have, to say when others happen
_RANKED = 20.0  # votes of a name that a list of firms ranks
_LISTED = 3.0  # what a list says of a name's kind weighs as much as its surroundings may


@dataclass(frozen=True, slots=True)
class Named:
    """A mention at text[start:end]; `name` is the fullest name that it stands for, `how` tells how that was found."""

    start: int
    end: int
    name: str
    kind: Kind
    how: str = "name"  # name, short, pronoun, nominal, carried


@dataclass(slots=True)
class Sentence:
    """A sentence text[start:end] and what is in it."""

    start: int
    end: int
    words: list[Word]
    runs: list[names.Run]
    names: list[Named] = field(default_factory=list)
    numbers: list[Found] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    openings: list[int] = field(default_factory=list)  # the words at which a name may begin
    titled: bool = False  # a headline, whose capitals tell nothing
    is_telling: bool = True  # only such a sentence has tags, amounts, phrases and clauses
    described: defaultdict[int, defaultdict[str, list[Phrase | int]]] | None = None  # kept by frames.described_by

    def clause_at(self, offset: int) -> Clause | None:
        """The last clause whose verb stands before an offset of the text, else the first one."""
        before = [clause for clause in self.clauses if self.words[clause.verb.first].start <= offset]
        return before[-1] if before else next(iter(self.clauses), None)


class Who:
    """The names of a document: what each surface stands for, and of what kind it is."""

    def __init__(self, read: Sequence[Sentence], title: str, known: dict[str, tuple[str, Kind]], listed: Known) -> None:
        self.full: dict[str, str] = {surface: name for surface, (name, _) in known.items()}
        self.kinds: dict[str, Kind] = dict(known.values())
        self.counts: Counter[str] = Counter()
        votes: defaultdict[str, dict[Kind, float]] = defaultdict(dict)
        self._link(read)
        kinds = adopt(self.full, listed, self.kinds)
        ranked = _ranked_firms(read)
        for sentence in read:
            for run in sentence.runs:
                name = self.full[run.surface]
                if name not in self.counts and looks_personal(name):
                    votes[name]["person"] = 7.0  # a given name tells once, not at every mention
                self.counts[name] += 3 if name not in self.counts and run.surface in title else 1
                told = [(kinds[name], _LISTED)] if name in kinds else []
                for kind, weight in (*told, *_evidence(sentence.words, run)):
                    votes[name][kind] = votes[name].get(kind, 0.0) + weight
        for name in list(self.counts):  # a line of products is named as its models are: Kelpie, Kelpie 3
            line, _, model = name.rpartition(" ")
            if line in self.counts and model.isdigit():
                votes[line]["product"] = votes[line].get("product", 0.0) + 4
            if self._is_branded(name, votes):
                votes[name]["product"] = votes[name].get("product", 0.0) + 3
        for surface, name in self.full.items():
            first, _, last = name.partition(" ")
            two_alone = first in self.full and not looks_personal(name)  # a maker's "Quillon Heron", no family name
            if surface == last and name == _core(name) and not name[0].isdigit() and not two_alone:
                votes[name]["person"] = votes[name].get("person", 0.0) + 2
        for name in ranked:
            votes[name]["organization"] = _RANKED
        for name in self.counts:
            if name not in self.kinds:
                self.kinds[name] = _decided(votes[name])
        media = lexicon.phrases("media", ",")
        orgs = [name for name in self.counts if self.kinds[name] == "organization" and name not in media]
        self._orgs = dict.fromkeys(sorted(orgs, key=lambda name: (-self.counts[name], name)))
        self._mentions = sum(self.counts[name] for name in orgs)

    def _is_branded(self, name: str, votes: Mapping[str, Mapping[Kind, float]]) -> bool:
        """Whether a name begins with that of an organisation named more than once: "Quillon Heron"."""
        maker, _, rest = name.partition(" ")
        firm = votes[maker].get("organization", 0.0) > 1 and self.counts[maker] > 1 if maker in self.counts else False
        firm = firm and max(votes[maker].values()) == votes[maker]["organization"]
        return firm and not looks_personal(name) and not _is_group(rest)

    def _link(self, read: Sequence[Sentence]) -> None:
        surfaces = Counter(run.surface for sentence in read for run in sentence.runs)
        ranked = set(_ranked_firms(read))
        self.full.update((surface, surface) for surface in ranked - self.full.keys())
        for sentence in read:
            self._acronyms(sentence)
            self._families(sentence)
            self._apart(sentence)
        goods = {run.surface for sentence in read for run in sentence.runs if _is_before_goods(sentence.words, run)}
        cores = {surface: _core(surface) for surface in surfaces}
        order = {surface: at for at, surface in enumerate(surfaces)}
        longer = sorted(surfaces, key=lambda s: (-len(s.split()), s))
        index: defaultdict[str, list[str]] = defaultdict(list)
        for surface in longer:
            for key in {cores[surface], *_short_forms(surface), *_last_word(cores[surface], order)}:
                index[key].append(surface)
            line = cores[surface].partition(" ")[2]
            made = line in order or surface in goods
            for key in _shorter(surface, cores[surface]):
                if made and cores[surface].startswith(f"{key} "):
                    continue  # of "Quillon Heron" Quillon is the maker, where the text also says "Heron"
                if order[surface] < min(order.get(key, 0), _LEADING) or _is_legal(surface) or surface in ranked:
                    index[key].append(surface)
        for surface in surfaces:
            if looks_personal(surface) and surface.split()[0] in lexicon.words("given_names"):
                index[surface.split()[0]].append(surface)  # "Ivan"
        for named in index.values():  # a family's firm or the person: who was named first
            named.sort(key=lambda s: order[s])
        for surface in longer:
            if surface not in self.full:
                whole = next((s for s in index.get(surface, ()) if s != surface and len(s.split()) <= 6), surface)
                if whole == surface and cores[surface] != surface:
                    whole = next(
                        (
                            s
                            for s in index.get(cores[surface], ())
                            if cores[s] == cores[surface] and len(s) > len(surface) and _is_one_firm(surface, s)
                        ),
                        surface,
                    )
                self.full[surface] = self.full.get(whole, whole)

    def _families(self, sentence: Sentence) -> None:
        """ "Peter and Emeka Okafor": the family name that two given names share."""
        for one, two in zip(sentence.runs, sentence.runs[1:], strict=False):
            between = [word.lower for word in sentence.words[one.last : two.first]]
            parts = two.surface.split()
            alone = one.surface in lexicon.words("given_names") or looks_personal(two.surface)
            if (
                between == ["and"]
                and alone
                and len(parts) == 2
                and " " not in one.surface
                and one.surface.istitle()
                and looks_personal(two.surface)
                and one.surface in lexicon.words("given_names")
            ):
                self.full.setdefault(one.surface, f"{one.surface} {parts[-1]}")

    def _apart(self, sentence: Sentence) -> None:
        """ "Acme Asset Management, a unit of Acme": a firm and its owner are two, however alike their names."""
        for one, two in zip(sentence.runs, sentence.runs[1:], strict=False):
            between = {word.lower for word in sentence.words[one.last : min(two.first, one.last + _BETWEEN)]}
            short = min(one.surface, two.surface, key=len)
            alike = short in one.surface and short in two.surface and one.surface != two.surface
            if alike and two.first - one.last <= _BETWEEN and not between.isdisjoint(_OWNING):
                self.full.setdefault(short, short)

    def _acronyms(self, sentence: Sentence) -> None:
        """ "Securities and Exchange Commission (SEC)": what stands in the brackets is the name before them."""
        for one, two in zip(sentence.runs, sentence.runs[1:], strict=False):
            between = [word.text for word in sentence.words[one.last : two.first]]
            closed = two.last < len(sentence.words) and sentence.words[two.last].text == ")"
            if between == ["("] and closed and two.surface.isupper() and len(one.surface.split()) > 1:
                initials = "".join(word[0] for word in one.surface.split() if word[0].isalnum())
                if two.surface[0] == initials[0].upper():
                    self.full[two.surface] = one.surface
                    self.full[one.surface] = one.surface

    @cached_property
    def topic(self) -> str | None:
        """What the text names most, persons left out: a company, a product, a country."""
        return self.most_named(lambda _: True)

    def most_named(self, fits: Callable[[str], bool]) -> str | None:
        """The same of the names that fit."""
        named = (name for name in self.counts if self.kinds[name] != "person" and fits(name))
        halved = {"place": 0.5}
        return min(named, key=lambda n: (-self.counts[n] * halved.get(self.kinds[n], 1.0), n), default=None)

    @cached_property
    def lead(self) -> str | None:
        """The organisation that is named first of those named more than once: news begins with whom it is about."""
        return next((name for name in self.counts if name in self._orgs and self.counts[name] > 1), None)

    def main(self) -> str | None:
        """The organisation that is named most."""
        return next(iter(self._orgs), None)

    def orgs(self) -> Iterable[str]:
        """The organisations of the document from the most named on, media that only report left out."""
        return self._orgs

    def is_org(self, name: str) -> bool:
        """Whether a name is one of them."""
        return name in self._orgs

    def share(self, name: str) -> float:
        """How much of the document's mentions of organisations are of this one, 0 to 1."""
        return self.counts[name] / max(1, self._mentions)


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


def _is_before_goods(sentence: Sequence[Word], run: names.Run) -> bool:
    """Whether a name of several words stands before what it is: "Quillon Heron watch"."""
    behind = sentence[run.last].text if run.last < len(sentence) and run.last - run.first > 1 else ""
    return behind in lexicon.words("products") and behind not in lexicon.words("nominals")


def _is_group(rest: str) -> bool:
    """Whether what stands behind a first name says that it is all an organisation, or says nothing."""
    words = rest.split()
    return not 0 < len(words) < 3 or words[-1].lower().strip(".,") in lexicon.words("org_words")


def _core(surface: str) -> str:
    """A name without the legal form and the like at its end."""
    parts = surface.split()
    while len(parts) > 1 and parts[-1].lower().strip(".,") in lexicon.words("org_words"):
        parts.pop()
    return " ".join(parts).rstrip(",")


def _short_forms(surface: str) -> Iterator[str]:
    """What else a person of that name is called: the family name, wherever it stands."""
    parts = surface.split()
    if looks_personal(surface):
        yield parts[0] if parts[0] in lexicon.words("family_first") else parts[-1]
        if len(parts) == 3:
            yield f"{parts[0]} {parts[-1]}"
        if len(parts) > 3 and parts[-3] in names.LINKS:
            yield f"{parts[-3].capitalize()} {parts[-2]} {parts[-1]}"
        if parts[-2] in names.LINKS:
            yield f"{parts[-2].capitalize()} {parts[-1]}"


def _last_word(core: str, order: Mapping[str, int]) -> Iterator[str]:
    """The second word of a name, where the text calls it so later and never by its first: people, and firms named so."""
    first, _, last = core.partition(" ")
    if last in order and first not in order and last.isalpha() and last.lower() not in lexicon.words("org_words"):
        yield last


_BETWEEN = 9  # words that may part a firm from its owner
_OWNING = frozenset("subsidiary unit arm division parent owner owns owned affiliate part".split())
_LEADING = 6  # names that a text begins with; it is they that are shortened later


def _is_legal(surface: str) -> bool:
    return surface.split()[-1].rstrip(".,").lower() in _LEGAL_FORMS


_LEGAL_FORMS = frozenset(
    "inc corp corporation co ltd limited llc plc ag se gmbh sa spa nv bv ab asa as oyj kg kgaa".split()
)


def _is_one_firm(name: str, longer: str) -> bool:
    """Whether names that begin alike are one firm's: "Acme Bank plc" is "Acme Bank", "Acme Financial" is another."""
    return longer.startswith(name) or all(
        part.strip(".,").lower() in _LEGAL_FORMS | {"", "group", "holding", "holdings"}
        for whole in (name, longer)
        for part in whole.removeprefix(_core(whole)).split()
    )


def _shorter(surface: str, core: str) -> Iterator[str]:
    """What else an organisation may be called: the words that its name begins with, or the last: Brennhagen, Montalbo."""
    parts = core.split()
    if looks_personal(surface) or len(parts) < 2 or any(char.isdigit() for char in surface):
        return
    if surface in lexicon.phrases("places", "|"):
        return
    shorter = [" ".join(parts[:n]) for n in range(len(parts) - 1, 0, -1)] + [parts[-1]]
    taken = lexicon.words("org_words", "products", "demonyms")
    for short in shorter:
        named = short in lexicon.phrases("places", "|") or short in _COMMON_FIRST or short.isupper()
        if not named and short.lower() not in taken:
            yield short


_COMMON_FIRST = frozenset(
    "New United American First General National International Royal Great North South East West Big Central Global Bank "
    "University Ministry Department House Office City State Federal European Supreme High World The".split()
)
_ENGLISH_TOO = frozenset("Sun Long Song Fan Kong Park Min Hong Gong Ding Cha Moon Foo Yap Chew Neo Tong Han".split())
_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ian|iao|ing|ong|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|[aeiouv])){1,3}",
    re.IGNORECASE,
)


def _may_follow(family: str, given: str) -> bool:
    """Whether what follows a family name may be a given one: "Sun Pishu", not "Sun Pharma"; "Park" wants a hyphen."""
    if family not in _ENGLISH_TOO:
        return True
    return _KOREAN.fullmatch(given) is not None or (family != "Park" and _PINYIN.fullmatch(given) is not None)


_KOREAN = re.compile(r"[A-Z][a-z]+-[a-z]{2,7}")  # Mi-kyung


@lru_cache(maxsize=1 << 12)
def looks_personal(name: str) -> bool:
    """Two to four words of which the first is a given name, or a family name that comes first."""
    parts = name.split()
    if not 2 <= len(parts) <= 4 or any(char.isdigit() for char in name) or "&" in parts:
        return False
    if any(part.lower().strip(".,") in lexicon.words("org_words") for part in parts[1:]):
        return False
    first = parts[0]
    if len(parts) == 2 and _KOREAN.fullmatch(parts[1]):
        return True
    if len(parts) == 3 and first in lexicon.words("family_first"):
        return all(len(part) < 7 and part.isalpha() for part in parts)
    return (
        first in lexicon.words("given_names")
        or (first in lexicon.words("family_first") and len(parts) == 2 and _may_follow(first, parts[1]))
        or (len(first) == 2 and first[1] == ".")
    )


def _evidence(sentence: Sequence[Word], run: names.Run) -> Iterator[tuple[Kind, float]]:
    """What the words of a name and those around it say of its kind, with a weight each."""
    parts = run.surface.split()
    before = sentence[run.first - 1].text if run.first else ""
    after = sentence[run.last].text if run.last < len(sentence) else ""
    if run.surface in lexicon.phrases("places", "|"):
        yield "place", 9 if len(parts) > 1 else 6
    elif run.first == 0 and run.surface.isupper() and run.surface.title() in lexicon.phrases("places", "|"):
        yield "place", 9  # "LONDON - Shares in Tallis"
    if any(part.lower().strip(".,") in lexicon.words("org_words") for part in parts[1:]) or "&" in run.surface:
        yield "organization", 5
    stated = after == "," and before.lower() in ("the", "a", "an")
    if after == "-based" or (stated and "-based" in (w.text for w in sentence[run.last + 2 : run.last + 4])):
        yield "place", 6  # "Leeds-based", "the Norfolk, Virginia-based bank"
    yield from _personal(sentence, run, parts)
    if before.lower() in lexicon.words("nominals"):
        yield "organization", 3
    if before == "," and len(parts) > 1 and run.first > 1 and sentence[run.first - 2].lower in _set_off_firms():
        yield "organization", 4  # "its insurance arm, Seguros Austral"
    if before.lower() in lexicon.words("products") or (
        after.lower() in lexicon.words("products") and parts[-1][-1].isdigit()
    ):
        yield "product", 2
    if (
        after.lower() in lexicon.words("products")
        and after.lower() != "family"
        and before in ("the", "its", "'s", "new")
    ):
        yield "product", 1.5
    if len(parts) > 1 and any(char.isdigit() for char in parts[-1]):
        yield "product", 3
    yield from (("product", 2.0) for _ in range(_is_goods(sentence, run)))
    behind = " ".join(word.lower for word in sentence[run.last : run.last + 5])
    if _ON_SALE.match(behind):
        yield "product", 3
    elif _COSTS.match(behind):
        yield "product", 1  # a firm's service may bear its name
    if after == "'s" or after.lower() in _OF_AN_ORGANISATION:
        yield "organization", 1
    if (done := _acts(sentence, run)) in _DONE_BY_ORGANISATIONS:
        yield "organization", 2 if done == "recall" else 1
    elif done and len(parts) == 1:
        yield "organization", 0.4
    seated = run.first > 1 and sentence[run.first - 2].lower in _SEATED
    located = before == "in" and (
        seated or run.surface in lexicon.phrases("places", "|")
    )  # "Based in Leeds, the group has"
    if _is_of_a_town(sentence, run):
        located = True
        yield "place", 4
    if (
        after == ","
        and _tells_a_trade(sentence[run.last + 1 :])
        and not _is_brought(sentence[: run.first])
        and not located
    ):
        yield "organization", 15
    if before == "in" and run.first > 1 and sentence[run.first - 2].lower in _HELD:
        yield "organization", 1.5
    elif _is_located(sentence, run):
        yield "place", 0.8
    if before.lower() in ("by", "at", "with", "of", "joined", "joining") and len(parts) == 1:
        yield "organization", 0.4
    if before in ("the", "The") and len(parts) > 1:
        yield "organization", 0.4
    if after == "(" and re_ticker(sentence, run.last):
        yield "organization", 4


_FIRMS_DATA = frozenset(
    "Revenue Revenues Sales Annual Headquarters HQ Founded Employees Market Company Location Based".split()
)


def _ranked_firms(read: Sequence[Sentence]) -> list[str]:
    """The names that numbered headings rank, if below two of them stands what lists tell of firms: "Revenue: $3bn"."""
    ranked = [(run.surface, below) for one, below in itertools.pairwise(read) if (run := _ranked(one)) is not None]
    told = [below for _, below in ranked if below.words and below.words[0].text in _FIRMS_DATA]
    return [surface for surface, _ in ranked] if len(told) > 1 else []


def _ranked(sentence: Sentence) -> names.Run | None:
    """The name that a list's heading numbers: "3. Tallis Motors"."""
    words, runs = sentence.words, sentence.runs
    numbered = len(runs) == 1 and len(words) > 2 and words[0].text.isdigit() and words[1].text in (".", ")")
    return runs[0] if numbered and runs[0].first == 2 and runs[0].last == len(words) else None


def _is_of_a_town(sentence: Sequence[Word], run: names.Run) -> bool:
    """Whether a name tells where a town lies: "headquartered in Denver, Colorado, the company has"."""
    at = run.first - 1 - (run.first > 0 and sentence[run.first - 1].lower == "the")
    if at < 2 or sentence[at].text != ",":
        return False
    at -= 1
    while at > 0 and sentence[at].text[0].isupper():
        at -= 1
    closed = run.last >= len(sentence) or sentence[run.last].text in (",", ".", ")", ";")
    town = sentence[at + 1].text
    return closed and sentence[at].text == "in" and town[0].isupper() and town not in lexicon.words("not_names")


@cache
def _set_off_firms() -> frozenset[str]:
    """What stands for a firm before a comma and its name."""
    return (lexicon.words("nominals") - _ALSO_PEOPLE - {"team"}) | {"arm", "division", "affiliate", "offshoot"}


_WILL = r"(?:, which )?(?:(?:will|would|to|has|have|is|was|were|are|now|also|first|and|should|could) ){0,2}"
_ON_SALE = re.compile(  # what follows the name of goods
    _WILL
    + r"(?:(?:go|goes|went|gone|be|is|was|going) on sale\b|discontinued\b|phased out\b|ships? (?:in|on|by|this|next)\b"
    r"|(?:sell|sold|sells) \S+(?: million)? copies)"
)
_COSTS = re.compile(_WILL + r"(?:costs?|retails?|sells?|starts?|priced) (?:for |at |from |about )?[$£€]")


def _is_goods(sentence: Sequence[Word], run: names.Run) -> int:
    """How many signs say that a name is a product's: "launched the X", "its first phone, the X", "the X, a robot that"."""
    before = sentence[max(0, run.first - 6) : run.first]
    behind = sentence[run.last : run.last + 7]
    article = bool(before) and before[-1].lower in _ARTICLES
    further = before[-2] if article and len(before) > 1 else None
    done = further is not None and further.lemma in _DONE_TO_GOODS
    if further is not None and further.text == "," and len(before) > 2:
        done = before[-3].lemma in lexicon.words("products") and before[-1].lower == "the"
    elif further is not None and further.lower in ("to", "of", "for") and len(before) > 2:
        done = before[-3].lower in (
            "successor",
            "predecessor",
            "sequel",
            "follow-up",
            "replacement",
            "launch",
            "version",
        )
    named = (
        bool(before) and before[-1 - article].lower in ("called", "named", "dubbed", "branded")
        if before[article:]
        else False
    )
    named = named and any(word.lemma in lexicon.words("products") for word in before)
    described = len(behind) > 2 and behind[0].text == "," and behind[1].lower in ("a", "an", "its", "the")
    described = described and _first_noun(behind[2:]) in lexicon.words("products")
    used = article and bool(behind) and behind[0].lemma in lexicon.words("products")
    used = used and behind[0].lemma not in ("family", "service", "system")
    closed = bool(behind) and behind[0].text in (",", ".")
    comma = 1 + (article and before[-1].lower == "the")  # "its bigger sibling, the Kelpie Max,"
    set_off = closed and len(before) > 2 and before[-comma].text == "," and before[-comma - 1].lemma in _models()
    set_off = set_off and any(word.lower in _FRESH for word in before[:-2])  # "its first lager, Fjord Zero,"
    return done + named + (described and (article or _is_brought(before))) + used + set_off


@cache
def _models() -> frozenset[str]:
    return lexicon.words("products") | {"sibling", "variant", "successor", "replacement", "predecessor"}


def _is_brought(before: Sequence[Word]) -> bool:
    """Whether a verb for what is done to goods stands right before: "announced X, a platform"."""
    return bool(before) and before[-1].lemma in _DONE_TO_GOODS | {"announce", "offer", "sell"}


def _first_noun(words: Sequence[Word]) -> str:
    """The lemma of the noun that a noun phrase ends in."""
    last = ""
    for word in words:
        if word.tag[:2] not in ("NN", "JJ") and word.tag not in ("CD", "VBN", "VBG"):
            break
        last = word.lemma if word.tag in ("NN", "NNS") else last
    return last


_FRESH = frozenset("a an its their first latest new".split())
_ARTICLES = frozenset("the its a an their new".split())
_DONE_TO_GOODS = frozenset("launch unveil release introduce recall discontinue debut replace upgrade showcase".split())


_HELD = frozenset(  # what one has in a company rather than in a place
    "stake stakes invest invests invested investing investment investments shares shareholder shareholders investor "
    "investors shareholding round interest interests confidence share position holding holdings trust faith".split()
)


def _personal(sentence: Sequence[Word], run: names.Run, parts: Sequence[str]) -> Iterator[tuple[Kind, float]]:
    """What speaks for a person: a given name, a title, a post at its side, an age, "who", what only people do."""
    before = sentence[run.first - 1] if run.first else None
    behind = sentence[run.last : run.last + 9]
    if parts[0] in _ORG_FIRST and len(parts) > 1:
        yield "organization", 9
    if looks_personal(run.surface):
        yield "person", 1.2
    if run.surface in lexicon.words("given_names"):
        yield "person", 1.2
    if before and before.text.rstrip(".") in lexicon.words("titles"):
        yield "person", 6
    kin = sentence[run.first - 2] if before and before.text == "," and run.first > 1 else before
    if kin and kin.lemma in lexicon.words("kin") and len(parts) > 1:
        yield "person", 4
    if len(behind) > 1 and behind[0].text == "," and behind[1].lower in ("who", "whom", "who's"):
        yield "person", 3
    if before and len(parts) == 1 and before.text.istitle() and before.lower in _BEFORE_FAMILY_NAMES:
        yield "person", 3
    if len(parts) == 1 and _is_its_chief(behind):
        yield "person", 3
    if not 2 <= len(parts) <= 4 or any(part.lower().strip(".,") in lexicon.words("org_words") for part in parts[1:]):
        return
    verb = before is not None and before.tag.startswith("VB")  # "will chair Acme"
    if before and not verb and names.is_role(before.text) and before.lower not in _NO_PERSONS:
        yield "person", 3
    if before and before.lemma in _DONE_TO_PEOPLE and before.tag.startswith("VB"):
        yield "person", 2
    if before and before.lower == "said":
        yield "person", 1.5
    if len(behind) > 2 and behind[0].text == "," and (_is_age(behind) or _tells_a_post(behind[1:])):
        yield "person", 2.5
    if (behind and behind[0].lemma in _DONE_BY_PEOPLE and behind[0].tag.startswith("VB")) or (
        _acts(sentence, run) in _DONE_BY_PEOPLE
    ):
        yield "person", 1.5
    if len(behind) > 1 and behind[0].lower in ("is", "was", "became") and _tells_a_post(behind[1:4]):
        yield "person", 1.5
    joined = before is not None and before.lemma in ("join", "rejoin", "leave")
    if len(behind) > 1 and behind[0].text == "as" and not joined and _tells_a_post(behind[1:]):
        yield "person", 2


_SEATED = frozenset("based headquartered located born established founded registered".split())
_BEFORE_FAMILY_NAMES = frozenset("president chancellor premier ambassador governor congressman congresswoman".split())
_ORG_FIRST = frozenset(
    "Grupo Banco Banca Banque Groupe Gruppo Compagnie Compañía Companhia Sociedad Sociedade Société Empresa Empresas Bank "
    "University Hotel Hotels Institut Cervejaria Cervecería Cementos Aceros Minera Constructora Industrias Indústrias "
    "Laboratorios Laboratoires Transportes Aerolíneas Supermercados Farmacias Bodegas Viña Brasserie Brauerei Verlag "
    "Stadtwerke Sparkasse Browar Fabryka Azienda Cantina Cassa Credito Crédit Maison Atelier Studio Studios PT".split()
)
_OF_AN_ORGANISATION = frozenset(
    "shares stock employees executives spokesman spokeswoman customers announced reported plans".split()
)
_DONE_BY_ORGANISATIONS = frozenset(
    (
        "appoint hire acquire unveil employ recruit lay manufacture operate supply deliver order raise post "
        "float merge ship "
        "export produce make sell list sign invest recall"
    ).split()
)
_NO_PERSONS = frozenset(
    (
        "people owner producer creator partner leader general global regional international group technology "
        "finance financial"
    ).split()
)
_DONE_TO_PEOPLE = frozenset("name appoint hire poach elect recruit succeed promote fire oust sack nominate".split())
_DONE_BY_PEOPLE = frozenset("resign retire tweet quip recall step".split())


def _is_age(behind: Sequence[Word]) -> bool:
    return behind[1].text.isdigit() and len(behind[1].text) == 2 and behind[2].text in (",", ".", ")")


def _acts(sentence: Sequence[Word], run: names.Run) -> str:
    """The verb right behind a name, auxiliaries passed over: "X has raised"."""
    for word in sentence[run.last : run.last + 4]:
        if word.tag.startswith("VB") and word.lemma not in ("have", "be"):
            return word.lemma
        if not word.tag.startswith(("VB", "MD", "RB")):
            break
    return ""


def _tells_a_trade(behind: Sequence[Word]) -> bool:
    """Whether an apposition begins that says what a company is: ", a Leeds-based maker of lamps"."""
    if not behind or behind[0].tag != "DT" or behind[0].lower not in ("a", "an", "the"):
        return False
    for word, following in itertools.pairwise(behind[1:9]):
        if word.text in (",", ".", ";") or word.tag in ("IN", "WDT", "WP") or word.tag.startswith("MD"):
            return False
        if following.tag == "POS":
            return False  # "Jane Doe, the group's finance chief"
        trade = word.lemma in lexicon.words("nominals") - _ALSO_PEOPLE and word.text.islower()
        if trade and not following.tag.startswith(("NN", "CC")):
            return True
    return False


_ALSO_PEOPLE = frozenset("owner parent investor buyer seller developer producer publisher builder specialist".split())


def _is_its_chief(behind: Sequence[Word]) -> bool:
    """ ", the company's chief executive,": no company is that."""
    opened = len(behind) > 3 and behind[0].text == "," and behind[1].lower in ("the", "its", "their")
    owned = opened and (behind[1].tag == "PRP$" or behind[3].tag == "POS")
    return owned and _tells_a_post(behind[2:])


def _tells_a_post(words: Sequence[Word]) -> bool:
    """Whether a post is named before anything else happens: ", currently chief technology officer at"."""
    for word in words[:7]:
        if word.text in (",", ".", ";") or word.tag.startswith(("VBD", "VBZ", "VBP", "MD", "WP", "WD")):
            return False
        if names.is_strong_role(word.text) or word.lower in _POSTS:
            return True
    return False


_POSTS = frozenset(
    "analyst economist strategist spokesman spokeswoman spokesperson founder co-founder professor lawyer adviser".split()
)


def _is_located(sentence: Sequence[Word], run: names.Run) -> bool:
    """Whether something happens in it ("in Penang", "in Penang, Malaysia"), which is no stake or trust in a company."""
    before = sentence[run.first - 1] if run.first else None
    before2 = sentence[run.first - 2] if run.first > 1 else None
    if before is None or before2 is None:
        return False
    if before.text == ",":
        if run.first == 3 and sentence[0].text == "In" and sentence[min(run.last, len(sentence) - 1)].text != ",":
            return False  # "In Senegal, Sahel Liants shut"
        dated = before2.text in lexicon.words("not_names")  # "in April, Tallis"
        if run.last < len(sentence) and sentence[run.last].tag.startswith(("VB", "MD")):
            return before2.text in lexicon.phrases("places", "|") and run.surface in lexicon.phrases("places", "|")
        inside = run.first > 2 and sentence[run.first - 3].text == "in" and before2.text[0].isupper() and not dated
        return inside or before2.text in lexicon.phrases("places", "|")
    return before.lower == "in" and before2.lemma not in ("bring", "draft")  # "brought in Jane Doe"


def re_ticker(sentence: Sequence[Word], at: int) -> bool:
    """Whether a stock exchange's symbol stands in brackets at `at`."""
    inside = [word.text for word in sentence[at + 1 : at + 5]]
    return any(text.upper().startswith(("NYSE", "NASDAQ", "LON", "TSE", "HKEX", "ETR", "TICKER")) for text in inside)


def _decided(votes: dict[Kind, float]) -> Kind:
    if not votes:
        return "other"
    kind, weight = max(sorted(votes.items()), key=lambda item: item[1])
    return kind if weight >= 0.8 else "other"
