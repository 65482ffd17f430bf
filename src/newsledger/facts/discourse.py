"""Who "it", "the company", "she" and a bare noun phrase stand for, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from newsledger.facts import lexicon
from newsledger.facts.arguments import Clause
from newsledger.facts.frames import described_by
from newsledger.facts.gate import is_common, refers
from newsledger.facts.links import followers, index_of
from newsledger.facts.movements import is_stock
from newsledger.facts.parsed import Named, Sentence
from newsledger.facts.phrases import Phrase
from newsledger.facts.sources import Sources
from newsledger.facts.who import Who
from newsledger.records import Fact

_HE = frozenset("he she him her his hers".split())
_IT = frozenset("it its itself they their them".split())
_WE = frozenset("we our us".split())
_DEFINITE = frozenset("the this that its their our".split())


_FIRMS = lexicon.words("firms")
_REFERS = re.compile(r"\b(?:[Ii]t|[Tt]hey)\s(?!is\b|was\b)")
_VOICES = frozenset(  # in the posts of those who speak for a firm; an analyst's "the company" is another
    "ceo cfo coo cto cmo chief president chairman chairwoman chair chairperson spokesman spokeswoman spokesperson "
    "executive".split()
)
_GOODS = frozenset(  # what a product that was named is called further on
    "machine device phone smartphone handset tablet console watch headset model car vehicle van suv sedan hatchback truck "
    "robot drone speaker printer drug therapy vaccine treatment implant app game chip processor turbine jet aircraft camera "
    "laptop".split()
)
_EMPLOYERS = frozenset("company firm union group party bank team club agency ministry department".split())
_UNITS = frozenset("unit subsidiary division arm".split())
_PLAIN = frozenset("company firm group business corporation entity".split())
_PARTS = frozenset(  # of its own an organisation has these; they are not itself
    "unit subsidiary parent owner buyer seller investor supplier business brand chain platform studio label publisher "
    "developer distributor provider operator club house maker producer bank lender fund agency exchange".split()
)
_NAMED_SO = frozenset("chain brand label newspaper studio".split())
_KIN = frozenset("parent company owner subsidiary".split())
_TOPIC = 8.0
_LABELLED = re.compile(r"[-•* ]*[A-Z][\w’' ]{1,30}: ")  # "Headquarters: Leeds" is about neither
_OWNED = 0.5  # what the salience of what a subject owns is worth beside that of others
_LEAD = 0.75  # what it is worth to be named first
_FADES = 0.55  # what a mention is worth a sentence later
_SUBJECT, _MENTION, _HEADING_WORTH, _PRIOR = 3.0, 1.0, 6.0, 2.0
_FIRMS_DO = frozenset("acquisition funding listing partnership contract workforce facility".split())


def _behind_of(sentence: Sentence, phrase: Phrase) -> list[Phrase]:
    return [
        np for preposition, np in followers(sentence.phrases, phrase)[:1] if preposition in ("of", "in", "at", "for")
    ]


def _is_aside(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause only adds to a name, after "which" or "who"; its subject is not what the text goes on about."""
    return any(part.kind == "wh" for part in sentence.phrases[max(0, clause.at - 2) : clause.at])


_PUBLIC = frozenset("regulator watchdog ministry agency authority commission court department government body".split())
_RULES = frozenset(  # what public bodies do to others
    "approve clear block ban review investigate probe examine reject sue fine charge penalise penalize challenge oppose "
    "accuse order allow permit wave restrict suspend raid".split()
)
_BEGINS = frozenset("open launch begin start announce widen".split())
_LOOKS = frozenset("inquiry investigation probe review enquiry".split())
_HALLS = frozenset("University College Institute Association Federation Museum".split())
_WATCHES = frozenset("regulator watchdog ministry".split())
_OFFICIAL = frozenset("regulator watchdog ministry commission court".split())  # what no company is called
_BODIES = frozenset(
    "General Commission Court Department Ministry Agency Senate Congress Council Committee Parliament Government Reserve "
    "Administration Authority Bureau Office House Pentagon SEC FTC DOJ FDA Treasury Police Army Navy Union Board Fed "
    "NASA ESA FAA FCC EPA FBI CIA NHTSA NTSB CDC NIH NATO OPEC UN".split()
)


