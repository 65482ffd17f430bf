"""How a claim is made, and by whom: from the verbs that govern it and the cues of its sentence."""

from __future__ import annotations

import re

from newsledger.facts import lexicon
from newsledger.facts.clauses import Clause
from newsledger.facts.discourse import Discourse, words_of
from newsledger.facts.frames import Frame
from newsledger.facts.phrases import Phrase
from newsledger.facts.reading import Sentence
from newsledger.records import Modality

_RUMOURED = re.compile(
    r"\b(?:reportedly|rumou?red|people familiar|person familiar|sources? (?:familiar|close|said|say|told)|"
    r"according to (?:people|sources|a source|a person)|"
    r"(?:is|are|was|were) said to|in talks|in discussions|in negotiations)\b",
    re.I,
)
_SUPPOSED = frozenset("could might may should can ca would-if".split())
_DENIES = frozenset("deny dismiss refute reject".split())
_LIKELY = frozenset("likely due poised set ready expected scheduled unlikely".split())
_NOUNS: dict[str, Modality] = {
    "plan": "planned",
    "intention": "planned",
    "offer": "planned",
    "proposal": "planned",
    "bid": "planned",
    "effort": "planned",
    "talk": "rumoured",
    "negotiation": "rumoured",
    "discussion": "rumoured",
    "expectation": "expected",
    "forecast": "expected",
    "goal": "planned",
    "target": "planned",
    "aim": "planned",
    "ambition": "planned",
    "guidance": "expected",
}
_UNNAMED = re.compile(r"\b(analysts|economists|management|people familiar with the matter|investors)\b", re.I)
_ACCORDING = frozenset(["according"])


def judge(text: str, sentence: Sentence, frame: Frame) -> Modality | None:
    """The strongest doubt cast on the frame's claim; None where nothing is claimed: negated, asked, supposed."""
    shown = text[sentence.start : sentence.end]
    if shown.rstrip("\"'”’ ").endswith("?"):
        return None
    own = _verb_doubt(sentence, frame)
    if own is None or own == "denied":
        return own
    if _RUMOURED.search(shown) or _is_told_by_media(text, sentence):
        return "rumoured"
    return own


def _verb_doubt(sentence: Sentence, frame: Frame) -> Modality | None:
    found: Modality = "asserted"
    clause = frame.clause
    seen = 0
    noun_only = frame.noun
    while clause is not None and seen < 6:
        verb = clause.verb
        if verb.modal in _SUPPOSED or _is_supposed(sentence, clause):
            return None
        if verb.negated:
            return None
        if seen and verb.head in _DENIES:
            return "denied"
        if (
            verb.modal in ("will", "would", "shall", "'ll", "wo")
            and found == "asserted"
            and not (noun_only and verb.head in lexicon.words("said"))
        ):
            found = "planned"
        if seen or noun_only:
            found = _stronger(found, _governing(clause, frame))
        clause = clause.parent
        seen += 1
    if (
        not frame.noun
        and frame.clause is not None
        and frame.clause.verb.infinitive
        and frame.clause.parent is None
        and found == "asserted"
    ):
        return "planned"
    return found


def _governing(clause: Clause, frame: Frame) -> Modality:
    head = clause.verb.head
    if clause.predicate is not None and clause.predicate.head in _LIKELY:
        return "planned" if clause.predicate.head in ("set", "due", "poised", "ready", "scheduled") else "expected"
    for noun in [o for o in clause.objects if o.name is None][:1]:
        if noun.head in _NOUNS and noun is not frame.phrase:
            return _NOUNS[noun.head]
    given = lexicon.chains().get(head, "asserted")
    if given == "asserted" or (
        head in lexicon.words("said") and not clause.verb.passive and not _has_infinitive(clause, frame)
    ):
        return "asserted"
    if given == "planned" and head == "agree":
        return "asserted"
    return given  # type: ignore[return-value]


def _has_infinitive(clause: Clause, frame: Frame) -> bool:
    if clause.verb.head in ("expect", "forecast", "predict", "project", "estimate", "anticipate"):
        return True
    return frame.clause is not None and frame.clause.parent is clause and frame.clause.verb.infinitive


def _stronger(one: Modality, other: Modality) -> Modality:
    order: tuple[Modality, ...] = ("asserted", "planned", "expected", "rumoured", "denied")
    return max(one, other, key=order.index)


def _is_supposed(sentence: Sentence, clause: Clause) -> bool:
    """Whether "if" or "whether" opens the clause."""
    parts = sentence.phrases
    for i in range(clause.at - 1, max(-1, clause.at - 6), -1):
        if parts[i].kind == "sub":
            return parts[i].head in ("if", "whether", "unless")
        if parts[i].kind in ("mark", "vg", "that"):
            return False
    return False


def _is_told_by_media(text: str, sentence: Sentence) -> bool:
    media = lexicon.phrases("media", ",")
    for clause in sentence.clauses:
        if clause.verb.head in ("report", "say", "write", "reveal") and any(
            p.name is not None and sentence.names[p.name].name in media for p in clause.subjects
        ):
            return True
    return any(
        _according(sentence, at) is not None
        and sentence.phrases[at + 2].name is not None
        and sentence.names[sentence.phrases[at + 2].name or 0].name in media
        for at in range(len(sentence.phrases) - 2)
    )


def _according(sentence: Sentence, at: int) -> Phrase | None:
    parts = sentence.phrases
    if (
        at + 2 < len(parts)
        and parts[at].head in ("according", "accord")
        and parts[at + 1].head == "to"
        and parts[at + 2].kind == "np"
    ):
        return parts[at + 2]
    return None


def attribution(text: str, sentence: Sentence, discourse: Discourse) -> str | None:
    """Who the sentence names as saying so; None where nobody is named."""
    for at in range(len(sentence.phrases)):
        if phrase := _according(sentence, at):
            named = discourse.resolve(sentence, phrase)
            return named.name if named else words_of(text, sentence, phrase)
    for clause in sentence.clauses:
        if (
            clause.verb.head in lexicon.words("said")
            and clause.verb.finite
            and clause.subjects
            and not clause.verb.passive
        ):
            named = discourse.resolve(sentence, clause.subjects[0])
            if named is not None and named.how in ("name", "short", "pronoun"):
                return named.name
            unnamed = _UNNAMED.search(words_of(text, sentence, clause.subjects[0]))
            if unnamed:
                return unnamed[1].lower()
    return None
