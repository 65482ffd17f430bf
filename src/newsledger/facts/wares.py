"""Goods that get dearer or cheaper where they themselves, and not their price, are what moves: "the premium tier rises to
£17.99", "a white loaf is down to 75p", "lowered its gas tariff by 6 per cent", "took 15p off a bottle of milk"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from newsledger.facts import lexicon, modality, prices
from newsledger.facts.arguments import Clause
from newsledger.facts.discourse import words_of
from newsledger.facts.frames import Frame
from newsledger.facts.links import follow, index_of
from newsledger.facts.match import Match
from newsledger.facts.movements import CUTS, DOWNS, MOVEMENTS, RAISES, UPS, is_measure, is_stock, mover
from newsledger.facts.parsed import Named
from newsledger.facts.phrases import Phrase
from newsledger.facts.values import Found, multiple
from newsledger.records import Change, Fact, Quantity

_Way = Literal["rise", "cut", "set"]
_KNOCKS = frozenset("knock take shave slash lop chop cut wipe trim".split())
_PUTS = frozenset("put push bring mark bump take nudge".split())
_GROWS = frozenset("grow expand improve narrow widen shrink".split())  # what is no price does
_PAYERS = frozenset(
    "customer subscriber user passenger driver motorist commuter household member shopper viewer reader client buyer "
    "resident traveller traveler tenant student consumer patient diner guest listener gamer player".split()
)
_ANNOUNCES = frozenset(
    "announce face plan impose unveil confirm propose implement make push seek apply want order offer promise "
    "introduce".split()
)
_SURELY = ("discount", "mark down", "mark up", "go up", "go down")  # said of what is sold, not of how much of it
_SPANS = frozenset("month year week day hour night person head seat user time trip journey ride kilo".split())
_MARKETED = re.compile(r" (?:a|per|an) (?:barrel|ounce|bushel|pound|lb|tonne|ton|share|therm|megawatt)|/(?:bbl|oz|t)\b")
_MOST, _MOST_OF_SMALL = 1e6, 1e9  # a larger sum is no price of wares
_SMALL = frozenset("KRW JPY IDR VND NGN INR RUB HUF CLP COP IRR PYG UGX TZS KES PKR".split())


@dataclass(slots=True)
class _Steps:
    """What stands behind the verb or the goods: to what level, by how much, from where."""

    level: Found | None = None
    size: Found | None = None
    prior: Found | None = None
    end: int = 0
    founds: list[Found] = field(default_factory=list)

    def put(self, preposition: str, found: Found) -> None:
        """An amount by the preposition before it."""
        if preposition in ("to", "at") and self.level is None:
            self.level = found
        elif preposition == "from" and self.prior is None:
            self.prior = found
        elif self.size is None and self.level is None:
            self.size = found
        else:
            return
        self.founds.append(found)


def moved(match: Match, used: set[int]) -> Iterator[tuple[Fact, list[Found]]]:
    """The prices of a sentence's wares that its verbs move, each with the amounts it takes.

    `used` are starts of amounts that other facts took; what is knocked off is told again where it says more."""
    if not any(found.kind in ("money", "percent") for found in match.sentence.numbers):
        return
    for clause in match.sentence.clauses:
        for told in (
            *_stepped(match, clause),
            *_paid(match, clause),
            *_nominal(match, clause),
            *_charged(match, clause),
            *_added(match, clause),
            *_costlier(match, clause),
        ):
            if used.isdisjoint(found.start for found in told[1]):
                yield told
        yield from _knocked(match, clause)


def _stepped(match: Match, clause: Clause) -> Iterator[tuple[Fact, list[Found]]]:
    """ "The plan goes up by £2 to £10.99", "lowered its loaf to 79p", "its power tariff by 3% and its gas tariff by 6%"."""
    way, goods = _moving(match, clause)
    parts = match.sentence.phrases
    at = max(index_of(parts, goods), clause.at) if goods is not None and way is not None else len(parts)
    if goods is not None and goods.head == "price" and parts[at + 1 : at + 2] and parts[at + 1].head in ("of", "for"):
        at += 2
    while goods is not None and way is not None:
        steps = _steps(match, at + 1)
        yield from _told(match, clause, goods, way, steps)
        at = steps.end + 1
        further = at < len(parts) and parts[at - 1].kind == "cc" and parts[at].kind == "np"
        goods = parts[at] if further and steps.founds and prices.is_ware(match, parts[at]) else None


def _moving(match: Match, clause: Clause) -> tuple[_Way | None, Phrase | None]:
    """Which way the clause's verb moves which goods."""
    verb, _, particle = clause.verb.head.partition(" ")
    acted = next((one for p in clause.objects if (one := _ware(match, p)) is not None), None)
    if verb in ("take", "bring"):
        acted = acted or next((p for p in clause.objects if p.head == "price" and prices.is_price(p)), None)
    itself = next((one for p in clause.subjects if (one := _ware(match, p)) is not None), None)
    if (itself is None and acted is None and mover(clause) is not None) or verb in ("go", "be", "arrive"):
        itself = itself or _billed(match, clause)
    beside = match.sentence.phrases[clause.at + 1 : clause.at + 3]
    word = particle or next((p.head for p in beside if p.kind in ("adv", "adj") and p.head in ("up", "down")), "")
    if verb in prices.STAYS:
        goods = itself or (acted if clause.verb.passive or verb in ("hold", "freeze", "keep") else None)
        return "set", goods
    if acted is not None and verb in ("take", "bring"):
        return _taken(clause), acted  # "the increase takes the plan to £15"
    if acted is not None and verb in _PUTS and word in ("up", "down"):
        return ("rise" if word == "up" else "cut"), acted
    if acted is not None and verb in (RAISES | CUTS | {"discount"}) - _GROWS and itself is None:
        return ("rise" if verb in RAISES else "cut"), acted
    if itself is None or verb in _GROWS:
        return None, None
    if verb in ("go", "be", "come", "edge", "move") and word in ("up", "down"):
        return ("rise" if word == "up" else "cut"), itself
    way = mover(clause)
    if way is None and verb in ("go", "move"):
        return _compared(_steps(match, clause.at + 1)), itself  # "goes from £2 to £2.50"
    return ("rise" if way == "up" else "cut" if way == "down" else None), itself


