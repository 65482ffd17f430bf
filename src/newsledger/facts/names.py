"""Names in a sentence: runs of capitalised words with careful boundaries, split where a role stands inside.

Candidates first: what a name is (person, organisation, product, place) is decided over the whole document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsledger.facts import lemmas, lexicon, vocabulary
from newsledger.facts.currencies import CODES, SYMBOLS
from newsledger.facts.tagger import is_grammatical, knows
from newsledger.facts.words import COMPOUND, Word

_BRAND = re.compile(r"[a-z]+[A-Z]\w*|(?:al|el|ul)-[A-Z]\w+|[a-z]+\d[a-z]+|\d+[A-Z][\w-]*|\d{3}(?:-\d{1,3})?[a-z]{0,2}")
_INNER_CAPITAL = re.compile(r"[A-Z][a-z]+[A-Z]\w*")
_COMPOUND = re.compile(
    r".+-(?:born|style|made|owned|led|backed|listed|wide|focused|only|related|like|level|powered|funded|trained|run|inspired"
    r"|enabled|friendly|approved|area|bound|facing|headquartered|linked|controlled|branded|compliant|traded|educated|native)"
)
_MEASURED = re.compile(r"\d[\d.,]*")
_FIGURE = re.compile(r"\d{1,4}[A-Za-z]{0,2}|[IVX]{1,4}")
_COMPANIONS = frozenset(
    "rival fellow chipmaker carmaker automaker drugmaker retailer startup start-up fintech lender".split()
)
_OF_HEADS = frozenset(
    (
        "Bank University Department Ministry Institute Board House Chamber Council Office Court Association "
        "Federation Academy College School Bureau Church Port Society League Commission Secretary Museum Republic "
        "City Isle State Union Fund Museum Hospital Call Duty Institutes Agency Authority Administration Confederation"
    ).split()
)
_AND_TAILS = frozenset(
    (
        "Commission Administration Department Ministry Agency Authority Committee Office Markets Council Board "
        "Development Industry Sons Co Company Service Affairs Executive"
    ).split()
)
_GENERIC = frozenset("Company Group Board Commission Committee Ministry Department Agency Court Council Team".split())
_TRADES = frozenset(
    (
        "Retailer Insurer Airline Lender Brewer Startup Start-up Carrier Grocer Miner Publisher Broadcaster "
        "Supermarket Consultancy "
        "Regulator Watchdog Conglomerate Distiller Housebuilder Homebuilder Shipbuilder Wholesaler "
        "Manufacturer Supplier Operator Brokerage Broker Researcher Pollster Discounter Developer Distributor Builder "
        "Contractor Brothers Sisters Twins Refiner Hotelier Exporter Importer Processor"
    ).split()
)
_FRONTS = frozenset(
    "Owner Parent Rival Former Then- Ex- Longtime Outgoing Incoming Veteran Billionaire New Current".split()
)
_HEADS = frozenset(
    "About Introducing Meet Why How Inside Contact Via Source Photo Image".split()
)  # of a heading, a caption
_EPITHETS = frozenset("Investor Entrepreneur Activist Pioneer Author Actor Actress Singer Republican Democrat".split())
LINKS = frozenset("de du da das do dos di del della van von der den ter la le el al bin ibn y".split())
_LEGAL = frozenset(
    "Inc Inc. Corp Corp. Co Co. Ltd Ltd. LLC PLC plc AG SE GmbH NV N.V. SA S.A. SpA AB ASA Oyj KG LP L.P. LLP "
    "a.s. s.r.o. S.p.A. B.V. BV Pty".split()
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the document tells of words: surfaces that are names inside its sentences, and words it also writes small."""

    surfaces: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()

    def __contains__(self, word: str) -> bool:
        return word in self.surfaces


@dataclass(frozen=True, slots=True)
class Run:
    """Words [first, last) of a sentence that are one name, `surface` as it stands."""

    first: int
    last: int
    surface: str


