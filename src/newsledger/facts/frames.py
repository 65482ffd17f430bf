"""Frames: each verb and each telling noun of a sentence with what stands in which relation to it.

Relations of a verb: subject, object, second (the second object), predicate, and every preposition. Of a noun: owner ("X's
N"), before ("X N"), described (what is called N: by apposition, "is", or the noun before the name), agent (whose verb has
it as its object), and every preposition behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from newsledger.facts import lexicon
from newsledger.facts.arguments import Clause
from newsledger.facts.links import coordinated, follow, followers
from newsledger.facts.parsed import Sentence
from newsledger.facts.patterns import by_trigger
from newsledger.facts.phrases import Phrase

_PRICING = frozenset("value raise fetch price total cost bring worth be net".split())
_POST_PREPOSITIONS = ("of", "at", "for", "in", "on", "and")
Arg = Phrase | int  # a phrase, or the index of a name inside one
Described = defaultdict[int, defaultdict[str, list[Arg]]]


@dataclass(slots=True, eq=False)
class Frame:
    """A trigger with its arguments. `clause` is the clause it heads or stands in, `phrase` its own phrase."""

    trigger: str
    noun: bool
    phrase: Phrase
    clause: Clause | None
    args: defaultdict[str, list[Arg]] = field(default_factory=lambda: defaultdict(list))
    near: frozenset[str] | None = None  # the lemmas of its phrases, once they were asked for

    def phrases(self) -> Iterator[Phrase]:
        """Its own phrase and its arguments', nearest first; what an amount of it may stand in."""
        yield self.phrase
        for name in ("object", "second", "predicate"):
            yield from (arg for arg in self.args[name] if isinstance(arg, Phrase))
        for name, args in self.args.items():
            if name not in ("object", "second", "predicate", "subject", "owner", "described", "agent", "before"):
                yield from (arg for arg in args if isinstance(arg, Phrase))


def frames(sentence: Sentence) -> Iterator[Frame]:
    """The frame of every verb that a pattern waits for, then of every such noun."""
    verbs = [clause for clause in sentence.clauses if (clause.verb.head, False) in by_trigger()]
    nouns = [at for at, phrase in enumerate(sentence.phrases) if _triggers(phrase)]
    if not verbs and not nouns:
        return
    described = described_by(sentence)
    posts = _posts(sentence.phrases)
    modified = _modified(sentence)
    for clause in verbs:
        frame = _verb(sentence, clause, modified)
        frame.args["including"] += _examples(sentence.phrases, clause)
        frame.args["where"] += _where(sentence.phrases, clause)
        frame.args["content"] += _content(sentence, clause)
        under = [c for c in sentence.clauses if (c.parent is clause and not c.verb.finite) or _asks(clause, c)]
        frame.args["below"] += [p for c in under for p in (*c.objects, *([c.second] if c.second else []), *_prices(c))]
        if clause.parent is not None and (clause.verb.infinitive or clause.verb.participle == "ing"):
            frame.args["above"] += [*clause.parent.objects, *([clause.parent.second] if clause.parent.second else [])]
            frame.args["above"] += [np for preposition, np in clause.parent.preps if preposition == "worth"]
        yield _standing(frame, described)
    inside: dict[int, tuple[Clause, str]] = {}
    for clause in sentence.clauses:
        for name, args in (
            ("object", clause.objects),
            ("second", [clause.second] if clause.second else []),
            ("subject", clause.subjects),
        ):
            for arg in args:
                inside.setdefault(id(arg), (clause, name))
        for preposition, arg in clause.preps:
            inside.setdefault(id(arg), (clause, preposition))
    acting = ((c.objects if c.verb.passive else c.subjects) for c in sentence.clauses if c.verb.finite)
    main = next(filter(None, acting), [])
    for at in nouns:
        phrase = sentence.phrases[at]
        for frame in _noun(sentence, phrase, described, inside, posts.get(at, (at, at))):
            _add(frame.args, modified.get(id(phrase), {}))
            frame.args["main"] += main
            yield _standing(frame, described)


