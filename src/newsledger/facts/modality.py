"""How a claim is made, and by whom: from the verbs that govern it and the cues of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from newsledger.facts import lexicon
from newsledger.facts.arguments import Clause
from newsledger.facts.discourse import Discourse, words_of
from newsledger.facts.frames import Frame
from newsledger.facts.parsed import Sentence
from newsledger.facts.phrases import Phrase
from newsledger.facts.sentences import lowered
from newsledger.periods import span
from newsledger.records import Fact, Modality

_SOURCES = re.compile(  # of a text in lower case
    r"\b(?:people|persons?|sources?|officials?|executives?|insiders?)\s(?:(?:directly\s)?familiar|close\sto|briefed|with\s(?:direct\s)?knowledge|"
    r"who\s(?:asked|declined|spoke|requested))|\b(?:sources?|bankers|insiders)\s(?:said|say|told|have)\b|"
    r"\baccording\sto\s(?:(?:several|two|three|some|unnamed|unidentified|anonymous|multiple)\s)?(?:people|sources|bankers|insiders|reports|a\ssource|a\sperson|a\s(?:media|news)?\s?report)\b|"
    r"\bcondition\sof\sanonymity\b|\b(?:media|press|news|local|published|unconfirmed)\sreports\s(?:said|say|suggest)|"
    r"\brumou?rs?\s(?:has|have)\sit\b|\bword\son\sthe\sstreet\b|\b(?:is|are|was|were)\s(?:widely\s)?(?:believed|understood|thought)\sto\shave\b",
)
_NEVER = re.compile(
    r"\W*(?:At\sno\s(?:time|point)|Under\sno\scircumstances|Never|Not\sonce|Nor)\s"
)  # "At no time did X"
_IMAGINED = re.compile(  # "Had X bought Y, it would", "In the novel, X buys Y"; what an article corrects
    r"\W*(?:(?:Had|Were|Should|Suppose|Imagine|Let['’]s\s(?:say|suppose|imagine|assume))\s"
    r"|In (?:the|this|his|her) (?:novel|film|movie|play|episode|sitcom|comic)\b)"
    r"|.{0,80}\b(?:earlier|previous) version of th(?:is|e) (?:article|story|report)\b"
)
_SUPPOSES = re.compile(  # "assuming (that) Acme buys Brisco", "in case it does"
    r"\b(?:assuming|supposing|provid(?:ed|ing)|(?:as|so) long as|in case|in the event|on (?:the )?condition)"
    r"(?: that)? (?:the )?\Z",
    re.I,
)
_FALSE = r"(?:\w+ly\s)?(?:untrue|false|wrong|incorrect|baseless|unfounded|inaccurate|nonsense|not\strue)"
_REFUTED = re.compile(  # of the same: "Reports that X bought Y are untrue", "it is false that X bought Y"
    rf"\b(?:reports?|claims?|rumou?rs?|suggestions?|allegations?|speculation|idea)\sthat\s[^;]{{1,120}}?\s(?:is|are|was|were)\s{_FALSE}\b"
    rf"|\bit\s(?:is|was)\s{_FALSE}\sthat\s[^;]*",
)
_HEARSAY = frozenset("reportedly allegedly supposedly purportedly apparently".split())
_TALKS = frozenset("talk discussion negotiation".split())
_HOLDS = frozenset("hold have begin start enter continue resume conduct open".split())
_DEALS = frozenset(  # of which sources say that they could come
    "list float listing flotation ipo offering go raise fetch follow buy acquire bid sell merge merger sale takeover".split()
)
_SUPPOSED = frozenset("could might may should can ca cannot".split())
_FUTURE = frozenset("will would shall 'll wo 'd".split())
_COURTS = frozenset("judge court jury tribunal magistrate arbitrator panel justice judges".split())
_DENIES = frozenset("deny dismiss refute reject".split())
_UNDONE = frozenset(
    (
        "fail refuse decline abandon scrap shelve cancel drop halt avoid oppose forgo postpone suspend ditch stop block "
        "prevent resist rebuff pretend doubt joke lack dream"
    ).split()
) | {"rule out", "call off", "back out", "pull out", "put off", "walk away"}
_NONE = frozenset("no neither nor nobody none".split())
_UNLIKELY = frozenset("unlikely doubtful".split())
_SHORT_OF = frozenset(  # what stands before a verb that is not done
    [("unable",), ("unlikely",), ("without",), ("instead", "of"), ("rather", "than"), ("far", "from"), ("short", "of")]
)
_FAILS = frozenset(("fail", "collapse", "founder", "fall through", "fall apart", "unravel"))
_CHOOSES = frozenset("decide vote opt choose".split())
_WISHES = frozenset("want urge ask beg press pressure push lobby persuade encourage invite get".split())
_DEMANDS = frozenset(  # "a request to investigate X", "its failure to pay X"
    "request call demand plea petition appeal refusal failure inability reluctance".split()
)
_GERUND_PREPOSITIONS = frozenset("against on of from in about into".split())
_CLAIMS = frozenset("report rumour rumor claim speculation suggestion allegation".split())
_SILENT = frozenset(
    "disclose reveal comment say specify provide release elaborate detail name identify respond give confirm".split()
)
_KNOWS = frozenset("know remember recall forget regret".split())  # "may want to know that X fined Y": it did
_PROBABLY = frozenset("probably likely presumably".split())
_LIKELY = frozenset("likely due poised set ready expected scheduled".split())
_SETTLED = frozenset("set due poised ready scheduled".split())
_FORESEES = lexicon.words("foresees")
_LOOKS_FOR = frozenset(("pencil in", "pencil", "hope", "bargain", "brace"))  # "had pencilled in a profit"
_OUTLOOK = _FORESEES | frozenset("see guide target aim eye".split())
# what a verb casts on the noun it acts on: "plans layoffs", "considers a sale"
_ON_NOUNS: dict[str, Modality] = {
    **dict.fromkeys("plan propose seek intend schedule prepare promise pledge".split(), "planned"),
    **dict.fromkeys("consider weigh mull explore discuss negotiate eye contemplate".split(), "rumoured"),
    **dict.fromkeys(_FORESEES, "expected"),
}
_DESCRIBED: dict[str, Modality | None] = {
    **dict.fromkeys("planned proposed upcoming pending plan propose".split(), "planned"),
    **dict.fromkeys(
        "expected projected forecast predicted anticipated expect project anticipate predict".split(), "expected"
    ),
    **dict.fromkeys("rumoured rumored reported alleged rumour rumor".split(), "rumoured"),
    **dict.fromkeys("possible potential hypothetical".split(), None),
}
_NOUNS: dict[str, Modality] = {
    **dict.fromkeys("plan intention offer proposal bid effort goal target aim ambition scheme".split(), "planned"),
    **dict.fromkeys("talk negotiation discussion rumour rumor speculation".split(), "rumoured"),
    **dict.fromkeys("expectation forecast guidance prediction projection outlook estimate".split(), "expected"),
}
_HOPED = r"(?:guidance|forecasts?|estimates?|expectations?|consensus|predictions?|projections?|targets?|outlook|goal)"
_EXPECTED_OF = re.compile(
    rf"\b{_HOPED}\b(?:(?!\b(?:as|while|when|after|and|but|with|by|on|that)\b)[^,;:]){{0,60}}"
    r"\b(?:of|for|at|to|from|was|were|is|been|between|range)\b[^,;.]{0,20}\Z",
    re.I,
)
_EXPECTED_BY = re.compile(
    rf"(?:[\s-](?!and\b|but\b|which\b|against\b|versus\b|above\b|below\b|than\b)[\w-]+){{0,3}}\s(?:(?:that\s)?(?:was|were|had\sbeen|is|are)\s)?(?:expected|forecast|predicted|estimated|projected|anticipated)\b"
    rf"|(?:\s\w+){{0,2}}\s(?:analysts?|Wall\sStreet|economists?|the\smarket)(?:\shad|\swere|\shave)?(?:\sbeen)?\s(?:expect|forecast|predict|estimat|project|anticipat|look|pencil)"
    rf"|(?:\s(?!against|versus|vs|above|below|than|beating|topping|missing|over|under)\w+){{0,2}}\s(?:{_HOPED}|consensus)\b",
    re.I,
)
_BASE = re.compile(  # "against 240,000 in 2022" is no forecast, whatever is compared with it
    r"\b(?:from|against|versus|compared\s(?:with|to))\s"
    r"(?:(?:a|an|the|about|around|nearly|almost|roughly|some|just|mere|over|more|than)\s)*\Z"
)
_REVISED = re.compile(  # "raised its forecast for profit to $5bn from $4bn": both were forecasts
    rf"\b(?:rais|lift|cut|lower|increas|trimm|hik|upgrad|downgrad|revis|slash|boost)\w*\s(?:\S+\s){{0,3}}?{_HOPED}\b[^;]{{0,80}}\Z",
    re.I,
)
_UNNAMED = re.compile(r"\b(analysts|economists|management|people familiar with the matter|investors)\b", re.I)


def judge(text: str, sentence: Sentence, frame: Frame) -> Modality | None:
    """The strongest doubt cast on the frame's claim; None where nothing is claimed: negated, asked, supposed."""
    if is_asked(text, sentence) or any(form.match(text, sentence.start, sentence.end) for form in (_NEVER, _IMAGINED)):
        return None
    if _is_refuted(text, sentence, frame):
        return "denied"
    described = _description(frame)
    own = "asserted" if _is_given(frame) else _doubt(text, sentence, frame)
    if own is None and described is not None and _is_leaked(text, sentence, frame):
        return "rumoured"
    if own is None or described is None or own == "denied":
        return None if own != "denied" else own
    if frame.clause is not None and _is_hearsay(text, sentence, frame.clause):
        return "rumoured"
    return _stronger(own, described)


