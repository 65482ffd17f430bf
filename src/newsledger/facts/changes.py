"""Amounts that say how far a measure moved, from where, to where: "up 20%", "a 3% drop in sales", "profit doubled"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsledger.facts import lexicon
from newsledger.facts.amounts import A_QUOTE, EXPECTATIONS, Amount, Reading, are_alike, dashed_subject, noun_left
from newsledger.facts.arguments import Clause
from newsledger.facts.links import follow
from newsledger.facts.movements import (
    ASIDE,
    CUTS,
    MOVEMENTS,
    RAISES,
    SHARES,
    TRADED,
    UPS,
    Direction,
    is_index,
    is_measure,
    is_stock,
    measures,
    mover,
    subject_measure,
)
from newsledger.facts.parsed import Sentence
from newsledger.facts.phrases import Phrase
from newsledger.facts.values import Found, multiple
from newsledger.records import Quantity

_THAN = {"weaker": "down", "stronger": "up", "smaller": "down", "larger": "up", "bigger": "up", "cheaper": "down"}
_BESIDE = {"ahead": "up", "behind": "down"}  # what it was before
_COMPARED = ("higher", "lower", "fewer", "firmer", "softer", "weaker", "stronger")
_COMPARED_ASIDE = (*_COMPARED, "down", "up")
_BRINGS = frozenset("bring push take put drive send drag lift".split())
_TOTALS = frozenset("total tally count".split())


def aside(amount: Amount) -> Reading | None:
    """ "up 20%", "down by 3%", "lower by", "3% higher", "5% more than"."""
    parts, at, cue = amount.parts, amount.at, amount.cue
    word = ""
    words = amount.sentence.words
    opening = words[amount.phrase.first]
    if opening.lower in ASIDE and opening.end <= amount.found.start and opening.lower not in ("more", "less"):
        word = opening.lower
    elif (
        cue is not None and cue.head == "by" and amount.cue_at and parts[amount.cue_at - 1].head.split(" ")[-1] in ASIDE
    ):
        word = parts[amount.cue_at - 1].head.split(" ")[-1]
    elif cue is not None and cue.head in ASIDE and cue.kind in ("adv", "prep", "adj", "np"):
        word = cue.head
    elif at + 1 < len(parts) and parts[at + 1].head in _COMPARED_ASIDE and parts[at + 1].kind in ("adj", "adv"):
        word = parts[at + 1].head
    elif at + 1 < len(parts) and parts[at + 1].head in _THAN:
        word = _THAN[parts[at + 1].head]
    elif amount.found.kind == "percent" and at + 1 < len(parts) and parts[at + 1].head in _BESIDE:
        word = _BESIDE[parts[at + 1].head]
    elif _is_beside_before(parts, at):
        word = "up" if parts[at + 1].head == "above" else "down"
    elif amount.found.kind == "percent" and at + 2 < len(parts) and parts[at + 1].head in ("more", "less", "fewer"):
        word = parts[at + 1].head if parts[at + 2].head == "than" else ""
    elif amount.found.kind == "percent" and amount.phrase.head in _COMPARED:
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
    left = noun_left(parts, opens)
    return amount.reading(left or subject_measure(clause), "change", direction) if left or clause else None


def _is_more_than(amount: Amount) -> bool:
    """ "Carried 6 million tonnes, 300,000 tonnes more than a year before"."""
    behind = amount.parts[amount.at + 1 : amount.at + 3]
    alike = amount.last is not None and are_alike(amount.found, amount.last.found)
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


def movement(amount: Amount) -> Reading | None:
    """ "a 42.4% increase in sales", "a 3% revenue drop", "sales of $5m, a 30% increase", "the 4.8 percent gain"."""
    phrase = amount.phrase
    grows = "growth" in phrase.lemmas and phrase.head == "rate"
    if (phrase.head not in MOVEMENTS and not grows) or amount.found.kind == "number":
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


def movement_of(amount: Amount) -> Reading | None:
    """ "sales growth of 1.8 percent", "an increase in profit of 5%", "at a CAGR of 7%"."""
    if amount.preposition not in ("of", "by") or amount.cue_at == 0:
        return None
    noun = noun_left(amount.parts, amount.cue_at - 1)
    if noun is None:
        return None
    at = amount.parts.index(noun)
    if (
        noun.head not in MOVEMENTS
        and at > 1
        and amount.parts[at - 1].head == "in"
        and amount.parts[at - 2].head in MOVEMENTS
    ):
        direction: Direction = "up" if amount.parts[at - 2].head in UPS else "down"
        return amount.reading(noun, "change", direction)
    grows = noun.head == "rate" and bool({"growth", "compound"} & set(noun.lemmas))
    if noun.head not in MOVEMENTS and not grows:
        return None
    direction = "up" if noun.head in UPS or grows else "down"
    behind = next((np for prep, np in follow(amount.parts, at) if prep in ("in", "for") and is_measure(np)), None)
    aside = at > 0 and amount.parts[at - 1].kind == "comma" and amount.last is not None and noun.owner is None
    bare = (
        noun.owner is None
        and not noun.inner
        and all(lemma in MOVEMENTS for lemma in noun.lemmas if lemma.isalpha() and lemma not in ("a", "an", "the"))
    )
    if noun.head == "cagr" and subject_measure(amount.clause) is None and amount.last is not None:
        return replace(amount.last, found=amount.found, at=amount.at, way="change", direction=direction, joins=False)
    if noun.head != "cagr" and behind is None and (aside or bare) and amount.last is not None:
        more = amount.inherits("change", direction, joins=aside and amount.last.way == "value")
        return replace(more, clause=amount.clause) if more is not None and not aside else more
    if behind is None and noun.head in ("cagr", "rate") and subject_measure(amount.clause) is not None:
        return amount.reading(subject_measure(amount.clause), "change", direction, yearly=True)
    return amount.reading(behind or noun, "change", direction)


def lost_part(amount: Amount) -> Reading | None:
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


def wiped(amount: Amount) -> Reading | None:
    """ "wiped $2.3 billion off its market value", "knocked 5% off the shares"."""
    clause = amount.clause
    if clause is None or clause.at > amount.at or clause.verb.head.split()[0] not in ("wipe", "knock", "shave"):
        return None
    parts = amount.parts[amount.at + 1 : amount.at + 4]
    off = next((i for i, p in enumerate(parts) if p.head in ("off", "from")), None)
    target = next((p for p in parts[off + 1 :] if p.kind == "np" and not p.owns), None) if off is not None else None
    known = target is not None and (is_measure(target) or is_stock(target))
    return amount.reading(target, "change", "down") if known else None


def moved(amount: Amount) -> Reading | None:
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
        if measure.head in EXPECTATIONS and (foreseen := _foreseen(amount, measure)) is not None:
            return foreseen
    elif way is None:
        return None
    else:
        found = _referred(amount, clause) or subject_measure(clause) or dashed_subject(amount, clause)
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
        return amount.reading(measure, "value", expected=measure.head in EXPECTATIONS)
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
        apart = (
            is_stock(measure) and last is not None and last.clause is not clause
        )  # "closed at 318 and have risen by"
        return amount.reading(measure, "change", way, joins=not apart and amount.adds_to(measure, "value"))
    return None


def _foreseen(amount: Amount, outlook: Phrase) -> Reading | None:
    """ "Lifted its forecast for sales growth to 24% from 20%": what is foreseen of the sales, before and now."""
    at = next(i for i, part in enumerate(amount.parts) if part is outlook)
    noun = next((np for prep, np in follow(amount.parts, at)[:1] if prep in ("for", "of") and is_measure(np)), None)
    if noun is None or amount.preposition not in ("to", "from"):
        return None
    return amount.reading(noun, expected=True)


def _referred(amount: Amount, clause: Clause) -> Phrase | None:
    """ "Sales in Asia fell but *those* in Europe rose 3%": the measure before."""
    if not clause.subjects or clause.subjects[0].head not in ("those", "that"):
        return None
    return next((p for p in reversed(amount.parts[: clause.at]) if p.name is None and is_measure(p)), None)


def _named_subject(amount: Amount, clause: Clause, verb: str) -> Phrase | None:
    """ "AWS grew 20%", "Tallis fell 3%": the name itself is what moved."""
    subject = clause.subjects[0] if clause.subjects else None
    if subject is None:
        return None
    points = amount.found.value.unit == "point" and is_index(amount.sentence, subject)
    if amount.found.kind not in ("percent", "money", "number") and not points:
        return None
    if amount.found.kind == "percent" and any(prep == "of" for prep, _ in follow(amount.parts, amount.at)[:1]):
        return None  # "will shed 1,100 jobs, or 7 percent of its work force"
    if verb == "lose" and amount.found.kind == "money" and (amount.found.value.min or 0) >= A_QUOTE:
        return None  # "Tallis lost $48 million" made a loss; "lost 30 pence" did its share
    quoted = _is_priced(amount) and subject.head in lexicon.words("firms") and subject.lemmas[:1] == ("the",)
    return subject if subject.name is not None or quoted or subject.head in SHARES | TRADED else None


def _is_priced(amount: Amount) -> bool:
    """Whether it is percents that a price follows: "the grocer jumped 9.4% to R84.20"."""
    behind = amount.parts[amount.at + 1 : amount.at + 3]
    numbers = amount.sentence.numbers
    priced = (
        len(behind) == 2
        and behind[0].head in ("to", "at")
        and any(numbers[i].kind == "money" for i in behind[1].numbers)
    )
    return priced and amount.found.kind == "percent"


def headline(amount: Amount) -> Reading | None:
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


def multiples(sentence: Sentence) -> Iterator[Reading]:
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
