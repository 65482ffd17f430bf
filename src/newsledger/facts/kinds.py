"""What the words of a name and those around it say of its kind: a person, an organisation, a product, a place."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from newsledger.facts import lexicon, names
from newsledger.facts.parsed import Sentence
from newsledger.facts.words import Word
from newsledger.records import Kind

_ENGLISH_TOO = frozenset("Sun Long Song Fan Kong Park Min Hong Gong Ding Cha Moon Foo Yap Chew Neo Tong Han".split())
_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ian|iao|ing|ong|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|[aeiouv])){1,3}",
    re.IGNORECASE,
)


def _may_follow(family: str, given: str) -> bool:
    """Whether what follows a family name may be a given one: "Sun Pishu", not "Sun Pharma"; "Park" wants a hyphen."""
    if family not in _ENGLISH_TOO:
        return True
    return _KOREAN.fullmatch(given) is not None or (family != "Park" and _PINYIN.fullmatch(given) is not None)


_KOREAN = re.compile(r"[A-Z][a-z]+-[a-z]{2,7}")  # Mi-kyung


@lru_cache(maxsize=1 << 12)
def looks_personal(name: str) -> bool:
    """Two to four words of which the first is a given name, or a family name that comes first."""
    parts = name.split()
    if not 2 <= len(parts) <= 4 or any(char.isdigit() for char in name) or "&" in parts:
        return False
    if any(part.lower().strip(".,") in lexicon.words("org_words") for part in parts[1:]):
        return False
    first = parts[0]
    if len(parts) == 2 and _KOREAN.fullmatch(parts[1]):
        return True
    if len(parts) == 3 and first in lexicon.words("family_first"):
        return all(len(part) < 7 and part.isalpha() for part in parts)
    return (
        first in lexicon.words("given_names")
        or (first in lexicon.words("family_first") and len(parts) == 2 and _may_follow(first, parts[1]))
        or (len(first) == 2 and first[1] == ".")
    )


def evidence(sentence: Sequence[Word], run: names.Run) -> Iterator[tuple[Kind, float]]:
    """What the words of a name and those around it say of its kind, with a weight each."""
    parts = run.surface.split()
    before = sentence[run.first - 1].text if run.first else ""
    after = sentence[run.last].text if run.last < len(sentence) else ""
    if run.surface in lexicon.phrases("places", "|"):
        yield "place", 9 if len(parts) > 1 else 6
    elif run.first == 0 and run.surface.isupper() and run.surface.title() in lexicon.phrases("places", "|"):
        yield "place", 9  # "LONDON - Shares in Tallis"
    if any(part.lower().strip(".,") in lexicon.words("org_words") for part in parts[1:]) or "&" in run.surface:
        yield "organization", 5
    stated = after == "," and before.lower() in ("the", "a", "an")
    if after == "-based" or (stated and "-based" in (w.text for w in sentence[run.last + 2 : run.last + 4])):
        yield "place", 6  # "Leeds-based", "the Norfolk, Virginia-based bank"
    yield from _personal(sentence, run, parts)
    if before.lower() in lexicon.words("nominals"):
        yield "organization", 3
    if before == "," and len(parts) > 1 and run.first > 1 and sentence[run.first - 2].lower in _set_off_firms():
        yield "organization", 4  # "its insurance arm, Seguros Austral"
    if before.lower() in lexicon.words("products") or (
        after.lower() in lexicon.words("products") and parts[-1][-1].isdigit()
    ):
        yield "product", 2
    if (
        after.lower() in lexicon.words("products")
        and after.lower() != "family"
        and before in ("the", "its", "'s", "new")
    ):
        yield "product", 1.5
    if len(parts) > 1 and any(char.isdigit() for char in parts[-1]):
        yield "product", 3
    yield from (("product", 2.0) for _ in range(_is_goods(sentence, run)))
    behind = " ".join(word.lower for word in sentence[run.last : run.last + 5])
    if _ON_SALE.match(behind):
        yield "product", 3
    elif _COSTS.match(behind):
        yield "product", 1  # a firm's service may bear its name
    if after == "'s" or after.lower() in _OF_AN_ORGANISATION:
        yield "organization", 1
    if (done := _acts(sentence, run)) in _DONE_BY_ORGANISATIONS:
        yield "organization", 2 if done == "recall" else 1
    elif done and len(parts) == 1:
        yield "organization", 0.4
    seated = run.first > 1 and sentence[run.first - 2].lower in _SEATED
    located = before == "in" and (
        seated or run.surface in lexicon.phrases("places", "|")
    )  # "Based in Leeds, the group has"
    if _is_of_a_town(sentence, run):
        located = True
        yield "place", 4
    if (
        after == ","
        and _tells_a_trade(sentence[run.last + 1 :])
        and not _is_brought(sentence[: run.first])
        and not located
    ):
        yield "organization", 15
    if before == "in" and run.first > 1 and sentence[run.first - 2].lower in _HELD:
        yield "organization", 1.5
    elif _is_located(sentence, run):
        yield "place", 0.8
    if before.lower() in ("by", "at", "with", "of", "joined", "joining") and len(parts) == 1:
        yield "organization", 0.4
    if before in ("the", "The") and len(parts) > 1:
        yield "organization", 0.4
    if after == "(" and _is_ticker(sentence, run.last):
        yield "organization", 4


_FIRMS_DATA = frozenset(
    "Revenue Revenues Sales Annual Headquarters HQ Founded Employees Market Company Location Based".split()
)


def ranked_firms(read: Sequence[Sentence]) -> list[str]:
    """The names that numbered headings rank, if below two of them stands what lists tell of firms: "Revenue: $3bn"."""
    ranked = [(run.surface, below) for one, below in itertools.pairwise(read) if (run := _ranked(one)) is not None]
    told = [below for _, below in ranked if below.words and below.words[0].text in _FIRMS_DATA]
    return [surface for surface, _ in ranked] if len(told) > 1 else []


def _ranked(sentence: Sentence) -> names.Run | None:
    """The name that a list's heading numbers: "3. Tallis Motors"."""
    words, runs = sentence.words, sentence.runs
    numbered = len(runs) == 1 and len(words) > 2 and words[0].text.isdigit() and words[1].text in (".", ")")
    return runs[0] if numbered and runs[0].first == 2 and runs[0].last == len(words) else None


