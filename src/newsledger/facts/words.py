"""The words of a sentence, as the treebanks cut them: "Apple's" is two, "don't" is two, "$12.9bn" is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from newsledger.facts import lemmas, lexicon, vocabulary
from newsledger.facts.tagger import tag

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
_RUNS_ON = frozenset("is are was were been be am started began begun start begin stop stopped 's 're".split())
_LATELY = frozenset("last recently once previously originally formerly first currently now".split())
_HELPERS = frozenset("have has had are were will".split())
_PARTICLES = frozenset("up down off out over back".split())
_TAKE_BARE = frozenset("be have do help let make go come dare get see".split())
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

_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday yesterday today".split())
_DEALS = frozenset("round deal sale offer bid investment price".split())
_FORESEES = frozenset("forecasts estimates projects".split())
_ACTS = frozenset("resigned died quit became".split())  # describe nobody between commas
_UNCHANGED = frozenset("cut shut set put hit shed quit let spread".split())  # the same in all tenses
# What the rules of _settle name.
_IN_POSTS = frozenset("managing acting founding presiding associate assistant".split())
_UNSETTLED = _IN_POSTS | set("costs cost executive chief quit heads leads chairs runs fine worth".split())
# Lists of what the tagger may take for verbs.
_OF_NOUNS = ("measures", "roles", "role_words", "products", "authorities")
_VERBS_TOO = frozenset("double triple retail".split())
_MISTAKEN = _VERBS_TOO | {"both", "all"}
_MOVES = lexicon.words("rises", "falls")
_MOVES_TOO = frozenset(
    "narrow slow open double contract average moderate level cool steady shallow".split()
)  # as verbs, though adjectives or nouns as often
_PAST = ("VBD", "VBN")
_MULTIPLIES = frozenset("double triple treble quadruple halve".split())
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
    tags = _mended([surface for _, _, surface in spans])
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


def _mended(surfaces: list[str]) -> list[str]:
    """The tags, with "plans" in "Tallow Foods plans to buy" a verb: names run on into what the tagger takes for a noun."""
    tags = tag(surfaces)
    if _opens_with_name(surfaces, tags):
        tags[0] = tags[1] = "NNP"
    if not _MISTAKEN.isdisjoint(surfaces):
        _put_right(surfaces, tags)
    for at in range(1, len(tags) - 2):
        if (
            tags[at] == "NNS"
            and tags[at - 1] in ("NNP", "NNPS", ",")
            and tags[at + 1] == "TO"
            and tags[at + 2] == "VB"
            and lemmas.verb(surfaces[at].lower()) in lexicon.chains()
        ):
            tags[at] = "VBZ"
    if "record" in surfaces:
        _post_records(surfaces, tags)
    for at in range(1, len(tags)):
        if tags[at] == "VB" and tags[at - 1] == "VB" and surfaces[at - 1].lower() not in _TAKE_BARE:
            tags[at] = "NN"
    for at in range(1, len(tags) - 1):
        if surfaces[at] == "own" and tags[at] == "JJ" and (tags[at - 1][:3] == "NNP" or surfaces[at - 1] == "each"):
            tags[at] = "VBP"  # "Tallis and Harrow own Corrie Wind"
        if tags[at] == "JJR" and tags[at - 1] in ("DT", "PRP$", "POS") and tags[at + 1][:2] not in ("NN", "JJ"):
            tags[at] = "NN" if surfaces[at] in lexicon.words("nominals") else "JJR"  # "a stake in the lender to"
        if surfaces[at - 1] == "to" and (_is_infinitive(surfaces, tags, at) or _is_headlines(surfaces, tags, at)):
            tags[at - 1], tags[at] = "TO", "VB"
        if tags[at] in ("VBN", "JJ") and surfaces[at] in _REPRICED and _is_repricing(surfaces, tags, at):
            tags[at] = "VBD"  # "the chain increased prices by 5%"
        if tags[at] == "NNS" and _is_moving(surfaces, tags, at):
            tags[at] = "VBZ"  # "the premium tier, now £15, rises to £18"
        if tags[at] == "VBN" and surfaces[at] in ("affected", "exposed") and tags[at - 1][:2] == "NN":
            tags[at] = (
                "VBD" if tags[at + 1] in ("RB", "CD", "JJR") else "VBN"
            )  # "the outage affected nearly 300 people"
        if surfaces[at] == "can" and surfaces[at + 1] in ("maker", "makers", "manufacturer"):
            tags[at] = "NN"
        if surfaces[at] == "set" and tags[at] == "NN" and surfaces[at + 1] in ("aside", "up", "out"):
            tags[at] = "VBD"  # "the bank set aside $5m"
        if tags[at][:2] in ("JJ", "VB") and _is_currency(surfaces, tags, at):
            tags[at] = "NN"
        if surfaces[at] == "amount" and tags[at - 1] == "NNS" and surfaces[at + 1] == "to":
            tags[at] = "VBP"  # "the cuts amount to 8% of"
        if tags[at] == "VB" and surfaces[at - 1] == "to" and at > 1 and surfaces[at - 2] == "according":
            tags[at] = "NN"  # "according to research firm Acme"
        if (
            tags[at] == "VBD"
            and surfaces[at] in _TAKEN_ON
            and surfaces[at + 1] in ("from", "by")
            and tags[at - 1] == "NN"
        ):
            tags[at] = "VBN"  # "is Jane Doe, an engineer hired from Acme"
        if tags[at] == "VBN" and tags[at - 1] == "RB" and at > 1 and _joins_past(surfaces, tags, at):
            tags[at] = "VBD"
        if surfaces[at] in _FORESEES and tags[at - 1] in ("NN", "NNP", "NNPS", ",") and _foresees(surfaces, tags, at):
            tags[at] = "VBZ"
        if tags[at - 1] == "MD" and tags[at] in ("RB", "NN", "JJ") and surfaces[at] in vocabulary.verbs():
            tags[at] = "VB"  # "will plough €900m into"
        if surfaces[at] == "that" and tags[at] == "WDT" and surfaces[at - 1] in _DAYS and tags[at + 1][:3] == "NNP":
            tags[at] = "IN"  # "ruled on Friday that"
            for back in range(max(1, at - 4), at):
                if tags[back] == "VBN" and lemmas.verb(surfaces[back - 1].lower()) not in ("have", "be"):
                    tags[back] = "VBD"
        if (
            surfaces[at - 1] in ("Pricing", "pricing")
            and tags[at - 1] in ("VBG", "GW")
            and tags[at] in ("VBZ", "VBD", "IN", "MD")
        ):
            tags[at - 1] = "NN"  # "Pricing starts at"
        if surfaces[at] == "last" and tags[at - 1] in ("NNS", "NNP", "NN") and tags[at + 1] == "VBD":
            tags[at] = "RB"  # "Acme shares last traded at"
        if surfaces[at] == "values" and surfaces[at - 1] in _DEALS and tags[at + 1] in ("NNP", "DT", "PRP"):
            tags[at - 1 : at + 1] = ["NN", "VBZ"]  # "the round values Acme at"
        if surfaces[at] == "executive" and surfaces[at - 1] == "chief" and tags[at + 1] == "JJ":
            tags[at] = "NN"  # "Acme's chief executive last May"
        if surfaces[at] == "A" and surfaces[at - 1] in ("Series", "Class"):
            tags[at] = "NNP"  # "a Series A round"
        if tags[at] == "VBN" and _is_relative_past(tags, surfaces, at):
            tags[at] = "VBD"
        if tags[at] not in ("NN", "VB", "VBD"):
            continue
        before, word = surfaces[at - 1].lower(), surfaces[at]
        if word == "court" and tags[at] == "VB" and before == "to":
            tags[at] = "NN"
        elif at > 1 and tags[at] == "VBD" and before in _LATELY and surfaces[at - 2] == "," and tags[at + 1] == "IN":
            tags[at - 1], tags[at] = "RB", "VBN"  # ", last valued at"
        elif word.endswith("ing") and tags[at] == "NN" and before in _RUNS_ON:
            tags[at] = "VBG" if tags[at + 1] in ("DT", "PRP$", "NNP", "NNPS", "CD") else "NN"
    _second_verbs(surfaces, tags)
    if len(tags) > 2 and (_opens_descriptor(surfaces, tags) or (surfaces[0] == "Sterling" and tags[1][:2] == "VB")):
        tags[0] = "NN"
    for at in range(2, len(tags) - 1):
        if (
            tags[at] == "VBD"
            and surfaces[at - 1] == ","
            and surfaces[at] not in _ACTS
            and _is_aside(tags, surfaces, at)
        ):
            tags[at] = "VBN"
    first = next((at for at, tag in enumerate(tags) if tag in ("VBZ", "VBP", "VBD", "MD")), None)
    if first is None and (lost := _lost_verb(surfaces, tags)):
        tags[lost] = "VBZ" if surfaces[lost].endswith("s") else "VBP" if surfaces[lost] in _STARTS else "VBD"
    elif (first is None or surfaces[first - 1] == "and") and (lost := _lost_past(surfaces, tags)):
        tags[lost] = "VBZ" if tags[lost] == "NNS" else "VBD"
    return tags


def _is_currency(surfaces: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """ "The yen weakened", "the won firmed": between an article and a verb neither an adjective nor a verb."""
    opened = surfaces[at - 1] in ("the", "The") and tags[at + 1][:2] in ("VB", "MD")
    return opened and surfaces[at] in lexicon.words("currencies")


def _foresees(surfaces: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """ "The bank forecasts that", "the broker forecasts sales of": no noun, if nothing else is the verb."""
    finite = any(tag in ("VBZ", "VBP", "VBD", "MD") for tag in tags)
    opens = tags[at + 1] in ("DT", "CD", "PRP$", "$", "NN", "NNS", "JJ")
    return surfaces[at + 1] == "that" or (opens and not finite and any(tag == "CD" for tag in tags[at:]))


_REPRICED = frozenset("raised increased lifted lowered reduced slashed trimmed hiked cut".split())


def _is_repricing(surfaces: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Whether a noun or "and" stands before what looks like a participle, and prices behind it."""
    after = list(surfaces[at + 1 : at + 4])
    priced = next((i for i, word in enumerate(after) if word in ("prices", "fares", "fees", "rates")), -1)
    plain = priced >= 0 and all(tag[:2] in ("NN", "JJ") or tag == "PRP$" for tag in tags[at + 1 : at + 1 + priced])
    told = any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in tags[at + 1 :])
    return plain and not told and (tags[at - 1][:2] == "NN" or surfaces[at - 1] == "and")


