"""What the tagger sees of a word and of the words around it; training and tagging read the same features from here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

OPEN = tuple("NN NNP NNS JJ VB VBD VBN VBG VBZ VBP RB CD NNPS JJR JJS UH FW".split())  # tags that a new word may have

PLAIN, INITIAL, HEADLINE = 0, 1, 2  # what a capital says: a name; nothing, at the start; nothing, in a title
_QUOTES = str.maketrans("’‘‛“”„", "'''\"\"\"")
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_LOWER = re.compile(r"[^\W\d_A-Z]+")
_UPPER = re.compile(r"[A-Z]+")
_HEADLINE_SHARE = 0.8
_LONG = 4  # letters; shorter words ("of", "in", "to") stay small in a title
_LONGEST = 40  # characters of a word that are looked at
_AUXILIARIES = frozenset(
    "be am is are was were 's 're 'm been being have has had 've having get gets got getting "
    "do does did will would shall should can could may might must to 'll 'd wo ca".split()
)
_NUMBER = re.compile(
    r"(?:[A-Za-z]{0,3}[$€£¥₩₹]0(?:[a-z]{1,2}|trn)?|[+-]?0(?:k|m|mn|b|bn|t|tn|trn|%|bps?))(?:-0[a-z%]{0,2})?", re.I
)
_ADDRESS = re.compile(r"www\.|\w+://|[^@\s]+@[^@\s]+\.[a-z]", re.I)
_INNER_CAPITAL = re.compile(r"[a-z]+[A-Z][A-Za-z]*")
_SUBORDINATORS = frozenset(
    "that because while as if since after before although though whether when until unless where which who what".split()
)
_SURE = frozenset("is are was were 's has have had will would can could may might should must said says".split())
_PREFIXES = ("over", "under", "out", "re", "un", "mis", "fore", "up", "co", "pre", "dis")
_NOT_ONLY_NAMES = ("s", "an", "ese", "ish", "ic", "al")
_STOPS = frozenset([",", ";", ":", ".", "(", ")", "--", "–", "—", '"', "!", "?"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])


class Lexicon:
    """The words seen often enough, each with its tags (the likeliest first, parted by spaces): the `closed` ones have
    no others, the `open` ones were seen too seldom to say so."""

    def __init__(self, open_words: Mapping[str, str], closed_words: Mapping[str, str]) -> None:
        self.closed = closed_words
        self.words = {**open_words, **closed_words}

    def choices(self, word: str, mode: int) -> list[str]:
        """The tags that a word may have."""
        exact = normal(word)
        if named := _by_form(exact):
            return named
        text = exact if mode == PLAIN else exact.lower()
        tags = self.closed.get(text, "").split()
        if tags and (mode == PLAIN or (len(tags) == 1 and tags[0] not in OPEN)):
            return tags
        names = ["NNP", "NNPS"] if mode != PLAIN and tags else list(OPEN)
        if text not in self.words and exact not in self.words:
            return ["NNP"] if mode == PLAIN and self._surely_names(exact) else names
        return list(dict.fromkeys(self.words.get(text, "").split() + self.words.get(exact, "").split() + names))

    def _surely_names(self, word: str) -> bool:
        """Whether a word of no lexicon that has a capital inside a sentence can be but a name: not "Kenyans", "Andean"."""
        is_new = word.isalpha() and word.istitle() and word.lower() not in self.words
        return is_new and not word.endswith(_NOT_ONLY_NAMES)


def _by_form(text: str) -> list[str]:
    """The tags of a sum of money, an address or a name such as iPhone, which only their form tells."""
    if text.isalpha() and (text.islower() or text.istitle()):
        return []
    if _NUMBER.fullmatch(text):
        return ["CD"]
    if _ADDRESS.match(text):
        return ["ADD", "NNP"]
    if _INNER_CAPITAL.fullmatch(text):
        return ["NNPS"] if text[-1] == "s" else ["NNP", "NN"]
    return []


@dataclass(frozen=True, slots=True)
class Word:
    """One word as the features name it: `key` as itself, `group` as one of its kind, `shape` by its characters."""

    text: str
    key: str
    group: str
    shape: str


def modes(words: Sequence[str]) -> list[int]:
    """What a capital tells at each place: PLAIN, INITIAL or HEADLINE."""
    long = [word for word in words if len(word) >= _LONG and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long)
    if len(long) > 1 and len(words) > 3 and capitals >= _HEADLINE_SHARE * len(long):
        return [HEADLINE if word[:1].isupper() else PLAIN for word in words]
    found = [PLAIN] * len(words)
    first = next((at for at, word in enumerate(words) if word[:1].isalnum()), None)
    if first is not None and words[first][0].isupper():
        found[first] = INITIAL
    return found


def normal(word: str) -> str:
    """The word with each number made 0 and quotes straight."""
    if word.isalpha():
        return word[:_LONGEST]
    return _DIGITS.sub("0", word[:_LONGEST].translate(_QUOTES))


def describe(word: str, mode: int, words: Mapping[str, str]) -> Word:
    """The word for the features; `words` are those of a lexicon."""
    text = normal(word)
    shape = _UPPER.sub("X", _LOWER.sub("x", text))[:6]
    if mode != PLAIN:
        text = text.lower()
    if text in words:
        return Word(text, text, words[text], shape)
    group = _group(text, mode)
    return Word(text, group, group, shape)


def _group(text: str, mode: int) -> str:
    """The kind of a word that is in no lexicon."""
    if _NUMBER.fullmatch(text):
        return "CD"
    if "0" in text:
        return "#0-" if "-" in text else "#0" + text.rpartition("0")[2][:2]
    if not text[:1].isalpha():
        return "#."
    ending = next((e for e in ("ing", "ed", "ly", "es", "s", "er") if text.endswith(e)), "")
    return ("#H" if mode else "#X" if text[0].isupper() else "#") + ("-" if "-" in text else "") + ending


def of_word(word: Word, mode: int, words: Mapping[str, str]) -> list[str]:
    """The features that a word has wherever it stands."""
    text, shape = word.text, f"{word.shape}{mode}"
    lower = text.lower()
    last = lower.rpartition("-")[2]
    found = ["=", f"w{text}", f"h{shape}", f"k{word.group} {shape}", f"x{lower[-2:]} {shape}"]
    found += [f"s{lower[-n:]}" for n in range(1, 6) if n <= len(lower)]
    found += [f"p{lower[:n]}" for n in range(1, 5) if n < len(lower)]
    if last != lower:
        found += [f"y{last}", f"j{words.get(last, '#' + last[-2:])}"]
    return found + [f"m{ending} {words[stem]}" for ending, stem in _stems(lower) if stem in words]


def _stems(lower: str) -> list[tuple[str, str]]:
    """What is left without an ending or a prefix, and which: cut+ting, slash+es, raise+d, over+took."""
    found = []
    for ending in ("s", "es", "ed", "ing", "er", "d"):
        stem = lower.removesuffix(ending)
        if stem != lower and len(stem) > 1:
            found += [(ending, stem), (ending + "e", stem + "e")]
            if stem[-1] == stem[-2]:
                found.append((ending, stem[:-1]))
    for prefix in _PREFIXES:
        stem = lower.removeprefix(prefix)
        if stem != lower and len(stem) > 2:
            found.append(("+", stem))
    if lower.endswith(("ies", "ied")):
        found.append((lower[-3:], lower[:-3] + "y"))
    return found


class Clause:
    """What came before in the clause: its latest auxiliary, and whether it has a finite verb."""

    __slots__ = ("auxiliary", "finite")

    def __init__(self) -> None:
        self.auxiliary = ""
        self.finite = ""

    def after(self, text: str, tag: str) -> None:
        """Go past a word."""
        if text in _AUXILIARIES and tag not in ("IN", "POS"):
            self.auxiliary = text
        elif tag[:2] == "VB" or text in _STOPS:
            self.auxiliary = ""
        if tag in _FINITE:
            self.finite = "F"
        elif text in _STOPS or text in _SUBORDINATORS or tag == "CC":
            self.finite = tag[:1] if text not in _STOPS else ""


BEYOND = Word("", "", "", "")  # stands before the first word and after the last


def surely_ahead(padded: Sequence[Word]) -> list[str]:
    """Whether, at each place, a finite verb follows in the clause: "s" for sure, "m" maybe, "" not."""
    found = [""] * len(padded)
    ahead = ""
    for at in range(len(padded) - 1, -1, -1):
        found[at] = ahead
        text, group = padded[at].text, padded[at].group
        if text in _STOPS or text in _SUBORDINATORS:
            ahead = ""
        elif text in _SURE:
            ahead = "s"
        elif not ahead and ("VBD" in group or "VBZ" in group):
            ahead = "m"
    return found


# What a word's surroundings tell, in groups: each depends on little, so that a tagger may keep what it sums up to.
def of_left(key: str) -> list[str]:
    """Of the key of the word to the left."""
    return ["a" + key]


def of_second_left(key: str) -> list[str]:
    """Of that of the word before it."""
    return ["b" + key]


def of_right(key: str, group: str) -> list[str]:
    """Of the key and the group of the word to the right."""
    return ["c" + key, "g" + group]


def of_second_right(key: str) -> list[str]:
    """Of the key of the word behind it."""
    return ["d" + key]


def of_coming(coming: str, further: str) -> list[str]:
    """Of the groups of the two words to the right."""
    return [f"i{coming} {further}"]


def of_tags(before: str, earlier: str) -> list[str]:
    """Of the two tags to the left."""
    return ["t" + before, f"u{before} {earlier}"]


def of_place(key: str, group: str, before: str, coming: str) -> list[str]:
    """Of a word's key and group between the tag to its left and the group to its right."""
    return [f"v{before} {key}", f"n{before} {group} {coming}", f"z{key} {coming}"]


