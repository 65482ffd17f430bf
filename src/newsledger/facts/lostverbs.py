"""Verbs that the tagger takes for nouns, adjectives or participles: behind "and", behind an aside, in a headline."""

from __future__ import annotations

from collections.abc import Sequence

from newsledger.facts import lemmas, lexicon, vocabulary

_UNCHANGED = frozenset("cut shut set put hit shed quit let spread".split())  # the same in all tenses
_PARTICLES = frozenset("up down off out over back".split())
_STARTS = frozenset("start open cost launch ship".split())
_RELATIVES = frozenset("which who whose".split())
_STAND_ASIDE = frozenset(
    "based located headquartered founded established known born called named pictured aged".split()
)


def second_verbs(surfaces: Sequence[str], tags: list[str]) -> None:
    """Mends the tags of verbs behind "and" or an aside."""
    opened = False  # an infinitive before, and no finite verb since
    for at in range(1, len(tags) - 1):
        joined = surfaces[at - 1] in ("and", "or", "but")
        opened = (opened or tags[at - 1] == "VB") and tags[at - 1] not in ("VBZ", "VBP", "VBD", "MD")
        if tags[at] == "VBP" and joined and opened:
            tags[at] = "VB"  # "wants to open a mill and hire 90 people"
        if tags[at] in ("JJ", "NN", "NNS", "VBN", "RB", "VB", "NNP") or (
            tags[at] == "VBD" and joined and surfaces[at] in _UNCHANGED
        ):
            tags[at] = (_as_second(surfaces, tags, at) if joined else _as_main(surfaces, tags, at)) or tags[at]


def _as_second(surfaces: Sequence[str], tags: Sequence[str], at: int) -> str:
    """ "Runs shops and employs 300", "to cut 90 jobs and shut two mills", "is cutting 90 posts and plans to shut a mill"."""
    word, verb = surfaces[at], lemmas.verb(surfaces[at])
    if tags[at] == "NNS":
        chains = verb in lexicon.chains() and list(tags[at + 1 : at + 3]) == ["TO", "VB"]
        return "VBZ" if chains and any(tag in ("VBZ", "VBP") for tag in tags[:at]) else ""
    if tags[at] == "VB":  # "left in 2012 and set up Acme"
        done = word in _UNCHANGED and not any(tag in ("VB", "MD", "TO") for tag in tags[:at])
        return "VBD" if done else ""
    if tags[at + 1] not in ("CD", "DT", "PRP$", "$"):
        return ""
    if tags[at] in ("RB", "NNP"):  # "would open in May and employ 400"
        return "VB" if "MD" in tags[: at - 1] and word in vocabulary.verbs() else ""
    if verb != word and word.endswith("s") and verb in vocabulary.verbs():
        return "VBZ"
    before = [tag for tag in tags[: at - 1] if tag in ("VB", "VBD")] if word in _UNCHANGED else []
    return before[-1] if before else ""


def _as_main(surfaces: Sequence[str], tags: Sequence[str], at: int) -> str:
    """ "Acme shut its mill", "last year it cut 90 jobs"; "Acme, which makes lamps, plans a mill"."""
    word, behind = surfaces[at], tags[at + 1] in ("PRP$", "DT", "CD", "$")
    if surfaces[at - 1] == "," and (behind or tags[at + 1] == "NNP"):
        verb = lemmas.verb(word)
        known = word.islower() and verb in vocabulary.verbs() and _closes_aside(surfaces, tags, at - 1)
        form = "VBZ" if verb != word and word.endswith("s") else "VBD" if word in _UNCHANGED else ""
        return form if known else ""
    if word not in _UNCHANGED or not behind:
        return ""
    acts = tags[at - 1] in ("NN", "NNS", "NNP", "NNPS", "PRP") and (tags[at] != "NN" or tags[at - 1] != "NN")
    governed = tags[at] == "VB" and any(tag[:2] in ("VB", "MD", "TO") for tag in tags[:at])  # "helps it cut its costs"
    return "VBD" if acts and tags[at] in ("JJ", "RB", "NN", "VB") and not governed else ""


def _closes_aside(surfaces: Sequence[str], tags: Sequence[str], comma: int) -> bool:
    """Whether a comma ends what "which" or "who" began behind the subject, whose verb is still to come."""
    opened = next((i for i in range(comma - 1, 0, -1) if surfaces[i] in _RELATIVES and surfaces[i - 1] == ","), 0)
    told = opened and any(tag in ("VBZ", "VBD", "VBP", "MD") for tag in tags[opened:comma])
    return bool(told) and not any(tag in ("VBZ", "VBD", "VBP", "MD") for tag in tags[:opened])


