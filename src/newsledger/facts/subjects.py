"""Who acts: subjects are looked for to the left of a verb, past what only describes them."""

from __future__ import annotations

from collections.abc import Sequence

from newsledger.facts import lexicon
from newsledger.facts.arguments import Clause
from newsledger.facts.links import HALF_SUBORDINATORS, is_a, leads
from newsledger.facts.phrases import Phrase

OBJECT_CONTROL = frozenset(
    (
        "ask urge force allow enable order require tell expect permit help persuade encourage direct instruct lead "
        "cause see want invite get press pressure push lobby beg authorise authorize name appoint hire elect tap choose "
        "pick recruit"
    ).split()
)
_DONE_TO_COMPANIES = frozenset("sell buy acquire list own control award merge delist float take".split())
_DASHES = ("—", "–")
_LISTED = ("np", "comma", "cc", "open", "close")
_SPENDS = frozenset("spend invest commit earmark".split())
SHARED_OUT = frozenset("own hold control".split())
_DONE_BY_SOMEBODY = frozenset("sue found own file bring".split())  # never by an amount
_CLOSES = frozenset("close trade end open".split())  # what shares do
_EARNED = frozenset("earnings profit income loss".split())  # "before tax", "before one-off items"


def find_subject(parts: Sequence[Phrase], clause: Clause, before: Sequence[Clause]) -> None:
    """Gives a clause its subject and the clause that governs it; `before` are those to its left."""
    verb = clause.verb
    left = clause.at - 1
    while left >= 0 and (
        parts[left].kind in ("adv", "time") or (parts[left].kind == "prep" and is_a(parts, left + 1, "time"))
    ):
        left -= 1  # "and in April took over"
    governor = before[-1] if before else None
    if (
        verb.head in lexicon.words("said")
        and verb.last - verb.first == 1
        and clause.objects
        and not clause.objects[0].numbers
        and (left < 0 or parts[left].kind in ("comma", "mark", "close"))
        and not (is_a(parts, left, "comma") and _bracket(parts, left) is not None and _noun_left(parts, left))
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
        and is_a(parts, left + 1, "vg")
        and not _bracket(parts, left)
    ):
        _shared(clause, before)
    elif verb.participle and not verb.finite:
        _participle(parts, clause, left, before)
    else:
        clause.subjects = _noun_left(parts, left) or _opening(parts, left, before)
        is_told = governor and (_reports(governor) or (is_a(parts, governor.end, "that") and governor.end < left))
        if clause.subjects and governor and is_told and governor.end <= left + 1:
            clause.parent = governor
            if clause.subjects[0].head == "they" and len(governor.subjects) > 1:
                clause.subjects = governor.subjects  # "A and B said they would merge"
    if not clause.subjects and verb.finite and before and is_a(parts, left, "comma"):
        _shared(clause, before)  # "brews beer, employs 940 people": a list of what one subject does
    told = verb.head in lexicon.words("said") and verb.last - verb.first == 1
    if not clause.subjects and told and clause.objects and not is_a(parts, left, "wh"):
        clause.subjects, clause.objects = clause.objects[:1], []


def _before_asides(parts: Sequence[Phrase], at: int) -> int | None:
    """The "which" or "that" that a verb at most parted from by an aside: "which at its peak employed", "who in May left"."""
    while at > 1 and (
        parts[at].kind in ("adv", "time")
        or (parts[at].kind == "adj" and parts[at].head in ("last", "first"))
        or (parts[at].kind == "np" and is_a(parts, at - 1, "prep"))
    ):
        at -= 2 if parts[at].kind == "np" or is_a(parts, at - 1, "prep") else 1
    if parts[at].kind == "prep" and at and parts[at - 1].kind == "wh":
        at -= 1
    return at if parts[at].kind in ("wh", "that") else None


def _opening(parts: Sequence[Phrase], left: int, before: Sequence[Clause]) -> list[Phrase]:
    """The name that a sentence opens with, where all up to this comma only describes it."""
    if len(parts) < 3 or not is_a(parts, left, "comma") or parts[0].name is None or not is_a(parts, 1, "comma"):
        return []
    taken = any(parts[0] is phrase for clause in before for phrase in (*clause.subjects, *clause.objects))
    return [] if taken or left == 1 else [parts[0]]


def _reports(clause: Clause) -> bool:
    return clause.verb.head in lexicon.words("said") or clause.verb.head in ("deny", "dismiss", "refute")


