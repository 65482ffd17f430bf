"""Shallow parsing: the phrases of a sentence in order, each a noun phrase, a verb group, a preposition or a mark.

After the cascades of FASTUS (Hobbs et al., 1997): names, amounts and times first, then phrases over them; what governs
what is for the clauses to say."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from newsledger.facts import lexicon, vocabulary
from newsledger.facts.words import Word

Kind = Literal["np", "vg", "prep", "cc", "wh", "that", "sub", "comma", "mark", "adj", "adv", "time", "open", "close"]


@dataclass(slots=True)
class Unit:
    """Words [first, last) that act as one: a name, an amount, a time, or a single word. `ref` indexes what it is."""

    first: int
    last: int
    tag: str
    what: Literal["word", "name", "number", "time"] = "word"
    ref: int = -1


class Phrase:
    """A phrase over words [first, last). For a noun phrase `head` is its noun's lemma and `name`, `number`, `time` index
    the sentence's lists; for a verb group `head` is the main verb's lemma.

    No dataclass, as Word."""

    name: int | None = None
    owner: Phrase | None = None
    owns: bool = False
    lemmas: tuple[str, ...] = ()
    stands: str = ""  # the noun that it leaves out: "12" for "12 stores"
    # of a verb group
    finite: bool = False
    passive: bool = False
    negated: bool = False
    infinitive: bool = False
    participle: Literal["", "ing", "ed"] = ""
    modal: str = ""
    tense: Literal["", "past", "present", "perfect", "progressive", "future"] = ""
    adverbs: tuple[str, ...] = ()

    def __init__(self, kind: Kind, first: int, last: int, head: str = "", *, pronoun: bool = False) -> None:
        self.kind, self.first, self.last, self.head = kind, first, last, head
        self.pronoun = pronoun
        self.inner: list[int] = []  # names among the modifiers
        self.numbers: list[int] = []
        self.times: list[int] = []


_INSIDE = ("NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "FW", "SYM", "$", "#", "%", "ADD")
_VERBAL = ("VB", "MD", "TO")
_OPENING = ("DT", "PDT", "PRP$", *_INSIDE)
_SUBORDINATORS = frozenset(
    "if because although though while whereas unless until since when where whether as once than so".split()
)
_ADJECTIVAL = frozenset("existing leading remaining outstanding participating competing neighbouring".split())
_ASPECTS = frozenset("stop start begin cease quit finish continue keep resume halt consider avoid".split())
# what a figure is, or is no more or no less than
HEDGES: dict[str, Literal["approx", "at_least", "at_most"]] = {
    **dict.fromkeys(("about", "around", "roughly", "nearly", "almost", "some", "approximately"), "approx"),
    **dict.fromkeys(("over", "more than", "at least"), "at_least"),
    **dict.fromkeys(("under", "up to", "fewer than", "less than", "at most"), "at_most"),
}
_VALUES = frozenset("value price estimate cost".split())
_HEDGING = frozenset(hedge.split()[0] for hedge in HEDGES)
_CALLS = frozenset("call name dub brand".split())
_NAMING = frozenset("name appoint elect make choose pick".split())
_DETERMINERS = frozenset("the a an its their his her our my your".split())  # "its mothballed Lublin mill"
_PARTITIVES = frozenset("total number majority couple dozen hundred thousand handful lot series range bulk".split())
_PASSIVE_INFINITIVES = frozenset(
    "expect set force require allow order use need believe say report estimate due design build mean name call".split()
)


def phrases(words: Sequence[Word], units: Sequence[Unit]) -> list[Phrase]:
    """The phrases of a sentence, left to right."""
    out: list[Phrase] = []
    at = 0
    while at < len(units):
        phrase, at = _next(words, units, at)
        if out and out[-1].owns and phrase.kind == "np" and phrase.owner is None:
            phrase.owner = out[-1]
        if _has_trade(words, phrase):
            _take_in(out, phrase)
        if _has_town(words, out, phrase):
            phrase.first, phrase.inner = out[-2].first, [out[-2].name or 0, *phrase.inner]
            del out[-2:]
        if (
            phrase.kind == "np"
            and len(out) > 1
            and out[-1].head == "of"
            and _is_partitive(out[-2])
            and (phrase.lemmas or words[phrase.last - 1].tag == "NNS")
        ):
            _take_part(out, phrase)
        out.append(phrase)
    for before, one, two in zip([None, *out], out, out[1:], strict=False):
        if one.participle == "ed":
            _finish(one, two, before)
        elif one.head in _VALUES and two.head == "at":
            _describe(one, before)
    for i in range(1, len(out)):
        if out[i].participle == "ed":
            _move(out, i)
        elif out[i].head == "once" and out[i].kind == "sub" and _is_aside(out, i):
            out[i].kind = "adv"
    return out


def _is_aside(parts: Sequence[Phrase], at: int) -> bool:
    """Whether commas set off what "once" opens, and no clause: "Jane Doe, *once* head of sales at Acme, said"."""
    behind = itertools.takewhile(lambda part: part.kind not in ("comma", "mark"), parts[at + 1 :])
    return parts[at - 1].kind == "comma" and not any(part.kind == "vg" for part in behind)


def _is_partitive(phrase: Phrase) -> bool:
    """Whether it only says how much of what "of" brings: "a total of", "dozens of"."""
    return phrase.kind == "np" and phrase.name is None and phrase.head in _PARTITIVES and not phrase.inner


def _take_part(out: list[Phrase], phrase: Phrase) -> None:
    """Makes "a total of 430 people" one phrase, whose head is the people."""
    out.pop()
    part = out.pop()
    if phrase.lemmas:
        phrase.first = part.first
    phrase.numbers = [*part.numbers, *phrase.numbers]
    phrase.owner = phrase.owner or part.owner


def _has_town(words: Sequence[Word], out: Sequence[Phrase], phrase: Phrase) -> bool:
    """Whether a town stands before the state that a firm is based in: "the Norfolk, Virginia-based bank"."""
    if phrase.kind != "np" or len(out) < 2 or out[-1].kind != "comma" or out[-2].name is None:
        return False
    based = any(word.text == "-based" for word in words[phrase.first : phrase.first + 3])
    return based and words[out[-2].first].lower in ("the", "a", "an")


def _has_trade(words: Sequence[Word], phrase: Phrase) -> bool:
    """Whether a trade stands before the name: "response company Tallis"."""
    return (
        phrase.kind == "np"
        and phrase.name is not None
        and phrase.owner is None
        and words[phrase.first].tag not in ("DT", "PRP$", "CD")
        and any(words[i].lemma in _trades() for i in range(phrase.first, phrase.last - 1))
    )


@cache
def _trades() -> frozenset[str]:
    return lexicon.words("organisation_heads", "products")


def _take_in(out: list[Phrase], phrase: Phrase) -> None:
    """Joins to a name's description what is listed with it: "threat detection and response company Tallis"."""
    if out and out[-1].kind == "close" and (opening := next((i for i, p in enumerate(out) if p.kind == "open"), 0)):
        _join(out, phrase, opening - 1)
    marks: tuple[str, ...] = ("cc",)
    while len(out) > 1 and out[-1].kind in marks:
        before = out[-2]
        plain = before.kind == "adj" or (before.kind == "np" and before.name is None and not before.pronoun)
        if not (plain or (len(out) == 2 and out[-1].kind == "comma")) or before.owns or before.numbers:
            return
        if not _join(out, phrase, len(out) - 2):
            return
        marks = ("comma",) if marks == ("cc",) and not (out and out[-1].kind == "cc") else ("comma", "cc")


