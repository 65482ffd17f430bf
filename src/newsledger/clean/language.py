"""Language of a text: detected where there is enough of it, else as declared."""

from __future__ import annotations

import py3langid

_SAMPLE = 600  # characters; more changes one verdict in a thousand
_ENOUGH = 200  # characters; below, declarations are right more often than statistics


def of(text: str, *declared: str | None) -> str | None:
    """Primary BCP 47 tag such as "en", None where nothing tells. `declared` is the page's, then the source's."""
    tags = [tag.replace("_", "-").split("-")[0].lower() for tag in declared if tag and tag[:2].isalpha()]
    if len(text) < _ENOUGH:
        return tags[0] if tags else None
    return str(py3langid.classify(text[:_SAMPLE])[0])
