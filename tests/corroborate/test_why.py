import pytest

from riwaya.corroborate.words import pattern


@pytest.mark.parametrize(
    ("speaker", "several"),
    [
        ("Several people in the town", True),
        ("two miners", True),
        ("residents of Orlec", True),
        ("local fighters from the group", True),
        ("police", True),
        ("the mayor", False),
        ("one of the residents", False),
        ("the Ministry of Affairs", False),
        ("a boss", False),
        ("Abbas", False),
    ],
)
def test_a_verb_follows_a_speaker_that_is_several_people(speaker: str, several: bool) -> None:
    assert bool(pattern("why.toml", "several").match(speaker)) is several
