"""Prices that sellers cut, raise or set: whose, of what, to what level and by how much."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from newsledger.facts import lexicon, modality
from newsledger.facts.clauses import Clause, followers
from newsledger.facts.discourse import words_of
from newsledger.facts.frames import Frame
from newsledger.facts.matching import Match
from newsledger.facts.movements import CUTS, DOWNS, RAISES, UPS, Direction, is_mean, is_stock, mover
from newsledger.facts.phrases import Phrase
from newsledger.facts.reading import Named
from newsledger.facts.things import behind
from newsledger.facts.values import Found
from newsledger.records import Change, Fact, Modality, Quantity

_PRICES = frozenset("price fare tariff fee subscription msrp".split())
_PORTIONS = frozenset(
    "bottle pint can pack packet box bag cup glass litre liter gallon tonne ton kilo barrel case loaf crate carton jar "
    "tin".split()
)
_FEES = frozenset(
    "monthly annual subscription entry entrance membership delivery booking admission toll licence license baggage service "
    "roaming connection parking tuition".split()
)
_UTILITIES = frozenset(
    "electricity power gas water energy heating phone call data postal rail mortgage household freight".split()
)
_OFF = frozenset("discount markdown".split())
_KNOCKS = frozenset("knock wipe shave".split())
_SELLS = frozenset("sell offer list market".split())
_PLANS = frozenset("plan tier version edition package subscription membership".split())
_SET = frozenset("price retail start sell launch list available go".split())
_SEATS = frozenset("ticket pass seat membership".split())
_NO_GOODS = frozenset(
    "share stock company firm deal stake house oil bond average it unit transfer consumer producer gas crude gold silver "
    "copper iron ore steel coal wheat corn coffee cocoa sugar electricity power bitcoin land property home".split()
)


def is_price(phrase: Phrase | None) -> bool:
    """Whether a noun phrase is what a seller asks: "the price of", "menu prices", "a price cut", "discounts"."""
    if phrase is None or phrase.name is not None or is_stock(phrase):
        return False
    moves = phrase.head in UPS | DOWNS and bool(_PRICES & set(phrase.lemmas))
    fee = phrase.head in ("fee", "toll", "charge") and not _FEES.isdisjoint(phrase.lemmas)
    utility = phrase.head in ("tariff", "rate") and not _UTILITIES.isdisjoint(phrase.lemmas)
    return phrase.head in ("price", "fare") or fee or utility or phrase.head in _OFF or moves


def moved(
    match: Match, phrase: Phrase, clause: Clause | None, value: Quantity | None, change: Change | None
) -> Fact | None:
    """A price that its seller moves; None where prices move by themselves, which is a metric of a market."""
    seller = _seller(match, phrase, clause)
    direction = _direction(phrase, clause)
    doubt = modality.judge(match.text, match.sentence, Frame("", True, phrase, clause))
    of_shares = clause is not None and any(is_stock(p) for p in (*clause.objects, *clause.subjects))
    if seller is None or direction is None or doubt is None or of_shares:
        return None
    if phrase.head in _OFF and change is None and value is not None:
        change = Change(value.min, value.max, value.unit, "down")
        value = None
    if change is not None:
        change = replace(change, direction=direction)
    elif value is None:
        change = Change(None, None, None, direction)
    return _fact(
        match, seller, _goods(match, phrase, seller), "cut" if direction == "down" else "rise", value, change, doubt
    )


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
    if phrase.head in UPS | DOWNS:
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
    if phrase in clause.objects or phrase.head in UPS | DOWNS | _OFF or clause.verb.head.split()[0] in _KNOCKS:
        at: Clause | None = clause
        while at is not None:
            for subject in at.subjects:
                if (named := discourse.resolve(sentence, subject)) and named.kind not in ("person", "place"):
                    return named
            at = at.parent
        if clause.verb.passive or clause.verb.infinitive or phrase.head in _OFF | UPS | DOWNS:
            return discourse.carried(sentence, sentence.words[phrase.first].start)
    elif phrase in clause.subjects and _is_of_goods(match, phrase):
        return discourse.carried(sentence, sentence.words[phrase.first].start)
    elif phrase in clause.subjects and (goods := behind(sentence, phrase, frozenset(("of", "for")))) and goods[0].owner:
        return discourse.resolve(sentence, goods[0].owner)  # "prices of Tallis's tyres will rise"
    return owner


def _lister(match: Match, phrase: Phrase, clause: Clause | None, owner: Named) -> Named | None:
    """Who cuts "the Kelpie's price": the subject, where whose price it is looks like a firm too."""
    if clause is None or phrase not in clause.objects or phrase.owner is None or phrase.owner.pronoun:
        return None
    named = [match.discourse.resolve(match.sentence, subject) for subject in clause.subjects]
    return next((one for one in named if one and one.kind == "organization" and one.name != owner.name), None)


def _is_of_goods(match: Match, phrase: Phrase) -> bool:
    """ "The price of a subscription", not "the price of oil"."""
    if match.sentence.words[phrase.last - 1].lower != "price":
        return False
    follows = followers(match.sentence.phrases, phrase)[:1]
    return any(prep in ("of", "for") and np.head not in _NO_GOODS and not np.numbers for prep, np in follows)


def is_cut(match: Match, phrase: Phrase, found: Found) -> bool:
    """ "A cut of 12,000 yuan on its Runa hatchback": money off, or on, something that is sold."""
    if phrase.head not in ("cut", "reduction", "hike", "increase") or found.kind not in ("money", "percent"):
        return False
    named = [np.name for prep, np in followers(match.sentence.phrases, phrase) if prep in ("on", "for")]
    kinds = {match.sentence.names[index].kind for index in named if index is not None}
    return "product" in kinds or (bool(kinds) and found.kind == "money")


def _goods(match: Match, phrase: Phrase, seller: Named) -> str | None:
    """What is sold: behind "of", "on" or "for", or before "prices"."""
    sentence = match.sentence
    for preposition, np in followers(sentence.phrases, phrase):
        if preposition in ("of", "on", "for", "across") and not (np.numbers or np.times or np.head in _PORTIONS):
            named = match.discourse.resolve(sentence, np)
            return named.name if named else words_of(match.text, sentence, np)
    owner = match.discourse.resolve(sentence, phrase.owner) if phrase.owner is not None else None
    if owner is not None and (owner.kind != "organization" or owner.name != seller.name):
        return owner.name
    words = sentence.words
    if [w.lower for w in words[phrase.first : phrase.last]] in (["the", "price"], ["its", "price"]):
        return match.discourse.goods.name if match.discourse.goods is not None else None
    amounts = [sentence.numbers[i] for i in phrase.numbers]
    priced = [w for w in words[phrase.first : phrase.last] if w.lemma in _PRICES | _OFF]
    # "menu prices" tells of the menu, "mortgage rate" of nothing shorter
    ahead = [w for w in words[phrase.first : phrase.last] if not priced or w.end <= priced[0].start]
    kept = [
        w
        for w in ahead
        if w.tag.startswith("NN")
        and not any(q.start <= w.start < q.end for q in amounts)
        and w.lower not in ("list", "selling", "average")
    ]
    return match.text[kept[0].start : kept[-1].end] if len(kept) > (not priced) else None


def asked(match: Match, used: set[int]) -> Iterator[tuple[Fact, Found]]:
    """Prices set: "priced at $399", "will cost $6.99 a month", "starts at $999", "its $6.99-a-month service"."""
    sentence = match.sentence
    told = False
    for at, phrase in enumerate(sentence.phrases):
        for index in phrase.numbers:
            found = sentence.numbers[index]
            if found.kind != "money" or found.start in used:
                continue
            if fact := _labelled(match, at, found):
                yield fact, found
                continue
            goods = _asked_for(match, at, found)
            thing = goods or _listed(match, at, found, told)
            fact = _asking(match, phrase, thing, found) if thing is not None else None
            if fact is not None and (goods is not None or any(n.name == fact.subject for n in sentence.names)):
                told = True
                yield fact, found


def _labelled(match: Match, at: int, found: Found) -> Fact | None:
    """ "Base price: $31,900" under the heading of what costs that."""
    parts, goods = match.sentence.phrases, match.discourse.heading
    if goods is None or at < 2 or parts[at - 1].head != ":" or parts[0] is not parts[at - 2]:
        return None
    if goods.kind != "product" and not any(map(str.isdigit, goods.name)):
        return None
    priced = parts[at - 2].head in ("price", "msrp") and not is_mean(parts[at - 2])
    return _fact(match, goods, None, "set", found.value, None, "asserted") if priced else None


def _asking(match: Match, phrase: Phrase, goods: Phrase, found: Found) -> Fact | None:
    """The price of the goods, by who sells them; of the goods themselves where nobody does."""
    clause = next((c for c in reversed(match.sentence.clauses) if c.verb.first < phrase.first), None)
    doubt = modality.judge(match.text, match.sentence, Frame("", True, phrase, clause))
    if doubt is None:
        return None
    if phrase.head == "plan" and doubt == "planned":
        doubt = "asserted"  # a plan on sale, no intent
    named = _meant(match, goods)
    start = match.sentence.words[phrase.first].start
    seller = _offerer(match, clause, goods) or _owner_of(match, goods) or _shop(match, goods)
    seller = seller or _ahead(match, goods) or match.discourse.carried(match.sentence, start)
    what = _service(match, found, goods) or (named.name if named else words_of(match.text, match.sentence, goods))
    if seller is not None and seller.name == what:
        seller = match.discourse.other_than(match.sentence, what or "", seller)
    if seller is not None and seller.name != what:
        return _fact(match, seller, what, _way(match, found), found.value, None, doubt)
    if named is not None and named.kind in ("product", "other"):
        return _fact(match, named, None, _way(match, found), found.value, None, doubt)  # nobody is named who sells it
    return None


def _ahead(match: Match, goods: Phrase) -> Named | None:
    """Whose a plan is: the firm that its sentence names first."""
    first = next((n for n in match.sentence.names if n.kind in ("organization", "other")), None)
    before = first is not None and first.end <= match.sentence.words[goods.first].start
    return first if before and goods.head in _PLANS else None


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
    return named


def _is_last(match: Match, goods: Phrase) -> Named | None:
    return match.discourse.goods if goods.pronoun and goods.head == "it" else None


def _way(match: Match, found: Found) -> str:
    """ "Costs £7.50, up from £6.95" tells of a rise, "dropped to $299" of a cut."""
    moved = _FROM.match(match.text, found.end, match.sentence.end)
    if moved is not None:
        return "rise" if moved[1] == "up" else "cut"
    clause = next(
        (c for c in reversed(match.sentence.clauses) if match.sentence.words[c.verb.first].start < found.start), None
    )
    return "cut" if clause is not None and _fell(clause) else "set"


_FROM = re.compile(r"(?: (?:a|per) \w+)?(?: in(?: the)?(?: \w+){1,2})?,? (up|down) from\b")


def _service(match: Match, found: Found, goods: Phrase) -> str | None:
    """What is sold in "its $6.99-a-month video service"."""
    inside = goods.head in _PLANS and any(match.sentence.numbers[i] is found for i in goods.numbers)
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
    if (thing := _on_sale(match, at) or _sold(match, at) or _moved_to(match, at)) is not None:
        return thing
    left = at - 1
    while left >= 0 and parts[left].kind in ("adv", "prep", "time"):
        left -= 1
    if left < 0 or parts[left].kind not in ("vg", "adj"):
        return None
    last = words[parts[left].last - 1]
    verb = last.lemma if parts[left].kind == "vg" else last.lower.removesuffix("d")
    prepositions = [p.head for p in parts[left + 1 : at] if p.kind == "prep"]
    monthly = _EACH.match(match.text, found.end) is not None
    costs = (verb == "cost" or (verb == "be" and (monthly or _is_listed(match, left)))) and not prepositions
    if not costs and not (verb in _SET and prepositions and prepositions[0] in ("at", "from", "for")):
        return None
    thing = _thing(match, left)
    if thing is None or (thing.head in _NO_GOODS and not (monthly or _is_last(match, thing))) or is_stock(thing):
        return None
    if _OF_SHARES.match(match.text, found.end):
        return None
    surely = verb in ("price", "retail") or (monthly and verb != "be") or thing.head in _SEATS
    return thing if surely or _is_goods(match, thing) else None


_OF_SHARES = re.compile(r" (?:a|per) (?:\w+ )?share\b")
_EACH = re.compile(r" ?(?:/|per |a |an )(?:core )?(?:months?|mo|years?|yr|weeks?|users?|seats?|person)\b")


def _is_listed(match: Match, at: int) -> bool:
    """ "The list price of the Kelpie is": not the average one."""
    clause = next((c for c in match.sentence.clauses if c.at == at), None)
    subject = clause.subjects[0] if clause is not None and clause.subjects else None
    return subject is not None and subject.head == "price" and not is_mean(subject)


def _is_tagged(match: Match, phrase: Phrase, found: Found) -> bool:
    """ "The $599 Kelpie 3", "the $20/month plan", "the $20 Flex tier"."""
    named = match.sentence.names[phrase.name] if phrase.name is not None else None
    if phrase.head in _PLANS:
        return any(n.start == found.end + 1 for n in match.sentence.names) or bool(
            _EACH_BEFORE.match(match.text, found.end)
        )
    return named is not None and named.kind == "product" and found.end + 1 == named.start


def _sold(match: Match, at: int) -> Phrase | None:
    """ "Is selling the Kelpie 3 for $349"."""
    parts = match.sentence.phrases
    clause = next((c for c in reversed(match.sentence.clauses) if c.at < at), None)
    if clause is None or clause.verb.passive or clause.verb.head not in _SELLS:
        return None
    beside = at > 1 and parts[at - 1].head in ("for", "at") and parts[at - 2] in clause.objects
    return parts[at - 2] if beside and _is_goods(match, parts[at - 2]) else None


def _moved_to(match: Match, at: int) -> Phrase | None:
    """ "The Kelpie 3 has dropped to $299", "is down to $299"."""
    clause = next((c for c in reversed(match.sentence.clauses) if c.at < at), None)
    if clause is None or at < 2 or match.sentence.phrases[at - 1].head not in ("to", "at") or not _fell(clause):
        return None
    named = (p for p in clause.subjects if p.name is not None and match.sentence.names[p.name].kind == "product")
    return next(named, None)


def _fell(clause: Clause) -> bool:
    return mover(clause) == "down" or clause.verb.head in ("be down", "go down", "come down")


def _listed(match: Match, at: int, found: Found, told: bool) -> Phrase | None:
    """One of several: "starts at $20, with Pro at $40", "Basic ($9/month)"."""
    parts = match.sentence.phrases
    if at < 2 or parts[at - 2].kind != "np" or parts[at - 2].numbers or parts[at - 2].pronoun:
        return None
    monthly = _EACH.match(match.text, found.end) is not None
    opens = parts[at - 1].kind == "open" and monthly
    follows = parts[at - 1].head == "at" and (told or monthly)
    plan = parts[at - 2].name is not None or parts[at - 2].head in _PLANS
    return parts[at - 2] if plan and (opens or follows) else None


def _thing(match: Match, at: int) -> Phrase | None:
    """What the verb or the adjective at `at` is said of."""
    parts = match.sentence.phrases
    clause = next((c for c in match.sentence.clauses if c.at == at or c.predicate is parts[at]), None)
    things = [*clause.subjects, *clause.objects] if clause is not None else list(parts[max(0, at - 2) : at])
    thing = next((p for p in things if p.kind == "np" and not p.numbers), None)
    priced = (
        behind(match.sentence, thing, frozenset(("of", "for"))) if thing is not None and thing.head == "price" else []
    )
    return priced[0] if priced else thing  # "prices for its bikes start at"


def _on_sale(match: Match, at: int) -> Phrase | None:
    """ "Goes on sale for $799", "at a price of $49", "carries a price tag of $799"."""
    parts = match.sentence.phrases
    clause = next((c for c in reversed(match.sentence.clauses) if c.at < at), None)
    if clause is None or at < 2 or parts[at - 1].kind != "prep" or not clause.subjects:
        return None
    sold = any(prep == "on" and np.head == "sale" for prep, np in clause.preps) and parts[at - 1].head in ("for", "at")
    tagged = parts[at - 1].head == "of" and parts[at - 2].head in ("tag", "price") and "price" in parts[at - 2].lemmas
    if not sold and not (
        tagged and clause.verb.head in ("carry", "have", "launch", "sell", "come", "offer", "release")
    ):
        return None
    return clause.subjects[0] if clause.subjects[0].head not in _NO_GOODS and not is_stock(clause.subjects[0]) else None


def _is_goods(match: Match, thing: Phrase) -> bool:
    named = _meant(match, thing)
    if named is not None:
        return named.kind in ("product", "other")
    return thing.head in lexicon.words("products")


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


def _fact(
    match: Match,
    seller: Named,
    goods: str | None,
    attribute: str,
    value: Quantity | None,
    change: Change | None,
    doubt: Modality,
) -> Fact:
    said = modality.attribution(match.text, match.sentence, match.discourse)
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
