"""The words of a sentence, as the treebanks cut them: "Apple's" is two, "don't" is two, "$12.9bn" is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from newsledger.facts import lemmas, lexicon, vocabulary
from newsledger.facts.mending import mended

_WORD = re.compile(
    r"(?:[Tt]hen|[Ee]x)-(?=[A-Z])"  # then-Tesco boss
    r"|(?:[A-Za-z]\.){2,}"  # U.S.
    r"|(?:Inc|Corp|Co|Ltd)\.(?=[,’']|\s[(a-z])"
    r"|[A-Z][a-z]{0,4}\.(?=\s[A-Z0-9])"  # Inc. before another name, Mr. Smith
    r"|\d{3}-\d{1,2}(?=\s[A-Z])"  # a model such as 350-1 Tern
    r"|\d+-year-old\b|[A-Z]['’][A-Z]\w+"  # O'Connell
    r"|[A-Z]\w*(?=-based\b)|(?<=[\w.])-based\b"  # New York-based: the place is a name
    r"|[$£€¥₹₩]?\d[\d.,]*\d(?:[A-Za-z]+|%)?|[$£€¥₹₩]?\d(?:[A-Za-z]+|%)?"
    r"|\w+?(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b"
    r"|\w+(?:[-‑.&/+@]\w+)*\+?|['’](?=\s)|\.{2,}|[^\w\s]"
)
# What an agency sets behind a security's name and is no word: ".SPX", "LCOc1", "EUR=", "US10YT=RR", "<TLS.N>".
_CODE = re.compile(
    r"(?<= )(?:\.[A-Z][A-Z\d]{2,}|[A-Z]{2,4}c\d|[A-Z][A-Z\d]{2,6}=(?:RR|EBS|D\d)?)(?= )|<[A-Z\d]{1,6}\.[A-Z]{1,3}>"
)
_CODED = re.compile(r" \.[A-Z]|=|c\d |<")  # of these each code has one
# What the treebanks cut at the hyphen, and the tagger so never saw whole.
_NOUNS = lexicon.words("organisation_heads") - {"house", "exchange", "service", "brand", "chain"} | {
    "stake",
    "startup",
    "round",
    "rounds",
}
COMPOUND = re.compile(r"[A-Z].*-(?:based|owned|backed|controlled|led|listed|funded|run|born|style|made|built)")
_ADJECTIVE = re.compile(
    r".*(?:-(?:[a-z]+(?:ed|ing|en|based|year|month|week|day|old|quarter|term|scale|wide|like|free|style)|to-\w+)|\d-\w+)$"
)
# "Oslo-based", "state-owned": what a name or noun and a participle make is no name.
_ADJECTIVAL = re.compile(
    r"\w-(?:based|owned|backed|led|listed|founded|born|style|made|controlled|era|headquartered|linked|traded|rated)$"
)

# What the rules of _settle name.
_IN_POSTS = frozenset("managing acting founding presiding associate assistant".split())
_UNSETTLED = _IN_POSTS | set("costs cost executive chief quit heads leads chairs runs fine worth".split())
# Lists of what the tagger may take for verbs.
_OF_NOUNS = ("measures", "roles", "role_words", "products", "authorities")
_PAST = ("VBD", "VBN")
# Pasts of movement that are nothing else.
_PASTS = frozenset("outbid lent fell grew shrank sank swung slid rose sprang crept leapt".split())


class Word:
    """A word at text[start:end] of the document with its Penn Treebank tag; `lower` is its text in lower case.

    No dataclass, whose `__init__` is not compiled: of words there are more than of anything else."""

    __slots__ = ("end", "lower", "start", "tag", "text")

    def __init__(self, start: int, end: int, text: str, tag: str) -> None:
        self.start, self.end = start, end
        self.text, self.lower = text, text.lower()
        self.tag = tag

    @property
    def lemma(self) -> str:
        """Its dictionary form; of verbs and nouns only."""
        return lemmas.lemma(self.lower, self.tag)


def plain_words(text: str, start: int, end: int) -> list[Word]:
    """The words of the sentence text[start:end] without tags."""
    spans = _spans(text, start, end)
    return [Word(begin, stop, surface, "") for begin, stop, surface in spans]


def words(text: str, start: int, end: int) -> list[Word]:
    """The words of the sentence text[start:end] with their tags; linear in its length."""
    spans = _spans(text, start, end)
    tags = mended([surface for _, _, surface in spans])
    for at in range(1, len(spans) - 1):
        if spans[at][2] == "'" and _is_genitive(spans, tags, at):
            tags[at] = "POS"
    out = [
        Word(begin, stop, surface, _tag(surface, given))
        for (begin, stop, surface), given in zip(spans, tags, strict=True)
    ]
    for at, word in enumerate(out):
        if not _is_settled(word.text, word.tag):
            _settle(out, at)
    return out


def _spans(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    found: Iterable[re.Match[str]] = _WORD.finditer(text, start, end)
    if _CODED.search(text, start, end):
        codes = [code.span() for code in _CODE.finditer(text, start, end)]
        found = [word for word in found if not any(begin <= word.start() < stop for begin, stop in codes)]
    if text.find("’", start, end) < 0:
        return [(match.start(), match.end(), match[0]) for match in found]
    return [(match.start(), match.end(), match[0].replace("’", "'")) for match in found]


@lru_cache(maxsize=1 << 14)
def _is_settled(text: str, tag: str) -> bool:
    """Whether no neighbours can make _settle change the word's tag."""
    lower = text.lower()
    if (
        text in _FIXED
        or "-" in text
        or lower == "mine"
        or tag in ("VBD", "VBG")
        or lower in _PASTS
        or lower in _UNSETTLED
    ):
        return False
    if lower in lexicon.words("facilities") and tag[:2] in ("VB", "RB"):
        return False
    if tag == "NNS":
        return lower[-1] != "s" or lemmas.verb(lower) not in vocabulary.verbs()
    if tag[:2] == "VB":
        one = lemmas.singular(lower)
        return not any({lower, one} & lexicon.words(name) for name in _OF_NOUNS)
    return tag != "JJ" or not lower.endswith("ed")


