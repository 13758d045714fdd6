from __future__ import annotations

from riwaya.extract.arabic import is_arabic
from riwaya.records import Naming
from tests.extract.reading import reading, said


def test_verb_speaker_that_content() -> None:
    text = "قال العقيد سالم النهري، قائد المخفر، إن الجسر فتح يوم الاثنين."
    assert said(text) == [(["العقيد سالم النهري"], "asserted", "الجسر فتح يوم الاثنين")]
    assert reading(text).claims[0].chain[0].source.naming is Naming.NAMED


def test_a_denial_and_who_goes_on() -> None:
    text = "نفى تجار في البلدة أن يكون السوق قد أغلق. وأضافوا أن المخبز يعمل."
    assert said(text) == [
        (["تجار في البلدة"], "denied", "يكون السوق قد أغلق"),
        (["تجار في البلدة"], "asserted", "المخبز يعمل"),
    ]


def test_according_to_and_the_reports_own_voice() -> None:
    text = "عادت أربعون عائلة إلى القرية، بحسب البلدية. ولم يفتح المستوصف بعد."
    assert said(text) == [
        (["البلدية"], "asserted", "عادت أربعون عائلة إلى القرية"),
        ([], "asserted", "ولم يفتح المستوصف بعد"),
    ]


def test_script_decides() -> None:
    assert is_arabic("قال Orsa إن الجسر فتح") and not is_arabic("The mayor قال")
