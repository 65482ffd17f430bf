"""Lays patterns over frames: each fit is a fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import product

from newsledger.facts import lexicon, modality
from newsledger.facts.figures import numbers_of
from newsledger.facts.frames import Frame
from newsledger.facts.links import followers
from newsledger.facts.match import Match
from newsledger.facts.names import is_role
from newsledger.facts.parsed import Named
from newsledger.facts.patterns import Pattern, Slot, by_trigger
from newsledger.facts.phrases import Phrase
from newsledger.facts.rounds import round_of
from newsledger.facts.slots import acts_on_itself, apart, candidates, not_itself
from newsledger.facts.things import of
from newsledger.facts.words import Word
from newsledger.records import Fact, Kind, Modality, Quantity

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
_TOLD_BY_NAMES = ("listing",)  # what the words of a name may tell: "the Oslo Exchange"
_TALKS = frozenset("talk negotiate negotiation discuss discussion".split())
_ELSEWHERE = frozenset(  # what is looked for beyond the frame
    "focus main employer speaker former predecessor post buyer bought target raiser enforcer".split()
)
_DONE_BEFORE = frozenset("after since by following on upon".split())  # "since buying X in 2019": it is done


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
        who = (apart(match, frame, one) for one in who)
    subjects = [one for one in who if not acts_on_itself(match, frame, one)][:_MOST]
    if pattern.type == "listing":  # "a Nasdaq IPO" is none of Nasdaq's
        subjects = [one for one in subjects if one.name not in lexicon.words("exchanges")]
    if not subjects:
        return
    post = _post(frame, pattern.role) if pattern.role else None
    objects: list[Named | None] = []
    if pattern.object:
        found = list(candidates(match, frame, pattern.object, subjects, post))[:_MOST]
        objects += [apart(match, frame, one) for one in found]
    if not objects and (pattern.object is None or pattern.object.optional):
        objects = [None]
    if not objects or (pattern.role and post is None and not pattern.role.optional):
        return
    doubt: Modality | None = pattern.modality or modality.judge(match.text, match.sentence, frame)
    if doubt is None or (pattern.modality and modality.is_asked(match.text, match.sentence)):
        return
    if pattern.modality == "planned" and frame.clause and modality.is_dropped(match.sentence, frame.clause):
        return
    if doubt == "denied" and pattern.attribute == "rejected":
        doubt = "asserted"  # an offer that is rejected was made
    said = match.attribution()
    for (value, change), subject, given in product(numbers_of(match, frame, pattern), subjects, objects):
        if given is not None and given.name == subject.name and subject.how == "carried":
            subject = match.discourse.other_than(match.sentence, given.name, subject) or subject
        other = not_itself(match, subject, given)
        if other is None or other.name != subject.name:
            yield Fact(
                type=pattern.type,
                subject=subject.name,
                start=match.sentence.start,
                end=match.sentence.end,
                attribute=_attribute(match, pattern, frame, doubt),
                object=other.name if other else None,
                role=_role_words(match, post, other) if post else None,
                value=_respective(match, subjects, value).get(subject.name, value),
                change=change,
                modality=doubt,
                attribution=said if said != subject.name else None,
                confidence=_confidence(pattern, subject, other),
                subject_kind=_kind(subject, pattern.subject),
                object_kind=_kind(other, pattern.object) if other else "other",
            )


def _respective(match: Match, subjects: Sequence[Named], value: Quantity | None) -> dict[str, Quantity]:
    """Whose each amount is, of "A and B own 10% and 8% respectively"."""
    if value is None or len(subjects) < 2 or "respectively" not in match.said():
        return {}
    amounts = [found.value for found in match.sentence.numbers if found.value.unit in (value.unit, None)]
    alike = [replace(amount, unit=value.unit) for amount in amounts]  # "cut 400 and 200 jobs"
    named = sorted(subjects, key=lambda one: one.start)
    return {one.name: amount for one, amount in zip(named, alike, strict=True)} if len(alike) == len(named) else {}


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


def _confidence(pattern: Pattern, subject: Named, other: Named | None) -> float:
    """The pattern's own, less for every reference that had to be resolved."""
    resolved = sum(named.how not in ("name", "short") for named in (subject, other) if named)
    return round(pattern.confidence * 0.9**resolved, 3)


def _kind(named: Named, slot: Slot | None) -> Kind:
    return _KINDS.get(slot.kind if slot else "", named.kind)