def _is_refuted(text: str, sentence: Sentence, frame: Frame) -> bool:
    untrue = _REFUTED.search(lowered(text), sentence.start, sentence.end)
    verb = frame.clause.verb if frame.clause is not None else None
    return untrue is not None and verb is not None and untrue.start() < sentence.words[verb.first].start < untrue.end()


def _is_leaked(text: str, sentence: Sentence, frame: Frame) -> bool:
    """Whether only "could" takes the claim back, and somebody unnamed makes it: "could list in May, two bankers said"."""
    verb = frame.clause.verb if frame.clause is not None else None
    if verb is None or verb.modal not in ("could", "may", "might") or verb.negated or frame.trigger not in _DEALS:
        return False
    return _is_from_elsewhere(text, sentence)


def of_amount(text: str, sentence: Sentence, start: int, end: int, modality: Modality) -> Modality:
    """How an amount at text[start:end] is claimed, where its sentence holds others: the guidance, the estimate, the base."""
    if modality == "asserted" and (
        _EXPECTED_OF.search(text, max(sentence.start, start - 80), start)
        or _EXPECTED_BY.match(text, end, min(sentence.end, end + 60))
    ):
        return "expected"
    if modality not in ("expected", "planned") or not _BASE.search(text, max(0, start - 40), start):
        return modality
    hoped = is_revised(text, sentence.start, start) or _EXPECTED_BY.match(text, end, min(sentence.end, end + 60))
    return modality if hoped else "asserted"


