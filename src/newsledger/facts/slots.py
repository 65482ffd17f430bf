"""Who or what may fill a pattern's slot: an argument of the verb, whom it refers to, or who was told of before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsledger.facts import lexicon
from newsledger.facts.discourse import words_of
from newsledger.facts.frames import Arg, Frame
from newsledger.facts.links import followers
from newsledger.facts.match import Match
from newsledger.facts.movements import is_index
from newsledger.facts.parsed import Named, Sentence
from newsledger.facts.patterns import Slot
from newsledger.facts.phrases import Phrase
from newsledger.facts.things import TOWNS, brand, is_authority, of, owner, place, whole
from newsledger.facts.things import behind as behind_of

_PARTS = frozenset(  # what somebody runs of an organisation
    (
        "unit division business arm operation operations department team desk practice branch office group "
        "board bureau lab"
    ).split()
)
_SORTS = frozenset(
    "kind type version variant line range generation series family suite set edition pair trio stage beta preview "
    "trial prototype".split()
)
_TELL_LITTLE = frozenset(
    "the a an its their our his her this that these many several some few any other more various".split()
)
_MODEL = re.compile(r"[A-Z]{1,3}-?\d+[A-Za-z]?")  # S2, FT-9: hardly a company
_FOR_NOUNS = ("any", "whole", "product", "authority", "court", "power", "model", "goods", "name")
_GOVERNED = frozenset("city town state county village borough".split())  # which act as firms do
_TRADED = ("good", "goods", "import", "product", "export")
_AUTHORITIES = ("authority", "court", "power")
_GOODS_KINDS = ("goods", "model", "product")
_REGULATORS = frozenset("regulator watchdog agency authority court ministry tribunal".split())  # "the regulator Ofcom"
_HOUSES = frozenset(
    "family government state army navy military exchange republic kingdom emirate foundation fund force".split()
)
_PIECES = frozenset("business division unit arm operation operations chain subsidiary assets portfolio brands".split())
_SITES = frozenset(
    "shipyard yard app newspaper hotel division arm operation channel site store plant shop label".split()
)
_GENERIC = frozenset(
    (
        "one company firm it deal move stake share part number lot way thing time year cash debt equity "
        "total exchange return order addition"
    ).split()
)


def not_itself(match: Match, subject: Named, other: Named | None) -> Named | None:
    """Nobody does it to themselves: a pronoun that was taken for the subject means the next organisation."""
    if other is None or other.name != subject.name or other.how not in ("pronoun", "nominal", "carried"):
        return other
    if other.how == "carried" and subject.how in ("pronoun", "nominal"):
        return other  # of "It holds 72 per cent" neither is sure
    if match.text[other.start : other.end].lower() in ("them", "themselves"):
        return other  # several, and hardly one firm
    return match.discourse.other_than(match.sentence, subject.name, other) or other


def candidates(
    match: Match, frame: Frame, slot: Slot, subjects: Sequence[Named] = (), post: Phrase | None = None
) -> Iterator[Named]:
    """What may fill the slot: the first of its relations that holds something of its kind, with its coordinates."""
    spare: list[Named] = []
    for name in slot.relations:
        relation, _, part = name.partition(".")
        if relation in _OF_PEOPLE:
            found = _employers(match, frame, relation, subjects)
        elif relation == "post":
            found = _all_named(match, list(_whose(match, post)) if post is not None else [], slot.kind)
        else:
            found = _filling(match, frame, slot.kind, name)
        found = _narrowed(found, slot.kind, part)
        if part == "owner" and slot.kind == "org" and not any(match.discourse.who.is_org(one.name) for one in found):
            spare, found = spare or found, []  # "the Barnsley branch" may be where it is
        if found:
            yield from found
            return
    yield from spare


_OF_PEOPLE = frozenset("employer former predecessor".split())
_TOLD = frozenset("shown asset buyer bought target raiser enforcer".split())


def _filling(match: Match, frame: Frame, kind: str, name: str) -> list[Named]:
    """What one relation holds of a kind."""
    relation, _, part = name.partition(".")
    if relation == "focus":
        return [one for one in _focus(match, frame, kind) if fits(match, one, kind)]
    if relation == "speaker":
        return _speakers(match, frame, kind)
    if relation in _TOLD:
        return _told_before(match, relation, part)
    if part in ("brand", "maker"):
        return _makers(match, args_of(match, frame, relation), part)
    return _all_named(match, args_of(match, frame, name), kind)


def _all_named(match: Match, args: Sequence[Arg], kind: str) -> list[Named]:
    return [one for arg in args if (one := _named(match, arg, kind))]


def _narrowed(found: list[Named], kind: str, part: str) -> list[Named]:
    if part and part not in ("owner", "brand", "maker"):
        found = _part(found, part)
    if any(one.kind == "person" for one in found):
        found = [one for one in found if one.how != "noun"]  # "two engineers, Jane Doe and Max Roe"
    if kind in ("any", "name") and any(one.kind != "place" for one in found):
        found = [one for one in found if one.kind != "place"]
    return found


def _told_before(match: Match, relation: str, part: str) -> list[Named]:
    """Who buys whom in the deal told last; who bought something in the sentence before; whose stake was told last, who
    raised money, who acted in law; the product named last."""
    told = match.discourse
    if relation == "shown":
        return [told.goods] if told.goods is not None and not part else []
    buyer, target = told.deal or (None, None)
    named = {"buyer": buyer, "target": target, "bought": told.bought, "raiser": told.raiser}
    name = {**named, "asset": told.asset, "enforcer": told.enforcer}[relation]
    if not name:
        return []
    kind = told.who.kinds.get(name, "other") if relation == "enforcer" else "organization"
    return [Named(0, 0, name, kind, "carried")]


def _employers(match: Match, frame: Frame, relation: str, subjects: Sequence[Named]) -> list[Named]:
    """Whom somebody works for, used to work for, or whom the one before them in the post does."""
    if relation != "predecessor":
        past = relation == "former"
        return [one for person in subjects if (one := _employer(match, person, past))]
    people = _others(match, frame, subjects)
    return [one for who in people if (one := _employer(match, who) or _employer(match, who, True))][:1]


def _makers(match: Match, args: Sequence[Arg], part: str) -> list[Named]:
    """Who makes the goods, by their name or by what was told."""
    things = [match.discourse.resolve(match.sentence, arg) for arg in args]
    made = [(one, _maker(match, one, part)) for one in things if one is not None]
    return [replace(one, name=by, kind="organization") for one, by in made if by is not None]


def _maker(match: Match, thing: Named, part: str) -> str | None:
    """Whose name a product's begins with, or who was said before to make it."""
    if part == "maker":
        return match.discourse.makers.get(thing.name)
    by = brand(match.discourse.who, thing)
    return by[0] if by is not None else None


