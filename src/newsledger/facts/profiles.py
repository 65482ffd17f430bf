"""What stands at a name itself: where it is based, its trade, its stock symbol, who makes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from newsledger.facts import lexicon
from newsledger.facts.cards import staff
from newsledger.facts.frames import described_by
from newsledger.facts.gate import is_common
from newsledger.facts.links import index_of
from newsledger.facts.match import Match
from newsledger.facts.parsed import Named
from newsledger.facts.phrases import Phrase
from newsledger.facts.things import brand
from newsledger.facts.trades import trades
from newsledger.records import Fact, Kind, Quantity

_EXCHANGES = "|".join(sorted(lexicon.words("exchanges")))
_SYMBOL = re.compile(
    rf"(?:['’]s)?\s?\((?:(?P<on>(?:{_EXCHANGES})[A-Za-z ]{{0,12}}?|[Tt]icker|[Ss]ymbol)\s?[:\s]\s?)?"
    r"(?P<code>[A-Z]{1,5}(?:\.[A-Z]{1,2})?|\d{3,6}(?:\.[A-Z]{1,2})?)(?:[,;][^()]{0,40})?\)"
)
_NOWHERE = frozenset(
    "AI ML VR AR XR AWS Android iOS Linux Windows Web Internet Ethernet Python Java SaaS GPS GPU CPU".split()
)
_UNDER = re.compile(r"\b(?:ticker|symbol)(?: symbol)? [\"“]?([A-Z]{1,5}(?:\.[A-Z]{1,2})?)\b")
_STOCKS = re.compile(r"\b(?:stocks?|shares?|ticker|traded|trading|Nasdaq|NYSE)\b")
_KIN = ("subsidiaries", "parent", "parent company", "owner")
_LABEL = re.compile(
    r"[-•*]?\s*(Headquarters?|Headquartered in|HQ|Head office|Founded|Founded in|Established|Establishment|Year founded"
    r"|Industry|Sector|Ticker|Stock symbol|Traded as|Subsidiaries|Parent(?: company)?|Owner|Company size"
    r"|(?:Number of |No\. of )?employees|Headcount)"
    r"\s*:\s*(\S.{1,60})$",
    re.I,
)


def profiles(match: Match) -> Iterator[Fact]:
    """Headquarters, industry and symbol of a sentence's names, and who makes what it stands before."""
    for trade in trades(match):
        if trade.told == "name" or trade.named.name not in match.discourse.trades:
            match.discourse.trades.add(trade.named.name)
            yield _fact(match, trade.named, "industry", trade.words)
    yield from _seats(match)
    for named in match.sentence.names:
        if named.kind in ("organization", "other"):
            yield from _symbols(match, named)
    if under := _UNDER.search(match.text, match.sentence.start, match.sentence.end):
        who = match.discourse.carried(match.sentence, under.start())
        yield from [_fact(match, who, "ticker", under[1])] if who else []
    yield from _rows(match)
    for phrase in match.sentence.phrases:
        if phrase.kind == "np":
            yield from _owned(match, phrase)
        if phrase.kind == "np" and (phrase.name is not None or phrase.inner):
            yield from _branded(match, phrase)


def _seats(match: Match) -> Iterator[Fact]:
    """ "Leeds-based", at the name or in what stands for it."""
    sentence = match.sentence
    if not any(word.text == "-based" for word in sentence.words):
        return
    by_name = described_by(sentence)
    for phrase in sentence.phrases:
        at = next((i for i in range(phrase.first, phrase.last) if sentence.words[i].text == "-based"), None)
        if phrase.kind not in ("np", "adj") or at is None:
            continue
        place = _place_before(match, at)
        who = _set_off(match, phrase) or _standing(match, phrase)
        if who is None:
            args = [arg for args in by_name.get(id(phrase), {}).values() for arg in args]
            who = next((one for arg in args if (one := match.discourse.resolve(sentence, arg))), None)
        if who is None or who.kind == "place":
            who = _before_city(match, phrase)
        if who is not None and place and who.kind in ("organization", "other"):
            yield _fact(match, who, "headquarters", place)