def _join(out: list[Phrase], phrase: Phrase, at: int) -> bool:
    """Joins the noun phrase out[at] and what follows it to the front of `phrase`; False where none stands there."""
    before = out[at]
    if before.kind not in ("np", "adj") or any(part.kind == "vg" for part in out[at:]):
        return False
    phrase.first, phrase.inner = before.first, [*before.inner, *phrase.inner]
    phrase.lemmas, phrase.owner = before.lemmas + phrase.lemmas, before.owner
    del out[at:]
    return True


def _finish(verb: Phrase, following: Phrase, before: Phrase | None) -> None:
    """A participle with an object, or of a verb of saying, is a past form that the tagger took for a participle."""
    if verb.kind != "vg" or verb.participle != "ed" or verb.finite:
        return
    if verb.head in _CALLS and before is not None and (before.kind == "comma" or _is_common(before)):
        return  # "the new tablet, called the Kelpie, goes on sale", "a brewer called Harrow"
    takes = following.kind in ("np", "that") or (
        following.kind == "vg" and following.infinitive and verb.head not in _PASSIVE_INFINITIVES
    )
    if following.kind == "mark" and before is not None and before.name is not None:
        takes = verb.head in lexicon.words("said")  # "production has ended, Tallis confirmed."
    if takes or (verb.head in lexicon.words("said") and following.kind in ("time", "prep") and following.head != "by"):
        verb.finite, verb.passive, verb.participle, verb.tense = True, False, "", "past"


