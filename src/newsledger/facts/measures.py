"""Measured values and movements as facts: rows of readings, whose measure it is, and what it is called.

What measures a share or an index is a `share_price`, the rest a `metric`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from newsledger.facts import lexicon, modality, prices
from newsledger.facts.clauses import Clause, follow
from newsledger.facts.discourse import words_of
from newsledger.facts.frames import Frame
from newsledger.facts.lemmas import verb as lemmatise
from newsledger.facts.matching import Match
from newsledger.facts.movements import (
    BUSINESSES,
    CUTS,
    DOWNS,
    INDEXES,
    MARKETS,
    RAISES,
    SHARES,
    UPS,
    is_measure,
    is_stock,
    measures,
    mover,
)
from newsledger.facts.phrases import Phrase
from newsledger.facts.reading import Named
from newsledger.facts.readings import Reading, readings
from newsledger.facts.values import Found
from newsledger.records import Change, Fact, Modality, Quantity

_MACRO = frozenset(
    (
        "inflation gdp unemployment payrolls economy deficit surplus population wages exports export imports "
        "import registrations registration joblessness pmi"
    ).split()
)
_MACRO_PAIRS = frozenset(
    tuple(pair.split())
    for pair in (
        "retail sale,retail sales,home sales,house sales,car sales,"
        "consumer price,producer price,house price,home sale,home price,industrial production,industrial output,"
        "factory order,factory output,domestic product,trade deficit,trade surplus,jobless rate,car registration,"
        "jobless claim,consumer spending,consumer confidence,business confidence,policy rate,benchmark rate"
    ).split(",")
)
_LANDS = frozenset("port city town state province county region republic kingdom island district municipality".split())
_MODIFIERS = frozenset(
    "capital gross net operating adjusted comparable organic underlying core retail total annual quarterly average free "
    "cash market unit same-store group consolidated active daily monthly weekly passenger new strong".split()
)
_NOT_MOVED = frozenset("cost costs expense number capacity tax rate efficiency price debt emission use".split())
_ANNOUNCES = frozenset("announce introduce implement unveil make push plan impose".split())
_SHOWS = frozenset("blame report post see suffer record experience sustain attribute face show log register".split())
_TOPIC = 3.0  # how many times as often a topic is named as the organisation in focus
_SCOPES = frozenset("global worldwide world international domestic national".split())
_TRADING = re.compile(
    r"\b(?:shares?|stocks?|premarket|pre-market|after-hours|aftermarket|trading|traded|session|Wall "
    r"Street|intraday|ticker)\b",
    re.I,
)
_CENTRAL = re.compile(r"(?:Central |Reserve |National )?(?:Bank|Statistics Office) of (?:the )?(?!America)([A-Z].+)")
_ANALYSTS = frozenset("analyst economist street investor estimate expectation consensus forecast management".split())
_MOVES_AS_SHARES = frozenset(
    (
        "rise fall jump drop slip gain lose climb slide surge soar plunge tumble sink advance rally dip "
        "close be add shed plummet crash slump rocket leap rebound spike skyrocket retreat firm ease tank "
        "push send lift drag drive"
    ).split()
)


@dataclass(slots=True)
class _Row:
    """One row of output: a level, a movement or both, of one measure."""

    readings: list[Reading]

    @property
    def first(self) -> Reading:
        return self.readings[0]


def metrics(match: Match, used: set[int]) -> Iterator[Fact]:
    """The metric and share price facts of a sentence; `used` are starts of amounts that other facts took."""
    for priced, found in prices.asked(match, used):
        used = used | {found.start}
        yield priced
    read = [r for r in readings(match.sentence) if r.found.start not in used]
    for row in _rows(read):
        if fact := _fact(match, row):
            yield fact
    yield from _bare_movements(match, {id(r.clause) for r in read} | {id(r.measure) for r in read if r.measure})
    _remember_market(match)


def _remember_market(match: Match) -> None:
    """What a bare "the market" stands for further on."""
    for phrase in match.sentence.phrases:
        if phrase.kind == "np" and (named := _market_for(match, phrase) or _market(match, phrase)):
            match.discourse.market = named.name


def _rows(read: list[Reading]) -> Iterator[_Row]:
    """A level and a movement of one measure that belong together are one row."""
    rows: list[_Row] = []
    for reading in read:
        partner = (
            next((row for row in reversed(rows[-3:]) if _completes(row, reading)), None) if reading.joins else None
        )
        if partner is not None:
            partner.readings.append(reading)
        else:
            rows.append(_Row([reading]))
    yield from rows


def _completes(row: _Row, reading: Reading) -> bool:
    same = row.first.measure is reading.measure and row.first.word == reading.word
    return same and len(row.readings) == 1 and row.first.way != reading.way and not row.first.expected


def _fact(match: Match, row: _Row) -> Fact | None:
    one = row.first
    prior = one.at > 0 and match.sentence.phrases[one.at - 1].head == "from" and one.way == "value"
    if prices.is_price(one.measure) and one.measure is not None and prior:
        return None
    cut = one.measure is not None and prices.is_cut(match, one.measure, one.found)
    if one.measure is not None and (prices.is_price(one.measure) or cut):
        moved = prices.moved(match, one.measure, one.clause, *_numbers(row))
        if moved is not None or one.measure.head not in ("price", "fee", "toll"):
            return moved
    if one.clause is not None:
        _govern(match, one.clause)
    able = one.clause is not None and one.clause.verb.modal == "can" and not one.clause.verb.negated
    phrase = one.measure or match.sentence.phrases[one.at]
    doubt = modality.judge(match.text, match.sentence, Frame("", True, phrase, None if able else one.clause))
    subject, is_share = _who(match, one)
    if doubt is None or subject is None:
        return None
    label = _label(match, one, subject)
    if not is_share and (label is None or one.found.kind == "number"):
        return None
    value, change = _numbers(row)
    if is_share:
        return _share_price(match, one, subject, value, change, doubt)
    said = match.attribution()
    return Fact(
        type="metric",
        subject=subject.name,
        start=match.sentence.start,
        end=match.sentence.end,
        attribute=label,
        value=value,
        change=change,
        modality=_doubt(match, one, subject, doubt),
        attribution=said if said != subject.name else None,
        confidence=_confidence(one, subject),
        subject_kind=subject.kind,
    )


def _govern(match: Match, clause: Clause) -> None:
    """ "May see its shares fall": what governs a bare infinitive governs its doubt."""
    parts = match.sentence.phrases
    for other in match.sentence.clauses:
        sees = other.verb.head in ("see", "let", "make", "help", "watch") and other.at + 1 < len(parts)
        if sees and clause.parent is None and any(parts[other.at + 1] is subject for subject in clause.subjects):
            clause.parent = other


def _numbers(row: _Row) -> tuple[Quantity | None, Change | None]:
    value: Quantity | None = None
    change: Change | None = None
    for reading in row.readings:
        quantity = reading.found.value
        if reading.way == "change":
            change = Change(quantity.min, quantity.max, quantity.unit, reading.direction)
        else:
            value = quantity
    return value, change


def _doubt(match: Match, reading: Reading, subject: Named, doubt: Modality) -> Modality:
    """A measure of whom nobody says that they will see to it is a forecast, no plan."""
    if reading.expected and doubt == "asserted":
        return "expected"
    if doubt == "planned" and reading.clause is not None:
        actors = {n.name for p in reading.clause.subjects if (n := match.discourse.resolve(match.sentence, p))}
        return doubt if subject.name in actors else "expected"
    return doubt


def _share_price(
    match: Match, one: Reading, subject: Named, value: Quantity | None, change: Change | None, doubt: Modality
) -> Fact | None:
    if change is None and (value is None or one.found.kind not in ("money", "number")):
        return None
    said = match.attribution()
    prior = one.at > 0 and match.sentence.phrases[one.at - 1].head == "from"
    moves = change.direction if change is not None else None if prior else _to_extreme(match, one) or mover(one.clause)
    way = "level" if moves is None else "rise" if moves == "up" else "fall"
    return Fact(
        type="share_price",
        subject=subject.name,
        start=match.sentence.start,
        end=match.sentence.end,
        attribute=way,
        value=value,
        change=change,
        modality=doubt,
        attribution=said if said != subject.name else None,
        confidence=_confidence(one, subject),
        subject_kind=subject.kind,
    )


def _to_extreme(match: Match, reading: Reading) -> Literal["up", "down"] | None:
    """ "Hit a 52-week low of $3" tells which way the price went."""
    before = match.sentence.phrases[max(0, reading.at - 2) : reading.at]
    if len(before) < 2 or before[1].head != "of" or reading.way == "change":
        return None
    return {"low": "down", "trough": "down", "high": "up", "peak": "up"}.get(before[0].head)  # type: ignore[return-value]


def _confidence(reading: Reading, subject: Named) -> float:
    sure = 0.75 if reading.measure is not None and is_measure(reading.measure) else 0.6
    return round(sure * (1 if subject.how in ("name", "short") else 0.9 if subject.how != "carried" else 0.75), 3)


def _label(match: Match, reading: Reading, subject: Named) -> str | None:
    """The measure in words; None where it measures nothing."""
    phrase = reading.measure
    if reading.word or phrase is None or phrase.pronoun:
        return reading.word or None
    if phrase.name is not None:
        return "growth" if reading.way == "change" else None
    words = match.sentence.words
    amounts = [match.sentence.numbers[i] for i in phrase.numbers]
    names = [n for n in match.sentence.names if n.name == subject.name]
    kept = [
        w.lower
        for w in words[phrase.first : phrase.last]
        if not any(q.start <= w.start < q.end for q in amounts)
        and not any(n.start <= w.start < n.end for n in names)
        and w.tag not in ("DT", "PRP$", "POS", "PDT")
        and not (amounts and w.lower == "record")
    ]
    if not kept and amounts:
        kept = [match.text[amounts[0].start : amounts[0].end].split()[-1].lower()]
    if (
        phrase.head in ("price", "valuation", "order", "stake", "premium")
        and "selling" not in kept
        and kept[-1:] != ["prices"]
        and kept[-1:] not in (["orders"], ["premiums"])
    ):
        return None
    if kept in (
        ["number"],
        ["total"],
        ["value"],
        ["record"],
        ["level"],
        ["figure"],
        ["cost"],
        ["discount"],
        ["discounts"],
    ):
        return None
    if kept[-1:] == ["market"]:
        return "market size"
    return " ".join(kept) or None


def _who(match: Match, reading: Reading) -> tuple[Named | None, bool]:
    """Whose measure it is, and whether that is a share or an index.

    In turn: its owner, a name before or behind it, the clause's subject, who the text is about."""
    phrase = reading.measure
    if reading.owner is not None and (named := match.discourse.resolve(match.sentence, reading.owner)):
        return named, is_stock(phrase)
    if phrase is not None and _holding(match, reading):
        return _of_phrase(match, phrase, behind=False) or _of_clause(match, reading), False
    if phrase is not None and phrase.name is None and phrase.head == "index" and not _is_macro(phrase):
        words = words_of(match.text, match.sentence, phrase)
        return (_noun(match, phrase), True) if len(words.split()) > 1 else (None, True)
    if phrase is not None and is_stock(phrase):
        return _of_phrase(match, phrase) or _carried(match, reading), True
    if phrase is not None and phrase.name is not None:
        return _moved_name(match, reading, match.sentence.names[phrase.name])
    if (named := _item(match)) is not None:
        return named, False
    if phrase is not None and (named := _of_phrase(match, phrase)) is not None:
        return named, False
    if phrase is not None and _is_macro(phrase):
        return _nation(match, phrase) or _place(match, reading), False
    if (named := _scope(match, phrase)) is not None:
        return named, False
    return _of_clause(match, reading) or _placed(match, phrase), False


