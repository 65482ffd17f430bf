"""What a company does, in the words that stand at its name: "threat intelligence firm X", "X, a maker of gearboxes"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsledger.facts import lexicon, names
from newsledger.facts.arguments import Clause
from newsledger.facts.frames import described_by
from newsledger.facts.match import Match
from newsledger.facts.parsed import Named, Sentence
from newsledger.facts.phrases import Phrase
from newsledger.facts.words import Word

_LONGEST = 14  # words of a descriptor
_SUPPLIERS = frozenset(
    "maker manufacturer producer provider supplier developer operator seller distributor chain publisher builder grower "
    "processor exporter importer retailer wholesaler brewer distiller".split()
)
_DOES = frozenset("make manufacture sell design build produce develop provide offer operate supply distribute".split())
_NO_TRADE_TAILS = frozenset(
    "based own class time profile term scale size level old year style quality grade run led known like free".split()
)
_LINKING = frozenset("be remain become".split())
_OF_ORGANISATIONS_ONLY = frozenset("platform service network exchange marketplace agency".split())
_NO_CHAINS = frozenset("supply value food cold".split())
_DOUBTFUL = frozenset("the this that".split())
_STANDS_FOR = frozenset("specialist chain maker startup start-up".split())


@dataclass(frozen=True, slots=True)
class Trade:
    """What `named` does, in the text's words. `told` is how: at its name, or of a phrase that stands for it."""

    named: Named
    words: str
    told: str


def trades(match: Match) -> Iterator[Trade]:
    """Every descriptor of a trade in the sentence."""
    sentence = match.sentence
    starts = {run.first: index for index, run in enumerate(sentence.runs)}
    for index, (named, run) in enumerate(zip(sentence.names, sentence.runs, strict=True)):
        if named.kind in ("organization", "other"):
            yield from _in_front(match, index, run.first)
            yield from _behind(match, named, run.last, starts)
    yield from _opening(match, starts)
    for clause in sentence.clauses:
        yield from _said(match, clause, starts)
    for at, phrase in enumerate(sentence.phrases):
        if phrase.kind == "np" and phrase.name is None and is_head(sentence.words[phrase.last - 1]):
            yield from _around(match, phrase)
        if phrase.head in _ARMS and phrase.kind == "np" and phrase.name is None:
            yield from _arm(match, at)
    yield from _referring(match)


def is_head(word: Word) -> bool:
    """Whether a noun says that what it names is an enterprise: "retailer", "robot-maker"."""
    return word.tag in ("NN", "NNS", "NNP", "JJ", "JJR") and (
        word.lemma in lexicon.words("organisation_heads") or word.lemma.endswith(("maker", "-operator", "-owner"))
    )


def _in_front(match: Match, index: int, at: int) -> Iterator[Trade]:
    sentence, words = match.sentence, match.sentence.words
    named = sentence.names[index]
    listed = _before_examples(words, at)
    at = at if listed is None else listed
    if not at or not is_head(words[at - 1]) or (listed is not None and not _are_firms(words[at - 1])):
        return
    if words[at - 1].lemma in _OF_ORGANISATIONS_ONLY and named.kind != "organization":
        return
    if words[at - 1].lemma in _PAPERS and _reports(words[sentence.runs[index].last :]):
        return  # "the newspaper X reported": who says so, no news of X
    said = _described(match, first_of(match, at - 1), at - 1)
    if said and not _is_owned(words, first_of(match, at - 1)):
        yield Trade(named, said, "name")
        if words[at - 1].tag == "NNS":
            yield from (Trade(other, said, "name") for other in _listed(sentence, index))


def _around(match: Match, phrase: Phrase) -> Iterator[Trade]:
    """The name that an article and a trade enclose: "the Nook furniture chain"."""
    sentence, first = match.sentence, phrase.first + 1
    index = next((i for i in phrase.inner[:1] if sentence.runs[i].first == first), None)
    if index is None or sentence.words[phrase.first].lower != "the" or len(phrase.inner) > 1:
        return
    named, head = sentence.names[index], phrase.last - 1
    begin = sentence.runs[index].last
    if (
        begin < head
        and match.discourse.is_org(named)
        and named.kind != "place"
        and (said := _described(match, begin, head))
    ):
        yield Trade(named, said, "name")


def _arm(match: Match, at: int) -> Iterator[Trade]:
    """What a part of a firm does that commas name: "its insurance arm, Seguros Austral,"."""
    parts, phrase, words = match.sentence.phrases, match.sentence.phrases[at], match.sentence.words
    kinds = [part.kind for part in parts[at + 1 : at + 4]]
    if kinds[:2] != ["comma", "np"] or kinds[2:] not in ([], ["comma"], ["mark"]) or phrase.owner is None:
        return
    index, head = parts[at + 2].name, phrase.last - 1
    first = next((i for i in range(phrase.first, head) if _tells_trade(words[i])), head)
    if index is None or parts[at + 2].owns or first == head or phrase.inner:
        return
    named = match.sentence.names[index]
    if named.kind in ("organization", "other") and (said := _described(match, first, head - 1)):
        yield Trade(named, said, "name")


