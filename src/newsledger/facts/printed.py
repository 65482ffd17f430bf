"""The line that `newsledger extract` prints for a fact: the fields of the facts contract."""

from __future__ import annotations

from newsledger.records import Change, Fact, Quantity


def as_line(doc: str, fact: Fact) -> dict[str, object]:
    """One JSON object; whole numbers are printed as integers."""
    return {
        "doc": doc,
        "type": fact.type,
        "attribute": fact.attribute,
        "subject": fact.subject,
        "object": fact.object,
        "role": fact.role,
        "value": _value(fact.value),
        "change": _change(fact.change),
        "period": fact.period,
        "date": fact.date,
        "modality": fact.modality,
        "attribution": fact.attribution,
        "start": fact.start,
        "end": fact.end,
        "confidence": fact.confidence,
    }


def _value(value: Quantity | None) -> dict[str, object] | None:
    if value is None:
        return None
    return {"min": _number(value.min), "max": _number(value.max), "unit": value.unit, "qualifier": value.qualifier}


def _change(change: Change | None) -> dict[str, object] | None:
    if change is None:
        return None
    return {"min": _number(change.min), "max": _number(change.max), "unit": change.unit, "direction": change.direction}


def _number(number: float | None) -> float | int | None:
    return int(number) if number is not None and float(number).is_integer() else number