def _placed(match: Match, phrase: Phrase | None) -> Named | None:
    """Where it is measured: "cocoa grindings in Ivory Coast dropped", if it is nobody's."""
    at = next((i for i, p in enumerate(match.sentence.phrases) if p is phrase), -1)
    for preposition, np in follow(match.sentence.phrases, at) if at >= 0 else []:
        if preposition == "in" and np.name is not None and match.sentence.names[np.name].kind == "place":
            return match.sentence.names[np.name]
    return None


def _holding(match: Match, reading: Reading) -> bool:
    """Whether the amount is somebody's share of a market: "34% of the market", "its share of the market"."""
    phrase = reading.measure
    if reading.word == "market share":
        return True
    if phrase is None or phrase.head != "share":
        return False
    at = next((i for i, p in enumerate(match.sentence.phrases) if p is phrase), -1)
    return any(
        prep == "of" and np.name is None and (np.head in MARKETS or is_measure(np))
        for prep, np in (follow(match.sentence.phrases, at) if at >= 0 else [])
    )


def _moved_name(match: Match, reading: Reading, named: Named) -> tuple[Named | None, bool]:
    """ "The S&P 500 rose 1%", "Tallis fell 3% in premarket trading", "AWS grew 20%"."""
    shown = match.text[match.sentence.start : match.sentence.end]
    if any(word in INDEXES for word in re.findall(r"[A-Za-z&]+", named.name)):
        return named, True
    if named.kind == "place" or reading.clause is None:
        return None, False
    if reading.way == "value":
        low = match.sentence.phrases[reading.at - 2].head if reading.at > 1 else ""
        return (named, True) if low in ("low", "high", "peak") and reading.found.kind == "money" else (None, False)
    verb = reading.clause.verb.head.split()[0]
    trades = verb in ("close", "end", "finish", "trade", "open") and mover(reading.clause) is not None
    if reading.found.kind == "money" and trades:
        return named, True
    if (
        reading.found.kind == "percent"
        and named.kind in ("organization", "other")
        and verb in _MOVES_AS_SHARES
        and (
            verb not in ("add", "be", "gain", "lose", "climb", "advance")
            or _TRADING.search(shown)
            or _is_quoted(match, reading)
        )
    ):
        return named, True
    grows = reading.clause.verb.head in ("grow", "expand", "shrink", "contract") and reading.found.kind == "percent"
    return (named, False) if grows else (None, False)