def _is_of_a_town(sentence: Sequence[Word], run: names.Run) -> bool:
    """Whether a name tells where a town lies: "headquartered in Denver, Colorado, the company has"."""
    at = run.first - 1 - (run.first > 0 and sentence[run.first - 1].lower == "the")
    if at < 2 or sentence[at].text != ",":
        return False
    at -= 1
    while at > 0 and sentence[at].text[0].isupper():
        at -= 1
    closed = run.last >= len(sentence) or sentence[run.last].text in (",", ".", ")", ";")
    town = sentence[at + 1].text
    return closed and sentence[at].text == "in" and town[0].isupper() and town not in lexicon.words("not_names")


@cache
def _set_off_firms() -> frozenset[str]:
    """What stands for a firm before a comma and its name."""
    return (lexicon.words("nominals") - _ALSO_PEOPLE - {"team"}) | {"arm", "division", "affiliate", "offshoot"}


_WILL = r"(?:, which )?(?:(?:will|would|to|has|have|is|was|were|are|now|also|first|and|should|could) ){0,2}"


_ON_SALE = re.compile(  # what follows the name of goods
    _WILL
    + r"(?:(?:go|goes|went|gone|be|is|was|going) on sale\b|discontinued\b|phased out\b|ships? (?:in|on|by|this|next)\b"
    r"|(?:sell|sold|sells) \S+(?: million)? copies)"
)


_COSTS = re.compile(_WILL + r"(?:costs?|retails?|sells?|starts?|priced) (?:for |at |from |about )?[$£€]")


def _is_goods(sentence: Sequence[Word], run: names.Run) -> int:
    """How many signs say that a name is a product's: "launched the X", "its first phone, the X", "the X, a robot that"."""
    before = sentence[max(0, run.first - 6) : run.first]
    behind = sentence[run.last : run.last + 7]
    article = bool(before) and before[-1].lower in _ARTICLES
    further = before[-2] if article and len(before) > 1 else None
    done = further is not None and further.lemma in _DONE_TO_GOODS
    if further is not None and further.text == "," and len(before) > 2:
        done = before[-3].lemma in lexicon.words("products") and before[-1].lower == "the"
    elif further is not None and further.lower in ("to", "of", "for") and len(before) > 2:
        done = before[-3].lower in (
            "successor",
            "predecessor",
            "sequel",
            "follow-up",
            "replacement",
            "launch",
            "version",
        )
    named = (
        bool(before) and before[-1 - article].lower in ("called", "named", "dubbed", "branded")
        if before[article:]
        else False
    )
    named = named and any(word.lemma in lexicon.words("products") for word in before)
    described = len(behind) > 2 and behind[0].text == "," and behind[1].lower in ("a", "an", "its", "the")
    described = described and _first_noun(behind[2:]) in lexicon.words("products")
    used = article and bool(behind) and behind[0].lemma in lexicon.words("products")
    used = used and behind[0].lemma not in ("family", "service", "system")
    closed = bool(behind) and behind[0].text in (",", ".")
    comma = 1 + (article and before[-1].lower == "the")  # "its bigger sibling, the Kelpie Max,"
    set_off = closed and len(before) > 2 and before[-comma].text == "," and before[-comma - 1].lemma in _models()
    set_off = set_off and any(word.lower in _FRESH for word in before[:-2])  # "its first lager, Fjord Zero,"
    return done + named + (described and (article or _is_brought(before))) + used + set_off


