"""The engine: cards, then prose sentence by sentence; patterns over frames, then what is left of the amounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from newsledger.facts import lexicon, modality
from newsledger.facts.cards import read_cards
from newsledger.facts.compounds import compounds, owned_by
from newsledger.facts.dating import Dating, Spot
from newsledger.facts.discourse import Discourse
from newsledger.facts.frames import Frame, frames
from newsledger.facts.holders import holders
from newsledger.facts.known import Known, Roster
from newsledger.facts.match import Match
from newsledger.facts.matching import facts_of
from newsledger.facts.measures import metrics
from newsledger.facts.outlooks import Outlook
from newsledger.facts.parsed import Sentence
from newsledger.facts.posts import affiliations, leavers, past, succeeding
from newsledger.facts.pricings import pricings
from newsledger.facts.priors import priors
from newsledger.facts.profiles import profiles
from newsledger.facts.quotes import quotes
from newsledger.facts.reading import read
from newsledger.facts.retold import measured, moved_on, retold
from newsledger.facts.rows import rows
from newsledger.facts.sources import sources
from newsledger.facts.staffs import also_told, parts_of, staffs
from newsledger.facts.tables import tables
from newsledger.facts.values import Found
from newsledger.facts.who import Who
from newsledger.facts.worth import Worth
from newsledger.records import Extraction, Fact, Kind, Mention

EXTRACTOR, VERSION = "rules", "9"
# what the writer tells beside the claim of whoever speaks: "Ada Brisco, chief executive of Morrow Rail, said"
_KNOWN = frozenset({"position", "founding", "product_link", "company_profile", "ownership"})
_DOUBTED, _ELSEWHERE = 0.9, 0.95  # what confidence loses by a doubt, and where the subject is named in another sentence


def extract(
    text: str,
    *,
    title: str | None = None,
    published: date | None = None,
    language: str | None = None,
    known: Known | None = None,
) -> Extraction:
    """The facts of a text; pure and deterministic, for any str.

    `published` anchors relative dates; a day outside the years 1000 to 8999 is no publication day. Prose is read where
    `language` is English or unknown; cards always. `known` are names that users list; those that do not stand in the text
    change nothing."""
    if not text.strip():
        return Extraction("empty_text")
    if published is not None and not 1000 <= published.year < 9000:
        published = None  # a century around it must lie in the calendar, and be written with four figures a year
    cards, begin = read_cards(text)
    facts = [fact for card in cards for fact in card.facts]
    tags = tuple((card.name, card.tags) for card in cards if card.tags)
    named = [Mention(card.name, "organization", card.start, card.start + len(card.name)) for card in cards]
    if language and not language.lower().startswith("en"):
        return Extraction("language_not_covered", tuple(facts), tuple(named), tags)
    carded: dict[str, tuple[str, Kind]] = {}
    for card in cards:
        for surface in (card.name, card.alias):
            if surface:
                carded[surface] = (card.name, "organization")
    listed = Roster(known).standing_in(text) if known else {}
    sentences, who = read(text, begin, published, title, carded, listed)
    lines = [*quotes(text), *rows(text, who), *tables(text), *pricings(text)]
    prose = [*lines, *_unpriced(lines, _prose(text, sentences, who, published))]
    mentions = [Mention(n.name, n.kind, n.start, n.end) for sentence in sentences for n in sentence.names]
    return Extraction("ok", tuple(_distinct([*facts, *prose])), (*named, *mentions), tags)


def _unpriced(lines: Sequence[Fact], prose: Iterable[Fact]) -> Iterator[Fact]:
    """The facts of the prose without prices in lines that are read as such."""
    priced = [(fact.start, fact.end) for fact in lines if fact.type == "price_change"]
    for fact in prose:
        if fact.type != "price_change" or not any(start <= fact.start < end for start, end in priced):
            yield fact


def _prose(text: str, sentences: list[Sentence], who: Who, published: date | None) -> Iterator[Fact]:
    told_of = sources(text, (named for sentence in sentences for named in sentence.names))
    discourse, dating, worth = Discourse(text, who, sources=told_of), Dating(text, published), Worth(text, {})
    outlook = Outlook(text)
    before: list[Fact] = []  # the facts of the last sentence
    for sentence in sentences:
        discourse.begin(sentence)
        dating.begin(sentence)
        outlook.begin(sentence)
        match = Match(text, sentence, discourse)
        found = list(_facts(match))
        if before and not any(fact.type == "metric" for fact, _ in found):
            found += [(fact, _spot(fact, sentence)) for fact in (*retold(match, before), *moved_on(match, before))]
        found += [(fact, _spot(fact, sentence)) for fact in worth.of(sentence, [fact for fact, _ in found])]
        told: list[Fact] = []
        for fact, spot in found:
            dated = dating.dated(fact, spot)
            told.append(_weighed(replace(dated, modality=modality.ahead(dated, published)), sentence, spot, text))
        told = measured(outlook.expected(sentence, succeeding(match, told, before)), before)
        yield from told
        yield from priors(match, told)
        before = told or before if sentence.is_telling else []
        dating.end(sentence)
        discourse.end(sentence)


def _facts(match: Match) -> Iterator[tuple[Fact, Spot]]:
    """Each fact of a sentence with where it is said."""
    sentence = match.sentence
    if not sentence.is_telling or not (sentence.names or sentence.numbers or sentence.clauses):
        return
    found: list[tuple[Fact, Spot]] = []
    gone: set[tuple[str, str | None]] = set()
    for frame in sorted(frames(sentence), key=_rank):
        new = list(facts_of(match, frame))
        match.discourse.employ(new)
        found += [(fact, _spot(fact, sentence, frame)) for fact in new]
        gone |= leavers(new) if frame.noun or frame.phrase.tense in ("past", "perfect") else set()
    around = (*profiles(match), *compounds(match), *owned_by(match), *staffs(match))
    told = [fact for fact, _ in found]
    beside = (*also_told(match, told), *parts_of(match, told), *holders(match, told))
    others = (*around, *affiliations(match, told), *beside)
    found += [(fact, _spot(fact, sentence)) for fact in others]
    found = [(past(fact, gone), spot) for fact, spot in found]
    match.discourse.employ([fact for fact, _ in found if fact.type == "product_link"])
    yield from found
    used = {amount.start for amount in sentence.numbers for fact, _ in found if _is_of(amount, fact)}
    for fact in metrics(match, used):
        yield fact, _spot(fact, sentence)


def _rank(frame: Frame) -> int:
    """Posts are read first, then other nouns, then verbs: a move finds whom somebody works for."""
    return 0 if frame.noun and frame.trigger in lexicon.words("roles") else 1 if frame.noun else 2


def _weighed(fact: Fact, sentence: Sentence, spot: Spot, text: str) -> Fact:
    """A figure among others is claimed as its own words say; a doubted or retold claim is less sure to be read right."""
    claimed = fact.modality
    if spot.is_amount and fact.type == "metric":
        claimed = modality.of_amount(text, sentence, spot.start, spot.end, claimed)
    sure = 1.0 if claimed == "asserted" else _DOUBTED
    sure *= 1.0 if fact.subject in text[fact.start : fact.end] else _ELSEWHERE
    said = None if fact.type in _KNOWN and (spot.is_noun or not spot.clause) else fact.attribution
    return replace(fact, modality=claimed, attribution=said, confidence=round(fact.confidence * sure, 3))


def _spot(fact: Fact, sentence: Sentence, frame: Frame | None = None) -> Spot:
    """A level stands at its amount, an event at its trigger."""
    amount = next((amount for amount in reversed(sentence.numbers) if _is_of(amount, fact)), None)
    if amount and (frame is None or fact.type in ("metric", "share_price") or fact.attribute == "headcount"):
        return Spot(amount.start, amount.end, frame.clause if frame else sentence.clause_at(amount.start), True)
    if frame is not None:
        words = sentence.words
        gap = frame.clause.gap if frame.clause is not None else None
        if gap is not None and not frame.noun:
            return Spot(words[gap.first].start, words[gap.last - 1].end, frame.clause)
        return Spot(words[frame.phrase.first].start, words[frame.phrase.last - 1].end, frame.clause, False, frame.noun)
    clause = next((c for c in sentence.clauses if c.verb.finite), None)
    return (
        Spot(sentence.words[clause.verb.first].start, sentence.words[clause.verb.last - 1].end, clause)
        if clause
        else Spot(sentence.start, sentence.start)
    )


def _is_of(amount: Found, fact: Fact) -> bool:
    """Whether the fact's level or movement is this amount."""
    return any(
        said is not None
        and (said.min, said.max) == (amount.value.min, amount.value.max)
        and (said.unit == amount.value.unit or amount.kind == "number")
        for said in (fact.value, fact.change)
    )


