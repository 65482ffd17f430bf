"""Prices that sellers cut, raise or set: whose, of what, to what level and by how much."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from newsledger.facts import lexicon, modality
from newsledger.facts.arguments import Clause
from newsledger.facts.discourse import is_public, words_of
from newsledger.facts.frames import Frame, described_by
from newsledger.facts.links import followers
from newsledger.facts.match import Match
from newsledger.facts.movements import CUTS, MOVEMENTS, RAISES, UPS, Direction, is_mean, is_stock, mover
from newsledger.facts.parsed import Named
from newsledger.facts.phrases import Phrase
from newsledger.facts.things import behind
from newsledger.facts.values import Found
from newsledger.records import Change, Fact, Kind, Modality, Quantity

_PRICES = frozenset("price fare tariff fee subscription msrp".split())
PORTIONS = frozenset(
    "bottle pint can pack packet box bag cup glass litre liter gallon tonne ton kilo barrel case loaf crate carton jar "
    "tin".split()
)
_FEES = frozenset(
    "monthly annual subscription entry entrance membership delivery booking admission toll licence license baggage service "
    "roaming connection parking tuition".split()
)
UTILITIES = frozenset(
    "electricity power gas water energy heating phone call data postal rail mortgage household freight mobile "
    "broadband".split()
)
_OFF = frozenset("discount markdown".split())
_KNOCKS = frozenset("knock wipe shave".split())
_SELLS = frozenset("sell offer list market have".split())
_BOUGHT = frozenset("buy order have purchase pre-order preorder get rent lease hire book".split())
STAYS = frozenset("stay remain unchange hold freeze keep".split())
PLANS = frozenset("plan tier version edition package subscription membership".split())
_SET = frozenset("price retail start begin sell launch list available go".split())
_ORDERS = ("pre-order", "preorder", "order", "purchase", "sale", "download", "subscriber", "customer", "member")
_SEATS = frozenset("ticket pass seat membership".split())
_WARES, _PRODUCTS, _CHARGES = (lexicon.words(name) for name in ("wares", "products", "charges"))
_COOKING = frozenset("olive cooking sunflower vegetable rapeseed palm".split())
_VAGUE = frozenset("tariff charge rate bill premium".split())
_MOST_OF_A_PLAN = 1000
_MOST_OF_AN_OFFER = 20_000  # of what nobody knows to be goods
_PRICED_HOW = frozenset(
    "list selling average ex-factory factory-gate retail starting sticker base monthly annual shelf entry".split()
)
_MANY = frozenset("lots many most some any several other similar such these those".split())
_USUALLY = frozenset("typically usually generally often normally can may tend range".split())
_NO_GOODS = frozenset(
    "share stock company firm deal stake house oil bond average it unit transfer consumer producer gas crude gold silver "
    "copper iron ore steel coal wheat corn coffee cocoa sugar electricity power bitcoin land property home".split()
)


def is_price(phrase: Phrase | None) -> bool:
    """Whether a noun phrase is what a seller asks: "the price of", "menu prices", "a price cut", "discounts"."""
    if phrase is None or phrase.name is not None or is_stock(phrase):
        return False
    moves = phrase.head in MOVEMENTS and bool(_PRICES & set(phrase.lemmas))
    fee = phrase.head in ("fee", "toll", "charge") and not _FEES.isdisjoint(phrase.lemmas)
    utility = phrase.head in ("tariff", "rate") and not UTILITIES.isdisjoint(phrase.lemmas)
    return phrase.head in ("price", "fare") or fee or utility or phrase.head in _OFF or moves


def is_ware(match: Match, phrase: Phrase) -> bool:
    """Whether a noun phrase is goods or a charge that somebody asks a price for."""
    return not phrase.owns and _is_sold(match, phrase)


def _is_sold(match: Match, phrase: Phrase) -> bool:
    if phrase.kind != "np" or phrase.pronoun or is_stock(phrase):
        return False
    if phrase.name is not None:
        return match.sentence.names[phrase.name].kind == "product"
    counted = [match.sentence.numbers[i] for i in phrase.numbers]
    if any(found.kind in ("money", "percent") for found in counted):
        return False
    heads = {phrase.head, *(found.value.unit or "" for found in counted)}
    oil = phrase.head == "oil" and not _COOKING.isdisjoint(phrase.lemmas)
    return (
        oil or phrase.head in _CHARGES or any(not heads.isdisjoint(listed) for listed in (_WARES, _PRODUCTS, PORTIONS))
    )


def is_charge(match: Match, phrase: Phrase) -> bool:
    """Whether it is a price by its own name, of which a share tells enough: "gas tariff", "household bills", "fares"."""
    if phrase.head not in _CHARGES or phrase.name is not None:
        return False
    said = [word.lower for word in match.sentence.words[phrase.first : phrase.last]]
    own = said[0] in ("its", "their") and len(said) == 2 and said[1] in ("tariffs", "charges")
    return own or phrase.head not in _VAGUE or not lexicon.words("charged").isdisjoint(said)


def moved(
    match: Match, phrase: Phrase, clause: Clause | None, value: Quantity | None, change: Change | None
) -> Fact | None:
    """A price that its seller moves; None where prices move by themselves, which is a metric of a market."""
    seller = _seller(match, phrase, clause) or _named_behind(match, phrase, ("product",))
    direction = _direction(phrase, clause)
    doubt = modality.judge(match.text, match.sentence, Frame("", True, phrase, clause))
    of_shares = clause is not None and any(is_stock(p) for p in (*clause.objects, *clause.subjects))
    stays = direction is None and value is not None and clause is not None and clause.verb.head in STAYS
    dropped = clause is not None and phrase in clause.objects and phrase.head in MOVEMENTS
    if (
        dropped
        and clause is not None
        and clause.verb.head in ("scrap", "drop", "abandon", "cancel", "shelve", "reject")
    ):
        return None  # "scrapped a planned price rise"
    if seller is None or doubt is None or of_shares or (direction is None and not stays):
        return None
    if direction is None:
        return fact(match, seller, goods_of(match, phrase, seller), "set", value, None, doubt)
    if phrase.head in _OFF and change is None and value is not None:
        change = Change(value.min, value.max, value.unit, "down")
        value = None
    if change is None and _IN_HALF.search(match.text, match.sentence.start, match.sentence.end) and direction == "down":
        change = Change(50.0, 50.0, "percent", "down")
    if change is not None:
        change = replace(change, direction=direction)
    elif value is None:
        change = Change(None, None, None, direction)
    return fact(
        match, seller, goods_of(match, phrase, seller), "cut" if direction == "down" else "rise", value, change, doubt
    )


_IN_HALF = re.compile(r"\b(?:price|cost|fee|fare|charge|rate)s?\b[^,.;]* (?:in|by) half\b")


def others(match: Match, fact: Fact, clause: Clause | None) -> Iterator[Fact]:
    """The same of the other sellers that a clause names: "Tallis and Loomwork raised prices"."""
    subjects = clause.subjects if clause is not None and fact.type == "price_change" else []
    named = [
        n for p in subjects if (n := match.discourse.resolve(match.sentence, p)) and n.kind in ("organization", "other")
    ]
    if any(n.name == fact.subject for n in named):
        yield from (replace(fact, subject=n.name, subject_kind=n.kind) for n in named if n.name != fact.subject)


def _direction(phrase: Phrase, clause: Clause | None) -> Direction | None:
    if phrase.head in _OFF:
        return "down"
    if phrase.head in MOVEMENTS:
        return "up" if phrase.head in UPS else "down"
    verb, _, particle = clause.verb.head.partition(" ") if clause is not None else ("", "", "")
    if verb in _KNOCKS or particle == "down":
        return "down"
    if verb in ("put", "push", "mark", "bump", "nudge") and particle == "up":
        return "up"
    return "up" if verb in RAISES else "down" if verb in CUTS else mover(clause)


def _seller(match: Match, phrase: Phrase, clause: Clause | None) -> Named | None:
    """Who moves the price: its owner where that is no product, who acts, or who the text is about."""
    sentence, discourse = match.sentence, match.discourse
    owner = discourse.resolve(sentence, phrase.owner) if phrase.owner is not None else None
    if owner is not None and owner.kind == "organization":
        return _lister(match, phrase, clause, owner) or owner
    inner = next((n for n in (sentence.names[i] for i in phrase.inner) if n.kind == "organization"), None)
    if inner is not None:
        return inner
    if clause is None:
        return None
    if phrase in clause.objects or phrase.head in MOVEMENTS | _OFF or clause.verb.head.split()[0] in _KNOCKS:
        at: Clause | None = clause
        while at is not None:
            for subject in at.subjects:
                if (named := discourse.resolve(sentence, subject)) and named.kind not in ("person", "place"):
                    return named
            at = at.parent
        if clause.verb.passive or clause.verb.infinitive or phrase.head in _OFF | MOVEMENTS:
            return discourse.carried(sentence, sentence.words[phrase.first].start)
    elif phrase in clause.subjects and (one := _announcer(match, phrase, clause)) is not None:
        return one
    elif phrase in clause.subjects and (named := _named_behind(match, phrase)) is not None:
        return named
    elif phrase in clause.subjects and (_is_of_goods(match, phrase) or _is_owned_by_goods(match, phrase)):
        return discourse.carried(sentence, sentence.words[phrase.first].start)
    elif phrase in clause.subjects and (goods := behind(sentence, phrase, frozenset(("of", "for")))) and goods[0].owner:
        return discourse.resolve(sentence, goods[0].owner)  # "prices of Tallis's tyres will rise"
    return owner


def _named_behind(match: Match, phrase: Phrase, kinds: tuple[Kind, ...] = ("organization", "other")) -> Named | None:
    """ "Fares on Morrow Rail", "the price of a Lumivo subscription"."""
    names = match.sentence.names
    for preposition, np in followers(match.sentence.phrases, phrase)[:1]:
        whose = [np.name] if preposition in ("on", "at") else np.inner if preposition in ("of", "for") else []
        firms = (names[index] for index in whose if index is not None)
        return next((named for named in firms if named.kind in kinds), None)
    return None


def _announcer(match: Match, phrase: Phrase, clause: Clause) -> Named | None:
    """The firm that says of its own bare "prices" that they will rise: "Tallis said prices would rise by 9%"."""
    above = clause.parent
    if len(phrase.lemmas) != 1 or above is None or above.verb.head not in lexicon.words("said") or above.verb.passive:
        return None
    named = [match.discourse.resolve(match.sentence, subject) for subject in above.subjects]
    return next((n for n in named if n and n.kind in ("organization", "other") and not is_public(n.name)), None)


def _lister(match: Match, phrase: Phrase, clause: Clause | None, owner: Named) -> Named | None:
    """Who cuts "the Kelpie's price": the subject, where whose price it is looks like a firm too."""
    if clause is None or phrase not in clause.objects or phrase.owner is None or phrase.owner.pronoun:
        return None
    named = [match.discourse.resolve(match.sentence, subject) for subject in clause.subjects]
    return next((one for one in named if one and one.kind == "organization" and one.name != owner.name), None)


def _is_of_goods(match: Match, phrase: Phrase) -> bool:
    """ "The price of a subscription", not "the price of oil"."""
    if match.sentence.words[phrase.last - 1].lower != "price" or is_mean(phrase):
        return False
    follows = followers(match.sentence.phrases, phrase)[:1]
    return any(prep in ("of", "for") and np.head not in _NO_GOODS and not np.numbers for prep, np in follows)


def _is_owned_by_goods(match: Match, phrase: Phrase) -> bool:
    """ "The premium plan's price will rise"."""
    return phrase.owner is not None and _is_sold(match, phrase.owner)


def is_cut(match: Match, phrase: Phrase, found: Found) -> bool:
    """ "A cut of 12,000 yuan on its Runa hatchback": money off, or on, something that is sold."""
    if phrase.head not in ("cut", "reduction", "hike", "increase") or found.kind not in ("money", "percent"):
        return False
    named = [np.name for prep, np in followers(match.sentence.phrases, phrase) if prep in ("on", "for")]
    kinds = {match.sentence.names[index].kind for index in named if index is not None}
    return "product" in kinds or (bool(kinds) and found.kind == "money")


def goods_of(match: Match, phrase: Phrase, seller: Named) -> str | None:
    """What is sold: behind "of", "on" or "for", or before "prices"."""
    sentence = match.sentence
    for preposition, np in followers(sentence.phrases, phrase):
        portion = np.head in PORTIONS and any(prep == "of" for prep, _ in followers(sentence.phrases, np)[:1])
        if preposition in ("of", "on", "for", "across") and not (_is_sum(match, np) or np.times or portion):
            named = match.discourse.resolve(sentence, np) or apposed(match, np)
            if named is not None and named.name == seller.name:
                continue  # "fares on Morrow Rail"
            return named.name if named else words_of(match.text, sentence, np)
    owner = match.discourse.resolve(sentence, phrase.owner) if phrase.owner is not None else None
    if owner is not None and (owner.kind != "organization" or owner.name != seller.name):
        return owner.name
    if phrase.owner is not None and _is_owned_by_goods(match, phrase):
        return words_of(match.text, sentence, phrase.owner)
    words = sentence.words
    where = {i for n in (sentence.names[i] for i in phrase.inner) if n.kind == "place" for i in range(n.start, n.end)}
    plain = [w.lower for w in words[phrase.first : phrase.last] if w.start not in where]
    if plain in (["the", "price"], ["its", "price"]):
        return match.discourse.goods.name if match.discourse.goods is not None else None
    amounts = [sentence.numbers[i] for i in phrase.numbers]
    priced = [w for w in words[phrase.first : phrase.last] if w.lemma in _PRICES | _OFF]
    # "menu prices" tells of the menu, "mortgage rate" of nothing shorter
    ahead = [w for w in words[phrase.first : phrase.last] if not priced or w.end <= priced[0].start]
    kept = [
        w
        for w in ahead
        if (w.tag.startswith("NN") or w.lower in UTILITIES)
        and not any(q.start <= w.start < q.end for q in amounts)
        and w.lower not in _PRICED_HOW
        and w.start not in where
    ]
    return match.text[kept[0].start : kept[-1].end] if len(kept) > (not priced) else None


def apposed(match: Match, goods: Phrase) -> Named | None:
    """What commas behind the goods call them: "the price of its older sedan, the Iskra, by"."""
    by = described_by(match.sentence).get(id(goods))
    told = by["described"] if by else []
    index = told[0] if len(told) == 1 else None
    at = index.name if isinstance(index, Phrase) else index
    named = match.sentence.names[at] if at is not None else None
    return named if named is not None and named.kind in ("product", "other") else None


def _is_sum(match: Match, phrase: Phrase) -> bool:
    """Whether it is an amount and no goods that are counted: "the price of 200 products"."""
    return any(match.sentence.numbers[i].kind != "count" for i in phrase.numbers)


def asked(match: Match, used: set[int]) -> Iterator[tuple[Fact, list[Found]]]:
    """Prices set: "priced at $399", "will cost $6.99 a month", "starts at $999", "its $6.99-a-month service"."""
    sentence = match.sentence
    told = False
    for at, phrase in enumerate(sentence.phrases):
        for index in phrase.numbers:
            found = sentence.numbers[index]
            if found.kind != "money" or found.start in used or _MORE.match(match.text, found.end, sentence.end):
                continue
            if fact := _labelled(match, at, found):
                yield fact, [found]
                continue
            goods = _asked_for(match, at, found)
            thing = goods or _listed(match, at, found, told)
            fact = _asking(match, phrase, thing, found) if thing is not None else None
            if goods is not None and _is_of_many(match, goods):
                continue
            told_of = goods is not None or (thing is not None and _is_firms(match, thing, found))
            if fact is not None and (told_of or any(n.name == fact.subject for n in sentence.names)):
                told = True
                sizes = [n for n in sentence.numbers if fact.change is not None and n.value.min == fact.change.min]
                yield fact, [found, *sizes]


def _is_firms(match: Match, plan: Phrase, found: Found) -> bool:
    """Whether what is listed with its price must be of the firm that the text is about: "the Pro plan ($49/month)"."""
    start = match.sentence.words[0]
    return start.lower in ("it", "the") and (plan.head in PLANS or EACH.match(match.text, found.end) is not None)


def _is_of_many(match: Match, goods: Phrase) -> bool:
    """ "Lots of laptops cost", "styling fees typically cost": what is said of all of a kind."""
    words = match.sentence.words
    before = [w.lower for w in words[max(0, goods.first - 2) : goods.first + 1]]
    behind_it = [w.lower for w in words[goods.last : goods.last + 3]]
    named = any(match.sentence.names[i].kind == "product" for i in goods.inner)
    return goods.name is None and (not _MANY.isdisjoint(before) or not (named or _USUALLY.isdisjoint(behind_it)))


def _labelled(match: Match, at: int, found: Found) -> Fact | None:
    """ "Base price: $31,900" under the heading of what costs that."""
    parts, goods = match.sentence.phrases, match.discourse.heading
    if goods is None or at < 2 or parts[at - 1].head != ":" or parts[0] is not parts[at - 2]:
        return None
    if goods.kind != "product" and not any(map(str.isdigit, goods.name)):
        return None
    priced = parts[at - 2].head in ("price", "msrp") and not is_mean(parts[at - 2])
    return fact(match, goods, None, "set", found.value, None, "asserted") if priced else None


def _asking(match: Match, phrase: Phrase, goods: Phrase, found: Found) -> Fact | None:
    """The price of the goods, by who sells them; of the goods themselves where nobody does."""
    clause = next((c for c in reversed(match.sentence.clauses) if c.verb.first < phrase.first), None)
    doubt = modality.judge(match.text, match.sentence, Frame("", True, phrase, clause))
    if doubt is None:
        return None
    if doubt == "planned" and clause is not None and is_offer(clause, phrase):
        doubt = "asserted"
    named = _meant(match, goods)
    start = match.sentence.words[phrase.first].start
    seller = _offerer(match, clause, goods) or _owner_of(match, goods) or _shop(match, goods)
    seller = seller or _ahead(match, goods) or match.discourse.carried(match.sentence, start)
    what: str | None = _service(match, found, goods) or (
        named.name if named else words_of(match.text, match.sentence, goods)
    )
    if named is None and goods.head in ("price", "pricing"):
        what = None  # "pricing starts at $39"
    if seller is not None and seller.name == what:
        seller = match.discourse.other_than(match.sentence, what or "", seller)
    if seller is not None and seller.name != what:
        way, change = way_of(match, found)
        return fact(match, seller, what, way, found.value, change, doubt)
    if named is None and goods.head in _PRODUCTS | _WARES and goods.inner:
        named = match.sentence.names[goods.inner[-1]]  # "the Heron hatchback starts at"
    each = named is not None and named.kind == "organization" and EACH.match(match.text, found.end) is not None
    if named is not None and (each or named.kind in ("product", "other")):
        way, change = way_of(match, found)
        return fact(match, named, None, way, found.value, change, doubt)  # nobody is named who sells it
    return None


def is_offer(clause: Clause, phrase: Phrase) -> bool:
    """Whether a plan is one on sale, and no intent: "offers three plans, Basic at $10"."""
    plan = phrase.head == "plan" or any(p.head == "plan" for p in (*clause.objects, *clause.subjects))
    return plan and not clause.verb.modal and not clause.verb.infinitive and clause.verb.head != "plan"


def _ahead(match: Match, goods: Phrase) -> Named | None:
    """Whose a plan is: the firm that its sentence names first."""
    first = next((n for n in match.sentence.names if n.kind in ("organization", "other")), None)
    before = first is not None and first.end <= match.sentence.words[goods.first].start
    return first if before and goods.head in PLANS else None


def _offerer(match: Match, clause: Clause | None, goods: Phrase) -> Named | None:
    """The shop that sells somebody's goods: "Tallis offers Quillon's Kelpie 3 for $700"."""
    if clause is None or clause.verb.passive or clause.verb.head not in _SELLS or goods not in clause.objects:
        return None
    sellers = (match.discourse.resolve(match.sentence, p) for p in clause.subjects)
    return next((n for n in sellers if n is not None and n.kind in ("organization", "other")), None)


