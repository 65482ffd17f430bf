"""How the phrases of a sentence hang together: what follows a noun phrase, what is listed, where a clause begins."""

from __future__ import annotations

from collections.abc import Sequence

from newsledger.facts.phrases import Phrase

_EXAMPLES = ("include", "including", "such as")
_MORE = frozenset("a the another further more additional extra".split())
HALF_SUBORDINATORS = frozenset("as than after before since until because whereas while though although".split())


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
                i = closing(parts, i)
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
    if is_a(parts, at, "mark") and parts[at].head in ("—", "–", ":") and is_a(parts, at + 1, "np"):
        return at + 1 if parts[at + 1].name is not None and len(coordinated(parts, at + 1)[0]) > 1 else 0
    i = at + 1 if is_a(parts, at, "comma") else at
    if i + 2 < len(parts) and parts[i].head == "among" and parts[i + 1].pronoun:
        i += 1
    elif not (is_a(parts, i, "vg") or is_a(parts, i, "prep")) or parts[i].head not in _EXAMPLES:
        return 0
    return i + 1 if is_a(parts, i + 1, "np") else 0


def coordinated(parts: Sequence[Phrase], at: int) -> tuple[list[Phrase], int]:
    """The noun phrase at `at` with those that are listed after it, and the index past the last."""
    members, end = [parts[at]], at + 1
    if parts[at].owns and end < len(parts) and parts[end].kind == "np":
        return coordinated(parts, end)
    while True:
        i = end
        if i < len(parts) and parts[i].kind == "open":
            i = closing(parts, i) + 1
        if is_a(parts, i, "cc") and _is_begun_anew(parts, at, i + 1):
            return members, end
        if is_a(parts, i, "cc") and is_a(parts, i + 1, "np") and (leads(parts, at) or not opens_clause(parts, i + 1)):
            i += 1
            while parts[i].owns and is_a(parts, i + 1, "np"):
                i += 1
            return [*members, parts[i]], i + 1
        if is_a(parts, i, "comma") and _owned_noun(parts, i + 1) and members[0].name is not None:
            return members, end
        if is_a(parts, i, "comma") and is_a(parts, i + 1, "np") and _list_goes_on(parts, i + 1):
            members.append(parts[i + 1])
            end = i + 2
        elif is_a(parts, i, "comma") and is_a(parts, i + 1, "cc") and is_a(parts, i + 2, "np") and len(members) > 1:
            return [*members, parts[i + 2]], i + 3
        else:
            return members, end


def _is_begun_anew(parts: Sequence[Phrase], first: int, at: int) -> bool:
    """Whether behind "and" no member of the list stands but what leaves out a verb: "€3m and *Acme €2m*"."""
    if parts[first].name is not None and is_another(parts, at):
        return at + 1 < len(parts) and parts[at + 1].kind in ("prep", "time")
    return bool(parts[first].numbers) and parts[first].name is None and is_gap(parts, at)


def _owned_noun(parts: Sequence[Phrase], at: int) -> bool:
    """Whether "X's" and a common noun stand there: after names that is a new member of a longer list."""
    return is_a(parts, at, "np") and parts[at].owns and is_a(parts, at + 1, "np") and parts[at + 1].name is None


def leads(parts: Sequence[Phrase], at: int) -> bool:
    """Whether no clause has begun before the noun phrase at `at`, so that "and" can join only nouns."""
    return (is_a(parts, at - 1, "prep") and parts[at - 1].head == "between") or not any(
        part.kind in ("vg", "mark", "sub", "wh", "that") for part in parts[:at]
    )


def is_a(parts: Sequence[Phrase], at: int, kind: str) -> bool:
    """Whether there is a phrase at `at`, and of this kind."""
    return 0 <= at < len(parts) and parts[at].kind == kind


def closing(parts: Sequence[Phrase], at: int) -> int:
    """Where the bracket closes that opens at `at`; `at` where it does not."""
    return next((i for i in range(at, len(parts)) if parts[i].kind == "close"), at)


def _list_goes_on(parts: Sequence[Phrase], at: int) -> bool:
    """Whether after this noun phrase come commas and noun phrases up to an "and" and a last one."""
    i = at + 1
    for _ in range(12):
        if is_a(parts, i, "open"):
            i = closing(parts, i) + 1  # "A Corporation (AC), B and C"
        if is_a(parts, i, "cc"):
            return is_a(parts, i + 1, "np") and not opens_clause(parts, i + 1)
        if is_a(parts, i, "comma") and is_a(parts, i + 1, "cc"):
            return is_a(parts, i + 2, "np") and not opens_clause(parts, i + 2)
        if not (is_a(parts, i, "comma") and is_a(parts, i + 1, "np")):
            return False
        i += 2
    return False


def opens_clause(parts: Sequence[Phrase], at: int) -> bool:
    """Whether a finite verb follows the noun phrase (and what belongs to it) at once."""
    i = at + 1
    while is_a(parts, i, "np") and parts[i - 1].owns:
        i += 1
    while i + 1 < len(parts) and parts[i].kind == "prep" and parts[i + 1].kind == "np":
        if parts[i].head in HALF_SUBORDINATORS:
            return False  # "recalled by Tallis after a customer was hurt"
        i += 2
    while i < len(parts) and parts[i].kind in ("adv", "time"):
        i += 1
    return i < len(parts) and parts[i].kind == "vg" and parts[i].finite


def is_another(parts: Sequence[Phrase], at: int) -> bool:
    """Whether a noun phrase leaves out its noun: "another 40", "one", "another"."""
    part = parts[at] if is_a(parts, at, "np") else None
    if part is None or part.name is not None or part.inner or part.pronoun or part.owns:
        return False
    return part.head in ("one", "another") or (bool(part.numbers) and set(part.lemmas) <= _MORE)


def is_gap(parts: Sequence[Phrase], at: int) -> bool:
    """Whether a name and a number stand there side by side."""
    if not is_a(parts, at, "np") or parts[at].name is None or parts[at].owns or not is_a(parts, at + 1, "np"):
        return False
    much = parts[at + 1]
    return bool(much.numbers) and not much.lemmas and much.name is None and not much.inner


def acts_past_aside(parts: Sequence[Phrase], at: int) -> bool:
    """Whether a verb stands behind what commas say of a name: "said Jane Doe, a director, *would run* it"."""
    if not is_a(parts, at, "comma") or not is_a(parts, at + 1, "np") or parts[at - 1].name is None:
        return False
    close = next((i for i in range(at + 1, min(at + 8, len(parts))) if parts[i].kind not in _ASIDE), len(parts))
    return is_a(parts, close, "comma") and is_a(parts, close + 1, "vg") and parts[close + 1].finite


_ASIDE = ("np", "prep", "adv", "time", "cc")
