"""Who does what in a sentence: clauses over its phrases, with subjects, objects and prepositional arguments.

No parser: subjects are looked for to the left past what only describes them, objects to the right up to the next clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from newsledger.facts import lexicon
from newsledger.facts.phrases import Phrase

_OBJECT_CONTROL = frozenset(
    (
        "ask urge force allow enable order require tell expect permit help persuade encourage direct instruct lead "
        "cause see want invite get press pressure push lobby beg authorise authorize name appoint hire elect tap choose "
        "pick recruit"
    ).split()
)
_NEGATIONS = frozenset("never not hardly neither nor".split())
_DONE_TO_COMPANIES = frozenset("sell buy acquire list own control award merge delist float take".split())
_SHARE_OBJECTS = frozenset("found co-found own acquire buy develop design build create launch make establish".split())
_DASHES = ("—", "–")
_LISTED = ("np", "comma", "cc", "open", "close")
_EXAMPLES = ("include", "including", "such as")
_REST = frozenset("the a an other remain remaining further another rest only".split())  # "the remaining 40 per cent"
_SHARE_UNITS = frozenset("percent cent % stake share".split())
_COUNTING = frozenset("have employ operate run use".split())  # whose figures are measures, read where they stand
_COMES_NEXT = frozenset({"follow"})
_SHARED = frozenset("of in into from to with".split())  # what a list's members may have in common
_MORE = frozenset("a the another further more additional extra".split())
# Verbs that news says once for two: "fined Acme €3m and Bolt €2m"; what moves a measure has numbers of other sorts.
_GAPPING = frozenset(
    "open close shut build add plan hire recruit cut shed employ dismiss fine impose levy order pay sue award charge buy "
    "acquire sell supply deliver invest spend lend give hand".split()
) | {"lay off", "take on"}
_SPENDS = frozenset("spend invest commit earmark".split())
_SHARED_OUT = frozenset("own hold control".split())
_DONE_BY_SOMEBODY = frozenset("sue found own file bring".split())  # never by an amount
_CLOSES = frozenset("close trade end open".split())  # what shares do
_NOMINATIVES = frozenset("he she they we i".split())
_DONE_TO_NOBODY = frozenset("follow resign retire depart arrive emerge collapse".split())  # no participles of a noun
_EARNED = frozenset("earnings profit income loss".split())  # "before tax", "before one-off items"
_HALF_SUBORDINATORS = frozenset("as than after before since until because whereas while though although".split())


@dataclass(slots=True, eq=False)
class Clause:
    """A verb group with its arguments. In a passive `subjects` are the agents (from "by"), `objects` what is acted on."""

    verb: Phrase
    at: int
    subjects: list[Phrase] = field(default_factory=list)
    objects: list[Phrase] = field(default_factory=list)
    second: Phrase | None = None
    predicate: Phrase | None = None
    preps: list[tuple[str, Phrase]] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    parent: Clause | None = None
    gap: Phrase | None = None  # the phrase that opens it where it leaves out its verb
    first: int = 0
    end: int = 0


def _is_undone(parts: Sequence[Phrase], at: int) -> bool:
    """ "Never bought", "no longer plans", "is no longer head of", "has yet to open"."""
    before = [part.head if part.kind == "adv" else "" for part in parts[max(0, at - 2) : at]]
    behind = [part.head for part in parts[at + 1 : at + 3]]
    if before[-1:] == ["yet"]:
        return parts[at].infinitive
    return bool(_NEGATIONS & {*before[-1:]}) or ["no", "longer"] in (before, behind)


def clauses(parts: Sequence[Phrase]) -> list[Clause]:
    """The clauses of a sentence in the order of their verbs."""
    out: list[Clause] = []
    gapped: list[tuple[Clause, int, int]] = []
    _whose(parts)
    _emphatic(parts)
    for at, part in enumerate(parts):
        if part.kind != "vg":
            continue
        part.negated = part.negated or _is_undone(parts, at)
        if part.infinitive and not out and part.last - part.first == 1 and _is(parts, at - 1, "np"):
            part.finite, part.infinitive, part.tense = True, False, "present"  # a headline's "A, B sign"
        elif _is_main(parts, at) or _is_whose(parts, at):
            part.finite, part.participle, part.passive, part.tense = True, "", False, "past"
        clause = Clause(part, at, end=at + 1)
        gaps = _gaps(parts, clause)
        _complete(parts[: gaps[0]] if gaps else parts, clause, at + 1)
        _subject(parts, clause, out)
        gapped += [(clause, at, end) for at, end in pairwise([*gaps, len(parts)])]
        out.append(clause)
    for clause in out:
        if not clause.subjects and clause.verb.participle:
            clause.subjects = next((c.subjects for c in out if c.at > clause.at and c.verb.finite and c.subjects), [])
    for clause, following in pairwise(out):
        if clause.verb.head in _SHARE_OBJECTS and _is(parts, clause.at + 1, "cc") and following.at == clause.at + 2:
            clause.objects = clause.objects or following.objects  # "founded and runs X"
    listed = {id(clause) for clause, _, _ in gapped}
    out += [twin for clause in out if id(clause) not in listed for twin in _left_out(parts, clause)]
    twins = [twin for clause, at, end in gapped if (twin := _gapped(parts, clause, at, end)) is not None]
    out += [*twins, *(above for twin in twins if (above := _governor(twin)) is not None)]
    out.sort(key=lambda clause: clause.at)
    if out and _is_without_subject(parts, out[0]):
        verb = out[0].verb
        out[0].subjects = [Phrase("np", verb.first, verb.last, head="it", pronoun=True)]
    for clause in out:
        _relative_object(parts, clause)
        _turn(clause)
    for clause, following in pairwise(out):
        _hand_down(clause, following)
    for clause in out:
        _late_agent(clause)
    return out


def _is_without_subject(parts: Sequence[Phrase], clause: Clause) -> bool:
    """Whether a past opens a sentence, as of what a firm lists of itself: "- Signed a contract with Tallis"."""
    opens = clause.at == 0 or (clause.at == 1 and parts[0].kind == "mark")
    past = clause.verb.finite and not clause.verb.passive and clause.verb.tense == "past"
    return opens and past and not clause.subjects and _is(parts, clause.at + 1, "np")


def _gaps(parts: Sequence[Phrase], clause: Clause) -> list[int]:
    """Where lists begin their next member that leaves the verb out: "bought A for $4m *and* B for $5m", "A owns
    5 per cent *and* B 3 per cent"."""
    verb, own = clause.verb, clause.at + 1
    if (verb.passive or verb.head in _SHARED_OUT) and _is(parts, own, "prep") and parts[own].head == "by":
        return _shared_out(parts, own)
    if verb.head in _COMES_NEXT:
        return [at for at in range(own, len(parts)) if parts[at].kind == "cc" and _next_named(parts, at) > 0][:1]
    while _is(parts, own, "adv") or _is(parts, own, "time"):
        own += 1
    counts = verb.head in _COUNTING and _is(parts, own, "np") and parts[own].head not in _SHARE_UNITS
    if not _is(parts, own, "np") or counts or verb.head.split()[0] in _ungapped():
        return []
    out: list[int] = []
    for at in range(own + 1, len(parts) - 2):
        part = parts[at]
        if part.kind in ("vg", "wh", "that", "sub", "mark", "open"):
            break
        begins = part.kind in ("comma", "cc") and not (out and out[-1] == at - 1)
        if begins and _is_alike(parts, own, _member(parts, at), at):
            out.append(at)
    joined = any(parts[at].kind == "cc" or parts[at + 1].kind == "cc" for at in out)
    return out if joined else []


