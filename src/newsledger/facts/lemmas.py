"""Dictionary forms of English verbs and nouns, by rule; what the rules get wrong stands in the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from newsledger.facts import lexicon, vocabulary

_DOUBLED = re.compile(r"([bdgmnprt])\1$")  # "topped", "swapping"
_WANTS_E = re.compile(r"(?:[cuvz]|[dlrn]g|[bdgpt]l)e$")


@lru_cache(maxsize=1 << 15)
def lemma(word: str, tag: str) -> str:
    """The lemma of a lower-case word with its Penn tag; what is neither verb nor plural stands as it is."""
    if word == "found" and tag == "VB":
        return word  # "left to found a firm"
    if tag[:2] == "VB" or tag == "MD":
        return verb(word)
    return singular(word) if tag in ("NNS", "NNPS") else word


def verb(word: str) -> str:
    """The base form of a lower-case verb: the first of its possible ones that the lexicon knows, else the plainest."""
    if word in lexicon.irregular_verbs():
        return lexicon.irregular_verbs()[word]
    forms = list(_bases(word))
    known = next((form for form in forms if form in vocabulary.verbs()), None)
    if known is None and _DOUBLED.search(forms[0]) and word != forms[0]:
        return forms[0][:-1]
    return known or next((form for form in forms if _WANTS_E.search(form)), forms[0])


def _bases(word: str) -> Iterator[str]:
    for ending in ("ing", "ed", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 1 and not word.endswith("ss"):
            stem = word.removesuffix(ending)
            if ending == "s":
                if stem.endswith("ie"):
                    yield stem[:-2] + "y"
                yield stem
                yield stem.removesuffix("e")
            else:
                if stem.endswith("i"):
                    yield stem[:-1] + "y"
                yield stem
                yield stem + "e"
                yield stem[:-1]
    yield word


def singular(noun: str) -> str:
    """A lower-case English noun in the singular."""
    if noun in lexicon.irregular_nouns():
        return lexicon.irregular_nouns()[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes", "zes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun
