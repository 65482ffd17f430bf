"""Whose an amount's measure is: a firm's, a product's, a market's or a country's."""

from __future__ import annotations

import re
from dataclasses import replace

from newsledger.facts import lands, lexicon
from newsledger.facts.amounts import A_QUOTE, EXPECTATIONS, Reading
from newsledger.facts.arguments import Clause
from newsledger.facts.discourse import words_of
from newsledger.facts.doings import DONE, HARM
from newsledger.facts.levels import CLOSES
from newsledger.facts.links import followers, index_of
from newsledger.facts.match import Match
from newsledger.facts.movements import (
    BUSINESSES,
    INDEXES,
    MARKETS,
    is_mean,
    is_measure,
    is_stock,
    is_traded,
    mover,
)
from newsledger.facts.parsed import Named
from newsledger.facts.phrases import Phrase
from newsledger.facts.sources import surveys

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
        "household debt,consumer lending,consumer credit,mortgage lending,wage growth,"
        "economic growth,jobless claim,consumer spending,consumer confidence,business confidence,policy rate,benchmark rate"
    ).split(",")
)
_WATCHERS = re.compile(  # who tells of economies that are not theirs
    r"(?:IMF|International Monetary Fund|World Bank|OECD|European Commission|United Nations"
    r"|.*\b(?:Statistics|Ministry|Treasury)\b.*)\Z"
)
_OF_BANKS = frozenset("rate rates".split())  # which a central bank sets itself
_OF_LANDS = frozenset("growth sales sale shipment debt employment spending output production investment".split())
_LANDS = frozenset("port city town state province county region republic kingdom island district municipality".split())
_MODIFIERS = frozenset(
    "capital gross net operating adjusted comparable organic underlying core retail total annual quarterly average free "
    "cash market unit same-store group consolidated active daily monthly weekly passenger new strong".split()
)
_OWN_SHARES = frozenset(  # kinds of one company's
    "common ordinary preferred preference class company listed list new existing outstanding restricted traded treasury "
    "its their his her our voting premarket bonus a b c".split()
)
_PARTED = frozenset("sales revenue revenues turnover profit profits income earnings".split())
_WHOLES = frozenset("global total market industry worldwide overall".split())  # of whose revenue a segment is a part
_BRINGS = frozenset(("account", "represent", "contribute", "comprise", "make up", "come", "stem", "bring in"))
_TOPIC = 3.0  # how many times as often a topic is named as the organisation in focus
_EVENTS = frozenset("outage breach hack leak recall crash fire strike shutdown blackout cut explosion attack".split())
_SITES = frozenset(
    "plant factory mine mill refinery site field farm network store shop website program programme app service platform "
    "club scheme newsletter channel page portal".split()
)
_SCOPES = frozenset("global worldwide world international domestic national".split())
_TRADING = re.compile(
    r"\b(?:shares?|stocks?|premarket|pre-market|after-hours|aftermarket|trading|traded|session|Wall "
    r"Street|intraday|ticker|gainers?|losers?|risers?|fallers?|laggards?)\b",
    re.I,
)
_SESSION = re.compile(  # what a report of a day's trading says of it
    r"\b(?:[Ii]nde(?:x|xes|ices)|[Ss]tocks|[Ss]hares in [A-Z]\w+ (?:rose|fell)|gainers?|losers?|risers?|fallers?"
    r"|[Bb]lue[- ]chips?|(?:[Ss]hares|[Ss]tock) (?:of|in|rose|fell|ended|closed|jumped|slid|climbed|dropped|gained|lost))\b"
)
_LATELY = 700  # characters before a sentence, and those that a text opens with
_REPORT = re.compile(  # how a report of a day's trading begins, whose every rise is a share's
    r"\b(?:[Ii]ndex|[Ii]ndices|[Ss]tocks|FTSE 100|DAX|CAC 40|Nikkei|Dow Jones Industrial Average|S&P 500|Stoxx 600) "
    r"(?:\w+ )?(?:gained|rose|fell|lost|climbed|slipped|added|dropped|slid|jumped|advanced|ended|closed|finished"
    r"|was (?:up|down))\b"
)
_TICKER = re.compile(r" ?\((?:[A-Za-z]+: ?)?[A-Z][A-Z.]{0,5}\)")
_CENTRAL = re.compile(r"(?:Central |Reserve |National )?(?:Bank|Statistics Office) of (?:the )?(?!America)([A-Z].+)")
_ANALYSTS = frozenset("analyst economist street investor estimate expectation consensus forecast management".split())
_MOVES_AS_SHARES = frozenset(
    (
        "rise fall jump drop slip gain lose climb slide surge soar plunge tumble sink advance rally dip "
        "close be add shed plummet crash slump rocket leap rebound spike skyrocket retreat firm ease tank "
        "push send lift drag drive lead top head"
    ).split()
)