def _next_named(parts: Sequence[Phrase], at: int) -> int:
    """Where the name stands that comes next in time: "A followed in 2009 and, three years later, *B*"; 0 without one."""
    named = at + 1
    while _is(parts, named, "comma") or _is(parts, named, "time"):
        named += 1
    timed = named > at + 1 or _is(parts, named + 1, "time") or _is(parts, named + 2, "time")
    is_next = timed and _is(parts, named, "np") and parts[named].name is not None and not _opens_clause(parts, named)
    return named if is_next else 0


def _shared_out(parts: Sequence[Phrase], own: int) -> list[int]:
    """Where it is told who owns another part, or does it to another: "60 per cent owned by A *and* 40 per cent by B",
    "X was bought by A *and* Y by B"."""
    ends = (i for i in range(own, len(parts)) if parts[i].kind in ("vg", "wh", "that", "sub", "mark"))
    found = (i for i in range(own, next(ends, len(parts))) if parts[i].kind in ("comma", "cc"))
    return [at for at in found if _is_part_by(parts, at + 1) or _is_named_by(parts, at + 1)]


def _is_named_by(parts: Sequence[Phrase], at: int) -> bool:
    by = _is(parts, at + 1, "prep") and parts[at + 1].head == "by" and _is(parts, at + 2, "np")
    return by and _is(parts, at, "np") and parts[at].name is not None and parts[at + 2].name is not None


def _is_part_by(parts: Sequence[Phrase], at: int) -> bool:
    by = _is(parts, at + 1, "prep") and parts[at + 1].head == "by"
    return by and _is(parts, at, "np") and bool(parts[at].numbers) and not parts[at].lemmas


@cache
def _ungapped() -> frozenset[str]:
    return lexicon.words("rises", "falls", "said") | {"be", "include", "become"}


def _is_alike(parts: Sequence[Phrase], own: int, member: int, at: int) -> bool:
    """Whether what a comma or an "and" at `at` joins on is built as what the verb has first, and counts the same."""
    shared = _shape(parts, own, at) & _shape(parts, member, len(parts))
    sums = [part for part in (parts[own], *parts[member : member + 4]) if part.numbers][:2]
    if shared and len(sums) == 2 and parts[own].numbers:
        shares = {part.head in _SHARE_UNITS for part in sums}
        return len(shares) == 1 and (_REST.issuperset(sums[1].lemmas) or bool(sums[0].lemmas))
    return bool(shared)


def _member(parts: Sequence[Phrase], at: int) -> int:
    """The first phrase of what a comma or an "and" joins on."""
    at += 1
    while at < len(parts) and (parts[at].kind == "cc" or (parts[at].owns and _is(parts, at + 1, "np"))):
        at += 1
    return at


def _shape(parts: Sequence[Phrase], at: int, end: int) -> set[str]:
    """What a sum or a name and what follows it look like, to tell the members of a list that have their own sums."""
    if not _is(parts, at, "np") or _opens_clause(parts, at):
        return set()
    first, i = parts[at], at + 1
    sum_ = bool(first.numbers) and first.name is None
    if first.name is None and not sum_:
        return set()
    if first.name is not None and _is(parts, i, "prep") and parts[i].head in ("of", "in") and _is(parts, i + 1, "np"):
        i += 2  # "Northlake of Toronto"
    if first.name is not None and _is(parts, i, "np") and i < end:
        bare = parts[i].numbers and (_REST.issuperset(parts[i].lemmas) or parts[i].head in ("stake", "share"))
        return {"sum"} if bare else set()
    out = {"sum"} if sum_ and (not first.lemmas or first.head in ("stake", "share")) else set()
    while i < end and parts[i].kind in ("prep", "time", "np", "adv"):
        timed = parts[i].kind == "time" or (_is(parts, i + 1, "time") and parts[i].kind == "prep")
        priced = parts[i].head == "for" and _is(parts, i + 1, "np") and bool(parts[i + 1].numbers)
        if timed or (not sum_ and priced):
            out.add("sum in time" if sum_ else "name in time" if timed else "name for")
        elif sum_ and parts[i].kind == "prep" and _is(parts, i + 1, "np") and not parts[i + 1].numbers:
            out.add(f"sum {parts[i].head}")
        i += 1 if parts[i].kind in ("time", "adv") else 2
    return out