_ARMS = frozenset("arm unit division business subsidiary operation chain".split())


def _reports(behind: Sequence[Word]) -> bool:
    return next((w.lemma for w in behind if w.tag.startswith("VB")), "") in lexicon.words("said")


_PAPERS = frozenset("newspaper magazine broadcaster website agency daily weekly".split())


def _are_firms(word: Word) -> bool:
    return word.tag == "NNS" and word.lemma in lexicon.words("plain_heads") and word.lemma != "designer"


def _before_examples(words: Sequence[Word], at: int) -> int | None:
    """Where a plural ends that names at `at` are examples of: "AI startups such as Tallis and Loomwork"."""
    if at > 1 and words[at - 1].lower in ("like", "including"):
        return at - 1 - (words[at - 2].text == ",")
    return at - 2 if at > 2 and words[at - 1].lower == "as" and words[at - 2].lower == "such" else None


def _listed(sentence: Sentence, index: int) -> Iterator[Named]:
    """The names that follow in the same list: "chipmakers A, B and C"."""
    for one, two in zip(range(index, len(sentence.names)), range(index + 1, len(sentence.names)), strict=False):
        between = sentence.words[sentence.runs[one].last : sentence.runs[two].first]
        if [w.lower for w in between] not in ([","], ["and"], [",", "and"], ["&"]):
            return
        yield sentence.names[two]
        if any(w.lower == "and" for w in between):
            return


def _behind(match: Match, named: Named, at: int, starts: dict[int, int]) -> Iterator[Trade]:
    """An apposition between commas or dashes, past a stock symbol in brackets."""
    words = match.sentence.words
    if at < len(words) and words[at].text == "(":
        at = next((i + 1 for i in range(at, min(at + 8, len(words))) if words[i].text == ")"), at)
    if at + 1 < len(words) and words[at].lower == "'s" and words[at + 1].text == ",":
        at += 1  # "Dalby's, the supermarket chain"
    if at < len(words) and words[at].text in (",", "–", "—", "(") and (said := _ahead(match, at + 1, starts, False)):
        yield Trade(named, said, "name")


def _opening(match: Match, starts: dict[int, int]) -> Iterator[Trade]:
    """An apposition that opens the sentence: "A maker of railway signals, Tallis employs"."""
    sentence, words = match.sentence, match.sentence.words
    clause = next((c for c in sentence.clauses if c.verb.finite), None)
    if clause is None or not words or words[0].lower not in ("a", "an", "one"):
        return
    acting = clause.objects if clause.verb.passive else clause.subjects
    subject = acting[0] if len(acting) == 1 else None
    if subject is None or subject.name is None or subject.first < 3 or words[subject.first - 1].text != ",":
        return
    named = sentence.names[subject.name]
    if named.kind in ("organization", "other") and (said := _ahead(match, 0, starts, False)):
        yield Trade(named, said, "name")


def _said(match: Match, clause: Clause, starts: dict[int, int]) -> Iterator[Trade]:
    """ "X is a maker of", "X, which makes", "X specializes in", "a firm specializing in"."""
    verb = clause.verb
    if verb.negated or verb.modal:
        return
    said: str | None = None
    passive = verb.head == "focus" and verb.participle == "ed"
    called = [match.sentence.runs[p.name] for p in clause.objects if p.name is not None]
    is_named = any(run.first == verb.last for run in called)  # "its largest customer is Acme Group"
    linking = verb.head in _LINKING and not is_named and len(clause.subjects) == 1
    if linking and (verb.head, verb.participle) != ("become", "ing"):
        said = _ahead(match, verb.last, starts, True)
    elif verb.head in ("describe", "call", "bill") and any(
        np.head in ("itself", "themselves") for np in clause.objects
    ):
        said = next((_ahead(match, np.first, starts, True) for prep, np in clause.preps if prep == "as"), None)
    elif verb.head in ("specialise", "specialize"):
        said = next((_plain(match, np.first) for prep, np in clause.preps if prep in ("in", "on")), None)
    elif verb.head in _DOES and clause.objects and (verb.participle == "ing" or _is_relative(match, clause)):
        said = _made(match, clause)
    for phrase in (clause.objects if passive else clause.subjects)[:1] if said else []:
        who = match.discourse.resolve(match.sentence, phrase)
        if who is None:
            args = described_by(match.sentence)[id(phrase)]["described"]
            who = next((match.discourse.resolve(match.sentence, arg) for arg in args), None)
        elif verb.participle == "ing" and verb.head in _DOES:
            who = None
        if who is not None and said and who.kind in ("organization", "other") and who.how != "carried":
            yield Trade(who, said, "name" if who.how in ("name", "short") else who.how)