def is_role(word: str) -> bool:
    """Whether a word names a post ("president") or is part of such a name in capitals ("Chief")."""
    lower = word.lower()
    several = lower.endswith("s") and lower[:-1] in lexicon.words("roles") and lower[:-1] not in ("head", "partner")
    return several or lower in lexicon.words("roles") or lower in lexicon.words("role_words")


def openings(sentence: Sequence[Word]) -> list[int]:
    """Where a name may begin, in one text or another."""
    return [at for at, word in enumerate(sentence) if _may_open(word.text)]


def runs(sentence: Sequence[Word], text: str, known: Known, titled: bool, at_most: Sequence[int]) -> Iterator[Run]:
    """The names of a sentence in order. `known` is what the other sentences of the document tell, `titled` whether it
    `is_titled`; they begin at some of its `openings`, which are `at_most`."""
    begun = 0
    for at in at_most:
        if at < begun or not _opens(sentence, at, titled, known):
            continue
        last = _reach(sentence, at, titled)
        if last < len(sentence) and _COMPOUND.fullmatch(sentence[last].text):
            begun = last + 1  # "Hong Kong-listed"
            continue
        yield from _split(sentence, text, at, last)
        begun = last


def is_titled(sentence: Sequence[Word]) -> bool:
    """Whether it is a headline in title case, whose capitals tell nothing."""
    if not sentence or sentence[-1].text == ".":
        return False
    long = [word.text for word in sentence if len(word.text) > 3 and word.text[0].isalpha()]
    return len(long) > 4 and sum(word[0].isupper() for word in long) > 0.7 * len(long)


@lru_cache(maxsize=1 << 16)
def _may_open(text: str) -> bool:
    """Whether a word can begin a name somewhere, which most words of a text cannot."""
    return _has_capital(text) or text in lexicon.words("not_names")


def _is_capital(word: Word) -> bool:
    return _has_capital(word.text)


@lru_cache(maxsize=1 << 14)
def _has_capital(text: str) -> bool:
    if _COMPOUND.fullmatch(text) or text.rstrip(".") in lexicon.words("not_names"):
        return False
    return text[0].isupper() or bool(_BRAND.fullmatch(text))


def _opens(sentence: Sequence[Word], at: int, titled: bool, known: Known) -> bool:
    word = sentence[at]
    if word.text.islower() and word.text.isalpha():
        return False
    if at + 1 < len(sentence) and sentence[at + 1].text[0] == "$" and sentence[at + 1].start == word.end:
        return False  # "HK$5"
    if _counts_in_units(sentence, at):
        return False
    if _is_odd_company(sentence, at):
        return True
    if word.text in ("Jan", "April", "May", "June", "August") and _is_given(sentence, at):
        return True
    if word.text in _FIELDS and at + 1 < len(sentence) and _names_field(sentence[at + 1]) and not titled:
        return True
    if not _is_capital(word) or word.text in _LEGAL:
        return False
    if word.text[0].isdigit():
        counted = sentence[min(_reach(sentence, at + 1), len(sentence) - 1)].lemma in lexicon.words("workforces")
        return not counted and (
            at + 1 < len(sentence) and at > 0 and _is_capital(sentence[at + 1]) and sentence[at + 1].text[0].isalpha()
        )
    if word.text in known or not (titled or _is_opening(sentence, at)):
        return word.text in known or not word.tag.startswith(("DT", "IN", "PRP", "WP", "WDT", "MD", "CC", "UH", "WRB"))
    if word.lower in _SEVERAL:
        return False  # "Rivals Acme and Bolt"
    if _is_listed(sentence, at):
        return True
    if titled:
        return word.tag in ("NNP", "NNPS") and word.text.lower() not in vocabulary.verbs()
    if _INNER_CAPITAL.fullmatch(word.text):
        return True
    follows = sentence[at + 1] if at + 1 < len(sentence) else None
    if word.text in _OF_HEADS and follows is not None and follows.text == "of":
        return at + 2 < len(sentence) and _is_capital(sentence[at + 2])  # "Bank of Severn said"
    if word.text in lexicon.words("given_names") and follows is not None and _is_capital(follows):
        return True
    bare = follows is None or not (_is_capital(follows) or follows.text in ("'s", "&"))
    if bare and word.lower in lexicon.words("role_words"):
        return False
    if word.lower in known.small and (follows is None or not _is_capital(follows)):
        return False
    if (
        follows is not None
        and word.tag in ("NN", "JJ", "FW", "VB")
        and _is_subject_name(word, sentence[1:] if at == 0 else [])
    ):
        return True
    if not word.tag and _goes_on(sentence, at) and word.lower not in known.small:
        if is_grammatical(word.lower) or word.lower in _OPEN_ONLY:
            return False  # "Maybe Loomwork"
        return word.lower not in lexicon.words("role_words")  # in a sentence that was not worth tags
    return (
        word.tag in ("NNP", "NNPS")
        or _is_coined(word.text)
        or (
            word.tag[:2] in ("NN", "JJ", "FW", "VB")
            and follows is not None
            and (_is_capital(follows) or follows.text in ("'s", "EV", "AI", "TV"))
            and word.tag not in ("VBG", "VBN", "VBD")
            and word.text.lower() not in lexicon.words("role_words")
        )
    )


