"""What each amount of a sentence measures: of which noun, as a level or a movement, which way.

A rule a construction, tried in order; each looks at the phrases beside the amount and at the clause it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from newsledger.facts import lexicon
from newsledger.facts.clauses import Clause, follow
from newsledger.facts.movements import (
    ASIDE,
    CUTS,
    DOWNS,
    MARKETS,
    RAISES,
    SHARES,
    TRADED,
    UPS,
    Direction,
    clause_of,
    is_index,
    is_measure,
    is_stock,
    is_traded,
    measures,
    mover,
    subject_measure,
)
from newsledger.facts.phrases import Phrase
from newsledger.facts.reading import Sentence
from newsledger.facts.values import Found, multiple, singular
from newsledger.records import Quantity

_FEW = 100  # a bare number below counts nothing
_HEADLINE = 20  # words
_SHARES_DEALT = frozenset("close trade price open buy offer pay acquire sell value bid".split())
_A_QUOTE = 100_000  # a sum that no share costs
Way = Literal["value", "change"]

_COMPARED = ("higher", "lower", "fewer", "more", "less", "stronger", "weaker")
_THAN = {"weaker": "down", "stronger": "up", "smaller": "down", "larger": "up", "bigger": "up", "cheaper": "down"}
_EXPECTATIONS = frozenset(
    "estimate expectation forecast consensus guidance projection prediction outlook target".split()
)
_EXPECTS = frozenset("expect forecast predict project estimate anticipate pencil look poll".split())
_FORETELL = frozenset("economist analyst forecaster strategist".split())  # who are counted in a poll
_BY_VERB = {
    "earn": "net income",
    "lose": "loss",
    "generate": "revenue",
    "book": "revenue",
    "ship": "shipments",
    "sell": "sales",
    "deliver": "deliveries",
    "produce": "production",
    "make": "production",
    "build": "production",
    "manufacture": "production",
    **dict.fromkeys("pump mine extract refine brew bottle assemble harvest".split(), "production"),
    **dict.fromkeys(("churn out", "turn out"), "production"),
    "export": "exports",
    "bring in": "revenue",
    "take in": "revenue",
    "rake in": "revenue",
    "pull in": "revenue",
    "import": "imports",
    "spend": "spending",
    "burn": "cash burn",
    "owe": "debt",
    "gross": "gross",
    "process": "volume",
    "handle": "volume",
    "carry": "passengers",
}
_MONEY_VERBS = frozenset(
    ("earn", "lose", "generate", "spend", "burn", "owe", "book", "gross", "bring in", "take in", "rake in", "pull in")
)
_BEHIND_MEASURES = ("of", "at", "with", "around", "about", "between")
_LEVELS = frozenset(
    "be reach hit total stand come exceed top surpass amount average remain become equal cross pass near approach "
    "range measure register turn number close finish end stay run yield miss beat trade open settle sit arrive".split()
)
_SHARES_OF = frozenset(
    "account represent make hold have control command generate contribute be own capture take derive".split()
)
_HAVING = frozenset(
    (
        "have boast run operate own manage include attract command serve add gain win lose draw host carry handle count "
        "open offer cover log top exceed surpass reach hit report record see achieve employ use support connect reach "
        "expect deploy install treat enrol enroll house seat amass garner rack maintain be claim span train fly store "
        "deliver power supply cover weigh measure span travel last contain comprise hold produce make generate process "
        "welcome ferry transport lure educate stock haul recycle "
        "build treat clean cut save sleep draw find identify detect block receive register complete perform affect expose "
    ).split()
)
_BRINGS = frozenset("bring push take put drive send drag lift".split())
_TIMES = frozenset("double triple treble quadruple twice thrice".split())
_TOTALS = frozenset("total tally count".split())
_SUMMED = frozenset(
    "value total record level amount figure sum average".split()
)  # of a measure that is named elsewhere
_DEALS = frozenset(
    (
        "offer deal acquisition takeover merger purchase buyout fine penalty settlement damages lawsuit suit stake "
        "round funding investment financing loan bond ipo offering bid contract award grant bailout order fund facility "
        "verdict judgment tariff bonus salary pension package compensation fee ransom price valuation debt-financing "
        "float listing sale note credit raise injection check cheque donation prize reward tax budget project plant "
        "factory building property "
    ).split()
)
_DEALT = frozenset(
    (
        "acquire buy purchase invest pay fine sue settle seek borrow donate give award lend fund raise value price cost "
        "charge refund bid agree sign commit pledge offer lay sack fire dismiss hire employ retrain sentence order "
        "demand "
    ).split()
)
_NOT_COUNTED = frozenset(
    "person company firm giant analyst business startup thing type kind way family source group executive founder page "
    "model step member-state version feature option reason issue area category level category phase sector segment inch "
    "deal-maker investor expert official man woman child nanometer nm percent dollar device "
    "crash death character phone bet tip stock party round tier class layer "
    "degree pixel word letter call plan lawsuit case claim count charge director board "
    "block event example factor element item round "
    "question report series season episode film movie song book leader principle rule share "
    "save meeting spell goal assist rebound tackle touchdown inning".split()
)
_PLACES_RUN = frozenset(
    "plant factory shop mine warehouse hospital hotel school brand line country state market port".split()
)
_WHOLES = frozenset("portfolio network chain roster catalog catalogue community collection stable".split())
_SPREAD = frozenset("office operation customer client presence site branch location subsidiary".split())
_LANDS = frozenset("country state province city market".split())
CLOSES = ("close", "end", "finish", "trade", "open")
DONE = frozenset(_BY_VERB.values())
HARM = "people affected"
_GAINS: dict[str, Direction] = {"add": "up", "gain": "up", "win": "up", "lose": "down"}
_USES = frozenset(("use", "visit", "download", "subscribe", "sign up", "register", "watch", "stream", "install"))
_SOLD = frozenset("shipment delivery sale production output order registration volume export".split())
_COUNTED_HEADS = frozenset(
    (
        "user subscriber customer client member passenger visitor viewer follower download subscription store household "
        "arrival payroll permit listing transaction registration signup booking reservation account outlet site branch"
    ).split()
)
_CROWDS = frozenset(
    "capacity customer user subscriber client shipment sale revenue order output production export".split()
)
_SPANS = frozenset(
    (
        "consist comprise operate fly ship spread present export extend expand stretch work trade sell "
        "connect scale equip fit grow"
    ).split()
)


@dataclass(slots=True)
class Reading:
    """What an amount says. `at` is the index of its phrase; `joins` whether it may share a row with the one before it."""

    found: Found
    at: int
    measure: Phrase | None
    word: str = ""
    way: Way = "value"
    direction: Direction = "up"
    clause: Clause | None = None
    joins: bool = False
    expected: bool = False
    owner: Phrase | None = None
    yearly: bool = False  # growth over each of several years, which no level completes


@dataclass(slots=True)
class _Amount:
    """An amount in its place; `cue` is the phrase before it, adverbs of degree left out, and `cue_at` its index."""

    sentence: Sentence
    at: int
    found: Found
    last: Reading | None
    earlier: Reading | None  # the one before the last
    clause: Clause | None
    cue: Phrase | None
    cue_at: int

    @property
    def parts(self) -> list[Phrase]:
        return self.sentence.phrases

    @property
    def phrase(self) -> Phrase:
        return self.parts[self.at]

    @property
    def preposition(self) -> str:
        return self.cue.head if self.cue is not None and self.cue.kind == "prep" else ""

    def reading(
        self, measure: Phrase | None, way: Way = "value", direction: Direction = "up", **more: object
    ) -> Reading:
        return Reading(self.found, self.at, measure, way=way, direction=direction, clause=self.clause, **more)  # type: ignore[arg-type]

    def adds_to(self, measure: Phrase | None, way: Way) -> bool:
        """Whether the amount before this one is of the same measure, in the other way."""
        last = self.last
        return last is not None and last.measure is measure and last.way == way and not last.yearly

    def inherits(self, way: Way, direction: Direction = "up", *, joins: bool, expected: bool = False) -> Reading | None:
        """One more number of the measure that the one before it had."""
        if self.last is None:
            return None
        return self.inherits_from(self.last, way, direction, joins=joins, expected=expected)

    def inherits_from(
        self, last: Reading, way: Way, direction: Direction = "up", *, joins: bool, expected: bool = False
    ) -> Reading:
        """One more number of the measure that `last` had."""
        return replace(last, found=self.found, at=self.at, way=way, direction=direction, joins=joins, expected=expected)


def readings(sentence: Sentence) -> Iterator[Reading]:
    """What the amounts of a sentence say, left to right; those that measure nothing are left out."""
    last: Reading | None = None
    earlier: Reading | None = None
    for at, phrase in enumerate(sentence.phrases):
        for index in phrase.numbers:
            found = _counted(sentence, phrase, sentence.numbers[index])
            if _is_attributive(sentence, found) or found.value.unit in _FORETELL:
                continue
            clause, cue = _clause(sentence, at), _cue(sentence.phrases, at)
            amount = _Amount(sentence, at, found, last, earlier, clause, *cue)
            reading = next((r for rule in _RULES if (r := rule(amount))), None)
            if reading is not None and reading is not _NOTHING:
                earlier, last = last, _settled(sentence, reading, last)
                yield last
    yield from _multiples(sentence)


def _clause(sentence: Sentence, at: int) -> Clause | None:
    """The clause of a phrase; of what is "including" others the clause that has it as its object."""
    clause, phrase = clause_of(sentence, at), sentence.phrases[at]
    if clause is None or clause.verb.head != "include" or clause.at < at:
        return clause
    return next((c for c in sentence.clauses if c.at < at and any(p is phrase for p in c.objects)), clause)


def _settled(sentence: Sentence, reading: Reading, last: Reading | None) -> Reading:
    """A percent of growth is a movement, however it is put; a bare number is of what the one before it counted."""
    head = reading.measure.head if reading.measure is not None else ""
    grows = reading.measure is not None and "growth" in reading.measure.lemmas
    if reading.way == "value" and reading.found.kind == "percent" and (head in UPS | DOWNS or grows):
        reading = replace(reading, way="change", direction="down" if head in DOWNS else "up")
    quantity = reading.found.value
    if reading.way == "change" and quantity.min is not None and quantity.min < 0:
        quantity = replace(quantity, min=-quantity.min, max=-quantity.max if quantity.max is not None else None)
        reading = replace(reading, direction="down")
    of_count = last is not None and last.found.kind == "count" and last.measure is reading.measure
    if reading.found.kind == "number" and of_count and last is not None:
        quantity = replace(quantity, unit=last.found.value.unit)
        return replace(reading, found=replace(reading.found, kind="count", value=quantity))
    if reading.found.kind == "number" and (unit := _unit_of(sentence, reading)):
        return replace(reading, found=replace(reading.found, kind="count", value=replace(quantity, unit=unit)))
    return replace(reading, found=replace(reading.found, value=quantity))


def _unit_of(sentence: Sentence, reading: Reading) -> str | None:
    """What a bare number counts: "shipments rose to 61,000", "passenger numbers reached 2.3 million"."""
    if reading.measure is None or reading.measure.name is not None or (reading.found.value.min or 0) < _FEW:
        return None
    kept = [lemma for lemma in reading.measure.lemmas if lemma not in ("number", "count", "total", "base")]
    head = kept[-1] if kept else ""
    if head in _SOLD:
        return "unit"
    if head in _COUNTED_HEADS:
        return head
    several = sentence.words[reading.measure.last - 1].tag == "NNS" and head not in measures()
    return head if several and head.isalpha() else None


def _counted(sentence: Sentence, phrase: Phrase, found: Found) -> Found:
    """A bare number before a plural noun that a name parts from it counts that noun: "400 Kelpie 3 jets"."""
    words = sentence.words
    noun = words[phrase.last - 1]
    if found.kind != "number" or noun.start < found.end or noun.tag != "NNS" or not noun.lower.isalpha():
        return found
    value = replace(found.value, unit=singular(noun.lower))
    return replace(found, kind="count", value=value)


def _is_attributive(sentence: Sentence, found: Found) -> bool:
    """Whether the amount only describes a thing: "a 7.2-inch display", "a 263-page report"."""
    if found.kind != "count":
        return False
    inside = [w for w in sentence.words if found.start <= w.start < found.end]
    return any(w.text == "-" or "-" in w.text.strip("-") for w in inside[:3])


def _cue(parts: Sequence[Phrase], at: int) -> tuple[Phrase | None, int]:
    i = at - 1
    while i >= 0 and (
        parts[i].kind == "time"
        or (parts[i].kind == "adv" and parts[i].head not in ASIDE)
        or (
            parts[i].kind == "prep"
            and parts[i].head in ("about", "around", "over", "under", "between")
            and i
            and parts[i - 1].kind == "prep"
        )
    ):
        i -= 1
    return (parts[i], i) if i >= 0 else (None, -1)


# The rules.


def _is_dealt(amount: _Amount) -> Reading | None:
    """Amounts of deals, fines, pay and the like measure nobody: they are read as nothing, without a further look."""
    clause, parts, at = amount.clause, amount.parts, amount.at
    if amount.found.kind not in ("money", "count"):
        return None
    noun = parts[amount.cue_at - 1] if amount.preposition in ("of", "for", "at", "worth") and amount.cue_at else None
    if noun is not None and _is_net(parts, amount.cue_at - 1):
        return None
    behind = follow(parts, at)[:1]
    heads = {
        amount.phrase.head,
        noun.head if noun else "",
        *(np.head for prep, np in behind if prep in ("in", "of", "for")),
    }
    if heads & _DEALS and not (amount.found.kind == "count" and noun is None):
        return _NOTHING
    if (
        clause is not None
        and clause.at < at
        and clause.verb.head.split()[0] in _DEALT
        and not mover(clause)
        and not any(is_measure(p) for p in (*clause.objects, *clause.subjects))
    ):
        return _NOTHING
    return None


def _aside(amount: _Amount) -> Reading | None:
    """ "up 20%", "down by 3%", "lower by", "3% higher", "5% more than"."""
    parts, at, cue = amount.parts, amount.at, amount.cue
    word = ""
    words = amount.sentence.words
    opening = words[amount.phrase.first]
    if opening.lower in ASIDE and opening.end <= amount.found.start and opening.lower not in ("more", "less"):
        word = opening.lower
    elif cue is not None and cue.head == "by" and amount.cue_at and parts[amount.cue_at - 1].head in ASIDE:
        word = parts[amount.cue_at - 1].head
    elif cue is not None and cue.head in ASIDE and cue.kind in ("adv", "prep", "adj", "np"):
        word = cue.head
    elif (
        at + 1 < len(parts)
        and parts[at + 1].head in ("higher", "lower", "fewer", "down", "up", "firmer", "softer")
        and parts[at + 1].kind in ("adj", "adv")
    ):
        word = parts[at + 1].head
    elif at + 1 < len(parts) and parts[at + 1].head in _THAN:
        word = _THAN[parts[at + 1].head]
    elif _is_beside_before(parts, at):
        word = "up" if parts[at + 1].head == "above" else "down"
    elif amount.found.kind == "percent" and at + 2 < len(parts) and parts[at + 1].head in ("more", "less", "fewer"):
        word = parts[at + 1].head if parts[at + 2].head == "than" else ""
    elif amount.found.kind == "percent" and amount.phrase.head in ("higher", "lower", "fewer"):
        word = amount.phrase.head
    elif (
        cue is not None
        and cue.kind == "vg"
        and cue.head.split()[-1] in ("up", "down", "off")
        and cue.head.split()[0] == "be"
    ):
        word = cue.head.split()[-1]
    if amount.found.kind == "count" and amount.last is not None and _is_more_than(amount):
        return amount.inherits("change", ASIDE[parts[at + 1].head], joins=amount.last.way == "value")
    if not word or amount.found.kind == "count":
        return None
    direction = ASIDE[word]
    clause = amount.clause
    opens = amount.cue_at - 1 if cue is not None and (cue.head in ASIDE or cue.head == "by") else -1
    aside = opens >= 0 and parts[opens].kind == "comma"
    if (
        not aside
        and clause is not None
        and clause.verb.head.split()[0] in ("be", "remain", "stay", "close", "end", "finish", "trade", "come", "open")
    ) and clause.subjects:
        measure = subject_measure(clause) or clause.subjects[0]
        return amount.reading(measure, "change", direction, joins=amount.adds_to(measure, "value"))
    before = parts[opens] if opens >= 0 and parts[opens].kind == "np" else None
    own = before if before is not None and (is_measure(before) or before.head in TRADED) else None
    if own is not None and amount.last is not None and own is not amount.last.measure:
        return amount.reading(own, "change", direction)  # "with rental income down 4%"
    if amount.last is not None:
        return amount.inherits("change", direction, joins=amount.last.way == "value")
    left = _noun_left(parts, opens)
    return amount.reading(left or subject_measure(clause), "change", direction) if left or clause else None


def _is_more_than(amount: _Amount) -> bool:
    """ "Carried 6 million tonnes, 300,000 tonnes more than a year before"."""
    behind = amount.parts[amount.at + 1 : amount.at + 3]
    alike = amount.last is not None and _alike(amount.found, amount.last.found)
    return alike and len(behind) == 2 and behind[0].head in ("more", "less", "fewer") and behind[1].head == "than"


def _is_beside_before(parts: Sequence[Phrase], at: int) -> bool:
    """ "9 per cent below last year"."""
    if (
        at + 2 >= len(parts)
        or parts[at + 1].head not in ("above", "below")
        or parts[at + 1].kind not in ("prep", "adv")
    ):
        return False
    after = parts[at + 2]
    return after.kind == "time" or after.head in ("year", "quarter", "month", "period", "figure", "level", "total")


def _movement(amount: _Amount) -> Reading | None:
    """ "a 42.4% increase in sales", "a 3% revenue drop", "sales of $5m, a 30% increase", "the 4.8 percent gain"."""
    phrase = amount.phrase
    grows = "growth" in phrase.lemmas and phrase.head == "rate"
    if (phrase.head not in UPS | DOWNS and not grows) or amount.found.kind == "number":
        return None
    direction: Direction = "up" if phrase.head in UPS or grows else "down"
    behind = next(
        (np for prep, np in follow(amount.parts, amount.at) if prep in ("in", "of", "for") and not np.times), None
    )
    if behind is not None and behind.name is None and not behind.numbers:
        return amount.reading(behind, "change", direction)
    if any(lemma in measures() for lemma in phrase.lemmas[:-1] if lemma not in ("growth", "rate")):
        return amount.reading(phrase, "change", direction)
    if amount.last is not None:
        aside = amount.cue is not None and amount.cue.kind == "comma"
        joins = aside and amount.last.way == "value"
        missed = amount.clause is not None and amount.clause.verb.head in ("miss", "beat", "top", "exceed")
        return amount.inherits("change", direction, joins=joins, expected=missed)
    return amount.reading(subject_measure(amount.clause) or phrase, "change", direction)


def _movement_of(amount: _Amount) -> Reading | None:
    """ "sales growth of 1.8 percent", "an increase in profit of 5%", "at a CAGR of 7%"."""
    if amount.preposition not in ("of", "by") or amount.cue_at == 0:
        return None
    noun = _noun_left(amount.parts, amount.cue_at - 1)
    if noun is None:
        return None
    at = amount.parts.index(noun)
    if (
        noun.head not in UPS | DOWNS
        and at > 1
        and amount.parts[at - 1].head == "in"
        and amount.parts[at - 2].head in UPS | DOWNS
    ):
        direction: Direction = "up" if amount.parts[at - 2].head in UPS else "down"
        return amount.reading(noun, "change", direction)
    grows = noun.head == "rate" and bool({"growth", "compound"} & set(noun.lemmas))
    if noun.head not in UPS | DOWNS and not grows:
        return None
    direction = "up" if noun.head in UPS or grows else "down"
    behind = next((np for prep, np in follow(amount.parts, at) if prep in ("in", "for") and is_measure(np)), None)
    aside = at > 0 and amount.parts[at - 1].kind == "comma" and amount.last is not None and noun.owner is None
    bare = (
        noun.owner is None
        and not noun.inner
        and all(lemma in UPS | DOWNS for lemma in noun.lemmas if lemma.isalpha() and lemma not in ("a", "an", "the"))
    )
    if behind is None and (aside or bare) and amount.last is not None:
        more = amount.inherits("change", direction, joins=aside and amount.last.way == "value")
        return replace(more, clause=amount.clause) if more is not None and not aside else more
    if behind is None and noun.head in ("cagr", "rate") and subject_measure(amount.clause) is not None:
        return amount.reading(subject_measure(amount.clause), "change", direction, yearly=True)
    return amount.reading(behind or noun, "change", direction)


def _margin(amount: _Amount) -> Reading | None:
    """ "Two cents better than expected": how far a figure beat what was expected, no figure itself."""
    behind = amount.parts[amount.at + 1 : amount.at + 4]
    apart = len(behind) == 3 and behind[0].head in ("better", "worse", "ahead", "short", "shy")
    return _NOTHING if apart and behind[1].kind == "prep" else None


def _is_net(parts: Sequence[Phrase], at: int) -> bool:
    """ "Profit after *tax* of"."""
    return at > 1 and parts[at].head in ("tax", "interest") and parts[at - 1].head in ("after", "before")


def _noun_left(parts: Sequence[Phrase], at: int) -> Phrase | None:
    """The noun phrase that what follows `at` belongs to: over brackets, participles and prepositions up to a measure."""
    nearest: Phrase | None = None
    i = at
    for _ in range(12):
        if i < 0:
            break
        part = parts[i]
        if part.kind == "close":
            i = next((j for j in range(i, -1, -1) if parts[j].kind == "open"), 0)
        elif (part.kind == "np" and part.head == "share" and i and parts[i - 1].head == "per") or _is_net(parts, i):
            i -= 1
        elif part.kind == "np":
            nearest = nearest or part
            if is_measure(part):
                return part
            if i < 2 or parts[i - 1].kind != "prep" or parts[i - 2].kind not in ("np", "close", "vg"):
                break
            i -= 1
        elif part.kind not in ("adv", "time") and not (part.kind == "vg" and i == at and not part.modal):
            break
        i -= 1
    return nearest


def _expected(amount: _Amount) -> Reading | None:
    """ "beating estimates of $5", "the $5 that analysts expected", "versus a consensus of $5"."""
    parts, at = amount.parts, amount.at
    noun = _noun_left(parts, amount.cue_at - 1) if amount.preposition in ("of", "for", "at") and amount.cue_at else None
    of_noun = noun is not None and (noun.head in _EXPECTATIONS)
    of_verb = (
        _is_bare(amount)
        and any(p.kind == "vg" and p.head.split()[0] in _EXPECTS for p in parts[at + 1 : at + 5])
        and not any(p.kind == "np" and is_measure(p) for p in parts[at + 1 : at + 3])
    )
    of_verb = of_verb or _is_foreseen(amount)
    if not (of_noun or (of_verb and amount.last is not None)):
        return None
    if amount.last is not None and _alike(amount.found, amount.last.found):
        return amount.inherits(amount.last.way, amount.last.direction, joins=False, expected=True)
    return amount.reading(noun, "value", expected=True) if noun is not None else None


def _is_foreseen(amount: _Amount) -> bool:
    """ "Analysts were expecting $5"."""
    clause = amount.clause
    if (
        clause is None
        or clause.verb.head not in _EXPECTS
        or amount.phrase not in clause.objects
        or not _is_bare(amount)
    ):
        return False
    return any(subject.head in ("analyst", "economist", "market", "street") for subject in clause.subjects)


def _is_bare(amount: _Amount) -> bool:
    """Whether no noun follows the amount in its phrase."""
    return amount.sentence.words[amount.phrase.last - 1].end <= amount.found.end


def _alike(one: Found, other: Found) -> bool:
    same = one.kind == other.kind and one.value.unit == other.value.unit
    return same or (one.kind == "number" and other.kind == "count")


def _compared(amount: _Amount) -> Reading | None:
    """ "up from $1.99 billion", "compared with 3%", "versus 12 a year earlier": another value of the same measure."""
    parts, last = amount.parts, amount.last
    if last is None or (not _alike(amount.found, last.found) and last.way == "value"):
        return None
    if parts[amount.at - 1].head in _TIMES and _alike(amount.found, last.found):
        return amount.inherits(last.way, last.direction, joins=False)  # "nearly double the $4bn of a year earlier"
    if last.word == "eps" and not _is_per_share(amount) and amount.earlier is not None:
        last = amount.earlier  # "earned $9m, or $2 a share, compared with $8m"
    word = amount.preposition
    before = parts[amount.cue_at - 1] if amount.cue_at > 0 else None
    compares = word in ("versus", "vs", "vs.", "against", "than") or (
        word in ("with", "to") and before is not None and before.head in ("compare", "compared")
    )
    if compares and _alike(amount.found, last.found):
        return amount.inherits_from(last, last.way, last.direction, joins=False)
    if (word == "from" and amount.found.kind != "percent") or (word == "from" and _alike(amount.found, last.found)):
        return amount.inherits_from(last, "value", joins=False)
    if word == "to" and last.way == "value" and parts[last.at - 1].head == "from" and _alike(amount.found, last.found):
        return amount.inherits_from(last, "value", joins=False)
    return None


def _is_per_share(amount: _Amount) -> bool:
    words = amount.sentence.words
    after = [w.lower for w in words[amount.phrase.first : amount.phrase.last + 4] if w.start >= amount.found.end][:3]
    return after[:2] in (["a", "share"], ["per", "share"]) or after in (
        ["per", "diluted", "share"],
        ["per", "american", "depositary"],
    )


def _per_share(amount: _Amount) -> Reading | None:
    """ "$2.53 per diluted share", "$2.52 a share": earnings, unless it is a dividend, a bid or a quote."""
    if amount.found.kind != "money" or not _is_per_share(amount):
        return None
    clause = amount.clause
    noun = _noun_left(amount.parts, amount.cue_at - 1) if amount.preposition else None
    if noun is not None and noun.head == "dividend":
        return amount.reading(noun)
    if clause is not None and clause.verb.head.split()[0] in _SHARES_DEALT:
        return _NOTHING
    if noun is not None and is_measure(noun):
        return amount.reading(noun)
    paid = amount.preposition in ("for", "at") and subject_measure(clause) is None
    if paid or (noun is not None and (noun.head in _DEALS or noun.head == "bid")):
        return _NOTHING
    expects = clause is not None and clause.verb.head in _EXPECTS
    return amount.reading(None, word="eps", expected=expects)


def _extreme(amount: _Amount) -> Reading | None:
    """ "slumped to a two-year low of $3.10", "hit a high of 82p"."""
    noun = amount.parts[amount.cue_at - 1] if amount.preposition == "of" and amount.cue_at else None
    clause = amount.clause
    if (
        noun is None
        or noun.head not in ("low", "high", "peak", "trough", "record")
        or clause is None
        or not clause.subjects
    ):
        return None
    measure = subject_measure(clause) or clause.subjects[0]
    return amount.reading(measure, "value", mover(clause) or "up")


def _likewise(amount: _Amount) -> Reading | None:
    """ "Tallis shed 5% and Brightwater 3%", "followed by Brightwater with 22%": the same of somebody else."""
    last, cue, at, parts = amount.last, amount.cue, amount.cue_at, amount.parts
    if last is None or cue is None or at < 1 or not _alike(amount.found, last.found):
        return None
    if cue.name is not None and parts[at - 1].kind in ("cc", "comma"):
        moved = last.measure is not None and last.measure.name is not None
        return replace(last, found=amount.found, at=amount.at, measure=cue, joins=False) if moved else None
    if (
        cue.head in ("with", "at", "on")
        and parts[at - 1].name is not None
        and parts[at - 2].head in ("by", "and", "of")
    ):
        return replace(last, found=amount.found, at=amount.at, owner=parts[at - 1], joins=False)
    return None


def _elliptic(amount: _Amount) -> Reading | None:
    """ "Grew 5% in Europe and 7% in Asia", "18% comes from Spain, and roughly 9% from Greece": the same of another part."""
    last, cue, parts, at = amount.last, amount.cue, amount.parts, amount.at
    if last is None or cue is None or cue.kind not in ("cc", "comma") or amount.clause is not last.clause:
        return None
    if not _alike(amount.found, last.found) or amount.phrase.lemmas != parts[last.at].lemmas or at + 2 >= len(parts):
        return None
    parted = parts[last.at + 1].kind == "prep" and parts[at + 1].head == parts[last.at + 1].head
    named = parts[at + 2].kind == "np" and not parts[at + 2].numbers and not is_measure(parts[at + 2])
    return amount.inherits(last.way, last.direction, joins=False) if parted and named else None


def _used(amount: _Amount) -> Reading | None:
    """ "70,000 farmers use the app", "used by 70,000 farmers", "1.4 million people have signed up"."""
    clause = amount.clause
    if clause is None or amount.found.kind != "count" or clause.verb.head not in _USES:
        return None
    if amount.phrase not in clause.subjects or (amount.found.value.min or 0) < 100:
        return None
    return amount.reading(None, word="users")


def _is_bounded(amount: _Amount) -> bool:
    """ "An EBITDA margin above 14%"."""
    noun, opens = amount.cue, amount.sentence.words[amount.phrase.first].lower
    beside = noun is not None and noun.kind == "np" and noun.name is None and amount.cue_at == amount.at - 1
    beside = beside and noun is not None and noun.last - noun.first > 2  # "a rate above 6%" may be anybody's
    return beside and opens in ("above", "below", "exceeding") and is_measure(noun) and not is_stock(noun)  # type: ignore[arg-type]


def _measure_of(amount: _Amount) -> Reading | None:
    """ "revenue of $5 billion", "net premiums written of", "a profit margin of 5%", "a total of 270 outlets"."""
    if _is_bounded(amount):
        return amount.reading(amount.cue)
    count_for = amount.preposition == "for" and amount.found.kind == "count"
    if (amount.preposition not in _BEHIND_MEASURES and not count_for) or amount.cue_at == 0:
        return None
    # "the lowest rate in the land, at 2.4%"
    comma = amount.preposition == "at" and amount.parts[amount.cue_at - 1].kind == "comma"
    noun = _noun_left(amount.parts, amount.cue_at - 1 - comma)
    if (
        noun is None
        or not (is_measure(noun) or noun.head == "pace")
        or (noun.head in SHARES and noun.numbers)
        or is_stock(noun)
    ):
        return None
    at = amount.parts.index(noun)
    verb = amount.clause.verb.head.split()[0] if amount.clause is not None else ""
    moved = mover(amount.clause) or ("up" if verb in RAISES else "down" if verb in CUTS else None)
    if (
        moved is not None
        and noun.head in ("average", "rate", "pace")
        and at
        and amount.parts[at - 1].head in ("by", "at")
    ):
        return amount.reading(subject_measure(amount.clause), "change", moved)
    of_a_range = noun.head == "range" and amount.found.kind in ("percent", "money")
    if (noun.head in _SUMMED or of_a_range) and len(noun.lemmas) <= 2:
        return amount.reading(
            subject_measure(amount.clause) or (amount.phrase if amount.found.kind == "count" else noun)
        )
    if amount.preposition == "with" or noun.head == "pace":
        return None
    beside = amount.preposition == "at" and amount.last is not None and amount.last.at == amount.cue_at - 1
    return amount.reading(noun, joins=beside and amount.adds_to(noun, "change"))  # "profit up 17% at ¥48bn"


def _of_measure(amount: _Amount) -> Reading | None:
    """ "$27.1 billion in revenue", "65% of its premiums", "a 92% share of the market", "$5m of debt"."""
    behind = follow(amount.parts, amount.at)
    beside = amount.parts[amount.at + 1] if amount.at + 1 < len(amount.parts) else None
    if (
        amount.found.kind == "percent"
        and _is_bare(amount)
        and beside is not None
        and is_measure(beside)
        and beside.owner
    ):
        behind = [("of", beside)]  # "nearly half its sales"
    if not behind or amount.phrase.head in measures():
        return None
    preposition, noun = behind[0]
    if preposition not in ("in", "of") or amount.found.kind == "number" or noun.numbers:
        return None
    if amount.found.kind == "percent":
        clause = amount.clause
        shares = (
            clause is not None and clause.verb.head.split()[0] in _SHARES_OF | {"come", "stem"}
        ) or amount.preposition == "with"
        shares = shares or _is_equal(amount)
        owned = noun.owner is not None or (bool(noun.inner) and is_measure(noun))
        good = (
            preposition == "of"
            and (is_measure(noun) or noun.head in MARKETS)
            and (shares or owned or noun.head in _CROWDS)
        )
        return amount.reading(noun, word="" if is_measure(noun) else "market share") if good else None
    known = is_measure(noun) and not is_stock(noun)
    if known and clause_moves(amount) is None:
        return amount.reading(noun)
    return amount.reading(noun, "change", clause_moves(amount) or "up") if known and not amount.preposition else None


def _is_equal(amount: _Amount) -> bool:
    """ "Equivalent to 19% of sales", ", or 4% of sales": what an amount is a part of."""
    before = amount.parts[amount.cue_at - 1] if amount.cue_at > 0 else None
    if amount.cue is None or before is None or amount.last is None:
        return False
    told = amount.preposition == "to" and before.head in ("equivalent", "equal")
    return told or (amount.cue.head == "or" and before.kind == "comma")


def clause_moves(amount: _Amount) -> Direction | None:
    """The direction of the amount's clause where its subject is a measure itself."""
    return mover(amount.clause) if subject_measure(amount.clause) is not None else None