def _prices(clause: Clause) -> Iterator[Phrase]:
    """The sums for which something is done: "to supply 40 trams *for $80m*"."""
    yield from (np for preposition, np in clause.preps if preposition in ("for", "worth") and np.numbers)


def _asks(clause: Clause, other: Clause) -> bool:
    """Whether a participle says what the one who acts asks or pays: "sued Acme in May, *seeking* $5m"."""
    above = other.parent if other.verb.infinitive and other.parent is not None else other  # "agreeing to pay $5m"
    asked = above.verb.participle == "ing" and other.verb.head in _ASKED and above.at > clause.at
    return asked and above.subjects is clause.subjects and clause.verb.finite


_ASKED = frozenset("seek demand claim pay ask".split())


def _triggers(phrase: Phrase) -> list[str]:
    """The words of a noun phrase that patterns wait for."""
    if phrase.kind != "np" or phrase.pronoun:
        return []
    known = by_trigger()
    return [lemma for lemma in dict.fromkeys([*phrase.lemmas[-4:], phrase.head]) if (lemma, True) in known]


def _standing(frame: Frame, described: Described) -> Frame:
    """In place of a description the name that stands beside it: "its truck unit, Ironwheel", "his firm, Tallis"."""
    for relation, args in frame.args.items():
        for i, arg in enumerate(args):
            if not isinstance(arg, Phrase) or arg.name is not None or arg.numbers:
                continue
            if _is_post(arg) and (relation == "as" or frame.trigger in _GIVES_POSTS):
                continue  # "became chief executive", "took over as chief executive": the post is no stand-in
            by = described.get(id(arg))
            if by and relation not in ("described", "was", "predicate") and len(by["described"]) == 1:
                args[i] = by["described"][0]
    return frame


_GIVES_POSTS = frozenset("become name appoint elect make promote".split())


def _examples(parts: list[Phrase], clause: Clause) -> Iterator[Phrase]:
    """The members of a list that stand for a verb's plain argument: "bought three yards, among them A and B"."""
    plain = {id(arg) for arg in (*clause.objects, *(arg for _, arg in clause.preps)) if arg.name is None}
    for at, part in enumerate(parts if plain else ()):
        if id(part) in plain:
            yield from (arg for preposition, arg in follow(parts, at) if preposition == "including")
    if plain and clause.verb.passive and not clause.verb.finite:  # "the three firms chosen by X last year: A and B"
        yield from (arg for preposition, arg in follow(parts, clause.end - 1) if preposition == "including")


def _modified(sentence: Sentence) -> dict[int, dict[str, list[Phrase]]]:
    """What participles say of the noun phrases they follow: "a round led by X" gives the round a "lead_by"."""
    out: dict[int, dict[str, list[Phrase]]] = {}
    for clause in sentence.clauses:
        if clause.verb.passive and clause.subjects:
            for phrase in clause.objects:
                out.setdefault(id(phrase), {}).setdefault(f"{clause.verb.head}_by", []).extend(clause.subjects)
    return out


def _makers(after: Sequence[tuple[str, Phrase]]) -> list[Arg]:
    """Whose goods a phrase counts: "order for 30 Stellwerk trains", "five of Stellwerk's trains"."""
    goods = [phrase for preposition, phrase in after if preposition in ("", "for", "of")]
    return [maker for phrase in goods for maker in (phrase.owner, *phrase.inner) if maker is not None][:1]


def _add(args: defaultdict[str, list[Arg]], more: Mapping[str, Sequence[Arg]]) -> None:
    for name, given in more.items():
        args[name] += given