def _speakers(match: Match, frame: Frame, kind: str) -> list[Named]:
    """Who says so: "X must pay a fine, the Competition Authority said"."""
    told = [c for c in match.sentence.clauses if c is not frame.clause and c.verb.head in lexicon.words("said")]
    return [one for c in told for arg in c.subjects[:1] if (one := _named(match, arg, kind))][:1]


def acts_on_itself(match: Match, frame: Frame, one: Named) -> bool:
    """Whether a pronoun would stand for its own clause's subject: "Mara hired her" is not about hiring Mara."""
    owns = match.text[one.start : one.end].lower() in ("its", "their", "our", "his")  # "Tallis cut its headcount"
    if one.how != "pronoun" or frame.noun or frame.clause is None or owns:
        return False
    subjects = [match.discourse.resolve(match.sentence, arg) for arg in frame.args["subject"]]
    return any(s is not None and s.name == one.name and s.start != one.start for s in subjects)


def apart(match: Match, frame: Frame, one: Named) -> Named:
    """Whom "it" means that is done something to: not who does it, "Acme sold 49 per cent of it"."""
    if frame.noun or one.how != "pronoun" or match.text[one.start : one.end] != "it":
        return one
    who = [match.discourse.resolve(match.sentence, arg) for arg in frame.args["subject"]]
    if not any(doer is not None and doer.name == one.name and doer.start != one.start for doer in who):
        return one
    return match.discourse.other_than(match.sentence, one.name, one) or one


