"""What a noun phrase without a name of its own speaks of: whose it is, where it is, all that is said of it."""

from __future__ import annotations

from dataclasses import replace

from newsledger.facts import lexicon
from newsledger.facts.discourse import words_of
from newsledger.facts.links import follow, followers
from newsledger.facts.parsed import Named, Sentence
from newsledger.facts.phrases import Phrase
from newsledger.facts.who import Who

_BELONGING = frozenset("of in at on near between for to outside".split())
_OF_THE_ACT = frozenset("condition basis ground term".split())  # "cleared the purchase of X on condition that"
_LONGEST = 14  # words of a noun phrase with what belongs to it
TOWNS = frozenset("town city suburb village state district borough port region county".split())


def behind(sentence: Sentence, phrase: Phrase, prepositions: frozenset[str]) -> list[Phrase]:
    """The noun phrases that stand behind a phrase with one of the prepositions."""
    return [np for preposition, np in followers(sentence.phrases, phrase) if preposition in prepositions]


def of(sentence: Sentence, phrase: Phrase) -> list[Phrase]:
    """What stands behind a phrase with "of"."""
    return behind(sentence, phrase, frozenset(["of"]))


def owner(sentence: Sentence, arg: Phrase | int) -> Phrase | int | None:
    """Whose a thing is: "X's staff", "X staff", "staff of X", "staff at X", but not "the mill at X"; else None."""
    if not isinstance(arg, Phrase):
        return None
    town = bool(arg.inner) and sentence.names[arg.inner[-1]].kind == "place" and bool(of(sentence, arg))
    if arg.owner is not None or (arg.inner and not town):  # "the Leeds offices of Acme" are Acme's
        return arg.owner or arg.inner[-1]
    by = ("of", "by", "for") if arg.head in lexicon.words("facilities") else ("of", "at", "by", "for")
    after = behind(sentence, arg, frozenset(by))
    return next((np.owner or np for np in after), None)


def brand(who: Who, named: Named) -> tuple[str, str] | None:
    """The maker whose name a product's begins with and what it calls it: "Quillon Heron", where Quillon is named alone."""
    words = named.name.split()
    if named.kind not in ("product", "other", "organization"):
        return None
    for cut in range(len(words) - 1, 0, -1):
        maker = who.full.get(" ".join(words[:cut]), "")
        several = who.kinds.get(maker) == "other" and who.counts[maker] > 1 and maker.isalpha()
        if maker != named.name and (who.kinds.get(maker) == "organization" or several):
            return maker, " ".join(words[cut:])
    return None


def place(text: str, sentence: Sentence, named: Named) -> Named:
    """A place with the state or country that follows it between commas: "Dayton, Ohio"."""
    names = sentence.names
    at = next((i for i, one in enumerate(names) if one is named), len(names))
    end = named.end
    for i, following in enumerate(names[at + 1 : at + 3], at + 1):
        if following.kind == "other" and _acts(sentence, i):
            break  # "Headquartered in Leeds, Acme has"
        if text[end : following.start] != ", " or following.kind not in ("place", "other"):
            break
        end = following.end
    return replace(named, end=end, name=text[named.start : end]) if end > named.end else named


def _acts(sentence: Sentence, index: int) -> bool:
    """Whether a verb stands right behind a name."""
    last = sentence.runs[index].last
    return last < len(sentence.words) and sentence.words[last].tag in ("VBZ", "VBD", "VBP", "MD")


def whole(text: str, sentence: Sentence, arg: Phrase) -> Named:
    """A noun phrase with whose it is and what is said of it behind: "Tallis Group's takeover of Loomwork"."""
    words, parts = sentence.words, sentence.phrases
    at = next((i for i, part in enumerate(parts) if part is arg), 0)
    first = arg.owner if arg.owner is not None and not arg.owner.pronoun else arg
    last = arg
    for preposition, np in follow(parts, at)[:3]:
        if preposition not in _BELONGING or np.last - arg.first >= _LONGEST or np.first > last.last + 1:
            break
        if np.first > 0 and words[np.first - 1].tag == "CC" and np.name is None:
            break
        if words[np.last - 1].tag == "DT" or np.head in _OF_THE_ACT or (preposition == "to" and np.numbers):
            break
        last = np
    shown = words_of(text, sentence, Phrase("np", first.first, last.last))
    land = _land(text, sentence, last)
    if arg.stands:  # "12 in Spain": 12 stores in Spain
        rest = text[words[arg.last - 1].end : words[last.last - 1].end]
        shown = f"{words_of(text, sentence, Phrase('np', first.first, arg.last))} {arg.stands}{rest}"
    return Named(words[first.first].start, words[last.last - 1].end + len(land), shown + land, "other", "noun")


def _land(text: str, sentence: Sentence, last: Phrase) -> str:
    """The land or state of the town that a noun phrase ends in, "plant in Worcester, Mass."; no next one of a list."""
    named = sentence.names[last.name] if last.name is not None else None
    if named is None or named.kind not in ("place", "other"):
        return ""
    end = place(text, sentence, named).end
    at = next((i for i, word in enumerate(sentence.words) if word.start >= end), len(sentence.words))
    beside = sentence.words[at].lower if at < len(sentence.words) else "."
    return text[named.end : end] if beside in (",", ".", ")", ";") or beside in ("by", "in", "from", "on") else ""


def is_authority(name: str) -> bool:
    """Whether a name or noun is of a court, regulator or government."""
    return any(word.lower().strip(".") in lexicon.words("authorities") for word in name.split())
