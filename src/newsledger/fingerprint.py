"""Fingerprints of texts: a MinHash signature over word shingles, and the numbers and names with what stands around them.

Two texts that tell one story in nearly the same words share bands of the signature, which is how they find each other
(Broder, "On the resemblance and containment of documents", 1997). Texts made from one template share them too; what
tells those apart is that another number or name stands between the same words. All of it is a function of the text,
the same on every machine: nothing here may change without a migration of the stored fingerprints."""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from newsledger import ids
from newsledger.records import Fingerprint

SHINGLE = 3  # words
BANDS, ROWS = 32, 3  # a pair of resemblance 0.4 meets in a band with probability 0.88, one of 0.6 with 0.9996
SHORT, MEDIUM = 50, 250  # words; below, one changed number or name is another story
RESEMBLANCE, SHORT_RESEMBLANCE, CONTAINMENT = 0.2, 0.6, 0.5
CONFLICTS = 0.25  # share of the numbers, or names, in the same surroundings that differ
_LONG = 3_000  # words; alignment is quadratic, beyond this only the words are counted

Array = NDArray[np.uint64]
# Chinese, Japanese and Thai put no spaces between words: there a character counts as one
_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|\d+(?:[.,:]\d+)*|[^\W\d_]+|\w")
_MIXER = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))  # of splitmix64
_WIDTH = np.uint64(1 << 31)


def _mixed(values: Array) -> Array:
    values = (values ^ (values >> np.uint64(30))) * _MIXER[0]
    values = (values ^ (values >> np.uint64(27))) * _MIXER[1]
    return values ^ (values >> np.uint64(31))


_SALTS = _mixed(np.arange(1, 2 * BANDS * ROWS + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))
_FACTORS, _TERMS = (_SALTS[: BANDS * ROWS] | np.uint64(1))[:, None], _SALTS[BANDS * ROWS :, None]


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text; its signature is empty where the text has fewer than three words."""
    words = _WORD.findall(text)
    folded = [word.casefold() for word in words]
    shingles = _shingles(folded)
    return Fingerprint(ids.text_hash(text), len(words), len(shingles), _signature(shingles), _marks(words, folded))


def text_key(print_: Fingerprint) -> int:
    """What finds the same text, of any length: the first 32 bits of its hash."""
    return int(print_.text_hash[:8], 16)


def bands(print_: Fingerprint) -> list[int]:
    """What the index has the text under: its key and its signature's bands.

    32 bits of each: what two texts share by chance is compared in vain, and half as much is read (docs/decisions/0004)."""
    if not print_.signature:
        return [text_key(print_)]
    rows = np.frombuffer(print_.signature, "<u4").astype(np.uint64).reshape(BANDS, ROWS)
    hashed = np.arange(1, BANDS + 1, dtype=np.uint64)
    for column in rows.T:
        hashed = _mixed(hashed * np.uint64(0x9E3779B97F4A7C15) + column)
    return sorted({text_key(print_), *(hashed >> np.uint64(32)).tolist()})


def same_story(one: Fingerprint, other: Fingerprint) -> float | None:
    """How far two texts resemble each other, 0 to 1 (1 for the same text), or None where they are two stories.

    The resemblance is estimated from the signatures with a standard error of 0.05 at most."""
    if one.text_hash == other.text_hash:
        return 1.0
    if not one.signature or not other.signature:
        return None
    equal = np.frombuffer(one.signature, "<u4") == np.frombuffer(other.signature, "<u4")
    resemblance = float(equal.mean())
    return resemblance if _is_close(resemblance, one, other) and _agree(one, other) else None


def kept_share(old: str, new: str) -> float:
    """Share of the words of both texts that an edit left as they were, in their order: 1 for none changed, 0 for all."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) > _LONG:
        kept = (Counter(before) & Counter(after)).total()
        return 2 * kept / (len(before) + len(after))
    return SequenceMatcher(None, before, after, autojunk=False).ratio()