def _is_common(part: Phrase) -> bool:
    return part.kind == "np" and part.name is None and not part.pronoun


def _describe(verb: Phrase, before: Phrase | None) -> None:
    """ "Under an agreement valued at $9m": what has no object there only describes."""
    bare = verb.kind == "vg" and verb.finite and verb.tense == "past" and verb.last - verb.first == 1
    if bare and before is not None and before.kind == "np":
        verb.finite, verb.passive, verb.participle, verb.tense = False, True, "ed", ""


def _move(parts: Sequence[Phrase], at: int) -> None:
    """A participle of a movement right behind a measure is its past: "sales at Tallis declined for a year"."""
    verb = parts[at]
    if verb.kind != "vg" or verb.participle != "ed" or verb.finite:
        return
    moves = lexicon.words("rises", "falls")
    for noun in _governors(parts, at - 1):
        traded = noun.head in ("share", "stock") and verb.head in ("close", "end", "trade", "open", "finish")
        measured = noun.head in lexicon.words("measures") or noun.head in (
            "share",
            "stock",
            "market",
            "economy",
            "industry",
        )
        counted = any(
            part.numbers for part in parts[at + 1 : at + 3] if part.head not in ("for", "in", "with", "of", "on")
        )
        if traded or (verb.head.split()[0] in moves and (measured or counted)):
            verb.finite, verb.passive, verb.participle, verb.tense = True, False, "", "past"


def _governors(parts: Sequence[Phrase], at: int) -> list[Phrase]:
    """The noun phrase at `at` and those it hangs on by prepositions."""
    out = []
    while at >= 0 and parts[at].kind == "np" and not parts[at].pronoun:
        out.append(parts[at])
        if at < 2 or parts[at - 1].kind != "prep":
            break
        at -= 2
    return out


