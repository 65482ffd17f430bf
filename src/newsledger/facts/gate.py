"""Which sentences are worth a parse: those with a name and all the words that some pattern asks for, or with a figure of
something. The others, most of a text, are read for their names alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from newsledger.facts import lemmas, lexicon, vocabulary
from newsledger.facts.cues import GENITIVE, cues, figure_cues, firsts, forms
from newsledger.facts.tagger import is_grammatical, knows

# Of what follows, every alternative that is searched for begins with a character of its own: re then passes quickly over
# all other text.
_PUTS = (
    "make makes making made start starts started lead leads led back backs backed add adds added run runs ran".split()
)
_FRESH = "(?:new |latest |own |upcoming |popular |flagship |first |next )?"
# What is read off a name's own surroundings: where it is based, who owns, made, runs or began it, its symbol, its field.
_AT_A_NAME = re.compile(
    r"-(?:based|owned|backed|born|controlled|funded|led|run|built|made)\b"
    rf"|'s? {_FRESH}[a-z]*[A-Z]|’s? {_FRESH}[a-z]*[A-Z]|its {_FRESH}[A-Z]"
    r"|\([A-Z]{2,5}[:)]|specialis|specializ|focus|said [A-Z][\w.-]+ [A-Z][\w.-]+ of [A-Z]|"
    + "".join(rf"{digit}(?:[A-Z]|(?<=[A-Z]{digit}))|" for digit in "0123456789")  # a model's name
    + r"of [A-Z][\w.&-]+(?: [A-Z][\w.&-]+)* (?:said|says|told)\b|"
    + "|".join(f"{verb} (?:the |its |a )?[A-Z]" for verb in _PUTS)
)
_NUMBER = re.compile(r"[0-9][\d,.]*")
_YEAR = re.compile(r"(?:19|20)\d\d[,.]?")  # alone it dates, and measures nothing
# Shares, and spelled numbers but the smallest, which mostly count nothing of a company's.
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SPELLED = re.compile(
    r"half\b|thirds?\b|quarters?\b|fifths?\b|tenths?\b|percent\b|per cents?\b|dozen|hundred|thousand|million\b|billion\b"
    r"|trillion\b|teen\b|" + "|".join(rf"{number}\b" for number in _TENS)
)
_MULTIPLE = re.compile(r"doubl|tripl|trebl|quadrupl|halve|halving|fold\b")
# What is rounded is mostly counted of somebody.
_ROUGHLY = re.compile(r"(?:over|more than|nearly|almost|at least) [$£€]?\d")
_BEGUN = re.compile(r"founded|established|incorporated|set up|go public|went public|gone public|going public")
_LABEL = re.compile(r"\w+: \d")
_CAPITAL = r"[^\W\d_a-z]"  # or a letter that English has not: Škoda
_INNER_CAPITAL = re.compile(rf"(?<=[\w,;)”\"’'/&][ \u00a0])([a-z]{{0,3}}{_CAPITAL}[\w&]*)|\w[A-Z]")
_OPENING_CAPITAL = re.compile(rf"(?:^|[:—–(“‘\"'/-][ \u00a0]?)[^\w:—–(“‘\"'/-]*({_CAPITAL}\w*)")
_POSSESSIVE = re.compile(r"['’](?:s\b|(?= ))")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_CAPITALS = re.compile(rf"(?<=[a-z,] ){_CAPITAL}\w*")
_QUOTED = re.compile('[“"‘]')
_CLOSES = re.compile(
    r"(?:The|That|This|Its) (?:[\w$€£.-]+ ){0,3}?(?:deal|transaction|sale|acquisition|takeover|merger|purchase)\b"
    r".*\b(?:close|closed|complet|conclud|finali[sz])"
)
_HOLDING = frozenset("hold have keep control".split())
_SHARE = re.compile(r"\d ?(?:%|per ?cent\b)")
_READER = frozenset("you your yours yourself you're you’re you'll you’ll you've you’ve you'd you’d".split())
# Participles that mostly describe what a reader may have.
_DESCRIBING = frozenset(
    "designed used based built made known found created picked chosen selected considered combined detailed provided "
    "updated included recommended".split()
)
# Measured, if not by their name.
_PRICED = frozenset("price fare discount markdown tariff fee retail share stock market".split())
_SMALL = re.compile(r"\b[a-z]\w*(?:[-‑.&/+@]\w+)*")
_FIRST = re.compile(r"\w+(?:[-‑.&/+@]\w+)*")
_DIGIT = re.compile(r"\d")
# "70,000 farmers use it", "it went public in 2019", "the port handled 1.4 million containers"
_COUNTING = frozenset(
    "use public earn owe handle process carry fly pump mine extract refine brew bottle assemble harvest record surpass "
    "exceed add average fill start run own operate manage produce pass yield put".split()
)
_ACTS = re.compile(
    r"\b(?:it|they) (?!is\b|was\b|were\b|are\b|would\b|could\b|may\b|might\b|can\b)"
)  # "In 2020 it earned"
_RETELLS = re.compile(  # "That compares with 5% a year earlier", "Analysts had expected 5%"
    r"\b(?:[Tt]hat|[Tt]his|[Ii]t|figure|total|number) "
    r"(?:compare[sd]|was|had been|has been|stood|came|beat|topped|exceeded|missed)\b"
    r"|\b[Tt]he (?:average|median) [\w-]+ (?:is|was|costs?|now|spends?|paid)\b"  # "The average check is $14"
    r"|(?:nalysts|conomists|markets?|Street) (?:had|were|have) (?:been )?(?:expect|forecast|look|predict|pencil)"
)
_WAYS = frozenset("up down higher lower off send push drive drag trade weaker stronger firmer softer".split())
_ASKS = frozenset(
    "cost stay remain unchanged go pay knock take now sell price charge offer cheaper dearer keep start list bring get hold "
    "mark".split()
)
_A_SUM = re.compile(
    r"[$£€¥]\d|\d ?(?:p\b|%|per ?cents?\b|cents?\b|pence\b|euros?\b|dollars?\b|yuan\b|won\b|yen\b|rupees?\b)"
)


@dataclass(frozen=True, slots=True)
class Written:
    """How a text writes its words: those in lower case, and those with a capital although no sentence begins there."""

    small: frozenset[str]
    capital: frozenset[str]


def written(text: str) -> Written:
    """Read off the whole text."""
    return Written(frozenset(_SMALL.findall(text)), frozenset(_CAPITALS.findall(text)))


def is_nameless(text: str, start: int, end: int, how: Written) -> bool:
    """Whether the sentence text[start:end] surely holds no name: its only capital is that of an opening word which the
    text also writes small."""
    shown = text[start:end]
    tail = shown[1:]
    plain = shown[0].isalpha() and tail == tail.lower() and not _DIGIT.search(tail)
    return plain and (shown[0].islower() or opening(text, start, end).lower() in how.small)


def opening(text: str, start: int, end: int) -> str:
    """The first word of the sentence text[start:end] if it begins with one, else ""."""
    first = _FIRST.match(text, start, end)
    return first[0] if first else ""


def may_tell(text: str, start: int, end: int, how: Written) -> bool:
    """Whether the sentence text[start:end] can hold a fact; `how` the text is `written`.

    Who is neither named nor called a firm in the sentence is taken from elsewhere, which is worth it for a figure only."""
    shown = text[start:end]
    named = _names_inside(shown) or _opens_with_names(shown, how) or refers(shown, 0) or refers_inside(shown)
    figure = _has_figure(shown)
    if figure and _RETELLS.search(shown):
        return True
    named = named or (figure and _ACTS.search(shown) is not None)
    if not named and closes_a_deal(shown):
        return True
    if not named and not figure:
        return False
    if named and _AT_A_NAME.search(shown):
        return True
    words = _WORD.findall(shown.lower())
    said = set().union(*map(forms, words))
    if _POSSESSIVE.search(shown):
        said.add(GENITIVE)
    if not figure and _asks_or_advises(shown, words):
        return _tells_what_was_done(words, said)
    if figure and (_counts(shown, words, said) or _holds_share(shown, said)):
        return True
    return named and (_has_cue(words, said) or (figure and not said.isdisjoint(_telling())))


def refers(text: str, start: int) -> bool:
    """Whether a sentence begins with what stands for somebody named before: "It", "The retailer"."""
    return _reference().match(text, start) is not None


@cache
def _reference() -> re.Pattern[str]:
    firms = "|".join(sorted(lexicon.words("firms")))
    return re.compile(
        rf"[“\"‘']?(?:It|They|The (?:{firms}|group|business)"
        r"|(?:(?:The|Some|More) )?(?:[Ll]ayoffs|[Jj]ob cuts|[Rr]edundancies))\b"
    )


def refers_inside(shown: str) -> bool:
    """Whether a sentence speaks of somebody named before: "banned the firm from tenders", "She remains chairwoman"."""
    return _mentions().search(shown) is not None


def names_a_post(shown: str) -> bool:
    """Whether a sentence without a name says what post somebody has who was named before: "He remains chairman"."""
    return refers_inside(shown) and not lexicon.words("roles").isdisjoint(_WORD.findall(shown.lower()))


@cache
def _mentions() -> re.Pattern[str]:
    firms = "|".join(sorted(lexicon.words("firms")))
    return re.compile(rf"\bthe (?:{firms}|group)\b|^[“\"‘']?(?:She|He)\b")


def closes_a_deal(shown: str) -> bool:
    """Whether a sentence says of the deal told last that it is done, or when: "The sale will be completed in March"."""
    return _CLOSES.match(shown) is not None


def counts_without_amount(shown: str) -> bool:
    """Whether a sentence moves something by a multiple, says in which year something began, or is a line as those of lists
    of a company's data: "Founded: 2007"."""
    if _MULTIPLE.search(shown) or _LABEL.match(shown):
        return True
    return _NUMBER.search(shown) is not None and _BEGUN.search(shown) is not None