def _shingles(words: Sequence[str]) -> Array:
    codes = np.array([_code(word) for word in words], dtype=np.uint64)
    length = len(codes) - SHINGLE + 1
    if length < 1:
        return codes[:0]
    hashed = np.zeros(length, dtype=np.uint64)
    for offset in range(SHINGLE):
        hashed = _mixed(hashed * np.uint64(0x9E3779B97F4A7C15) + codes[offset : offset + length] + np.uint64(1))
    hashed.sort()
    distinct: Array = hashed[np.append(True, hashed[1:] != hashed[:-1])]  # np.unique takes four times as long
    return distinct


def _signature(shingles: Array) -> bytes:
    if not len(shingles):
        return b""
    # multiply and shift: the upper half of an odd multiple is as good as a random permutation
    smallest = np.full(BANDS * ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(shingles), 4096):  # so that a book takes no more memory than an article
        hashed = _FACTORS * shingles[start : start + 4096]
        hashed += _TERMS  # in place: fresh memory costs more than the sum
        smallest = np.minimum(smallest, hashed.min(axis=1))
    return (smallest >> np.uint64(32)).astype("<u4").tobytes()


def _marks(words: Sequence[str], folded: Sequence[str]) -> bytes:
    """Numbers and names as uint64: the hash of two words before and one after, whether it is a number, its own hash."""
    kinds = _kinds(set(words))
    around = [*folded, ""]  # nothing stands before the first word (place -1) and behind the last
    plain = [-1, *(place for place, word in enumerate(words) if word not in kinds), len(words)]
    marks = set()
    # none at the start of a text, where bylines and datelines run into names
    for one, two, three in zip(plain, plain[1:], plain[2:], strict=False):
        if three - two > 1:
            is_number = 2 in map(kinds.__getitem__, words[two + 1 : three])
            value = _code(" ".join(folded[two + 1 : three])) >> 1 | is_number << 31
            marks.add(_code(f"{around[one]} {around[two]} {around[three]}") << 32 | value)
    return np.array(sorted(marks), dtype="<u8").tobytes()


def _kinds(words: set[str]) -> dict[str, int]:
    """2 for each number, 1 for each name; none for a word that the text has in small letters too, or no capitals at all."""
    plain = {word for word in words if word.islower()}
    names = dict.fromkeys((word for word in words - plain if word[0].isupper() and word.lower() not in plain), 1)
    return names | dict.fromkeys((word for word in words if word[0].isdigit()), 2)


def _code(folded: str) -> int:
    return zlib.crc32(folded.encode("utf-8", "surrogatepass"))


def _is_close(resemblance: float, one: Fingerprint, other: Fingerprint) -> bool:
    smaller = min(one.shingles, other.shingles)
    shared = resemblance / (1 + resemblance) * (one.shingles + other.shingles)
    is_short = min(one.words, other.words) < SHORT
    return resemblance >= (SHORT_RESEMBLANCE if is_short else RESEMBLANCE) and shared / smaller >= CONTAINMENT


def _agree(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether the numbers and names that stand between the same words are the same."""
    size = min(one.words, other.words)
    allowed = 0.0 if size < SHORT else CONFLICTS * min(1.0, size / MEDIUM)
    return all(differ <= allowed * (differ + kept) for differ, kept in _compared(one.marks, other.marks))


def _compared(one: bytes, other: bytes) -> list[tuple[int, int]]:
    """Of numbers and of names: surroundings in both texts with nothing in common between them, and with something."""
    mine, theirs = _by_context(one), _by_context(other)
    counts = [[0, 0], [0, 0]]
    for context in mine.keys() & theirs.keys():
        is_kept = not mine[context].isdisjoint(theirs[context])
        is_number = any(value >= _WIDTH for value in mine[context] | theirs[context])
        counts[is_number][is_kept] += 1
    return [(differ, kept) for differ, kept in counts]


def _by_context(marks: bytes) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for mark in np.frombuffer(marks, "<u8").tolist():
        found[mark >> 32].add(mark & 0xFFFFFFFF)
    return found