def _next(words: Sequence[Word], units: Sequence[Unit], at: int) -> tuple[Phrase, int]:
    unit = units[at]
    word = words[unit.first]
    if (
        word.lower in ("both", "all", "each")
        and at + 1 < len(units)
        and units[at + 1].tag.startswith(("VB", "MD"))
        and at
    ):
        return Phrase("adv", unit.first, unit.last, head=word.lower), at + 1  # "A and B both left"
    if unit.what == "time" and not _modifies(words, units, at):
        time = Phrase("time", unit.first, unit.last)
        time.times.append(unit.ref)
        return time, at + 1
    if word.lower in ("more", "less") and _is_more_than(words, units, at):
        return Phrase("adv", unit.first, units[at + 1].last, head="more than"), at + 2
    if word.lower in _HEDGING and (hedge := hedged(words, unit.first, 1)):
        follows = units[at + hedge] if at + hedge < len(units) else unit
        if follows.what == "word" and follows.tag == "CD" and words[follows.first].text[0].isdigit():
            return Phrase("adv", unit.first, units[at + hedge - 1].last, head=word.lower), at + hedge
    if word.lower == "such" and _is_such_as(words, units, at):
        return Phrase("prep", unit.first, units[at + 1].last, head="such as"), at + 2
    if word.lower == "worth" and unit.tag != "NN":
        return Phrase("prep", unit.first, unit.last, head="worth"), at + 1
    if word.lower in ("each", "both", "all") and _floats(units, at):
        return Phrase("adv", unit.first, unit.last, head=word.lower), at + 1
    if unit.tag.startswith(_VERBAL) and _starts_verb(words, units, at):
        return _verb(words, units, at)
    owned = at > 0 and unit.tag in ("VBN", "VBD", "VBG") and (units[at - 1].tag == "POS" or word.lower == "operating")
    describes = (owned and _describes(units, at)) or _intensifies(units, at)
    if unit.what != "word" or unit.tag in _OPENING or _participial(units, at) or describes:
        return _noun(words, units, at)
    if unit.tag in ("PRP", "EX"):
        return Phrase("np", unit.first, unit.last, head=word.lower, pronoun=unit.tag == "PRP"), at + 1
    return Phrase(_kind(words, unit), unit.first, unit.last, head=word.lower), at + 1


def hedged(words: Sequence[Word], at: int, way: Literal[1, -1]) -> int:
    """How many words from `at` on, or back from it, hedge a figure: "about", "more than"; the figure is none of them."""
    low = at if way > 0 else at - 2
    near = [word.lower for word in words[max(0, low) : max(0, low + 2)]]
    one = near[0 if way > 0 else -1] if near else ""
    return 2 if " ".join(near) in HEDGES else 1 if one in HEDGES else 0


def _floats(units: Sequence[Unit], at: int) -> bool:
    """Whether a word of quantity stands between a subject and its verb: "A and B *each* hold 30 per cent"."""
    behind = units[at + 1] if at + 1 < len(units) else None
    named = at > 0 and (units[at - 1].what == "name" or units[at - 1].tag.startswith("NN"))
    return named and behind is not None and behind.what == "word" and behind.tag.startswith(("VB", "MD"))


def _is_such_as(words: Sequence[Word], units: Sequence[Unit], at: int) -> bool:
    follows = units[at + 1] if at + 1 < len(units) else None
    return follows is not None and words[follows.first].lower == "as"


def _is_more_than(words: Sequence[Word], units: Sequence[Unit], at: int) -> bool:
    """Whether the "more" at `at` compares a verb: "more than doubled"."""
    if at + 2 >= len(units):
        return False
    return words[units[at + 1].first].lower == "than" and units[at + 2].tag in ("VBD", "VBN", "VBZ")


def _kind(words: Sequence[Word], unit: Unit) -> Kind:
    word = words[unit.first]
    if unit.tag in ("WP", "WDT", "WP$", "WRB") or word.lower in ("who", "which", "whose", "whom"):
        return "sub" if unit.tag == "WRB" else "wh"
    if word.lower == "that" and unit.tag in ("IN", "WDT"):
        return "that"
    if unit.tag == "IN" and word.lower in _SUBORDINATORS and word.lower not in ("as", "than", "since", "until"):
        return "sub"
    if unit.tag in ("IN", "TO", "RP"):
        return "prep"
    if unit.tag == "CC":
        return "cc"
    if word.text == ",":
        return "comma"
    if word.text in "([{":
        return "open"
    if word.text in ")]}":
        return "close"
    if unit.tag.startswith("RB"):
        return "adv"
    return "mark"


def _modifies(words: Sequence[Word], units: Sequence[Unit], at: int) -> bool:
    """Whether a time stands before the noun it belongs to: "third-quarter earnings", "2019 sales"."""
    following = units[at + 1] if at + 1 < len(units) else None
    return (
        following is not None
        and following.what in ("word", "name")
        and following.tag in ("NN", "NNS", "JJ")
        and words[units[at].last - 1].end + 1 == words[following.first].start
        and words[units[at].first].lower
        not in ("in", "on", "by", "last", "this", "next", "since", "during", "at", "from", "for", "through")
    )