def _focus(match: Match, frame: Frame, kind: str) -> list[Named]:
    """Whom the text is about, where the frame itself names nobody and no country."""
    told = [
        match.discourse.resolve(match.sentence, arg)
        for name in ("of", "at", "for", "before")
        for arg in frame.args[name]
    ]
    if any(one is not None and one.kind == "place" for one in told) or _is_anothers(match, frame):
        return []
    apposed = frame.phrase.lemmas == ("president",) and frame.phrase.name is None  # "Jane Doe, president, said"
    of_firm = {"chief", "co-president"} & set(frame.phrase.lemmas) or apposed
    if frame.noun and frame.trigger == "president" and not of_firm:
        return []
    start = match.sentence.words[frame.phrase.first].start
    is_post = frame.noun and frame.trigger in lexicon.words("roles")
    if is_post and frame.trigger in lexicon.words("founders"):
        before = [one for one in match.sentence.names if one.end <= start and match.discourse.is_org(one)]
        if before:
            return before[:1]  # "At Acme Digital, founder Jane Doe sees": of whom the sentence speaks
    carried = match.discourse.topic(match.sentence) if is_post else match.discourse.carried(match.sentence, start)
    if carried is not None and carried.kind == "product" and kind == "org":
        carried = match.discourse.other_than(match.sentence, carried.name, carried)  # whose product it is
    return [carried] if carried else []


def _is_anothers(match: Match, frame: Frame) -> bool:
    """Whether a post is somebody's or a land's, "the president's lawyer", or one that many have: "journalist Jane Doe"."""
    if not frame.noun or frame.trigger not in lexicon.words("roles"):
        return False
    owners = [match.discourse.resolve(match.sentence, arg) for arg in frame.args["owner"]]
    owned = any(one is None or one.kind in ("person", "place") for one in owners)
    return owned or frame.trigger in lexicon.words("callings")


def _left(match: Match, person: Named) -> str | None:
    """Whom the sentence says that somebody left: "Jane Doe, its finance chief, left Acme"."""
    for clause in match.sentence.clauses:
        if clause.verb.head not in ("leave", "quit", "depart") or clause.verb.passive:
            continue
        who = [match.discourse.resolve(match.sentence, subject) for subject in clause.subjects]
        indexes = [phrase.name for phrase in clause.objects if phrase.name is not None]
        if indexes and any(one is not None and one.name == person.name for one in who):
            named = match.sentence.names[indexes[0]]
            return named.name if named.kind in ("organization", "other") else None
    return None


def _others(match: Match, frame: Frame, subjects: Sequence[Named]) -> Iterator[Named]:
    """The people of a frame that are not its subjects: whom somebody succeeds."""
    given = [arg for args in frame.args.values() for arg in args]
    given += [arg.owner for arg in given if isinstance(arg, Phrase) and arg.owner is not None]  # "his place"
    for arg in given:
        person = _named(match, arg, "person")
        if person is not None and all(person.name != subject.name for subject in subjects):
            yield person


def _employer(match: Match, subject: Named, past: bool = False) -> Named | None:
    """Whom the text so far says that somebody works for."""
    known = match.discourse.former if past else match.discourse.employers
    employer = known.get(subject.name) or _left(match, subject)
    return Named(subject.start, subject.end, employer, "organization", "carried") if employer else None


def _whose(match: Match, post: Phrase) -> Iterator[Arg]:
    """Whose post a phrase names: "Acme's head", "Acme chief executive", "head of sales at Acme"."""
    if post.owner is not None:
        yield post.owner
    yield from post.inner
    for preposition, phrase in reversed(followers(match.sentence.phrases, post)):
        if preposition in ("of", "at", "for", "in", "with"):
            yield phrase


def _part(found: list[Named], part: str) -> list[Named]:
    """Of a list its head, or of two and more the first or the rest."""
    if part == "head" or len(found) > 1:
        return found[1:] if part == "rest" else found[:1]
    return []


def args_of(match: Match, frame: Frame, relation: str) -> list[Arg]:
    """The frame's arguments in the relation; of "object.owner" whose the objects are."""
    base, _, step = relation.partition(".")
    args = frame.args.get(base, [])
    if base == "main" and not frame.noun:
        args = [*next((c.subjects for c in match.sentence.clauses if c.verb.finite and c.subjects), [])]
    return (
        [whose for arg in args if (whose := owner(match.sentence, arg)) is not None] if step == "owner" else list(args)
    )