def _meant(match: Match, goods: Phrase) -> Named | None:
    """What the goods are called; "it" that has a price is the product named last."""
    named = match.discourse.resolve(match.sentence, goods)
    if (named is None or named.kind == "organization") and (last := _is_last(match, goods)):
        return replace(last, how="pronoun")
    return named or apposed(match, goods)


def _is_last(match: Match, goods: Phrase) -> Named | None:
    return match.discourse.goods if goods.pronoun and goods.head == "it" else None


def way_of(match: Match, found: Found) -> tuple[str, Change | None]:
    """ "Costs £7.50, up from £6.95" tells of a rise, "dropped to $299" of a cut; "£1.45, 15p less than in May" how much."""
    moved = FROM.match(match.text, found.end, match.sentence.end)
    if moved is not None:
        return "rise" if moved[1] == "up" else "cut", None
    beside = next((n for n in match.sentence.numbers if n.start > found.start), None)
    aside = _ASIDE.fullmatch(match.text, found.end, beside.start) if beside is not None else None
    more = _MORE.match(match.text, beside.end, match.sentence.end) if beside is not None and aside is not None else None
    if more is not None and beside is not None and beside.kind in ("money", "percent"):
        up = more[1] in ("more", "higher", "above", "extra", "dearer", "up")
        change = Change(beside.value.min, beside.value.max, beside.value.unit, "up" if up else "down")
        since = _SINCE.match(match.text, more.end(), match.sentence.end) is not None
        return ("rise" if up else "cut") if since else "set", change
    clause = next(
        (c for c in reversed(match.sentence.clauses) if match.sentence.words[c.verb.first].start < found.start), None
    )
    return "cut" if clause is not None and _fell(clause) else "set", None