def _lost_part(amount: _Amount) -> Reading | None:
    """ "lost 20 per cent of its market value"."""
    clause = amount.clause
    if clause is None or clause.at > amount.at or amount.found.kind != "percent":
        return None
    if clause.verb.head not in ("lose", "gain", "shed", "add"):
        return None
    behind = next(
        (np for prep, np in follow(amount.parts, amount.at)[:1] if prep in ("of", "in") and is_measure(np)), None
    )
    direction: Direction = "down" if clause.verb.head in ("lose", "shed") else "up"
    stock = next((p for p in clause.subjects if is_stock(p)), None)
    if stock is not None:
        return amount.reading(stock, "change", direction)
    return amount.reading(behind, "change", direction) if behind is not None else None


def _wiped(amount: _Amount) -> Reading | None:
    """ "wiped $2.3 billion off its market value", "knocked 5% off the shares"."""
    clause = amount.clause
    if clause is None or clause.at > amount.at or clause.verb.head.split()[0] not in ("wipe", "knock", "shave"):
        return None
    parts = amount.parts[amount.at + 1 : amount.at + 4]
    off = next((i for i, p in enumerate(parts) if p.head in ("off", "from")), None)
    target = next((p for p in parts[off + 1 :] if p.kind == "np" and not p.owns), None) if off is not None else None
    known = target is not None and (is_measure(target) or is_stock(target))
    return amount.reading(target, "change", "down") if known else None