def is_revised(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] says that a forecast was raised or cut: both its figures are forecasts."""
    return _REVISED.search(text, start, end) is not None


def ahead(fact: Fact, published: date | None) -> Modality:
    """How a fact is claimed whose time has not come: nobody can assert it yet."""
    days = span(fact.date or fact.period or "")
    if (
        fact.modality != "asserted"
        or fact.type == "share_price"
        or published is None
        or days is None
        or days[0] <= published
    ):
        return fact.modality
    return "expected" if fact.type == "metric" else "planned"


def is_asked(text: str, sentence: Sentence) -> bool:
    return text[max(sentence.start, sentence.end - 4) : sentence.end].rstrip("\"'”’ )").endswith("?")


def _is_given(frame: Frame) -> bool:
    """Whether a noun is only talked about, as an apposition or a subject: what its verb says casts no doubt on it."""
    if not frame.noun or not frame.trigger:
        return False
    clause = frame.clause
    return clause is None or (clause.verb.head not in _OCCURS and any(part is frame.phrase for part in clause.subjects))


_OCCURS = frozenset("begin start commence end cease stop halt open follow".split())  # "deliveries will begin in May"


def _description(frame: Frame) -> Modality | None:
    """What a noun's own modifiers say: "planned layoffs", "a possible sale"."""
    if not frame.noun:
        return "asserted"
    return next((_DESCRIBED[lemma] for lemma in frame.phrase.lemmas if lemma in _DESCRIBED), "asserted")