def is_public(name: str) -> bool:
    return not _BODIES.isdisjoint((name.split()[0], name.split()[-1])) or " of " in name


@dataclass(slots=True)
class Discourse:
    """What the text so far makes references stand for: who was named lately, as a subject above all, and often.

    A salience of recency, role and frequency, after Lappin and Leass (1994)."""

    text: str
    who: Who
    salience: dict[str, float] = field(default_factory=dict)
    person: Named | None = None
    deals: set[str] = field(default_factory=set)  # names that have been told to do what only firms do
    trades: set[str] = field(default_factory=set)  # names whose trade has been told
    trades_of: dict[str, set[str]] = field(default_factory=dict)  # name -> nouns it has been called by
    employers: dict[str, str] = field(default_factory=dict)
    voices: dict[str, str] = field(default_factory=dict)  # who speaks for which firm
    makers: dict[str, str] = field(default_factory=dict)  # who is said to make which product
    market: str | None = None
    former: dict[str, str] = field(default_factory=dict)  # whom people used to work for
    lately: Sequence[Named] = ()  # the names of the sentence before
    currency: str | None = None  # of the last sum
    goods: Named | None = None  # the product named last
    shown: Named | None = None  # the same, if the sentence before named it
    asset: str | None = None  # of whom a stake was told last
    deal: tuple[str, str] | None = None  # who was told last to buy whom
    piece: str | None = None  # what was bought last, if it has no name of its own
    bought: str | None = None  # who did so in the sentence before
    buys: str | None = None  # and in this one
    stocked: bool = False  # whether the sentence before was about shares, which "they" then are
    enforcer: str | None = None  # who was told last to act in law
    raiser: str | None = None  # who was told last to raise money
    sources: Sources = field(default_factory=Sources)  # whose figures of others are told
    heading: Named | None = None  # what the lines below a heading are about, if that is goods
    headed: str | None = None  # the organisation in it
    named: set[str] = field(default_factory=set)  # every name so far
    about: str | None = field(init=False)  # what the text names most, whose figures of others it only tells left out

    def __post_init__(self) -> None:
        topic = self.who.topic
        self.about = topic if topic is None or self._is_about(topic) else self.who.most_named(self._is_about)

    def begin(self, sentence: Sentence) -> None:
        """Before a sentence is read: a heading that names one organisation sets who what follows is about."""
        numbered = 2 if _is_numbered(sentence) else 0
        named = _headed(sentence) if len(sentence.words) <= 7 + numbered else None
        self.headed = None if numbered else self.headed
        if named is not None and not self._is_of_plain_words(named):
            self.heading = named if named.kind in ("product", "other") else None
            if self.is_org(named):
                self.salience = {named.name: _HEADING_WORTH}
                self.headed = named.name if numbered else None
        if self.stocked:
            _as_shares(sentence)
        for named in sentence.names:
            self.named.add(named.name)

    def _is_of_plain_words(self, named: Named) -> bool:
        """Whether a heading only looks like a name: "Company Info", "Numbers"."""
        known = lexicon.words("heading_words")
        plain = all(word.lower() in known or is_common(word) for word in named.name.split())
        return plain and self.who.counts[named.name] == 1

    def end(self, sentence: Sentence) -> None:
        """After a sentence: whom it named, and as what."""
        self.salience = {name: worth * _FADES for name, worth in self.salience.items() if worth > 0.05}
        if (sentence.clauses or not sentence.is_telling) and not _LABELLED.match(
            self.text, sentence.start, sentence.end
        ):
            for named in dict.fromkeys((n.name, self.is_org(n)) for n in sentence.names):
                if named[1] and not self.foresees(named[0]):
                    self.salience[named[0]] = self.salience.get(named[0], 0.0) + _MENTION
        subjects = [
            self.resolve(sentence, phrase)
            for clause in sentence.clauses
            if clause.verb.finite and not _is_aside(sentence, clause)
            for phrase in (clause.objects if clause.verb.passive else clause.subjects)
        ]
        if sentence.is_telling:
            self._describe(sentence)
        else:
            subjects = self._opener(sentence)
        subjects += self._whose_subjects(sentence)
        self.stocked = any(is_stock(phrase) for c in sentence.clauses if c.verb.finite for phrase in c.subjects)
        for name in {s.name for s in subjects if s and self.is_org(s) and not self.foresees(s.name)}:
            self.salience[name] = self.salience.get(name, 0.0) + _SUBJECT
        people = [s for s in subjects if s and s.kind == "person"] + [n for n in sentence.names if n.kind == "person"]
        self.person = next(iter(people), self.person)
        self.lately = sentence.names
        self.bought, self.buys = self.buys, None
        self.currency = next((q.value.unit for q in reversed(sentence.numbers) if q.kind == "money"), self.currency)
        self.shown = next((n for n in reversed(sentence.names) if n.kind == "product"), None)
        self.goods = self.shown or self.goods

    def _whose_subjects(self, sentence: Sentence) -> list[Named | None]:
        """Whose shares the first verb's subject are: "Shares in Acme fell"."""
        first = next((c for c in sentence.clauses if c.verb.finite), None)
        common = [p for p in (first.subjects if first else []) if p.head in ("share", "stock") and not p.owner]
        behind = [np for phrase in common for np in _behind_of(sentence, phrase)]
        return [self.resolve(sentence, np) for np in behind if np.name is not None]

    def _opener(self, sentence: Sentence) -> list[Named | None]:
        """Whom a sentence that is not parsed is about: the name that it begins with, else who "it" or "the firm" is."""
        if sentence.names and sentence.names[0].start == sentence.start:
            return [sentence.names[0]]
        if _REFERS.search(self.text, sentence.start, sentence.end) or refers(self.text, sentence.start):
            best = self._best(lambda name: not is_public(name))
            return [Named(0, 0, best, self.who.kinds[best])] if best else []
        return []

    def employ(self, facts: Sequence[Fact]) -> None:
        """Remember whom positions and foundings say somebody works for, and who deals."""
        for fact in facts:
            if fact.type in _FIRMS_DO and fact.subject_kind in ("other", "organization"):
                self.deals.add(fact.subject)
            if fact.type == "position" and fact.object:
                known = self.employers if fact.attribute == "current" else self.former
                if fact.role or fact.subject not in known:
                    known[fact.subject] = fact.object
                if fact.attribute == "current" and not _VOICES.isdisjoint((fact.role or "").lower().split()):
                    self.voices[fact.subject] = fact.object
            elif fact.type == "personnel_move" and fact.object:
                moved = self.former if fact.attribute == "leave" else self.employers
                moved.setdefault(fact.subject, fact.object)
            elif fact.type == "ownership" and fact.attribute == "stake" and fact.object:
                self.asset = fact.object
            elif fact.type == "acquisition" and fact.object:
                self._deal(fact, fact.object)
            elif fact.type == "legal_action" and fact.attribute != "charge":
                self.enforcer = fact.subject
            elif fact.type == "funding":
                self.raiser = fact.subject
            elif fact.type == "founding" and fact.object:
                self.employers[fact.object] = self.voices[fact.object] = fact.subject
            elif fact.type == "product_link" and fact.attribute == "made_by" and fact.object:
                self.makers.setdefault(fact.subject, fact.object)
            elif fact.type == "product_launch" and fact.object:
                self.makers.setdefault(fact.object, fact.subject)

    def _deal(self, fact: Fact, target: str) -> None:
        """Remember what is bought, unless nothing comes of it."""
        self.piece = target if target not in self.who.kinds else None
        if fact.attribute in ("announced", "completed", "merger"):
            self.deal = (fact.subject, target)
        if fact.attribute == "completed":
            self.buys = fact.subject

    def is_source(self, name: str) -> bool:
        """Whether a name is told for its reports of others: it mostly stands behind "according to"."""
        return 2 * self.sources.told[name] > self.who.counts[name]

    def foresees(self, name: str) -> bool:
        """Whether a name is told for its forecasts of others."""
        return name in self.sources.foreseers and self.is_source(name)

    def _only_tells(self, name: str) -> bool:
        """Whether it is an analysts' house or a newspaper, which nothing else is said of."""
        return self.foresees(name) or name in self.sources.papers

    def is_org(self, named: Named) -> bool:
        """Whether a name may be an organisation that "the company" refers to."""
        told = named.name in lexicon.phrases("media", ",") or named.name in self.sources.papers
        if told or named.name.endswith("Stock Exchange"):
            return False
        if named.kind == "other" and named.name.split()[0] in lexicon.words("given_names"):
            return False
        return named.kind == "organization" or (
            named.kind == "other" and (self.who.counts[named.name] > 1 or named.name in self.deals)
        )

    def resolve(self, sentence: Sentence, arg: Phrase | int) -> Named | None:
        """The named thing that an argument is or refers to; None where it is only a noun phrase."""
        if isinstance(arg, int):
            return sentence.names[arg]
        if arg.name is not None:
            return sentence.names[arg.name]
        start = sentence.words[arg.first].start
        if arg.pronoun:
            return self._pronoun(sentence, arg.head, start)
        first = sentence.words[arg.first].lower
        if arg.head in lexicon.words("roles", "kin") and (apposed := _apposed(sentence, arg)):
            return apposed
        if arg.head in _called_after() and (apposed := _called(sentence, arg)):
            return apposed
        if first in ("his", "her") and arg.head in _EMPLOYERS and (person := self._pronoun(sentence, first, start)):
            employer = self.employers.get(person.name)
            return self._back(Named(0, 0, employer, "organization"), arg, sentence, "nominal") if employer else None
        part = arg.head in _PARTS or arg.head in lexicon.words("facilities")
        if first in ("its", "their", "our", "his", "her") and part:
            return None
        if arg.head == "business" and len(arg.lemmas) > 2:
            return None  # "the pet food business" is part of a firm
        bare = len(arg.lemmas) == 2 and not arg.numbers and not arg.inner
        if self.piece is not None and first == "the" and len(arg.lemmas) == 2 and self.piece.endswith(f" {arg.head}"):
            return self._back(
                Named(0, 0, self.piece, "other"), arg, sentence, "nominal"
            )  # "bought the business in 2009"
        if first in ("the", "this") and bare and self._is_goods(arg):
            return self._back(self.goods, arg, sentence, "nominal")
        several = sentence.words[arg.last - 1].tag == "NNS"  # "the startups" are no one firm named before
        if (
            not several
            and arg.head in lexicon.words("nominals")
            and first in _DEFINITE
            and self._is_whole(sentence, arg)
        ):
            found = (
                self._just_named(first)
                or self._body(arg.head)
                or self._called(arg.head)
                or self._firm_of_speaker(sentence, arg.head)
            )
            if found is None and arg.head not in _UNITS:
                found = self._org(sentence, start, arg.head in _PUBLIC)
            if found is not None and arg.head in _OFFICIAL and not is_public(found.name):
                found = None
            return self._back(found, arg, sentence, "nominal")
        return None

    def _just_named(self, first: str) -> Named | None:
        """ "That company": the one that the sentence before named last, whoever the text is about."""
        firms = (n for n in reversed(self.lately) if n.kind in ("organization", "other"))
        return next(firms, None) if first == "that" else None

    def _is_goods(self, arg: Phrase) -> bool:
        """Whether "the machine" stands for the product named last."""
        return arg.head in _GOODS and self.goods is not None

    def _is_whole(self, sentence: Sentence, arg: Phrase) -> bool:
        """Whether the phrase stands for a firm named before; the only name in it then is where that firm is from."""
        inner = {sentence.names[i].kind for i in arg.inner}
        if arg.head in _NAMED_SO and not inner <= {"place"}:
            return False  # "the Nook chain" is called so
        based = any(word.text == "-based" for word in sentence.words[arg.first : arg.last])
        return not inner or ((based or arg.head in _FIRMS) and inner <= {"place", "other"})

    def _pronoun(self, sentence: Sentence, word: str, start: int) -> Named | None:
        if word in _HE:
            nearest = (n for n in reversed(sentence.names) if n.end <= start and n.kind == "person")
            found = self._acting(sentence, start) or next(nearest, None) or self.person
        elif word in _IT:
            found = (
                self._joined(sentence, start) or self._ruled_on(sentence, word, start) or self._valued(sentence, word)
            )
            found = found or self._org(sentence, start, is_it=word == "it")
        elif word in _WE:
            main = self._speakers(sentence) or self.who.main()
            found = Named(0, 0, main, "organization") if main else None
        else:
            return None
        return Named(start, start + len(word), found.name, found.kind, "pronoun") if found else None

    def _acting(self, sentence: Sentence, start: int) -> Named | None:
        """The person whom the clause before a semicolon is about: "Doe will hand over to Roe; she becomes"."""
        words = sentence.words
        at = next((i for i, word in enumerate(words) if word.start >= start), 0)
        if not at or words[at - 1].text != ";":
            return None
        for clause in _nearest(sentence, start)[:1]:
            acting = clause.objects if clause.verb.passive else clause.subjects
            named = (sentence.names[p.name] for p in acting if p.name is not None)
            return next((one for one in named if one.kind == "person" and one.end <= start), None)
        return None

    def _joined(self, sentence: Sentence, start: int) -> Named | None:
        """Whose it is, of "X and its founder", "bought X from its founder"."""
        beside = (n for n in sentence.names if self.text[n.end : start].strip(" ,") in ("and", "from"))
        return next((named for named in beside if named.kind in ("organization", "other")), None)

    def _valued(self, sentence: Sentence, word: str) -> Named | None:
        """Whom a round is for: "Acme led. The round values it at $240m"."""
        subjects = [p for clause in sentence.clauses[:1] for p in clause.subjects]
        rounds = any(p.head in ("round", "financing", "fundraising") and p.name is None for p in subjects)
        return Named(0, 0, self.raiser, "organization") if rounds and word == "it" and self.raiser else None

    def _ruled_on(self, sentence: Sentence, word: str, start: int) -> Named | None:
        """Whose it is that an authority acts on: "the commission cleared its purchase of", "sued Acme over its fees"."""
        clause = next(iter(_nearest(sentence, start)), None)
        if word not in ("its", "their") or clause is None or clause.verb.passive:
            return None
        looks = any(p.head in _LOOKS for p in clause.objects)  # "has opened an inquiry into its accounts"
        if clause.verb.head not in _RULES and not (clause.verb.head in _BEGINS and looks):
            return None
        who = next((named for p in clause.subjects if (named := _who_acts(sentence, p, start))), None)
        if who is None or not is_public(who.name):
            return None
        firms = (sentence.names[p.name] for p in clause.objects if p.name is not None)
        before = (named for named in firms if named.end <= start and named.kind in ("organization", "other"))
        return next(before, None) or self._org(sentence, start, public=False)

    def _speakers(self, sentence: Sentence) -> str | None:
        """Whom the person works for that a sentence quotes."""
        for clause in sentence.clauses:
            if clause.verb.head in lexicon.words("said") and clause.subjects and clause.subjects[0].head not in _WE:
                speaker = self.resolve(sentence, clause.subjects[0])
                return self.employers.get(speaker.name) if speaker else None
        return None

    def _firm_of_speaker(self, sentence: Sentence, noun: str) -> Named | None:
        """Whom "the company" means in the words of one who speaks for it: "Doe, its chief executive, said the company"."""
        said = [c.subjects[0] for c in sentence.clauses if c.verb.head in lexicon.words("said") and c.subjects]
        index = said[0].name if said and noun in _PLAIN else None
        firm = self.voices.get(sentence.names[index].name) if index is not None else None
        return Named(0, 0, firm, "organization") if firm is not None else None

    def _org(self, sentence: Sentence, start: int, public: bool = True, is_it: bool = False) -> Named | None:
        """The organisation in focus: the subject of this sentence so far, else the most salient one.

        A "company" is no public body; where `public` is false those are passed over."""
        resumes = is_it and _resumes(sentence, start)
        for clause in _nearest(sentence, start):
            if resumes and _is_aside(sentence, clause):
                continue  # "bought Rychlik, which delivers food, and it plans"
            for phrase in clause.subjects if not clause.verb.passive or clause.verb.finite else []:
                named = _who_acts(sentence, phrase, start)
                if named is not None:
                    plain = named.kind == "other" and not clause.verb.passive and " " not in named.name
                    may_be = named.kind == "product" or plain
                    if (self.is_org(named) or may_be) and (public or not self._is_body(named.name)):
                        return named
                whose = self._behind(sentence, phrase, start) if phrase.name is None else None
                if whose is not None and (public or not self._is_body(whose.name)):
                    return whose
        if (meant := self._meant_before(sentence, start)) is not None:
            return meant
        later = self._later(sentence, start)
        here = {named.name for named in sentence.names if named.end <= start and named.start not in self.sources.at}
        best = self._best(lambda name: name not in later and (public or not self._is_body(name)), here)
        if is_it and best not in self.salience and (first := self._first(sentence, start)) is not None:
            return first
        best = best or self._of_unknown_kind(later)
        return Named(0, 0, best, self.who.kinds[best]) if best else None

    def _of_unknown_kind(self, later: set[str]) -> str | None:
        """Of the names that need be no organisation's the most salient."""
        others = (n for n in self.who.counts if self.who.kinds[n] == "other" and n not in later and self._is_known(n))
        return max(others, key=self._worth, default=None)

    def _is_body(self, name: str) -> bool:
        """Whether a name is a public body's, by itself or as the text calls it: "Consob, the market regulator"."""
        return is_public(name) or not _WATCHES.isdisjoint(self.trades_of.get(name, ()))

    def _meant_before(self, sentence: Sentence, start: int) -> Named | None:
        """Whom "the company" earlier in the sentence stands for: "forced the firm to sell X, which it had bought"."""
        for phrase in sentence.phrases:
            if sentence.words[phrase.last - 1].end > start:
                return None
            firm = phrase.head in _FIRMS or (
                phrase.head == "group" and sentence.words[phrase.first].lower == "the" and not phrase.owns
            )
            if phrase.kind == "np" and firm and phrase.name is None and not phrase.numbers:
                return self.resolve(sentence, phrase)
        return None

    def _first(self, sentence: Sentence, start: int) -> Named | None:
        """The first firm of the sentence, where none was named before it: "barred Acme and ordered it to pay"."""
        before = (n for n in sentence.names if n.end <= start and n.kind in ("organization", "other"))
        return next((n for n in before if not self._only_tells(n.name)), None)

    def _later(self, sentence: Sentence, start: int) -> set[str]:
        """Who is named only behind an offset, and as no subject: nothing before it can mean them."""
        finite = (c for c in sentence.clauses if c.verb.finite)
        indexes = {p.name for c in finite for p in (c.objects if c.verb.passive else c.subjects)}
        behind = (n.name for i, n in enumerate(sentence.names) if n.start > start and i not in indexes)
        return set(behind) - self.salience.keys()

    def _behind(self, sentence: Sentence, phrase: Phrase, start: int) -> Named | None:
        """Whose post a common noun is, or the organisation named behind it: "Acme's parent, Tallis, said it"."""
        if phrase.head not in lexicon.words("roles") and phrase.head not in _KIN:
            return None
        by = described_by(sentence).get(id(phrase))
        told = by["described"] if by else []
        indexes = [a if isinstance(a, int) else a.name for a in (*told[:1], *([phrase.owner] if phrase.owner else []))]
        named = (sentence.names[index] for index in indexes if index is not None)
        return next((one for one in named if one.end <= start and self.is_org(one)), None)

    def _describe(self, sentence: Sentence) -> None:
        """Remember the nouns that a sentence calls its organisations by: "lender Acme", "Acme, a lender", "Acme Bank"."""
        told = described_by(sentence)
        for phrase in sentence.phrases:
            if phrase.name is not None:
                of = [phrase.name]
            else:
                called = (a for args in told.get(id(phrase), {}).values() for a in args)
                of = [i for a in called if (i := a if isinstance(a, int) else a.name) is not None]
            for index in of:
                words = sentence.names[index].name.split()
                tail = 0 if words[1:2] == ["of"] and words[0] in _HALLS else -1  # "University of Ohio", "Acme Bank"
                nouns = {*phrase.lemmas, words[tail].lower()}
                self.trades_of.setdefault(sentence.names[index].name, set()).update(nouns & lexicon.words("nominals"))

    def _body(self, noun: str) -> Named | None:
        """The public body that has the noun in its name: "the commission" is the European Commission."""
        if noun not in _PUBLIC:
            return None
        best = self._best(lambda name: is_public(name) and noun in name.lower().split())
        return Named(0, 0, best, self.who.kinds[best]) if best else None

    def _called(self, noun: str) -> Named | None:
        """The organisation that has been called by this noun, where few could be: "the bank", not "the company"."""
        if noun in _PLAIN:
            return None
        best = self._best(lambda name: noun in self.trades_of.get(name, ()))
        return Named(0, 0, best, self.who.kinds[best]) if best else None

    def other_than(self, sentence: Sentence, name: str, named: Named) -> Named | None:
        """Whom a reference means that cannot mean `name`: "Northlight, its largest investor"."""
        later = self._later(sentence, named.start)
        acted_on = (n for n in reversed(self._acted_on(sentence, named.start)) if n.name != name and self.is_org(n))
        best = next((n.name for n in acted_on), None) or self._best(lambda org: org != name and org not in later)
        if best is None:  # of unknown kind: "Acme spun off Hanbit and still owns 31 per cent of it"
            here = [one for one in sentence.names if one.end <= named.start]
            told = (one for one in reversed([*self.lately, *here]) if one.kind in ("organization", "other"))
            best = next((one.name for one in told if one.name != name), None)
        return replace(named, name=best, kind=self.who.kinds[best]) if best else None

    def _acted_on(self, sentence: Sentence, start: int) -> list[Named]:
        """Who is acted on before an offset: "Acme set up Hanbit in 2001 and owns 48 per cent of it"."""
        objects = (p for clause in sentence.clauses if clause.verb.finite for p in clause.objects if p.name is not None)
        named = (sentence.names[p.name] for p in objects if p.name is not None)
        return [one for one in named if one.end <= start]

    def _best(self, fits: Callable[[str], bool], here: Collection[str] = ()) -> str | None:
        """The most salient fitting organisation; of those not named lately only the most frequent can be it.

        Beside organisations one word of unknown kind that was a subject lately; those `here` stand before the reference."""
        acted = {name for name, worth in self.salience.items() if worth > _FADES * _SUBJECT and " " not in name}
        acted |= (self.trades | self.deals) & self.salience.keys()  # what is told to be a brewer is a firm
        lately = acted.union(filter(self.who.is_org, self.salience))
        lately = {
            name for name in (*lately, *filter(self.who.is_org, here)) if fits(name) and not self._only_tells(name)
        }
        worth = {name: self._worth(name) + _MENTION * (name in here) for name in (*lately, *self._not_lately(fits))}
        so_far = [name for name in worth if name in self.named] or worth
        return min(so_far, key=lambda name: (-worth[name], name), default=None)

    def _not_lately(self, fits: Callable[[str], bool]) -> list[str]:
        """The most named fitting organisation that is not salient, if any."""
        for name in self.who.orgs():  # no comprehension: compiled, one goes through all names of a text
            if name not in self.salience and self._is_known(name) and fits(name) and not self._only_tells(name):
                return [name]
        return []

    def _is_known(self, name: str) -> bool:
        """Whether a name may have been meant by now: it was named, or will be more than once."""
        return name in self.named or self.who.counts[name] > 1

    def _worth(self, name: str) -> float:
        leads = name == self.who.lead and name in self.named
        if name in self.sources.owned:  # of "the owner of Acme" Acme is no subject
            return self.salience.get(name, 0.0) * _OWNED
        return self.salience.get(name, 0.0) + _PRIOR * self.who.share(name) + _LEAD * leads

    def _back(self, found: Named | None, arg: Phrase, sentence: Sentence, how: str) -> Named | None:
        if found is None:
            return None
        return Named(sentence.words[arg.first].start, sentence.words[arg.last - 1].end, found.name, found.kind, how)

    def topic(self, sentence: Sentence) -> Named | None:
        """Whom the whole text is about, before what was named last: whose chief executive needs no telling."""
        orgs = list(self.who.orgs())
        so_far = [name for name in orgs if name in self.named] or orgs
        best = max(so_far, key=self._topicality, default=None)
        return Named(sentence.start, sentence.start, best, self.who.kinds[best], "carried") if best else None

    def _topicality(self, name: str) -> float:
        return self._worth(name) + _TOPIC * self.who.share(name) + _LEAD * (name == self.who.lead)

    def carried(self, sentence: Sentence, start: int) -> Named | None:
        """Who the text is about where nobody is named: this sentence's subject so far, else that of those before."""
        found = self._org(sentence, start)
        if found is not None and self.foresees(found.name):
            best = self._best(lambda _: True)
            found = Named(0, 0, best, self.who.kinds[best]) if best else None
        return Named(found.start, found.end, found.name, found.kind, "carried") if found else None

    def _is_about(self, name: str) -> bool:
        return not self.is_source(name) and name not in self.sources.owned


