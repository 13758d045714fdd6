"""What on a page is not the report."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.ingest import normal
from riwaya.ingest.furniture import furniture, is_reporting, why
from tests.ingest.reading import kept, report

FIRST = "The bridge over the Sarn was closed to lorries on Monday, the district engineer said."
LAST = "Traders on the east bank said that nobody had warned them."


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content", "تخطى إلى المحتوى الرئيسي", "Subscribe to our newsletter", "Sign up for The Ferry, our weekly letter",
        "Join our messaging channel for breaking news", "You have read 2 of your 3 free articles this month.",
        "Already a subscriber? Log in", "Start your 7-day free trial", "$4.00 / month", "READ MORE: Ferry fares to double",
        "Also read: Ferry fares to double", "Related: Ferry fares to double", "MOST READ: Cow found on roof",
        "Last week's most read: Cow found on roof", "Previously on our site: Ferry fares, 6 photos", "Share this article",
        "Facebook | Twitter | WhatsApp", "Advertisement", "إعلان", "اقرأ أيضا: ارتفاع أجور العبارة", "Accept all cookies | Manage preferences",
        "We use cookies to improve this site.", "© Sarn Post. All rights reserved.", "© 2020 Sarn Post", "جميع الحقوق محفوظة © 2020",
        "(Additional reporting by the Olden bureau; writing by T. Ems)", "(Photo: L. Benn)", "Photo: L. Benn/Norwire",
        "This transcript was made by volunteers and may contain errors.", "4 min read", "Views: 18,240", "— ENDS —",
        "This note is for planning purposes only.", "Only statements that bear the seal of the otter are genuine.",
        "Automatic transcript. Words may be misheard.", "Sarn Watch takes no money from parties or firms.",
        "The Post lives on subscriptions.", "Duty telephone: 4-11, day and night", "Radio Sarn is on 91.3 and on the app.",
        "You can hear us on 91.3 FM.", "This programme was brought to you by Sarn Flour.", "Next bulletin: 4 May",
        "You receive this note because you signed a list.", "To leave the mailing list, reply STOP.",
        "You are listening to Radio Sarn on 98.4.", "Lire aussi : le bac à l'arrêt", "Home | World | Sport | Weather",
    ],
)  # fmt: skip
def test_furniture_wherever_it_stands(line: str) -> None:
    text = f"Bridge shut after cables part\n\n{FIRST}\n\n{line}\n\n{LAST}"
    assert [span.of(text) for span in furniture(text)] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Donate to Sarn Post: every little helps", "Like what you read? Support us from two coins a month.", "Comments (12)",
        "Feedback on this bulletin? Write to the desk. Unsubscribe", "Press office hours: 9.00 to 14.00, Sunday to Thursday",
        "Know more about this? Write to our desk.", "Read it, copy it, pass it on!", "desk@sarnpost.example", "Live: the count",
    ],
)  # fmt: skip
def test_furniture_after_the_report(line: str) -> None:
    text = f"Bridge shut after cables part\n\n{FIRST}\n\n{LAST}\n\n{line}"
    assert [span.of(text) for span in furniture(text)] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Correction: An earlier version of this report gave the wrong number of cables.",
        "(Corrected at 19:30: we earlier reported three cables.)",
        "“Read more carefully what you sign,” the lawyer told the ferrymen.",
        "Follow the road for two miles, he told the drivers, and wait at the mill.",
        "This statement was read out by a man in a mask on Friday.",
        "The militia is funded by a foreign government, the ferrymen said.",
        "The clinic lives on what the villagers bring, its nurse said.",
        "The union's membership voted to stay away until Friday.",
        "She said the council had shared the list with the police.",
        "Watch towers were built on both banks in April.",
        "Subscribers to the water scheme have paid nothing since June, the mayor said.",
        "PRESENTER: Good evening. Who closed the bridge?",
        "Comments by the minister angered the ferrymen, three of them said.",
        "Join hands, the preacher told them, and nobody was hurt.",
        "قال المحافظ إن الجسر أغلق يوم الاثنين وسيفتح الأسبوع المقبل.",
        "Roads",
        "Photographs seen by this newspaper show two parted cables.",
        "Reporting by the Sarn Post in May had shown that the cables were rusted, and the council denied it.",
        "Victory to the river.",
    ],
)
def test_reporting_is_never_furniture(line: str) -> None:
    title = "Bridge shut after cables part"
    assert furniture(f"{title}\n\n{FIRST}\n\n{line}\n\n{LAST}") == ()
    assert furniture(f"{title}\n\n{FIRST}\n\n{LAST}\n\n{line}") == ()


TAIL = """Join thousands of readers with Sarn Gold.

Traders and lawyers use Gold to follow the river. Try it for free and cancel anytime.

Our Experts

  • The Ferry (AM)
  • Tides & Trade
  • River Law

$9.00 / month

Memos - premium writing: what it means for cargo.

Evenings - Small dinners with captains.

Start your membership today."""


def test_a_tail_of_offers_goes_to_the_end_of_the_page() -> None:
    text = normal(f"Bridge shut after cables part\n\n{FIRST}\n\n{LAST}\n\n{TAIL}")
    (span,) = furniture(text)
    assert span.of(text) == TAIL
    assert text[: span.start].endswith(LAST + "\n\n")


def test_a_box_in_the_middle_takes_its_own_lines_only() -> None:
    box = "Subscribe to our newsletter\n\nThe Ferry\n\nEvery Friday\n\nEnter your email address"
    text = f"Bridge shut\n\n{FIRST}\n\n{box}\n\n{LAST}"
    assert [span.of(text) for span in furniture(text)] == [box]


def test_a_menu_before_the_title() -> None:
    found = report(
        "a.txt", f"Home\nNews\nSport\nRiver\nOpinion\n\nBridge shut after cables part\n\n{FIRST}\n\n{LAST}"
    )
    assert found.title == "Bridge shut after cables part"
    assert kept(found).strip().startswith("Bridge shut")


def test_title_byline_and_date_are_no_furniture() -> None:
    text = f"Bridge shut after cables part\n\nBy Ida Moll\n3 March 2020\n\n{FIRST}\n\n{LAST}"
    assert furniture(text) == ()


@given(st.text(st.sampled_from('ab. \n|•:-©!?ABسل"“”'), max_size=200))
def test_spans_are_sorted_apart_and_inside(raw: str) -> None:
    text = normal(raw)
    spans = furniture(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end < b.start for a, b in itertools.pairwise(spans))


def test_a_line_of_a_million_characters_takes_no_time() -> None:
    line = "subscribe to our " * 60_000
    assert furniture(line) == ()


def test_names_of_the_rules() -> None:
    assert why("Skip to main content") == "skip link"
    assert why(FIRST) is None
    assert is_reporting(FIRST)
    assert not is_reporting("Deep dives for subscribers.")