_ASIDE = re.compile(r"(?: (?:a|per|an) \w+)?,(?: or)? (?:a )?")
_MORE = re.compile(
    r"(?: (?:a|per) \w+)? (more|less|higher|lower|above|below|cheaper|dearer|extra|up|down)"
    r"(?= (?:than|expensive|the|on|for)\b|[,.]| a (?:month|year))"
)
# what it is compared with is a time, and no other thing
_SINCE = re.compile(
    r"(?: expensive)?(?: than| on| the)? (?:in|at|on|before|last|now|today|it|they|previously|currently|"
    r"a (?:year|month|week)|"
    r"the (?:(?:previous|current|old) (?:price|level|rate|fare|year|month)|year|summer|winter|spring|autumn)\b)"
)
FROM = re.compile(r"(?: (?:a|per) \w+)?(?: in(?: the)?(?: \w+){1,2})?,? (up|down) from\b")


def _service(match: Match, found: Found, goods: Phrase) -> str | None:
    """What is sold in "its $6.99-a-month video service"."""
    inside = goods.head in PLANS and any(match.sentence.numbers[i] is found for i in goods.numbers)
    behind = (_SPACE if inside else _EACH_BEFORE).match(match.text, found.end, match.sentence.end)
    if behind is None:
        return None
    words_behind = itertools.takewhile(
        lambda w: w.tag.startswith(("NN", "JJ")), (w for w in match.sentence.words if w.start >= behind.end())
    )
    return " ".join(w.text for w in words_behind) or None


