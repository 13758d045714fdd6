"""People in Arabic text: who is masked, who holds an office and stays."""

from __future__ import annotations

import pytest

from riwaya.lexicon import details
from riwaya.resolve import within
from tests.resolve.reading import read


def masked(text: str) -> dict[str, set[str]]:
    report, reading = read(text)
    _, referents = within(report, reading)
    return {name: set(r.protection) for r in referents if r.protection for name in r.names}


@pytest.mark.parametrize(
    ("text", "name", "mark"),
    [
        ("شوهد كريم الزاهدي عند الجسر.", "كريم الزاهدي", "private"),  # a given name alone
        ("وصلت الطالبة رانيم السوقي إلى البيت.", "رانيم السوقي", "private"),
        ("أصيب الطفل ورد في ساقه.", "ورد", "minor"),
        ("بكت أخته زمردة طويلا.", "زمردة", "private"),
        ("وصل لسلوى أمس خبر.", "سلوى", "private"),  # behind a letter written to the front of it
        ("جاءت أم كريم إلى المخيم.", "أم كريم", "private"),
        ("حضر رجل يدعى «الصقر» إلى السوق.", "الصقر", "private"),
        ("طلبت السيدة هالة العاني عدم نشر اسمها.", "هالة العاني", "requested"),
        ("كان سامر بن عدي الجبوري، ١٤ سنة، في الطريق.", "سامر بن عدي الجبوري", "minor"),
        ("المفقودون:\n1. ديالا قاسم\n2. تيم حازم\n", "تيم حازم", "victim"),
        (
            "A note in the pocket says رهام عبد القادر and no more is known of her.",
            "رهام عبد القادر",
            "private",
        ),
    ],
)
def test_who_holds_no_office_is_masked(text: str, name: str, mark: str) -> None:
    assert mark in masked(text)[name]


@pytest.mark.parametrize(
    "text",
    [
        "قال وزير الصحة كريم الزاهدي إن المستشفى مفتوح.",
        "وصل العقيد كريم الزاهدي إلى الجسر.",
        "صرح الناطق باسم المحافظة كريم الزاهدي بذلك.",
        "تقع ناحية أبو كمال على النهر.",
        "أغلقت مدرسة الشهيد كريم الزاهدي أبوابها.",
        "مر الجنود من هنا يوم الأحد.",
    ],
)
def test_offices_places_and_schools_stay(text: str) -> None:
    assert masked(text) == {}


def test_a_first_name_alone_is_the_same_one_further_down() -> None:
    text = "اعتقل كريم الزاهدي مساء الأحد. وقالت أمه إن كريم لم يعد."
    report, reading = read(text)
    _, referents = within(report, reading)
    places = [text[m.start : m.end] for r in referents if "private" in r.protection for m in r.mentions]
    assert places.count("كريم") == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("تسكن العائلة في شارع النخيل، قرب الفرن.", "شارع النخيل، قرب الفرن"),
        ("منزلها خلف السوق القديم.", "خلف السوق القديم"),
        ("في خيمة رقم 14، قطاع ب.", "خيمة رقم 14، قطاع ب"),
    ],
)
def test_where_someone_lives_is_masked(text: str, words: str) -> None:
    assert words in {text[d.start : d.end] for d in details(text) if d.kind == "home"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She is called დარო კვირკველი in the file.", "დარო კვირკველი"),
        ("Her brother, ሀና በቀለ, is safe.", "ሀና በቀለ"),
        ("הוועד הודיע כי דנה נפצעה.", "הוועד הודיע כי דנה נפצעה"),
    ],
)
def test_words_in_a_script_that_is_not_read_are_masked(text: str, words: str) -> None:
    assert words in {text[d.start : d.end] for d in details(text) if d.kind == "script"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("وقالت وضحاء العبساوي إن الباب كان مفتوحا.", {"وضحاء العبساوي"}),  # no given name of the list
        ("وقال سكان القرية إن الباب كان مفتوحا.", set()),
        ("بكت ابنته الكبرى زمردة.", {"زمردة"}),
        ("فقد ولديه قاسم وبرجس في الحريق.", {"قاسم", "برجس"}),
        ("جلست بائعة الشاي مرجانة عند الباب.", {"مرجانة"}),
        ("حارس الحقل، ويعرف بين الأهالي بلقب «الصقر»، لم يعد.", {"الصقر"}),
        ("نجا رفيقه الإريتري تسفاي من الغرق.", {"تسفاي"}),
        ("وقال والده خلف الله إن الباب كان مفتوحا.", {"خلف الله"}),
        ("عرفت جثتي أخويها قاسم وعبد العظيم، عند الجسر.", {"قاسم", "عبد العظيم"}),
        ("شوهد المغترب رائد بن عدي عند الجسر.", {"رائد بن عدي"}),  # "rank" as a given name
    ],
)
def test_names_that_no_list_has(text: str, names: set[str]) -> None:
    assert {name for name, marks in masked(text).items() if marks} == names


def test_nobody_is_two_people_by_one_mention() -> None:
    """A source that is no name for the reader and a name by the words of Arabic is one referent."""
    text = "قالت زمردة العبساوي إن أخاها قاسم قتل. وقال قاسم العبساوي، وهو جارهم، إن الباب كان مفتوحا."
    report, reading = read(text, ("أخاها قاسم قتل", "زمردة العبساوي"))
    _, referents = within(report, reading)
    assert len({r.id for r in referents}) == len(referents)


def test_a_request_is_that_of_whoever_stands_nearest_before_it() -> None:
    text = "قال العقيد كريم الزاهدي لجارته هالة العاني التي طلبت عدم نشر اسمها إن الباب كان مفتوحا."
    assert masked(text) == {"هالة العاني": {"requested"}}