def _verb(sentence: Sentence, clause: Clause, modified: dict[int, dict[str, list[Phrase]]]) -> Frame:
    frame = Frame(clause.verb.head, False, clause.verb, clause)
    frame.args["bare"] += [phrase for phrase in clause.objects if phrase.numbers and not phrase.lemmas]
    for relation, phrases in (("subject", clause.subjects), ("object", clause.objects)):
        frame.args[relation] += [arg for phrase in phrases for arg in _each(sentence, phrase)]
    frame.args["second"] += [clause.second] if clause.second else []
    frame.args["predicate"] += [clause.predicate] if clause.predicate else []
    for preposition, phrase in clause.preps:
        frame.args[preposition] += _joint(sentence, phrase) or [phrase]
    for arg in (*clause.subjects, *clause.objects, *(phrase for _, phrase in clause.preps)):
        _add(frame.args, modified.get(id(arg), {}))
    frame.args["maker"] += _makers([*(("", phrase) for phrase in clause.objects), *clause.preps])
    return frame


def _joint(sentence: Sentence, phrase: Phrase) -> list[Phrase]:
    """The firms that do something together: of "a consortium of A and B" A and B."""
    if phrase.name is not None or phrase.head not in _JOINT:
        return []
    members = [np for preposition, np in followers(sentence.phrases, phrase) if preposition == "of"]
    return members if len(members) > 1 and all(np.name is not None for np in members) else []


_JOINT = frozenset("consortium group team alliance venture".split())  # "a consortium of A and B"


def _each(sentence: Sentence, phrase: Phrase) -> list[Phrase | int]:
    """Those who a plural post names behind its comma: "two directors, A and B, left", and goods alike; else itself."""
    if members := _joint(sentence, phrase):
        return [*members]
    listed = phrase.head in lexicon.words("roles", "products")
    if phrase.name is not None or not _is_plural(sentence, phrase) or not listed:
        return [phrase]
    by = described_by(sentence).get(id(phrase))
    people = [one for one in (by["described"] if by else []) if isinstance(one, int) or one.first > phrase.last]
    return people if len(people) > 1 else [phrase]


def _noun(
    sentence: Sentence,
    phrase: Phrase,
    described: Described,
    inside: dict[int, tuple[Clause, str]],
    group: tuple[int, int],
) -> Iterator[Frame]:
    """A noun phrase's frames, one for each of its telling words. `group` are the posts it is listed with."""
    if _is_sought(sentence.phrases, group[0]):
        return
    clause, relation = inside.get(id(phrase), (None, ""))
    _first, last = sentence.phrases[group[0]], sentence.phrases[group[1]]
    after = follow(sentence.phrases, group[1]) or _behind_fields(sentence.phrases, group[1])
    for trigger in _triggers(phrase):
        frame = Frame(trigger, True, phrase, clause)
        owner, inner = _whose(sentence.phrases, group[0])
        if owner is not None:
            frame.args["owner"].append(owner)
        frame.args["before"] += inner
        for member in sentence.phrases[group[0] : group[1] + 1]:
            for name, args in described.get(id(member), {}).items():
                frame.args[name] += args
        late = _named_behind(sentence.phrases, group[1])
        if last.name is None and late is not None and sentence.names[late].kind == "person":
            frame.args["described"].append(late)
        if last.name is not None:
            frame.args["described"].append(last.name)
            if _is_plural(sentence, last):
                members = coordinated(sentence.phrases, group[1])[0][1:]
                frame.args["described"] += [member for member in members if member.name is not None]
        if (holder := _holder(sentence.phrases, group[0])) is not None:
            frame.args["holder"].append(holder)
        if clause is not None and relation == "subject" and clause.verb.head == "come":
            frame.args["source"] += [np for preposition, np in clause.preps if preposition == "from"]
        if clause is not None and relation != "subject":
            frame.args["agent"] += clause.subjects
        if clause is not None and clause.verb.head in _PRICING and (relation == "subject" or clause.verb.passive):
            frame.args["sum"] += [*clause.objects, *(arg for _, arg in clause.preps)]
        elif clause is not None and relation == "subject" and clause.verb.head == "include":
            frame.args["including"] += clause.objects
        frame.args["maker"] += _makers(after)
        for preposition, arg in after:
            frame.args[preposition].append(arg)
        if any(isinstance(arg, Phrase) and arg.first < phrase.first for arg in frame.args["described"]):
            listed = {id(arg) for arg in frame.args["of"]}  # "X, the owner of A, B and C": B is no owner
            frame.args["described"] = [arg for arg in frame.args["described"] if id(arg) not in listed]
        frame.args["beside"] += _beside(sentence.phrases, group[1], after)
        frame.args["where"] += _where(sentence.phrases, clause)
        if clause is not None and relation == "object":
            for preposition, arg in clause.preps:
                if arg not in frame.args[preposition]:
                    frame.args[preposition].append(arg)
        yield frame