def _is_relative(match: Match, clause: Clause) -> bool:
    parts = match.sentence.phrases
    return clause.at > 1 and parts[clause.at - 1].kind == "wh" and clause.verb.tense == "present"


def _made(match: Match, clause: Clause) -> str | None:
    """What it makes in general: no single thing, no number."""
    thing = clause.objects[0]
    first = match.sentence.words[thing.first]
    if thing.name is not None or thing.numbers or thing.pronoun or first.tag in ("DT", "PRP$", "CD"):
        return None
    return _plain(match, thing.first)


def _referring(match: Match) -> Iterator[Trade]:
    """ "The bakery chain", where it stands for a name that nothing nearer describes."""
    for phrase in match.sentence.phrases:
        words = match.sentence.words
        if phrase.kind != "np" or phrase.name is not None or words[phrase.first].lower not in _DOUBTFUL:
            continue
        last = phrase.last - 1
        while last > phrase.first and words[last].tag == "POS":
            last -= 1
        if words[last].lemma not in _STANDS_FOR or words[last].tag == "NNS" or words[last - 1].lower in _NO_CHAINS:
            continue
        if not (said := _described(match, first_of(match, last), last)) or said.lower() == words[last].lower:
            continue
        who = match.discourse.carried(match.sentence, words[phrase.first].start)
        if who is not None:
            yield Trade(who, said, "nominal")


def first_of(match: Match, head: int) -> int:
    """Where the words that describe the noun at `head` begin: leftwards over nouns, adjectives and their lists."""
    words, inside = match.sentence.words, _named(match.sentence)
    at, listed = head, False
    while at > 0 and head - at < _LONGEST:
        word = words[at - 1]
        if word.text == ")" and at > 2 and words[at - 3].text == "(" and words[at - 2].text.isupper():
            at -= 3
        elif at - 1 in inside:
            if match.sentence.names[inside[at - 1]].kind in ("place", "person") or head - at < 2:
                break
            at -= 1
        elif word.lower in ("and", "&") and at < head and _joins(match, at - 2, inside):
            listed = True
            at -= 2 if words[at - 2].text == "," else 1
        elif (
            word.text == "," and listed and _is_descriptive(match, at - 2) and not _opens_sentence(match, at - 2)
        ) or _is_descriptive(match, at - 1):
            at -= 1
        else:
            break
    return at


def _joins(match: Match, at: int, inside: dict[int, int]) -> bool:
    """Whether "and" behind this word links two parts of one descriptor rather than two things."""
    words = match.sentence.words
    if at > 0 and words[at].text == ",":
        at -= 1
    return (
        at >= 0
        and at not in inside
        and _is_descriptive(match, at)
        and not is_head(words[at])
        and words[at].lemma not in lexicon.words("roles") | {"investor", "customer", "share", "price", "sale"}
    )


def _opens_sentence(match: Match, at: int) -> bool:
    """Whether what ends at this word is a phrase in front of the sentence: "For investors, ..."."""
    words = match.sentence.words
    while at > 0 and _is_descriptive(match, at):
        at -= 1
    return words[at].tag in ("IN", "TO") and at < 2


def _is_descriptive(match: Match, at: int) -> bool:
    word = match.sentence.words[at]
    if at < 0:
        return False
    if word.tag in ("VBZ", "VB") and at + 1 < len(match.sentence.words) and is_head(match.sentence.words[at + 1]):
        return word.lower in lexicon.words("products") or word.lower.endswith("s")  # "lens maker"
    if word.tag in ("VBG", "VBN", "VBD", "VB", "VBP"):
        return word.lower in lexicon.words("trade_words") or (
            word.tag in ("VBG", "VBN")
            and any(p.kind == "np" and p.first <= at < p.last for p in match.sentence.phrases)
        )
    return word.tag[:2] in ("NN", "FW") or word.tag in ("JJ", "JJR") or word.text == "-based"


def _named(sentence: Sentence) -> dict[int, int]:
    """Word index -> index of the name that it is part of."""
    return {at: index for index, run in enumerate(sentence.runs) for at in range(run.first, run.last)}


def _is_owned(words: Sequence[Word], first: int) -> bool:
    """ "Acme's software unit X" tells of Acme; "Oslo's flagship carrier X" of X."""
    return first > 0 and words[first - 1].tag == "PRP$"


