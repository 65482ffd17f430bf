"""Lays patterns over frames: each fit is a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from newsledger.facts import lexicon, modality
from newsledger.facts.discourse import Discourse, words_of
from newsledger.facts.frames import Arg, Frame
from newsledger.facts.links import followers
from newsledger.facts.movements import is_index
from newsledger.facts.names import is_role
from newsledger.facts.parsed import Named, Sentence
from newsledger.facts.patterns import Pattern, Slot, by_trigger
from newsledger.facts.phrases import Phrase
from newsledger.facts.rounds import round_of
from newsledger.facts.things import TOWNS, brand, is_authority, of, owner, place, whole
from newsledger.facts.things import behind as behind_of
from newsledger.facts.values import Found
from newsledger.facts.words import Word
from newsledger.records import Change, Fact, Kind, Modality, Quantity

_KINDS: dict[str, Kind] = {
    "person": "person",
    "org": "organization",
    "product": "product",
    "place": "place",
    "brand": "organization",
}
_MOST = 8  # subjects or objects of one frame; a longer list is taken up to here
_NO_ROLE = frozenset(
    (
        "former formerly previously then now incoming outgoing once new current previous then then- ex- "
        "longtime first legendary veteran alumnus founder co-founder"
    ).split()
)
_PARTS = frozenset(  # what somebody runs of an organisation
    (
        "unit division business arm operation operations department team desk practice branch office group "
        "board bureau lab"
    ).split()
)
_PEOPLE = frozenset(
    "person people employee worker job staff staffer position role post layoff redundancy cut specialist engineer "
    "loss developer driver pilot teller nurse colleague consultant hire recruit vacancy dismissal member "
    "miner labourer machinist technician mechanic cleaner trainee intern apprentice graduate courier contractor".split()
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
_NO_GOODS = frozenset("year month week day time company country customer client quarter market".split())
_HEDGES = (
    r"(?: (?:about|around|roughly|approximately|nearly|almost|some|up to|more than|over|as much as|at least|a total of))?"
    r"\s*$"
)
_WORTH = re.compile(
    r"\b(?:worth|valued at|valuing \w+(?: \w+){0,2} at|values \w+(?: \w+){0,2} at|price of|value of|"
    r"priced at|in a(?:n all-\w+)?|for)" + _HEDGES
)
_WORDED = {  # what a sum in another clause follows that belongs to the listing or the contract of the sentence
    "listing": re.compile(r"\b(?:rais(?:e|es|ed|ing)|br(?:ing|ings|inging|ought) in|fetch(?:es|ed|ing)?)" + _HEDGES),
    "contract": re.compile(r"\b(?:contract|deal|order|agreement),? (?:worth|valued at)" + _HEDGES),
    "product_launch": re.compile(r"(?:\d|[a-z]) (?:at|for|from|costing|priced (?:at|from)|at a price of)" + _HEDGES),
}
_TOLD_BY_NAMES = ("listing",)  # what the words of a name may tell: "the Oslo Exchange"
_GOVERNED = frozenset("city town state county village borough".split())  # which act as firms do
_TALKS = frozenset("talk negotiate negotiation discuss discussion".split())
_MOST_OF_GOODS = 1e6  # a larger sum is no price in a shop
_TRADES = frozenset("acquire buy purchase sell pay".split()) | {"take over", "snap up", "pick up"}
_FIRM_WORTH = re.compile(r"\b(?:company|group|business|firm|giant|startup) (?:worth|valued at)(?: [\w-]+){0,3} ?$")
_DEAL = re.compile(r"[\s-](?:[\w-]+ ){0,3}(?:deal|transaction|acquisition|takeover|buyout|merger|offer|bid|purchase)\b")
_PART_OF = re.compile(
    r"(?:\d(?: ?%| per ?cent)?|half|\w+(?:rd|ter|th)s?) of (?:(?:its|their|the|his|her|our)(?: \w+){0,2} )?$"
)
_TRADED = ("good", "goods", "import", "product", "export")
_ELSEWHERE = frozenset(  # what is looked for beyond the frame
    "focus main employer speaker former predecessor post buyer bought target raiser enforcer".split()
)
_AUTHORITIES = ("authority", "court", "power")
_GOODS_KINDS = ("goods", "model", "product")
_REGULATORS = frozenset("regulator watchdog agency authority court ministry tribunal".split())  # "the regulator Ofcom"
_HOUSES = frozenset(
    "family government state army navy military exchange republic kingdom emirate foundation fund force".split()
)
_PIECES = frozenset("business division unit arm operation operations chain subsidiary assets portfolio brands".split())
_DONE_BEFORE = frozenset("after since by following on upon".split())  # "since buying X in 2019": it is done
_SITES = frozenset(
    "shipyard yard app newspaper hotel division arm operation channel site store plant shop label".split()
)
_GENERIC = frozenset(
    (
        "one company firm it deal move stake share part number lot way thing time year cash debt equity "
        "total exchange return order addition"
    ).split()
)


@dataclass(slots=True)
class Match:
    """A sentence being matched: its text and what references in it stand for."""

    text: str
    sentence: Sentence
    discourse: Discourse
    lemmas: frozenset[str] | None = None
    told: tuple[str | None] | None = None

    def said(self) -> frozenset[str]:
        """The lemmas of its words, worked out when first asked for."""
        if self.lemmas is None:
            self.lemmas = frozenset(word.lemma for word in self.sentence.words)
        return self.lemmas

    def attribution(self) -> str | None:
        """Who the sentence names as saying so, likewise."""
        if self.told is None:
            self.told = (modality.attribution(self.text, self.sentence, self.discourse),)
        return self.told[0]


def facts_of(match: Match, frame: Frame) -> Iterator[Fact]:
    """The facts of every pattern that fits the frame."""
    for pattern in by_trigger().get((frame.trigger, frame.noun), ()):
        if _applies(match, frame, pattern):
            yield from _facts(match, frame, pattern)


@cache
def _told_by(relations: tuple[str, ...]) -> tuple[str, ...]:
    """The frame's relations of which one must hold something; none where it may come from elsewhere."""
    bases = tuple(relation.partition(".")[0] for relation in relations)
    return () if not _ELSEWHERE.isdisjoint(bases) else bases