def _chain(sentence: Sentence, clause: Clause | None) -> Iterator[Clause]:
    """A clause and those that govern it."""
    for _ in range(6):
        if clause is None:
            return
        yield clause
        governor = clause.parent or _reporter(sentence, clause)
        clause = None if governor and governor.verb.head in _KNOWS and clause.verb.finite else governor


def _reporter(sentence: Sentence, clause: Clause) -> Clause | None:
    """The verb whose complement the clause is: "denied (that) it had sold", "is considering selling"."""
    parts = sentence.phrases
    at = clause.at - 1
    if clause.verb.tense in ("past", "perfect") and at >= 0 and parts[at].kind == "wh":
        return None  # "will be Jane Doe, who joined in May": that is done
    if clause.verb.participle == "ing" and not clause.verb.finite:
        at -= at >= 0 and parts[at].kind == "prep" and parts[at].head in _GERUND_PREPOSITIONS
        if at >= 0 and parts[at].kind == "np" and parts[at].head in _NOUNS and parts[at + 1].kind == "prep":
            return next((c for c in sentence.clauses if any(parts[at] is part for part in c.objects)), None)
    else:
        acting = clause.objects if clause.verb.passive else clause.subjects
        at = next((i for i in range(at, -1, -1) if any(parts[i] is part for part in acting)), -1) - 1
        if at >= 0 and parts[at].kind == "that":
            at -= 1
            if parts[at].kind == "np" and parts[at].head in _CLAIMS:
                return next((c for c in sentence.clauses if any(parts[at] is part for part in c.objects)), None)
    return next((c for c in sentence.clauses if c.at == at and c is not clause), None)


def _doubt(text: str, sentence: Sentence, frame: Frame) -> Modality | None:
    found: Modality = "asserted"
    for seen, clause in enumerate(_chain(sentence, frame.clause)):
        governs = seen > 0 or frame.noun
        if _is_no_claim(text, sentence, clause, frame, seen):
            return None
        if governs and clause.verb.head in _DENIES and not _rules(sentence, clause):
            return "denied"
        told = frame.noun and frame.trigger and clause.verb.head in lexicon.words("said")
        owed = clause.verb.modal == "must" and clause.verb.head != "pay"  # what a court orders is ordered
        if (clause.verb.modal in _FUTURE and not told) or owed:
            found = _stronger(found, "planned")
        if governs:
            found = _stronger(found, _governing(clause, frame))
        if clause.verb.finite and _is_likely(sentence, clause):
            found = _stronger(found, "expected")
    clause_ = frame.clause
    if not frame.noun and clause_ is not None and clause_.verb.infinitive and clause_.parent is None:
        return _stronger(found, "planned")
    awaited = not frame.noun and clause_ is not None and _is_awaited(sentence, clause_)
    return _stronger(found, "planned") if awaited else found