_SEVERAL = frozenset(
    "rivals competitors suppliers customers regulators retailers carmakers automakers banks lenders".split()
)


def _goes_on(sentence: Sequence[Word], at: int) -> bool:
    """Whether a capital follows, or one behind "&": "Hartley & Moss"."""
    behind = sentence[at + 1 : at + 3]
    if not behind:
        return False
    return behind[0].text in _LEGAL or _is_capital(behind[-1] if behind[0].text == "&" else behind[0])


def _counts_in_units(sentence: Sequence[Word], at: int) -> bool:
    """Whether a word is a figure of a data sheet or the unit behind it, "120 Hz"; "61W USB-C Charger" is a name."""
    figure = at if sentence[at].text[0].isdigit() else at - 1
    if figure < 0 or figure + 1 >= len(sentence) or not _MEASURED.fullmatch(sentence[figure].text):
        return False
    return sentence[figure + 1].text in lexicon.words("spec_units")


_FIELDS = frozenset("AI VR AR EV IT IoT PC TV CRM API LLM ML".split())
_OPEN_ONLY = frozenset(
    "many multiple several thanks hey dear remember visit follow try enter contact while once like".split()
)


def _names_field(word: Word) -> bool:
    """Whether what follows a field in capitals makes a name of both: "IoT Analytics", not "IT Director"."""
    return word.text[0].isupper() and word.tag[:3] == "NNP" and not is_role(word.text) and word.text.istitle()


def _is_listed(sentence: Sequence[Word], at: int) -> bool:
    """Whether an exchange and a symbol in brackets follow the words that may be a name: "HarbourLoom (LSE:HLM)"."""
    behind = (i for i in range(at + 1, min(at + 5, len(sentence) - 1)) if sentence[i].text == "(")
    opened = next(behind, None)
    return (
        opened is not None
        and sentence[opened + 1].text in lexicon.words("exchanges")
        and _reach(sentence, at) == opened
    )


def _is_given(sentence: Sequence[Word], at: int) -> bool:
    """Whether a month's name is a given name: "Jan Leike", "June Park"."""
    following = sentence[at + 1] if at + 1 < len(sentence) else None
    dated = at > 0 and sentence[at - 1].tag in ("IN", "CD", "JJ")
    if following is None or dated:
        return False
    linked = following.text in LINKS and at + 2 < len(sentence) and _is_capital(sentence[at + 2])  # "Jan de Vries"
    return linked or (following.text[1:].islower() and _is_capital(following))


def _is_odd_company(sentence: Sequence[Word], at: int) -> bool:
    """A common word as a company's name, "The Now Corporation": a capital between the article and the company word."""
    if not 0 < at < len(sentence) - 1 or sentence[at].text not in lexicon.words("not_names"):
        return False
    return (
        sentence[at - 1].lower == "the"
        and sentence[at].text[1:].islower()
        and sentence[at + 1].text in ("Company", "Co", "Corporation", "Corp", "Group")
    )


