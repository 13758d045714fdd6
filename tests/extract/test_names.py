"""Names found and typed by rules. All people and places are invented."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.extract.names import find_names
from riwaya.records import Kind, Mention, Report, Span


def report_of(text: str, outlet: str | None = None, furniture: tuple[Span, ...] = ()) -> Report:
    return Report("r1", "x", "text", "0", text, "1", outlet=outlet, furniture=furniture)


def sentences_of(text: str) -> tuple[Span, ...]:
    ends = re.finditer(r"\S.*?(?:(?<!\b[A-Z]..)(?<!\bDr)[.!?][\"”]?(?=\s|$)|$)", text, re.MULTILINE)
    return tuple(Span(m.start(), m.end()) for m in ends if m.end() > m.start())


def found(text: str) -> dict[str, Kind]:
    return {m.words.text: m.kind for m in find_names(report_of(text), sentences_of(text))}


def mentions(text: str) -> tuple[Mention, ...]:
    return find_names(report_of(text), sentences_of(text))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("We met Gen. Orlo Vashti in the hall.", "Orlo Vashti", Kind.PERSON),
        ("The shop belongs to Sheikh Jabir al-Tamouri now.", "Jabir al-Tamouri", Kind.PERSON),
        ("An old friend, Daw Khin Lay, sold rice.", "Khin Lay", Kind.PERSON),
        ("He was known as Abu Zeft then.", "Abu Zeft", Kind.PERSON),
        ("Marlo Dessik, 41, keeps bees.", "Marlo Dessik", Kind.PERSON),
        ("People fled to Varnholt by night.", "Varnholt", Kind.PLACE),
        ("The road to the village of Tel Samra was cut.", "Tel Samra", Kind.PLACE),
        ("Shops reopened in Dourab district.", "Dourab", Kind.PLACE),
        ("Fighters of the Ashen Brigade came back.", "Ashen Brigade", Kind.GROUP),
        ("They blamed Liwa al-Sarhan for it.", "Liwa al-Sarhan", Kind.GROUP),
        ("Elders of the Banu Qasra met twice.", "Banu Qasra", Kind.GROUP),
        ("The Ministry of Water and Roads paid.", "Ministry of Water and Roads", Kind.ORGANIZATION),
        ("She works for the Orvan Teachers' Union today.", "Orvan Teachers' Union", Kind.ORGANIZATION),
        ("They slept in Orvan Central Hospital.", "Orvan Central Hospital", Kind.FACILITY),
        ("Lorries wait at the Tel Samra crossing.", "Tel Samra crossing", Kind.FACILITY),
        ("She lent her cart to Orvo Belissan on Monday.", "Orvo Belissan", Kind.PERSON),
        ("The column left Orvo Belissan without a shot.", "Orvo Belissan", Kind.PLACE),
        ("Nesta Brask was born in Orvo Belissan.", "Orvo Belissan", Kind.PLACE),
        ("The road sign says Deir Belissan now.", "Deir Belissan", Kind.PLACE),
        ("The weekly Le Belissan printed it.", "Le Belissan", Kind.ORGANIZATION),
        ("Nesta Brask, whose company, Orvo Belissan, owns both, left.", "Orvo Belissan", Kind.ORGANIZATION),
        ("He founded the firm Brask & Sons in a yard.", "Brask & Sons", Kind.ORGANIZATION),
        ("He was one of the Mill Lane gang for years.", "Mill Lane gang", Kind.GROUP),
        ("The Army of the Hills (Renewed) left.", "Army of the Hills (Renewed)", Kind.GROUP),
        ("The Mouvement populaire de Lisk met.", "Mouvement populaire de Lisk", Kind.GROUP),
        ("Nesta Brask, called the Heron by her men, left.", "Heron", Kind.PERSON),
        ("Orlo Vashti, JB to his voters, lost.", "JB", Kind.PERSON),
        ('Captain Orlo "Dink" Vashti brought the tug in.', 'Orlo "Dink" Vashti', Kind.PERSON),
    ],
)
def test_names_have_their_kind(text: str, name: str, kind: Kind) -> None:
    assert found(text).get(name) is kind


@pytest.mark.parametrize(
    "text",
    [
        "On Monday in March the Iraqi soldiers left.",
        "Residents said nothing. However, they stayed.",
        "The President spoke. The Prime Minister listened.",
        "Most Kurdish families returned in Ramadan.",
        "Cross-border trade has stopped.",
    ],
)
def test_ordinary_capitals_are_no_names(text: str) -> None:
    assert found(text) == {}


def test_article_rank_and_form_of_address_stay_outside() -> None:
    text = "Police Chief Col. Tarek Musa Behn met the Ashen Brigade."
    assert list(found(text)) == ["Tarek Musa Behn", "Ashen Brigade"]


def test_a_misspelt_title_is_still_a_title() -> None:
    assert list(found("In the square Shekih Mirwas spoke.")) == ["Mirwas"]


def test_a_group_before_its_commander_is_a_name_of_its_own() -> None:
    names = found("Liwa al-Sarhan commander Col. Adib Nur Rashwan told us so.")
    assert names == {"Liwa al-Sarhan": Kind.GROUP, "Adib Nur Rashwan": Kind.PERSON}


def test_an_acronym_takes_the_kind_of_its_definition() -> None:
    names = found("The Northern Valley Guard (NVG) left. The NVG came back.")
    assert names["Northern Valley Guard"] is names["NVG"] is Kind.GROUP


def test_a_name_in_square_brackets_is_a_name() -> None:
    names = found("They drove through Sidra [Old Varn] area at dawn.")
    assert {"Sidra", "Old Varn"} <= set(names)


def test_one_kind_per_name_and_report() -> None:
    text = "Tovik Maran sells nets. In the evening Maran rows to Lisk. Lisk is small, Maran says."
    kinds = {(m.words.text, m.kind) for m in mentions(text)}
    assert kinds == {("Tovik Maran", Kind.PERSON), ("Maran", Kind.PERSON), ("Lisk", Kind.PLACE)}


def test_a_tribe_that_shares_the_name_of_a_city_keeps_its_noun() -> None:
    names = found("He drove to Mosul. The Mosul tribe has lived here for long.")
    assert names["Mosul"] is Kind.PLACE
    assert names["Mosul tribe"] is Kind.GROUP


def test_the_short_form_of_a_longer_name() -> None:
    names = found("The Ashen Brigade came on foot. By night the Brigade had left. A brigade is large.")
    assert names == {"Ashen Brigade": Kind.GROUP, "Brigade": Kind.GROUP}


def test_an_ordinary_word_is_a_name_where_someone_is_called_so() -> None:
    names = found("Nesta Brask, whom Lisk calls the Heron, left. The Heron said nothing. The Kettle boiled.")
    assert {"Nesta Brask", "Heron"} <= set(names)
    assert "Kettle" not in names


def test_hyphened_words_come_apart() -> None:
    assert found("The UN-backed plan and the anti-ISIS forces met.") == {
        "UN": Kind.ORGANIZATION,
        "ISIS": Kind.GROUP,
    }


def test_a_headline_gives_only_names_the_text_uses() -> None:
    text = "Gunmen Attack Village Near Varnholt\nMen came to Varnholt before dawn. The village is small."
    assert [m.words.text for m in mentions(text)] == ["Varnholt", "Varnholt"]


def test_a_dateline_names_a_place() -> None:
    names = found("VARNHOLT (Hill Wire) — The bakery opened again.")
    assert names["VARNHOLT"] is Kind.PLACE
    assert names["Hill Wire"] is Kind.ORGANIZATION


def test_furniture_has_no_names() -> None:
    text = "Subscribe to Orvan Weekly now\nThe mill in Varnholt burned."
    spans = (Span(0, 29), Span(30, len(text)))
    names = find_names(report_of(text, furniture=(Span(0, 29),)), spans)
    assert [m.words.text for m in names] == ["Varnholt"]


def test_arabic_script_after_titles_and_nouns() -> None:
    names = found("قال الشيخ جابر التموري إن معبر السمرة مغلق في مدينة دوراب.")
    assert names["جابر التموري"] is Kind.PERSON
    assert names["معبر السمرة"] is Kind.FACILITY
    assert names["دوراب"] is Kind.PLACE


PIECES = (
    "Varnholt the Gen. Orlo said of Ashen Brigade al-Tamouri (NVG) , in U.N. ’s “We Ministry and جابر الشيخ"
)
WORDS = st.sampled_from([*PIECES.split(), "5", "—", "\n"])


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_every_mention_is_exactly_its_words(text: str) -> None:
    spans = sentences_of(text)
    names = find_names(report_of(text), spans)
    assert names == find_names(report_of(text), spans)
    for mention in names:
        words = mention.words
        assert words.text == text[words.start : words.end] != ""
        assert any(span.contains(words.span) for span in spans)


@given(st.text(max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    for mention in find_names(report_of(text), (Span(0, len(text)),)):
        assert mention.words.text == text[mention.words.start : mention.words.end]