def _intensifies(units: Sequence[Unit], at: int) -> bool:
    """An adverb behind a possessive that opens what is owned: "Acme's recently named chair"."""
    return (
        units[at].tag == "RB"
        and at > 0
        and units[at - 1].tag == "POS"
        and at + 2 < len(units)
        and units[at + 1].tag in ("VBN", "JJ")
        and units[at + 2].tag in ("NN", "JJ", "NNP", "NNS")
    )


def _participial(units: Sequence[Unit], at: int) -> bool:
    """A participle that only describes: "adjusted earnings", "planned layoffs"."""
    return (
        units[at].tag in ("VBN", "VBG")
        and at + 1 < len(units)
        and units[at + 1].tag in ("NN", "NNS")
        and units[at + 1].what == "word"
    )


def _describes(units: Sequence[Unit], at: int) -> bool:
    """Whether participles, and nothing else, stand between here and a noun: "Tallis's adjusted operating profit"."""
    ahead = [unit.tag for unit in units[at : at + 4]]
    while ahead and ahead[0] in ("VBN", "VBD", "VBG", "JJ"):
        ahead.pop(0)
    return bool(ahead) and ahead[0] in ("NN", "NNS")


def _starts_verb(words: Sequence[Word], units: Sequence[Unit], at: int) -> bool:
    unit = units[at]
    if unit.what != "word":
        return False
    if at and units[at - 1].tag == "POS" and unit.tag in ("VBN", "VBD", "VBG") and _describes(units, at):
        return False
    following = words[units[at + 1].first].lemma if at + 1 < len(units) else ""
    if words[unit.first].lower == "operating" and following in lexicon.words("measures"):
        return False
    if unit.tag in ("VBN", "VBG") and _participial(units, at):
        before = units[at - 1] if at else None
        if before is None or before.tag in (
            "DT",
            "JJ",
            "PRP$",
            "POS",
            "CD",
            "IN",
            "CC",
            "VBD",
            "VBZ",
            "VBP",
            "VB",
            "VBN",
        ):
            runs_on = before is not None and (before.tag == "IN" or words[before.first].lemma in _ASPECTS)
            acts = words[unit.first].lower not in _ADJECTIVAL  # "from existing investors"
            return runs_on and acts and unit.tag == "VBG"  # "by making phones", "stopped making phones"
    opened = at > 0 and units[at - 1].tag in ("DT", "PRP$") and unit.tag in ("VBN", "VBG")
    if opened and at + 1 < len(units) and units[at + 1].what == "number":
        return False
    if unit.tag == "MD" or unit.tag.startswith("VB"):
        return True
    if unit.tag == "TO":
        return any(
            units[i].tag == "VB"
            for i in range(at + 1, min(at + 3, len(units)))
            if all(units[j].tag.startswith("RB") for j in range(at + 1, i))
        )
    return False


def _verb(words: Sequence[Word], units: Sequence[Unit], at: int) -> tuple[Phrase, int]:
    first = at
    group: list[Word] = []
    adverbs: list[str] = []
    while at < len(units):
        unit = units[at]
        word = words[unit.first]
        if unit.what != "word":
            break
        if unit.tag == "MD" or unit.tag.startswith("VB") or (unit.tag == "TO" and _starts_verb(words, units, at)):
            if group and not _continues(group, word):
                break
            group.append(word)
        elif (
            (
                unit.tag.startswith("RB")
                and any(
                    units[i].tag.startswith(("VB", "MD")) and _continues(group, words[units[i].first])
                    for i in range(at + 1, min(at + 3, len(units)))
                    if units[i].what == "word" and all(units[j].tag.startswith("RB") for j in range(at, i))
                )
            )
            or word.lower in ("n't", "not")
            or (word.lower == "since" and group and group[-1].lemma == "have")
        ):
            adverbs.append(word.lower)
        elif group and group[-1].lemma == "have" and word.lower in ("more", "less") and _is_more_than(words, units, at):
            at += 1  # "have more than doubled"
        else:
            break
        at += 1
    phrase = _group(group, adverbs, units[first].first, units[at - 1].last)
    if at < len(units) and units[at].what == "word" and _is_particle(phrase.head, units, words, at):
        phrase.head += " " + words[units[at].first].lower
        phrase.last = units[at].last
        at += 1
    return phrase, at