def _as_shares(sentence: Sentence) -> None:
    """The shares that "they" stands for: "Shares of Acme jumped. They have doubled this year"."""
    opening = sentence.phrases[0] if sentence.phrases else None
    if opening is not None and opening.pronoun and opening.head == "they":
        opening.head, opening.lemmas, opening.pronoun = "share", ("share",), False


def _is_numbered(sentence: Sentence) -> bool:
    """ "3. Tallis Motors", of a list."""
    opening = [word.text for word in sentence.words[:2]]
    return len(sentence.words) > 2 and opening[0].isdigit() and opening[1] in (".", ")")


def _headed(sentence: Sentence) -> Named | None:
    """The one name that a heading ends in: "3. Tallis Motors, Inc.", "Tallis Motors of Iowa"."""
    whole = len(sentence.words) - (sentence.words[-1].text == "." and not sentence.clauses) if sentence.words else 0
    begin = 2 if _is_numbered(sentence) else 0
    if len(sentence.names) == 2 and sentence.names[1].kind == "place" and sentence.runs[0].first == begin:
        first, second = sentence.runs[0].last, sentence.runs[1]
        of = first + 1 == second.first and sentence.words[first].lower == "of"
        return sentence.names[0] if of and second.last == whole else None
    return sentence.names[0] if len(sentence.names) == 1 and sentence.runs[0].last == whole else None


