"""What each amount of a sentence measures: of which noun, as a level or a movement, which way.

A rule a construction, tried in order; each looks at the phrases beside the amount and at the clause it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from newsledger.facts import changes, comparisons, doings, levels, shareprices, tallies
from newsledger.facts.amounts import DEALS, FEW, NOTHING, Amount, Reading, is_net
from newsledger.facts.arguments import Clause
from newsledger.facts.links import follow
from newsledger.facts.movements import ASIDE, DOWNS, MARKETS, MOVEMENTS, clause_of, is_measure, measures, mover
from newsledger.facts.parsed import Sentence
from newsledger.facts.phrases import Phrase
from newsledger.facts.values import Found, singular

_FORETELL = frozenset("economist analyst forecaster strategist".split())  # who are counted in a poll
_DEALT = frozenset(
    (
        "acquire buy purchase invest pay fine sue settle seek borrow donate give award lend fund raise value price cost "
        "charge refund bid agree sign commit pledge offer lay sack fire dismiss hire employ retrain sentence order "
        "demand "
    ).split()
)
_COMPARED_BY = frozenset(
    "from against than versus with forecast expect predict about miss beat top exceed surpass trail undershoot".split()
)
LEAST_SUM = 100_000  # below it a number without a currency is no sum of money
_SOLD = frozenset("shipment delivery sale sales production output order registration volume export".split())
_COUNTED_HEADS = frozenset(
    (
        "user subscriber customer client member passenger visitor viewer follower download subscription store household "
        "arrival payroll permit listing transaction registration signup booking reservation account outlet site branch"
    ).split()
)


def readings(sentence: Sentence) -> Iterator[Reading]:
    """What the amounts of a sentence say, left to right; those that measure nothing are left out."""
    last: Reading | None = None
    earlier: Reading | None = None
    for at, phrase in enumerate(sentence.phrases):
        for index in phrase.numbers:
            found = _uncounted(_counted(sentence, phrase, sentence.numbers[index]))
            found = _in_unit(sentence, at, found, last)
            if _is_attributive(sentence, found) or _is_clock(sentence, found) or found.value.unit in _FORETELL:
                continue
            clause, cue = _clause(sentence, at), _cue(sentence.phrases, at)
            amount = Amount(sentence, at, found, last, earlier, clause, *cue)
            reading = next((r for rule in _RULES if (r := rule(amount))), None)
            if reading is not None and reading is not NOTHING:
                earlier, last = last, _settled(sentence, reading, last)
                yield last
    yield from changes.multiples(sentence)


def _uncounted(found: Found) -> Found:
    """ "The 580 million analysts had pencilled in": so many analysts there are not."""
    many = found.value.unit in _FORETELL and (found.value.min or 0) >= LEAST_SUM
    return replace(found, kind="number", value=replace(found.value, unit=None)) if many else found


def _in_unit(sentence: Sentence, at: int, found: Found, last: Reading | None) -> Found:
    """A bare number that is compared with a sum or a share is one too: "$91m, up from 70 million", "from 6.1 to 5.4%"."""
    parts = sentence.phrases
    if found.kind != "number" or at == 0 or parts[at - 1].head not in _COMPARED_BY or _has_noun(sentence, at, found):
        return found
    beside = last.found if last is not None else None
    if parts[at - 1].head == "from" and [p.head for p in parts[at + 1 : at + 2]] == ["to"]:
        beside = next((n for n in sentence.numbers if n.start > found.end), None)
        beside = beside if beside is not None and beside.kind == "percent" else None
    if beside is None or beside.kind not in ("money", "percent"):
        return found
    large = (found.value.min or 0) >= LEAST_SUM
    if large != (beside.kind == "money"):
        return found
    return replace(found, kind=beside.kind, value=replace(found.value, unit=beside.value.unit))


def _has_noun(sentence: Sentence, at: int, found: Found) -> bool:
    return sentence.words[sentence.phrases[at].last - 1].end > found.end


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
    if reading.way == "value" and reading.found.kind == "percent" and (head in MOVEMENTS or grows):
        reading = replace(reading, way="change", direction="down" if head in DOWNS else "up")
    quantity = reading.found.value
    if reading.way == "change" and quantity.min is not None and quantity.min < 0:
        quantity = replace(quantity, min=-quantity.min, max=-quantity.max if quantity.max is not None else None)
        reading = replace(reading, direction="down")
    if reading.found.kind == "number" and last is not None and last.measure is reading.measure:
        beside = last.found  # "400,000 phones, up from 300,000", "to 188m zlotys from 201m"
        if beside.kind == "count" or (beside.kind == "money" and (quantity.min or 0) >= LEAST_SUM):
            quantity = replace(quantity, unit=beside.value.unit)
            return replace(reading, found=replace(reading.found, kind=beside.kind, value=quantity))
    if reading.found.kind == "number" and (unit := _unit_of(sentence, reading)):
        return replace(reading, found=replace(reading.found, kind="count", value=replace(quantity, unit=unit)))
    return replace(reading, found=replace(reading.found, value=quantity))


def _unit_of(sentence: Sentence, reading: Reading) -> str | None:
    """What a bare number counts: "shipments rose to 61,000", "passenger numbers reached 2.3 million"."""
    if reading.measure is None or reading.measure.name is not None or (reading.found.value.min or 0) < FEW:
        return None
    kept = [lemma for lemma in reading.measure.lemmas if lemma not in ("number", "count", "total", "base")]
    head = kept[-1] if kept else ""
    if head in _SOLD:
        return _goods_of(sentence, reading.measure) or "unit"
    if head in _COUNTED_HEADS:
        return head
    several = sentence.words[reading.measure.last - 1].tag == "NNS" and head not in measures()
    return head if several and head.isalpha() else None


def _goods_of(sentence: Sentence, measure: Phrase) -> str | None:
    """What is sold in "sales of electric cars"."""
    at = next((i for i, part in enumerate(sentence.phrases) if part is measure), -1)
    preposition, goods = next(iter(follow(sentence.phrases, at)), ("", measure)) if at >= 0 else ("", measure)
    common = preposition == "of" and goods.name is None and sentence.words[goods.last - 1].tag == "NNS"
    return goods.head if common and goods.head.isalpha() else None


def _counted(sentence: Sentence, phrase: Phrase, found: Found) -> Found:
    """A bare number before a plural noun that a name parts from it counts that noun: "400 Kelpie 3 jets"."""
    words = sentence.words
    noun = words[phrase.last - 1]
    if found.kind != "number" or noun.start < found.end or noun.tag != "NNS" or not noun.lower.isalpha():
        return found
    value = replace(found.value, unit=singular(noun.lower))
    return replace(found, kind="count", value=value)


def _is_clock(sentence: Sentence, found: Found) -> bool:
    """ "By 1130 GMT"."""
    after = next((word.text for word in sentence.words if word.start >= found.end), "")
    return found.kind == "number" and after in ("GMT", "ET", "EST", "EDT", "BST", "CET", "CEST", "JST")


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
        or parts[i] is parts[at].owner  # "against Tallis's 19%"
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


def _is_dealt(amount: Amount) -> Reading | None:
    """Amounts of deals, fines, pay and the like measure nobody: they are read as nothing, without a further look."""
    clause, parts, at = amount.clause, amount.parts, amount.at
    if amount.found.kind not in ("money", "count"):
        return None
    noun = parts[amount.cue_at - 1] if amount.preposition in ("of", "for", "at", "worth") and amount.cue_at else None
    if noun is not None and is_net(parts, amount.cue_at - 1):
        return None
    behind = follow(parts, at)[:1]
    heads = {
        amount.phrase.head,
        noun.head if noun else "",
        *(np.head for prep, np in behind if prep in ("in", "of", "for")),
    }
    if heads & DEALS and not (amount.found.kind == "count" and noun is None):
        return NOTHING
    had = noun is not None and is_measure(noun) and amount.cue_at > 1 and parts[amount.cue_at - 2].head == "with"
    if (
        clause is not None
        and not had  # "bought Acme, a maker with sales of $40m"
        and clause.at < at
        and clause.verb.head.split()[0] in _DEALT
        and not mover(clause)
        and not any(is_measure(p) or p.head in MARKETS for p in (*clause.objects, *clause.subjects))
    ):
        return NOTHING
    return None


_RULES: tuple[Callable[[Amount], Reading | None], ...] = (
    shareprices.offered,
    shareprices.against_issue,
    shareprices.put_on,
    shareprices.ranked,
    shareprices.unmoved,
    shareprices.foreseen,
    changes.aside,
    comparisons.margin,
    changes.movement,
    changes.movement_of,
    levels.per_share,
    comparisons.expected,
    comparisons.compared,
    comparisons.besides,
    comparisons.held,
    comparisons.likewise,
    comparisons.elliptic,
    _is_dealt,
    levels.extreme,
    levels.measure_of,
    changes.lost_part,
    changes.wiped,
    changes.moved,
    levels.of_measure,
    tallies.including,
    levels.own,
    levels.level,
    levels.labelled,
    levels.headed,
    doings.done,
    doings.hurt,
    doings.employed,
    doings.filled,
    doings.yielded,
    doings.used,
    tallies.existing,
    tallies.apposed_whole,
    tallies.has,
    changes.headline,
)