def _gapped(parts: Sequence[Phrase], clause: Clause, at: int, end: int) -> Clause | None:
    """The clause of a list's member that has no verb of its own; what it leaves out is as in the clause before."""
    first = _next_named(parts, at) if clause.verb.head in _COMES_NEXT else _member(parts, at)
    if clause.verb.head in _COMES_NEXT:
        verb = replace(clause.verb, first=parts[first].first, last=parts[first].last)
        return Clause(verb, first, subjects=[parts[first]], parent=clause.parent, end=first + 1, gap=parts[first])
    subject = (
        parts[first] if parts[first].name is not None and clause.objects[:1] and clause.objects[0].numbers else None
    )
    acted = clause.verb.passive and _is_named_by(parts, first)  # "X was bought by A and Y by B"
    subject = parts[first] if acted else subject
    begin = first if acted or _is_part_by(parts, first) else first - 1
    while subject is not None and not acted and begin + 2 < end and not parts[begin + 1].numbers:
        begin += 1
    verb = replace(clause.verb, first=parts[first].first, last=parts[first].last)
    twin = Clause(verb, begin, parent=clause.parent, end=begin + 1, gap=parts[first])
    _complete(parts[:end], twin, begin + 1)
    twin.second = parts[first] if begin == first and not acted else twin.second
    twin.subjects = [subject] if subject is not None else clause.subjects
    own = {preposition for preposition, _ in twin.preps}
    twin.preps += [
        (preposition, np) for preposition, np in clause.preps if preposition in _SHARED and preposition not in own
    ]
    return twin


def _hand_down(clause: Clause, following: Clause) -> None:
    """What a relative clause describes is the object of the verb that its own governs: "which it stopped selling"."""
    governs = following.at == clause.at + 1 and not following.verb.finite and not following.verb.passive
    if governs and clause.objects and not following.objects and clause.objects[0].last <= clause.verb.first:
        following.objects = clause.objects[:1]


def _whose(parts: Sequence[Phrase]) -> None:
    """ "X, whose brands": the brands are X's."""
    for at, part in enumerate(parts):
        before = at - 2 if _is(parts, at - 1, "comma") else at - 1
        if part.head == "whose" and _is(parts, at + 1, "np") and _is(parts, before, "np"):
            parts[at + 1].owner = parts[before]


def _emphatic(parts: Sequence[Phrase]) -> None:
    """ "Acme itself had bought": the pronoun only stresses the name before it."""
    for before, part in pairwise(parts):
        if (
            part.kind == "np"
            and part.head in ("itself", "themselves", "himself", "herself")
            and before.name is not None
        ):
            part.kind = "adv"


def _is_main(parts: Sequence[Phrase], at: int) -> bool:
    """Whether a bare participle is the past form that the sentence needs: "X entered into an alliance"."""
    return (
        parts[at].participle == "ed"
        and _is(parts, at - 1, "np")
        and not (_is(parts, at + 1, "prep") and parts[at + 1].head == "by")
        and (parts[at].head in _DONE_TO_NOBODY or not any(part.kind == "vg" and part.finite for part in parts))
    )


def _is_whose(parts: Sequence[Phrase], at: int) -> bool:
    """Whether what looks like a participle is what the one does "whose" name commas set off: "whose chief, Doe, left"."""
    kinds = [part.kind for part in parts[max(0, at - 5) : at]]
    opened = kinds == ["wh", "np", "comma", "np", "comma"] and parts[at - 5].head == "whose"
    return opened and parts[at].participle == "ed" and not (_is(parts, at + 1, "prep") and parts[at + 1].head == "by")


def _relative_object(parts: Sequence[Phrase], clause: Clause) -> None:
    """ "Loomwork, which it bought", "the firm it bought": what the clause describes is its verb's object."""
    if not clause.verb.finite or not clause.subjects:
        return
    at = next((i for i in range(clause.at - 1, -1, -1) if parts[i] is clause.subjects[0]), 0)
    while at >= 1 and parts[at - 1].owns:
        at -= 1
    if at >= 3 and parts[at - 1].kind == "wh" and parts[at - 2].kind == "prep":
        before = at - 4 if parts[at - 3].kind == "comma" else at - 3
        if _is(parts, before, "np"):
            clause.preps.append((parts[at - 2].head, parts[before]))  # "X, in which Y has a stake"
        return
    if clause.objects or clause.verb.passive:
        return
    marked = at >= 1 and (parts[at - 1].kind == "wh" or parts[at - 1].kind == "that")
    before = at - 2 if marked else at - 1
    if marked and parts[at - 1].kind == "wh" and _is(parts, before, "comma"):
        before -= 1
    of = _is(parts, before - 1, "prep") and parts[before - 1].head == "of" and _is(parts, before - 2, "np")
    if (
        not marked
        and of
        and parts[before].name is None
        and parts[before - 2].name is None
        and not parts[before - 2].numbers
    ):
        before -= 2  # "a chain of restaurants she founded"
    if _is(parts, before - 2, "np") and parts[before - 2].numbers and _is(parts, before - 1, "prep"):
        clause.second = parts[before - 2]  # "$12 million in funding that X raised"
    if _is(parts, before, "np") and not parts[before].owns and parts[at - 1 if marked else at].head != "who":
        clause.objects = [parts[before]]


def index_of(parts: Sequence[Phrase], phrase: Phrase | None) -> int:
    """Where a phrase stands among the parts; -1 where it is none of them."""
    return next((at for at, part in enumerate(parts) if part is phrase), -1)


def followers(parts: Sequence[Phrase], phrase: Phrase | None) -> list[tuple[str, Phrase]]:
    """What `follow` gives for a phrase; nothing where it is none of the parts."""
    at = index_of(parts, phrase)
    return follow(parts, at) if at >= 0 else []


def follow(parts: Sequence[Phrase], at: int) -> list[tuple[str, Phrase]]:
    """The prepositional phrases that stand right behind the noun phrase at `at`: (preposition, noun phrase) pairs."""
    out: list[tuple[str, Phrase]] = []
    i = at + 1
    while i + 1 < len(parts):
        if parts[i].kind in ("time", "adv") or (parts[i].kind == "open" and out == []):
            if parts[i].kind == "open":
                i = _closing(parts, i)
            i += 1
            continue
        if examples := _examples(parts, i):
            members, end = coordinated(parts, examples)
            return out + [("including", member) for member in members]
        if parts[i].kind != "prep" or parts[i + 1].kind != "np":
            break
        members, end = coordinated(parts, i + 1)
        out += [(parts[i].head, member) for member in members]
        i = end
    return out