_SPACE = re.compile(r"(?:-\w+-\w+|(?:/\w+)*)\s")
_EACH_BEFORE = re.compile(r"(?:-(?:a|per)-\w+|(?:/\w+)+)\s")


def _asked_for(match: Match, at: int, found: Found) -> Phrase | None:
    """The noun phrase that the amount is the price of."""
    parts, words = match.sentence.phrases, match.sentence.words
    after = match.text[found.end : found.end + 14].lower()
    each = after.startswith(("-a-month", "-a-year", "-per-month", "-a-week"))
    if each or _is_tagged(match, parts[at], found):
        return parts[at]
    thing = _on_sale(match, at) or _sold(match, at) or _moved_to(match, at) or _now(match, at)
    if thing is not None:
        return thing
    left = at - 1
    while left >= 0 and (parts[left].kind in ("adv", "prep", "time") or parts[left].head in _ORDERS):
        left -= 1
    if left < 0 or (parts[left].kind not in ("vg", "adj") and not _costs(match, left)):
        return None
    last = words[parts[left].last - 1]
    if _costs(match, left):
        return _thing(match, left)
    verb = last.lemma if parts[left].kind == "vg" else last.lower.removesuffix("d")
    prepositions = [p.head for p in parts[left + 1 : at] if p.kind == "prep"]
    monthly = EACH.match(match.text, found.end) is not None
    costs = (verb == "cost" or (verb == "be" and (monthly or _is_listed(match, left)))) and not prepositions
    if not costs and not (verb in _SET and prepositions and {*prepositions} & {"at", "from", "for"}):
        return None
    thing = _thing(match, left)
    if thing is None or (thing.head in _NO_GOODS and not (monthly or _is_last(match, thing))) or is_stock(thing):
        return None
    if _OF_SHARES.match(match.text, found.end):
        return None
    surely = verb in ("price", "retail") or (monthly and verb != "be") or thing.head in _SEATS
    return thing if surely or _is_goods(match, thing) else None


