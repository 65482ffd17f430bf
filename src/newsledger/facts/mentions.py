"""Names in a text: capitalised runs with careful boundaries, and the fullest name that each stands for.

Candidates first, kinds in context: a run is typed only by what is sure (a legal form, a figure in it, a title before it)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsledger.records import Kind

_WORD = r"(?:[A-Z\u00c0-\u00de][\w&'’\u00c0-\u024f-]*|[a-z]{1,2}[A-Z][\w-]*|\d+[A-Z]\w*)"
_INITIAL = r"(?:\.(?=\s[A-Z]\w*\b)(?<=\b[A-Z]\.))?"
_LINK = r"(?:\s(?:of|de|du|da|van|von|der|al|bin|for|&)(?:\sthe)?(?=\s[A-Z]))?"
# A figure belongs to a name ("Kelpie 3") where it counts nothing.
_FIGURE = r"\d{1,4}(?![\d%.,]*\s?(?:%|million|billion|percent|per cent|people|units|jobs))(?![\d,])"
_RUN = re.compile(rf"(?<![\w$£€]){_WORD}{_INITIAL}(?:{_LINK}\s(?:{_WORD}|{_FIGURE}|&){_INITIAL})*")
_POSSESSIVE = re.compile(r"['’]s?$")
_NO_NAME = frozenset(
    "the a an this that these those it its he she they we you i his her their our your my in on at by for from with without "
    "to of as if when while where why how what who which whose after before since during despite although though because "
    "but and or nor so yet also still even just only both either neither each every all any some many most more much few "
    "several other another such no not now then there here however meanwhile moreover instead analysts investors shares "
    "companies startups experts critics officials sources people workers employees customers is was are were be been has "
    "have had do does did will would can could may might must shall should last next under over between among about against "
    "january february march april june july august september october november december monday tuesday wednesday thursday "
    "friday saturday sunday q1 q2 q3 q4 discounts losing later earlier today yesterday tomorrow net revenue sales profit "
    "shipments income total overall according based additionally finally founded one two three four five six seven eight "
    "nine ten first second third half nearly almost around more less up down through amid via per once until unlike like "
    "including ceo cfo coo cto chief executive chairman president director ai it llm us-based uk-based ipo gdp eps".split()
)
_ACRONYMS_ALLOWED = frozenset(["US", "UK", "EU", "UN"])
_ORG_WORDS = frozenset(
    "inc corp corporation co company ltd limited llc plc ag se gmbh group holdings holding technologies technology bank "
    "university institute association agency commission department ministry court union council energy stores systems "
    "partners capital ventures airlines airways motors pharmaceuticals labs laboratories media news post times journal "
    "software robotics sensors networks industries international foundation authority fund securities studios foods "
    "telecom electric electronics logistics insurance healthcare therapeutics biosciences solutions services motor".split()
)
_TITLES = re.compile(r"(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Prof|Professor|Judge|Sen|Senator|President|Minister)\.?\s$")
_NOMINAL = re.compile(
    r"\b(?:the|The)\s(?:\w+-based\s)?(?:company|firm|retailer|startup|start-up|group|carmaker|automaker|chipmaker|bank|maker|"
    r"giant|manufacturer|business|airline|lender|tech giant|social network|e-commerce giant|smartphone maker|publisher|"
    r"supplier|platform|developer|brand|broadcaster|operator|insurer|drugmaker|conglomerate)\b(?![-\w])"
)
_PRONOUN = re.compile(r"\b(He|he|She|she|His|his|Her|her|It|it|Its|its)\b")
_OWNER = re.compile(r"(?<=\w)['’]s?(?=\s)")
_ROUND = re.compile(r"Series [A-K]")  # a funding round is no name
_MARKET = re.compile(
    r"\b(?:[Tt]he\s)?((?:(?:global|world|worldwide|[A-Z][a-z]+)\s)?(?:[a-z]+\s)?[a-z]+\s(?:market|industry|sector))\b"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A mention at text[start:end]: `name` is what it stands for. `how` tells how that was found."""

    start: int
    end: int
    name: str
    kind: Kind
    how: str  # name, short, pronoun, nominal, market
    possessive: bool = False