def _is_awaited(sentence: Sentence, clause: Clause) -> bool:
    """ "Once Acme buys Brisco", "until it has closed the mill": it has not yet."""
    done = clause.verb.tense == "past" or sentence.words[clause.verb.first].lower == "had"
    return not done and _opened_by(sentence, clause) in ("once", "until", "till")


def _is_likely(sentence: Sentence, clause: Clause) -> bool:
    """ "Probably slowed", "likely fell"."""
    before = sentence.phrases[clause.at - 1] if clause.at else None
    return bool(_PROBABLY & {*clause.verb.adverbs, before.head if before is not None and before.kind == "adv" else ""})


def _rules(sentence: Sentence, clause: Clause) -> bool:
    """Whether it is a court that dismisses or rejects: what it rejects was brought all the same."""
    subjects = [p for p in clause.subjects if not p.pronoun]
    words = [w.lower for p in subjects for w in sentence.words[p.first : p.last]]
    return not _COURTS.isdisjoint(words) and clause.verb.head != "deny"


def _is_no_claim(text: str, sentence: Sentence, clause: Clause, frame: Frame, seen: int) -> bool:
    """Whether a verb in the chain takes the claim back: supposed, negated, given up."""
    verb, governs = clause.verb, seen > 0 or (frame.noun and bool(frame.trigger))
    if verb.modal in _SUPPOSED or _is_supposed(text, sentence, clause):
        return True
    unreal = any(p.kind == "sub" and p.head in ("if", "unless") for p in sentence.phrases) or _would_have(
        sentence, clause
    )
    if verb.modal in ("would", "'d") and unreal:
        return True
    if verb.infinitive and (_is_wished(sentence, clause) or _is_in_vain(sentence, clause)):
        return True
    if seen == 0 and is_dropped(sentence, clause):
        return True
    if _is_by_nobody(sentence, clause) or (seen == 0 and not frame.noun and _is_short_of(sentence, clause)):
        return True
    if clause.predicate is not None and clause.predicate.head in _UNLIKELY:
        return True
    if verb.participle == "ing" and seen == 0 and _is_urged(sentence, clause):
        return True
    if verb.negated and not (governs and verb.head in _SILENT):
        return True
    if governs and (verb.head in _UNDONE or _is_instead(sentence, clause)):
        return True
    return governs and any(
        sentence.words[part.first].lower == "no" and (part.head in _NOUNS or part is frame.phrase)
        for part in clause.objects
    )


def _would_have(sentence: Sentence, clause: Clause) -> bool:
    """ "The deal would have closed", unlike "would have 200 people"."""
    group = [word.lower for word in sentence.words[clause.verb.first : clause.verb.last]]
    return "have" in group[1:-1] and clause.verb.head != "have"


def is_dropped(sentence: Sentence, clause: Clause) -> bool:
    """ "Has shelved a plant that it had planned": what another verb gives up is not done."""
    given_up = [p for c in sentence.clauses if c is not clause and c.verb.head in _UNDONE for p in c.objects]
    return any(part is one for part in clause.objects for one in given_up)


def _is_by_nobody(sentence: Sentence, clause: Clause) -> bool:
    """ "No regulator fined Acme", "neither X nor Y bought Acme"; "No. 3" and "no 3" are numbers."""
    words = [word.lower for word in sentence.words]
    for part in (*clause.subjects, *(clause.objects if clause.verb.passive else ())):
        before = words[part.first - 1] if part.first else ""
        numbered = "".join(words[part.first + 1 : part.first + 2])[:1].isdigit()
        if (words[part.first] in _NONE or before in _NONE) and not numbered:
            return True
    return False


def _is_short_of(sentence: Sentence, clause: Clause) -> bool:
    """ "Unable to buy", "instead of buying", "won no order"."""
    words, first = sentence.words, clause.verb.first
    before = tuple(word.lower for word in words[max(0, first - 2) : first])
    no = any(words[part.first].lower == "no" for part in clause.objects)
    return no or before in _SHORT_OF or before[-1:] in _SHORT_OF