def _moved(amount: _Amount) -> Reading | None:
    """ "rose 3.5 percent to $27.2 billion", "fell to 12% from 15%", "climbing from $17 billion", "grew by 3m"."""
    clause = amount.clause
    way = mover(clause)
    if clause is None or clause.at > amount.at:
        return None
    if clause.verb.head == "add" and (amount.found.kind == "percent" or amount.found.value.unit == "point"):
        way = "up"
    verb = clause.verb.head.split()[0]
    if verb in _BRINGS and amount.preposition == "to" and any(p.head in _TOTALS for p in clause.objects):
        return amount.inherits("value", joins=False)  # "added 40 shops, bringing the total to 900"
    objects = [p for p in clause.objects if is_measure(p) and not p.numbers]
    if objects and verb in RAISES | CUTS | _BRINGS:
        way, measure = ("down" if verb in CUTS else "up"), objects[0]
        if measure.head in _EXPECTATIONS and (foreseen := _foreseen(amount, measure)) is not None:
            return foreseen
    elif way is None:
        return None
    else:
        found = _referred(amount, clause) or subject_measure(clause) or _dashed_subject(amount, clause)
        if found is None:
            found = _named_subject(amount, clause, verb)
        if found is None:
            return None
        measure = found
    word, last = amount.preposition, amount.last
    if word == "to" and last is not None and last.at == amount.cue_at - 1 and last.way == "change":
        return amount.inherits("value", joins=True)  # "with the euro up 0.2% to $1.10"
    if word in ("to", "at", "above", "below", "past"):
        return amount.reading(measure, "value", way, joins=amount.adds_to(measure, "change"))
    if word == "from":
        return amount.reading(measure, "value", expected=measure.head in _EXPECTATIONS)
    if objects and amount.cue is not None and amount.cue.kind != "prep" and amount.phrase is not clause.second:
        return None
    if word == "as" and amount.parts[amount.cue_at - 1].head in ("low", "high") and amount.found.kind == "money":
        return amount.reading(measure, "value", way)  # "fell as low as $11"
    if word in ("by", "", "as", "more", "between", "about", "around", "over", "nearly"):
        if (
            amount.last is not None
            and amount.last.measure is measure
            and amount.cue is not None
            and amount.cue.kind == "comma"
        ):
            return None
        return amount.reading(measure, "change", way, joins=amount.adds_to(measure, "value"))
    return None


