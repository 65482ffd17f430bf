"""Amounts that another one explains: what was expected, what it was a year before, the same of somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsledger.facts import lexicon
from newsledger.facts.amounts import (
    EXPECTATIONS,
    EXPECTS,
    NOTHING,
    Amount,
    Reading,
    are_alike,
    is_bare,
    is_per_share,
    noun_left,
)
from newsledger.facts.links import follow
from newsledger.facts.movements import is_measure, subject_measure
from newsledger.facts.phrases import Phrase

_BEATS = frozenset("beat miss top exceed surpass trail".split())
_TIMES = frozenset("double triple treble quadruple twice thrice".split())


def margin(amount: Amount) -> Reading | None:
    """ "Two cents better than expected": how far a figure beat what was expected, no figure itself."""
    behind = amount.parts[amount.at + 1 : amount.at + 4]
    apart = len(behind) == 3 and behind[0].head in ("better", "worse", "ahead", "short", "shy")
    return NOTHING if apart and behind[1].kind == "prep" else None


def expected(amount: Amount) -> Reading | None:
    """ "beating estimates of $5", "the $5 that analysts expected", "versus a consensus of $5"."""
    parts, at = amount.parts, amount.at
    noun = noun_left(parts, amount.cue_at - 1) if amount.preposition in ("of", "for", "at") and amount.cue_at else None
    of_noun = noun is not None and (noun.head in EXPECTATIONS)
    of_verb = (
        is_bare(amount)
        and any(p.kind == "vg" and p.head.split()[0] in EXPECTS for p in parts[at + 1 : at + 5])
        and not any(p.kind == "np" and is_measure(p) for p in parts[at + 1 : at + 3])
    )
    of_verb = of_verb or _is_foreseen(amount)
    if of_verb and amount.last is None and (measure := _outdone(amount)) is not None:
        return amount.reading(measure, "value", expected=True)
    if not (of_noun or (of_verb and amount.last is not None)):
        return None
    if amount.last is not None and are_alike(amount.found, amount.last.found):
        return amount.inherits(amount.last.way, amount.last.direction, joins=False, expected=True)
    return amount.reading(noun, "value", expected=True) if noun is not None else None


def _outdone(amount: Amount) -> Phrase | None:
    """ "Profit beat the $40m predicted by analysts": what was to be so much."""
    beats = (c for c in amount.sentence.clauses if c.verb.head in _BEATS and any(p is amount.phrase for p in c.objects))
    return subject_measure(next(beats, None))


def _is_foreseen(amount: Amount) -> bool:
    """ "Analysts were expecting $5"."""
    clause = amount.clause
    if clause is None or clause.verb.head.split()[0] not in EXPECTS or not is_bare(amount):
        return False
    sought = [np for preposition, np in clause.preps if preposition == "for"]
    if amount.phrase not in clause.objects and amount.phrase not in sought:
        return False
    return any(subject.head in lexicon.words("foreseers") for subject in clause.subjects)


def compared(amount: Amount) -> Reading | None:
    """ "up from $1.99 billion", "compared with 3%", "versus 12 a year earlier": another value of the same measure."""
    parts, last = amount.parts, amount.last
    if last is None or (not are_alike(amount.found, last.found) and last.way == "value"):
        return None
    if parts[amount.at - 1].head in _TIMES and are_alike(amount.found, last.found):
        return amount.inherits(last.way, last.direction, joins=False)  # "nearly double the $4bn of a year earlier"
    if last.word == "eps" and not is_per_share(amount) and amount.earlier is not None:
        last = amount.earlier  # "earned $9m, or $2 a share, compared with $8m"
    word = amount.preposition
    before = parts[amount.cue_at - 1] if amount.cue_at > 0 else None
    compares = word in ("versus", "vs", "vs.", "against", "than") or (
        word in ("with", "to") and before is not None and before.head in ("compare", "compared")
    )
    if compares and are_alike(amount.found, last.found):
        other = amount.inherits_from(last, last.way, last.direction, joins=False)
        return replace(other, owner=_whose(amount) or other.owner)
    if (word == "from" and amount.found.kind != "percent") or (word == "from" and are_alike(amount.found, last.found)):
        return amount.inherits_from(last, "value", joins=False)
    if (
        word == "to"
        and last.way == "value"
        and parts[last.at - 1].head == "from"
        and are_alike(amount.found, last.found)
    ):
        return amount.inherits_from(last, "value", joins=False)
    return None


def _whose(amount: Amount) -> Phrase | None:
    """Whose the other value is: "against Tallis's 19%", "against 13.5% for Tallis"."""
    owner = amount.phrase.owner
    behind = next((np for prep, np in follow(amount.parts, amount.at)[:1] if prep in ("for", "at")), None)
    return next((np for np in (owner, behind) if np is not None and np.name is not None and not np.times), None)


def held(amount: Amount) -> Reading | None:
    """ "Tallis had 58% of the market; Brightwater had 14%", "today it has 19%": a share of the same market."""
    last, clause = amount.last, amount.clause
    if last is None or clause is None or last.word != "market share" or not are_alike(amount.found, last.found):
        return None
    holds = clause is not last.clause and clause.verb.head in ("have", "hold", "control", "command", "take")
    if not holds or not is_bare(amount) or not any(p is amount.phrase for p in clause.objects) or not clause.subjects:
        return None
    return replace(last, found=amount.found, at=amount.at, clause=clause, owner=clause.subjects[0], joins=False)


def besides(amount: Amount) -> Reading | None:
    """ "Sales were $40m and the net loss $3m": another measure with the verb of the one before it."""
    parts, at, last = amount.parts, amount.at, amount.last
    if last is None or at < 2 or parts[at - 2].kind not in ("cc", "comma") or not is_measure(parts[at - 1]):
        return None
    plain = last.way == "value" and amount.clause is last.clause and parts[at - 1] is not last.measure
    return amount.reading(parts[at - 1], "value") if plain and are_alike(amount.found, last.found) else None


def likewise(amount: Amount) -> Reading | None:
    """ "Tallis shed 5% and Brightwater 3%", "followed by Brightwater with 22%": the same of somebody else."""
    last, cue, at, parts = amount.last, amount.cue, amount.cue_at, amount.parts
    if last is None or cue is None or at < 1 or not are_alike(amount.found, last.found):
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


def _is_timed(parts: Sequence[Phrase], at: int) -> bool:
    """Whether a time follows: "this year", "in 2024"."""
    behind = [part.kind for part in parts[at + 1 : at + 3]]
    return behind[:1] == ["time"] or behind == ["prep", "time"]


def elliptic(amount: Amount) -> Reading | None:
    """ "Grew 5% in Europe and 7% in Asia", "18% comes from Spain, and roughly 9% from Greece": the same of another part."""
    last, cue, parts, at = amount.last, amount.cue, amount.parts, amount.at
    if last is None or cue is None or cue.kind not in ("cc", "comma") or amount.clause is not last.clause:
        return None
    if not are_alike(amount.found, last.found) or amount.phrase.lemmas != parts[last.at].lemmas or at + 2 >= len(parts):
        return None
    if _is_timed(parts, last.at) and _is_timed(parts, at):
        return amount.inherits(
            last.way, last.direction, joins=False, expected=last.expected
        )  # "5% in 2022 and 7% in 2023"
    parted = parts[last.at + 1].kind == "prep" and parts[at + 1].head == parts[last.at + 1].head
    named = parts[at + 2].kind == "np" and not parts[at + 2].numbers and not is_measure(parts[at + 2])
    return amount.inherits(last.way, last.direction, joins=False) if parted and named else None
