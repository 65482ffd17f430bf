"""Measures that no noun names but a verb: "earned $2.8 billion", "shipped 10.4 million units", "filled 71% of its rooms"."""

from __future__ import annotations

from dataclasses import replace

from newsledger.facts.amounts import Amount, Reading, is_bare
from newsledger.facts.tallies import GAINS, is_counted_measure

_BY_VERB = {
    "earn": "net income",
    "lose": "loss",
    "set aside": "provisions",
    "generate": "revenue",
    "book": "revenue",
    "ship": "shipments",
    "sell": "sales",
    "deliver": "deliveries",
    "produce": "production",
    "make": "production",
    "build": "production",
    "manufacture": "production",
    **dict.fromkeys("pump mine dig extract refine brew bottle assemble harvest yield".split(), "production"),
    **dict.fromkeys(("churn out", "turn out", "put out", "dig up"), "production"),
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
) | {"set aside"}
DONE = frozenset(_BY_VERB.values())
HARM = "people affected"
_USES = frozenset(("use", "visit", "download", "subscribe", "sign up", "register", "watch", "stream", "install"))


def used(amount: Amount) -> Reading | None:
    """ "70,000 farmers use the app", "used by 70,000 farmers", "1.4 million people have signed up"."""
    clause = amount.clause
    if clause is None or amount.found.kind != "count" or clause.verb.head not in _USES:
        return None
    if amount.phrase not in clause.subjects or (amount.found.value.min or 0) < 100:
        return None
    return amount.reading(None, word="users")


def done(amount: Amount) -> Reading | None:
    """ "earned $2.8 billion", "shipped 10.4 million units", "lost $3m"."""
    clause = amount.clause
    if clause is None or amount.preposition:
        return None
    if clause.verb.passive and clause.at > amount.at and amount.phrase in clause.objects:
        counts = amount.found.kind == "count" and clause.verb.head in _BY_VERB and is_counted_measure(amount)
        return amount.reading(None, word=_BY_VERB[clause.verb.head]) if counts else None
    if clause.verb.passive or clause.at > amount.at:
        return None
    verb = clause.verb.head
    if amount.parts[clause.at + 1].head == "in" and f"{verb} in" in _BY_VERB:
        verb = f"{verb} in"
    if verb == "make" and amount.found.kind == "money" and is_bare(amount) and clause.verb.finite:
        return amount.reading(None, word="profit")  # "made £12m in Poland"
    if verb == "turn" and amount.sentence.words[amount.phrase.first].lower == "over" and amount.found.kind == "money":
        return _turned_over(amount)
    if verb not in _BY_VERB or amount.found.kind not in ("money", "count"):
        return None
    if (amount.found.kind == "money") != (verb in _MONEY_VERBS) or not clause.subjects:
        return None
    if amount.found.kind == "count" and amount.found.value.unit in ("person", "share", "stock"):
        return None
    behind = amount.parts[amount.at + 1 : amount.at + 3]
    if verb == "spend" and behind and (behind[0].head == "on" or behind[0].infinitive):
        return None  # what it is spent on is invested in
    return amount.reading(None, word=_BY_VERB[verb])


def _turned_over(amount: Amount) -> Reading:
    """ "Turned over $2bn": the "over" is the verb's, no bound."""
    said = amount.found.value
    value = replace(said, max=said.min, qualifier="exact")
    return replace(amount.reading(None, word="turnover"), found=replace(amount.found, value=value))


def hurt(amount: Amount) -> Reading | None:
    """ "The outage affected 2.5 million people"."""
    clause = amount.clause
    hurts = clause is not None and clause.verb.head == "affect" and not clause.verb.passive
    if clause is None or not hurts or amount.found.value.unit != "person" or amount.phrase not in clause.objects:
        return None
    return amount.reading(None, word=HARM)


def employed(amount: Amount) -> Reading | None:
    """ "The U.S. economy added 128,000 jobs"."""
    clause = amount.clause
    if clause is None or amount.phrase.head != "job" or amount.phrase not in clause.objects:
        return None
    way = GAINS.get(clause.verb.head)
    economy = any(p.head in ("economy", "employer") for p in clause.subjects)
    return amount.reading(None, "change", way, word="jobs") if way and economy else None


def yielded(amount: Amount) -> Reading | None:
    """ "Tallis yields 3.1%", "the 10-year note yielded 4.2%"."""
    clause = amount.clause
    yields = (
        clause is not None and clause.verb.head == "yield" and clause.verb.finite and amount.found.kind == "percent"
    )
    return amount.reading(None, word="yield") if yields and not amount.preposition and clause.subjects else None  # type: ignore[union-attr]


def filled(amount: Amount) -> Reading | None:
    """ "Filled 71.4% of its rooms"."""
    clause = amount.clause
    fills = clause is not None and clause.verb.head == "fill" and amount.found.kind == "percent"
    return amount.reading(None, word="occupancy") if fills and not amount.preposition else None