def _shares(match: Match, phrase: Phrase) -> Named | None:
    """Whose shares a phrase speaks of: "Tallis shares", "shares of Tallis", "its stock", "the stock", an index."""
    sentence, discourse = match.sentence, match.discourse
    if phrase.name is not None:
        named = sentence.names[phrase.name]
        return named if is_index(sentence, phrase) else None
    if phrase.head not in ("share", "stock", "shares"):
        return None
    if phrase.owner is not None:
        return discourse.resolve(sentence, phrase.owner)
    if phrase.inner:
        return sentence.names[phrase.inner[0]]
    for preposition, np in followers(sentence.phrases, phrase):
        if preposition in ("of", "in", "for") and (owner := discourse.resolve(sentence, np) or _last_name(match, np)):
            return owner
    return discourse.carried(sentence, sentence.words[phrase.first].start) if len(phrase.lemmas) <= 2 else None


def _last_name(match: Match, phrase: Phrase) -> Named | None:
    return match.sentence.names[phrase.inner[-1]] if phrase.inner else None


def _named(match: Match, arg: Arg, kind: str) -> Named | None:
    if kind == "shares":
        return _shares(match, arg) if isinstance(arg, Phrase) else None
    if (
        isinstance(arg, Phrase)
        and arg.head == "it"
        and kind in _GOODS_KINDS
        and (shown := _shown(match, arg)) is not None
    ):
        return replace(shown, how="pronoun")  # "It goes on sale in March"
    named = match.discourse.resolve(match.sentence, arg)
    if named is not None:
        named = place(match.text, match.sentence, named) if kind == "place" else named
        direct = isinstance(arg, int) or arg.name is not None
        regulates = kind in _AUTHORITIES and direct and isinstance(arg, Phrase) and _regulates(match.sentence, arg)
        if regulates or fits(match, named, kind):
            return named
        if kind not in _AUTHORITIES or direct:
            return None  # "the agency" is no firm that was named before
    if isinstance(arg, Phrase) and arg.head in ("official", "investigator") and kind in _AUTHORITIES:
        serve = behind_of(match.sentence, arg, frozenset(["at", "of", "from"]))
        named = next((match.sentence.names[np.name] for np in serve if np.name is not None), None)
        if named is not None and named.kind != "place":
            return named  # "officials at the NDRC"
    if (
        isinstance(arg, Phrase)
        and arg.head in _HOUSES
        and (kind in _AUTHORITIES or kind in ("any", "whole", "name", "org", "brand"))
    ):
        words = match.sentence.words
        if arg.inner or any(words[i].text in lexicon.words("demonyms") for i in range(arg.first, arg.last)):
            return Named(words[arg.first].start, words[arg.last - 1].end, _without_amounts(match, arg), "other", "noun")
    if isinstance(arg, Phrase) and kind == "name" and arg.head in _TRADED and (country := _country(match, arg)):
        return country
    governed = isinstance(arg, Phrase) and kind in ("org", "body") and arg.head in _GOVERNED
    if isinstance(arg, Phrase) and ((kind == "place" and arg.head in TOWNS) or governed):
        within = "place" if kind == "place" else "body"  # "a contract with the city of Oslo"
        return next((one for np in of(match.sentence, arg) if (one := _named(match, np, within))), None)
    if isinstance(arg, Phrase) and arg.kind == "np" and not arg.pronoun and kind in _FOR_NOUNS:
        return _thing(match, arg, kind)
    if isinstance(arg, Phrase) and kind == "brand" and (piece := _piece(match, arg)) is not None:
        return piece
    whose = next(iter(_whose_part(match, arg)), None) if isinstance(arg, Phrase) and kind == "org" else None
    if whose is not None:
        owner = match.discourse.resolve(match.sentence, whose)
        return owner if owner is not None and fits(match, owner, "org") else None
    if isinstance(arg, Phrase) and kind in ("org", "brand") and arg.inner:
        inner = match.sentence.names[arg.inner[-1]]
        if arg.head in lexicon.words("nominals") | {
            "shareholder",
            "team",
            "management",
            "board",
            "executive",
            "union",
            "federation",
            "association",
            "party",
        } | _SITES and fits(match, inner, "org"):
            return inner
    return None