def _is_sought(parts: list[Phrase], at: int) -> bool:
    """Whether a post is one that somebody only stands for: "their nominee for governor, Jane Doe"."""
    return at > 1 and parts[at - 1].head == "for" and parts[at - 2].head in ("nominee", "candidate", "contender", "run")


def _named_behind(parts: list[Phrase], at: int) -> int | None:
    """Whose post ends in its field: "Acme *head of design Jane Doe*"."""
    of, field_ = parts[at + 1 : at + 3] if _is_post(parts[at]) and at + 2 < len(parts) else (None, None)
    if of is None or field_ is None or of.head != "of" or field_.kind != "np" or field_.owner or field_.owns:
        return None
    told = field_.name is not None and field_.lemmas and not field_.inner and not field_.numbers
    return field_.name if told else None


def _behind_fields(parts: list[Phrase], at: int) -> list[tuple[str, Phrase]]:
    """What stands behind all that a post is for: "senior VP sales and marketing *at Acme*"."""
    kinds = [part.kind for part in parts[at + 1 : at + 4]]
    fields = kinds in (["cc", "np", "prep"], ["comma", "np", "prep"]) and _is_common(parts[at + 2])
    fields = fields and (kinds[0] == "cc" or parts[at + 3].head == "at")  # "Vice President, Global Sales at Acme"
    return follow(parts, at + 2) if fields and _is_post(parts[at]) and not _is_post(parts[at + 2]) else []


def _whose(parts: list[Phrase], at: int) -> tuple[Phrase | None, list[int]]:
    """Who owns a post and the names before it; "its chief executive Ito and finance chief Mara" are both its."""
    phrase = parts[at]
    twin = parts[at - 2] if at > 1 and parts[at - 1].kind == "cc" else None
    bare = phrase.owner is None and not phrase.inner and phrase.name is not None
    if bare and twin is not None and twin.name is not None and _is_post(phrase) and _is_post(twin):
        return twin.owner, twin.inner
    return phrase.owner, phrase.inner


def _beside(parts: list[Phrase], at: int, after: list[tuple[str, Phrase]]) -> list[Arg]:
    """The name behind a post's comma: "Jane Doe, managing director, Acme Capital, said"."""
    if after or at + 2 >= len(parts) or parts[at].name is not None:
        return []
    comma, other = parts[at + 1], parts[at + 2]
    ends = at + 3 == len(parts) or parts[at + 3].kind in ("comma", "mark", "open", "prep", "time")
    return [other] if comma.kind == "comma" and other.kind == "np" and other.name is not None and ends else []


def _where(parts: list[Phrase], clause: Clause | None) -> list[Arg]:
    """What "where" stands for: "from Acme, where she was head of research"."""
    at = clause.at - 1 if clause else -1
    while at > 0 and parts[at].kind in ("np", "adv", "time"):
        at -= 1
    if at < 1 or parts[at].head != "where":
        return []
    back = at - 2 if parts[at - 1].kind == "comma" else at - 1
    return [parts[back]] if back >= 0 and parts[back].kind == "np" else []


