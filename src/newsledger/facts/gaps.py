"""Members of a list that leave their verb out: "A owns 5 per cent and *B 3*", "X was bought by A and *Y by B*"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from newsledger.facts import lexicon
from newsledger.facts.arguments import Clause, complete
from newsledger.facts.links import is_a, is_another, is_gap, opens_clause
from newsledger.facts.phrases import Phrase, verb_at
from newsledger.facts.subjects import SHARED_OUT

_REST = frozenset("the a an other remain remaining further another rest only".split())  # "the remaining 40 per cent"
_SHARE_UNITS = frozenset("percent cent % stake share".split())
_COUNTING = frozenset("have employ operate run use".split())  # whose figures are measures, read where they stand
_COMES_NEXT = frozenset({"follow"})
_SHARED = frozenset("of in into from to with".split())  # what a list's members may have in common
# Verbs that news says once for two: "fined Acme €3m and Bolt €2m"; what moves a measure has numbers of other sorts.
_GAPPING = frozenset(
    "open close shut build add plan hire recruit cut shed employ dismiss fine impose levy order pay sue award charge buy "
    "acquire sell supply deliver invest spend lend give hand".split()
) | {"lay off", "take on"}


def gaps_of(parts: Sequence[Phrase], clause: Clause) -> list[int]:
    """Where lists begin their next member that leaves the verb out: "bought A for $4m *and* B for $5m", "A owns
    5 per cent *and* B 3 per cent"."""
    verb, own = clause.verb, clause.at + 1
    if (verb.passive or verb.head in SHARED_OUT) and is_a(parts, own, "prep") and parts[own].head == "by":
        return _shared_out(parts, own)
    if verb.head in _COMES_NEXT:
        return [at for at in range(own, len(parts)) if parts[at].kind == "cc" and _next_named(parts, at) > 0][:1]
    while is_a(parts, own, "adv") or is_a(parts, own, "time"):
        own += 1
    counts = verb.head in _COUNTING and is_a(parts, own, "np") and parts[own].head not in _SHARE_UNITS
    if not is_a(parts, own, "np") or counts or verb.head.split()[0] in _ungapped():
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
    while is_a(parts, named, "comma") or is_a(parts, named, "time"):
        named += 1
    timed = named > at + 1 or is_a(parts, named + 1, "time") or is_a(parts, named + 2, "time")
    is_next = timed and is_a(parts, named, "np") and parts[named].name is not None and not opens_clause(parts, named)
    return named if is_next else 0


def _shared_out(parts: Sequence[Phrase], own: int) -> list[int]:
    """Where it is told who owns another part, or does it to another: "60 per cent owned by A *and* 40 per cent by B",
    "X was bought by A *and* Y by B"."""
    ends = (i for i in range(own, len(parts)) if parts[i].kind in ("vg", "wh", "that", "sub", "mark"))
    found = (i for i in range(own, next(ends, len(parts))) if parts[i].kind in ("comma", "cc"))
    return [at for at in found if _is_part_by(parts, at + 1) or _is_named_by(parts, at + 1)]


def _is_named_by(parts: Sequence[Phrase], at: int) -> bool:
    by = is_a(parts, at + 1, "prep") and parts[at + 1].head == "by" and is_a(parts, at + 2, "np")
    return by and is_a(parts, at, "np") and parts[at].name is not None and parts[at + 2].name is not None


def _is_part_by(parts: Sequence[Phrase], at: int) -> bool:
    by = is_a(parts, at + 1, "prep") and parts[at + 1].head == "by"
    return by and is_a(parts, at, "np") and bool(parts[at].numbers) and not parts[at].lemmas


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
    while at < len(parts) and (parts[at].kind == "cc" or (parts[at].owns and is_a(parts, at + 1, "np"))):
        at += 1
    return at