@cache
def _models() -> frozenset[str]:
    return lexicon.words("products") | {"sibling", "variant", "successor", "replacement", "predecessor"}


def _is_brought(before: Sequence[Word]) -> bool:
    """Whether a verb for what is done to goods stands right before: "announced X, a platform"."""
    return bool(before) and before[-1].lemma in _DONE_TO_GOODS | {"announce", "offer", "sell"}


def _first_noun(words: Sequence[Word]) -> str:
    """The lemma of the noun that a noun phrase ends in."""
    last = ""
    for word in words:
        if word.tag[:2] not in ("NN", "JJ") and word.tag not in ("CD", "VBN", "VBG"):
            break
        last = word.lemma if word.tag in ("NN", "NNS") else last
    return last


_FRESH = frozenset("a an its their first latest new".split())


_ARTICLES = frozenset("the its a an their new".split())


_DONE_TO_GOODS = frozenset("launch unveil release introduce recall discontinue debut replace upgrade showcase".split())


_HELD = frozenset(  # what one has in a company rather than in a place
    "stake stakes invest invests invested investing investment investments shares shareholder shareholders investor "
    "investors shareholding round interest interests confidence share position holding holdings trust faith".split()
)


def _personal(sentence: Sequence[Word], run: names.Run, parts: Sequence[str]) -> Iterator[tuple[Kind, float]]:
    """What speaks for a person: a given name, a title, a post at its side, an age, "who", what only people do."""
    before = sentence[run.first - 1] if run.first else None
    behind = sentence[run.last : run.last + 9]
    if parts[0] in _ORG_FIRST and len(parts) > 1:
        yield "organization", 9
    if looks_personal(run.surface):
        yield "person", 1.2
    if run.surface in lexicon.words("given_names"):
        yield "person", 1.2
    if before and before.text.rstrip(".") in lexicon.words("titles"):
        yield "person", 6
    kin = sentence[run.first - 2] if before and before.text == "," and run.first > 1 else before
    if kin and kin.lemma in lexicon.words("kin") and len(parts) > 1:
        yield "person", 4
    if len(behind) > 1 and behind[0].text == "," and behind[1].lower in ("who", "whom", "who's"):
        yield "person", 3
    if before and len(parts) == 1 and before.text.istitle() and before.lower in _BEFORE_FAMILY_NAMES:
        yield "person", 3
    if len(parts) == 1 and _is_its_chief(behind):
        yield "person", 3
    if not 2 <= len(parts) <= 4 or any(part.lower().strip(".,") in lexicon.words("org_words") for part in parts[1:]):
        return
    verb = before is not None and before.tag.startswith("VB")  # "will chair Acme"
    if before and not verb and names.is_role(before.text) and before.lower not in _NO_PERSONS:
        yield "person", 3
    if before and before.lemma in _DONE_TO_PEOPLE and before.tag.startswith("VB"):
        yield "person", 2
    if before and before.lower == "said":
        yield "person", 1.5
    if len(behind) > 2 and behind[0].text == "," and (_is_age(behind) or _tells_a_post(behind[1:])):
        yield "person", 2.5
    if (behind and behind[0].lemma in _DONE_BY_PEOPLE and behind[0].tag.startswith("VB")) or (
        _acts(sentence, run) in _DONE_BY_PEOPLE
    ):
        yield "person", 1.5
    if len(behind) > 1 and behind[0].lower in ("is", "was", "became") and _tells_a_post(behind[1:4]):
        yield "person", 1.5
    joined = before is not None and before.lemma in ("join", "rejoin", "leave")
    if len(behind) > 1 and behind[0].text == "as" and not joined and _tells_a_post(behind[1:]):
        yield "person", 2


_SEATED = frozenset("based headquartered located born established founded registered".split())


_BEFORE_FAMILY_NAMES = frozenset("president chancellor premier ambassador governor congressman congresswoman".split())


_ORG_FIRST = frozenset(
    "Grupo Banco Banca Banque Groupe Gruppo Compagnie Compañía Companhia Sociedad Sociedade Société Empresa Empresas Bank "
    "University Hotel Hotels Institut Cervejaria Cervecería Cementos Aceros Minera Constructora Industrias Indústrias "
    "Laboratorios Laboratoires Transportes Aerolíneas Supermercados Farmacias Bodegas Viña Brasserie Brauerei Verlag "
    "Stadtwerke Sparkasse Browar Fabryka Azienda Cantina Cassa Credito Crédit Maison Atelier Studio Studios PT".split()
)


_OF_AN_ORGANISATION = frozenset(
    "shares stock employees executives spokesman spokeswoman customers announced reported plans".split()
)