_OF_SHARES = re.compile(r" (?:a|per) (?:\w+ )?share\b")
EACH = re.compile(r" ?(?:/|per |a |an )(?:core )?(?:months?|mo|years?|yr|weeks?|users?|seats?|person)\b")


def _is_one(match: Match, phrase: Phrase) -> bool:
    return match.sentence.words[phrase.last - 1].tag == "NN"


def _is_goods_last(match: Match, phrase: Phrase) -> bool:
    return (
        len(phrase.lemmas) == 1 and match.discourse.shown is not None and not followers(match.sentence.phrases, phrase)
    )


def _costs(match: Match, at: int) -> bool:
    """Whether "cost" was taken for a noun behind what costs it: "return tickets cost from £49"."""
    part, words = match.sentence.phrases[at], match.sentence.words
    return (
        part.kind == "np"
        and words[part.last - 1].lower in ("cost", "start")
        and part.owner is None
        and (words[part.last - 2].tag == "NNS" if part.last - part.first > 1 else at > 0)
        and _cost_of(match, at) is not None
    )


def _cost_of(match: Match, at: int) -> Phrase | None:
    """What costs it: the rest of the phrase, or the nearest wares before it."""
    part, parts = match.sentence.phrases[at], match.sentence.phrases
    if part.last - part.first > 1:
        head = match.sentence.words[part.last - 2].lemma
        rest = Phrase("np", part.first, part.last - 1, head)
        rest.name, rest.owner, rest.lemmas = part.name, part.owner, part.lemmas[:-1]
        rest.inner, rest.numbers, rest.times = part.inner, part.numbers, part.times
        return rest if is_ware(match, rest) else None
    if parts[at - 1].kind not in ("np", "adv"):
        return None  # "Prime: cost $99" heads a list
    near = [p for p in parts[max(0, at - 4) : at] if p.kind == "np"]
    return next((p for p in near if is_ware(match, p)), None)


