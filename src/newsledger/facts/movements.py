"""What is measured and which way it moves: the nouns and verbs that tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from newsledger.facts import lemmas, lexicon, vocabulary
from newsledger.facts.arguments import Clause
from newsledger.facts.parsed import Sentence
from newsledger.facts.phrases import Phrase

Direction = Literal["up", "down"]

UPS = lexicon.words("ups")
DOWNS = lexicon.words("downs")
MOVEMENTS = UPS | DOWNS
INDEXES = frozenset(
    (
        "Index Average S&P Nasdaq Dow FTSE DAX CAC Nikkei Stoxx Composite Sensex Nifty Kospi Russell IBEX "
        "Hang Topix Bovespa TSX ASX OMX OMXS OBX SMI AEX MIB MSCI CSI"
    ).split()
)
ASIDE: dict[str, Direction] = {
    "up": "up",
    "higher": "up",
    "more": "up",
    "down": "down",
    "lower": "down",
    "off": "down",
    "less": "down",
    "fewer": "down",
    "stronger": "up",
    "firmer": "up",
    "softer": "down",
    "weaker": "down",
}
MARKETS = frozenset("market industry sector economy segment".split())
SHARES = frozenset("share shares stock stocks".split())
TRADED = vocabulary.traded()
BUSINESSES = frozenset("business unit division arm operation category segment franchise portfolio".split())
CREEPS = frozenset("edge inch creep tick nudge trend move".split())
STANDS = frozenset("be go close end trade open finish pick speed ramp step slow".split())
_MOVED_BY = frozenset(
    (
        "rise fall increase decrease climb drop decline jump slip surge slide slump plunge tumble edge inch tick creep dip"
    ).split()
)
_NOT_MEASURED = lexicon.words("nominals", "organisation_heads", "roles", "not_units").union(
    ("percentage", "proportion", "limit"), SHARES, MOVEMENTS
)
RAISES = lexicon.words("raises")
CUTS = lexicon.words("cuts")


def clause_of(sentence: Sentence, at: int) -> Clause | None:
    """The clause in which the phrase at `at` stands: the last verb before it, unless it belongs to a later one's subject."""
    parts = sentence.phrases
    before = next((c for c in reversed(sentence.clauses) if c.at < at and not _is_compared(parts, c)), None)
    later = [c for c in sentence.clauses if c.at > at]
    index = {id(p): i for i, p in enumerate(parts)} if later else {}
    for clause in later:
        if clause.verb.head == "follow" and not clause.verb.finite:
            continue  # "with a share of 17%, followed by Tallis with 11%"
        starts = [index.get(id(p), 10**6) for p in (*clause.subjects, *(clause.objects if clause.verb.passive else ()))]
        if any((before.at if before else -1) < start <= at for start in starts):
            return clause
    return before


def _is_compared(parts: Sequence[Phrase], clause: Clause) -> bool:
    """ "Than expected", "as forecast": no clause that anything else stands in."""
    return not clause.verb.finite and clause.at > 0 and parts[clause.at - 1].head in ("than", "as")


def mover(clause: Clause | None) -> Direction | None:
    """Which way the clause's verb says that its subject went."""
    if clause is None or (clause.verb.passive and clause.verb.finite and clause.verb.head not in RAISES | CUTS):
        return None
    head, _, particle = clause.verb.head.partition(" ")
    if particle in ("up", "down") and head in CREEPS | STANDS | lexicon.words("rises"):
        return "up" if particle == "up" else "down"
    if head in lexicon.words("rises"):
        return "up"
    if head in CREEPS and clause.predicate is not None:
        return ASIDE.get(clause.predicate.head)
    return "down" if head in lexicon.words("falls") else None


@cache
def measures() -> frozenset[str]:
    """Nouns that measure something, in both numbers."""
    listed = lexicon.words("measures")
    return listed | {lemmas.singular(noun) for noun in listed}


def is_measure(phrase: Phrase) -> bool:
    """Whether a noun phrase names something that is measured."""
    if phrase.kind != "np" or phrase.pronoun:
        return False
    known = measures()
    if phrase.name is None and (phrase.head in known or phrase.head in MOVEMENTS):
        return True
    if phrase.name is None and phrase.lemmas[-2:] == ("domestic", "product"):
        return True
    if phrase.name is None and set(phrase.lemmas[:2]) & {"average", "median"}:
        return True
    if phrase.name is None and phrase.head == "savings" and set(phrase.lemmas) & {"cost", "annual", "efficiency"}:
        return True  # a firm's, no household's
    return (
        phrase.name is None
        and len(phrase.lemmas) > 1
        and phrase.lemmas[-1] in ("rate", "ratio", "size", "value", "count", "volume")
    )


def is_stock(phrase: Phrase | None) -> bool:
    """Whether a noun phrase is a company's shares, rather than a share of something."""
    if phrase is None or phrase.name is not None or phrase.numbers:
        return False
    if phrase.head == "price":
        return bool({"share", "stock"} & set(phrase.lemmas))
    if phrase.head == "receipt":
        return "depositary" in phrase.lemmas
    if phrase.head == "stock":
        return True
    return phrase.head in SHARES and not {"market", "wallet", "audience", "revenue", "percentage"} & set(phrase.lemmas)


def is_mean(phrase: Phrase) -> bool:
    """Whether a measure is that of many: "the average price of used tractors" is theirs."""
    return not {"average", "median"}.isdisjoint(phrase.lemmas)


def is_traded(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a noun phrase is a good or a currency that markets price by itself: "spot gold", "Brent crude", "the yen"."""
    if phrase.kind != "np" or phrase.owner is not None or sentence.words[phrase.last - 1].lower not in TRADED:
        return False
    return phrase.name is None or sentence.names[phrase.name].kind != "person"


def is_index(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a noun phrase is a stock market's index."""
    return phrase.name is not None and bool(INDEXES & set(re.findall(r"[A-Za-z&]+", sentence.names[phrase.name].name)))


def subject_measure(clause: Clause | None) -> Phrase | None:
    """The measure that a clause is about: in its subject, or what is acted on ("raised its dividend")."""
    if clause is None:
        return None
    for phrase in (*clause.subjects, *clause.objects):
        if is_measure(phrase):
            return phrase
    for phrase in clause.subjects:
        if phrase.name is None and not phrase.pronoun and (phrase.head in MARKETS or phrase.head in BUSINESSES):
            return phrase
    return next((p for p in clause.subjects if is_measure(p) or _is_moved(p, clause)), None)


def _is_moved(phrase: Phrase, clause: Clause) -> bool:
    """Whether what is no measure by its name is one, as it moves: "completions slipped 6%", "tourist arrivals rose to"."""
    plain = (
        phrase.kind == "np"
        and phrase.name is None
        and not phrase.pronoun
        and not phrase.numbers
        and phrase.head.isalpha()
    )
    if not plain or mover(clause) is None or clause.verb.head.split()[0] not in _MOVED_BY:
        return False
    if phrase.owner is not None and phrase.owner.head in ("his", "her", "my", "your"):
        return False
    return phrase.head not in _NOT_MEASURED