def _is_quoted(match: Match, reading: Reading) -> bool:
    """Whether a price follows the movement: "gained 3.4 percent to 512 naira"."""
    behind = match.sentence.phrases[reading.at + 1 : reading.at + 3]
    if len(behind) < 2 or behind[0].head not in ("to", "at"):
        return False
    return any(match.sentence.numbers[i].kind == "money" for i in behind[1].numbers)


def _item(match: Match) -> Named | None:
    """A list's item is about the name it begins with: "- Tallis (NYSE: TL) - Market cap: $5bn"."""
    sentence = match.sentence
    if sentence.words[0].text not in ("-", "•", "*", "–") or len(sentence.words) < 3:
        return None
    end = next((w.start for w in sentence.words[1:] if w.text in ("(", "-", ":", "–", "—", ",")), sentence.end)
    named = next((n for n in sentence.names if n.start < end), None)
    if named is not None:
        return named
    start = sentence.words[1].start
    surface = match.text[start:end].strip()
    plain = surface and len(surface.split()) <= 5 and all(w[0].isupper() for w in surface.split())
    return Named(start, start + len(surface), surface, "organization") if plain else None


def _of_phrase(match: Match, phrase: Phrase, *, behind: bool = True) -> Named | None:
    """The owner of a measure, a name inside it, or behind "of", "at", "for", "from"."""
    sentence, discourse = match.sentence, match.discourse
    if phrase.owner is not None:
        return discourse.resolve(sentence, phrase.owner) or _unnamed(match, phrase.owner)
    inner = [sentence.names[i] for i in phrase.inner]
    inner = [n for n in inner if n.name.lower() not in _MODIFIERS]
    inner = [n for n in inner if n.kind not in ("place", "person") or _is_macro(phrase)]
    inner = [n for n in inner if n.start > sentence.start or n.name.lower() not in lexicon.words("mass_nouns")]
    if inner:
        return inner[0]
    if not behind:
        return None
    if is_stock(phrase) and len(phrase.lemmas) == 1 and (named := _before_brackets(match, phrase)) is not None:
        return named
    if (market := _market_for(match, phrase)) is not None:
        return market
    at = next((i for i, p in enumerate(sentence.phrases) if p is phrase), -1)
    for preposition, np in follow(sentence.phrases, at) if at >= 0 else []:
        if preposition not in ("of", "at", "for", "from", "by", "on", "in") or np.times or np.numbers:
            continue
        owner = discourse.resolve(sentence, np.owner) if np.owner else None
        part = owner is not None and np.name is None and np.head in BUSINESSES  # "in Tallis's Americas segment"
        named = owner if part else discourse.resolve(sentence, np) or owner
        if (
            named is not None
            and preposition != "on"
            and (
                named.kind != "place"
                or (preposition in ("in", "from") and (_is_macro(phrase) or named.name == match.discourse.who.topic))
            )
        ):
            return named if preposition != "in" or named.kind in ("place", "organization") else None
        if (
            named is None
            and np.name is None
            and not np.pronoun
            and (
                np.head in MARKETS
                or (preposition == "on" and len(np.lemmas) > 1)
                or (preposition == "of" and _is_scoped(phrase))
            )
        ):
            return _noun(match, np)
    return _market(match, phrase)