def _is_listed(match: Match, at: int) -> bool:
    """ "The list price of the Kelpie is": not the average one."""
    clause = next((c for c in match.sentence.clauses if c.at == at), None)
    subject = clause.subjects[0] if clause is not None and clause.subjects else None
    fee = subject is not None and is_price(subject) and (subject.owner is not None or subject.head == "fee")
    asked = subject is not None and (subject.head == "price" or (fee and _is_one(match, subject)))
    return subject is not None and asked and not is_mean(subject)


def _is_tagged(match: Match, phrase: Phrase, found: Found) -> bool:
    """ "The $599 Kelpie 3", "the $20/month plan", "the $20 Flex tier"."""
    named = match.sentence.names[phrase.name] if phrase.name is not None else None
    if phrase.head in PLANS:
        if phrase.name is None and not phrase.inner and (found.value.min or 0) < _MOST_OF_A_PLAN:
            return match.sentence.words[phrase.first].lower in ("the", "its", "a", "their")
        return any(n.start == found.end + 1 for n in match.sentence.names) or bool(
            _EACH_BEFORE.match(match.text, found.end)
        )
    inner = [match.sentence.names[i] for i in phrase.inner] if phrase.head in _PRODUCTS else []
    return any(n.kind == "product" and found.end + 1 == n.start for n in (*inner, *([named] if named else [])))


