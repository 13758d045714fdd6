"""Languages."""

from __future__ import annotations

import pytest

from riwaya.ingest.language import by_small_words, declared, detect, fits

ENGLISH = "The council said that the bridge had been closed on Monday and that it would be open again by the end of the week."
ARABIC = "قال محافظ المدينة إن الجسر أغلق يوم الاثنين وسيعاد فتحه الأسبوع المقبل بعد انتهاء أعمال الصيانة في الجانب الشرقي"


def test_small_words_tell_before_the_model_is_asked() -> None:
    assert by_small_words(ENGLISH) == "en"
    assert detect(ENGLISH) == ("en", "its most frequent small words")


def test_the_model_tells_the_rest() -> None:
    found = detect(ARABIC)
    assert found is not None and found[0] == "ar"


@pytest.mark.parametrize(
    "text",
    ["", "Bridge closed.", "Torvel Lorn Zamra Hadik Gulm Palw Nang Spozh Aryo Hekma Tori Kota Vash Duna"],
)
def test_too_little_says_nothing(text: str) -> None:
    assert detect(text) is None


def test_declared_codes() -> None:
    assert [declared(code) for code in ("en-GB", "ar_IQ", "ENG", "x", "english", "")] == [
        "en",
        "ar",
        "en",
        None,
        None,
        None,
    ]


def test_a_code_must_fit_the_letters() -> None:
    assert fits("en", ENGLISH) and fits("ar", ARABIC) and fits("xx", ARABIC)
    assert not fits("en", ARABIC) and not fits("ru", ENGLISH)