def _set_off(match: Match, phrase: Phrase) -> Named | None:
    """The firm whose apposition it is: "Tallis, the Leeds-based owner of ships"."""
    parts, at = match.sentence.phrases, index_of(match.sentence.phrases, phrase)
    opened = at > 1 and parts[at - 1].kind == "comma" and match.sentence.words[phrase.first].lower in ("a", "an", "the")
    index = parts[at - 2].name if opened and phrase.name is None else None
    named = match.sentence.names[index] if index is not None else None
    return named if named is not None and named.kind in ("organization", "other") else None


def _before_city(match: Match, phrase: Phrase) -> Named | None:
    """The name that a city's comma parts from the state: "Tallis, a Cambridge, Massachusetts-based company"."""
    parts = match.sentence.phrases
    at = next((i for i, part in enumerate(parts) if part is phrase), 0)
    kinds = [part.kind for part in parts[max(0, at - 4) : at]]
    named = parts[at - 4].name if kinds == ["np", "comma", "np", "comma"] and parts[at - 2].name is not None else None
    return match.sentence.names[named] if named is not None else None


def _standing(match: Match, phrase: Phrase) -> Named | None:
    """The name a phrase ends in, of several the last before what it owns; or the name behind it after a comma cut."""
    if phrase.name is not None:
        return match.sentence.names[phrase.name]
    after = [i for i in phrase.inner if match.sentence.names[i].kind != "place"]
    if after:
        return match.sentence.names[after[-1]]
    return match.discourse.resolve(match.sentence, phrase)


def _place_before(match: Match, at: int) -> str | None:
    """The place before "-based", its city too where the state stands between commas; a demonym gives its country."""
    sentence = match.sentence
    run = next((i for i, r in enumerate(sentence.runs) if r.last == at), None)
    word = sentence.words[at - 1].text
    if word in _NOWHERE:
        return None
    if run is None:
        return lexicon.countries().get(word, word) if word[0].isupper() else None
    named = sentence.names[run]
    if named.kind == "person":
        return None
    start, first = named.start, sentence.runs[run].first
    if run and first > 1 and sentence.words[first - 1].text == "," and sentence.runs[run - 1].last == first - 1:
        before = sentence.names[run - 1]
        start = before.start if before.kind == "place" and named.kind == "place" else start
    return match.text[start : named.end]


def _symbols(match: Match, named: Named) -> Iterator[Fact]:
    at = named.end
    while found := _SYMBOL.match(match.text, at, match.sentence.end):
        if not (found["on"] or _is_symbol(match, named, found["code"])):
            return
        on = (found["on"] or "").strip()
        code = found["code"] if on.lower() in ("", "ticker", "symbol") else f"{on}:{found['code']}"
        yield _fact(match, named, "ticker", code)
        at = found.end()


def _is_symbol(match: Match, named: Named, code: str) -> bool:
    """Whether capitals in brackets are a symbol, not the initials of the name."""
    if _STOCKS.search(match.text, match.sentence.start, match.sentence.end):
        return True
    letters = iter(re.sub(r"\W", "", named.name).upper())
    return " " not in named.name and named.kind == "organization" and all(letter in letters for letter in code)


def _rows(match: Match) -> Iterator[Fact]:
    """Lines of lists: a labelled line under a name, a share with its sector at the end."""
    sentence = match.sentence
    line = match.text[sentence.start : sentence.end]
    parts = re.split(r"\s[-–—|]\s", line)
    if (
        len(parts) > 2
        and sentence.names
        and _SYMBOL.search(parts[0])
        and re.fullmatch(r"[A-Z][A-Za-z& ]{2,40}", parts[-1])
    ):
        yield _fact(match, sentence.names[0], "industry", parts[-1])
    ends = match.text.find("\n", sentence.end)  # "Company size: Approx. 290" is two sentences
    whole = match.text[sentence.start : ends if ends >= 0 else None]
    if (label := _LABEL.match(whole)) and (who := _listed(match)):
        yield from _labelled(match, who, label[1].lower(), label[2].strip())