def _is_particle(verb: str, units: Sequence[Unit], words: Sequence[Word], at: int) -> bool:
    """Whether the word behind a verb belongs to it: "lay off", "break away", "stay on as chair"."""
    word, tag = words[units[at].first].lower, units[at].tag
    if tag == "RP":
        return True
    if word == "on" and verb == "take" and tag == "RB":
        return True
    if word == "on":
        return units[at].last < len(words) and words[units[at].last].lower == "as"
    if word == "in" and verb in ("put", "chip", "throw"):
        return at + 1 < len(units) and units[at + 1].what == "number"  # "put in $5m"
    if word in ("away", "aside", "together"):
        return f"{verb} {word}" in vocabulary.particle_verbs()
    if word not in ("up", "down", "off", "out", "over", "back") or tag.startswith(("N", "V")):
        return False
    followed = at + 1 < len(units) and units[at + 1].what != "number"
    if not followed and verb in ("close", "finish", "end", "open"):
        return False  # "closed down 2.4%"
    return followed or f"{verb} {word}" in vocabulary.particle_verbs()


def _continues(group: Sequence[Word], word: Word) -> bool:
    """Whether a verb form can follow the ones so far in the same group."""
    if not group:
        return True
    last = group[-1]
    lemma = last.lemma
    if last.tag == "TO" or last.tag == "MD":
        return word.tag in ("VB", "VBP", "VBN", "VBD")
    if lemma == "have":
        return word.tag in ("VBN", "VBD")
    if lemma == "be":
        return word.tag in ("VBN", "VBG", "VBD") or word.tag == "TO"
    return lemma == "do" and word.tag == "VB"


def _group(group: Sequence[Word], adverbs: Sequence[str], first: int, last: int) -> Phrase:
    main, before = group[-1], [word.lemma for word in group[:-1]]
    modal = next((word.lower for word in group if word.tag == "MD"), "")
    if len(group) > 2 and group[0].lemma == "be" and group[1].tag == "TO":
        modal = "will"  # "is to leave"
    passive = main.tag in ("VBN", "VBD") and bool(before) and before[-1] == "be"
    bare = len(group) == 1
    infinitive = group[0].tag == "TO" or (not bare and group[0].tag == "VB")  # "will leave and be replaced"
    verb = Phrase("vg", first, last, main.lemma)
    verb.finite = not infinitive and group[0].tag not in ("VBG", "VBN") and not (bare and main.tag == "VB")
    verb.passive = passive or (bare and main.tag == "VBN")
    verb.negated = any(word in ("n't", "not", "never", "no") for word in adverbs)
    verb.infinitive = infinitive or (bare and main.tag == "VB")
    verb.participle = "ing" if group[0].tag == "VBG" else "ed" if bare and main.tag == "VBN" else ""
    verb.modal, verb.tense, verb.adverbs = modal, _tense(group, before, modal), tuple(adverbs)
    return verb


def verb_at(verb: Phrase, first: int, last: int) -> Phrase:
    """The same verb, as left out over words [first, last)."""
    out = Phrase("vg", first, last, verb.head)
    out.finite, out.passive, out.negated, out.infinitive = verb.finite, verb.passive, verb.negated, verb.infinitive
    out.participle, out.modal, out.tense, out.adverbs = verb.participle, verb.modal, verb.tense, verb.adverbs
    return out