def _distinct(facts: list[Fact]) -> list[Fact]:
    """Each claim once, by its first full statement: one that says less than another of the same thing goes."""
    alike: dict[tuple[object, ...], list[Fact]] = {}
    for fact in sorted(facts, key=_order):
        kept = alike.setdefault((fact.type, fact.attribute, fact.subject), [])
        again = next((i for i, other in enumerate(kept) if _only_dates(other, fact)), None)
        if again is not None:
            kept[again] = replace(
                kept[again], period=kept[again].period or fact.period, date=kept[again].date or fact.date
            )
        elif not any(_says_all_of(fuller, fact) for fuller in kept):
            kept[:] = [*(poorer for poorer in kept if not _says_all_of(fact, poorer)), fact]
    kept_all = sorted((fact for kept in alike.values() for fact in kept), key=_order)
    return sorted(_closed(_launched(list(_completed(list(_led(kept_all)))))), key=_order)


def _only_dates(one: Fact, other: Fact) -> bool:
    """Whether `other` says again what `one` says, at most with a time that it lacks; the first statement stands."""
    same = (one.object, one.value, one.change) == (other.object, other.value, other.change)
    if _are_two_moves(one, other):
        return False
    times = ((one.period, other.period), (one.date, other.date))
    return same and all(mine is None or theirs is None or mine == theirs for mine, theirs in times)