def _examples(parts: Sequence[Phrase], at: int) -> int:
    """Where the list begins that "including", "such as" or a colon at `at` opens; 0 where none does."""
    if _is(parts, at, "mark") and parts[at].head in ("—", "–", ":") and _is(parts, at + 1, "np"):
        return at + 1 if parts[at + 1].name is not None and len(coordinated(parts, at + 1)[0]) > 1 else 0
    i = at + 1 if _is(parts, at, "comma") else at
    if i + 2 < len(parts) and parts[i].head == "among" and parts[i + 1].pronoun:
        i += 1
    elif not (_is(parts, i, "vg") or _is(parts, i, "prep")) or parts[i].head not in _EXAMPLES:
        return 0
    return i + 1 if _is(parts, i + 1, "np") else 0


def coordinated(parts: Sequence[Phrase], at: int) -> tuple[list[Phrase], int]:
    """The noun phrase at `at` with those that are listed after it, and the index past the last."""
    members, end = [parts[at]], at + 1
    if parts[at].owns and end < len(parts) and parts[end].kind == "np":
        return coordinated(parts, end)
    while True:
        i = end
        if i < len(parts) and parts[i].kind == "open":
            i = _closing(parts, i) + 1
        if _is(parts, i, "cc") and _is_begun_anew(parts, at, i + 1):
            return members, end
        if _is(parts, i, "cc") and _is(parts, i + 1, "np") and (_leads(parts, at) or not _opens_clause(parts, i + 1)):
            i += 1
            while parts[i].owns and _is(parts, i + 1, "np"):
                i += 1
            return [*members, parts[i]], i + 1
        if _is(parts, i, "comma") and _owned_noun(parts, i + 1) and members[0].name is not None:
            return members, end
        if _is(parts, i, "comma") and _is(parts, i + 1, "np") and _list_goes_on(parts, i + 1):
            members.append(parts[i + 1])
            end = i + 2
        elif _is(parts, i, "comma") and _is(parts, i + 1, "cc") and _is(parts, i + 2, "np") and len(members) > 1:
            return [*members, parts[i + 2]], i + 3
        else:
            return members, end


def _is_begun_anew(parts: Sequence[Phrase], first: int, at: int) -> bool:
    """Whether behind "and" no member of the list stands but what leaves out a verb: "€3m and *Acme €2m*"."""
    if parts[first].name is not None and _is_another(parts, at):
        return at + 1 < len(parts) and parts[at + 1].kind in ("prep", "time")
    return bool(parts[first].numbers) and parts[first].name is None and _is_gap(parts, at)


def _owned_noun(parts: Sequence[Phrase], at: int) -> bool:
    """Whether "X's" and a common noun stand there: after names that is a new member of a longer list."""
    return _is(parts, at, "np") and parts[at].owns and _is(parts, at + 1, "np") and parts[at + 1].name is None


def _leads(parts: Sequence[Phrase], at: int) -> bool:
    """Whether no clause has begun before the noun phrase at `at`, so that "and" can join only nouns."""
    return (_is(parts, at - 1, "prep") and parts[at - 1].head == "between") or not any(
        part.kind in ("vg", "mark", "sub", "wh", "that") for part in parts[:at]
    )


def _is(parts: Sequence[Phrase], at: int, kind: str) -> bool:
    return 0 <= at < len(parts) and parts[at].kind == kind


def _closing(parts: Sequence[Phrase], at: int) -> int:
    return next((i for i in range(at, len(parts)) if parts[i].kind == "close"), at)


def _list_goes_on(parts: Sequence[Phrase], at: int) -> bool:
    """Whether after this noun phrase come commas and noun phrases up to an "and" and a last one."""
    i = at + 1
    for _ in range(12):
        if _is(parts, i, "open"):
            i = _closing(parts, i) + 1  # "A Corporation (AC), B and C"
        if _is(parts, i, "cc"):
            return _is(parts, i + 1, "np") and not _opens_clause(parts, i + 1)
        if _is(parts, i, "comma") and _is(parts, i + 1, "cc"):
            return _is(parts, i + 2, "np") and not _opens_clause(parts, i + 2)
        if not (_is(parts, i, "comma") and _is(parts, i + 1, "np")):
            return False
        i += 2
    return False


def _opens_clause(parts: Sequence[Phrase], at: int) -> bool:
    """Whether a finite verb follows the noun phrase (and what belongs to it) at once."""
    i = at + 1
    while _is(parts, i, "np") and parts[i - 1].owns:
        i += 1
    while i + 1 < len(parts) and parts[i].kind == "prep" and parts[i + 1].kind == "np":
        if parts[i].head in _HALF_SUBORDINATORS:
            return False  # "recalled by Tallis after a customer was hurt"
        i += 2
    while i < len(parts) and parts[i].kind in ("adv", "time"):
        i += 1
    return i < len(parts) and parts[i].kind == "vg" and parts[i].finite


def _left_out(parts: Sequence[Phrase], clause: Clause) -> list[Clause]:
    """The clauses that leave out the verb: "hired 90 people in May *and 40 in June*", "was fined €3m *and Acme €2m*"."""
    i = clause.end + _is(parts, clause.end, "comma")
    if clause.verb.head not in _GAPPING or not _is(parts, i, "cc") or not (clause.objects or clause.verb.passive):
        return []
    if _is_another(parts, i + 1) and i + 2 < len(parts) and parts[i + 2].kind in ("prep", "time"):
        twin = replace(
            clause, objects=[parts[i + 1]], second=None, predicate=None, preps=[], times=[], gap=parts[i + 1]
        )
        if not parts[i + 1].numbers and clause.objects:
            parts[i + 1].head, parts[i + 1].stands = clause.objects[0].head, clause.objects[0].head
        _complete(parts, twin, i + 2)
        return [twin]
    return _anothers(parts, clause, i + 1) if _is_gap(parts, i + 1) else []