def of_pairs(left: str, key: str, right: str) -> list[str]:
    """Of the key of a word with that to its left and with that to its right."""
    return [f"o{left} {key}", f"r{key} {right}"]


def of_clause(group: str, before: str, auxiliary: str, finite: str, ahead: str) -> list[str]:
    """Of the word's group and what stands before and after it in the clause."""
    return [f"A{auxiliary} {group}", f"F{finite} {group} {before}", f"L{ahead}{finite} {group}"]


def around(
    padded: Sequence[Word], at: int, before: str, earlier: str, clause: Clause, ahead: Sequence[str]
) -> list[str]:
    """The features that word `at` has where it stands; `padded` has two words BEYOND at either end, `before` and
    `earlier` are the two tags to its left, `ahead` is what surely_ahead says."""
    second_left, left, word, right, second_right = padded[at - 2 : at + 3]
    return [
        *of_left(left.key),
        *of_second_left(second_left.key),
        *of_right(right.key, right.group),
        *of_second_right(second_right.key),
        *of_coming(right.group, second_right.group),
        *of_tags(before, earlier),
        *of_place(word.key, word.group, before, right.group),
        *of_pairs(left.key, word.key, right.key),
        *of_clause(word.group, before, clause.auxiliary, clause.finite, ahead[at]),
    ]