def _sold(match: Match, at: int) -> Phrase | None:
    """ "Is selling the Kelpie 3 for $349"."""
    parts = match.sentence.phrases
    clause = next((c for c in reversed(match.sentence.clauses) if c.at < at), None)
    if clause is None or clause.verb.head not in (_BOUGHT | _SELLS if clause.verb.passive else _SELLS):
        return None
    if clause.verb.passive:
        had = parts[at - 1].head in ("for", "at", "from") and parts[at - 2] is clause.verb
        had = had and (clause.verb.modal == "can" or clause.verb.head in _SELLS)
        return next((p for p in clause.objects if had and _is_goods(match, p)), None)
    beside = at > 1 and parts[at - 1].head in ("for", "at") and parts[at - 2] in clause.objects
    if not beside:
        return None
    thing = parts[at - 2]
    sums = [match.sentence.numbers[i].value.min or 0 for i in parts[at].numbers]
    offered = clause.verb.head == "offer" and thing.name is None and thing.lemmas[:1] in (("the",), ("a",), ("its",))
    return thing if _is_goods(match, thing) or (offered and max(sums, default=0) < _MOST_OF_AN_OFFER) else None


def _moved_to(match: Match, at: int) -> Phrase | None:
    """ "The Kelpie 3 has dropped to $299", "is down to $299"."""
    clause = next((c for c in reversed(match.sentence.clauses) if c.at < at), None)
    if clause is None or at < 2 or match.sentence.phrases[at - 1].head not in ("to", "at") or not _fell(clause):
        return None
    named = (p for p in clause.subjects if p.name is not None and match.sentence.names[p.name].kind == "product")
    return next(named, None)


def _now(match: Match, at: int) -> Phrase | None:
    """ "The premium tier, now £14.99, rises": what is set off behind the goods."""
    parts = match.sentence.phrases
    if at == 1 and parts[0].head == "at" and len(parts) > 3 and parts[2].kind == "comma" and _is_goods(match, parts[3]):
        return parts[3]  # "At $299, the Kelpie 3 is cheap"
    begin = at - 1 if at and parts[at - 1].head in ("at", "from") else at
    if begin < 3 or parts[begin - 1].head not in ("now", "currently", "previously", "already"):
        return None
    return parts[begin - 3] if parts[begin - 2].kind == "comma" and is_ware(match, parts[begin - 3]) else None


def _fell(clause: Clause) -> bool:
    return mover(clause) == "down" or clause.verb.head in ("be down", "go down", "come down")


def _listed(match: Match, at: int, found: Found, told: bool) -> Phrase | None:
    """One of several: "starts at $20, with Pro at $40", "Basic ($9/month)"."""
    parts = match.sentence.phrases
    if at < 2 or parts[at - 2].kind != "np" or parts[at - 2].numbers or parts[at - 2].pronoun:
        return None
    monthly = EACH.match(match.text, found.end) is not None
    opens = parts[at - 1].kind == "open" and monthly
    begun = at > 2 and parts[at - 3].head == ":"  # "three tiers: Basic at $10"
    follows = parts[at - 1].head == "at" and (told or monthly or begun)
    plan = parts[at - 2].name is not None or parts[at - 2].head in PLANS
    return parts[at - 2] if plan and (opens or follows) else None