def _are_two_moves(one: Fact, other: Fact) -> bool:
    """ "Named president", "joined in 1990": the same person and firm, another post and time."""
    posts = {one.role, other.role}
    return one.type == "personnel_move" and len(posts) > 1 and None not in posts and one.date != other.date


def _led(facts: Sequence[Fact]) -> Iterator[Fact]:
    """The sum raised and, some sentences on, "the round was led by X" are one fact."""
    leads = [f for f in facts if f.type == "funding" and f.value is None and f.object]
    joined: set[int] = set()
    for fact in facts:
        mine = fact.type == "funding" and fact.value is not None and fact.object is None and fact.attribute != "total"
        lead = next((f for f in leads if mine and f.subject == fact.subject and 0 <= f.start - fact.start < 700), None)
        if lead is not None and id(lead) not in joined:
            joined.add(id(lead))
            fact = replace(fact, object=lead.object, object_kind=lead.object_kind)
        if id(fact) not in joined:
            yield fact


def _launched(facts: Sequence[Fact]) -> Iterator[Fact]:
    """What is launched at a price is one fact: "the Kelpie 3 goes on sale in May at $399"; so are the only launch
    and the only price of a sentence, however each names the goods: "a pie, the Ploughman, goes on sale at £2.50"."""
    launches = _by_sentence(f for f in facts if f.type == "product_launch" and f.attribute == "launch")
    prices = _by_sentence(f for f in facts if f.type == "price_change" and f.attribute == "set" and f.value)
    priced: dict[int, Fact] = {}
    for at, found in launches.items():
        alone = len(found) == len(prices.get(at, ())) == 1
        priced.update((id(f), p) for f in found for p in prices.get(at, ()) if alone or f.object == p.object)
    told = {id(price) for price in priced.values()}
    for fact in facts:
        if id(fact) in priced and fact.value is None:
            fact = replace(fact, value=priced[id(fact)].value)
        if id(fact) not in told:
            yield fact


def _by_sentence(facts: Iterable[Fact]) -> dict[tuple[int, str], list[Fact]]:
    found: dict[tuple[int, str], list[Fact]] = {}
    for fact in facts:
        found.setdefault((fact.start, fact.subject), []).append(fact)
    return found


def _completed(facts: Sequence[Fact]) -> Iterator[Fact]:
    """ "The $80m sale of X to Y was completed": what the noun tells of the price belongs to what its verb says is done."""
    deals = [f for f in facts if f.type == "acquisition" and f.object]
    done = {(f.subject, f.object, f.start): f for f in deals if f.attribute == "completed" and f.modality == "asserted"}
    priced = {(f.subject, f.object, f.start): f.value for f in deals if f.attribute == "announced" and f.value}
    for fact in facts:
        deal = (fact.subject, fact.object, fact.start)
        if deal not in done or deal not in priced or fact.type != "acquisition" or done[deal].value is not None:
            yield fact
        elif fact is done[deal]:
            yield replace(fact, value=priced[deal])


def _closed(facts: Iterable[Fact]) -> Iterator[Fact]:
    """A takeover that the text says is done is not announced besides, as its heading has it; nor
    is whoever owns a said share of something its parent besides, nor who leads a round one of the firm's own; what is
    recalled is not ended besides."""
    found = list(facts)
    bought = [f for f in found if f.type == "acquisition" and f.attribute == "completed"]
    done = {(f.subject, f.object) for f in bought if f.modality not in ("planned", "expected")}
    shared = {(f.subject, f.object) for f in found if f.attribute == "stake" and f.value}
    backed = {(f.object, f.subject) for f in found if f.type == "funding" and f.object}
    recalled = {(f.subject, f.object) for f in found if f.attribute == "recall"}
    for fact in found:
        announced = fact.type == "acquisition" and fact.attribute == "announced" and fact.value is None
        whole = fact.type == "ownership" and fact.attribute == "parent" and (fact.subject, fact.object) in shared
        again = fact.attribute == "end" and (fact.subject, fact.object) in recalled  # "is pulling X from shops"
        backs = fact.type == "position" and fact.role is None and (fact.subject, fact.object) in backed
        if not whole and not again and not backs and not (announced and (fact.subject, fact.object) in done):
            yield fact


def _order(fact: Fact) -> tuple[object, ...]:
    return fact.start, fact.type, -fact.confidence, fact.subject, fact.object or "", fact.attribute or ""


def _says_all_of(one: Fact, other: Fact) -> bool:
    """Everything that `other` says is said by `one`, which may say more."""
    said = zip(_details(one), _details(other), strict=True)
    return not _are_two_moves(one, other) and all(theirs is None or theirs == ours for ours, theirs in said)


def _details(fact: Fact) -> tuple[object, ...]:
    return fact.object, fact.value, fact.change, fact.period, fact.date