def _anothers(parts: Sequence[Phrase], clause: Clause, at: int) -> list[Clause]:
    """What the one named at `at` does, or has done to it, by the verb of the clause before: "and *Acme €2m*"."""
    who, much = [parts[at]], [parts[at + 1]]
    if clause.second is not None and not clause.verb.passive:  # "fined Acme €3m and Bolt €2m"
        return [replace(clause, objects=who, second=much[0], predicate=None, preps=[], times=[], gap=who[0])]
    twin = replace(clause, subjects=who, objects=much, second=None, predicate=None, preps=[], times=[], gap=who[0])
    above = _governor(twin)
    return [twin] if above is None else [above, twin]


def _governor(twin: Clause) -> Clause | None:
    """What governs a clause of another's that leaves out its verb: "was ordered to pay €3m and *Acme* €2m"."""
    above = twin.parent
    if not twin.verb.infinitive or above is None or not above.verb.passive or twin.subjects == above.subjects:
        return None
    twin.parent = replace(above, subjects=twin.subjects, objects=[], second=None, predicate=None, times=[])
    return twin.parent


def _is_another(parts: Sequence[Phrase], at: int) -> bool:
    """Whether a noun phrase leaves out its noun: "another 40", "one", "another"."""
    part = parts[at] if _is(parts, at, "np") else None
    if part is None or part.name is not None or part.inner or part.pronoun or part.owns:
        return False
    return part.head in ("one", "another") or (bool(part.numbers) and set(part.lemmas) <= _MORE)


def _is_gap(parts: Sequence[Phrase], at: int) -> bool:
    """Whether a name and a number stand there side by side."""
    if not _is(parts, at, "np") or parts[at].name is None or parts[at].owns or not _is(parts, at + 1, "np"):
        return False
    much = parts[at + 1]
    return bool(much.numbers) and not much.lemmas and much.name is None and not much.inner


def _complete(parts: Sequence[Phrase], clause: Clause, i: int) -> None:
    """Objects and prepositional arguments: what stands behind the verb, from `i` up to where something else begins."""
    after_comma = False
    while i < len(parts):
        part = parts[i]
        if part.kind in ("adv",):
            i += 1
        elif part.kind == "time":
            clause.times += part.times
            i += 1
            continue
        elif part.kind == "open":
            i = _closing(parts, i) + 1
        elif part.head in _NOMINATIVES and part.pronoun and i + 1 < len(parts) and parts[i + 1].kind in ("vg", "adv"):
            break  # "to run it *she* hired"
        elif part.kind == "np" and not after_comma:
            if _is_told(parts, clause, i):
                i = i if clause.at else len(parts)  # "finding a cleaner can be hard" governs nothing
                break
            i = _object(parts, clause, i)
        elif part.kind == "np" and _opens_clause(parts, i):
            break
        elif part.kind == "np" and part.numbers and not part.lemmas and clause.objects and not clause.second:
            clause.second = part  # "fined X, another brewer, $5m"
            i += 1
        elif part.kind == "np":
            i = coordinated(parts, i)[1]
            while (
                i + 1 < len(parts) and parts[i].kind == "prep" and parts[i].head == "of" and parts[i + 1].kind == "np"
            ):
                i = coordinated(parts, i + 1)[1]  # belongs to what the comma cut off
        elif part.kind == "adj":
            clause.predicate = clause.predicate or part
            i += 1
        elif (
            part.kind == "prep"
            and _is(parts, i + 1, "np")
            and (
                not _opens_clause(parts, i + 1)
                or (part.head == "by" and clause.verb.participle and i == clause.at + 1)
                or (part.head == "against" and _is_reduced(parts, clause))
                or (_is_sum(parts[i + 1]) and clause.at > 0 and parts[clause.at - 1].kind in ("wh", "that"))
            )
        ):
            members, end = coordinated(parts, i + 1)
            clause.preps += [(part.head, member) for member in members]
            for member in members:
                clause.times += member.times
            i = end
        elif part.kind == "prep" and (_is(parts, i + 1, "time") or (part.head == "in" and _is(parts, i + 1, "prep"))):
            i += 1  # "in May", "sworn in as"
        elif part.kind == "comma":
            after_comma = True
            i += 1
            continue
        elif part.kind == "cc" and i + 1 < len(parts) and parts[i + 1].kind in ("prep", "adj", "adv"):
            i += 1
        else:
            break
        after_comma = False
    clause.end = i


def _is_sum(part: Phrase) -> bool:
    """Whether a noun phrase is a bare figure, which hardly acts: "a price that values it *at $3bn* was agreed"."""
    return bool(part.numbers) and part.name is None and not part.lemmas and not part.inner


def _is_reduced(parts: Sequence[Phrase], clause: Clause) -> bool:
    """Whether a participle only tells of the noun before it: "a suit filed by A against B was dismissed"."""
    return clause.verb.participle == "ed" and not clause.verb.finite and _is(parts, clause.at - 1, "np")


def _object(parts: Sequence[Phrase], clause: Clause, at: int) -> int:
    members, end = coordinated(parts, at)
    if clause.preps or clause.second:
        return end
    if clause.objects:
        clause.second = members[0]
    else:
        clause.objects = members
    return end


def _is_told(parts: Sequence[Phrase], clause: Clause, at: int) -> bool:
    """Whether the noun phrase is the subject of a clause that a verb of saying governs; that ends this one."""
    if clause.verb.head not in lexicon.words("said"):
        return False
    end = coordinated(parts, at)[1]
    return _opens_clause(parts, end - 1) or _acts_past_aside(parts, end)


def _acts_past_aside(parts: Sequence[Phrase], at: int) -> bool:
    """Whether a verb stands behind what commas say of a name: "said Jane Doe, a director, *would run* it"."""
    if not _is(parts, at, "comma") or not _is(parts, at + 1, "np") or parts[at - 1].name is None:
        return False
    close = next((i for i in range(at + 1, min(at + 8, len(parts))) if parts[i].kind not in _ASIDE), len(parts))
    return _is(parts, close, "comma") and _is(parts, close + 1, "vg") and parts[close + 1].finite


_ASIDE = ("np", "prep", "adv", "time", "cc")


