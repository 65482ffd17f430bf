"""How a claim is made, and by whom: from cue words in its sentence."""

from __future__ import annotations

import re

from newsledger.records import Modality

_DENIED = re.compile(r"\b(?:den(?:y|ied|ies)|dismissed|refuted|rejected (?:the )?(?:report|claim|rumou?r)s?)\b", re.I)
_RUMOURED = re.compile(
    r"\b(?:reportedly|rumou?r(?:ed|s)?|in talks|people familiar|sources (?:said|say|told)|according to (?:people|sources)|"
    r"is said to|are said to|considering|exploring|weighing|weighs)\b",
    re.I,
)
_EXPECTED = re.compile(
    r"\b(?:(?:is|are|was|were) (?:expected|forecast|projected|predicted|estimated) to|expects?|forecasts?|predicts?|"
    r"projects|estimates?|estimated|analysts (?:expect|predict|see)|guidance|consensus|likely to)\b",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:plans?|planned|planning|intends?|aims?|set|hopes?|wants?|is about|agreed not) to\b|\b(?:will|would|to become)\b",
    re.I,
)
_HYPOTHETICAL = re.compile(r"\b(?:[Ii]f|could|might|may|[Ww]hether|should|[Uu]nless)\b|\?[\"”']?$")
_NEGATED = re.compile(r"\b(?:not|never|no longer|failed to|without|n[o']t)\b|n['’]t\b", re.I)
_ANALYSTS = re.compile(r"\b([Aa]nalysts|[Ee]conomists|[Ee]xperts)\b")


def modality(sentence: str, trigger: str) -> Modality:
    """The strongest doubt that the sentence casts on the claim whose words are `trigger`."""
    if _DENIED.search(sentence):
        return "denied"
    if _RUMOURED.search(sentence):
        return "rumoured"
    if _EXPECTED.search(sentence):
        return "expected"
    return "planned" if _PLANNED.search(trigger) else "asserted"


def is_no_claim(sentence: str, trigger: str) -> bool:
    """True for what is negated, asked or merely supposed."""
    return bool(_NEGATED.search(trigger) or _HYPOTHETICAL.search(sentence))


def unnamed_source(sentence: str) -> str | None:
    """Analysts and the like, as they stand; named sources are the engine's to find."""
    match = _ANALYSTS.search(sentence)
    return match[1].lower() if match and modality(sentence, "") == "expected" else None