def _is_wished(sentence: Sentence, clause: Clause) -> bool:
    """Whether somebody only wants another to do it: "urged the city to sue Acme", "a request to investigate Acme"."""
    above, parts, at = clause.parent, sentence.phrases, clause.at - 1
    if above is not None and above.verb.head in _WISHES and clause.subjects and clause.subjects is above.objects:
        return True
    while at > 1 and parts[at].kind == "np" and parts[at - 1].kind == "prep" and parts[at].head not in _DEMANDS:
        at -= 2  # "a request to the president to investigate"
    return at >= 0 and parts[at].kind == "np" and parts[at].head in _DEMANDS


def _is_in_vain(sentence: Sentence, clause: Clause) -> bool:
    """ "Its attempt to hire Doe failed"."""
    tried = sentence.phrases[clause.at - 1].head if clause.at else ""
    behind = (c.verb.head for c in sentence.clauses if c.at > clause.at and c.verb.finite)
    return (tried in _NOUNS or tried == "attempt") and next(behind, "") in _FAILS


def _is_urged(sentence: Sentence, clause: Clause) -> bool:
    """ "Pressured the city into suing Acme", "objected to the city suing Acme": it may not have."""
    at = next((i for i in range(clause.at - 1, -1, -1) if sentence.phrases[i].kind == "prep"), -1)
    governor = next((c for c in sentence.clauses if c.at < at and c.end >= at), None)
    urged = {"into": _WISHES, "to": {"object"}}.get(sentence.phrases[at].head if at >= 0 else "", set())
    return governor is not None and governor.verb.head in urged


def _is_instead(sentence: Sentence, clause: Clause) -> bool:
    """ "Decided against buying": what follows is not done."""
    behind = [prep for prep, _ in clause.preps] + [
        part.head for part in sentence.phrases[clause.at + 1 : clause.at + 2]
    ]
    return clause.verb.head in _CHOOSES and "against" in behind


def _governing(clause: Clause, frame: Frame) -> Modality:
    """What a verb lends to the claim that it governs."""
    verb = clause.verb
    if clause.predicate is not None and clause.predicate.head in _LIKELY:
        return "planned" if clause.predicate.head in _SETTLED else "expected"
    for noun in [o for o in clause.objects if o.name is None][:1]:
        if noun.head in _NOUNS and noun is not frame.phrase:
            return _NOUNS[noun.head]
    if frame.noun and clause is frame.clause:
        return _on_noun(clause, frame)
    if verb.head in _FORESEES and _is_own_plan(clause, frame):
        return "planned"
    if verb.head == "see" and verb.tense == "present":
        return "expected"  # "is seen falling to", "sees revenue slipping to"
    given = lexicon.chains().get(verb.head, "asserted")
    if verb.head == "agree" or (
        verb.head in lexicon.words("said") and not verb.passive and not _has_infinitive(clause, frame)
    ):
        return "asserted"
    return given  # type: ignore[return-value]


def _on_noun(clause: Clause, frame: Frame) -> Modality:
    """A figure that somebody foresees is expected; so is a noun what the verb makes of it."""
    verb = clause.verb
    if not frame.trigger:
        if verb.head in ("aim", "target"):
            return "planned"
        if verb.head in _OUTLOOK and verb.tense in ("present", "progressive", "") and not verb.passive:
            return "expected"
        looked = verb.head == "look" and any(preposition == "for" for preposition, _ in clause.preps)
        return "expected" if looked or verb.head in _FORESEES or verb.head in _LOOKS_FOR else "asserted"
    return _ON_NOUNS.get(verb.head, "asserted")


def _is_own_plan(clause: Clause, frame: Frame) -> bool:
    """Whether who foresees it will do it: "Acme expects to hire 200 people"."""
    own = frame.clause
    return (
        own is not None
        and not frame.noun
        and not clause.verb.passive
        and own.subjects is clause.subjects
        and bool(clause.subjects and clause.subjects[0].name is not None)
    )