def who_of(match: Match, reading: Reading) -> tuple[Named | None, bool]:
    """Whose measure it is, and whether that is a share or an index; in a text about an economy that of its land."""
    named, of_shares = _who_of(match, reading)
    land = None if of_shares else _land(match, reading, named)
    return land or named, of_shares


def _land(match: Match, reading: Reading, named: Named | None) -> Named | None:
    phrase = reading.measure
    if phrase is None or phrase.name is not None or phrase.head in _OF_BANKS:
        return None
    told = named is not None and named.how == "carried" and _watches(named.name)
    if not (told or _is_macro(phrase) or phrase.head in _OF_LANDS or phrase.head == "price"):
        return None
    here = named is not None and any(named.name == other.name for other in match.sentence.names)
    here = here and named is not None and not _watches(named.name)
    goods = named is not None and named.how == "noun" and phrase.lemmas[-1:] != ("price",)  # "food prices"
    if here or goods or not lands.is_economy(match.text):
        return None
    land = lands.land_of(match.text)
    start = match.sentence.start
    return Named(start, start, land, "place", "carried") if land is not None else None


def _who_of(match: Match, reading: Reading) -> tuple[Named | None, bool]:
    """The same where the text is not about an economy.

    In turn: its owner, a name before or behind it, the clause's subject, who the text is about."""
    phrase = reading.measure
    if reading.owner is not None and (named := match.discourse.resolve(match.sentence, reading.owner)):
        return named, is_stock(phrase) and reading.word != "market share"
    if phrase is not None and _is_part(reading, phrase):
        scoped = not _WHOLES.isdisjoint(phrase.lemmas) and _segment(match, reading)
        return _of_phrase(match, phrase) or scoped or _carried(match, reading), False
    if phrase is not None and phrase.head == "cagr" and (segment := _segment(match, reading)) is not None:
        return segment, False
    if phrase is not None and _holding(match, reading):
        return _of_phrase(match, phrase, behind=False) or _segment(match, reading) or _of_clause(match, reading), False
    if phrase is not None and phrase.name is None and phrase.head == "index" and not _is_macro(phrase):
        words = words_of(match.text, match.sentence, phrase)
        return (_noun(match, phrase), True) if len(words.split()) > 1 else (None, True)
    if phrase is not None and is_stock(phrase) and not _is_hoard(match, phrase):
        many = _many_stocks(match, phrase)
        return _of_phrase(match, phrase) or many or _carried(match, reading), True
    named = match.sentence.names[phrase.name] if phrase is not None and phrase.name is not None else None
    if (
        phrase is not None
        and phrase.head in lexicon.words("firms")
        and phrase.name is None
        and _is_quoted(match, reading)
    ):
        firm = match.discourse.resolve(match.sentence, phrase)
        return firm, firm is not None  # "the grocer jumped 9.4% to R84.20"
    if phrase is not None and is_traded(match.sentence, phrase) and (named is None or named.kind != "organization"):
        return _noun(match, phrase), False
    if named is not None:
        return _moved_name(match, reading, named)
    if (named := _item(match)) is not None:
        return named, False
    if phrase is not None and match.discourse.heading is not None and _is_labelled(match, reading):
        firm = next((n for i in phrase.inner if (n := match.sentence.names[i]).kind == "organization"), None)
        return firm or match.discourse.heading, False
    if phrase is not None and (named := _of_phrase(match, phrase) or _having(match, phrase)) is not None:
        return named, False
    if phrase is not None and _is_macro(phrase):
        return _nation(match, phrase) or _place(match, reading), False
    if (named := _scope(match, phrase)) is not None:
        return named, False
    named = _of_clause(match, reading) or _placed(match, phrase)
    if named is not None and phrase is not None and surveys(named.name) and not _acts(match, reading, named):
        return _surveyed(match, phrase), False
    return named, False