def _content(sentence: Sentence, clause: Clause) -> list[Phrase]:
    """The subject of what is said, ruled or asked in a clause below this one: "ruled that X", "examines whether X"."""
    parts = sentence.phrases
    at = clause.end + (clause.end < len(parts) and parts[clause.end].kind == "prep")  # "opened a case into whether X"
    opens = at < len(parts) and parts[at].head in ("whether", "if", "how", "why", "that")
    told = [c for c in sentence.clauses if c.parent is clause and c.verb.finite]
    told = told or [c for c in sentence.clauses if c.at > clause.at and c.verb.finite and opens][:1]
    return [p for c in told for p in (c.subjects or c.objects[:1])]


def _holder(parts: list[Phrase], at: int) -> Phrase | None:
    """Who has it, of "X, with N", "X with N" and "With N, X"."""
    while at > 2 and parts[at - 1].kind in ("cc", "comma") and parts[at - 2].kind == "np" and parts[at - 2].numbers:
        at -= 2  # "with 90 shops and 3,000 employees"
    if not at or parts[at - 1].head != "with" or parts[at - 1].kind != "prep":
        return None
    if at == 1:
        comma = next((i for i in range(2, len(parts) - 1) if parts[i].kind not in ("np", "cc", "prep")), 0)
        fronted = comma and parts[comma].kind == "comma" and parts[comma + 1].kind == "np"
        return parts[comma + 1] if fronted and comma + 2 < len(parts) else None
    before = at - 3 if parts[at - 2].kind == "comma" else at - 2
    return parts[before] if before >= 0 and parts[before].kind == "np" else None


def _posts(parts: list[Phrase]) -> dict[int, tuple[int, int]]:
    """Posts that are listed together, "founder and former CEO": index -> (first, last) of the list."""
    out: dict[int, tuple[int, int]] = {}
    at = 0
    while at < len(parts):
        last = at
        while _is_post(parts[last]) and parts[last].name is None:
            step = next((n for n in (1, 2) if last + n + 1 <= len(parts) - 1 and _joins(parts, last + 1, n)), 0)
            if not step or not _is_post(parts[last + step + 1]):
                break
            last += step + 1
        if last > at:
            out |= dict.fromkeys(range(at, last + 1), (at, last))
        at = last + 1
    return out


def _joins(parts: list[Phrase], at: int, count: int) -> bool:
    return [part.kind for part in parts[at : at + count]] in (["cc"], ["comma"], ["comma", "cc"])


def _is_post(part: Phrase) -> bool:
    if part.kind != "np" or part.owns:
        return False
    roles = lexicon.words("roles")
    return part.head in roles or part.head in _LISTED_WITH_POSTS or not roles.isdisjoint(part.lemmas)


def described_by(sentence: Sentence) -> Described:
    """Which named phrases a common-noun phrase describes: appositions on either side, and subjects of "be"."""
    if sentence.described is None:
        sentence.described = _described(sentence)
    return sentence.described


def _is_state(sentence: Sentence, at: int) -> bool:
    """Whether the name only says where the town before it lies: "a plant in Dayton, Ohio"."""
    parts = sentence.phrases
    if at < 2 or parts[at - 1].kind != "comma":
        return False
    indexes = (parts[at - 2].name, parts[at].name)
    return all(index is not None and sentence.names[index].kind == "place" for index in indexes)


