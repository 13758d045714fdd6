"""What kind of source someone is who is not named."""

from __future__ import annotations

import pytest

from riwaya.resolve.typed import source_type


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("a resident of the old quarter", "resident"),
        ("several residents", "resident"),
        ("a security official in the district", "security official"),
        ("two police officers", "security official"),
        ("an aid worker with a local group", "aid worker"),
        ("a fighter from the group", "fighter"),
        ("fighters", "fighter"),
        ("a doctor at the clinic", "health worker"),
        ("a local journalist", "journalist"),
        ("an analyst who follows the river towns", "expert"),
        ("a tribal elder", "community leader"),
        ("the father of the boy", "relative"),
        ("a district official", "local official"),
        ("a man", None),
    ],
)
def test_types_of_sources(said: str, kind: str | None) -> None:
    assert source_type([said]) == kind


def test_the_first_description_with_a_type_counts() -> None:
    assert source_type(["a man", "the commander of the unit", "a resident"]) in (
        "fighter",
        "security official",
    )