_DONE_BY_ORGANISATIONS = frozenset(
    (
        "appoint hire acquire unveil employ recruit lay manufacture operate supply deliver order raise post "
        "float merge ship "
        "export produce make sell list sign invest recall"
    ).split()
)


_NO_PERSONS = frozenset(
    (
        "people owner producer creator partner leader general global regional international group technology "
        "finance financial"
    ).split()
)


_DONE_TO_PEOPLE = frozenset("name appoint hire poach elect recruit succeed promote fire oust sack nominate".split())


_DONE_BY_PEOPLE = frozenset("resign retire tweet quip recall step".split())


def _is_age(behind: Sequence[Word]) -> bool:
    return behind[1].text.isdigit() and len(behind[1].text) == 2 and behind[2].text in (",", ".", ")")


def _acts(sentence: Sequence[Word], run: names.Run) -> str:
    """The verb right behind a name, auxiliaries passed over: "X has raised"."""
    for word in sentence[run.last : run.last + 4]:
        if word.tag.startswith("VB") and word.lemma not in ("have", "be"):
            return word.lemma
        if not word.tag.startswith(("VB", "MD", "RB")):
            break
    return ""


def _tells_a_trade(behind: Sequence[Word]) -> bool:
    """Whether an apposition begins that says what a company is: ", a Leeds-based maker of lamps"."""
    if not behind or behind[0].tag != "DT" or behind[0].lower not in ("a", "an", "the"):
        return False
    for word, following in itertools.pairwise(behind[1:9]):
        if word.text in (",", ".", ";") or word.tag in ("IN", "WDT", "WP") or word.tag.startswith("MD"):
            return False
        if following.tag == "POS":
            return False  # "Jane Doe, the group's finance chief"
        trade = word.lemma in lexicon.words("nominals") - _ALSO_PEOPLE and word.text.islower()
        if trade and not following.tag.startswith(("NN", "CC")):
            return True
    return False


_ALSO_PEOPLE = frozenset("owner parent investor buyer seller developer producer publisher builder specialist".split())


def _is_its_chief(behind: Sequence[Word]) -> bool:
    """ ", the company's chief executive,": no company is that."""
    opened = len(behind) > 3 and behind[0].text == "," and behind[1].lower in ("the", "its", "their")
    owned = opened and (behind[1].tag == "PRP$" or behind[3].tag == "POS")
    return owned and _tells_a_post(behind[2:])


def _tells_a_post(words: Sequence[Word]) -> bool:
    """Whether a post is named before anything else happens: ", currently chief technology officer at"."""
    for word in words[:7]:
        if word.text in (",", ".", ";") or word.tag.startswith(("VBD", "VBZ", "VBP", "MD", "WP", "WD")):
            return False
        if names.is_strong_role(word.text) or word.lower in _POSTS:
            return True
    return False


_POSTS = frozenset(
    "analyst economist strategist spokesman spokeswoman spokesperson founder co-founder professor lawyer adviser".split()
)


def _is_located(sentence: Sequence[Word], run: names.Run) -> bool:
    """Whether something happens in it ("in Penang", "in Penang, Malaysia"), which is no stake or trust in a company."""
    before = sentence[run.first - 1] if run.first else None
    before2 = sentence[run.first - 2] if run.first > 1 else None
    if before is None or before2 is None:
        return False
    if before.text == ",":
        if run.first == 3 and sentence[0].text == "In" and sentence[min(run.last, len(sentence) - 1)].text != ",":
            return False  # "In Senegal, Sahel Liants shut"
        dated = before2.text in lexicon.words("not_names")  # "in April, Tallis"
        if run.last < len(sentence) and sentence[run.last].tag.startswith(("VB", "MD")):
            return before2.text in lexicon.phrases("places", "|") and run.surface in lexicon.phrases("places", "|")
        inside = run.first > 2 and sentence[run.first - 3].text == "in" and before2.text[0].isupper() and not dated
        return inside or before2.text in lexicon.phrases("places", "|")
    return before.lower == "in" and before2.lemma not in ("bring", "draft")  # "brought in Jane Doe"


def _is_ticker(sentence: Sequence[Word], at: int) -> bool:
    """Whether a stock exchange's symbol stands in brackets at `at`."""
    inside = [word.text for word in sentence[at + 1 : at + 5]]
    return any(text.upper().startswith(("NYSE", "NASDAQ", "LON", "TSE", "HKEX", "ETR", "TICKER")) for text in inside)


def decided(votes: dict[Kind, float]) -> Kind:
    """The kind with the most votes, if they are enough to tell."""
    if not votes:
        return "other"
    kind, weight = max(sorted(votes.items()), key=lambda item: item[1])
    return kind if weight >= 0.8 else "other"
