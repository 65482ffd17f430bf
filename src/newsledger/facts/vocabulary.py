"""What the lexicon and the patterns know of verbs and common words between them."""

from __future__ import annotations

from functools import cache

from newsledger.facts import lexicon
from newsledger.facts.patterns import by_trigger


@cache
def verbs() -> frozenset[str]:
    """Base forms that an -ed or -ing form may come back to."""
    return lexicon.words("verbs", "rises", "falls", "said").union(
        lexicon.chains(), lexicon.irregular_verbs().values(), _triggers()
    )


@cache
def common() -> frozenset[str]:
    """Words that are hardly a name by themselves although they open a sentence with a capital."""
    return verbs() | lexicon.words("measures", "nominals", "products", "roles", "role_words", "mass_nouns")


@cache
def traded() -> frozenset[str]:
    """What markets price by itself: goods and currencies."""
    return lexicon.words("commodities", "currencies")


@cache
def particle_verbs() -> frozenset[str]:
    """The verbs of patterns that have a particle: "lay off"."""
    return frozenset(trigger for trigger, noun in by_trigger() if not noun and " " in trigger)


def _triggers() -> set[str]:
    """The first words of all verb triggers."""
    return {trigger.split()[0] for trigger, noun in by_trigger() if not noun}