def _thing(match: Match, at: int) -> Phrase | None:
    """What the verb or the adjective at `at` is said of."""
    parts = match.sentence.phrases
    if _costs(match, at):
        return _cost_of(match, at)
    clause = next((c for c in match.sentence.clauses if c.at == at or c.predicate is parts[at]), None)
    things = [*clause.subjects, *clause.objects] if clause is not None else list(parts[max(0, at - 2) : at])
    thing = next((p for p in things if p.kind == "np" and not _is_sum(match, p)), None)
    if thing is None or thing.head not in ("price", "pricing"):
        return thing
    priced = behind(match.sentence, thing, frozenset(("of", "for")))  # "prices for its bikes start at"
    priced += [np for prep, np in clause.preps if prep == "for"] if clause is not None else []
    if not priced and _is_goods_last(match, thing):
        return Phrase(
            "np", thing.first, thing.last, "it", pronoun=True
        )  # "prices start at $599": of the product named last
    return next((np for np in priced if not _is_sum(match, np)), thing)


def _on_sale(match: Match, at: int) -> Phrase | None:
    """ "Goes on sale for $799", "at a price of $49", "carries a price tag of $799"."""
    parts = match.sentence.phrases
    clause = next((c for c in reversed(match.sentence.clauses) if c.at < at), None)
    if clause is None or at < 2 or not clause.subjects:
        return None
    if (goods := _tagged_on(match, at)) is not None:
        return goods
    if parts[at].head in ("tag", "price") and "price" in parts[at].lemmas and parts[at - 1].head == "with":
        return next((p for p in clause.subjects if is_ware(match, p)), None)  # "comes with a $299 price tag"
    if parts[at - 1].kind != "prep":
        return None
    sold = any(prep == "on" and np.head == "sale" for prep, np in clause.preps) and parts[at - 1].head in ("for", "at")
    tagged = parts[at - 1].head == "of" and (
        parts[at - 2].head == "msrp" or (parts[at - 2].head in ("tag", "price") and "price" in parts[at - 2].lemmas)
    )
    if not sold and not (
        tagged and clause.verb.head in ("carry", "have", "launch", "sell", "come", "offer", "release")
    ):
        return None
    return clause.subjects[0] if clause.subjects[0].head not in _NO_GOODS and not is_stock(clause.subjects[0]) else None


def _tagged_on(match: Match, at: int) -> Phrase | None:
    """ "Put a price of $449 on the Kelpie 3", "slapped a $449 price tag on it"."""
    parts = match.sentence.phrases
    whole = parts[at].head in ("tag", "price") or (
        at > 1 and parts[at - 1].head == "of" and parts[at - 2].head in ("tag", "price")
    )
    behind_it = whole and at + 2 < len(parts) and parts[at + 1].head == "on"
    return parts[at + 2] if behind_it and _is_goods(match, parts[at + 2]) else None


def _is_goods(match: Match, thing: Phrase) -> bool:
    named = _meant(match, thing)
    if named is not None:
        return named.kind in ("product", "other")
    return is_ware(match, thing)


def _shop(match: Match, goods: Phrase) -> Named | None:
    """Who sells what has "dropped on Fenwick to $139", "costs $20 at Fenwick"."""
    for before, phrase in itertools.pairwise(match.sentence.phrases):
        if before.head in ("on", "at", "from") and phrase.name is not None and phrase is not goods:
            named = match.sentence.names[phrase.name]
            if named.kind == "organization":
                return named
    return None


def _owner_of(match: Match, goods: Phrase) -> Named | None:
    if goods.owner is not None:
        return match.discourse.resolve(match.sentence, goods.owner)
    return None


def fact(
    match: Match,
    seller: Named,
    goods: str | None,
    attribute: str,
    value: Quantity | None,
    change: Change | None,
    doubt: Modality,
) -> Fact:
    said = match.attribution()
    return Fact(
        type="price_change",
        subject=seller.name,
        start=match.sentence.start,
        end=match.sentence.end,
        attribute=attribute,
        object=goods,
        value=value,
        change=change,
        modality=doubt,
        attribution=said if said != seller.name else None,
        confidence=0.7 if seller.how in ("name", "short") else 0.6,
        subject_kind=seller.kind,
    )