def _foreseen(amount: _Amount, outlook: Phrase) -> Reading | None:
    """ "Lifted its forecast for sales growth to 24% from 20%": what is foreseen of the sales, before and now."""
    at = next(i for i, part in enumerate(amount.parts) if part is outlook)
    noun = next((np for prep, np in follow(amount.parts, at)[:1] if prep in ("for", "of") and is_measure(np)), None)
    if noun is None or amount.preposition not in ("to", "from"):
        return None
    return amount.reading(noun, expected=amount.preposition == "to")


def _referred(amount: _Amount, clause: Clause) -> Phrase | None:
    """ "Sales in Asia fell but *those* in Europe rose 3%": the measure before."""
    if not clause.subjects or clause.subjects[0].head not in ("those", "that"):
        return None
    return next((p for p in reversed(amount.parts[: clause.at]) if p.name is None and is_measure(p)), None)


def _dashed_subject(amount: _Amount, clause: Clause) -> Phrase | None:
    """The sentence's opening noun phrase where dashes or a participle keep the verb from its subject."""
    if any(s.name is not None or s.pronoun for s in clause.subjects) or not (
        clause.verb.participle or not clause.subjects
    ):
        return None
    return next((p for p in amount.parts[: clause.at] if p.kind == "np" and (is_measure(p) or p.head in MARKETS)), None)