def _settle(out: list[Word], at: int) -> None:
    """Puts a word's tag right by its neighbours' tags, of which those to the left are settled."""
    word = out[at]
    word.tag = _retagged(out, at)
    word.tag = _in_place(out, at)
    word.tag = _noun_in_ing(out, at)
    if word.tag == "VBD" and at and out[at - 1].tag in ("JJS", "DT", "PRP$", "POS") and _before_noun(out, at):
        word.tag = "VBN"  # "the largest managed services", "its mothballed Lublin mill"
    if word.tag == "JJ" and word.lower.endswith("ed") and at + 1 < len(out) and out[at + 1].tag in ("PRP$", "DT"):
        word.tag = "VBD"  # no adjective stands before an article: "priced its shares"
    if word.tag == "JJ" and word.lower.endswith("ed") and _is_done_then(out, at):
        word.tag = "VBN"


def _is_done_then(out: list[Word], at: int) -> bool:
    """Whether a form in -ed stands between "be" and a day: "was unveiled Sunday"."""
    beside = 0 < at < len(out) - 1 and out[at - 1].lemma == "be" and out[at + 1].tag == "NNP"
    return beside and lemmas.verb(out[at].lower) in vocabulary.verbs()


def _retagged(out: list[Word], at: int) -> str:
    """The tag of a measure's name that was taken for a verb though one follows it, or nothing precedes it."""
    word = out[at]
    if word.lower in _PASTS and word.tag[:2] in ("NN", "JJ", "RB"):
        return "VBD"
    if word.lower == "worth" and at and out[at - 1].lower == "net":
        return "NN"
    if word.lower in ("costs", "cost") and word.tag[:2] == "NN" and at + 1 < len(out) and out[at + 1].text[0] in "$£€¥":
        return "VBZ" if word.lower == "costs" else "VBD"
    if word.lower == "forecast" and _is_noun_forecast(out, at):
        return "NN"
    measures = lexicon.words("measures")
    if not word.tag.startswith("VB") or not {word.lower, lemmas.singular(word.lower)} & measures:
        return word.tag
    before = out[at - 1].tag if at else ""
    after = out[at + 1].tag if at + 1 < len(out) else ""
    noun = "NNS" if word.lower.endswith("s") else "NN"
    if word.tag == "VBG":
        return (
            noun if after in ("IN", "VBD", "MD", "VBZ") and not before.startswith(("VB", "IN", "TO", "CC")) else "VBG"
        )
    if (
        [w.lower for w in out[at + 1 : at + 3]] == ["more", "than"]
        and out[at + 3 : at + 4]
        and out[at + 3].tag in _PAST
    ):
        return noun  # "costs more than doubled"
    finite = after in ("VBD", "VBZ", "VBP", "MD") or (after == "VBN" and before in ("NNP", "NNPS", "POS", "NN"))
    return noun if finite or (not before and word.tag in ("VBZ", "VBP", "VBD")) else word.tag