def _billed(match: Match, clause: Clause) -> Phrase | None:
    """A subject of any sort that moves to so much a month: "Team goes from $10 to $13 per user"."""
    level = _steps(match, clause.at + 1).level
    billed = level is not None and prices.EACH.match(match.text, level.end) is not None
    plain = (p for p in clause.subjects if not p.pronoun and not is_measure(p) and not is_stock(p))
    return next(plain, None) if billed else None


def _ware(match: Match, phrase: Phrase) -> Phrase | None:
    """The goods that a phrase is, or whose cost it is: "the cost of its family plan"."""
    if phrase.head == "cost" and phrase.name is None:
        parts = match.sentence.phrases
        goods = next((np for _, np in follow(parts, index_of(parts, phrase))[:1]), None)
        return goods if goods is not None and prices.is_ware(match, goods) else None
    return phrase if prices.is_ware(match, phrase) else None


def _taken(clause: Clause) -> _Way | None:
    heads = {subject.head for subject in clause.subjects}
    return "rise" if heads & UPS else "cut" if heads & DOWNS else "set" if heads & {"change", "move"} else None


def _costlier(match: Match, clause: Clause) -> Iterator[tuple[Fact, list[Found]]]:
    """ "The Pro plan now costs $10 more", "tickets will be 5% dearer", with nothing that they are compared with."""
    parts = match.sentence.phrases
    lately = clause.verb.modal in ("will", "would") or (clause.at > 0 and parts[clause.at - 1].head == "now")
    if clause.verb.head not in ("cost", "be") or not lately:
        return
    size = _amount(match, parts[clause.at + 1]) if clause.at + 1 < len(parts) else None
    way = _more(parts, clause.at + 1)
    goods = next((p for p in clause.subjects if prices.is_ware(match, p)), None)
    than = any(p.head == "than" for p in parts[clause.at : clause.at + 6])
    if size is None or way is None or goods is None or than:
        return
    fact = _fact(match, clause, goods, way, None, size)
    if fact is not None:
        yield fact, [size]


def _compared(steps: _Steps) -> _Way | None:
    before = steps.prior.value.min if steps.prior else None
    after = steps.level.value.min if steps.level else None
    return None if before is None or after is None else "rise" if after > before else "cut"


def _steps(match: Match, at: int) -> _Steps:
    """The amounts from a phrase on, as far as nothing but them, times and what they are paid for stands there."""
    parts, steps, preposition = match.sentence.phrases, _Steps(), ""
    while at < len(parts):
        part = parts[at]
        found = _amount(match, part)
        if found is not None:
            steps.put(preposition, found)
            preposition = "?" if steps.founds else ""
        elif part.kind == "prep":
            preposition = part.head if part.head != "of" else preposition
        elif part.kind == "comma":
            goes_on = at + 1 < len(parts) and parts[at + 1].head in ("to", "by", "from") and bool(steps.founds)
            if not goes_on:
                break
        elif part.kind not in ("adv", "time", "adj") and not _is_span(part):
            break
        at += 1
    steps.end = at
    return steps


def _is_span(part: Phrase) -> bool:
    """ "A month", "an average of", "on the same day": between amounts."""
    return part.kind == "np" and part.name is None and (part.head in _SPANS or part.head == "average")


def _amount(match: Match, part: Phrase) -> Found | None:
    """The price, or the share of one, that a phrase is."""
    if part.kind != "np" or len(part.numbers) != 1 or part.name is not None:
        return None
    found = match.sentence.numbers[part.numbers[0]]
    most = _MOST_OF_SMALL if found.value.unit in _SMALL else _MOST
    known = found.kind == "percent" or (found.kind == "money" and (found.value.min or found.value.max or 0) < most)
    traded = found.kind == "money" and _MARKETED.match(match.text, found.end) is not None
    return found if known and not traded else None


def _told(match: Match, clause: Clause, goods: Phrase, way: _Way, steps: _Steps) -> Iterator[tuple[Fact, list[Found]]]:
    money = any(found.kind == "money" for found in steps.founds)
    if way == "set" and (steps.level or steps.size) is None:
        return
    surely = prices.is_charge(match, goods) or clause.verb.head in _SURELY or goods.head in prices.PLANS
    if not money and (way == "set" or steps.size is None or not surely):
        return
    level, size = (steps.level, steps.size) if way != "set" else (steps.level or steps.size, None)
    if size is None and (many := _multiple(match, clause)) is not None:
        size = many
        steps.founds.append(many)
    if (level is not None and level.kind != "money") or (level is None and size is None):
        return
    fact = _priced(match, clause, goods, way, level, size)
    if fact is not None:
        yield fact, steps.founds
        if steps.prior is not None and steps.prior.kind == "money":
            yield (
                replace(fact, attribute="set", value=steps.prior.value, change=None, modality="asserted"),
                steps.founds,
            )


def _multiple(match: Match, clause: Clause) -> Found | None:
    """ "Is doubling its fee to $200"."""
    verb = match.sentence.words[clause.verb.last - 1]
    size = multiple(verb.lower)
    return Found(verb.start, verb.end, "percent", Quantity(size[0], size[0], "percent")) if size is not None else None


def _knocked(match: Match, clause: Clause) -> Iterator[tuple[Fact, list[Found]]]:
    """ "Took 15p off a bottle of milk, bringing it to £1.50", "knocked £120 off the phone, which it now sells for £479"."""
    parts = match.sentence.phrases
    if clause.verb.head not in _KNOCKS or clause.verb.passive:
        return
    at = next((i for i in range(clause.at + 1, min(clause.at + 4, len(parts) - 1)) if parts[i].head == "off"), -1)
    size = _amount(match, parts[at - 1]) if at > 0 else None
    goods = parts[at + 1] if at > 0 else None
    if goods is not None and goods.head == "price" and not is_stock(goods):
        goods, at = next((np for prep, np in follow(parts, at + 1) if prep == "of"), goods), at + 2
    if size is None or goods is None or not prices.is_ware(match, goods):
        return
    level = _now(match, at + 2)
    fact = _fact(match, clause, goods, "cut", level, size)
    if fact is not None:
        yield fact, [size, *([level] if level is not None else [])]


def _added(match: Match, clause: Clause) -> Iterator[tuple[Fact, list[Found]]]:
    """ "The increase will add £42 to the average bill"."""
    parts = match.sentence.phrases
    size = _amount(match, parts[clause.at + 1]) if clause.verb.head == "add" and clause.at + 1 < len(parts) else None
    at = clause.at + 2
    while at < len(parts) and (_is_span(parts[at]) or parts[at].kind == "time"):
        at += 1  # "adds £42 a year to"
    goods = parts[at + 1] if at + 1 < len(parts) and parts[at].head == "to" else None
    priced = goods is not None and goods.head == "price" and not is_stock(goods)
    if priced:
        goods = next((np for prep, np in follow(parts, at + 1) if prep == "of"), None)
    if size is None or goods is None or not (prices.is_charge(match, goods) or priced):
        return
    fact = _fact(match, clause, goods, "rise", None, size)
    if fact is not None:
        yield fact, [size]