def _has_infinitive(clause: Clause, frame: Frame) -> bool:
    if clause.verb.head in _FORESEES:
        return True
    own = frame.clause  # "said it would shut a mill and cut jobs": what "would" governs is no infinitive of saying
    return own is not None and own.parent is clause and own.verb.infinitive and not own.verb.modal


def _stronger(one: Modality, other: Modality) -> Modality:
    order: tuple[Modality, ...] = ("asserted", "planned", "expected", "rumoured", "denied")
    return max(one, other, key=order.index)


def _is_supposed(text: str, sentence: Sentence, clause: Clause) -> bool:
    """Whether the clause is a condition: "if", "provided that" or the like opens it."""
    acting = [p for p in (clause.objects if clause.verb.passive else clause.subjects) if p.first < clause.verb.first]
    named = [sentence.names[p.name].start if p.name is not None else sentence.words[p.first].start for p in acting]
    supposed = any(_SUPPOSES.search(text, max(sentence.start, start - 24), start) for start in named)
    return supposed or _opened_by(sentence, clause) in ("if", "whether", "unless")


def _opened_by(sentence: Sentence, clause: Clause) -> str:
    """The conjunction that opens a clause: "if", "once"."""
    parts = sentence.phrases
    for i in range(clause.at - 1, max(-1, clause.at - 6), -1):
        if parts[i].kind == "sub":
            return parts[i].head
        if parts[i].kind in ("mark", "vg", "that"):
            return ""
    return ""


def _is_hearsay(text: str, sentence: Sentence, clause: Clause) -> bool:
    """Whether the claim comes from nobody named, or from another outlet."""
    if _is_from_elsewhere(text, sentence) or sentence.words[0].lower in _HEARSAY:
        return True
    for each in _chain(sentence, clause):
        beside = sentence.phrases[max(0, each.at - 1) : each.at + 2]
        if _HEARSAY & {*each.verb.adverbs, *(part.head for part in beside if part.kind == "adv")}:
            return True
        if any(np.head in _TALKS for prep, np in each.preps if prep == "in") or (
            each.verb.head in _HOLDS and any(part.head in _TALKS for part in each.objects)
        ):
            return True
    return False


def _is_from_elsewhere(text: str, sentence: Sentence) -> bool:
    """Whether a sentence has its news from sources without a name, or from another outlet."""
    unnamed = _SOURCES.search(lowered(text), sentence.start, sentence.end)
    return unnamed is not None or _is_told_by_media(text, sentence)


def _is_told_by_media(text: str, sentence: Sentence) -> bool:
    media = lexicon.phrases("media", ",")
    for clause in sentence.clauses:
        if clause.verb.head in ("report", "say", "write", "reveal") and any(
            p.name is not None and sentence.names[p.name].name in media for p in clause.subjects
        ):
            return True
    source = _according(text, sentence)
    return source is not None and source.name is not None and sentence.names[source.name].name in media


def _according(text: str, sentence: Sentence) -> Phrase | None:
    """Whom "according to" names."""
    if text.find("ccording", sentence.start, sentence.end) < 0:
        return None
    for one, two, three in zip(sentence.phrases, sentence.phrases[1:], sentence.phrases[2:], strict=False):
        if one.head in ("according", "accord") and two.head == "to" and three.kind == "np":
            return three
    return None


def attribution(text: str, sentence: Sentence, discourse: Discourse) -> str | None:
    """Who the sentence names as saying so; None where nobody is named."""
    if phrase := _according(text, sentence):
        named = discourse.resolve(sentence, phrase)
        return named.name if named else words_of(text, sentence, phrase)
    for clause in sentence.clauses:
        if (
            clause.verb.head in lexicon.words("said")
            and clause.verb.finite
            and clause.subjects
            and not clause.verb.passive
        ):
            named = discourse.resolve(sentence, clause.subjects[0])
            if named is not None and named.how in ("name", "short", "pronoun"):
                return named.name
            unnamed = _UNNAMED.search(words_of(text, sentence, clause.subjects[0]))
            if unnamed:
                return unnamed[1].lower()
    return None