def _described(sentence: Sentence) -> Described:
    out: Described = defaultdict(lambda: defaultdict(list))
    parts = sentence.phrases
    for at, part in enumerate(parts):
        if part.kind != "np":
            continue
        if _is_reference(sentence, part):
            for other in _appositions(sentence, at):
                out[id(other)]["described"] += [part] if other.first > part.last else []
        if _is_model(sentence, part):  # "its HL-70 processor, the successor to the HL-60"
            for other in _appositions(sentence, at):
                out[id(other)]["described"].append(part)
        if (post := _post_to(sentence, at)) is not None:
            out[id(post)]["described"].append(part)
        if part.name is not None and not _is_state(sentence, at):
            for other in _appositions(sentence, at):
                several = coordinated(parts, at)[0] if _is_plural(sentence, other) else [part]
                out[id(other)]["described"] += [one for one in several if one.name is not None]
            for other, past in _later_appositions(sentence, at):
                out[id(other)]["was" if past else "described"].append(part)
    for clause in sentence.clauses:
        if clause.verb.head in _CALLS and (named := _called(parts, clause)) is not None:
            out[id(named)]["described"].append(parts[clause.at + 1])
        if clause.verb.passive and clause.verb.head in _SETS_UP:  # "was set up as a subsidiary of X"
            for complement in (p for preposition, p in clause.preps if preposition == "as"):
                called = (p if p.name is not None else _stands_for(out, p) for p in clause.objects)
                out[id(complement)]["described"] += [p for p in called if p is not None]
        if (late := _named_late(parts, clause)) is not None:
            out[id(clause.objects[0])]["described"].append(late)
        if (
            clause.verb.head
            in (
                "be",
                "become",
                "remain",
                "serve",
                "emerge",
                "act",
                "work",
                "double",
                "stay",
                "continue",
                "take over",
                "operate",
                "exist",
            )
            and not clause.verb.negated
            and (not clause.verb.modal or clause.verb.head in ("remain", "stay", "continue"))
            and not (clause.verb.infinitive and clause.verb.head in ("be", "become"))
            and len(clause.subjects) == 1
        ):
            plain = clause.objects if clause.verb.head in _IS else []  # "serves as", not "serves customers"
            complements = [*plain, *([p for prep, p in clause.preps if prep == "as"])]
            for complement in complements[:3]:
                if complement.name is None:
                    out[id(complement)]["was" if _is_over(sentence, clause) else "described"] += clause.subjects
                elif _is_common(clause.subjects[0]) and complement is complements[0]:
                    out[id(clause.subjects[0])]["was" if _is_over(sentence, clause) else "described"].append(complement)
    return out


def _is_model(sentence: Sentence, part: Phrase) -> bool:
    """Whether a product's name stands before what it is: "its HL-70 processor"."""
    inner = [sentence.names[i] for i in part.inner]
    return part.name is None and part.head in lexicon.words("products") and any(n.kind == "product" for n in inner)


def _post_to(sentence: Sentence, at: int) -> Phrase | None:
    """The post that ends in the place it is for: "special envoy *to Kenya Jane Doe*"."""
    part = sentence.phrases[at]
    if part.name is None or len(part.inner) != 1 or at < 2 or sentence.phrases[at - 1].kind != "prep":
        return None
    place, person = sentence.names[part.inner[0]], sentence.names[part.name]
    post = sentence.phrases[at - 2]
    apart = part.first < part.last - 2 and (place.kind, person.kind) == ("place", "person")
    return post if apart and post.name is None and _is_post(post) else None


def _is_reference(sentence: Sentence, part: Phrase) -> bool:
    """Whether a noun phrase may stand for a firm named before: "The chipmaker, part of Tallis Group, said"."""
    opens = part.name is None and sentence.words[part.first].lower == "the" and part.last - part.first <= 3
    return opens and part.head in lexicon.words("firms")


_SETS_UP = frozenset(
    "establish found form create incorporate launch start introduce unveil develop design release conceive".split()
) | {"set up"}


def _stands_for(out: Described, phrase: Phrase) -> Arg | None:
    """The one name that a common noun describes: the ZX-9 of "the ZX-9, a lens introduced as the successor to"."""
    told = out[id(phrase)]["described"] if id(phrase) in out else []
    return told[0] if len(told) == 1 else None


_IS = ("be", "become", "remain", "stay")
_CALLS = frozenset("call name dub brand know".split())