def _is_part(reading: Reading, measure: Phrase) -> bool:
    """Whether the amount is what somebody or somewhere brings of a firm's sales: "China accounts for 12% of revenue"."""
    verb = reading.clause.verb.head if reading.clause is not None else ""
    parts = reading.found.kind == "percent" and measure.head in _PARTED and verb in _BRINGS
    return parts and (measure.owner is None or measure.owner.head != "your")


def _watches(name: str) -> bool:
    """Whether a name is of those who tell how economies do."""
    return _WATCHERS.match(name) is not None or _CENTRAL.fullmatch(name) is not None


def _acts(match: Match, reading: Reading, named: Named) -> bool:
    """Whether somebody is the subject of the amount's own clause."""
    subjects = reading.clause.subjects if reading.clause is not None else []
    return any((one := match.discourse.resolve(match.sentence, p)) and one.name == named.name for p in subjects)


def _is_hoard(match: Match, phrase: Phrase) -> bool:
    """Whether "stock" is what lies in the warehouse: "stock was 9% lower at £210m"."""
    sums = [n.value.min or 0 for n in match.sentence.numbers if n.kind == "money"]
    return phrase.lemmas == ("stock",) and bool(sums) and min(sums) >= A_QUOTE


def _many_stocks(match: Match, phrase: Phrase) -> Named | None:
    """ "European shares", "bank stocks": no one company's."""
    several = match.sentence.words[phrase.last - 1].tag == "NNS" and phrase.owner is None
    kept = phrase.lemmas[:-1] if phrase.lemmas[:1] not in (("the",), ["the"]) else phrase.lemmas[1:-1]
    return _noun(match, phrase) if several and kept and _OWN_SHARES.isdisjoint(kept) else None


def _placed(match: Match, phrase: Phrase | None) -> Named | None:
    """Where it is measured: "cocoa grindings in Ivory Coast dropped", if it is nobody's."""
    for preposition, np in followers(match.sentence.phrases, phrase):
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
    return any(
        prep == "of" and np.name is None and (np.head in MARKETS or is_measure(np))
        for prep, np in followers(match.sentence.phrases, phrase)
    )


def _segment(match: Match, reading: Reading) -> Named | None:
    """What holds a part of a market without a name: "the agriculture segment", "weather-based controllers"."""
    subject = next(iter(reading.clause.subjects), None) if reading.clause is not None else None
    if (
        subject is None
        or subject.name is not None
        or subject.pronoun
        or subject.owner is not None
        or len(subject.lemmas) < 2
    ):
        return None
    several = match.sentence.words[subject.last - 1].tag == "NNS"
    kind = subject.head == "segment" or (several and match.sentence.words[subject.first].tag not in ("DT", "PRP$"))
    return _noun(match, subject) if kind and not subject.inner else None


