"""Tags put right that the tagger, which learned from the treebanks, gives wrong in business news.

A rule looks at a word where it is worth a look: at certain words, behind certain words, at certain tags. It may change the
tags of its neighbours too; what it leaves to its left is settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from newsledger.facts import lemmas, lexicon, vocabulary
from newsledger.facts.lostverbs import lost_verb, second_verbs
from newsledger.facts.tagger import tag

_Rule = Callable[[Sequence[str], list[str], int], None]
_RUNS_ON = frozenset("is are was were been be am started began begun start begin stop stopped 's 're".split())
_LATELY = frozenset("last recently once previously originally formerly first currently now".split())
_HELPERS = frozenset("have has had are were will".split())
_TAKE_BARE = frozenset("be have do help let make go come dare get see".split())
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday yesterday today".split())
_DEALS = frozenset("round deal sale offer bid investment price".split())
_POSTS = frozenset("posts reports books sees notches".split())
_UNPRICED = frozenset("price tax rate wage pay fare".split())  # "price rises to 4%" are no verbs
_ACTS = frozenset("resigned died quit became".split())  # describe nobody between commas
_MOVES_TOO = frozenset(
    "narrow slow open double contract average moderate level cool steady shallow".split()
)  # as verbs, though adjectives or nouns as often
_MULTIPLIES = frozenset("double triple treble quadruple halve".split())


def mended(surfaces: list[str]) -> list[str]:
    """One Penn tag a word."""
    tags = tag(surfaces)
    if _opens_with_name(surfaces, tags):
        tags[0] = tags[1] = "NNP"
    for at in range(1, len(tags)):
        if tags[at] == "VB" and tags[at - 1] == "VB" and surfaces[at - 1].lower() not in _TAKE_BARE:
            tags[at] = "NN"
    for at in range(1, len(tags) - 1):
        for rule in _AT_WORD.get(surfaces[at], ()):
            rule(surfaces, tags, at)
        for rule in _BEHIND.get(surfaces[at - 1], ()):
            rule(surfaces, tags, at)
        for rule in _AT_TAG.get(tags[at], ()):
            rule(surfaces, tags, at)
    second_verbs(surfaces, tags)
    if len(tags) > 2 and (_opens_descriptor(surfaces, tags) or (surfaces[0] == "Sterling" and tags[1][:2] == "VB")):
        tags[0] = "NN"
    for at in range(2, len(tags) - 1):
        if tags[at] == "VBD" and surfaces[at - 1] == "," and _is_aside(surfaces, tags, at):
            tags[at] = "VBN"
    lost_verb(surfaces, tags)
    return tags


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


def _opens_descriptor(surfaces: Sequence[str], tags: Sequence[str]) -> bool:
    """Whether the opening word tells the trade of who follows: "Lift maker Tallis", "Online grocer Tallis"."""
    head = surfaces[1] in lexicon.words("organisation_heads") or surfaces[1].endswith("maker")
    lower = surfaces[0].lower()
    if not head or not surfaces[2][0].isupper() or lower.endswith("ly"):
        return False
    noun = any(lower in lexicon.words(name) for name in ("nominals", "products", "measures", "mass_nouns"))
    return tags[0][:2] in ("VB", "RB", "UH") or (tags[0] == "JJ" and noun)


def _is_aside(surfaces: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Whether a past between commas only describes the name before it: "Tallis, valued at $2bn, raised"."""
    if surfaces[at] in _ACTS:
        return False
    named = tags[at - 2][:2] in ("NN", "CD") and (tags[at + 1] == "IN" or "by" in surfaces[at + 2 : at + 5])
    close = next((i for i in range(at + 1, min(at + 9, len(tags) - 1)) if surfaces[i] == ","), None)
    return named and close is not None and tags[close + 1] in ("VBD", "VBZ", "MD")


# Rules: tags[at] is wrong, or its neighbours' are.


