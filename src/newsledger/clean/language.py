"""Language of a text: detected where there is enough of it, else as declared."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_SAMPLE = 600  # characters; more changes one verdict in a thousand
_ENOUGH = 200  # characters; below, declarations are right more often than statistics


def of(text: str, *declared: str | None) -> tuple[str | None, float | None]:
    """Primary BCP 47 tag such as "en" with its probability (0 to 1), which is None for a language that is only declared.

    (None, None) where nothing tells. `declared` is the page's, then the source's."""
    tags = [tag.replace("_", "-").split("-")[0].lower() for tag in declared if tag and tag[:2].isalpha()]
    if len(text) < _ENOUGH:
        return (tags[0] if tags else None), None
    language, probability = _identifier().classify(text[:_SAMPLE])
    return str(language), round(min(float(probability), 1.0), 4)


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