def _nearest(sentence: Sentence, start: int) -> list[Clause]:
    """The clauses of a sentence, first the one whose verb stands last before an offset: "its" is of its subject."""
    clauses, words = sentence.clauses, sentence.words  # clauses stand in the order of their verbs
    first = next((i for i, c in enumerate(clauses) if words[c.verb.first].start >= start), len(clauses))
    return [*reversed(clauses[:first]), *clauses[first:]]


def _resumes(sentence: Sentence, start: int) -> bool:
    """Whether "and" or "but" stands right before an offset: what follows goes on where the sentence set out."""
    before = [word.lower for word in sentence.words if word.end <= start]
    return before[-1:] in (["and"], ["but"])


def _who_acts(sentence: Sentence, subject: Phrase, start: int) -> Named | None:
    """The name that a subject before an offset is, or whose it is: "Acme's foray ... its service"."""
    if sentence.words[subject.last - 1].end > start:
        return None
    whose = subject.owner if subject.name is None and subject.owner is not None else subject
    return sentence.names[whose.name] if whose.name is not None else None


def _apposed(sentence: Sentence, arg: Phrase) -> Named | None:
    """The person that a post's commas name: "its chief executive, Jane Doe, said"."""
    parts = sentence.phrases
    at = index_of(parts, arg)
    for i in range(at + 1, min(at + 4, len(parts) - 1)):
        if parts[i].kind == "comma":
            index = parts[i + 1].name
            named = sentence.names[index] if index is not None and not parts[i + 1].owns else None
            return named if named and named.kind == "person" else None
        if parts[i].kind not in ("prep", "np"):
            return None
    return None


