"""Amounts that say what a share costs where no verb of movement says so: what it is offered at, how far it closed from
the price it was issued at, where an analyst sees an index."""

from __future__ import annotations

from dataclasses import replace

from newsledger.facts.amounts import A_QUOTE, Amount, Reading, is_per_share
from newsledger.facts.arguments import Clause
from newsledger.facts.links import follow
from newsledger.facts.movements import SHARES, Direction, is_index, is_stock, is_traded
from newsledger.facts.phrases import Phrase

_OFFERS = frozenset("price market sell offer place issue float list".split())
_SEES = frozenset("see expect forecast put predict".split())
_RANKED = frozenset("gainer gainers loser losers riser risers faller fallers laggard laggards".split())
_ISSUED = frozenset("issue offer offering ipo float flotation listing debut subscription".split())


def offered(amount: Amount) -> Reading | None:
    """ "Plans to sell 15m shares at $24 to $27 apiece", "set a price range of 31 to 36 zlotys a share", "priced at $20"."""
    clause, found = _clause(amount), amount.found
    if found.kind != "money" or clause is None or clause.at > amount.at or (found.value.max or 0) >= A_QUOTE:
        return None
    if not is_per_share(amount) and not _is_of_each(amount):
        return None
    acted = [*clause.objects, *(clause.subjects if not clause.verb.passive else [])]
    stocks = any({p.head, _counted(amount, p)} & (SHARES | {"ipo", "offering"}) for p in acted)
    words = amount.sentence.words[clause.verb.last : amount.phrase.last]
    ranged = clause.verb.head in ("set", "fix") and any(w.lower in ("range", "price") for w in words)
    sold = stocks and clause.verb.head in _OFFERS and amount.preposition in ("at", "for", "between")
    return replace(amount.reading(_share(amount)), clause=clause) if ranged or sold else None


def _clause(amount: Amount) -> Clause | None:
    """The clause that the amount completes, which one that begins behind it may be said of: "at $20, which values it"."""
    within = (c for c in amount.sentence.clauses if any(np is amount.phrase for _, np in c.preps))
    return next(within, amount.clause)


def _is_of_each(amount: Amount) -> bool:
    words = amount.sentence.words
    after = next(
        (w.lower for w in words[amount.phrase.first : amount.phrase.last + 2] if w.start >= amount.found.end), ""
    )
    return after in ("apiece", "each")


def _counted(amount: Amount, phrase: Phrase) -> str:
    """What a phrase counts: the share of "15m shares"."""
    return next((amount.sentence.numbers[i].value.unit or "" for i in phrase.numbers), "")


def _share(amount: Amount) -> Phrase:
    """What stands for the share where only the number of them or their offering is named."""
    shares = Phrase("np", amount.phrase.first, amount.phrase.last, "share")
    shares.lemmas = ("share",)
    return shares


def against_issue(amount: Amount) -> Reading | None:
    """ "Ended its first day at R28.40, 13.6% above the issue price of R25": how far, and from where."""
    parts, at = amount.parts, amount.at
    if amount.preposition == "of" and amount.cue_at and _is_issue(parts[amount.cue_at - 1]):
        return amount.reading(_share(amount)) if amount.found.kind == "money" else None
    behind = parts[at + 1 : at + 3]
    if len(behind) < 2 or behind[0].head not in ("above", "below") or not _is_issue(behind[1]):
        return None
    direction: Direction = "up" if behind[0].head == "above" else "down"
    if amount.last is not None and amount.last.way == "value" and amount.last.clause is amount.clause:
        return amount.inherits("change", direction, joins=True)
    stock = next((p for p in amount.clause.subjects if is_stock(p)), None) if amount.clause is not None else None
    return amount.reading(stock, "change", direction) if stock is not None else None


def _is_issue(phrase: Phrase) -> bool:
    return phrase.kind == "np" and phrase.head == "price" and not _ISSUED.isdisjoint(phrase.lemmas)


def ranked(amount: Amount) -> Reading | None:
    """ "Tallis, down 3%, was among the biggest losers": what commas set off behind a name or a verb."""
    opens = amount.sentence.words[amount.phrase.first].lower
    way = opens if opens in ("up", "down") else amount.cue.head if amount.cue is not None else ""
    told = any(word.lower in _RANKED for word in amount.sentence.words)
    clause, at = amount.clause, amount.at if opens == way else amount.cue_at
    if amount.found.kind != "percent" or way not in ("up", "down") or clause is None or not told:
        return None
    named = next((p for p in clause.subjects if p.name is not None), None)
    direction: Direction = "up" if way == "up" else "down"
    aside = at > 0 and amount.parts[at - 1].kind == "comma"
    return amount.reading(named, "change", direction) if aside and named is not None else None


def put_on(amount: Amount) -> Reading | None:
    """ "The FTSE 100 put on 1.3 per cent"."""
    clause = amount.clause
    if clause is None or clause.verb.head != "put" or amount.preposition != "on" or clause.objects:
        return None
    if amount.found.kind != "percent" and amount.found.value.unit != "point":
        return None
    subject = next((p for p in clause.subjects if p.name is not None or is_stock(p)), None)
    behind = follow(amount.parts, amount.at)[:1]
    return amount.reading(subject, "change", "up") if subject is not None and not behind else None


def unmoved(amount: Amount) -> Reading | None:
    """ "The stock was little changed at $12"."""
    clause = amount.clause
    if clause is None or clause.verb.head != "change" or amount.preposition != "at" or clause.verb.negated:
        return None
    words = [w.lower for w in amount.sentence.words[max(0, clause.verb.first - 1) : clause.verb.last]]
    known = (p for p in clause.objects if is_stock(p) or is_index(amount.sentence, p) or is_traded(amount.sentence, p))
    stock = next(known, None)
    return amount.reading(stock) if stock is not None and not {"little", "barely"}.isdisjoint(words) else None


def foreseen(amount: Amount) -> Reading | None:
    """ "She sees the DAX at 11,000 points by the end of the year"."""
    clause = amount.clause
    if clause is None or clause.verb.head not in _SEES or amount.preposition not in ("at", "to"):
        return None
    seen = next((p for p in clause.objects if is_index(amount.sentence, p) or is_stock(p)), None)
    level = amount.found.kind in ("number", "money") or amount.found.value.unit == "point"
    return amount.reading(seen, expected=True) if seen is not None and level else None