def _listed(match: Match) -> Named | None:
    """Whom a labelled line is about: the firm in the heading above it, else who the text is about."""
    headed, start = match.discourse.headed, match.sentence.start
    return (
        Named(start, start, headed, "organization", "carried")
        if headed
        else match.discourse.carried(match.sentence, start)
    )


def _labelled(match: Match, who: Named, label: str, given: str) -> Iterator[Fact]:
    if label.startswith(("head", "hq")):
        yield _fact(match, who, "headquarters", given.rstrip("."))
    elif label in ("industry", "sector"):
        yield _fact(match, who, "industry", given.rstrip("."))
    elif label in ("ticker", "stock symbol", "traded as"):
        yield _fact(match, who, "ticker", given)
    elif label in _KIN:
        yield from _kin(match, who, label, given)
    elif label in ("company size", "headcount") or label.endswith("employees"):
        yield from [_fact(match, who, "employees", None, count)] if (count := staff(given)) else []
    elif year := re.search(r"\b(1[5-9]\d\d|20\d\d)\b", given):
        yield _fact(match, who, "founded", None, Quantity(float(year[1]), float(year[1]), "year"))


def _kin(match: Match, who: Named, label: str, given: str) -> Iterator[Fact]:
    """Who owns a firm, and what it owns: "Parent: Tallis Group", "Subsidiaries: Corrie, Loomwork"."""
    for name in re.split(r",\s|;\s", given.rstrip(".")):
        owner, owned = (who.name, name) if label == "subsidiaries" else (name, who.name)
        yield replace(_fact(match, who, "parent", owned), type="ownership", subject=owner)


def _owned(match: Match, phrase: Phrase) -> Iterator[Fact]:
    """ "Quillon's Heron arm", "its Kelpie 3 turbine series", "Harrow's Dunmore stores"."""
    if phrase.owner is None:
        yield from _in_house(match, phrase)
        return
    named = _possessed(match, phrase)
    owner = match.discourse.resolve(match.sentence, phrase.owner)
    if named is None or named.kind in ("person", "place") or owner is None or owner.name == named.name:
        return
    inside = range(phrase.first, phrase.last)
    if owner.how == "carried" or any(match.sentence.words[i].lemma in _RELATIONS for i in inside):
        return
    if owner.kind == "person" and (phrase.owner.pronoun or named.kind == "product"):
        return
    if named.name.split()[0] in _NUMBERED or _is_title(match, owner, named):
        return
    if owner.kind == "other" and _is_model(named):
        yield _link(match, named, owner, 0.65)
    elif owner.kind == "organization" and (named.kind == "product" or not _is_company(named.name)):
        yield _link(match, named, owner, 0.7)
    elif phrase.name is not None and _may_own(match, phrase, owner, named):
        yield Fact(
            type="ownership",
            subject=owner.name,
            object=named.name,
            attribute="parent",
            start=match.sentence.start,
            end=match.sentence.end,
            confidence=0.55,
            subject_kind="organization",
            object_kind="organization",
        )


def _may_own(match: Match, phrase: Phrase, owner: Named, named: Named) -> bool:
    """Whether "X's Y" is X's company: a person's book, film or party is not, nor are "the People's" anything."""
    if named.name.split()[-1] in ("Party", "Army", "Government") or owner.name in ("People", "Women", "Children"):
        return False
    if owner.kind == "organization":
        return True
    alone = match.sentence.words[phrase.first].start == named.start  # no article and no noun before the name
    known = named.kind == "organization" or match.discourse.who.counts[named.name] > 2
    return owner.kind == "person" and alone and (known or bool(_CAMEL.search(named.name)))


