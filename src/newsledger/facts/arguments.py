"""A verb with its arguments: objects are looked for to the right, up to the next clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from newsledger.facts import lexicon
from newsledger.facts.links import acts_past_aside, closing, coordinated, is_a, opens_clause
from newsledger.facts.phrases import Phrase

_NOMINATIVES = frozenset("he she they we i".split())


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


def complete(parts: Sequence[Phrase], clause: Clause, i: int) -> None:
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
            i = closing(parts, i) + 1
        elif part.head in _NOMINATIVES and part.pronoun and i + 1 < len(parts) and parts[i + 1].kind in ("vg", "adv"):
            break  # "to run it *she* hired"
        elif part.kind == "np" and not after_comma:
            if _is_told(parts, clause, i):
                i = i if clause.at else len(parts)  # "finding a cleaner can be hard" governs nothing
                break
            i = _object(parts, clause, i)
        elif part.kind == "np" and opens_clause(parts, i):
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
            and is_a(parts, i + 1, "np")
            and (
                not opens_clause(parts, i + 1)
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
        elif part.kind == "prep" and (is_a(parts, i + 1, "time") or (part.head == "in" and is_a(parts, i + 1, "prep"))):
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
    return clause.verb.participle == "ed" and not clause.verb.finite and is_a(parts, clause.at - 1, "np")


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
    return opens_clause(parts, end - 1) or acts_past_aside(parts, end)