def _now(match: Match, at: int) -> Found | None:
    """What goods cost since: ", bringing it to £1.50", ", which it now sells for £479", "to £3.50"."""
    parts = match.sentence.phrases
    told = False
    for i in range(at, min(at + 8, len(parts))):
        told = told or parts[i].head.split()[0:1] in (["bring"], ["take"], ["sell"], ["cost"], ["retail"])
        beside = parts[i - 1].kind == "prep" and parts[i - 1].head in ("to", "for", "at")
        found = _amount(match, parts[i]) if beside or parts[i - 1].head == "cost" else None
        if found is not None and found.kind == "money" and (told or parts[i - 1].head == "to"):
            return found
        if parts[i].kind in ("mark", "cc"):
            return None
    return None


def _paid(match: Match, clause: Clause) -> Iterator[tuple[Fact, list[Found]]]:
    """ "Customers will pay 11 per cent more for the standard tier, or £9.99"."""
    parts = match.sentence.phrases
    payers = clause.objects if clause.verb.passive else clause.subjects
    pays = clause.verb.head == ("charge" if clause.verb.passive else "pay")
    if not pays or not any(p.head in _PAYERS for p in payers):
        return
    amounts = [i for i in range(clause.at + 1, min(clause.at + 4, len(parts))) if _amount(match, parts[i])]
    first = _amount(match, parts[amounts[0]]) if amounts else None
    each = bool(amounts) and amounts[0] + 1 < len(parts) and _is_span(parts[amounts[0] + 1])  # "$49 a month for"
    goods = next((np for prep, np in follow(parts, amounts[0] + each) if prep == "for"), None) if amounts else None
    more = _more(parts, amounts[0]) if amounts else None
    if more is not None:
        at = next((i for i in range(amounts[0], min(amounts[0] + 5, len(parts) - 1)) if parts[i].head == "for"), -1)
        goods = parts[at + 1] if at > 0 else None
    if first is None or goods is None or not (prices.is_ware(match, goods) or goods.head in prices.UTILITIES):
        return
    if more is None:
        fact = _fact(match, clause, goods, "set", first, None) if first.kind == "money" else None
        level = first
    else:
        after = index_of(parts, goods) + 1
        behind = [f for p in parts[after : after + 3] if (f := _amount(match, p)) and f.kind == "money"]
        alike = after < len(parts) and parts[after].kind == "comma" and bool(behind)
        level = behind[0] if alike else first
        fact = _fact(match, clause, goods, more, behind[0] if alike else None, first)
    if fact is not None:
        yield fact, [first, level]


def _charged(match: Match, clause: Clause) -> Iterator[tuple[Fact, list[Found]]]:
    """ "Quillon charges $49 per month", "charges customers a monthly fee of $49": for what need not be said."""
    parts = match.sentence.phrases
    firms = (match.discourse.resolve(match.sentence, subject) for subject in clause.subjects)
    if clause.verb.head != "charge" or clause.verb.passive or all(firm is None for firm in firms):
        return
    for at in range(clause.at + 1, min(clause.at + 6, len(parts))):
        found = _amount(match, parts[at]) or next(
            (match.sentence.numbers[i] for i in parts[at].numbers if parts[at].head == "fee"), None
        )
        if found is None or found.kind != "money":
            continue
        after = at + 1 + (at + 1 < len(parts) and parts[at + 1].head == "per")
        each = after < len(parts) and _is_span(parts[after])
        fee = parts[at].head == "fee" or (parts[at - 1].head == "of" and parts[at - 2].head in ("fee", "subscription"))
        behind = [np for prep, np in follow(parts, after if each else at) if prep in ("for", "on")]
        if behind and behind[0].kind == "np" and not behind[0].numbers and not behind[0].pronoun:
            yield from _charged_for(match, clause, behind[0], found)
        elif (each or fee) and (fact := _fact(match, clause, parts[at], "set", found, None)) is not None:
            yield replace(fact, object=None), [found]
        return


def _charged_for(match: Match, clause: Clause, goods: Phrase, found: Found) -> Iterator[tuple[Fact, list[Found]]]:
    """ "Tallis Air charges £35 for a cabin bag, up from £25"."""
    way, change = prices.way_of(match, found)
    since = prices.FROM.match(match.text, match.sentence.words[goods.last - 1].end, match.sentence.end)
    way = ("rise" if since[1] == "up" else "cut") if since is not None else way
    fact = _fact(match, clause, goods, "set", found, None)
    if fact is not None:
        yield replace(fact, attribute=way, change=change), [found]