def _before_brackets(match: Match, phrase: Phrase) -> Named | None:
    """ "Tallis (TLS) stock": the name before the ticker."""
    parts = match.sentence.phrases
    at = next((i for i, p in enumerate(parts) if p is phrase), -1)
    if at < 3 or parts[at - 1].kind != "close":
        return None
    opening = next((i for i in range(at - 1, -1, -1) if parts[i].kind == "open"), 0)
    return match.discourse.resolve(match.sentence, parts[opening - 1]) if opening else None


def _unnamed(match: Match, owner: Phrase) -> Named | None:
    return _noun(match, owner) if owner.head in MARKETS and not owner.pronoun else None


def _market(match: Match, phrase: Phrase) -> Named | None:
    """ "The global console market size", "the data center market": a market is its own subject."""
    if phrase.name is not None:
        return None
    words = match.sentence.words
    last = next((i for i in range(phrase.last - 1, phrase.first - 1, -1) if words[i].lemma in MARKETS), None)
    if last is None:
        return None
    if words[phrase.first].lower in ("the", "this") and last == phrase.first + 1 and match.discourse.market is not None:
        return Named(words[phrase.first].start, words[last].end, match.discourse.market, "other", "nominal")
    if last == phrase.first:
        return None
    first = phrase.first
    while first < last and words[first].tag in ("DT", "PRP$", "PDT", "CD"):
        first += 1
    if first == last or (last < phrase.last - 1 and words[last + 1].lemma == "share"):
        return None
    start, end = words[first].start, words[last].end
    return Named(start, end, " ".join(match.text[start:end].split()), "other", "noun")