def _is_subject_name(word: Word, behind: Sequence[Word]) -> bool:
    """Whether an opening word that no list knows as a common one is a name: before a verb or another's post."""
    if (
        not behind
        or word.lower in vocabulary.common()
        or word.lower.endswith(("ing", "ity", "tion", "ment", "ness", "ism"))
    ):
        return False
    if behind[0].text == "of" and len(behind) > 2 and behind[1].text in lexicon.phrases("places", "|"):
        return not knows(word.lower) and not word.lower.endswith("s")  # "Gelopar of Brazil followed"
    post = is_strong_role(behind[0].text) and any(w.text[0].isupper() for w in behind[1:3])
    if behind[0].text == "," and len(behind) > 2 and word.tag[:2] == "NN":
        return behind[1].lower in ("its", "their", "a", "an", "the", "which")  # "Tallis, its closest rival, cut"
    return post or (word.tag != "JJ" and behind[0].tag in ("VBZ", "VBD", "MD"))


def _is_coined(text: str) -> bool:
    """A spelling that no common word has: LoomWork, WPP."""
    return text[1:] != text[1:].lower() and text[0].isalpha()


def _is_opening(sentence: Sequence[Word], at: int) -> bool:
    """Whether a capital may be there only because something begins: the sentence, a quotation, a list item."""
    numbered = at == 2 and sentence[0].text.isdigit() and sentence[1].text in (".", ")")  # "3. How to"
    return (
        at == 0
        or numbered
        or sentence[at - 1].text in ('"', "“", "‘", "'", ":", "-", "–", "—", "•", "*", "(", "[", "...")
    )


def _is_headline_verb(word: Word) -> bool:
    """Whether a word of a title in capitals is its verb: "Acme Names New Chief"."""
    if not word.lower.endswith(("s", "ed")) or word.lower in lexicon.words("org_words", "measures"):
        return word.lower in ("new", "former", "first")
    return lemmas.verb(word.lower) in vocabulary.verbs() and word.lower not in vocabulary.verbs()


def _reach(sentence: Sequence[Word], at: int, titled: bool = False) -> int:
    """One past the last word of the name that begins at `at`."""
    end = at + 1
    while end < len(sentence):
        word = sentence[end]
        following = sentence[end + 1] if end + 1 < len(sentence) else None
        after = sentence[end + 2] if end + 2 < len(sentence) else None
        if (titled and _is_headline_verb(word)) or _opens_sum(sentence, end):
            break
        if (
            _is_capital(word)
            or word.text in _LEGAL
            or (word.text == "He" and end == at + 1 and sentence[at].text in lexicon.words("family_first"))
            or (_FIGURE.fullmatch(word.text) and not _counts(sentence, end))
            or (word.text in ("AI", "TV", "ML", "IQ", "EV") and not (following and following.tag.startswith("NN")))
        ):
            end += 1
        elif (word.text == "&" and following and (_is_capital(following) or following.text in _LEGAL)) or (
            word.text in LINKS and following and _is_capital(following)
        ):
            end += 2
        elif word.text in LINKS and following and following.text in LINKS and after and _is_capital(after):
            end += 3
        elif word.text == "of" and sentence[end - 1].text in _OF_HEADS and following:
            step = 2 if following.text == "the" and after and _is_capital(after) else 1
            if not _is_capital(sentence[min(end + step, len(sentence) - 1)]) or end + step >= len(sentence):
                break
            end += step + 1
        elif word.text == "'" and word.tag == "POS" and following and following.text in _OF_MANY:
            end += 2  # "the Metalworkers' Federation"
        elif (word.text == "and" and following and _is_capital(following) and _joins(sentence, end)) or (
            word.text == "," and following and following.text in _LEGAL
        ):
            end += 2
        else:
            break
    return end


_UNIT = re.compile(r"\D*")
_OF_MANY = frozenset("Federation Union Association Party Fund Council Guild League Confederation Alliance".split())