def _subject(parts: Sequence[Phrase], clause: Clause, before: Sequence[Clause]) -> None:
    verb = clause.verb
    left = clause.at - 1
    while left >= 0 and (
        parts[left].kind in ("adv", "time") or (parts[left].kind == "prep" and _is(parts, left + 1, "time"))
    ):
        left -= 1  # "and in April took over"
    governor = before[-1] if before else None
    if (
        verb.head in lexicon.words("said")
        and verb.last - verb.first == 1
        and clause.objects
        and not clause.objects[0].numbers
        and (left < 0 or parts[left].kind in ("comma", "mark", "close"))
        and not (_is(parts, left, "comma") and _bracket(parts, left) is not None and _noun_left(parts, left))
    ):
        clause.subjects, clause.objects = clause.objects[:1], []
    elif verb.infinitive:
        _governed(parts, clause, left, before)
    elif left < 0:
        pass
    elif (opening := _before_asides(parts, left)) is not None:
        _relative(parts, clause, opening)
    elif parts[left].kind == "cc" or (
        parts[left].kind == "comma"
        and verb.finite
        and governor
        and _is(parts, left + 1, "vg")
        and not _bracket(parts, left)
    ):
        _shared(clause, before)
    elif verb.participle and not verb.finite:
        _participle(parts, clause, left, before)
    else:
        clause.subjects = _noun_left(parts, left) or _opening(parts, left, before)
        is_told = governor and (_reports(governor) or (_is(parts, governor.end, "that") and governor.end < left))
        if clause.subjects and governor and is_told and governor.end <= left + 1:
            clause.parent = governor
            if clause.subjects[0].head == "they" and len(governor.subjects) > 1:
                clause.subjects = governor.subjects  # "A and B said they would merge"
    if not clause.subjects and verb.finite and before and _is(parts, left, "comma"):
        _shared(clause, before)  # "brews beer, employs 940 people": a list of what one subject does
    told = verb.head in lexicon.words("said") and verb.last - verb.first == 1
    if not clause.subjects and told and clause.objects and not _is(parts, left, "wh"):
        clause.subjects, clause.objects = clause.objects[:1], []


def _before_asides(parts: Sequence[Phrase], at: int) -> int | None:
    """The "which" or "that" that a verb at most parted from by an aside: "which at its peak employed", "who in May left"."""
    while at > 1 and (
        parts[at].kind in ("adv", "time")
        or (parts[at].kind == "adj" and parts[at].head in ("last", "first"))
        or (parts[at].kind == "np" and _is(parts, at - 1, "prep"))
    ):
        at -= 2 if parts[at].kind == "np" or _is(parts, at - 1, "prep") else 1
    if parts[at].kind == "prep" and at and parts[at - 1].kind == "wh":
        at -= 1
    return at if parts[at].kind in ("wh", "that") else None


def _opening(parts: Sequence[Phrase], left: int, before: Sequence[Clause]) -> list[Phrase]:
    """The name that a sentence opens with, where all up to this comma only describes it."""
    if len(parts) < 3 or not _is(parts, left, "comma") or parts[0].name is None or not _is(parts, 1, "comma"):
        return []
    taken = any(parts[0] is phrase for clause in before for phrase in (*clause.subjects, *clause.objects))
    return [] if taken or left == 1 else [parts[0]]


def _reports(clause: Clause) -> bool:
    return clause.verb.head in lexicon.words("said") or clause.verb.head in ("deny", "dismiss", "refute")


def _governed(parts: Sequence[Phrase], clause: Clause, left: int, before: Sequence[Clause]) -> None:
    last = before[-1] if before else None
    letting = last is not None and last.verb.head in _OBJECT_CONTROL and last.end == clause.at and bool(last.objects)
    governors = (c for c in reversed(before) if not c.verb.participle or c.verb.finite or c.at == left)
    governor = last if letting else next(governors, None)  # "a licence allowing X to sell"
    if _is(parts, left, "cc") and before:
        clause.subjects, clause.parent = before[-1].subjects, before[-1].parent
        clause.verb.modal = clause.verb.modal or before[-1].verb.modal  # "said it would shut a mill and cut 300 jobs"
        return
    if governor is None:
        clause.subjects = _noun_left(parts, left)  # a headline's "X to buy Y"
        return
    clause.parent = governor
    plain = governor.verb.head == "get" and governor.objects and governor.objects[0].name is None  # "gets approval to"
    if governor.verb.head in _OBJECT_CONTROL and governor.objects and not governor.verb.passive and not plain:
        clause.subjects = governor.objects
    else:
        clause.subjects = governor.subjects


def _relative(parts: Sequence[Phrase], clause: Clause, at: int) -> None:
    i = at - 1
    while i > 1 and (_is(parts, i, "time") or (_is(parts, i, "prep") and _is(parts, i + 1, "time"))):
        i -= 1  # "a round in January that was led by X"
    if _is(parts, i, "prep") and parts[i].head == "of" and _is(parts, i - 1, "np") and parts[i - 1].numbers:
        clause.second = parts[i - 1]  # "X, 38 per cent of which is owned by Y"
        i -= 2
    if _is(parts, i, "comma"):
        i -= 1
    if _is(parts, i, "np") and parts[i].numbers and not parts[i].lemmas and _is(parts, i - 1, "comma"):
        i -= 2  # an age
    found = _chain(parts, i - 2 if _is_land(parts, i) else i)
    if parts[at].head in ("which", "that") and len(found) > 1 and found[0].name is not None and found[1].name is None:
        found = found[found[1].head in lexicon.words("facilities") :]  # "a plant in Leeds that is to close"
    named = [part for part in found if part.name is not None]
    if (
        parts[at].head == "who"
        and len(found) > 1
        and found[-1].name is None
        and found[-1].head in lexicon.words("roles")
    ):
        named = []  # "Jane Doe, a partner at Acme, who left"
    if parts[at].head == "who" and not named:
        first = i - 2 * max(0, len(found) - 1)
        if _is(parts, first - 1, "comma") and _is(parts, first - 2, "np"):
            named = [part for part in (parts[first - 2],) if part.name is not None]  # "Jane Doe, a Dane who runs"
    stocks = [p for p in found if p.head in ("share", "stock") and p.name is None]
    moves = clause.verb.head in lexicon.words("rises", "falls") or clause.verb.head in _CLOSES
    if stocks and moves and parts[at].head == "which":
        found = stocks  # "shares in X, which have gained a fifth"
    clause.subjects = found[:1] if parts[at].head != "who" or not named else named[:1]