def _named_subject(amount: _Amount, clause: Clause, verb: str) -> Phrase | None:
    """ "AWS grew 20%", "Tallis fell 3%": the name itself is what moved."""
    subject = clause.subjects[0] if clause.subjects else None
    if subject is None:
        return None
    points = amount.found.value.unit == "point" and is_index(amount.sentence, subject)
    if amount.found.kind not in ("percent", "money", "number") and not points:
        return None
    if amount.found.kind == "percent" and any(prep == "of" for prep, _ in follow(amount.parts, amount.at)[:1]):
        return None  # "will shed 1,100 jobs, or 7 percent of its work force"
    if verb == "lose" and amount.found.kind == "money" and (amount.found.value.min or 0) >= _A_QUOTE:
        return None  # "Tallis lost $48 million" made a loss; "lost 30 pence" did its share
    return subject if subject.name is not None or subject.head in SHARES | TRADED else None


def _is_quote(amount: _Amount) -> bool:
    """Whether an amount may be what a share costs."""
    return amount.found.kind == "money" and (amount.found.value.min or 0) < _A_QUOTE


def _level(amount: _Amount) -> Reading | None:
    """ "net income was $2 billion", "the market surpassed $25 billion", "shares closed at $185"."""
    clause = amount.clause
    if clause is None or clause.at > amount.at or clause.verb.head.split()[0] not in _LEVELS:
        return None
    measure = next((p for p in clause.subjects if is_measure(p)), None)
    if measure is None:
        measure = next((p for p in clause.subjects if p.name is None and p.head in MARKETS | SHARES), None)
    if measure is None and not clause.subjects:
        measure = _dashed_subject(amount, clause)  # "the price of a bike sold in May was"
    if measure is None and ((clause.verb.head in CLOSES or clause.verb.head == "stand") or amount.preposition == "at"):
        quoted = amount.preposition == "at" and amount.found.kind == "money"  # "Brent was last at $60"
        known = (
            p for p in clause.subjects if is_index(amount.sentence, p) or (quoted and is_traded(amount.sentence, p))
        )
        measure = next(known, None)
        closes = clause.verb.head in CLOSES and amount.preposition == "at" and _is_quote(amount)
        if measure is None and closes:
            measure = next((p for p in clause.subjects if p.name is not None), None)
        if measure is not None:
            return amount.reading(measure, joins=amount.adds_to(measure, "change"))
    ranges = amount.preposition == "from" and clause.verb.head == "range"
    if measure is None or (amount.preposition in ("in", "for", "on", "with", "after", "by", "from") and not ranges):
        return None
    few = (amount.found.value.min or 0) < _FEW
    if amount.found.kind == "number" and few and measure.head not in ("index", "ratio", "pmi", "score"):
        return None
    return amount.reading(measure, joins=amount.adds_to(measure, "change"))