def _shape(parts: Sequence[Phrase], at: int, end: int) -> set[str]:
    """What a sum or a name and what follows it look like, to tell the members of a list that have their own sums."""
    if not is_a(parts, at, "np") or opens_clause(parts, at):
        return set()
    first, i = parts[at], at + 1
    sum_ = bool(first.numbers) and first.name is None
    if first.name is None and not sum_:
        return set()
    if first.name is not None and is_a(parts, i, "prep") and parts[i].head in ("of", "in") and is_a(parts, i + 1, "np"):
        i += 2  # "Northlake of Toronto"
    if first.name is not None and is_a(parts, i, "np") and i < end:
        bare = parts[i].numbers and (_REST.issuperset(parts[i].lemmas) or parts[i].head in ("stake", "share"))
        return {"sum"} if bare else set()
    out = {"sum"} if sum_ and (not first.lemmas or first.head in ("stake", "share")) else set()
    while i < end and parts[i].kind in ("prep", "time", "np", "adv"):
        timed = parts[i].kind == "time" or (is_a(parts, i + 1, "time") and parts[i].kind == "prep")
        priced = parts[i].head == "for" and is_a(parts, i + 1, "np") and bool(parts[i + 1].numbers)
        if timed or (not sum_ and priced):
            out.add("sum in time" if sum_ else "name in time" if timed else "name for")
        elif sum_ and parts[i].kind == "prep" and is_a(parts, i + 1, "np") and not parts[i + 1].numbers:
            out.add(f"sum {parts[i].head}")
        i += 1 if parts[i].kind in ("time", "adv") else 2
    return out


def fill_gap(parts: Sequence[Phrase], clause: Clause, at: int, end: int) -> Clause | None:
    """The clause of a list's member that has no verb of its own; what it leaves out is as in the clause before."""
    first = _next_named(parts, at) if clause.verb.head in _COMES_NEXT else _member(parts, at)
    if clause.verb.head in _COMES_NEXT:
        verb = verb_at(clause.verb, parts[first].first, parts[first].last)
        return Clause(verb, first, subjects=[parts[first]], parent=clause.parent, end=first + 1, gap=parts[first])
    subject = (
        parts[first] if parts[first].name is not None and clause.objects[:1] and clause.objects[0].numbers else None
    )
    acted = clause.verb.passive and _is_named_by(parts, first)  # "X was bought by A and Y by B"
    subject = parts[first] if acted else subject
    begin = first if acted or _is_part_by(parts, first) else first - 1
    while subject is not None and not acted and begin + 2 < end and not parts[begin + 1].numbers:
        begin += 1
    verb = verb_at(clause.verb, parts[first].first, parts[first].last)
    twin = Clause(verb, begin, parent=clause.parent, end=begin + 1, gap=parts[first])
    complete(parts[:end], twin, begin + 1)
    twin.second = parts[first] if begin == first and not acted else twin.second
    twin.subjects = [subject] if subject is not None else clause.subjects
    own = {preposition for preposition, _ in twin.preps}
    twin.preps += [
        (preposition, np) for preposition, np in clause.preps if preposition in _SHARED and preposition not in own
    ]
    return twin


def left_out(parts: Sequence[Phrase], clause: Clause) -> list[Clause]:
    """The clauses that leave out the verb: "hired 90 people in May *and 40 in June*", "was fined €3m *and Acme €2m*"."""
    i = clause.end + is_a(parts, clause.end, "comma")
    if clause.verb.head not in _GAPPING or not is_a(parts, i, "cc") or not (clause.objects or clause.verb.passive):
        return []
    if is_another(parts, i + 1) and i + 2 < len(parts) and parts[i + 2].kind in ("prep", "time"):
        twin = replace(
            clause, objects=[parts[i + 1]], second=None, predicate=None, preps=[], times=[], gap=parts[i + 1]
        )
        if not parts[i + 1].numbers and clause.objects:
            parts[i + 1].head, parts[i + 1].stands = clause.objects[0].head, clause.objects[0].head
        complete(parts, twin, i + 2)
        return [twin]
    return _anothers(parts, clause, i + 1) if is_gap(parts, i + 1) else []


def _anothers(parts: Sequence[Phrase], clause: Clause, at: int) -> list[Clause]:
    """What the one named at `at` does, or has done to it, by the verb of the clause before: "and *Acme €2m*"."""
    who, much = [parts[at]], [parts[at + 1]]
    if clause.second is not None and not clause.verb.passive:  # "fined Acme €3m and Bolt €2m"
        return [replace(clause, objects=who, second=much[0], predicate=None, preps=[], times=[], gap=who[0])]
    twin = replace(clause, subjects=who, objects=much, second=None, predicate=None, preps=[], times=[], gap=who[0])
    above = governor(twin)
    return [twin] if above is None else [above, twin]


def governor(twin: Clause) -> Clause | None:
    """What governs a clause of another's that leaves out its verb: "was ordered to pay €3m and *Acme* €2m"."""
    above = twin.parent
    if not twin.verb.infinitive or above is None or not above.verb.passive or twin.subjects == above.subjects:
        return None
    twin.parent = replace(above, subjects=twin.subjects, objects=[], second=None, predicate=None, times=[])
    return twin.parent