@dataclass(slots=True)
class Reader:
    """The names of one document, read sentence by sentence so that each reference sees what stood before it."""

    lower_words: frozenset[str]
    kinds: dict[str, Kind] = field(default_factory=dict)
    full: dict[str, str] = field(default_factory=dict)
    last_person: str | None = None
    last_org: str | None = None
    last_subject: str | None = None

    def know(self, name: str, kind: Kind, *aliases: str) -> None:
        """Register a name from a card, with what else it is called."""
        self.kinds[name] = kind
        for alias in (name, *aliases):
            self.full[alias] = name
        self._shorten(name)

    def read(self, text: str, start: int, end: int) -> list[Named]:
        """The mentions of a sentence in order, none overlapping; what refers back is resolved."""
        found: list[Named] = []
        taken = start
        candidates = sorted([*self._runs(text, start, end), *self._references(text, start, end)])
        for begin, stop, how in candidates:
            if begin >= taken and (mention := self._mention(text, begin, stop, how, begin == start)):
                found.append(mention)
                taken = mention.end
        self._remember(found)
        return found

    def _runs(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        for match in _RUN.finditer(text, start, end):
            for begin, stop in _owners(text, match.start(), match.end()):
                yield from self._trimmed(text, begin, stop, begin == start)

    def _trimmed(self, text: str, start: int, end: int, opens: bool) -> Iterator[tuple[int, int, str]]:
        """A run without the words at its ends that only look like names."""
        words = list(re.finditer(r"\S+", text[start:end]))
        while words and self._is_plain(_POSSESSIVE.sub("", words[0][0]), opens and words[0].start() == 0):
            words.pop(0)
        while (
            words
            and (words[-1][0] == "&" or words[-1][0].lower() in _NO_NAME)
            and words[-1][0] not in _ACRONYMS_ALLOWED
        ):
            words.pop()
        if words:
            yield start + words[0].start(), start + words[-1].end(), "name"

    def _is_plain(self, word: str, opens: bool) -> bool:
        if word in _ACRONYMS_ALLOWED:
            return False
        return word.lower() in _NO_NAME or (opens and word.lower() in self.lower_words and word not in self.full)

    def _references(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        for pattern, how in ((_NOMINAL, "nominal"), (_PRONOUN, "pronoun"), (_MARKET, "market")):
            for match in pattern.finditer(text, start, end):
                yield (*match.span(1 if how == "market" else 0), how)

    def _mention(self, text: str, start: int, end: int, how: str, opens: bool) -> Named | None:
        surface = text[start:end]
        if how == "market":
            return Named(start, end, surface, "other", how) if len(surface.split()) > 2 else None
        if how in ("nominal", "pronoun"):
            return self._refer(surface, start, end, how)
        bare = _POSSESSIVE.sub("", surface)
        if len(bare) < 2 or bare.isdigit() or _ROUND.fullmatch(bare):
            return None
        name = self._fullest(bare)
        kind = self._kind(text, start, name)
        return Named(start, start + len(bare), name, kind, "name" if name == bare else "short", bare != surface)

    def _refer(self, surface: str, start: int, end: int, how: str) -> Named | None:
        word = surface.lower()
        personal = word in ("he", "she", "his", "her")
        name = self.last_person if personal else self.last_org or self.last_subject
        if name is None:
            return None
        kind: Kind = "person" if personal else self.kinds.get(name, "organization")
        return Named(start, end, name, kind, how, word in ("his", "her", "its"))

    def _fullest(self, bare: str) -> str:
        """A later "Zhou" or "Brightwater" is the longer name that began or ended so before."""
        if bare in self.full:
            return self.full[bare]
        self.full[bare] = bare
        self._shorten(bare)
        return bare

    def _shorten(self, name: str) -> None:
        words = name.split()
        if 2 <= len(words) <= 4 and not any(word[0].isdigit() for word in words):
            for short in (words[0], words[-1]):
                if short.lower() not in _ORG_WORDS and len(short) > 2:
                    self.full.setdefault(short, name)

    def _kind(self, text: str, start: int, name: str) -> Kind:
        if name not in self.kinds:
            words = name.split()
            if _TITLES.search(text, max(0, start - 12), start):
                self.kinds[name] = "person"
            elif any(word.lower().strip(".,") in _ORG_WORDS for word in words[1:]) or "&" in words:
                self.kinds[name] = "organization"
            elif len(words) > 1 and any(ch.isdigit() for ch in words[-1]):
                self.kinds[name] = "product"
        return self.kinds.get(name, "other")

    def _remember(self, found: list[Named]) -> None:
        """What the next sentence's references may stand for: the first person and the first organisation of this one."""
        named = [mention for mention in found if mention.how in ("name", "short")]
        person = next((m.name for m in named if m.kind == "person" or may_be_person(m.name, m.kind)), None)
        org = next((m.name for m in named if may_be_organization(m.name, m.kind)), None)
        self.last_person = person or self.last_person
        self.last_org = org or self.last_org
        self.last_subject = found[0].name if found else self.last_subject


def _owners(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run with a possessive in it is the owner's name and then the name of what is owned."""
    for owner in _OWNER.finditer(text, start, end):
        yield start, owner.end()
        start = owner.end() + 1
    yield start, end


def may_be_person(name: str, kind: Kind) -> bool:
    """Two to four words without figures, none of which is an organisation's."""
    words = name.split()
    if kind != "other":
        return kind == "person"
    plain = all(word[0].isupper() or word in ("de", "van", "von", "der", "al", "bin") for word in words)
    return (
        2 <= len(words) <= 4
        and plain
        and not any(c.isdigit() for c in name)
        and not any(w.isupper() and len(w) > 2 for w in words)
    )


def may_be_organization(name: str, kind: Kind) -> bool:
    """Anything that is not surely something else; a name of two plain words may be a person's all the same."""
    if kind != "other":
        return kind == "organization"
    return (
        not (may_be_person(name, kind) and len(name.split()) == 2)
        and name.split()[-1] not in _PLACES
        and not _ends_in_figure(name)
    )


def _ends_in_figure(name: str) -> bool:
    return any(ch.isdigit() for ch in name.split()[-1])


# Countries and the like that prose names most; never an organisation to refer back to as "the company".
_PLACES = frozenset(
    "China US U.S. UK Britain England Scotland France Germany Japan India Russia Europe Asia Africa America States Kingdom "
    "Kong Korea Canada Australia Italy Spain Brazil Mexico London York Beijing Shanghai Tokyo Paris Berlin Washington "
    "Wall EU Chinese American British German French Japanese Indian Russian European Asian AI LLM".split()
)