def _called(parts: list[Phrase], clause: Clause) -> Phrase | None:
    """What a participle gives a name to: "its new tablet, called the Kelpie"."""
    before = clause.at - 2 if clause.at > 1 and parts[clause.at - 1].kind == "comma" else clause.at - 1
    behind = parts[clause.at + 1] if clause.at + 1 < len(parts) else None
    names = behind is not None and behind.kind == "np" and behind.name is not None
    return parts[before] if names and before >= 0 and _is_common(parts[before]) else None


def _named_late(parts: list[Phrase], clause: Clause) -> Phrase | None:
    """The name of an object that ends the sentence: "unveiled its first engine on Tuesday, the FT-9"."""
    if clause.verb.passive or len(clause.objects) != 1 or not _is_common(clause.objects[0]):
        return None
    first = next((i for i in range(clause.at + 1, len(parts)) if parts[i] is clause.objects[0]), len(parts)) + 1
    at = first
    while at < len(parts) and (
        parts[at].kind in ("time", "adv")
        or (parts[at].kind == "prep" and at + 1 < len(parts) and parts[at + 1].kind == "time")
    ):
        at += 1
    if at == first or at + 1 >= len(parts) or parts[at].kind != "comma" or parts[at + 1].name is None:
        return None
    ends = at + 2 == len(parts) or parts[at + 2].kind == "mark"
    return parts[at + 1] if ends and parts[at + 1].kind == "np" and not parts[at + 1].owns else None


