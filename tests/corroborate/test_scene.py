"""What a report is about as a whole, and when one without a date was written."""

from __future__ import annotations

import pytest

from riwaya.corroborate.scene import scene_of
from tests.corroborate.build import World


@pytest.mark.parametrize(("when", "known"), [("2031-06-03", True), ("2031-06", False), ("2031", False)])
def test_an_undated_report_is_as_old_as_the_newest_day_it_tells_of(when: str, known: bool) -> None:
    world = World()
    report = world.report("Radio Tor", "The clerk says he carried boxes into the silo.", published=None)
    claim = world.claim(report, "he carried boxes into the silo", "The clerk", when=when)
    assert (scene_of(report, [claim]).written is not None) is known