def _applies(match: Match, frame: Frame, pattern: Pattern) -> bool:
    told = _told_by(pattern.subject.relations)
    if told and not any(frame.args.get(relation) for relation in told):
        return False
    verb = frame.phrase
    governing = (frame.clause.verb if frame.clause else None) if frame.noun else verb
    if pattern.passive is not None and (governing is None or governing.passive is not pattern.passive):
        return False
    if pattern.predicate and not any(
        isinstance(a, Phrase) and a.head in pattern.predicate
        for a in (*frame.args["predicate"], *frame.args["object"], *frame.args["second"])
    ):
        return False
    if pattern.needs and not any(frame.args.get(name) for name in pattern.needs):
        return False
    if any(frame.args.get(name) for name in pattern.lacks):
        return False
    above = frame.clause.parent if frame.clause else None
    if pattern.under and (above is None or above.verb.head not in pattern.under):
        return False
    if pattern.without and not _near(match, frame).isdisjoint(pattern.without):
        found = _near(match, frame).intersection(pattern.without)
        if not all(_only_in_names(match, lemma) for lemma in found):
            return False
    if pattern.amid or pattern.unless:
        said = match.said()
        if not said.isdisjoint(pattern.unless) or (pattern.amid and said.isdisjoint(pattern.amid)):
            return False
    if not pattern.near:
        return True
    cues = _near(match, frame).intersection(pattern.near)
    return bool(cues) and (pattern.type in _TOLD_BY_NAMES or not all(_only_in_names(match, lemma) for lemma in cues))


