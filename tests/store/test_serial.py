from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.records import Claim, Entity, Event, Mention, Referent, Relation, Report, Status
from riwaya.store.serial import dump, load
from tests.store.strategies import records

KINDS: list[type[Any]] = [Claim, Entity, Event, Mention, Referent, Relation, Report, Status]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_what_goes_in_comes_out_equal(kind: type[Any], data: st.DataObject) -> None:
    record = data.draw(records(kind))
    written = dump(record)
    assert load(kind, written) == record
    assert dump(load(kind, written)) == written


def test_a_field_added_later_with_a_default_reads_what_was_written_before() -> None:
    assert load(Mention, '{"words":["Tell Sefar",0,10],"kind":"place"}').named is True


def test_an_unknown_type_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="bytes"):
        dump(_WithBytes(b""))


import dataclasses  # noqa: E402


@dataclasses.dataclass(frozen=True)
class _WithBytes:
    data: bytes
