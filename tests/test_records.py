"""Records travel between processes whole."""

from dataclasses import fields

import pytest

from newsledger.records import Record


@pytest.mark.parametrize("kind", Record.__subclasses__())
def test_every_field_is_an_argument_of_the_call_that_a_record_is_pickled_as(kind: type) -> None:
    assert tuple(field.name for field in fields(kind)) == kind.__match_args__
