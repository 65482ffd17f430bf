"""Who the names of a document are: which of them are one, and of what kind each is.

All of its sentences vote, so that a name is told by the clearest of its mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from newsledger.facts import lexicon, names
from newsledger.facts.kinds import decided, evidence, looks_personal, ranked_firms
from newsledger.facts.known import Known, adopt
from newsledger.facts.parsed import Sentence
from newsledger.facts.words import Word
from newsledger.records import Kind

_RANKED = 20.0  # votes of a name that a list of firms ranks
_LISTED = 3.0  # what a list says of a name's kind weighs as much as its surroundings may


class Who:
    """The names of a document: what each surface stands for, and of what kind it is."""

    def __init__(self, read: Sequence[Sentence], title: str, known: dict[str, tuple[str, Kind]], listed: Known) -> None:
        self.full: dict[str, str] = {surface: name for surface, (name, _) in known.items()}
        self.kinds: dict[str, Kind] = dict(known.values())
        self.counts: Counter[str] = Counter()
        votes: defaultdict[str, dict[Kind, float]] = defaultdict(dict)
        self._link(read)
        kinds = adopt(self.full, listed, self.kinds)
        ranked = ranked_firms(read)
        for sentence in read:
            for run in sentence.runs:
                name = self.full[run.surface]
                if name not in self.counts and looks_personal(name):
                    votes[name]["person"] = 7.0  # a given name tells once, not at every mention
                self.counts[name] += 3 if name not in self.counts and run.surface in title else 1
                told = [(kinds[name], _LISTED)] if name in kinds else []
                for kind, weight in (*told, *evidence(sentence.words, run)):
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
                self.kinds[name] = decided(votes[name])
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
        runs = [run.surface for sentence in read for run in sentence.runs]
        surfaces = Counter(runs)
        ranked = set(ranked_firms(read))
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
        families = _family_firms(runs)
        for surface in longer:
            if surface not in self.full:
                whole = next((s for s in index.get(surface, ()) if s != surface and len(s.split()) <= 6), surface)
                if surface in families and looks_personal(whole):
                    whole = surface
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


def _family_firms(runs: Sequence[str]) -> set[str]:
    """What is named twice before anybody of that family name is: "Brandauer", of which Ulrich Brandauer is a grandson."""
    seen: Counter[str] = Counter()
    introduced: set[str] = set()
    firms: set[str] = set()
    for surface in runs:
        family = surface.rpartition(" ")[2]
        if family != surface and looks_personal(surface):
            if seen[family] > 1 and family not in introduced:
                firms.add(family)
            introduced.add(family)
        seen[surface] += 1
    return firms


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