def _shown(match: Match, it: Phrase) -> Named | None:
    """The product named last before "it": in the sentence, as what another verb acts on, or in the sentence before."""
    start = match.sentence.words[it.first].start
    acted = [p for c in match.sentence.clauses if c.verb.last <= it.first for p in c.objects]
    here = [match.sentence.names[i] for p in acted for i in (p.inner if p.name is None else [p.name])]
    before = [n for n in here if n.kind == "product" and n.end <= start]
    return before[-1] if before else match.discourse.shown


def _piece(match: Match, arg: Phrase) -> Named | None:
    """A firm or part of one without a name of its own: "Mara Oduya's cosmetics company", "the pet food business"."""
    words, shown = match.sentence.words, _without_amounts(match, arg)
    whose = match.sentence.names[arg.owner.name] if arg.owner is not None and arg.owner.name is not None else None
    if whose is not None and (arg.head in _PIECES or arg.head in lexicon.words("firms")):
        return Named(whose.start, words[arg.last - 1].end, f"{whose.name}'s {shown}", "other", "noun")
    told = [i for i in range(arg.first, arg.last) if words[i].tag not in ("DT", "PRP$", "CD")]
    if arg.head not in _PIECES | lexicon.words("facilities") or arg.pronoun or len(told) < 2:
        return None
    return Named(words[arg.first].start, words[arg.last - 1].end, shown, "other", "noun") if shown else None


def _whose_part(match: Match, arg: Phrase) -> list[Phrase]:
    """Whose a part of an organisation is: "Acme's cable arm", "the cable arm of Acme"."""
    if arg.head not in _PARTS:
        return []
    return [arg.owner] if arg.owner is not None else of(match.sentence, arg)[:1]


def _regulates(sentence: Sentence, arg: Phrase) -> bool:
    """Whether a name is said to be an authority's: "the regulator Ofcom", "Ofcom, the media regulator,"."""
    parts = sentence.phrases
    at = next((i for i, part in enumerate(parts) if part is arg), -9)
    beside = [
        parts[i]
        for i, comma in ((at - 2, at - 1), (at + 2, at + 1))
        if 0 <= i < len(parts) and parts[comma].kind == "comma"
    ]
    told = {*arg.lemmas, *(part.head for part in beside if part.name is None)}
    return not _REGULATORS.isdisjoint(told)


def _without_amounts(match: Match, phrase: Phrase) -> str:
    """A noun phrase's words without its amounts: "new $160 million plant" is a "new plant"."""
    shown = words_of(match.text, match.sentence, phrase)
    for number in (match.sentence.numbers[i] for i in phrase.numbers):
        shown = shown.replace(match.text[number.start : number.end], "")
    return " ".join(shown.split())