def _is_plural(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase speaks of several people: "founders", "co-chief executives Ito and Mara"."""
    words = sentence.words[phrase.first : phrase.last]
    return any(word.tag == "NNS" and (word.lemma in lexicon.words("roles") or word.lemma == "owner") for word in words)


def _is_over(sentence: Sentence, clause: Clause) -> bool:
    """Whether a post held in the clause is held no more: "was", "had served"; "became" and "has been" go on."""
    verb = clause.verb
    if verb.head in ("become", "take over", "emerge"):
        return False
    if sentence.words[verb.first].lower in ("had", "'d"):
        return True
    past = verb.tense in ("past", "perfect") and (verb.tense == "past" or verb.head in ("serve", "work", "act"))
    return past or any(adverb in _FORMERLY for adverb in verb.adverbs)


_LISTED_WITH_POSTS = frozenset("owner shareholder investor member face inventor driver".split())
_FORMERLY = frozenset("formerly previously once until".split())


def _later_appositions(sentence: Sentence, at: int) -> Iterator[tuple[Phrase, bool]]:
    """Posts behind the comma and an adverb or a time, and whether they are past: ", until May the head of"."""
    parts = sentence.phrases
    i = at + 2
    if i >= len(parts) or parts[at + 1].kind not in ("comma", "open"):
        return
    between = ["bracket"] if parts[at + 1].kind == "open" else []
    if parts[i].numbers and parts[i].kind == "np" and not parts[i].lemmas and i + 2 < len(parts):
        between, i = ["aged"], i + 2  # "Jane Doe, 44, head of research"
    while i < len(parts) and (parts[i].kind in ("adv", "time") or parts[i].head in ("once", "until")):
        between += [word.lower for word in sentence.words[parts[i].first : parts[i].last]]
        i += 1
    if i + 1 < len(parts) and parts[i].owns:
        i += 1  # "until May the bank's head of cards"
    if not between or i >= len(parts) or parts[i].kind != "np" or parts[i].name is not None:
        return
    for part in coordinated(parts, i)[0]:
        if part.name is None and _is_post(part):
            yield part, any(word in _FORMERLY for word in between)


_NOW = frozenset("now today currently still".split())


def _is_common(part: Phrase) -> bool:
    return part.kind == "np" and part.name is None and not part.pronoun


def _begins(parts: list[Phrase], at: int, end: int) -> bool:
    """Whether what stands behind a name's comma is the subject of the verb at `end`: "developed by X, the test gives"."""
    governed = at > 0 and parts[at - 1].kind == "prep"
    return governed and end < len(parts) and parts[end].kind == "vg" and parts[end].finite


def _nearest_post(parts: list[Phrase], at: int) -> Phrase | None:
    """The post before a name's comma: "set up by two former presenters, A and B", "executives of Acme, A and B"."""
    while at >= 0 and parts[at].kind == "np":
        if parts[at].name is None and _is_post(parts[at]):
            return parts[at]
        if at < 2 or parts[at - 1].kind != "prep" or parts[at - 1].head == "such as":
            return None
        at -= 2
    return None


def _is_prep(parts: list[Phrase], at: int) -> bool:
    return at >= 0 and parts[at].kind == "prep"


def _is_fronted(sentence: Sentence, parts: list[Phrase], at: int) -> bool:
    """Whether a sentence opens with what its subject is: "A unit of Tallis, Loomwork makes sensors"."""
    opens = sentence.words[parts[0].first].lower in ("a", "an") and _is_common(parts[0])
    inside = all(part.kind in ("np", "prep") for part in parts[: at - 1])
    return opens and inside and parts[at + 1].head not in lexicon.words("said")


def _appositions(sentence: Sentence, at: int) -> Iterator[Phrase]:
    """Common-noun phrases set off by commas, dashes or brackets right behind the name at `at`, or right before it."""
    parts = sentence.phrases
    i = at + 1
    if i + 2 < len(parts) and parts[i].kind == "comma" and parts[i + 1].head in _NOW:
        i += 1  # "Corrie Wind, now part of Tallis"
    if (
        i + 1 < len(parts)
        and parts[i].kind in ("comma", "adv")
        and parts[i + 1].kind == "np"
        and parts[i + 1].name is None
        and not parts[i + 1].pronoun
    ):
        after = coordinated(parts, i + 1)[0]
        if not parts[i + 1].owns and not _begins(parts, at, coordinated(parts, i + 1)[1]):
            yield from (p for p in after if p.name is None)
        elif i + 2 < len(parts) and parts[i + 2].kind == "np":
            yield parts[i + 2]
    elif (
        i + 2 < len(parts)
        and parts[i].kind == "comma"
        and parts[i + 1].kind == "np"
        and parts[i + 1].owns
        and parts[i + 2].kind == "np"
    ):
        yield parts[i + 2]
    listed = i + 1 < len(parts) and parts[i].kind == "cc" and parts[i + 1].kind == "np"
    post = _nearest_post(parts, at - 2) if at > 1 and parts[at - 1].kind == "comma" else None
    if post is not None:
        governed = any(part is post and _is_prep(parts, before) for before, part in enumerate(parts, -1))
        begins = not listed and governed and i < len(parts) and parts[i].kind == "vg"  # "raised from investors, X is"
        if not begins and (
            listed or post.lemmas[:1] not in (("a",), ("an",)) or i >= len(parts) or parts[i].kind == "comma"
        ):
            yield post
        return
    acts = i < len(parts) and parts[i].kind == "vg" and parts[i].finite  # "must pay a fine, the court said"
    fronted = acts and at > 1 and _is_fronted(sentence, parts, at)
    if at > 1 and parts[at - 1].kind == "comma" and not listed and (not acts or fronted):
        back = at - 2
        if back > 2 and parts[back].head == "own" and parts[back - 1].head == "of":
            back -= 2  # "a drink of its own, Haferl"
        if back > 1 and parts[back - 1].head in _POST_PREPOSITIONS and _is_common(parts[back]):
            yield parts[back]
        while back > 1 and parts[back].kind == "np" and parts[back - 1].kind == "prep":
            if parts[back - 1].head not in _POST_PREPOSITIONS:
                break
            back -= 2
        if parts[back].kind == "np" and parts[back].name is None and not parts[back].pronoun:
            yield parts[back]