def _opens_sum(sentence: Sequence[Word], at: int) -> bool:
    """Whether a currency begins here: "fined Tallis US$90m", "paid Tallis SKr90m", "Rs 900"."""
    text, end = sentence[at].text, sentence[at].end
    following = sentence[at + 1] if at + 1 < len(sentence) else None
    if following is not None and following.text[0] == "$":
        return following.start == end and f"{text}$" in SYMBOLS
    unit, digits = text.rstrip(".,") if text.isalpha() else _UNIT.match(text)[0], following.text[0] if following else ""  # type: ignore[index]
    return (unit in SYMBOLS or unit in CODES) and (unit != text or digits.isdigit())


def _joins(sentence: Sequence[Word], at: int) -> bool:
    """Whether "and" is inside a name, as in Securities and Exchange Commission."""
    last = at + 1
    while last + 1 < len(sentence) and _is_capital(sentence[last + 1]):
        last += 1
    return (
        sentence[last].text in _AND_TAILS
        and sentence[at - 1].text not in _AND_TAILS
        and (last > at + 1 or sentence[last].text in ("Sons", "Co", "Company"))
    )


def _counts(sentence: Sequence[Word], at: int) -> bool:
    """Whether a figure counts what follows rather than ending a name: "Stellwerk 30 trains", "Kelpie 3"."""
    following = sentence[at + 1] if at + 1 < len(sentence) else None
    if re.fullmatch(r"(?:19|20)\d\d", sentence[at].text):
        return True
    return following is not None and (
        following.text
        in ("%", "percent", "per", "million", "billion", "trillion", "bn", "m", "times", "basis", "percentage")
        or (following.tag == "NNS" and following.text[0].islower() and following.text not in ("series",))
    )


def _split(sentence: Sequence[Word], text: str, first: int, last: int) -> Iterator[Run]:
    """The run without titles, countries' adjectives and compounds ("Oslo-based") at its front; a role in it ends one name
    and begins another."""
    start = max((at + 1 for at in range(first, last) if COMPOUND.fullmatch(sentence[at].text)), default=first)
    for at in range(start, last + 1):
        ends = at == last or (is_role(sentence[at].text) and not _belongs(sentence, first, at, last))
        if not ends:
            continue
        parted = _past_place(sentence, start, at)
        if parted > start:
            yield from _trimmed(sentence, text, start, parted)
        yield from _trimmed(sentence, text, parted, at)
        start = at + 1


def _past_place(sentence: Sequence[Word], first: int, last: int) -> int:
    """Where somebody's name begins behind the place that a post is of: "ambassador to Kenya Mara Stone"."""
    if first == 0 or last - first < 3 or sentence[first - 1].text not in ("to", "of", "for"):
        return first
    begin = first + (2 if _is_place(sentence, first) else 1)
    place = " ".join(word.text for word in sentence[first:begin])
    given = lexicon.words("given_names")
    known = place in lexicon.phrases("places", "|") and place not in given
    return begin if known and last - begin > 1 and sentence[begin].text in given else first


def _belongs(sentence: Sequence[Word], first: int, at: int, last: int) -> bool:
    """Whether a word like "General" or "Group" is part of an organisation's name: General Motors, State Attorney General."""
    lower = sentence[at].text.lower()
    if _is_attorney_general(sentence, at) is not None:
        return last - (_is_attorney_general(sentence, at) or 0) < 2
    if lower in lexicon.words("fields"):
        neighbours = [sentence[i].text.lower() for i in (at - 1, at + 1) if first <= i < last]
        return not any(is_strong_role(word) for word in neighbours)
    if lower == "justice":
        return any(sentence[i].text in ("Department", "Ministry", "Court") for i in range(first, last))
    if lower in lexicon.words("occupations") or lower[:-1] in lexicon.words("occupations"):
        return at + 1 == last or sentence[at + 1].text not in lexicon.words("given_names")
    if lower in lexicon.words("loose_roles"):
        return any(sentence[i].text.lower() in ("general", "partners", "state") for i in range(first, last))
    return False