def _thing(match: Match, arg: Phrase, kind: str) -> Named | None:
    """A thing without a name of its own, as its noun phrase; a product's name where one stands among its words."""
    behind = of(match.sentence, arg)
    if arg.head == "office" and behind:
        return _named(match, behind[0], kind)
    if kind in ("product", "model", "goods") and arg.inner and arg.head in lexicon.words("products"):
        inner = match.sentence.names[arg.inner[-1]]
        if inner.kind in ("product", "other"):
            return inner
    counts = any(match.sentence.numbers[i].kind == "count" for i in arg.numbers)
    if arg.head in TOWNS and behind and behind[0].name is not None:
        return _named(match, behind[0], kind)  # "the state of Ohio"
    if kind == "any" and arg.head in ("action", "lawsuit", "suit", "probe", "investigation", "inquiry"):
        return None  # "a probe by the SEC and a class action"
    if any(match.sentence.numbers[i].kind == "money" for i in arg.numbers) and (
        not arg.head or arg.head in ("million", "billion", "trillion") or arg.head[0] in "$€£¥"
    ):
        return None  # "charges $50"
    between = arg.head in ("deal", "merger") and behind_of(match.sentence, arg, frozenset(["between", "with"]))
    if kind == "whole" and (arg.head not in _GENERIC or behind or between):
        return _of_its(match, arg, whole(match.text, match.sentence, arg))
    if kind in ("model", "goods") or arg.head in _GENERIC or not (arg.lemmas or counts) or not (arg.head or counts):
        return None
    if (kind in _AUTHORITIES or kind == "name") and not is_authority(arg.head):
        return None
    words = match.sentence.words
    if kind == "name" and not (arg.inner or words[arg.first].text in lexicon.words("demonyms")):
        return None
    last = arg
    if kind == "product":
        unit = next((match.sentence.numbers[i].value.unit for i in arg.numbers), None)
        last = behind[0] if (arg.head or unit or "") in _SORTS and behind else arg
        goods = (last.head or unit) in lexicon.words("products") - {"product"}
        told = [lemma for lemma in last.lemmas if lemma not in _TELL_LITTLE]
        if last.name is None and (not goods or len(told) + len(last.inner) + len(arg.numbers) < 2):
            return None
    long = Phrase("np", arg.first, last.last)
    long.numbers = arg.numbers if arg.lemmas else []
    text = _without_amounts(match, long)
    return Named(words[arg.first].start, words[last.last - 1].end, text, "other", "noun")


def _of_its(match: Match, arg: Phrase, named: Named) -> Named:
    """What an organisation does or keeps with its name: "an inquiry into its accounts", "cleared its purchase of X"."""
    if arg.head not in _DOINGS or arg.owner is None or not arg.owner.pronoun:
        return named
    whose = match.discourse.resolve(match.sentence, arg.owner)
    if whose is not None and is_authority(whose.name):
        whose = match.discourse.other_than(match.sentence, whose.name, whose)
    return replace(named, name=f"{whose.name}'s {named.name}") if whose is not None else named


_DOINGS = frozenset(
    "account book practice conduct finance pricing handling safety role takeover purchase acquisition merger bid plan sale "
    "business dealing marketing application".split()
)


def _country(match: Match, arg: Phrase) -> Named | None:
    """Whose goods a tariff is on: "Chinese imports"."""
    words = match.sentence.words
    for word in words[arg.first : arg.last]:
        if word.text in lexicon.countries():
            return Named(word.start, words[arg.last - 1].end, lexicon.countries()[word.text], "place", "noun")
    return None


def fits(match: Match, named: Named, kind: str) -> bool:
    """Whether a name may be of the kind that a slot asks for."""
    if kind in ("any", "name", "whole"):
        return True
    if kind in _AUTHORITIES:
        return _has_power(match, named, kind)
    if kind == "person":
        return named.kind == "person" or (named.kind == "other" and 2 <= len(named.name.split()) <= 3)
    if kind == "org":
        return named.kind == "organization" or (named.kind == "other" and not _is_no_firm(named.name))
    if kind == "body":
        return named.kind == "place" or fits(match, named, "org")
    if kind == "brand":
        return named.kind in ("organization", "other", "product")
    if kind == "goods":
        return named.kind == "product"
    if kind == "model":
        return named.kind in ("product", "other")
    if kind == "product":
        return named.kind in ("product", "other") or (
            named.kind == "organization" and match.discourse.who.counts[named.name] < 2
        )
    return named.kind in ("place", "other")


def _is_no_firm(name: str) -> bool:
    """Whether a name is a model's or a people's: "FT-9", "Hungarian-American", "Americans"."""
    peoples = {part.removesuffix("s") for part in name.split("-")}
    return bool(_MODEL.fullmatch(name)) or name in lexicon.countries() or peoples <= lexicon.words("demonyms")


def _has_power(match: Match, named: Named, kind: str) -> bool:
    """Whether a name is an authority's: who is named at an act of power need not look like one, a reference must."""
    if kind == "power" and named.how in ("name", "short"):
        return True
    called = match.discourse.trades_of.get(named.name, set())
    is_country = named.kind == "place" or named.name.lower() in ("us", "u.s.", "uk", "u.k.", "states", "united states")
    if is_country:
        return kind != "court"
    return is_authority(named.name) or not called.isdisjoint(_REGULATORS)