def _plans(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "Tallow Foods plans to buy": names run on into what the tagger takes for a noun."""
    governs = at + 2 < len(tags) and tags[at + 1] == "TO" and tags[at + 2] == "VB"
    if governs and tags[at - 1] in ("NNP", "NNPS", ",") and lemmas.verb(surfaces[at].lower()) in lexicon.chains():
        tags[at] = "VBZ"


def _moves(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "The premium tier, now £15, rises to £18", not "price rises to 4%"."""
    sized = at + 2 < len(tags) and surfaces[at + 1] in ("by", "to", "from") and tags[at + 2] in ("CD", "$")
    alone = tags[at - 1] in ("NN", "NNP", ",") and surfaces[at - 1] not in _UNPRICED
    if sized and alone and lemmas.verb(surfaces[at]) in lexicon.words("rises", "falls"):
        tags[at] = "VBZ"


def _lender(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "A stake in the lender to": no comparative."""
    alone = tags[at - 1] in ("DT", "PRP$", "POS") and tags[at + 1][:2] not in ("NN", "JJ")
    if alone and surfaces[at] in lexicon.words("nominals"):
        tags[at] = "NN"


def _currency(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "The yen weakened", "the won firmed": between an article and a verb neither an adjective nor a verb."""
    opened = surfaces[at - 1] in ("the", "The") and tags[at + 1][:2] in ("VB", "MD")
    if opened and surfaces[at] in lexicon.words("currencies"):
        tags[at] = "NN"


def _by_source(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "According to research firm Acme", "goes to court"."""
    if surfaces[at - 1].lower() == "to" and ((at > 1 and surfaces[at - 2] == "according") or surfaces[at] == "court"):
        tags[at] = "NN"


def _joined_past(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "Who runs Acme and once worked for Bolt": "and" and an adverb join a past to an active verb."""
    if tags[at - 1] != "RB" or at < 2 or surfaces[at - 2] not in ("and", "but"):
        return
    last = next((i for i in range(at - 3, -1, -1) if tags[i] in ("VBZ", "VBD", "VBP", "MD")), None)
    if last is not None and "VBN" not in tags[last : last + 3] and tags[last] != "MD":
        tags[at] = "VBD"


def _relative_past(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "The phone that the company unveiled"."""
    i = at - 1
    while i > 0 and tags[i] in ("NN", "NNS", "NNP", "NNPS", "DT", "PRP$", "JJ", "PRP"):
        i -= 1
    if 0 < i < at - 1 and surfaces[i] in ("that", "which") and tags[i - 1][:2] in ("NN", ","):
        tags[at] = "VBD"


def _will(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "Will plough €900m into"."""
    if tags[at - 1] == "MD" and surfaces[at] in vocabulary.verbs():
        tags[at] = "VB"


def _was_lately(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ ", last valued at"."""
    late = surfaces[at - 1].lower() in _LATELY and at > 1 and surfaces[at - 2] == ","
    if late and tags[at + 1] == "IN":
        tags[at - 1], tags[at] = "RB", "VBN"


def _runs_on(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "Is making phones"."""
    runs = surfaces[at].endswith("ing") and surfaces[at - 1].lower() in _RUNS_ON
    if runs and tags[at + 1] in ("DT", "PRP$", "NNP", "NNPS", "CD"):
        tags[at] = "VBG"


def _to_do(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "To average 4%", and in headlines "Tallis to name Jane Doe chief"."""
    if _is_infinitive(surfaces, tags, at) or _is_headlines(surfaces, tags, at):
        tags[at - 1], tags[at] = "TO", "VB"


def _is_infinitive(surfaces: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Whether what stands behind "to" must be its verb: "to average 4%", "to earn 92 pence", "to double revenue"."""
    if surfaces[at] in ("average", "total", "near", "top") and tags[at + 1] in ("CD", "$"):
        return True
    if surfaces[at] in ("retire", "resign", "depart", "expire") and tags[at][:2] == "NN":
        return True  # "is due to retire in May"
    if surfaces[at] == "found" and tags[at + 1] in ("NNP", "NNPS", "DT", "PRP$"):
        return True  # "left to found Acme"
    moves = surfaces[at] in _MOVES_TOO or surfaces[at] in lexicon.words("rises", "falls")
    if moves and surfaces[at + 1] in ("to", "by", "from", "slightly", "further"):
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


def _pricing(_: Sequence[str], tags: list[str], at: int) -> None:
    """ "Pricing starts at"."""
    if tags[at - 1] in ("VBG", "GW") and tags[at] in ("VBZ", "VBD", "IN", "MD"):
        tags[at - 1] = "NN"


def _both(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "Have both left"."""
    if surfaces[at - 1] in _HELPERS and tags[at + 1][:2] == "VB":
        tags[at] = "RB"


def _triple(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "Will triple its output"."""
    if tags[at - 1] == "MD" and surfaces[at + 1] not in ("digits", "figures"):
        tags[at] = "VB"


def _record(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "Tallis posts record profit": what looks like the verb belongs to the profit."""
    posts = at > 1 and tags[at - 1] == "NNS" and surfaces[at - 1] in _POSTS
    if posts and tags[at][:2] == "VB" and tags[at + 1] in ("$", "CD", "JJ", "NN", "NNS"):
        tags[at - 1], tags[at] = "VBZ", "JJ"


def _own(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "Tallis and Harrow own Corrie Wind"."""
    if tags[at] == "JJ" and (tags[at - 1][:3] == "NNP" or surfaces[at - 1] == "each"):
        tags[at] = "VBP"


def _repriced(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "The chain increased prices by 5%": a noun or "and" stands before it, prices behind, and no verb besides."""
    if tags[at] not in ("VBN", "JJ") or not (tags[at - 1][:2] == "NN" or surfaces[at - 1] == "and"):
        return
    priced = next((i for i in range(at + 1, min(at + 4, len(tags))) if surfaces[i] in _PRICES), None)
    plain = priced is not None and all(tag[:2] in ("NN", "JJ") or tag == "PRP$" for tag in tags[at + 1 : priced])
    if plain and not any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in tags[at + 1 :]):
        tags[at] = "VBD"


_PRICES = frozenset("prices fares fees rates".split())


def _affected(_: Sequence[str], tags: list[str], at: int) -> None:
    """ "The outage affected nearly 300 people"."""
    if tags[at] == "VBN" and tags[at - 1][:2] == "NN" and tags[at + 1] in ("RB", "CD", "JJR"):
        tags[at] = "VBD"


def _can(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "A can maker"."""
    if surfaces[at + 1] in ("maker", "makers", "manufacturer"):
        tags[at] = "NN"


def _set(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "The bank set aside $5m"."""
    if tags[at] == "NN" and surfaces[at + 1] in ("aside", "up", "out"):
        tags[at] = "VBD"


def _amount(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "The cuts amount to 8% of"."""
    if tags[at - 1] == "NNS" and surfaces[at + 1] == "to":
        tags[at] = "VBP"


def _taken_on(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "Is Jane Doe, an engineer hired from Acme"."""
    if tags[at] == "VBD" and tags[at - 1] == "NN" and surfaces[at + 1] in ("from", "by"):
        tags[at] = "VBN"


def _foresees(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "The bank forecasts that", "the broker forecasts sales of": no noun, if nothing else is the verb."""
    finite = any(tag in ("VBZ", "VBP", "VBD", "MD") for tag in tags)
    opens = tags[at + 1] in ("DT", "CD", "PRP$", "$", "NN", "NNS", "JJ")
    told = surfaces[at + 1] == "that" or (opens and not finite and any(tag == "CD" for tag in tags[at:]))
    if told and tags[at - 1] in ("NN", "NNP", "NNPS", ","):
        tags[at] = "VBZ"


def _day_that(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "Ruled on Friday that"."""
    if tags[at] != "WDT" or surfaces[at - 1] not in _DAYS or tags[at + 1][:3] != "NNP":
        return
    tags[at] = "IN"
    for back in range(max(1, at - 4), at):
        if tags[back] == "VBN" and lemmas.verb(surfaces[back - 1].lower()) not in ("have", "be"):
            tags[back] = "VBD"


def _last(_: Sequence[str], tags: list[str], at: int) -> None:
    """ "Acme shares last traded at"."""
    if tags[at - 1] in ("NNS", "NNP", "NN") and tags[at + 1] == "VBD":
        tags[at] = "RB"


def _values(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "The round values Acme at"."""
    if surfaces[at - 1] in _DEALS and tags[at + 1] in ("NNP", "DT", "PRP"):
        tags[at - 1], tags[at] = "NN", "VBZ"


def _executive(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "Acme's chief executive last May"."""
    if surfaces[at - 1] == "chief" and tags[at + 1] == "JJ":
        tags[at] = "NN"


def _series(surfaces: Sequence[str], tags: list[str], at: int) -> None:
    """ "A Series A round"."""
    if surfaces[at - 1] in ("Series", "Class"):
        tags[at] = "NNP"


def _table(*entries: tuple[str, _Rule]) -> dict[str, list[_Rule]]:
    """Word or tag -> the rules that look at it; an entry is of several of them."""
    out: defaultdict[str, list[_Rule]] = defaultdict(list)
    for keys, rule in entries:
        for key in keys.split():
            out[key].append(rule)
    return dict(out)


_AT_WORD = _table(
    ("both all", _both),
    ("double triple retail", _triple),
    ("record", _record),
    ("own", _own),
    ("raised increased lifted lowered reduced slashed trimmed hiked cut", _repriced),
    ("affected exposed", _affected),
    ("can", _can),
    ("set", _set),
    ("amount", _amount),
    ("hired recruited poached lured", _taken_on),
    ("forecasts estimates projects", _foresees),
    ("that", _day_that),
    ("last", _last),
    ("values", _values),
    ("executive", _executive),
    ("A", _series),
)
_BEHIND = _table(("to", _to_do), ("Pricing pricing", _pricing))
_AT_TAG = _table(
    ("NNS", _plans),
    ("NNS", _moves),
    ("JJR", _lender),
    ("JJ JJR JJS VB VBD VBG VBN VBP VBZ", _currency),
    ("VB", _by_source),
    ("RB NN JJ", _will),
    ("VBN", _joined_past),
    ("VBN", _relative_past),
    ("VBD", _was_lately),
    ("NN", _runs_on),
)