def _market_for(match: Match, phrase: Phrase) -> Named | None:
    """ "The market for electric bikes"."""
    if phrase.head not in MARKETS:
        return None
    parts = match.sentence.phrases
    at = next((i for i, p in enumerate(parts) if p is phrase), -1)
    if at < 0 or at + 2 >= len(parts) or parts[at + 1].head != "for":
        return None
    words = match.sentence.words
    first = phrase.first + (words[phrase.first].tag in ("DT", "PRP$"))
    start, end = words[first].start, words[parts[at + 2].last - 1].end
    return Named(start, end, " ".join(match.text[start:end].split()), "other", "noun")


def _scope(match: Match, phrase: Phrase | None) -> Named | None:
    """ "Global smartphone shipments" measure a market, not a company."""
    if phrase is None or not phrase.lemmas or len(phrase.lemmas) < 2:
        return None
    words = match.sentence.words
    inside = [i for i in range(phrase.first, phrase.last) if words[i].tag not in ("DT", "PRP$", "CD")]
    scoped = len(inside) > 2 and words[inside[0]].lower in _SCOPES
    if not scoped and not (len(inside) > 1 and words[inside[-1]].lower == "prices"):
        return None
    start, end = words[inside[0]].start, words[inside[-2]].end
    return Named(start, end, " ".join(match.text[start:end].split()), "other", "noun")


def _is_scoped(phrase: Phrase) -> bool:
    return bool(phrase.lemmas) and phrase.lemmas[0] in _SCOPES


def _is_macro(phrase: Phrase | None) -> bool:
    if phrase is None:
        return False
    pairs = set(zip(phrase.lemmas, phrase.lemmas[1:], strict=False))
    return phrase.head in _MACRO or any(lemma in _MACRO for lemma in phrase.lemmas) or bool(pairs & _MACRO_PAIRS)


def _is_partner(match: Match, reading: Reading, place: Named) -> bool:
    """Whom a country trades with: "exports to China", "imports from China"."""
    before = match.text[max(match.sentence.start, place.start - 9) : place.start].removesuffix("the ").split()[-1:]
    head = reading.measure.head if reading.measure is not None else ""
    return (head, *before) in (("export", "to"), ("import", "from"), ("exports", "to"), ("imports", "from"))


