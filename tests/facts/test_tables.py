"""Tables of firms and places: what each cell says of whom its row is about."""

from __future__ import annotations

from newsledger.facts.tables import tables

_FIRMS = """The biggest of them are these:

Rank\tCompany\tRevenue (2023)\tEmployees\tHeadquarters
1\tTallis Group\t$7.7B\t12,400\tLeeds
2\tLoomwork Inc.\t$768M\tunknown\tOslo

They are large.
"""


def _told(text: str) -> list[tuple[object, ...]]:
    return [(f.type, f.attribute, f.subject, f.object or (f.value and f.value.min), f.period) for f in tables(text)]


def test_a_cell_is_what_its_label_says_of_the_rows_firm() -> None:
    assert _told(_FIRMS) == [
        ("metric", "revenue", "Tallis Group", 7.7e9, "2023"),
        ("company_profile", "employees", "Tallis Group", 12400.0, None),
        ("company_profile", "headquarters", "Tallis Group", "Leeds", None),
        ("metric", "revenue", "Loomwork Inc.", 768e6, "2023"),
        ("company_profile", "headquarters", "Loomwork Inc.", "Oslo", None),
    ]


def test_the_label_may_have_the_unit() -> None:
    assert _told("Bank\tTotal assets ($ billions)\nFenwick Bank\t12.5") == [
        ("metric", "total assets", "Fenwick Bank", 12.5e9, None)
    ]


def test_the_evidence_is_the_row() -> None:
    first = next(tables(_FIRMS))
    assert _FIRMS[first.start : first.end].startswith("1\tTallis Group")


def test_without_a_measure_or_a_firm_there_is_nothing() -> None:
    assert _told("Company\tNotes\nTallis Group\tA $5 stake") == []
    assert _told("Service\tPrice\nEditing\t$400") == []
    assert _told("Company\tRevenue\n\nTallis Group\t$5M") == []
