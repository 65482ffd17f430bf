"""Amounts that say where a measure stands: "revenue of $5 billion", "65% of its premiums", "shares closed at $185"."""

from __future__ import annotations

from newsledger.facts import lexicon
from newsledger.facts.amounts import (
    A_QUOTE,
    DEALS,
    EXPECTS,
    FEW,
    NOTHING,
    Amount,
    Reading,
    dashed_subject,
    is_bare,
    is_per_share,
    noun_left,
)
from newsledger.facts.links import follow
from newsledger.facts.movements import (
    CUTS,
    MARKETS,
    RAISES,
    SHARES,
    Direction,
    is_index,
    is_mean,
    is_measure,
    is_stock,
    is_traded,
    measures,
    mover,
    subject_measure,
)

_HEADLINE = 20  # words
_SHARES_DEALT = frozenset("close trade price open buy offer pay acquire sell value bid".split())
_BEHIND_MEASURES = ("of", "at", "with", "around", "about", "between")
_LEVELS = frozenset(
    "be reach hit total stand come exceed top surpass amount average remain become equal cross pass near approach "
    "range measure register turn number cost close finish end stay run yield miss beat trade open settle sit arrive".split()
)
_SHARES_OF = frozenset(
    "account represent make hold have control command generate contribute be own capture take derive".split()
)
_SUMMED = frozenset(
    "value total record level amount figure sum average".split()
)  # of a measure that is named elsewhere
CLOSES = ("close", "end", "finish", "trade", "open")
_CROWDS = frozenset(
    "capacity customer user subscriber client shipment sale revenue order output production export".split()
)


def per_share(amount: Amount) -> Reading | None:
    """ "$2.53 per diluted share", "$2.52 a share": earnings, unless it is a dividend, a bid or a quote."""
    if amount.found.kind != "money" or not is_per_share(amount):
        return None
    clause = amount.clause
    noun = noun_left(amount.parts, amount.cue_at - 1) if amount.preposition else None
    if noun is not None and noun.head == "dividend":
        return amount.reading(noun)
    if noun is not None and noun.head in ("price", "range"):
        return NOTHING  # "set a price range of 31 to 36 zlotys a share"
    if clause is not None and clause.verb.head.split()[0] in _SHARES_DEALT:
        return NOTHING
    if noun is not None and is_measure(noun):
        return amount.reading(noun)
    paid = amount.preposition in ("for", "at") and subject_measure(clause) is None
    if paid or (noun is not None and (noun.head in DEALS or noun.head == "bid")):
        return NOTHING
    expects = clause is not None and clause.verb.head in EXPECTS
    return amount.reading(None, word="eps", expected=expects)


def extreme(amount: Amount) -> Reading | None:
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


def _is_bounded(amount: Amount) -> bool:
    """ "An EBITDA margin above 14%"."""
    noun, opens = amount.cue, amount.sentence.words[amount.phrase.first].lower
    beside = noun is not None and noun.kind == "np" and noun.name is None and amount.cue_at == amount.at - 1
    beside = beside and noun is not None and noun.last - noun.first > 2  # "a rate above 6%" may be anybody's
    return beside and opens in ("above", "below", "exceeding") and is_measure(noun) and not is_stock(noun)  # type: ignore[arg-type]


def measure_of(amount: Amount) -> Reading | None:
    """ "revenue of $5 billion", "net premiums written of", "a profit margin of 5%", "a total of 270 outlets"."""
    if _is_bounded(amount):
        return amount.reading(amount.cue)
    count_for = amount.preposition == "for" and amount.found.kind == "count"
    if (amount.preposition not in _BEHIND_MEASURES and not count_for) or amount.cue_at == 0:
        return None
    # "the lowest rate in the land, at 2.4%"
    comma = amount.preposition == "at" and amount.parts[amount.cue_at - 1].kind == "comma"
    noun = noun_left(amount.parts, amount.cue_at - 1 - comma)
    if noun is not None and noun.head == "share" and amount.preposition == "of" and amount.found.kind == "percent":
        return amount.reading(noun, word="market share")  # "led the market with a share of 41%"
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
    joins = beside and amount.adds_to(noun, "change")  # "profit up 17% at ¥48bn"
    return amount.reading(noun, joins=joins, aside=comma and not joins)