def lost_verb(surfaces: Sequence[str], tags: list[str]) -> None:
    """Gives a sentence without a finite verb, or with none before "and", the one that it must have."""
    first = next((at for at, tag in enumerate(tags) if tag in ("VBZ", "VBP", "VBD", "MD")), None)
    if first is None and (lost := _lost_verb(surfaces, tags)):
        tags[lost] = "VBZ" if surfaces[lost].endswith("s") else "VBP" if surfaces[lost] in _STARTS else "VBD"
    elif (first is None or surfaces[first - 1] == "and") and (lost := _lost_past(surfaces, tags)):
        tags[lost] = "VBZ" if tags[lost] == "NNS" else "VBD"


def _lost_past(surfaces: Sequence[str], tags: Sequence[str]) -> int | None:
    """The past behind an apposition that was taken for a participle: "Jane Doe, head of research, left in March"."""
    commas = [at for at, word in enumerate(surfaces[:-2]) if word == ","]
    if len(commas) < 2 or tags[0][:2] != "NN" or (tags[0][:3] != "NNP" and commas[0] != 1):
        return None
    at = commas[1] + 1
    aside = surfaces[at] in _STAND_ASIDE and not (surfaces[at] == "named" and "as" in surfaces[at + 2 : at + 6])
    past = tags[at] == "VBN" or (tags[at] == "VB" and surfaces[at] in _UNCHANGED)
    followed = tags[at + 1] in ("IN", "NNP", "DT", "PRP$", "CD")
    past = past or (tags[at] == "NNS" and followed and lemmas.verb(surfaces[at]) in vocabulary.verbs())
    return at if past and not aside and surfaces[at + 1] != "by" else None


def _lost_verb(surfaces: Sequence[str], tags: Sequence[str]) -> int | None:
    """The word of a sentence without a verb that must be its verb: "Tallis rolls out robots", "Tallis set up an office"."""
    for at in range(1, len(tags) - 1):
        word, after = surfaces[at], surfaces[at + 1].lower()
        if not word.islower() or tags[at][:2] not in ("NN", "JJ", "VB", "RP") or tags[at] == "VBG":
            continue
        if word == "shares" and after in ("up", "down", "off"):
            continue  # a headline's "Acme shares up 4%"
        opens = tags[at - 1][:2] == "NN" and surfaces[at - 1] != word
        opens = opens or (tags[at - 1] == "JJ" and surfaces[at + 1] in ("a", "an", "the"))  # "a tribunal upheld a"
        numbered = at > 1 and tags[at - 1] == "CD" and tags[at - 2][:3] == "NNP"  # "the Kelpie 3 arrives"
        opens = opens or numbered
        known = lemmas.verb(word) in vocabulary.verbs() and word not in lexicon.words("measures")
        form = (word.endswith("s") and not word.endswith("ss")) or word in (
            "set",
            "cut",
            "shut",
            "hit",
            "put",
            "shed",
            "bid",
            "beat",
        )
        form = form or (lemmas.verb(word) != word and not word.endswith(("ed", "ing")))  # "upheld"
        form = form or (word.endswith("ed") and tags[at + 1] == "CD")  # "same-store sales advanced 4%"
        form = form or (word in _STARTS and _are_several(tags, at))  # "deliveries of the car start in May"
        followed = tags[at + 1] in ("DT", "CD", "PRP$", "NNP", "NNPS", "RP", "$") or after in _PARTICLES
        followed = followed or (tags[at + 1] == "IN" and surfaces[-1] == "." and tags[at - 1] in ("NN", "NNP", "CD"))
        followed = followed or (word in ("cut", "hit", "put") and tags[at + 1] == "NNS" and tags[at - 1][:3] == "NNP")
        followed = followed or (after == "to" and tags[at + 2 : at + 3] == ["CD"])  # "ships to 70 countries"
        followed = followed or (
            tags[at + 1] == "IN" and lemmas.verb(word) in lexicon.words("rises", "falls")
        )  # "stock soars on"
        if opens and known and form and followed:
            return at
    return None


def _are_several(tags: Sequence[str], at: int) -> bool:
    """Whether a sentence's first nouns are plural: what they do has no -s."""
    first = next((i for i in range(at) if tags[i][:2] == "NN"), at)
    last = next((i for i in range(first, at) if tags[i + 1][:2] != "NN"), at - 1)
    return tags[last] in ("NNS", "NNPS") or tags[at - 1] == "NNS"