def _tense(
    group: Sequence[Word], before: Sequence[str], modal: str
) -> Literal["", "past", "present", "perfect", "progressive", "future"]:
    if modal in ("will", "would", "'ll", "wo", "shall"):
        return "future"
    if "have" in before:
        return "perfect"
    if group[-1].tag == "VBG" and "be" in before:
        return "progressive"
    return "past" if group[0].tag == "VBD" else "present" if group[0].tag in ("VBZ", "VBP") else ""


def _noun(words: Sequence[Word], units: Sequence[Unit], at: int) -> tuple[Phrase, int]:
    first = at
    while at < len(units) and _goes_on(words, units, first, at):
        at += 1
    inside = units[first:at]
    phrase = Phrase("np", inside[0].first, inside[-1].last)
    head = inside[-1]
    names: list[int] = []
    lemmas: list[str] = []
    lists = {"name": names, "number": phrase.numbers, "time": phrase.times}
    for unit in inside:
        if unit.what == "word":
            lemmas += [words[i].lemma for i in range(unit.first, unit.last)]
        else:
            lists[unit.what].append(unit.ref)
    phrase.inner, phrase.lemmas = names, tuple(lemmas)
    if head.what == "name":
        phrase.name = names.pop()
    else:
        noun = next((u for u in reversed(inside) if u.what != "word" or u.tag.startswith("NN")), head)
        late = words[head.last - 1].lower == "attributable" and noun.what == "word"  # "profit attributable to"
        phrase.head = words[(noun if late else head).last - 1].lemma
    if head.tag.startswith("JJ") and head.what == "word" and not any(u.tag.startswith("NN") for u in inside):
        behind = words[units[at].first].lower if at < len(units) else ""
        phrase.kind = "np" if _leaves_out_noun(words, inside, behind) else "adj"
    if inside[0].tag == "PRP$":
        phrase.owner = Phrase("np", inside[0].first, inside[0].last, head=words[inside[0].first].lower, pronoun=True)
    if at < len(units) and units[at].tag == "POS":
        phrase.owns = True
        at += 1
    return phrase, at


def _leaves_out_noun(words: Sequence[Word], inside: Sequence[Unit], behind: str) -> bool:
    """Whether an adjective stands for a noun phrase: "is building *a third*", "shut *the older* of its two mills"."""
    first, last = words[inside[0].first].lower, words[inside[-1].first].lower
    return len(inside) == 2 and ((first == "a" and last in _ORDINALS) or (first == "the" and behind == "of"))


_ORDINALS = frozenset("second third fourth fifth sixth".split())


def _names_to_a_post(words: Sequence[Word], units: Sequence[Unit], first: int, at: int) -> bool:
    """Whether a post begins behind the name that a verb of naming has as its object: "named Jane Doe chief executive",
    "names Tallis executive Jane Doe CFO"."""
    posts = lexicon.words("roles", "role_words")
    told = units[first].what == "name" or any(words[unit.first].lower in posts for unit in units[first : at - 1])
    named = told and first > 0 and units[first - 1].tag.startswith("VB")
    if not named or words[units[first - 1].first].lemma not in _NAMING:
        return False
    behind = itertools.takewhile(lambda unit: unit.tag != "IN", units[at : at + 5])  # "elected Jane Doe chair of Acme"
    return words[units[at].first].lower in posts and not any(unit.what == "name" for unit in behind)


def _tells_of(words: Sequence[Word], units: Sequence[Unit], first: int, at: int) -> bool:
    """Whether a clause about the noun phrase begins: "with sales *falling 9%*", "the 29% growth *analysts had expected*"."""
    unit, after = units[at], units[at + 1] if at + 1 < len(units) else None
    if after is None or unit.what != "word":
        return False
    lemma, before = words[unit.first].lemma, units[at - 1]
    if unit.tag == "VBG" or (unit.tag in ("VBN", "VBD") and (before.what == "name" or before.tag[:2] == "NN")):
        return after.what == "number" and lemma in lexicon.words("rises", "falls")
    if lemma in ("year", "quarter", "month") and before.what == "number":
        return words[after.first].lower in ("on", "over", "to")  # "28 percent year on year"
    foresees = lemma in lexicon.words("foreseers") and after.tag.startswith(("VB", "MD"))
    return foresees and any(before.what == "number" for before in units[first:at])