def _nominal(match: Match, clause: Clause) -> Iterator[tuple[Fact, list[Found]]]:
    """ "Announced a 10 per cent increase in the price of its plan", "plans a $2 price rise for the premium tier"."""
    parts = match.sentence.phrases
    for phrase in clause.objects if clause.verb.head in _ANNOUNCES else []:
        up, down = phrase.head in UPS, phrase.head in DOWNS
        size = next((match.sentence.numbers[i] for i in phrase.numbers), None)
        at = index_of(parts, phrase)
        if size is None and at >= 0 and at + 2 < len(parts) and parts[at + 1].head == "of":
            size = _amount(match, parts[at + 2])
        priced = next(
            (np for prep, np in follow(parts, at) if prep in ("in", "on", "for", "to") and not np.numbers), None
        )
        named = "price" in phrase.lemmas or (
            priced is not None and (prices.is_price(priced) or prices.is_ware(match, priced))
        )
        if not (up or down) or size is None or size.kind not in ("percent", "money") or not named:
            continue
        level = next((f for prep, np in follow(parts, at) if prep == "to" and (f := _amount(match, np))), None)
        fact = _priced(match, clause, priced or phrase, "rise" if up else "cut", level, size)
        if fact is not None:
            yield fact, [size, *([level] if level is not None else [])]


def _priced(
    match: Match, clause: Clause, what: Phrase, way: _Way, level: Found | None, size: Found | None
) -> Fact | None:
    """The fact of a price's movement, by what is priced: "the price of its plan", "broadband prices", "its plan"."""
    fact = _fact(match, clause, what, way, level, size)
    if fact is None or prices.is_ware(match, what) or not (prices.is_price(what) or what.head in MOVEMENTS):
        return fact
    seller = _seller(match, clause, what)
    return replace(fact, object=prices.goods_of(match, what, seller)) if seller is not None else None


def _more(parts: Sequence[Phrase], at: int) -> _Way | None:
    words = {p.head for p in parts[at : at + 3] if p.kind in ("adj", "adv", "np")}
    return "rise" if words & {"more", "extra", "dearer"} else "cut" if words & {"less", "cheaper"} else None


def _fact(
    match: Match, clause: Clause, goods: Phrase, way: _Way, level: Found | None, size: Found | None
) -> Fact | None:
    doubt = modality.judge(match.text, match.sentence, Frame("", True, goods, clause))
    seller = _seller(match, clause, goods)
    what = _called(match, goods)
    if doubt is None or seller is None or seller.name == what:
        return None
    if doubt == "planned" and prices.is_offer(clause, goods):
        doubt = "asserted"
    moved = size.value if size is not None else None
    change = Change(moved.min, moved.max, moved.unit, "up" if way == "rise" else "down") if moved is not None else None
    value: Quantity | None = level.value if level is not None else None
    return prices.fact(match, seller, what, way, value, change, doubt)


def _seller(match: Match, clause: Clause, goods: Phrase) -> Named | None:
    """Who asks the price: who moves it, whose the goods are, who makes them, or who the text is about."""
    sentence, discourse = match.sentence, match.discourse
    acting = [] if goods in clause.subjects else clause.subjects
    actors = (discourse.resolve(sentence, subject) for subject in acting if subject.head not in _PAYERS)
    actor = next((n for n in actors if n is not None and n.kind in ("organization", "other")), None)
    owner = discourse.resolve(sentence, goods.owner) if goods.owner is not None and actor is None else None
    inner = next((n for n in (sentence.names[i] for i in goods.inner) if n.kind == "organization"), None)
    made = discourse.makers.get(sentence.names[goods.name].name) if goods.name is not None else None
    start = sentence.words[goods.first].start
    maker = Named(start, start, made, "organization", "carried") if made is not None else None
    found = actor or owner or inner or maker or discourse.carried(sentence, start)
    return found if found is not None and found.kind not in ("person", "place") else None


def _called(match: Match, goods: Phrase) -> str:
    """The goods' name, or their words with what "of" adds: "four pints of milk"."""
    sentence = match.sentence
    if goods.name is not None:
        return sentence.names[goods.name].name
    if (named := prices.apposed(match, goods)) is not None:
        return named.name
    inner = [sentence.names[i] for i in goods.inner if sentence.names[i].kind == "product"]
    if inner and goods.head in lexicon.words("products"):
        return inner[-1].name
    at = index_of(sentence.phrases, goods)
    added = next((np for prep, np in follow(sentence.phrases, at)[:1] if prep == "of" and not np.numbers), None)
    last = added.last if added is not None and added.first <= goods.last + 2 else goods.last
    return words_of(match.text, sentence, Phrase("np", goods.first, last))