def _is_noun_forecast(out: list[Word], at: int) -> bool:
    """ "Cut its sales forecast to", not "as analysts forecast for"."""
    behind = out[at + 1].tag if at + 1 < len(out) else ""
    measured = at > 1 and out[at - 1].lower in lexicon.words("measures")
    return (
        measured and behind in ("TO", "IN") and any(word.tag in ("VBD", "VBZ", "VBN", "VB") for word in out[: at - 1])
    )


def _before_noun(out: list[Word], at: int) -> bool:
    behind = out[at + 1].tag if at + 1 < len(out) else ""
    owned = out[at - 1].tag == "PRP$" or out[at - 1].lower in ("the", "a", "an")
    return behind in ("NN", "NNS") or (behind in ("NNP", "NNPS") and owned)


def _noun_in_ing(out: list[Word], at: int) -> str:
    """ "Its holding in", "a 5% holding": behind an article, an adjective or a share and before no noun, -ing is a noun."""
    word, before = out[at], out[at - 1] if at else None
    after = out[at + 1].tag if at + 1 < len(out) else "."
    opened = before and (before.text in ("%", "percent", "cent") or before.tag in ("DT", "PRP$", "JJ", "POS"))
    ends = after in ("IN", "TO", ".", ",", "MD", "CC", "POS", ":") or after.startswith("VB")
    if before and before.lower == "of" and at > 1 and out[at - 2].lemma in lexicon.words("roles"):
        opened = True  # "professor of engineering", "head of trading at"
    if before and before.tag in ("NN", "NNP") and word.lower in ("offering", "holding", "funding", "financing"):
        opened = True
    return "NN" if word.tag == "VBG" and opened and ends else word.tag


def _is_genitive(spans: Sequence[tuple[int, int, str]], tags: Sequence[str], at: int) -> bool:
    """Whether an apostrophe behind an s owns what follows: "Loomworks' technology"; it may also close a quotation."""
    if spans[at][2] != "'" or spans[at - 1][2][-1:] != "s" or spans[at - 1][1] != spans[at][0]:
        return False
    opened = any(spans[i][2] in ("'", "‘") and spans[i][1] == spans[i + 1][0] for i in range(at))
    return not opened and tags[at + 1][:2] in ("NN", "JJ", "CD", "VB")


def _in_place(sentence: list[Word], at: int) -> str:
    """A word's tag, put right where its neighbours leave no doubt: a chief executive, a headline's "Tesla names Ito"."""
    word = sentence[at]
    if word.text in _FIXED:
        return _FIXED[word.text]
    if word.lower in ("co-founded", "co-led", "co-owned", "co-authored", "co-developed"):
        return _part(out=sentence, at=at)
    if _ADJECTIVAL.search(word.text) or word.text.endswith("-year-old"):
        return "JJ"
    return _of_post(sentence, at) or _of_verb(sentence, at) or word.tag


_FIXED = {
    **dict.fromkeys(("CEO", "CFO", "COO", "CTO", "CIO", "CMO", "co-CEO", "MD"), "NN"),
    "redundant": "JJ",
    **dict.fromkeys(("Gov.", "Sen.", "Rep."), "NN"),
    **dict.fromkeys(("Sens.", "Reps."), "NNS"),
    **dict.fromkeys(("then-", "ex-", "Then-", "Ex-"), "JJ"),
    **dict.fromkeys("•|·", ":"),
}


def _of_post(sentence: list[Word], at: int) -> str | None:
    """The tag of a post's word that was taken for something else: finance chief, managing director, "executives"."""
    word, tag = sentence[at], sentence[at].tag
    following = sentence[at + 1] if at + 1 < len(sentence) else None
    next_word, next_tag = (following.lower, following.tag[:2]) if following else ("", "")
    roles = lexicon.words("roles")
    if word.lower == "fine" and tag == "JJ" and at and sentence[at - 1].tag in ("DT", "CD", "NN", "PRP$", "POS", "JJ"):
        return "NN"  # "a €4m fine imposed by"
    if word.lower in ("executive", "chief") and tag == "JJ":
        return "JJ" if next_tag in ("NN", "JJ") else "NN"
    if word.lower in _IN_POSTS and lemmas.singular(next_word) in roles:
        return "JJ"
    if word.lower in lexicon.words("role_words") and tag[:2] == "VB" and next_word in ("chief", "director", "head"):
        return "NN"
    if tag[:2] == "VB" and word.lower in roles and word.lower not in vocabulary.verbs():
        return "NN"  # "metals strategist at"
    several = word.lower.endswith("s") and lemmas.singular(word.lower) in roles
    verbs = ("heads", "leads", "chairs", "partners", "officers", "courts", "judges", "states", "banks", "polices")
    several = several or (word.lower.endswith("s") and lemmas.singular(word.lower) in lexicon.words("authorities"))
    return "NNS" if several and at and tag in ("VBZ", "VBP") and word.lower not in verbs else None