def _nation(match: Match, phrase: Phrase) -> Named | None:
    """ "German factory orders" are Germany's."""
    word = next((w for w in match.sentence.words[phrase.first : phrase.last] if w.text in lexicon.countries()), None)
    return Named(word.start, word.end, lexicon.countries()[word.text], "place") if word else None


def _place(match: Match, reading: Reading) -> Named | None:
    """The country whose economy is measured: named in the sentence, or the text's own."""
    named = next((n for n in match.sentence.names if n.kind == "place" and not _is_partner(match, reading, n)), None)
    if named is not None:
        return named
    if (bank := next((n for n in match.sentence.names if _CENTRAL.fullmatch(n.name)), None)) is not None:
        return replace(bank, name=_CENTRAL.sub(r"\1", bank.name), kind="place")
    who = match.discourse.who
    places = sorted((n for n in who.counts if who.kinds[n] == "place"), key=lambda n: (-who.counts[n], n))
    if reading.measure is not None and reading.measure.head in ("exports", "export", "imports", "import", "wages"):
        return _of_clause(match, reading)
    return Named(match.sentence.start, match.sentence.start, places[0], "place", "carried") if places else None


def _of_clause(match: Match, reading: Reading) -> Named | None:
    """The subject of the amount's clause or of one that governs it; nobody where that is a generic noun."""
    sentence, discourse = match.sentence, match.discourse
    clause: Clause | None = reading.clause
    generic = False
    if reading.word == "users" and clause is not None:
        things = [p if p.name is not None or p.owner is None else p.owner for p in clause.objects]
        used = (discourse.resolve(sentence, p) for p in things)
        return next((n for n in used if n is not None), None) or _carried(match, reading)
    for _ in range(6):
        if clause is None:
            break
        for subject in clause.subjects:
            if subject is reading.measure or is_measure(subject):
                continue
            named = discourse.resolve(sentence, subject)
            if named is not None:
                elsewhere = named.kind == "place" and (clause is not reading.clause or reading.expected)
                if named.kind == "person" or elsewhere or named.name == "Wall Street":
                    continue
                return named
            if subject.name is None and (market := _market_for(match, subject) or _market(match, subject)) is not None:
                return market
            if (whole := _whole(match, subject)) is not None:
                return whole
            if subject.inner and subject.head in lexicon.words("nominals"):
                inner = sentence.names[subject.inner[-1]]
                return inner if inner.kind == "organization" else _carried(match, reading)
            generic = generic or (clause is reading.clause and _is_generic(match, subject))
        clause = clause.parent
    return None if generic else _carried(match, reading)


def _whole(match: Match, subject: Phrase) -> Named | None:
    """Whose part is measured: "Lenaro's PC business brought in", "the port of Valmarina handled"."""
    if subject.owner is not None and subject.head in BUSINESSES:
        return match.discourse.resolve(match.sentence, subject.owner)
    if subject.name is not None or subject.head not in _LANDS:
        return None
    at = next((i for i, p in enumerate(match.sentence.phrases) if p is subject), -1)
    behind = follow(match.sentence.phrases, at)[:1] if at >= 0 else []
    return next((match.sentence.names[np.name] for prep, np in behind if prep == "of" and np.name is not None), None)


def _is_generic(match: Match, subject: Phrase) -> bool:
    """Whether the subject is many or any of a kind; "the plant" and "analysts" leave it to who the text is about."""
    if subject.name is not None or subject.pronoun or not subject.head.isalpha():
        return False
    word = match.sentence.words[subject.first]
    definite = word.lower in ("the", "this", "that", "its", "their", "our") and subject.owner is None
    plural = match.sentence.words[subject.last - 1].tag == "NNS"
    return not set(subject.lemmas) & _ANALYSTS and (plural or not definite)


def _carried(match: Match, reading: Reading) -> Named | None:
    """Who the text is about: this sentence's subject so far, else the one in focus, unless another is its topic."""
    start = match.sentence.words[match.sentence.phrases[reading.at].first].start
    focus = match.discourse.carried(match.sentence, start)
    topic = match.discourse.who.topic
    if topic is None or (focus is not None and any(n.name == focus.name for n in match.sentence.names)):
        return focus
    counts = match.discourse.who.counts
    if focus is None or counts[topic] >= _TOPIC * counts[focus.name]:
        return Named(start, start, topic, match.discourse.who.kinds[topic], "carried")
    return focus