def _has_figure(shown: str) -> bool:
    counted = any(_YEAR.fullmatch(number) is None for number in _NUMBER.findall(shown))
    return counted or _SPELLED.search(shown) is not None or counts_without_amount(shown)


def _asks_or_advises(shown: str, words: list[str]) -> bool:
    """Whether a sentence is a question or speaks to its reader, in its own voice, and names nobody's post. Of what may tell
    on ordinary pages every seventh is such a sentence, and what would be read out of them is hardly ever so."""
    if _QUOTED.search(shown) or not lexicon.words("roles").isdisjoint(words):
        return False
    return shown.rstrip().endswith("?") or not _READER.isdisjoint(words)


def _tells_what_was_done(words: list[str], said: set[str]) -> bool:
    """Whether a pattern may be met by what somebody did, whoever it speaks to: "has acquired", not "designed for you"."""
    return any(cue.is_met(said) for word in filter(_is_past, words) for cue in cues(word))


@lru_cache(maxsize=1 << 14)
def _is_past(word: str) -> bool:
    return word not in _DESCRIBING and lemmas.verb(word) != word and not word.endswith(("s", "ing"))


def _names_inside(shown: str) -> bool:
    if shown[1:] == shown[1:].lower():  # told at once, where the search goes through every character
        return False
    return any(map(_may_name, _INNER_CAPITAL.findall(shown)))