def _is_moving(surfaces: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Whether what looks like a plural is what its subject does: "the tier climbs by $4", not "price rises to 4%"."""
    sized = at + 2 < len(tags) and surfaces[at + 1] in ("by", "to", "from") and tags[at + 2] in ("CD", "$")
    alone = tags[at - 1] in ("NN", "NNP", ",") and surfaces[at - 1] not in (
        "price",
        "tax",
        "rate",
        "wage",
        "pay",
        "fare",
    )
    return sized and alone and lemmas.verb(surfaces[at]) in lexicon.words("rises", "falls")


_TAKEN_ON = frozenset("hired recruited poached lured".split())


def _joins_past(surfaces: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Whether "and" and an adverb join a past to an active verb: "who runs Acme and once worked for Bolt"."""
    if surfaces[at - 2] not in ("and", "but"):
        return False
    last = next((i for i in range(at - 3, -1, -1) if tags[i] in ("VBZ", "VBD", "VBP", "MD")), None)
    return last is not None and "VBN" not in tags[last : last + 3] and tags[last] != "MD"


def _second_verbs(surfaces: Sequence[str], tags: list[str]) -> None:
    """Verbs that the tagger takes for nouns or adjectives, behind "and" above all."""
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


_RELATIVES = frozenset("which who whose".split())


def _post_records(surfaces: Sequence[str], tags: list[str]) -> None:
    """ "Tallis posts record profit": what looks like the verb belongs to the profit."""
    for at in range(2, len(surfaces) - 1):
        verb = tags[at - 1] == "NNS" and surfaces[at - 1] in ("posts", "reports", "books", "sees", "notches")
        if (
            surfaces[at] == "record"
            and tags[at][:2] == "VB"
            and verb
            and tags[at + 1] in ("$", "CD", "JJ", "NN", "NNS")
        ):
            tags[at - 1], tags[at] = "VBZ", "JJ"


def _opens_descriptor(surfaces: Sequence[str], tags: Sequence[str]) -> bool:
    """Whether the opening word tells the trade of who follows: "Lift maker Tallis", "Online grocer Tallis"."""
    head = surfaces[1] in lexicon.words("organisation_heads") or surfaces[1].endswith("maker")
    lower = surfaces[0].lower()
    if not head or not surfaces[2][0].isupper() or lower.endswith("ly"):
        return False
    noun = any(lower in lexicon.words(name) for name in ("nominals", "products", "measures", "mass_nouns"))
    return tags[0][:2] in ("VB", "RB", "UH") or (tags[0] == "JJ" and noun)


def _is_aside(tags: Sequence[str], surfaces: Sequence[str], at: int) -> bool:
    """Whether a past between commas only describes the name before it: "Tallis, valued at $2bn, raised"."""
    named = tags[at - 2][:2] in ("NN", "CD") and (tags[at + 1] == "IN" or "by" in surfaces[at + 2 : at + 5])
    close = next((i for i in range(at + 1, min(at + 9, len(tags) - 1)) if surfaces[i] == ","), None)
    return named and close is not None and tags[close + 1] in ("VBD", "VBZ", "MD")


def _put_right(surfaces: Sequence[str], tags: list[str]) -> None:
    """Makes a verb of the word in "will triple its output", and an adverb of that in "have both left"."""
    for at in range(1, len(surfaces) - 1):
        if surfaces[at] in ("both", "all") and surfaces[at - 1] in _HELPERS and tags[at + 1][:2] == "VB":
            tags[at] = "RB"
        elif tags[at - 1] == "MD" and surfaces[at] in _VERBS_TOO and surfaces[at + 1] not in ("digits", "figures"):
            tags[at] = "VB"


def _is_relative_past(tags: Sequence[str], surfaces: Sequence[str], at: int) -> bool:
    """Whether what looks like a participle is a relative clause's past: "the phone that the company unveiled"."""
    i = at - 1
    while i > 0 and tags[i] in ("NN", "NNS", "NNP", "NNPS", "DT", "PRP$", "JJ", "PRP"):
        i -= 1
    return 0 < i < at - 1 and surfaces[i] in ("that", "which") and tags[i - 1][:2] in ("NN", ",")


def _is_infinitive(surfaces: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Whether what stands behind "to" must be its verb: "to average 4%", "to earn 92 pence", "to double revenue"."""
    if surfaces[at] in ("average", "total", "near", "top") and tags[at + 1] in ("CD", "$"):
        return True
    if surfaces[at] in ("retire", "resign", "depart", "expire") and tags[at][:2] == "NN":
        return True  # "is due to retire in May"
    if surfaces[at] == "found" and tags[at + 1] in ("NNP", "NNPS", "DT", "PRP$"):
        return True  # "left to found Acme"
    if surfaces[at] in _MOVES_TOO and surfaces[at + 1] in ("to", "by", "from", "slightly", "further"):
        return True  # "the loss to narrow to $4m"
    governed = at > 1 and lemmas.verb(surfaces[at - 2].lower()) in lexicon.chains()
    if governed and tags[at] == "NN" and tags[at + 1] in ("CD", "DT", "PRP$") and surfaces[at] in vocabulary.verbs():
        return True  # "agreed to lease 20 planes"
    multiplies = surfaces[at] in _MULTIPLIES and surfaces[at + 1] not in ("digits", "figures")
    return (multiplies or tags[at] == "FW") and tags[at + 1] != "TO"


def _is_headlines(surfaces: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Whether "to" opens what a headline without a verb foretells: "Tallis to name Jane Doe chief"."""
    told = any(tag.startswith(("VB", "MD")) for tag in tags) or surfaces[-1] == "."
    behind = tags[at + 1] in ("NNP", "NNPS", "DT", "CD", "PRP$")
    return not told and behind and at > 1 and surfaces[at - 2][0].isupper() and surfaces[at] in vocabulary.verbs()


def _opens_with_name(surfaces: Sequence[str], tags: Sequence[str]) -> bool:
    """Whether what the tagger takes for a verb opens a firm's name: "Tarn Group holds"."""
    if len(tags) < 3 or not tags[0].startswith("VB") or not surfaces[0].istitle() or not surfaces[1].istitle():
        return False
    known = lemmas.verb(surfaces[0].lower())
    if known in lexicon.words("said"):
        return False
    return surfaces[1].lower() in lexicon.words("org_words") or (
        known not in vocabulary.verbs() and tags[1][:3] == "NNP"
    )


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


_STAND_ASIDE = frozenset(
    "based located headquartered founded established known born called named pictured aged".split()
)


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
        followed = followed or (tags[at + 1] == "IN" and lemmas.verb(word) in _MOVES)  # "stock soars on"
        if opens and known and form and followed:
            return at
    return None


_STARTS = frozenset("start open cost launch ship".split())


def _are_several(tags: Sequence[str], at: int) -> bool:
    """Whether a sentence's first nouns are plural: what they do has no -s."""
    first = next((i for i in range(at) if tags[i][:2] == "NN"), at)
    last = next((i for i in range(first, at) if tags[i + 1][:2] != "NN"), at - 1)
    return tags[last] in ("NNS", "NNPS") or tags[at - 1] == "NNS"


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
    named = at > 1 and sentence[at - 1].text[0].isupper() and word.lower in lexicon.words("products")
    if named and tag in ("VB", "VBP"):
        return "NN" if before[0] in ("PRP$", "POS") or sentence[at - 2].lower == "the" else None  # "its Kelpie watch"
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