def _is_holder(frame: Frame, relation: str) -> bool:
    """Whether a noun's argument is who it speaks of, whose own words ("former chief Jane Doe, now chair") say nothing."""
    return frame.noun and relation in ("described", "was", "agent", "beside", "main")


def _payment(frame: Frame) -> list[Phrase]:
    """Shares that are what is paid with, "in cash and shares", and not what is bought."""
    means = [arg for arg in frame.args.get("in", ()) if isinstance(arg, Phrase)]
    return [arg for arg in means if arg.head in ("share", "stock")] if any(arg.head == "cash" for arg in means) else []


def _near(match: Match, frame: Frame) -> frozenset[str]:
    """The lemmas of the frame's phrases."""
    if frame.near is None:
        frame.near = frozenset(_lemmas_near(match, frame))
    return frame.near


def _only_in_names(match: Match, lemma: str) -> bool:
    """Whether a sentence has a word only in names, as the "group" of "Tallis Group"."""
    spans = [(n.start, n.end) for n in match.sentence.names if lemma in match.text[n.start : n.end].lower()]
    if not spans:
        return False
    found = [word for word in match.sentence.words if word.lemma == lemma]
    return bool(found) and all(any(start <= word.start < end for start, end in spans) for word in found)


def _lemmas_near(match: Match, frame: Frame) -> set[str]:
    words, paid = match.sentence.words, _payment(frame)
    out = {frame.phrase.modal} if frame.phrase.modal else set()
    for phrase in (
        frame.phrase,
        *(
            a
            for name, args in frame.args.items()
            for a in args
            if isinstance(a, Phrase) and not _is_holder(frame, name)
        ),
    ):
        if any(phrase is means for means in paid):
            continue
        out |= {words[i].lemma for i in range(phrase.first, phrase.last)}
        if phrase.stands:
            out.add(phrase.head)
        bare = phrase.last - phrase.first == 1 and words[phrase.first].tag == "CD"  # "three of its plants"
        if (phrase.numbers and not phrase.head) or bare:
            spans = of(match.sentence, phrase)
            out |= {words[i].lemma for np in spans for i in range(np.first, np.last)}
    if frame.clause is not None and frame.noun:
        out.add(frame.clause.verb.head)
    return out | set(frame.phrase.adverbs)


def _facts(match: Match, frame: Frame, pattern: Pattern) -> Iterator[Fact]:
    who = candidates(match, frame, pattern.subject)
    if pattern.type != "contract":  # "will lend it $5m"; one picks up what is no firm
        who = (_apart(match, frame, one) for one in who)
    subjects = [one for one in who if not _acts_on_itself(match, frame, one)][:_MOST]
    if pattern.type == "listing":  # "a Nasdaq IPO" is none of Nasdaq's
        subjects = [one for one in subjects if one.name not in lexicon.words("exchanges")]
    if not subjects:
        return
    post = _post(frame, pattern.role) if pattern.role else None
    objects: list[Named | None] = []
    if pattern.object:
        found = list(candidates(match, frame, pattern.object, subjects, post))[:_MOST]
        objects += [_apart(match, frame, one) for one in found]
    if not objects and (pattern.object is None or pattern.object.optional):
        objects = [None]
    if not objects or (pattern.role and post is None and not pattern.role.optional):
        return
    doubt: Modality | None = pattern.modality or modality.judge(match.text, match.sentence, frame)
    if doubt is None or (pattern.modality and modality.is_asked(match.text, match.sentence)):
        return
    if doubt == "denied" and pattern.attribute == "rejected":
        doubt = "asserted"  # an offer that is rejected was made
    said = match.attribution()
    for (value, change), subject, given in product(_numbers(match, frame, pattern), subjects, objects):
        if given is not None and given.name == subject.name and subject.how == "carried":
            subject = match.discourse.other_than(match.sentence, given.name, subject) or subject
        other = _not_itself(match, subject, given)
        if other is None or other.name != subject.name:
            yield Fact(
                type=pattern.type,
                subject=subject.name,
                start=match.sentence.start,
                end=match.sentence.end,
                attribute=_attribute(match, pattern, frame, doubt),
                object=other.name if other else None,
                role=_role_words(match, post, other) if post else None,
                value=value,
                change=change,
                modality=doubt,
                attribution=said if said != subject.name else None,
                confidence=_confidence(pattern, subject, other),
                subject_kind=_kind(subject, pattern.subject),
                object_kind=_kind(other, pattern.object) if other else "other",
            )