def _governed(parts: Sequence[Phrase], clause: Clause, left: int, before: Sequence[Clause]) -> None:
    last = before[-1] if before else None
    letting = last is not None and last.verb.head in OBJECT_CONTROL and last.end == clause.at and bool(last.objects)
    governors = (c for c in reversed(before) if not c.verb.participle or c.verb.finite or c.at == left)
    governor = last if letting else next(governors, None)  # "a licence allowing X to sell"
    if is_a(parts, left, "cc") and before:
        clause.subjects, clause.parent = before[-1].subjects, before[-1].parent
        clause.verb.modal = clause.verb.modal or before[-1].verb.modal  # "said it would shut a mill and cut 300 jobs"
        return
    if governor is None:
        clause.subjects = _noun_left(parts, left)  # a headline's "X to buy Y"
        return
    clause.parent = governor
    plain = governor.verb.head == "get" and governor.objects and governor.objects[0].name is None  # "gets approval to"
    if governor.verb.head in OBJECT_CONTROL and governor.objects and not governor.verb.passive and not plain:
        clause.subjects = governor.objects
    else:
        clause.subjects = governor.subjects


def _relative(parts: Sequence[Phrase], clause: Clause, at: int) -> None:
    i = at - 1
    while i > 1 and (is_a(parts, i, "time") or (is_a(parts, i, "prep") and is_a(parts, i + 1, "time"))):
        i -= 1  # "a round in January that was led by X"
    if is_a(parts, i, "prep") and parts[i].head == "of" and is_a(parts, i - 1, "np") and parts[i - 1].numbers:
        clause.second = parts[i - 1]  # "X, 38 per cent of which is owned by Y"
        i -= 2
    if is_a(parts, i, "comma"):
        i -= 1
    if is_a(parts, i, "np") and parts[i].numbers and not parts[i].lemmas and is_a(parts, i - 1, "comma"):
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
        if is_a(parts, first - 1, "comma") and is_a(parts, first - 2, "np"):
            named = [part for part in (parts[first - 2],) if part.name is not None]  # "Jane Doe, a Dane who runs"
    stocks = [p for p in found if p.head in ("share", "stock") and p.name is None]
    moves = clause.verb.head in lexicon.words("rises", "falls") or clause.verb.head in _CLOSES
    if stocks and moves and parts[at].head == "which":
        found = stocks  # "shares in X, which have gained a fifth"
    clause.subjects = found[:1] if parts[at].head != "who" or not named else named[:1]


def _is_land(parts: Sequence[Phrase], at: int) -> bool:
    """Whether the name only says where the town before its comma lies: "a plant in Gyor, Hungary, which"."""
    town = is_a(parts, at - 1, "comma") and is_a(parts, at - 2, "np") and parts[at - 2].name is not None
    return town and parts[at].name is not None and is_a(parts, at - 3, "prep") and parts[at - 3].head == "in"


def _chain(parts: Sequence[Phrase], at: int) -> list[Phrase]:
    """The noun phrases from the one at `at` leftwards over prepositions, nearest first."""
    out = []
    while is_a(parts, at, "np"):
        out.append(parts[at])
        if not is_a(parts, at - 1, "prep"):
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
    bare = is_a(parts, left, "np") and parts[left].numbers and parts[left].name is None and not parts[left].lemmas
    if bare and clause.verb.head in SHARED_OUT:
        clause.second = parts[left]  # "40 per cent owned by X"
        left -= 1
    beside = left - 1 if clause.verb.participle == "ed" and is_a(parts, left, "comma") else left
    sum_ = (
        is_a(parts, beside, "np") and parts[beside].numbers and not parts[beside].lemmas and parts[beside].name is None
    )
    if sum_ and is_a(parts, beside - 1, "prep") and parts[beside - 1].head == "of" and is_a(parts, beside - 2, "np"):
        beside -= 2  # "a fine of $12m imposed by"
        left = beside if beside == left - 2 else left
    spent = before[-1] if before and before[-1].verb.head in _SPENDS and clause.verb.participle == "ing" else None
    if spent is not None and spent.objects and spent.objects[-1] is parts[beside] and parts[beside].numbers:
        clause.subjects, clause.parent = spent.subjects, spent  # "will spend $5m building a plant"
        return
    if is_a(parts, beside, "np") and (beside == left or not parts[beside].numbers):
        clause.subjects = [parts[beside]]
        return
    main = next((c for c in reversed(before) if c.verb.finite and (c.subjects or c.objects)), None)
    if is_a(parts, left, "prep") and parts[left].head == "on" and before and before[-1].end == left:
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
    return before if before > 0 and parts[before].head in _DASHES and is_a(parts, before - 1, "np") else None


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
    if is_a(parts, at, "np") and is_a(parts, at - 1, "prep") and parts[at - 1].head in HALF_SUBORDINATORS:
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
        if part.kind == "np" and is_a(parts, at - 1, "np") and parts[at - 1].owns and is_a(parts, at - 2, "prep"):
            at -= 1
        if part.kind == "close":
            at = next((i for i in range(at, -1, -1) if parts[i].kind == "open"), 0) - 1
        elif part.kind == "comma" or part.head in _DASHES:
            opening = _bracket(parts, at) if part.kind == "comma" else _dashed(parts, at)
            if opening is None:
                return []
            at, passed = opening - 1, True
        elif part.kind == "np" and part.numbers and not part.lemmas and is_a(parts, at - 1, "comma"):
            at -= 2  # an age
        elif part.kind == "np" and is_a(parts, at - 1, "prep") and parts[at - 1].head in HALF_SUBORDINATORS:
            return [part]
        elif part.kind == "np" and is_a(parts, at - 1, "prep"):
            if at - 2 < 0 or parts[at - 2].kind in ("mark", "cc", "sub", "that"):
                return []
            at -= 2
        elif (
            part.kind == "np"
            and (is_a(parts, at - 1, "vg") and not parts[at - 1].finite)
            and at > 1
            and (parts[at - 2].kind == "np")
        ) or (part.kind == "np" and _is_listed(parts, at)):
            at -= 2
        elif part.kind == "np" and (opening := _governed_list(parts, at)) is not None:
            at = opening
        elif part.kind == "np":
            return _with_coordinates(parts, at)
        elif (part.kind == "vg" and not part.finite and is_a(parts, at - 1, "np")) or (
            part.kind == "prep" and at and parts[at - 1].kind == "np"
        ):
            at -= 1
        else:
            return []
    return []