def _done(amount: _Amount) -> Reading | None:
    """ "earned $2.8 billion", "shipped 10.4 million units", "lost $3m"."""
    clause = amount.clause
    if clause is None or amount.preposition:
        return None
    if clause.verb.passive and clause.at > amount.at and amount.phrase in clause.objects:
        counts = amount.found.kind == "count" and clause.verb.head in _BY_VERB and _is_counted_measure(amount)
        return amount.reading(None, word=_BY_VERB[clause.verb.head]) if counts else None
    if clause.verb.passive or clause.at > amount.at:
        return None
    verb = clause.verb.head
    if amount.parts[clause.at + 1].head == "in" and f"{verb} in" in _BY_VERB:
        verb = f"{verb} in"
    if verb not in _BY_VERB or amount.found.kind not in ("money", "count"):
        return None
    if (amount.found.kind == "money") != (verb in _MONEY_VERBS) or not clause.subjects:
        return None
    if amount.found.kind == "count" and amount.found.value.unit in ("person", "share", "stock"):
        return None
    return amount.reading(None, word=_BY_VERB[verb])


def _has(amount: _Amount) -> Reading | None:
    """ "has a fleet of 270 aircraft", "with 197 units", "serves over 100 clients", "powers 120,000 homes"."""
    if amount.found.kind != "count" or not _is_counted_measure(amount):
        return None
    clause = amount.clause
    verb = clause.verb.head.split()[0] if clause is not None and clause.at < amount.at else ""
    direct = clause is not None and (amount.phrase in clause.objects or amount.phrase is clause.second)
    holds = verb in _HAVING and clause is not None and (direct or not amount.preposition) and not clause.verb.passive
    reaches = verb in _SPANS and amount.preposition in ("of", "to", "in", "across", "from", "for", "with", "up", "into")
    known = _is_known_count(amount)
    beside = amount.preposition in ("with", "across") or (amount.preposition in ("to", "from", "at") and known)
    counted = clause is not None and clause.at > amount.at and known
    owned = known and _is_owned(amount)
    spread = amount.preposition == "in" and amount.found.value.unit in _LANDS
    spread = spread and (_counts_before(amount) or _is_there(amount))
    trusted = amount.preposition == "by" and clause is not None and clause.verb.head in ("trust", "choose")
    parted = amount.preposition == "of" and verb in _HAVING and amount.parts[amount.cue_at - 1].head in _WHOLES
    if not (holds or reaches or beside or counted or owned or spread or parted or (trusted and known)):
        return None
    moves = _GAINS.get(verb) if holds and known else None
    return amount.reading(amount.phrase, "change" if moves else "value", moves or "up")