def _not_itself(match: Match, subject: Named, other: Named | None) -> Named | None:
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
        if relation == "focus":
            found = [one for one in _focus(match, frame, slot.kind) if fits(match, one, slot.kind)]
        elif relation == "employer":
            found = [one for person in subjects if (one := _employer(match, person))]
        elif relation == "speaker":
            found = _speakers(match, frame, slot.kind)
        elif relation == "former":
            found = [one for person in subjects if (one := _employer(match, person, past=True))]
        elif relation == "shown":
            found = [match.discourse.goods] if match.discourse.goods is not None and not part else []
        elif relation == "asset":
            asset = match.discourse.asset
            found = [Named(0, 0, asset, "organization", "carried")] if asset else []
        elif relation in ("buyer", "bought", "target", "raiser"):
            found = _dealt(match, relation)
        elif relation == "enforcer":
            enforcer = match.discourse.enforcer
            found = (
                [Named(0, 0, enforcer, match.discourse.who.kinds.get(enforcer, "other"), "carried")] if enforcer else []
            )
        elif relation == "predecessor":
            found = [
                one
                for person in _others(match, frame, subjects)
                if (one := _employer(match, person) or _employer(match, person, True))
            ][:1]
        elif relation == "post":
            found = [one for arg in _whose(match, post) if (one := _named(match, arg, slot.kind))] if post else []
        elif part in ("brand", "maker"):
            things = [match.discourse.resolve(match.sentence, arg) for arg in _args(match, frame, relation)]
            made = [(one, _maker(match, one, part)) for one in things if one is not None]
            found = [replace(one, name=by, kind="organization") for one, by in made if by is not None]
        else:
            found = [one for arg in _args(match, frame, name) if (one := _named(match, arg, slot.kind))]
        if part and part not in ("owner", "brand", "maker"):
            found = _part(found, part)
        if any(one.kind == "person" for one in found):
            found = [one for one in found if one.how != "noun"]  # "two engineers, Jane Doe and Max Roe"
        if slot.kind in ("any", "name") and any(one.kind != "place" for one in found):
            found = [one for one in found if one.kind != "place"]
        if part == "owner" and slot.kind == "org" and not any(match.discourse.who.is_org(one.name) for one in found):
            spare, found = spare or found, []  # "the Barnsley branch" may be where it is
        if found:
            yield from found
            return
    yield from spare


def _dealt(match: Match, relation: str) -> list[Named]:
    """Who buys whom in the deal told last; who bought something in the sentence before; who was told last to raise money."""
    told = match.discourse
    deal = told.deal or (None, None)
    named = {"buyer": deal[0], "target": deal[1], "bought": told.bought, "raiser": told.raiser}
    name = named[relation]
    return [Named(0, 0, name, "organization", "carried")] if name else []


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


def _acts_on_itself(match: Match, frame: Frame, one: Named) -> bool:
    """Whether a pronoun would stand for its own clause's subject: "Mara hired her" is not about hiring Mara."""
    owns = match.text[one.start : one.end].lower() in ("its", "their", "our", "his")  # "Tallis cut its headcount"
    if one.how != "pronoun" or frame.noun or frame.clause is None or owns:
        return False
    subjects = [match.discourse.resolve(match.sentence, arg) for arg in frame.args["subject"]]
    return any(s is not None and s.name == one.name and s.start != one.start for s in subjects)