def of_measure(amount: Amount) -> Reading | None:
    """ "$27.1 billion in revenue", "65% of its premiums", "a 92% share of the market", "$5m of debt"."""
    behind = follow(amount.parts, amount.at)
    beside = amount.parts[amount.at + 1] if amount.at + 1 < len(amount.parts) else None
    if (
        amount.found.kind == "percent"
        and is_bare(amount)
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
        if noun.head == "total" and shares and (part := subject_measure(clause)) is not None:
            return amount.reading(part)  # "online sales represent 41% of the total"
        return amount.reading(noun, word="" if is_measure(noun) else "market share") if good else None
    known = is_measure(noun) and not is_stock(noun)
    if known and _clause_moves(amount) is None:
        return amount.reading(noun)
    return amount.reading(noun, "change", _clause_moves(amount) or "up") if known and not amount.preposition else None


def _is_equal(amount: Amount) -> bool:
    """ "Equivalent to 19% of sales", ", or 4% of sales": what an amount is a part of."""
    before = amount.parts[amount.cue_at - 1] if amount.cue_at > 0 else None
    if amount.cue is None or before is None or amount.last is None:
        return False
    told = amount.preposition == "to" and before.head in ("equivalent", "equal")
    return told or (amount.cue.head == "or" and before.kind == "comma")


def _clause_moves(amount: Amount) -> Direction | None:
    """The direction of the amount's clause where its subject is a measure itself."""
    return mover(amount.clause) if subject_measure(amount.clause) is not None else None


def _is_quote(amount: Amount) -> bool:
    """Whether an amount may be what a share costs."""
    return amount.found.kind == "money" and (amount.found.value.min or 0) < A_QUOTE


def level(amount: Amount) -> Reading | None:
    """ "net income was $2 billion", "the market surpassed $25 billion", "shares closed at $185"."""
    clause = amount.clause
    if clause is None or clause.at > amount.at:
        return None
    if clause.verb.head == "value" and clause.verb.passive and amount.preposition == "at":
        return next((amount.reading(p) for p in clause.objects if p.name is None and p.head in MARKETS), None)
    if clause.verb.head.split()[0] not in _LEVELS:
        return None
    measure = next((p for p in clause.subjects if is_measure(p)), None)
    if measure is None:
        measure = next((p for p in clause.subjects if p.name is None and p.head in MARKETS | SHARES), None)
    if measure is None and not clause.subjects:
        measure = dashed_subject(amount, clause)  # "the price of a bike sold in May was"
    if clause.verb.head == "cost" and (measure is None or not is_mean(measure)):
        return None  # "the average basket cost £31.40"
    if measure is None and ((clause.verb.head in CLOSES or clause.verb.head == "stand") or amount.preposition == "at"):
        quoted = amount.preposition == "at" and amount.found.kind in ("money", "number")  # "Brent was last at $60"
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
    few = (amount.found.value.min or 0) < FEW
    if amount.found.kind == "number" and few and measure.head not in ("index", "ratio", "pmi", "score"):
        return None
    return amount.reading(measure, joins=amount.adds_to(measure, "change"))


def own(amount: Amount) -> Reading | None:
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


def headed(amount: Amount) -> Reading | None:
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


def labelled(amount: Amount) -> Reading | None:
    """ "Market share: 12.89%"."""
    if amount.cue is None or amount.cue.head != ":" or amount.cue_at == 0 or amount.found.kind == "number":
        return None
    noun = amount.parts[amount.cue_at - 1]
    if noun.kind != "np" or noun.name is not None or not is_measure(noun):
        return None
    return amount.reading(noun)