def _is_land(parts: Sequence[Phrase], at: int) -> bool:
    """Whether the name only says where the town before its comma lies: "a plant in Gyor, Hungary, which"."""
    town = _is(parts, at - 1, "comma") and _is(parts, at - 2, "np") and parts[at - 2].name is not None
    return town and parts[at].name is not None and _is(parts, at - 3, "prep") and parts[at - 3].head == "in"


def _chain(parts: Sequence[Phrase], at: int) -> list[Phrase]:
    """The noun phrases from the one at `at` leftwards over prepositions, nearest first."""
    out = []
    while _is(parts, at, "np"):
        out.append(parts[at])
        if not _is(parts, at - 1, "prep"):
            break
        at -= 2
    return out


def _shared(clause: Clause, before: Sequence[Clause]) -> None:
    """A verb after "and" has the subject of the one before it of the same sort."""
    verb = clause.verb
    same = [c for c in before if c.verb.finite == verb.finite and c.verb.infinitive == verb.infinitive]
    twin = (same or before)[-1] if before else None
    if twin is not None:
        clause.subjects = twin.subjects
        clause.parent = twin.parent
        if twin.verb.passive and not clause.objects and verb.tense == "past" and verb.head in _DONE_TO_COMPANIES:
            verb.passive = True  # "was spun out in 2020 and sold to X"
        if verb.participle and twin.verb.modal and not verb.modal:
            verb.modal = twin.verb.modal


def _participle(parts: Sequence[Phrase], clause: Clause, left: int, before: Sequence[Clause]) -> None:
    bare = _is(parts, left, "np") and parts[left].numbers and parts[left].name is None and not parts[left].lemmas
    if bare and clause.verb.head in _SHARED_OUT:
        clause.second = parts[left]  # "40 per cent owned by X"
        left -= 1
    beside = left - 1 if clause.verb.participle == "ed" and _is(parts, left, "comma") else left
    sum_ = (
        _is(parts, beside, "np") and parts[beside].numbers and not parts[beside].lemmas and parts[beside].name is None
    )
    if sum_ and _is(parts, beside - 1, "prep") and parts[beside - 1].head == "of" and _is(parts, beside - 2, "np"):
        beside -= 2  # "a fine of $12m imposed by"
        left = beside if beside == left - 2 else left
    spent = before[-1] if before and before[-1].verb.head in _SPENDS and clause.verb.participle == "ing" else None
    if spent is not None and spent.objects and spent.objects[-1] is parts[beside] and parts[beside].numbers:
        clause.subjects, clause.parent = spent.subjects, spent  # "will spend $5m building a plant"
        return
    if _is(parts, beside, "np") and (beside == left or not parts[beside].numbers):
        clause.subjects = [parts[beside]]
        return
    main = next((c for c in reversed(before) if c.verb.finite and (c.subjects or c.objects)), None)
    if _is(parts, left, "prep") and parts[left].head == "on" and before and before[-1].end == left:
        clause.parent = before[-1]  # "will spend $5m on enlarging"
    if before and before[-1].at == left:
        clause.parent = before[-1]  # "began selling"
        main = before[-1]
    if main is not None:
        clause.subjects = main.subjects


def _bracket(parts: Sequence[Phrase], comma: int) -> int | None:
    """The index of the comma that opens the parenthesis which the comma at `comma` closes; None where it closes none."""
    for i in range(comma - 1, max(-1, comma - 14), -1):
        if parts[i].kind == "mark":
            return None
        if parts[i].kind != "comma":
            continue
        opener = parts[i + 1]
        if opener.kind == "wh" or (opener.kind == "vg" and opener.participle):
            return i
        inside = parts[i + 1 : comma]
        if not _tells_something(inside) and opener.kind in (
            "np",
            "prep",
            "adj",
            "adv",
            "time",
            "cc",
        ):
            earlier = _bracket_further(parts, i)
            return i if earlier is None else earlier
    return None


def _dashed(parts: Sequence[Phrase], at: int) -> int | None:
    """The dash that opens the list of names which the one at `at` closes: "the firms — A, B and C — have"."""
    before = next((i for i in range(at - 1, max(-1, at - 24), -1) if parts[i].kind not in _LISTED), -1)
    return before if before > 0 and parts[before].head in _DASHES and _is(parts, before - 1, "np") else None


def _tells_something(inside: Sequence[Phrase]) -> bool:
    """Whether there is a finite verb that no relative clause holds."""
    first = next((i for i, p in enumerate(inside) if p.kind in ("wh", "that")), len(inside))
    return any(p.kind == "vg" and p.finite for p in inside[:first])


def _bracket_further(parts: Sequence[Phrase], comma: int) -> int | None:
    """A list of several appositions, or a relative clause with a comma in it, opens further left."""
    for i in range(comma - 1, max(-1, comma - 12), -1):
        if parts[i].kind == "comma" and (parts[i + 1].kind == "wh" or parts[i + 1].participle == "ed"):
            whole = parts[i + 1].kind != "wh" or any(part.kind == "vg" and part.finite for part in parts[i + 1 : comma])
            return i if whole else None  # "Acme, whose chief, Jane Doe, resigned"
        if parts[i].kind == "mark":
            return None
    return None