def _apart(match: Match, frame: Frame, one: Named) -> Named:
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


def _args(match: Match, frame: Frame, relation: str) -> list[Arg]:
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
    long = Phrase("np", arg.first, last.last, numbers=arg.numbers if arg.lemmas else [])
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


def _post(frame: Frame, slot: Slot) -> Phrase | None:
    """The phrase that names a post."""
    for relation in slot.relations:
        for arg in [frame.phrase] if relation == "self" else frame.args.get(relation, ()):
            if isinstance(arg, Phrase) and any(lemma in lexicon.words("roles") for lemma in (*arg.lemmas, arg.head)):
                return arg
    return None


def _role_words(match: Match, phrase: Phrase, other: Named | None) -> str | None:
    """A post's words without names, articles and "former"; "of research" behind it belongs to it, the employer does not."""
    sentence, words = match.sentence, match.sentence.words
    named = {i for n in sentence.names for i in range(phrase.first, phrase.last) if n.start <= words[i].start < n.end}
    last = max((i for i in range(phrase.first, phrase.last) if i not in named), default=phrase.first)
    kept = [i for i in range(phrase.first, last + 1) if i not in named and _tells_post(words[i])]
    if not kept:
        return None
    kept = _tail(kept)
    end = words[kept[-1]].end
    for preposition, np in followers(sentence.phrases, phrase)[:1] if last == phrase.last - 1 else []:
        whose = match.discourse.resolve(sentence, np)
        if (
            preposition == "of"
            and not np.pronoun
            and (whose is None or other is None or whose.name != other.name)
            and not np.owner
        ):
            people = [n.start for n in sentence.names if n.kind == "person" and n.start >= words[np.first].start]
            end = max((w.end for w in words[np.first : np.last] if not people or w.start < people[0]), default=end)
    return " ".join(match.text[words[kept[0]].start : end].split())


def _tail(indexes: list[int]) -> list[int]:
    """The words that stand together at the end: of "former Acme executive" the last."""
    start = next((i for i in range(len(indexes) - 1, 0, -1) if indexes[i - 1] + 1 != indexes[i]), 0)
    return indexes[start:]


def _tells_post(word: Word) -> bool:
    kept = word.tag not in ("DT", "PRP$", "POS", "PDT", "CC", "CD") and (
        word.text not in lexicon.words("titles") or is_role(word.text)
    )
    return kept and word.lower not in _NO_ROLE and not word.lower.endswith("-year-old")


def _attribute(match: Match, pattern: Pattern, frame: Frame, doubt: Modality) -> str | None:
    given = pattern.attribute
    if given == "@round":
        sentence = match.sentence
        return round_of(match.text, sentence.start, sentence.end, sentence.words[frame.phrase.last - 1].end)
    if not isinstance(given, dict):
        return given
    tense = frame.phrase.tense if not frame.noun else ""
    if frame.clause and frame.clause.parent and frame.clause.parent.verb.head == "use" and not frame.noun:
        tense = "past"
    if (
        tense == "perfect"
        and "perfect" not in given
        and match.sentence.words[frame.phrase.first].lower in ("had", "'d")
    ):
        tense = "past"
    if not frame.noun and frame.phrase.participle and not tense:
        before = match.sentence.words[frame.phrase.first - 1].lower if frame.phrase.first else ""
        done = (
            frame.phrase.participle == "ed" or before in _DONE_BEFORE or (before == "," and _tells_past(match, frame))
        )
        tense = "past" if done else "progressive"
    if doubt == "denied" and not match.said().isdisjoint(_TALKS):
        return given.get("rumoured", given["else"])  # "denied that it was in talks to buy X"
    for key in (doubt if doubt != "asserted" else "", tense, "noun" if frame.noun else ""):
        if key and key in given:
            return given[key]
    return given["else"]


