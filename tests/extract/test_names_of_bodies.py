"""Firms, houses, clubs, committees, peoples: what kind a name is, and where it ends. All are invented."""

from __future__ import annotations

import pytest

from riwaya.extract.names import find_names
from riwaya.records import Span
from tests.extract.reading import report, said


def kinds(text: str) -> dict[str, str]:
    found = find_names(report(text), (Span(0, len(text)),))
    return {mention.words.text: mention.kind.value for mention in found}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Lisk Harbour Holdings owns Lisk Harbour Towage.", "Lisk Harbour Towage", "organization"),
        ("They wrote to Pelican House in Orvan.", "Pelican House", "facility"),
        ("The Compagnie Rostand owns it.", "Compagnie Rostand", "organization"),
        ("The Föreningen för Sjöfolk has a hall.", "Föreningen för Sjöfolk", "organization"),
        ("The Voz do Litoral said so.", "Voz do Litoral", "organization"),
        ("Fans of Dynamo Orvansk ran through Orvansk.", "Dynamo Orvansk", "organization"),
        ("Fans of Dynamo Orvansk ran through Orvansk.", "Orvansk", "place"),
        ("The Committee on Ferries met.", "Committee on Ferries", "organization"),
        ("The Ada Marek maternity ward is named for Ada Marek.", "Ada Marek maternity ward", "facility"),
        ("The Ada Marek maternity ward is named for Ada Marek.", "Ada Marek", "person"),
        ("The Tarrum and the Beni Farouk share a well.", "Tarrum", "group"),
    ],
)
def test_kind(text: str, name: str, kind: str) -> None:
    assert kinds(text).get(name) == kind, kinds(text)


def test_a_speaker_with_a_relative_clause_or_a_foreign_name() -> None:
    assert said("A woman who mends nets there says foxes did.")[0][0] == ["A woman who mends nets"]
    assert said("Voz do Litoral said the ship had sunk.")[0][0] == ["Voz do Litoral"]