@cache
def _called_after() -> frozenset[str]:
    return lexicon.words("products", "organisation_heads") | _KINDRED | {"drug"}


_KINDRED = frozenset("parent subsidiary rival bidder competitor customer supplier creditor".split())


def _called(sentence: Sentence, arg: Phrase) -> Named | None:
    """What the commas behind a noun name: "its best-selling drug, Clavira, brought in", "its parent, Tallis, said"."""
    parts = sentence.phrases
    at = next((i for i, part in enumerate(parts) if part is arg), len(parts))
    if [part.kind for part in parts[at + 1 : at + 4]] != ["comma", "np", "comma"] or arg.numbers or parts[at + 2].owns:
        return None
    index = parts[at + 2].name
    ends = ("vg", "prep", "wh") if arg.head in _KINDRED else ("vg",)
    closed = parts[at + 4 : at + 5] and parts[at + 4].kind in ends
    named = sentence.names[index] if index is not None and closed else None
    return named if named and named.kind not in ("person", "place") else None


def words_of(text: str, sentence: Sentence, phrase: Phrase) -> str:
    """A noun phrase as it stands, without its article."""
    first = phrase.first
    while first < phrase.last - 1 and sentence.words[first].tag in ("DT", "PRP$", "PDT"):
        first += 1
    return " ".join(text[sentence.words[first].start : sentence.words[phrase.last - 1].end].split())
