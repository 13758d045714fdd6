from __future__ import annotations

import pytest

from riwaya.store.folding import fold, folded_words


@pytest.mark.parametrize(
    "spellings",
    [
        ("Sa'dun", "Sadun", "SA’DUN", "Saʿdun"),
        ("Tell Ḥadīd", "tell hadid"),
        ("المَدِينَة", "المدينه", "مدينة"),
        ("أحمد", "احمد", "إحمد"),
        ("والجسر", "الجسر", "جسر"),
        ("the mayor’s office", "The Mayor office".replace("The", "the")),
        ("مستشفى", "مستشفي"),
        ("İzmir", "izmir"),
    ],
)
def test_spellings_of_one_word_fold_alike(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


def test_different_words_stay_different() -> None:
    assert fold("Sefar") != fold("Safra")
    assert fold("كرم") != fold("كرمة")


def test_hyphens_part_words() -> None:
    assert folded_words("al-Qasba") == ["al", "qasba"]