def _moved_name(match: Match, reading: Reading, named: Named) -> tuple[Named | None, bool]:
    """ "The S&P 500 rose 1%", "Tallis fell 3% in premarket trading", "AWS grew 20%"."""
    shown = match.text[match.sentence.start : match.sentence.end]
    if any(word in INDEXES for word in re.findall(r"[A-Za-z&]+", named.name)):
        return named, True
    if named.kind == "place" or reading.clause is None:
        return None, False
    verb = reading.clause.verb.head.split()[0]
    if reading.way == "value" and verb in CLOSES and reading.found.kind == "money":
        return named, True
    if reading.way == "value":
        low = match.sentence.phrases[reading.at - 2].head if reading.at > 1 else ""
        return (named, True) if low in ("low", "high", "peak") and reading.found.kind == "money" else (None, False)
    moves = mover(reading.clause) is not None
    if reading.found.kind == "money" and moves and (verb in CLOSES or _is_quoted(match, reading)):
        return named, True
    if (
        reading.found.kind == "percent"
        and named.kind in ("organization", "other")
        and verb in _MOVES_AS_SHARES
        and (
            verb not in ("add", "be", "gain", "lose", "climb", "advance")
            or _TRADING.search(shown)
            or _SESSION.search(match.text, max(0, match.sentence.start - _LATELY), match.sentence.start)
            or _REPORT.search(match.text, 0, _LATELY)
            or _is_quoted(match, reading)
            or _TICKER.match(match.text, named.end)
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
    if behind and (foreseen := _foreseen_for(match, phrase)) is not None:
        return foreseen
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
    for preposition, np in followers(sentence.phrases, phrase):
        if preposition not in ("of", "at", "for", "from", "by", "on", "in") or np.times:
            continue
        if np.numbers and not (is_mean(phrase) and sentence.words[np.first].tag == "DT"):
            continue
        owner = discourse.resolve(sentence, np.owner) if np.owner else None
        part = owner is not None and np.name is None and np.head in BUSINESSES  # "in Tallis's Americas segment"
        named = owner if part else discourse.resolve(sentence, np) or owner
        if (
            named is not None
            and preposition != "on"
            and (
                named.kind != "place"
                or (
                    preposition in ("in", "from")
                    and (_is_macro(phrase) or phrase.lemmas == ("growth",) or named.name == match.discourse.who.topic)
                )
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
                or (preposition in ("of", "for") and is_mean(phrase))
            )
        ):
            return _noun(match, np)
    return _market(match, phrase)


def _having(match: Match, phrase: Phrase) -> Named | None:
    """ "Acme, a maker of lamps with sales of $40m": what an apposition has is of the name before it."""
    parts, at = match.sentence.phrases, index_of(match.sentence.phrases, phrase)
    comma = next((i for i in range(at - 2, max(0, at - 6), -1) if parts[i].kind == "comma"), 0)
    told = parts[comma + 1 : at - 1]
    described = bool(told) and all(p.kind in ("np", "prep") and p.name is None and not p.numbers for p in told)
    index = parts[comma - 1].name if comma > 0 and described and parts[at - 1].head == "with" else None
    named = match.sentence.names[index] if index is not None else None
    return named if named is not None and named.kind in ("organization", "other") else None


def _foreseen_for(match: Match, phrase: Phrase) -> Named | None:
    """ "Its forecast for Ghana": what is foreseen is of whom the forecast is for."""
    if phrase.head not in EXPECTATIONS:
        return None
    of = [np for prep, np in followers(match.sentence.phrases, phrase)[:1] if prep == "for" and np.name is not None]
    return match.sentence.names[of[0].name] if of and of[0].name is not None else None


def _before_brackets(match: Match, phrase: Phrase) -> Named | None:
    """ "Tallis (TLS) stock": the name before the ticker."""
    parts = match.sentence.phrases
    at = index_of(parts, phrase)
    if at < 3 or parts[at - 1].kind != "close":
        return None
    opening = next((i for i in range(at - 1, -1, -1) if parts[i].kind == "open"), 0)
    return match.discourse.resolve(match.sentence, parts[opening - 1]) if opening else None


def _unnamed(match: Match, owner: Phrase) -> Named | None:
    return _noun(match, owner) if owner.head in MARKETS and not owner.pronoun else None


def _market(match: Match, phrase: Phrase) -> Named | None:
    """ "The global console market size", "the data center market": a market is its own subject."""
    if phrase.name is not None or phrase.numbers:
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
    at = index_of(parts, phrase)
    if at < 0 or at + 2 >= len(parts) or parts[at + 1].head != "for":
        return None
    words = match.sentence.words
    first = phrase.first + (words[phrase.first].tag in ("DT", "PRP$"))
    start, end = words[first].start, words[parts[at + 2].last - 1].end
    return Named(start, end, " ".join(match.text[start:end].split()), "other", "noun")


def _scope(match: Match, phrase: Phrase | None) -> Named | None:
    """ "Global smartphone shipments", "worldwide sales of phones" measure a market, not a company."""
    if phrase is not None and (goods := _sold_worldwide(match, phrase)) is not None:
        return _noun(match, goods)
    if phrase is None or not phrase.lemmas or len(phrase.lemmas) < 2:
        return None
    words = match.sentence.words
    inside = [i for i in range(phrase.first, phrase.last) if words[i].tag not in ("DT", "PRP$", "CD")]
    if {words[i].lower for i in inside[:-1]} <= {"average", "selling", "median", "retail", "list"}:
        return None
    scoped = len(inside) > 2 and words[inside[0]].lower in _SCOPES
    if not scoped and not (len(inside) > 1 and words[inside[-1]].lower == "prices"):
        return None
    start, end = words[inside[0]].start, words[inside[-2]].end
    return Named(start, end, " ".join(match.text[start:end].split()), "other", "noun")


def _sold_worldwide(match: Match, phrase: Phrase) -> Phrase | None:
    words = match.sentence.words
    if not {words[i].lower for i in (max(0, phrase.first - 1), phrase.first)} & _SCOPES:
        return None
    behind = (np for preposition, np in followers(match.sentence.phrases, phrase) if preposition == "of")
    return next((np for np in behind if np.name is None and words[np.last - 1].tag == "NNS"), None)


def _is_scoped(phrase: Phrase) -> bool:
    return bool(phrase.lemmas) and phrase.lemmas[0] in _SCOPES


def _is_macro(phrase: Phrase | None) -> bool:
    if phrase is None:
        return False
    if "pension" in phrase.lemmas:
        return False
    pairs = set(zip(phrase.lemmas, phrase.lemmas[1:], strict=False))
    return phrase.head in _MACRO or any(lemma in _MACRO for lemma in phrase.lemmas) or bool(pairs & _MACRO_PAIRS)


def _is_partner(match: Match, reading: Reading, place: Named) -> bool:
    """Whom a country trades with: "exports to China", "imports from China"."""
    before = match.text[max(match.sentence.start, place.start - 9) : place.start].removesuffix("the ").split()[-1:]
    trades = ("export", "exports", "import", "imports", "sale", "sales", "shipment")
    return reading.measure is not None and reading.measure.head in trades and before in (["to"], ["from"])


def _is_seat(match: Match, place: Named) -> bool:
    """Whether a place only tells where somebody sits: "an economist at Acme in Singapore"."""
    before = [other for other in match.sentence.names if other.kind != "place"]
    return any(match.text[other.end : place.start] in (" in ", ", ", " of ") for other in before)


def _nation(match: Match, phrase: Phrase) -> Named | None:
    """ "German factory orders" are Germany's."""
    word = next((w for w in match.sentence.words[phrase.first : phrase.last] if w.text in lexicon.countries()), None)
    return Named(word.start, word.end, lexicon.countries()[word.text], "place") if word else None


def _place(match: Match, reading: Reading) -> Named | None:
    """The country whose economy is measured: named in the sentence, or the text's own."""
    named = next((n for n in match.sentence.names if n.kind == "place" and not _is_partner(match, reading, n)), None)
    if named is not None and not _is_seat(match, named):
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
        acted_on = [p for p in clause.objects if clause.verb.passive and (p.name is not None or p.head in MARKETS)]
        for subject in clause.subjects or acted_on:
            if subject is reading.measure or is_measure(subject):
                continue
            if subject.name is None and subject.head in lexicon.words("foreseers"):
                continue  # "analysts polled by Tallis expected"
            named = discourse.resolve(sentence, subject)
            if named is not None:
                if named.kind == "person" and clause is reading.clause and reading.word in DONE:
                    return None  # "Anders Holm made 35 saves"
                elsewhere = named.kind == "place" and (clause is not reading.clause or reading.expected)
                if named.kind == "person" or elsewhere or named.name == "Wall Street":
                    continue
                if discourse.foresees(named.name):
                    continue  # "brokerage Tallis expects the net loss to narrow"
                return named
            if subject.name is None and (market := _market_for(match, subject) or _market(match, subject)) is not None:
                return market
            if (whole := _whole(match, subject)) is not None:
                return whole
            if subject.inner and subject.head in lexicon.words("nominals"):
                inner = sentence.names[subject.inner[-1]]
                return inner if inner.kind == "organization" else _carried(match, reading)
            generic = generic or (clause is reading.clause and _is_generic(match, subject))
        clause = clause.parent or _taker(match, reading.measure, clause)
    return None if generic else _carried(match, reading)


def _taker(match: Match, phrase: Phrase | None, clause: Clause) -> Clause | None:
    """The clause whose object the measure is: "Tallis blames a sales drop" """
    others = (c for c in match.sentence.clauses if c.at < clause.at and phrase is not None)
    return next((c for c in others if any(p is phrase for p in c.objects)), None)


def _surveyed(match: Match, phrase: Phrase) -> Named | None:
    """What a surveyor counts is its market's: of "smartphone shipments" the smartphone."""
    words = match.sentence.words
    kept = [i for i in range(phrase.first, phrase.last - 1) if words[i].tag[:2] in ("NN", "JJ")]
    if not kept or words[kept[0]].lower in ("average", "median", "total"):
        return None
    start, end = words[kept[0]].start, words[kept[-1]].end
    return Named(start, end, " ".join(match.text[start:end].split()), "other", "noun")


def _whole(match: Match, subject: Phrase) -> Named | None:
    """Whose part is measured: "Lenaro's PC business brought in", "the port of Valmarina handled"."""
    if subject.head in BUSINESSES | _SITES | _EVENTS | lexicon.words("products"):
        inner = [match.sentence.names[i] for i in subject.inner]
        if goods := next((n for n in inner if n.kind == "product"), None):
            return goods  # "its Kelpie watch"
        if subject.owner is not None:
            return match.discourse.resolve(match.sentence, subject.owner)
        if (firm := next((n for n in inner if n.kind == "organization"), None)) is not None:
            return firm
    if subject.name is not None or subject.head not in _LANDS:
        return None
    follows = followers(match.sentence.phrases, subject)[:1]
    return next((match.sentence.names[np.name] for prep, np in follows if prep == "of" and np.name is not None), None)


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
    if focus is not None and match.discourse.is_source(focus.name):
        focus = None
    topic = match.discourse.about
    if focus is not None and focus.name == match.discourse.headed:
        return focus
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


def may_be_of(match: Match, reading: Reading, subject: Named) -> bool:
    """Whether what is measured can be the firm's that only sentences before this one name: its sales, not "50 passwords"."""
    known = is_measure(reading.measure) if reading.measure is not None else reading.word != HARM
    if _is_labelled(match, reading) and subject.kind != "organization":
        known = False  # "Average cost: $400" under a heading
    if known or subject.how != "carried":
        return True
    return subject.start < subject.end or any(named.name == subject.name for named in match.sentence.names)


def _is_labelled(match: Match, reading: Reading) -> bool:
    parts = match.sentence.phrases
    return reading.at > 1 and parts[reading.at - 1].head == ":" and parts[reading.at - 2] is reading.measure


def remember_market(match: Match) -> None:
    """What a bare "the market" stands for further on."""
    for phrase in match.sentence.phrases:
        if phrase.kind == "np" and (named := _market_for(match, phrase) or _market(match, phrase)):
            match.discourse.market = named.name