def _is_attorney_general(sentence: Sequence[Word], at: int) -> int | None:
    """Where the title of which `at` is a word ends; None where it is no such title."""
    pair = [word.text.lower() for word in sentence[max(0, at - 1) : at + 2]]
    if pair[-2:] == ["attorney", "general"] and sentence[at].text.lower() == "attorney":
        return at + 2
    return at + 1 if pair[:2] == ["attorney", "general"] and sentence[at].text.lower() == "general" else None


def is_strong_role(word: str) -> bool:
    """Words that are posts and hardly anything else."""
    return word.lower() in (
        "ceo",
        "cfo",
        "coo",
        "cto",
        "cio",
        "cmo",
        "chief",
        "president",
        "chairman",
        "chairwoman",
        "director",
        "manager",
        "officer",
        "vice",
        "head",
        "minister",
        "secretary",
        "executive",
        "chair",
        "partner",
        "counsel",
        "attorney",
    )


def _trimmed(sentence: Sequence[Word], text: str, first: int, last: int) -> Iterator[Run]:
    while first < last and (
        (sentence[first].text.rstrip(".") in lexicon.words("titles") and not _is_of_justice(sentence, first))
        or sentence[first].text in ("&", "The", "and", "of")
        or (sentence[first].text in _FRONTS and last - first > 1 and not _is_place(sentence, first))
        or (sentence[first].text in _EPITHETS and last - first > 2)
        or (last - first > 1 and _is_trade(sentence[first].text))
    ):
        first += 1
    of = _nationality(sentence, first)
    if of and last - first >= of and not _is_org(sentence[first + of : last]):
        first += of if last - first > of or of > 1 else 0
    if first == 0 and last > 1 and (sentence[first].lower in _COMPANIONS or sentence[first].text in _HEADS):
        first += 1
    while last > first and sentence[last - 1].text.lower() in ("&", "of", "and", "the", "district", "circuit"):
        last -= 1
    if last - first == 1 and sentence[first].text in _GENERIC | _FRONTS | {"Republican", "Democrat", "Democratic"}:
        return
    if last - first == 1 and sentence[first].text in CODES:
        return  # "USD 5.2 billion"
    if first == 0 and last == 1 and sentence[0].lower in lexicon.words("org_words", "commodities"):
        return  # "Semiconductor exports", "Copper fell"
    if first < last:
        surface = text[sentence[first].start : sentence[last - 1].end]
        if len(surface) > 1 and not surface.isdigit() and surface not in lexicon.words("demonyms"):
            yield Run(first, last, surface)


def _is_of_justice(sentence: Sequence[Word], at: int) -> bool:
    """ "Justice Department": no judge's title."""
    return at + 1 < len(sentence) and sentence[at + 1].text in ("Department", "Ministry", "Minister", "Secretary")


def _nationality(sentence: Sequence[Word], at: int) -> int:
    """How many words from here on say where somebody is from: "Danish", "South Korean"."""
    demonyms = lexicon.words("demonyms")
    if at + 1 < len(sentence) and sentence[at].text in HALVES and sentence[at + 1].text in demonyms:
        return 2
    return int(at < len(sentence) and sentence[at].text in demonyms)


HALVES = frozenset(  # of nationalities
    "South North East West Latin Southeast Central Northern Southern".split()
)


def _is_place(sentence: Sequence[Word], at: int) -> bool:
    """Whether a place of two words begins here, as New York."""
    return " ".join(word.text for word in sentence[at : at + 2]) in lexicon.phrases("places", "|")


def _is_trade(text: str) -> bool:
    """Whether a capital at a sentence's opening begins a trade before a name: "Chipmaker Tallis said"."""
    return text[1:].islower() and (text.endswith("maker") or text in _TRADES)


def _is_org(tail: Sequence[Word]) -> bool:
    return any(word.text.lower().rstrip(".") in lexicon.words("org_words") for word in tail)
