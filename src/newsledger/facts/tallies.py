"""How many of what there are, or somebody has or serves: "has 270 aircraft", "70,000 bakeries in Norway"."""

from __future__ import annotations

from dataclasses import replace

from newsledger.facts import lexicon
from newsledger.facts.amounts import FEW, Amount, Reading
from newsledger.facts.links import follow
from newsledger.facts.movements import Direction, measures

_HAVING = frozenset(
    (
        "have boast run operate own manage include attract command serve add gain win lose draw host carry handle count "
        "open offer cover log top exceed surpass reach hit report record see achieve employ use support connect reach "
        "expect deploy install treat enrol enroll house seat amass garner rack maintain be claim span train fly store "
        "deliver power supply cover weigh measure span travel last contain comprise hold produce make generate process "
        "welcome ferry transport lure educate stock haul recycle "
        "build treat clean cut save sleep draw find identify detect block receive register complete perform affect "
        "expose pass manage"
    ).split()
)
_NOT_COUNTED = frozenset(
    "person company firm giant analyst business startup thing type kind way family source group executive founder page "
    "model step member-state version feature option reason issue area category level category phase sector segment inch "
    "deal-maker investor expert official man woman child nanometer nm percent dollar device "
    "crash death character phone bet tip stock party round tier class layer "
    "degree pixel word letter call plan lawsuit case claim count charge director board "
    "block event example factor element item round "
    "question report series season episode film movie song book leader principle rule share "
    "save meeting spell goal assist rebound tackle touchdown inning".split()
)
_PLACES_RUN = frozenset(
    "plant factory shop mine warehouse hospital hotel school brand line country state market port".split()
)
_WHOLES = frozenset("portfolio network chain roster catalog catalogue community collection stable".split())
_SPREAD = frozenset("office operation customer client presence site branch location subsidiary".split())
_LANDS = frozenset("country state province city market".split())
GAINS: dict[str, Direction] = {"add": "up", "gain": "up", "win": "up", "lose": "down"}
_SPANS = frozenset(
    (
        "consist comprise operate fly ship spread present export extend expand stretch work trade sell "
        "connect scale equip fit grow"
    ).split()
)


def has(amount: Amount) -> Reading | None:
    """ "has a fleet of 270 aircraft", "with 197 units", "serves over 100 clients", "powers 120,000 homes"."""
    if amount.found.kind != "count" or not is_counted_measure(amount):
        return None
    clause = amount.clause
    verb = clause.verb.head.split()[0] if clause is not None and clause.at < amount.at else ""
    direct = clause is not None and (amount.phrase in clause.objects or amount.phrase is clause.second)
    holds = verb in _HAVING and clause is not None and (direct or not amount.preposition) and not clause.verb.passive
    reaches = verb in _SPANS and amount.preposition in ("of", "to", "in", "across", "from", "for", "with", "up", "into")
    known = _is_known_count(amount)
    beside = amount.preposition in ("with", "across") or (amount.preposition in ("to", "from", "at") and known)
    counted = clause is not None and clause.at > amount.at and known
    owned = known and _is_owned(amount)
    spread = amount.preposition == "in" and amount.found.value.unit in _LANDS
    spread = spread and (_counts_before(amount) or _is_there(amount))
    trusted = amount.preposition == "by" and clause is not None and clause.verb.head in ("trust", "choose")
    parted = amount.preposition == "of" and verb in _HAVING and amount.parts[amount.cue_at - 1].head in _WHOLES
    if not (holds or reaches or beside or counted or owned or spread or parted or (trusted and known)):
        return None
    moves = GAINS.get(verb) if holds and known else None
    return amount.reading(amount.phrase, "change" if moves else "value", moves or "up")


def _is_there(amount: Amount) -> bool:
    """ "Is present in 28 states", "offices in 40 countries"."""
    clause, before = amount.clause, amount.parts[amount.cue_at - 1] if amount.cue_at > 0 else None
    if before is not None and before.kind == "np" and before.head in _SPREAD:
        return True
    head = clause.predicate.head if clause is not None and clause.predicate is not None else "present"
    return clause is not None and clause.verb.head == "be" and head in ("present", "active", "available", "now")


def _is_owned(amount: Amount) -> bool:
    """ "Lumina's 5.2 million subscribers", "its 420 stores": the number stands at the front."""
    owner = amount.phrase.owner
    if owner is None or owner.head in ("your", "my", "our"):
        return False
    ahead = [w for w in amount.sentence.words[amount.phrase.first : amount.phrase.last] if w.end <= amount.found.start]
    return len(ahead) <= owner.pronoun


def existing(amount: Amount) -> Reading | None:
    """ "There are 70,000 bakeries in Norway"."""
    clause, unit = amount.clause, amount.found.value.unit
    if clause is None or amount.found.kind != "count" or not any(p.head == "there" for p in clause.subjects):
        return None
    land = next((np for prep, np in follow(amount.parts, amount.at)[:1] if prep in ("in", "across")), None)
    place = land is not None and land.name is not None and amount.sentence.names[land.name].kind == "place"
    many = (amount.found.value.min or 0) >= FEW and unit not in lexicon.words("not_units")
    return amount.reading(amount.phrase, owner=land) if place and many else None


def apposed_whole(amount: Amount) -> Reading | None:
    """ "Tallis, a chain of 30 bakeries, said"."""
    parts, at = amount.parts, amount.cue_at
    if amount.found.kind != "count" or amount.preposition != "of" or at < 3 or parts[at - 1].head not in _WHOLES:
        return None
    apposed = parts[at - 2].kind == "comma" and parts[at - 3].name is not None
    return amount.reading(amount.phrase, owner=parts[at - 3]) if apposed and is_counted_measure(amount) else None


def _counts_before(amount: Amount) -> bool:
    """ "1,240 outlets in 14 countries": whether what is spread over lands was counted right before."""
    last = amount.last
    return last is not None and last.found.kind == "count" and last.at == amount.cue_at - 1


def _is_known_count(amount: Amount) -> bool:
    return (amount.found.value.unit or "") in measures() or amount.phrase.head in measures()


def is_counted_measure(amount: Amount) -> bool:
    unit = (amount.found.value.unit or "").lower()
    if unit in _NOT_COUNTED or (unit in lexicon.words("not_units") and unit != "country"):
        return False
    low = amount.found.value.min or amount.found.value.max or 0
    return low >= 5 or unit in measures() or unit in _PLACES_RUN


def including(amount: Amount) -> Reading | None:
    """ "4,500 units, including about 3,700 in Korea, 300 or so in China": parts of the count before."""
    last = amount.last
    if last is None or last.found.kind != "count" or amount.found.kind != "number":
        return None
    i = amount.cue_at
    listed = amount.cue is not None and (
        amount.cue.head == "include"
        or (amount.cue.kind in ("comma", "cc") and "include" in {p.head for p in amount.parts[last.at : amount.at]})
    )
    total = amount.preposition == "of" and i > 0 and amount.parts[i - 1].head == "total"
    if not (listed or total):
        return None
    found = replace(amount.found, kind="count", value=replace(amount.found.value, unit=last.found.value.unit))
    return replace(last, found=found, at=amount.at, way="value", joins=False)
