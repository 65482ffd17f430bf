"""Train the part-of-speech tagger on the open treebanks, and say how well it does and how fast it is.

    python -m tests.bench.train_tagger [--treebank FOLDER] [--out FILE] [--only-score]

An averaged perceptron: every sum is a whole number and the order is seeded, so the same data give the same weights."""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsledger.facts.tagfeatures import (
    BEYOND,
    OPEN,
    PLAIN,
    Clause,
    Lexicon,
    Word,
    around,
    describe,
    modes,
    normal,
    of_word,
    surely_ahead,
)
from newsledger.facts.tagger import Tagger

ROOT = Path(__file__).resolve().parents[2]
TREEBANK = ROOT.parent / "shared" / "facts" / "treebank"
MODEL = ROOT / "src" / "newsledger" / "facts" / "model" / "tagger.json.gz"

EPOCHS = 6
SCALE = 12  # a weight of 1 is stored as this
LEAST_WEIGHT = 4  # smaller ones are left out of the file
LEAST_SEEN = 3  # times, for a feature to count at all
LEAST_KNOWN = 3  # times, for a word to be in the lexicon
LEAST_CLOSED = 20  # times, for a word to have no tags but those seen
LEAST_SHARE = 0.004  # of its times, for a tag of a frequent word
LEAST_SHARE_OF_NAMES = 0.05  # the same where it has a capital inside a sentence: May, Bill
# a genre of GUM left out: one of its texts allows no derivatives, and its documents of dev and test are also in gum-train
UNCLEAR = "court"

Sentence = list[tuple[str, str]]  # word, tag


@dataclass
class Token:
    """One line of a treebank that the training looks at."""

    word: str
    tag: str
    relation: str
    glued: bool  # no space before the next one


def treebank(path: Path, genre: str = "", without: str = "-") -> Iterator[list[Token]]:
    """The sentences of a CoNLL-U file; those of one `genre` alone, or those of all genres but one."""
    tokens: list[Token] = []
    current = ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# meta::genre"):
                current = line.partition("=")[2].strip()
            elif line[0].isdigit():
                columns = line.rstrip("\n").split("\t")
                if columns[0].isdigit():
                    tokens.append(Token(columns[1], columns[4], columns[7], "SpaceAfter=No" in columns[9]))
            elif line == "\n":
                if genre in ("", current) and current != without:
                    yield tokens
                tokens = []


def plain(tokens: Iterable[Token]) -> Sentence:
    """The words and tags as the treebank has them."""
    return [(token.word, token.tag) for token in tokens]


def joined(tokens: Sequence[Token]) -> Sentence:
    """The sentence as newspapers print it: "Shenzhen-based" and "$12.9" are one word each."""
    found: Sentence = []
    at = 0
    while at < len(tokens):
        end = _end_of_join(tokens, at)
        run = tokens[at:end]
        found.append(("".join(token.word for token in run), _tag_of_join(run)))
        at = end
    return found


def _end_of_join(tokens: Sequence[Token], at: int) -> int:
    end = at + 1
    while end + 1 < len(tokens) and tokens[end].tag == "HYPH" and tokens[end - 1].glued and tokens[end].glued:
        end += 2
    if tokens[at].tag == "$" and tokens[at].glued and end < len(tokens) and tokens[end].tag == "CD":
        end += 1
    return end


def _tag_of_join(run: Sequence[Token]) -> str:
    tags = [token.tag for token in run]
    if len(run) == 1 or len(set(tags[::2])) == 1 or tags[0] == "$":
        return tags[-1]
    if "NNP" in tags and tags[-1] in ("NNP", "NN"):
        return "NNP"
    if run[-1].relation in ("amod", "compound") or tags[-1] in ("VBN", "VBG", "JJ"):
        return "JJ"
    return tags[-1]


def titled(sentence: Sentence) -> Sentence:
    """The sentence as a headline: no articles, no full stop, long words with a capital."""
    kept = [(word, tag) for word, tag in sentence if tag != "." and word.lower() not in ("a", "an", "the")]
    return [
        (word[0].upper() + word[1:] if len(word) > 3 or at == 0 else word, tag) for at, (word, tag) in enumerate(kept)
    ]