def _tells_past(match: Match, frame: Frame) -> bool:
    """Whether what stands before the comma is past: "made a move in May, acquiring X"."""
    earlier = [c for c in match.sentence.clauses if frame.clause and c.at < frame.clause.at and c.verb.finite]
    return bool(earlier) and earlier[-1].verb.tense in ("past", "perfect")


def _numbers(match: Match, frame: Frame, pattern: Pattern) -> Iterator[tuple[Quantity | None, Change | None]]:
    """The value and change of each fact that the frame states; none where an amount that it must have is missing."""
    used: list[Found] = []
    change: Change | None = None
    if pattern.change:
        found = _find(match, frame, pattern, pattern.change, used)
        if found is None and not pattern.change.endswith("?"):
            return
        quantity = found.value if found else None
        change = Change(
            quantity.min if quantity else None,
            quantity.max if quantity else None,
            quantity.unit if quantity else None,
            pattern.direction or "up",
        )
    if pattern.value and pattern.value.startswith("year"):
        year = _year(match, frame)
        if year is not None or pattern.value.endswith("?"):
            yield year, change
        return
    if not pattern.value:
        yield None, change
        return
    while found := _find(match, frame, pattern, pattern.value, used):
        yield found.value, change
        yield from ((further, change) for further in _further(match, frame, pattern, found.value))
        if not pattern.value.endswith("*"):
            return
    if pattern.value.endswith("?"):
        yield None, change


def _further(match: Match, frame: Frame, pattern: Pattern, value: Quantity | None) -> list[Quantity]:
    """With "amounts", the frame's other amount of another kind: an order's price beside its quantity is a row of its own."""
    if pattern.value is None or not pattern.value.startswith("amounts") or value is None:
        return []
    found = [match.sentence.numbers[i] for phrase in frame.phrases() for i in phrase.numbers]
    kind = next((q.kind for q in found if q.value == value), "")
    return [q.value for q in found if q.kind != kind and _is_kind(q, "amounts")][:1]


def _price(match: Match, frame: Frame) -> Found | None:
    """The one sum of the sentence of which it says that a deal is worth it; what another purchase has is not meant."""
    others = (c.preps for c in match.sentence.clauses if c is not frame.clause and c.verb.head in _TRADES)
    theirs = {i for preps in others for preposition, np in preps if preposition == "for" for i in np.numbers}
    sums = [
        q for i, q in enumerate(match.sentence.numbers) if q.kind == "money" and i not in theirs and _is_price(match, q)
    ]
    return sums[0] if len(sums) == 1 else None


def _is_price(match: Match, found: Found) -> bool:
    before = match.text[match.sentence.start : found.start]
    if _FIRM_WORTH.search(before):
        return False  # "would create a company worth $9 billion"
    return bool(_WORTH.search(before) or _DEAL.match(match.text[found.end : match.sentence.end]))


def _year(match: Match, frame: Frame) -> Quantity | None:
    """The year in which the frame's clause says that something happened."""
    indexes = [*(frame.clause.times if frame.clause else ()), *(i for p in frame.phrases() for i in p.times)]
    for index in indexes:
        iso = match.sentence.times[index].iso
        if iso and iso[:4].isdigit() and "/" not in iso:
            return Quantity(float(iso[:4]), float(iso[:4]), "year")
    years = {time.iso[:4] for time in match.sentence.times if time.iso and time.iso[:4].isdigit()}
    year = float(next(iter(years))) if len(years) == 1 and len(match.sentence.clauses) <= 2 else None
    return Quantity(year, year, "year") if year else None