def _of_verb(sentence: list[Word], at: int) -> str | None:
    """The tag of a verb that was taken for a noun, or of a participle taken for a past."""
    word, tag = sentence[at], sentence[at].tag
    before = [other.tag for other in sentence[max(0, at - 2) : at]]
    named = at > 1 and sentence[at - 1].text[0].isupper() and word.lower in lexicon.words("products", "facilities")
    if named and tag in ("VB", "VBP", "RB"):  # "its Kelpie watch", "the Leeds mill"
        return "NN" if before[0] in ("PRP$", "POS") or sentence[at - 2].lower == "the" else None
    if word.lower == "quit" and at and tag in ("NN", "JJ", "VB") and before[-1] not in ("TO", "MD"):
        return "VBD"
    if tag == "VBD" and len(before) == 2 and before[1] == "RB" and before[0] in ("POS", "DT", "PRP$", "RBS", "RBR"):
        return "VBN"
    if word.lower == "mine" and tag == "PRP" and before and before[-1] in ("NN", "NNS", "NNP", "DT", "POS", "PRP$"):
        return "NN"  # "the Los Robles mine"
    if tag != "NNS" or not 0 < at < len(sentence) - 1:
        return None
    if word.lower in ("heads", "leads", "chairs", "runs") and _is_said_of_somebody(sentence, at):
        return "VBZ"
    return "VBZ" if word.text.islower() and _is_headline_verb(sentence, at) else None


def _part(out: list[Word], at: int) -> str:
    """The tag of "co-founded" and the like: a past tense behind its subject, else a participle."""
    before = out[at - 1] if at else None
    following = out[at + 1].lower if at + 1 < len(out) else ""
    if (
        before is None
        or following in ("by", "in")
        or before.lemma in ("be", "have")
        or before.tag.startswith(("DT", "RB"))
    ):
        return "VBN"
    return "VBD"


def _is_said_of_somebody(sentence: list[Word], at: int) -> bool:
    """Whether a verb is wanted: "who heads Acme", "and now runs the bank"."""
    before = sentence[at - 1] if at else None
    after = sentence[at + 1] if at + 1 < len(sentence) else None
    if before is not None and "PRP" in (before.tag, sentence[at - 2].tag if before.tag == "RB" and at > 1 else ""):
        return True  # "the firm she still chairs"
    wanted = before is not None and (before.tag in ("WP", "RB") or before.text[0].isupper())
    return wanted and after is not None and (after.text[0].isupper() or after.tag in ("DT", "PRP$"))


def _is_headline_verb(sentence: list[Word], at: int) -> bool:
    before, after = sentence[at - 1], sentence[at + 1]
    opens = before.text[0].isupper() and all(w.text[0].isupper() or w.text in ("'s", "&") for w in sentence[:at])
    object_follows = after.text[0].isupper() or after.lower in (
        "new",
        "former",
        "first",
        "ex",
        "its",
        "next",
        "a",
        "an",
    )
    return (
        opens and object_follows and lemmas.verb(word := sentence[at].lower) in vocabulary.verbs() and word[-1] == "s"
    )


@lru_cache(maxsize=1 << 14)
def _tag(surface: str, given: str) -> str:
    if surface == "-based":
        return "JJ"
    if surface in ("follow-up", "follow-on", "spin-off", "tie-up"):
        return "NN"
    if "-" in surface[1:-1] and surface[0].islower() and given[:2] in ("VB", "NN", "JJ", "RB"):
        return "JJ" if _ADJECTIVE.match(surface) else ("NNS" if surface.endswith("s") else "NN")
    if surface in _NOUNS and given in ("IN", "RB", "RBR", "CC", "VB", "VBP"):
        return "NNS" if surface == "rounds" else "NN"
    if given == "JJ" and surface in lexicon.words("facilities"):
        return "NN"  # "vacate its laboratory in"
    if given == "VBZ" and (surface in ("startups", "start-ups") or surface.endswith("makers")):
        return "NNS"
    return "JJ" if COMPOUND.fullmatch(surface) else given