def lexicon_of(sentences: Iterable[Sentence]) -> Lexicon:
    """The words that were seen often enough, with their tags."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for (word, tag), mode in zip(sentence, modes([word for word, _ in sentence]), strict=True):
            if mode == PLAIN or tag not in ("NNP", "NNPS"):
                seen[normal(word) if mode == PLAIN else normal(word).lower()][tag] += 1
    words = {word: tags for word, tags in sorted(seen.items()) if tags.total() >= LEAST_KNOWN}
    often = {word for word, tags in words.items() if tags.total() >= LEAST_CLOSED}
    listed = {word: _by_share(tags, _least_share(word) if word in often else 0.0) for word, tags in words.items()}
    return Lexicon(
        {word: tags for word, tags in listed.items() if word not in often},
        {word: tags for word, tags in listed.items() if word in often},
    )


def _least_share(word: str) -> float:
    return LEAST_SHARE_OF_NAMES if word[0].isupper() else LEAST_SHARE


def _by_share(tags: Counter[str], least: float) -> str:
    ranked = sorted(tags.items(), key=lambda item: (-item[1], item[0]))
    return " ".join(tag for tag, count in ranked if count >= least * tags.total())


@dataclass
class Prepared:
    """A sentence with everything that does not change from one round to the next."""

    gold: list[int]
    padded: list[Word]
    ahead: list[str]
    choices: list[list[int]]
    features: list[list[str]]


@dataclass
class Trainer:
    """The weights while they are learned, and their sums over time."""

    lexicon: Lexicon
    tags: list[str]
    kept: set[str] = field(default_factory=set)
    weights: dict[str, dict[int, int]] = field(default_factory=dict)
    sums: dict[str, dict[int, int]] = field(default_factory=dict)
    since: dict[str, dict[int, int]] = field(default_factory=dict)
    steps: int = 0
    known: dict[tuple[str, int], tuple[Word, list[int], list[str]]] = field(default_factory=dict)

    def prepared(self, sentence: Sentence) -> Prepared:
        words = [word for word, _ in sentence]
        looked_up = [self._word(word, mode) for word, mode in zip(words, modes(words), strict=True)]
        padded = [BEYOND, BEYOND, *(word for word, _, _ in looked_up), BEYOND, BEYOND]
        return Prepared(
            [self.tags.index(tag) for _, tag in sentence],
            padded,
            surely_ahead(padded),
            [choices for _, choices, _ in looked_up],
            [features for _, _, features in looked_up],
        )

    def _word(self, word: str, mode: int) -> tuple[Word, list[int], list[str]]:
        if (word, mode) not in self.known:
            described = describe(word, mode, self.lexicon.words)
            choices = [self.tags.index(tag) for tag in self.lexicon.choices(word, mode)]
            self.known[word, mode] = described, choices, of_word(described, mode, self.lexicon.words)
        return self.known[word, mode]

    def count(self, sentences: Iterable[Prepared]) -> None:
        """Keep the features that are there often enough under the right tags."""
        seen: Counter[str] = Counter()
        for sentence in sentences:
            clause, before, earlier = Clause(), "", ""
            for at, number in enumerate(sentence.gold):
                if len(sentence.choices[at]) > 1:
                    seen.update(sentence.features[at])
                    seen.update(around(sentence.padded, at + 2, before, earlier, clause, sentence.ahead))
                clause.after(sentence.padded[at + 2].text, self.tags[number])
                before, earlier = self.tags[number], before
        self.kept = {feature for feature, count in seen.items() if count >= LEAST_SEEN}
        self.weights = {feature: {} for feature in self.kept}

    def learn(self, sentence: Prepared) -> int:
        """Tag a sentence and mend the weights at each mistake; the number of mistakes."""
        clause, before, earlier, wrong = Clause(), "", "", 0
        for at, gold in enumerate(sentence.gold):
            choices = sentence.choices[at]
            guess = choices[0]
            if len(choices) > 1:
                features = sentence.features[at] + around(
                    sentence.padded, at + 2, before, earlier, clause, sentence.ahead
                )
                guess = self._guess(features, choices)
                self.steps += 1
                if guess != gold:
                    wrong += 1
                    self._mend(features, gold, guess)
            clause.after(sentence.padded[at + 2].text, self.tags[guess])
            before, earlier = self.tags[guess], before
        return wrong

    def _guess(self, features: list[str], choices: list[int]) -> int:
        scores = [0] * len(self.tags)
        for feature in features:
            weights = self.weights.get(feature)
            if weights:
                for number, weight in weights.items():
                    scores[number] += weight
        return max(choices, key=scores.__getitem__)

    def _mend(self, features: list[str], gold: int, guess: int) -> None:
        for feature in features:
            if feature in self.kept:
                self._change(feature, gold, 1)
                self._change(feature, guess, -1)

    def _change(self, feature: str, number: int, by: int) -> None:
        weights = self.weights[feature]
        sums, since = self.sums.setdefault(feature, {}), self.since.setdefault(feature, {})
        old = weights.get(number, 0)
        sums[number] = sums.get(number, 0) + old * (self.steps - since.get(number, 0))
        since[number] = self.steps
        weights[number] = old + by

    def stored(self) -> dict[str, Any]:
        """The model as its file holds it."""
        opened = {word: tags for word, tags in self.lexicon.words.items() if word not in self.lexicon.closed}
        weights = {feature: self._averaged(feature) for feature in sorted(self.sums)}
        return {
            "tags": self.tags,
            "closed": dict(self.lexicon.closed),
            "open": opened,
            "weights": {feature: text for feature, text in weights.items() if text},
        }

    def _averaged(self, feature: str) -> str:
        found = []
        for number, weight in sorted(self.weights[feature].items()):
            total = self.sums[feature][number] + weight * (self.steps - self.since[feature][number])
            scaled = (2 * total * SCALE + self.steps) // (2 * self.steps)
            if abs(scaled) >= LEAST_WEIGHT:
                found.append(f"{self.tags[number]} {scaled}")
        return " ".join(found)


def trained(sentences: list[Sentence]) -> dict[str, Any]:
    """A model of the sentences."""
    tags = sorted({tag for sentence in sentences for _, tag in sentence} | set(OPEN))
    trainer = Trainer(lexicon_of(sentences), tags)
    ready = [trainer.prepared(sentence) for sentence in sentences]
    trainer.count(ready)
    order = random.Random(1)
    for epoch in range(EPOCHS):
        order.shuffle(ready)
        wrong = sum(trainer.learn(sentence) for sentence in ready)
        print(f"round {epoch + 1}: {wrong} mistakes, {time.process_time():.0f} s", flush=True)
    return trainer.stored()


def training_sentences(folder: Path) -> list[Sentence]:
    """Both treebanks, with words joined as newspapers print them; some sentences as headlines too, a few in capitals."""
    found: list[Sentence] = []
    for name in ("ewt-train", "gum-train"):
        for at, tokens in enumerate(treebank(folder / f"{name}.conllu.gz", without=UNCLEAR)):
            found.append(plain(tokens))
            printed = joined(tokens)
            if len(printed) < len(tokens):
                found.append(printed)
            if at % 2 == 0 and 4 < len(printed) < 25:
                found.append(titled(printed))
            if at % 12 == 1 and 4 < len(printed) < 25:
                found.append([(word.upper(), tag) for word, tag in titled(printed)])
    return found


def accuracy(tagger: Tagger, sentences: Sequence[Sentence]) -> float:
    """The share of words with the right tag."""
    right = total = 0
    for sentence in sentences:
        guessed = tagger.tag([word for word, _ in sentence])
        right += sum(guess == tag for guess, (_, tag) in zip(guessed, sentence, strict=True))
        total += len(sentence)
    return right / total


def report(tagger: Tagger, folder: Path) -> None:
    """Accuracy on what was kept out of training, and speed."""
    names = ("ewt-dev", "ewt-test", "gum-dev", "gum-test")
    sets = [(name, list(treebank(folder / f"{name}.conllu.gz"))) for name in names]
    news = [s for part in ("dev", "test") for s in treebank(folder / f"gum-{part}.conllu.gz", "news")]
    for name, sentences in [*sets, ("gum news, dev and test", news)]:
        as_headlines = [titled(joined(s)) for s in sentences if 4 < len(s) < 25]
        print(
            f"{name}: {accuracy(tagger, [plain(s) for s in sentences]):.2%}, joined words "
            f"{accuracy(tagger, [joined(s) for s in sentences]):.2%}, as headlines {accuracy(tagger, as_headlines):.2%}"
        )
    words = [[word for word, _ in plain(s)] for _, sentences in sets for s in sentences]
    started = time.process_time()
    for sentence in words:
        tagger.tag(sentence)
    spent = time.process_time() - started
    print(f"speed: {sum(map(len, words)) / spent:,.0f} words a second of CPU time")


def save(stored: dict[str, Any], path: Path) -> None:
    """Write the model; the file holds no time stamp."""
    text = json.dumps(stored, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebank", type=Path, default=TREEBANK)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--only-score", action="store_true")
    args = parser.parse_args()
    if not args.treebank.is_dir():
        sys.exit(f"no treebank at {args.treebank}")
    if not args.only_score:
        save(trained(training_sentences(args.treebank)), args.out)
    started = time.process_time()
    tagger = Tagger(json.loads(gzip.decompress(args.out.read_bytes())))
    print(f"{args.out.stat().st_size:,} bytes, loaded in {time.process_time() - started:.3f} s")
    report(tagger, args.treebank)


if __name__ == "__main__":
    main()