def _before_relative(parts: Sequence[Phrase], at: int) -> int | None:
    """What a relative clause is about whose object stands at `at`: "X, which had 9 per cent, according to Y, is"."""
    if not is_a(parts, at, "np") or not is_a(parts, at - 1, "vg") or not parts[at - 1].finite:
        return None
    marked = is_a(parts, at - 2, "wh") and is_a(parts, at - 3, "comma") and is_a(parts, at - 4, "np")
    return at - 4 if marked else None


def _is_listed(parts: Sequence[Phrase], at: int) -> bool:
    """Whether the noun phrase ends a list that a preposition governs: "the merger of A and B closed"."""
    return (
        at >= 4
        and is_a(parts, at - 1, "cc")
        and is_a(parts, at - 2, "np")
        and is_a(parts, at - 3, "prep")
        and parts[at - 3].head in ("of", "between")
        and is_a(parts, at - 4, "np")
        and leads(parts, at)
    )


def _governed_list(parts: Sequence[Phrase], at: int) -> int | None:
    """Where the noun stands that lists places with "in" or "at", the last at `at`: "the shops in A, B and C will close"."""
    i = at
    while i > 2 and parts[i].name is not None and parts[i - 1].kind in ("cc", "comma") and is_a(parts, i - 2, "np"):
        i -= 2
    governed = i < at and parts[i].name is not None and is_a(parts, i - 1, "prep") and parts[i - 1].head in ("in", "at")
    if not governed or not is_a(parts, i - 2, "np") or parts[i - 2].name is not None or parts[at - 1].kind != "cc":
        return None
    told = i - 3 if not is_a(parts, i - 3, "that") else i - 4
    said = is_a(parts, told, "vg") and parts[told].head in lexicon.words("said")
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
        if is_a(parts, at - 1, "prep") or (is_a(parts, at - 1, "vg")):
            break
        members.insert(0, parts[at])
    return members


def _described_before(parts: Sequence[Phrase], at: int) -> Phrase | None:
    """The name before an apposition that another name is joined to: "Jane Doe, the finance chief, and John Roe left"."""
    kin = parts[at].owner is not None and parts[at].head in lexicon.words("kin")  # "and his brother, John Roe, left"
    if (parts[at].name is None and not kin) or not is_a(parts, at - 1, "cc") or not is_a(parts, at - 2, "comma"):
        return None
    opening = _bracket(parts, at - 2)
    if not opening or parts[opening - 1].name is None or is_a(parts, opening - 2, "prep"):
        return None
    inside = parts[opening + 1 : at - 2]
    return parts[opening - 1] if inside[0].kind == "np" and inside[0].name is None else None


def acts_on(phrase: Phrase, verb: Phrase) -> bool:
    """Whether what stands behind "by" does it, rather than being how much: "by two suppliers", not "by two points"."""
    told = phrase.name is not None or phrase.head in lexicon.words("nominals") or verb.head in _DONE_BY_SOMEBODY
    return not phrase.numbers or told