def _hurt(amount: _Amount) -> Reading | None:
    """ "The outage affected 2.5 million people"."""
    clause = amount.clause
    hurts = clause is not None and clause.verb.head == "affect" and not clause.verb.passive
    if clause is None or not hurts or amount.found.value.unit != "person" or amount.phrase not in clause.objects:
        return None
    return amount.reading(None, word=HARM)


def _employed(amount: _Amount) -> Reading | None:
    """ "The U.S. economy added 128,000 jobs"."""
    clause = amount.clause
    if clause is None or amount.phrase.head != "job" or amount.phrase not in clause.objects:
        return None
    way = _GAINS.get(clause.verb.head)
    economy = any(p.head in ("economy", "employer") for p in clause.subjects)
    return amount.reading(None, "change", way, word="jobs") if way and economy else None


def _is_there(amount: _Amount) -> bool:
    """ "Is present in 28 states", "offices in 40 countries"."""
    clause, before = amount.clause, amount.parts[amount.cue_at - 1] if amount.cue_at > 0 else None
    if before is not None and before.kind == "np" and before.head in _SPREAD:
        return True
    head = clause.predicate.head if clause is not None and clause.predicate is not None else "present"
    return clause is not None and clause.verb.head == "be" and head in ("present", "active", "available", "now")


def _filled(amount: _Amount) -> Reading | None:
    """ "Filled 71.4% of its rooms"."""
    clause = amount.clause
    fills = clause is not None and clause.verb.head == "fill" and amount.found.kind == "percent"
    return amount.reading(None, word="occupancy") if fills and not amount.preposition else None


def _is_owned(amount: _Amount) -> bool:
    """ "Lumina's 5.2 million subscribers", "its 420 stores": the number stands at the front."""
    owner = amount.phrase.owner
    if owner is None or owner.head in ("your", "my", "our"):
        return False
    ahead = [w for w in amount.sentence.words[amount.phrase.first : amount.phrase.last] if w.end <= amount.found.start]
    return len(ahead) <= owner.pronoun