def _noun(match: Match, phrase: Phrase) -> Named:
    words = match.sentence.words
    start, end = words[phrase.first].start, words[phrase.last - 1].end
    return Named(start, end, words_of(match.text, match.sentence, phrase), "other", "noun")


def _bare_movements(match: Match, seen: set[int]) -> Iterator[Fact]:
    """Movements without a number: "revenue fell", "its losses ballooned", "sending its shares lower"."""
    for clause in match.sentence.clauses:
        if id(clause) in seen or any(np.numbers for np in (*clause.objects, *(np for _, np in clause.preps))):
            continue
        phrase, way = _moved(match, clause)
        if phrase is None or way is None or id(phrase) in seen:
            continue
        nothing = Found(0, 0, "percent", Quantity(None, None, None))
        reading = Reading(nothing, clause.at, phrase, way="change", direction=way, clause=clause)
        if prices.is_price(phrase):
            if (priced := prices.moved(match, phrase, clause, None, None)) is not None:
                yield priced
            continue
        subject, _ = _who(match, reading)
        if (
            subject is not None
            and (subject.how != "carried" or phrase.head in SHARES)
            and (fact := _fact(match, _Row([reading])))
        ):
            yield replace(fact, confidence=round(fact.confidence * 0.7, 3))


def _moved(match: Match, clause: Clause) -> tuple[Phrase | None, Literal["up", "down"] | None]:
    known = lexicon.words("measures") | SHARES
    verb = clause.verb.head.split()[0]
    aside = clause.verb.head.split()[-1] if " " in clause.verb.head else ""
    word = clause.predicate.head if clause.predicate is not None else aside
    for phrase in clause.subjects:
        if phrase.name is None and not phrase.pronoun and phrase.head in known:
            if verb in ("be", "trade", "close", "move", "open", "go") and word in (
                "up",
                "higher",
                "down",
                "lower",
                "off",
            ):
                return phrase, "up" if word in ("up", "higher") else "down"
            return phrase, mover(clause)
    for phrase in clause.objects:
        if prices.is_price(phrase) and phrase.head in UPS | DOWNS and verb in _ANNOUNCES:
            return phrase, "up" if phrase.head in UPS else "down"
        if prices.is_price(phrase) and phrase.head in ("price", "fare") and verb in RAISES | CUTS:
            return phrase, "up" if verb in RAISES else "down"
        inside = phrase.name is None and SHARES & set(phrase.lemmas) and verb in ("send", "push", "drive", "drag")
        if inside and phrase.head in ("lower", "higher", "down", "up"):
            return phrase, "up" if phrase.head in ("higher", "up") else "down"
        if phrase.name is None and phrase.head in SHARES and verb in ("send", "push", "drive", "lift", "drag", "boost"):
            up = verb in ("lift", "boost") or word in ("up", "higher", "soaring")
            return phrase, "up" if up else "down"
    for phrase in clause.objects:
        cuts = verb in CUTS | {"erode", "dent"}
        if (cuts or verb in RAISES) and phrase.name is None and is_measure(phrase) and phrase.head not in _NOT_MOVED:
            return phrase, "down" if cuts else "up"
    if verb in _SHOWS:
        for phrase in (*clause.objects, *(np for _, np in clause.preps)):
            if way := _nominal(match, phrase):
                return phrase, way
    return None, None


def _nominal(match: Match, phrase: Phrase) -> Literal["up", "down"] | None:
    """ "a sales drop", "record revenue growth", "ballooning losses"."""
    lemmas = phrase.lemmas
    if phrase.name is not None or phrase.numbers or len(lemmas) < 2:
        return None
    if lemmas[-1] in UPS | DOWNS and any(
        lemma in measures() and lemma not in ("growth", "rate") for lemma in lemmas[:-1]
    ):
        return "up" if lemmas[-1] in UPS else "down"
    words = match.sentence.words[phrase.first : phrase.last]
    moving = next((w for w in words if w.tag in ("VBG", "JJ") and w.lower.endswith("ing")), None)
    if moving is None or not is_measure(phrase):
        return None
    verb = lemmatise(moving.lower)
    return "up" if verb in lexicon.words("rises") else "down" if verb in lexicon.words("falls") else None