def _precedes_noun(units: Sequence[Unit], at: int) -> bool:
    return at + 1 < len(units) and (units[at + 1].what != "word" or units[at + 1].tag.startswith(("NN", "JJ")))


_LETTING = frozenset("allowing enabling requiring forcing letting permitting obliging barring prohibiting".split())


_LASTS = ("year", "month", "week", "day", "term", "decade")


def _lasts(words: Sequence[Word], units: Sequence[Unit], at: int) -> bool:
    """Whether a comma stands within a noun phrase: "a three-year, $8 million contract"."""
    spans = words[units[at - 1].last - 1].lower.rpartition("-")[2] in _LASTS and units[at - 1].tag in ("JJ", "NN")
    behind = units[at + 1] if at + 1 < len(units) else None
    return spans and behind is not None and (behind.what == "number" or behind.tag in ("JJ", "CD"))


def _goes_on(words: Sequence[Word], units: Sequence[Unit], first: int, at: int) -> bool:
    unit = units[at]
    if at == first:
        return True
    before, lower = units[at - 1], words[unit.first].lower
    such = lower == "such" and _is_such_as(words, units, at)
    if lower == "worth" or such or (before.what == "name" and _names_to_a_post(words, units, first, at)):
        return False
    if _tells_of(words, units, first, at):
        return False
    if lower == ",":
        return _lasts(words, units, at)
    if lower in ("private", "public") and before.what == "name" and not _precedes_noun(units, at):
        return False  # "took Tallis private"
    if unit.what == "number":
        record = words[before.last - 1].lower == "record" and at == first + 2  # "a record 8.9 million"
        return before.what == "word" and (record or not before.tag.startswith("NN")) and before.tag != "CC"
    if unit.what == "name":
        return (
            before.what != "number"
            or units[first].what != "number"
            or words[before.last - 1].lower not in ("percent", "%")
        )
    if unit.what == "time":
        return before.tag in ("DT", "JJ", "PRP$") and _modifies(words, units, at)
    if unit.tag in ("VBN", "VBG"):
        if before.what == "word" and before.tag in ("VBN", "VBD", "VBG"):
            return _describes(units, at)
        follows = units[at + 1].what if at + 1 < len(units) else ""
        if (lower in _LETTING or (lower in ("employing", "costing") and follows == "number")) and before.tag[
            :2
        ] == "NN":
            return False  # "a licence allowing American companies to sell"
        return (
            (
                (before.what == "word" and before.tag in ("DT", "JJ", "PRP$", "CD", "RB", "JJS", "NN"))
                or (
                    before.what in ("name", "number")
                    and unit.tag == "VBG"
                    and words[unit.first].lemma not in lexicon.words("headline_verbs")
                )
            )
            and at + 1 < len(units)
            and (
                units[at + 1].tag in ("NN", "NNS", "JJ")
                or units[at + 1].what == "number"
                or (units[at + 1].what == "name" and words[before.first].lower in _DETERMINERS)
            )
        )
    if unit.tag in ("RB", "RBS", "RBR") and before.tag in ("DT", "RBS", "RBR"):
        return at + 1 < len(units) and units[at + 1].tag.startswith(("JJ", "VBN", "RB"))
    if unit.tag in ("DT", "PDT", "PRP$"):
        return before.tag in ("PDT",) or (before.tag == "DT" and unit.tag == "DT")
    if before.what == "number" and unit.tag.startswith("JJ"):
        return at + 1 < len(units) and units[at + 1].tag in ("NN", "NNS", "JJ")
    return unit.tag in _INSIDE
