"""Who does what in a sentence: clauses over its phrases, with subjects, objects and prepositional arguments.

No parser: what a verb takes is looked for around it (arguments.py, subjects.py), and verbs that a list leaves out are
filled in (gaps.py)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from newsledger.facts.arguments import Clause, complete
from newsledger.facts.gaps import fill_gap, gaps_of, governor, left_out
from newsledger.facts.links import is_a
from newsledger.facts.phrases import Phrase
from newsledger.facts.subjects import OBJECT_CONTROL, acts_on, find_subject

_NEGATIONS = frozenset("never not hardly neither nor".split())
_SHARE_OBJECTS = frozenset("found co-found own acquire buy develop design build create launch make establish".split())
_DONE_TO_NOBODY = frozenset("follow resign retire depart arrive emerge collapse".split())  # no participles of a noun


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
        if part.infinitive and not out and part.last - part.first == 1 and is_a(parts, at - 1, "np"):
            part.finite, part.infinitive, part.tense = True, False, "present"  # a headline's "A, B sign"
        elif _is_main(parts, at) or _is_whose(parts, at):
            part.finite, part.participle, part.passive, part.tense = True, "", False, "past"
        clause = Clause(part, at, end=at + 1)
        gaps = gaps_of(parts, clause)
        complete(parts[: gaps[0]] if gaps else parts, clause, at + 1)
        find_subject(parts, clause, out)
        gapped += [(clause, at, end) for at, end in pairwise([*gaps, len(parts)])]
        out.append(clause)
    for clause in out:
        if not clause.subjects and clause.verb.participle:
            clause.subjects = next((c.subjects for c in out if c.at > clause.at and c.verb.finite and c.subjects), [])
    for clause, following in pairwise(out):
        if clause.verb.head in _SHARE_OBJECTS and is_a(parts, clause.at + 1, "cc") and following.at == clause.at + 2:
            clause.objects = clause.objects or following.objects  # "founded and runs X"
    listed = {id(clause) for clause, _, _ in gapped}
    out += [twin for clause in out if id(clause) not in listed for twin in left_out(parts, clause)]
    twins = [twin for clause, at, end in gapped if (twin := fill_gap(parts, clause, at, end)) is not None]
    out += [*twins, *(above for twin in twins if (above := governor(twin)) is not None)]
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
    return opens and past and not clause.subjects and is_a(parts, clause.at + 1, "np")


def _hand_down(clause: Clause, following: Clause) -> None:
    """What a relative clause describes is the object of the verb that its own governs: "which it stopped selling"."""
    governs = following.at == clause.at + 1 and not following.verb.finite and not following.verb.passive
    if governs and clause.objects and not following.objects and clause.objects[0].last <= clause.verb.first:
        following.objects = clause.objects[:1]


def _whose(parts: Sequence[Phrase]) -> None:
    """ "X, whose brands": the brands are X's."""
    for at, part in enumerate(parts):
        before = at - 2 if is_a(parts, at - 1, "comma") else at - 1
        if part.head == "whose" and is_a(parts, at + 1, "np") and is_a(parts, before, "np"):
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
        and is_a(parts, at - 1, "np")
        and not (is_a(parts, at + 1, "prep") and parts[at + 1].head == "by")
        and (parts[at].head in _DONE_TO_NOBODY or not any(part.kind == "vg" and part.finite for part in parts))
    )


def _is_whose(parts: Sequence[Phrase], at: int) -> bool:
    """Whether what looks like a participle is what the one does "whose" name commas set off: "whose chief, Doe, left"."""
    kinds = [part.kind for part in parts[max(0, at - 5) : at]]
    opened = kinds == ["wh", "np", "comma", "np", "comma"] and parts[at - 5].head == "whose"
    return opened and parts[at].participle == "ed" and not (is_a(parts, at + 1, "prep") and parts[at + 1].head == "by")


def _relative_object(parts: Sequence[Phrase], clause: Clause) -> None:
    """ "Loomwork, which it bought", "the firm it bought": what the clause describes is its verb's object."""
    if not clause.verb.finite or not clause.subjects:
        return
    at = next((i for i in range(clause.at - 1, -1, -1) if parts[i] is clause.subjects[0]), 0)
    while at >= 1 and parts[at - 1].owns:
        at -= 1
    if at >= 3 and parts[at - 1].kind == "wh" and parts[at - 2].kind == "prep":
        before = at - 4 if parts[at - 3].kind == "comma" else at - 3
        if is_a(parts, before, "np"):
            clause.preps.append((parts[at - 2].head, parts[before]))  # "X, in which Y has a stake"
        return
    if clause.objects or clause.verb.passive:
        return
    marked = at >= 1 and (parts[at - 1].kind == "wh" or parts[at - 1].kind == "that")
    before = at - 2 if marked else at - 1
    if marked and parts[at - 1].kind == "wh" and is_a(parts, before, "comma"):
        before -= 1
    of = is_a(parts, before - 1, "prep") and parts[before - 1].head == "of" and is_a(parts, before - 2, "np")
    if (
        not marked
        and of
        and parts[before].name is None
        and parts[before - 2].name is None
        and not parts[before - 2].numbers
    ):
        before -= 2  # "a chain of restaurants she founded"
    if is_a(parts, before - 2, "np") and parts[before - 2].numbers and is_a(parts, before - 1, "prep"):
        clause.second = parts[before - 2]  # "$12 million in funding that X raised"
    if is_a(parts, before, "np") and not parts[before].owns and parts[at - 1 if marked else at].head != "who":
        clause.objects = [parts[before]]


def _late_agent(clause: Clause) -> None:
    """ "Was ordered to pay $9m by a court": who orders stands behind what is ordered."""
    above = clause.parent
    if not clause.verb.infinitive or clause.verb.passive or above is None or clause.at != above.end:
        return
    if above.verb.passive and not above.subjects and above.verb.head in OBJECT_CONTROL:
        above.subjects = [np for prep, np in clause.preps if prep == "by" and acts_on(np, above.verb)]


def _turn(clause: Clause) -> None:
    """A passive: what stands before the verb is acted on, who acts stands after "by"."""
    if not clause.verb.passive:
        return
    agents = [np for prep, np in clause.preps if prep == "by" and acts_on(np, clause.verb)]
    acted = clause.subjects
    if clause.objects and (clause.second is None or clause.objects[0].numbers) and clause.objects[0] not in acted:
        clause.second = clause.objects[0]
    clause.objects, clause.subjects = list(acted), agents