def _existing(amount: _Amount) -> Reading | None:
    """ "There are 70,000 bakeries in Norway"."""
    clause, unit = amount.clause, amount.found.value.unit
    if clause is None or amount.found.kind != "count" or not any(p.head == "there" for p in clause.subjects):
        return None
    land = next((np for prep, np in follow(amount.parts, amount.at)[:1] if prep in ("in", "across")), None)
    place = land is not None and land.name is not None and amount.sentence.names[land.name].kind == "place"
    many = (amount.found.value.min or 0) >= _FEW and unit not in lexicon.words("not_units")
    return amount.reading(amount.phrase, owner=land) if place and many else None


def _apposed_whole(amount: _Amount) -> Reading | None:
    """ "Tallis, a chain of 30 bakeries, said"."""
    parts, at = amount.parts, amount.cue_at
    if amount.found.kind != "count" or amount.preposition != "of" or at < 3 or parts[at - 1].head not in _WHOLES:
        return None
    apposed = parts[at - 2].kind == "comma" and parts[at - 3].name is not None
    return amount.reading(amount.phrase, owner=parts[at - 3]) if apposed and _is_counted_measure(amount) else None


def _counts_before(amount: _Amount) -> bool:
    """ "1,240 outlets in 14 countries": whether what is spread over lands was counted right before."""
    last = amount.last
    return last is not None and last.found.kind == "count" and last.at == amount.cue_at - 1


def _is_known_count(amount: _Amount) -> bool:
    return (amount.found.value.unit or "") in measures() or amount.phrase.head in measures()


def _is_counted_measure(amount: _Amount) -> bool:
    unit = (amount.found.value.unit or "").lower()
    if unit in _NOT_COUNTED or (unit in lexicon.words("not_units") and unit != "country"):
        return False
    low = amount.found.value.min or amount.found.value.max or 0
    return low >= 5 or unit in measures() or unit in _PLACES_RUN


def _including(amount: _Amount) -> Reading | None:
    """ "4,500 units, including about 3,700 in Korea, 300 or so in China": parts of the count before."""
    last = amount.last
    if last is None or last.found.kind != "count" or amount.found.kind != "number":
        return None
    i = amount.cue_at
    listed = amount.cue is not None and (
        amount.cue.head == "include"
        or (amount.cue.kind in ("comma", "cc") and "include" in {p.head for p in amount.parts[last.at : amount.at]})
    )
    total = amount.preposition == "of" and i > 0 and amount.parts[i - 1].head == "total"
    if not (listed or total):
        return None
    found = replace(amount.found, kind="count", value=replace(amount.found.value, unit=last.found.value.unit))
    return replace(last, found=found, at=amount.at, way="value", joins=False)


def _own(amount: _Amount) -> Reading | None:
    """ "a $184 million profit", "its $5bn debt pile"."""
    phrase = amount.phrase
    if phrase.head == "share" and amount.found.kind == "percent":
        behind = next((np for prep, np in follow(amount.parts, amount.at)[:1] if prep == "of"), None)
        held = behind is not None and (is_measure(behind) or behind.head in MARKETS)
        stake = any(prep in ("in", "of") for prep, _ in follow(amount.parts, amount.at)[:1])
        return amount.reading(phrase) if held or "market" in phrase.lemmas or not stake else None
    if (
        phrase.head in measures()
        and phrase.head not in SHARES | {"price"}
        and amount.found.kind in ("money", "percent")
    ):
        return amount.reading(phrase)
    return None


def _headed(amount: _Amount) -> Reading | None:
    """ "Q2 operating profit EUR 86 mln": a headline that has no verb."""
    noun = amount.cue
    if (
        noun is None
        or noun.kind != "np"
        or amount.found.kind not in ("money", "percent")
        or amount.cue_at != amount.at - 1
    ):
        return None
    bare = noun.name is None and noun.head in lexicon.words("flows") and len(amount.sentence.words) <= _HEADLINE
    return amount.reading(noun) if bare and not any(c.verb.finite for c in amount.sentence.clauses) else None


def _labelled(amount: _Amount) -> Reading | None:
    """ "Market share: 12.89%"."""
    if amount.cue is None or amount.cue.head != ":" or amount.cue_at == 0 or amount.found.kind == "number":
        return None
    noun = amount.parts[amount.cue_at - 1]
    if noun.kind != "np" or noun.name is not None or not is_measure(noun):
        return None
    return amount.reading(noun)


def _headline(amount: _Amount) -> Reading | None:
    """ "AWS revenue jumps 20% to $33B" where the verb was taken for a noun."""
    parts = amount.parts
    if amount.last is not None and amount.last.way == "change":
        beside = amount.preposition == "at" and amount.last.at == amount.cue_at - 1  # "up 0.5% at 9,177"
        if amount.preposition == "to" or beside:
            return amount.inherits("value", joins=True)
    if amount.cue is None or amount.cue.kind not in ("np", "vg") or amount.preposition:
        return None
    words = amount.sentence.words
    verb = amount.cue.head.split()[0] if amount.cue.kind == "vg" else words[amount.cue.last - 1].lemma
    up = verb in lexicon.words("rises")
    if not up and verb not in lexicon.words("falls"):
        return None
    i = amount.cue_at - 1
    measure = amount.cue if len(amount.cue.lemmas) > 1 else parts[i] if i >= 0 else None
    known = measure is not None and any(words[k].lemma in measures() for k in range(measure.first, measure.last))
    return amount.reading(measure, "change", "up" if up else "down") if known else None


def _multiples(sentence: Sentence) -> Iterator[Reading]:
    """ "profit doubled", "sales have tripled to $3m" say +100 and +200 percent."""
    for clause in sentence.clauses:
        verb = sentence.words[clause.verb.last - 1]
        moved = multiple(verb.lower)
        if moved is None and mover(clause) and clause.verb.last < len(sentence.words):
            verb = sentence.words[clause.verb.last]
            moved = multiple(verb.lower) if verb.lower.endswith("fold") else None  # "has grown sixfold"
        if moved is None or (clause.verb.passive and clause.verb.finite):
            continue
        measure = subject_measure(clause)
        if measure is None:
            continue
        quantity = Quantity(moved[0], moved[0], "percent")
        found = Found(verb.start, verb.end, "percent", quantity)
        yield Reading(found, clause.at, measure, way="change", direction=moved[1], clause=clause, joins=True)


_NOTHING = Reading(Found(0, 0, "number", Quantity(None, None, None)), -1, None)
_RULES: tuple[Callable[[_Amount], Reading | None], ...] = (
    _aside,
    _margin,
    _movement,
    _movement_of,
    _per_share,
    _expected,
    _compared,
    _likewise,
    _elliptic,
    _is_dealt,
    _extreme,
    _measure_of,
    _lost_part,
    _wiped,
    _moved,
    _of_measure,
    _including,
    _own,
    _level,
    _labelled,
    _headed,
    _done,
    _hurt,
    _employed,
    _filled,
    _used,
    _existing,
    _apposed_whole,
    _has,
    _headline,
)