def _opens_with_names(shown: str, how: Written) -> bool:
    """Whether a capital that need be no name's, at the start or behind a bullet, a colon or a quote, is one all the same."""
    words = filter(_may_name, _OPENING_CAPITAL.findall(shown))
    return any(word in how.capital or (word.lower() not in how.small and not is_common(word)) for word in words)


@lru_cache(maxsize=1 << 14)
def _may_name(word: str) -> bool:
    """Whether it is neither a word known to name nobody nor, as "If" and unlike "US", one of grammar."""
    return word not in _nameless() and not (word.istitle() and is_grammatical(word.lower()))


@lru_cache(maxsize=1 << 14)
def is_common(word: str) -> bool:
    """Whether the treebanks have a word, or what it is a form of, in lower case alone: an opening capital names nobody."""
    return not knows(word) and any(knows(form) for form in forms(word.lower()))


@cache
def _nameless() -> frozenset[str]:
    return lexicon.words("not_names", "demonyms")


def _counts(shown: str, words: list[str], said: set[str]) -> bool:
    """Whether words beside a figure name a measure, or suffice for a pattern that needs one."""
    if not said.isdisjoint(_measures()) or _ROUGHLY.search(shown) or counts_without_amount(shown):
        return True
    if not said.isdisjoint(vocabulary.traded()) and not said.isdisjoint(_moves()):
        return True
    if not said.isdisjoint(_wares()) and not said.isdisjoint(_reprices()) and _A_SUM.search(shown) is not None:
        return True
    return any(cue.is_met(said) for word in words for cue in figure_cues(word))


def _holds_share(shown: str, said: set[str]) -> bool:
    """ "Doe, who still holds 13 percent"."""
    return not said.isdisjoint(_HOLDING) and _SHARE.search(shown) is not None


def _has_cue(words: list[str], said: set[str]) -> bool:
    """Whether words suffice for a pattern that needs no figure, or are a trade, or a measure with a way that it moves."""
    if not said.isdisjoint(lexicon.words("organisation_heads")):
        return True
    if not said.isdisjoint(_measures()) and not said.isdisjoint(_moves()):
        return True
    return any(cue.is_met(said) for word in words for cue in cues(word))


@cache
def _telling() -> frozenset[str]:
    """Words that beside a name and a figure let a fact be hoped for."""
    return firsts() | _COUNTING | lexicon.words("rises", "falls", "roles", "nominals")


@cache
def _measures() -> frozenset[str]:
    return lexicon.words("measures") | _PRICED


@cache
def _wares() -> frozenset[str]:
    return lexicon.words("wares", "charges") | {"pricing", "msrp"}


@cache
def _reprices() -> frozenset[str]:
    return _moves() | _ASKS


@cache
def _moves() -> frozenset[str]:
    return _WAYS | lexicon.words("rises", "falls", "ups", "downs", "raises", "cuts")