def _find(match: Match, frame: Frame, pattern: Pattern, asked: str, used: list[Found]) -> Found | None:
    """The nearest amount of that kind in the frame that no other field has taken; "people|percent" is either kind."""
    kinds = asked.rstrip("?*").split("|")
    for phrase in _where(match, frame, pattern):
        for index in phrase.numbers:
            found = match.sentence.numbers[index]
            if "heads" in kinds and (found.kind == "number" or found.value.unit == "strong"):
                found = replace(found, kind="count", value=replace(found.value, unit="person"))
            if found in used or _is_base(match, found) or (_is_start(frame, phrase) and "*" not in asked):
                continue
            if pattern.type == "listing" and _is_of_a_share(match, found):
                continue
            if any(_is_kind(found, kind) for kind in kinds):
                used.append(found)
                return found
    return _price(match, frame) if kinds == ["price"] else _worded(match, frame, pattern, used)


def _worded(match: Match, frame: Frame, pattern: Pattern, used: list[Found]) -> Found | None:
    """The one sum whose words say what it is of: "sold shares on Nasdaq, raising $405m", "picked X in a deal worth $9m"."""
    sums = [q for q in match.sentence.numbers if q.kind == "money" and q not in used]
    before = _WORDED.get(pattern.type)
    if pattern.type == "product_launch":
        sums = [q for q in sums if (q.value.min or 0) < _MOST_OF_GOODS]
    said = [q for q in sums if before and before.search(match.text[match.sentence.start : q.start])]
    if len(said) != 1 or frame.trigger in ("client", "customer"):
        return None  # of customers listed, one may have signed it
    used.append(said[0])
    return said[0]


def _is_start(frame: Frame, phrase: Phrase) -> bool:
    """Whether a number is where a movement began: the 51 of "raised its stake from 51% to 67%"."""
    ends = [arg for arg in frame.args.get("to", ()) if isinstance(arg, Phrase) and arg.numbers and not arg.lemmas]
    return bool(ends) and not phrase.lemmas and any(phrase is arg for arg in frame.args.get("from", ()))


def _is_of_a_share(match: Match, found: Found) -> bool:
    """Whether a sum is the price of a share or the worth of the firm, and not what a listing raises."""
    return bool(
        _A_SHARE.match(match.text, found.end) or _WORTH_OF.search(match.text, match.sentence.start, found.start)
    )


_A_SHARE = re.compile(r" (?:a|per) (?:\w+ )?share\b| apiece\b| each\b")
_WORTH_OF = re.compile(
    r"\b(?:valuation of|valued at|valu(?:es|ed|ing) [^,.;]{1,30} at|worth) (?:about |around |up to )?\Z"
)


def _is_base(match: Match, found: Found) -> bool:
    """Whether a count is what a part is taken of: the 9,400 of "600 of its 9,400 jobs"."""
    return found.kind == "count" and _PART_OF.search(match.text[match.sentence.start : found.start]) is not None


def _where(match: Match, frame: Frame, pattern: Pattern) -> Iterator[Phrase]:
    """The phrases that an amount may stand in: those of the relations that the pattern names, else all nearest first."""
    if not pattern.where:
        yield from frame.phrases()
    for relation in pattern.where:
        if relation == "self":
            yield frame.phrase
        yield from (arg for arg in _args(match, frame, relation) if isinstance(arg, Phrase))


def _is_kind(found: Found, kind: str) -> bool:
    if kind in ("people", "heads"):
        return found.kind == "count" and (found.value.unit or "") in _PEOPLE
    if kind in ("amount", "amounts"):
        return found.kind == "money" or (found.kind == "count" and (found.value.unit or "") not in _NO_GOODS | _PEOPLE)
    if kind == "goods":
        return found.kind == "count" and _is_kind(found, "amount")
    return found.kind == kind or kind == "number" or (kind == "price" and found.kind == "money")


def _confidence(pattern: Pattern, subject: Named, other: Named | None) -> float:
    """The pattern's own, less for every reference that had to be resolved."""
    resolved = sum(named.how not in ("name", "short") for named in (subject, other) if named)
    return round(pattern.confidence * 0.9**resolved, 3)


def _kind(named: Named, slot: Slot | None) -> Kind:
    return _KINDS.get(slot.kind if slot else "", named.kind)