def _ahead(match: Match, at: int, starts: dict[int, int], is_bare: bool) -> str | None:
    """The trade in a descriptor that begins at `at`, up to its head and past "of"."""
    words, inside = match.sentence.words, _named(match.sentence)
    begin = _past_determiners(words, at)
    if begin in inside and match.sentence.names[inside[begin]].kind == "place":
        last = match.sentence.runs[inside[begin]].last
        if last < len(words) and words[last].tag == "POS":
            begin = _past_determiners(words, last + 1)  # "Denmark's biggest brewer"
    if begin == at and not is_bare and not (at + 1 < len(words) and words[at + 1].lower == "of"):
        return None
    for i in range(begin, min(begin + _LONGEST, len(words))):
        if i in inside and i + 1 in starts and match.sentence.names[inside[i]].kind == "person":
            return None
        following = words[i + 1] if i + 1 < len(words) else None
        if is_head(words[i]) and not (following and (following.tag[:2] == "NN" or i + 1 in starts)):
            if following and following.lower == "of" and words[i].lemma in _SUPPLIERS:
                return _plain(match, i + 2)
            return _described(match, begin, i)
        if not (_is_descriptive(match, i) or words[i].text in (",", "(", ")", "&", "-") or words[i].tag == "CC"):
            return None
    return None


def _past_determiners(words: Sequence[Word], at: int) -> int:
    """Past "one of the world's largest and fastest-growing"."""
    while at < len(words) and (
        words[at].tag in ("DT", "PRP$", "POS", "CD", "JJS", "RBS", "RB", "PDT")
        or words[at].lower in ("one", "of", "among", "world", "'s")
        or words[at].lower in lexicon.words("no_trade")
        or (words[at].lower == "and" and words[at - 1].tag in ("JJS", "JJ"))
    ):
        at += 1
    return at


def _described(match: Match, first: int, head: int) -> str | None:
    """The trade that words [first, head] tell, the head among them where it tells one itself; None where they tell none."""
    words, inside = match.sentence.words, _named(match.sentence)
    based = [i for i in range(first, head) if words[i].text == "-based"]
    first = based[-1] + 1 if based else first
    while first in inside and match.sentence.names[inside[first]].kind == "place":
        first = match.sentence.runs[inside[first]].last
    while (
        first < head
        and words[first + 1].lower != "equity"
        and (_tells_nothing(words[first]) or words[first].text in (",", "&", "-") or words[first].tag == "CC")
    ):
        first += 1
    first = _past_adjectives(words, first, head)
    last = head - 1 if words[head].lemma in lexicon.words("plain_heads") else head
    if last == head and first == head and words[head].lemma in lexicon.words("vague_heads"):
        return None
    if last < first or not any(_tells_trade(words[i]) or i == head or i in inside for i in range(first, last + 1)):
        return None
    return " ".join(match.text[words[first].start : words[last].end].split())


def _past_adjectives(words: Sequence[Word], first: int, head: int) -> int:
    """Past "comprehensive," before the words that tell the trade."""
    comma = next((i for i in range(first, head) if words[i].text == ","), None)
    listed = any(word.lower in ("and", "&") for word in words[first:head])
    return comma + 1 if comma is not None and not listed else first


_MONTHS = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday".split()
)


def _tells_nothing(word: Word) -> bool:
    return word.text in _MONTHS or (
        word.lower in lexicon.words("no_trade")
        or word.text in lexicon.words("demonyms") | names.HALVES
        or word.tag in ("DT", "PRP$", "POS", "CD", "JJS", "RB", "RBS", "JJR")
        or word.lower.endswith("-year-old")
        or word.lower.endswith(
            (
                "-largest",
                "-biggest",
                "-owned",
                "-backed",
                "-listed",
                "-traded",
                "-born",
                "-led",
                "-run",
                "-growing",
                "-held",
            )
        )
    )


def _tells_trade(word: Word) -> bool:
    if _tells_nothing(word):
        return False
    tail = word.lower.rpartition("-")[2] if "-" in word.text[1:] else ""
    if tail and word.tag == "JJ":
        return not tail.endswith(("ed", "ing")) and tail not in _NO_TRADE_TAILS
    noun = word.tag[:2] in ("NN", "FW") or word.tag in ("VBG", "VBZ", "VB")
    return noun or any(word.lower in lexicon.words(name) for name in ("trade_words", "organisation_heads"))


def _plain(match: Match, at: int) -> str | None:
    """The noun phrase at `at` with what it is joined to, without article: "drones and autonomous weapons"."""
    words = match.sentence.words
    while at < len(words) and (words[at].tag in ("DT", "PRP$") or _tells_nothing(words[at])):
        at += 1
    end = at
    while (
        end < len(words)
        and end - at < _LONGEST
        and (
            words[end].tag[:2] in ("NN", "JJ", "FW")
            or words[end].tag in ("VBG", "VBN")
            or words[end].lower in ("and", "&", "-based")
        )
    ):
        end += 1
    while end > at and words[end - 1].tag[:2] != "NN":
        end -= 1
    return " ".join(match.text[words[at].start : words[end - 1].end].split()) if end > at else None