def _in_house(match: Match, phrase: Phrase) -> Iterator[Fact]:
    """ "The in-house Tern 40 gearbox": who the text is about makes it."""
    words = match.sentence.words[phrase.first : phrase.last]
    named = _possessed(match, phrase) if any(word.lower in ("in-house", "inhouse") for word in words) else None
    if named is None or not _is_model(named):
        return
    owner = match.discourse.carried(match.sentence, words[0].start)
    if owner is not None and owner.kind == "organization":
        yield _link(match, named, owner, 0.55)


def _is_model(named: Named) -> bool:
    """Whether a name is plainly a product's: it is known as one, or has figures in it."""
    return named.kind == "product" or any(char.isdigit() for char in named.name)


def _is_company(name: str) -> bool:
    """Whether a possession's name says that it is an organisation rather than a product."""
    words = name.split()
    last = words[-1].lower().strip(".,")
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    body = head in _BODIES
    return len(words) > 1 and (body or last in lexicon.words("org_words") - _PRODUCT_TAILS)


def _is_title(match: Match, owner: Named, named: Named) -> bool:
    """Whether a possessive belongs to a title or a street, as in "A Baker's Guide": a common word, its owner named once."""
    once = match.discourse.who.counts[owner.name] < 2 and named.kind != "product"
    return once and is_common(named.name) and " " not in owner.name


_RELATIONS = frozenset(
    "rival partner competitor customer supplier client parent owner shareholder investor neighbour "
    "neighbor peer counterpart title predecessor successor buyer seller ally lender backer adviser advisor "
    "chief boss executive president founder".split()
)
_NUMBERED = frozenset(
    "Phase Tier Level Section Chapter Article Title Stage Round Type Class Figure Day Week Part".split()
)
_BODIES = frozenset(
    "Center Centre School Laboratory Directorate Facility Panel Division Unit Team Faculty Project Academy Office "
    "Institute Department Council".split()
)
_CAMEL = re.compile(r"[a-z][A-Z]")  # written as no common word is: LoomWorks
_PRODUCT_TAILS = frozenset(
    "cloud exchange data store stores index analytics platforms solutions digital network music".split()
)


def _possessed(match: Match, phrase: Phrase) -> Named | None:
    """What is owned: the name at the phrase's end, or one before a noun for products."""
    if phrase.name is not None:
        return match.sentence.names[phrase.name]
    inner = match.sentence.names[phrase.inner[-1]] if phrase.inner else None
    if inner is not None and (inner.kind == "product" or phrase.head in lexicon.words("products")):
        return inner
    return None


def _branded(match: Match, phrase: Phrase) -> Iterator[Fact]:
    """ "Quillon Heron 7", "the Quillon Heron robot": a product whose name begins with its maker's."""
    one = match.sentence.words[phrase.last - 1].tag == "NN"
    goods = phrase.head in lexicon.words("products") and phrase.name is None and one
    for index in [*phrase.inner[-1:], *([phrase.name] if phrase.name is not None else [])]:
        named = match.sentence.names[index]
        maker, model = brand(match.discourse.who, named) or ("", "")
        if model and (goods or any(char.isdigit() for char in model)):
            product = Named(named.start, named.end, model, "product")
            yield _link(match, product, Named(0, 0, maker, "organization"), 0.7)


def _link(match: Match, product: Named, maker: Named, confidence: float) -> Fact:
    return Fact(
        type="product_link",
        subject=product.name,
        object=maker.name,
        attribute="made_by",
        start=match.sentence.start,
        end=match.sentence.end,
        confidence=confidence,
        subject_kind="product",
        object_kind="organization",
    )


def _fact(match: Match, named: Named, attribute: str, text: str | None, value: Quantity | None = None) -> Fact:
    kind: Kind = "place" if attribute == "headquarters" else "other"
    return Fact(
        type="company_profile",
        subject=named.name,
        object=" ".join(text.split()) if text else None,
        attribute=attribute,
        value=value,
        start=match.sentence.start,
        end=match.sentence.end,
        confidence=0.8 if named.how in ("name", "short") else 0.6,
        subject_kind="organization",
        object_kind=kind,
    )