def _noun_left(parts: Sequence[Phrase], at: int) -> list[Phrase]:
    """The subject to the left of a finite verb: the nearest noun phrase that nothing else governs."""
    if _is(parts, at, "np") and _is(parts, at - 1, "prep") and parts[at - 1].head in _HALF_SUBORDINATORS:
        earns = at > 1 and parts[at - 1].head == "before" and parts[at - 2].head in _EARNED
        return [parts[at - 2] if earns else parts[at]]
    passed = False
    for _ in range(40):
        while at >= 0 and parts[at].kind in ("adv", "time"):
            at -= 1
        if at < 0:
            return []
        if passed and (before := _before_relative(parts, at)) is not None:
            at = before
        part = parts[at]
        if part.kind == "np" and _is(parts, at - 1, "np") and parts[at - 1].owns and _is(parts, at - 2, "prep"):
            at -= 1
        if part.kind == "close":
            at = next((i for i in range(at, -1, -1) if parts[i].kind == "open"), 0) - 1
        elif part.kind == "comma" or part.head in _DASHES:
            opening = _bracket(parts, at) if part.kind == "comma" else _dashed(parts, at)
            if opening is None:
                return []
            at, passed = opening - 1, True
        elif part.kind == "np" and part.numbers and not part.lemmas and _is(parts, at - 1, "comma"):
            at -= 2  # an age
        elif part.kind == "np" and _is(parts, at - 1, "prep") and parts[at - 1].head in _HALF_SUBORDINATORS:
            return [part]
        elif part.kind == "np" and _is(parts, at - 1, "prep"):
            if at - 2 < 0 or parts[at - 2].kind in ("mark", "cc", "sub", "that"):
                return []
            at -= 2
        elif (
            part.kind == "np"
            and (_is(parts, at - 1, "vg") and not parts[at - 1].finite)
            and at > 1
            and (parts[at - 2].kind == "np")
        ) or (part.kind == "np" and _is_listed(parts, at)):
            at -= 2
        elif part.kind == "np" and (opening := _governed_list(parts, at)) is not None:
            at = opening
        elif part.kind == "np":
            return _with_coordinates(parts, at)
        elif (part.kind == "vg" and not part.finite and _is(parts, at - 1, "np")) or (
            part.kind == "prep" and at and parts[at - 1].kind == "np"
        ):
            at -= 1
        else:
            return []
    return []


def _before_relative(parts: Sequence[Phrase], at: int) -> int | None:
    """What a relative clause is about whose object stands at `at`: "X, which had 9 per cent, according to Y, is"."""
    if not _is(parts, at, "np") or not _is(parts, at - 1, "vg") or not parts[at - 1].finite:
        return None
    marked = _is(parts, at - 2, "wh") and _is(parts, at - 3, "comma") and _is(parts, at - 4, "np")
    return at - 4 if marked else None


def _is_listed(parts: Sequence[Phrase], at: int) -> bool:
    """Whether the noun phrase ends a list that a preposition governs: "the merger of A and B closed"."""
    return (
        at >= 4
        and _is(parts, at - 1, "cc")
        and _is(parts, at - 2, "np")
        and _is(parts, at - 3, "prep")
        and parts[at - 3].head in ("of", "between")
        and _is(parts, at - 4, "np")
        and _leads(parts, at)
    )


def _governed_list(parts: Sequence[Phrase], at: int) -> int | None:
    """Where the noun stands that lists places with "in" or "at", the last at `at`: "the shops in A, B and C will close"."""
    i = at
    while i > 2 and parts[i].name is not None and parts[i - 1].kind in ("cc", "comma") and _is(parts, i - 2, "np"):
        i -= 2
    governed = i < at and parts[i].name is not None and _is(parts, i - 1, "prep") and parts[i - 1].head in ("in", "at")
    if not governed or not _is(parts, i - 2, "np") or parts[i - 2].name is not None or parts[at - 1].kind != "cc":
        return None
    told = i - 3 if not _is(parts, i - 3, "that") else i - 4
    said = _is(parts, told, "vg") and parts[told].head in lexicon.words("said")
    plain = not any(part.kind in ("vg", "mark", "sub", "wh") for part in parts[: i - 2])
    return i - 2 if i < at - 2 or said or plain else None  # not "visited the mill in A and B said"


def _with_coordinates(parts: Sequence[Phrase], at: int) -> list[Phrase]:
    members = [parts[at]]
    if at == 2 and parts[1].kind == "comma" and parts[0].name is not None and parts[at].name is not None:
        return [parts[0], parts[at]]  # a headline's "and"
    if (described := _described_before(parts, at)) is not None:
        return [described, parts[at]]
    while at >= 2:
        if (parts[at - 1].kind == "cc" and parts[at - 2].kind == "np") or (
            len(members) > 1 and parts[at - 1].kind == "comma" and parts[at - 2].kind == "np"
        ):
            at -= 2
        else:
            break
        if _is(parts, at - 1, "prep") or (_is(parts, at - 1, "vg")):
            break
        members.insert(0, parts[at])
    return members


def _described_before(parts: Sequence[Phrase], at: int) -> Phrase | None:
    """The name before an apposition that another name is joined to: "Jane Doe, the finance chief, and John Roe left"."""
    kin = parts[at].owner is not None and parts[at].head in lexicon.words("kin")  # "and his brother, John Roe, left"
    if (parts[at].name is None and not kin) or not _is(parts, at - 1, "cc") or not _is(parts, at - 2, "comma"):
        return None
    opening = _bracket(parts, at - 2)
    if not opening or parts[opening - 1].name is None or _is(parts, opening - 2, "prep"):
        return None
    inside = parts[opening + 1 : at - 2]
    return parts[opening - 1] if inside[0].kind == "np" and inside[0].name is None else None


def _acts(phrase: Phrase, verb: Phrase) -> bool:
    """Whether what stands behind "by" does it, rather than being how much: "by two suppliers", not "by two points"."""
    told = phrase.name is not None or phrase.head in lexicon.words("nominals") or verb.head in _DONE_BY_SOMEBODY
    return not phrase.numbers or told


def _late_agent(clause: Clause) -> None:
    """ "Was ordered to pay $9m by a court": who orders stands behind what is ordered."""
    above = clause.parent
    if not clause.verb.infinitive or clause.verb.passive or above is None or clause.at != above.end:
        return
    if above.verb.passive and not above.subjects and above.verb.head in _OBJECT_CONTROL:
        above.subjects = [np for prep, np in clause.preps if prep == "by" and _acts(np, above.verb)]


def _turn(clause: Clause) -> None:
    """A passive: what stands before the verb is acted on, who acts stands after "by"."""
    if not clause.verb.passive:
        return
    agents = [np for prep, np in clause.preps if prep == "by" and _acts(np, clause.verb)]
    acted = clause.subjects
    if clause.objects and (clause.second is None or clause.objects[0].numbers) and clause.objects[0] not in acted:
        clause.second = clause.objects[0]
    clause.objects, clause.subjects = list(acted), agents
