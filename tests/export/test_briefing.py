from __future__ import annotations

import io
import os
import re

import docx
import pytest

from riwaya.errors import RiwayaError
from riwaya.export.briefing.markdown import markdown, plain
from riwaya.export.briefing.page import html, pdf
from riwaya.export.briefing.word import word
from riwaya.view.briefing import brief
from tests.view.memory import Memory
from tests.view.story import halbat

HOSTILE = "<script>alert('x')</script> & [a](javascript:b) `code` | \"quoted\""


def hostile() -> Memory:
    """A ledger in which a report's title and words try to be markup."""
    story = halbat()
    report = story.report(
        "pile/<b>.txt", f"{HOSTILE} they burned it, the mayor said.", title=HOSTILE, outlet=HOSTILE
    )
    story.claim(report, f"{HOSTILE} they burned it".split("quoted")[1].strip('" '))
    ledger = Memory()
    story.into(ledger)
    return ledger


def test_the_page_is_self_contained(ledger: Memory) -> None:
    page = html(brief(ledger))
    assert "default-src 'none'" in page
    assert not re.search(r"<(script|link|img|iframe)\b|@import|url\(|https?://(?!voice\.example)", page)
    assert "<style>" in page and "--paper" in page


def test_the_page_quotes_every_side(ledger: Memory) -> None:
    made = brief(ledger)
    page = html(made)
    for item in made.contested:
        for side in item.sides:
            assert f'<span class="said">{side.telling.text}</span>' in page
    assert page.count('class="axis"') >= 2
    assert 'lang="ar" dir="auto"' in page


def test_words_of_reports_stay_words() -> None:
    made = brief(hostile())
    page = html(made)
    assert "<script>" not in page and "&lt;script&gt;" in page
    text = markdown(made)
    assert "<script>" not in text
    assert "[a](" not in text


def test_markdown_is_set_in_order(ledger: Memory) -> None:
    text = markdown(brief(ledger))
    heads = [line for line in text.splitlines() if line.startswith("## ")]
    assert heads == ["## Contested", "## What is new", "## Places", "## Figures", "## Reports read"]
    assert "> **asserted**: “Nine people were killed”" in text


def test_markup_is_escaped() -> None:
    assert plain("a|b *c* [d] <e>\n# f") == r"a\|b \*c\* \[d\] \<e\> \# f"


def test_word_holds_every_side(ledger: Memory) -> None:
    made = brief(ledger)
    opened = docx.Document(io.BytesIO(word(made)))
    text = "\n".join(p.text for p in opened.paragraphs)
    for item in made.contested:
        assert item.headline in text
        for side in item.sides:
            assert f"“{side.telling.text}”" in text
    heads = [p.text for p in opened.paragraphs if p.style and p.style.name == "Heading 1"]
    assert heads == ["Contested", "What is new", "Places", "Figures", "Reports read"]


def test_word_takes_control_characters() -> None:
    story = halbat()
    report = story.report("pile/odd.txt", "The road\x0b is cut, drivers said.", title="Odd\x01 title")
    story.claim(report, "is cut")
    ledger = Memory()
    story.into(ledger)
    assert word(brief(ledger))


def test_pdf_is_a_pdf(ledger: Memory) -> None:
    try:
        made = pdf(brief(ledger))
    except RiwayaError as error:  # WeasyPrint or its system libraries are missing: on CI that is a fault
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
    assert made.startswith(b"%PDF-")


@pytest.mark.parametrize("fault", [ImportError("no module"), OSError("cannot load library 'libpango-1.0-0'")])
def test_pdf_says_the_way_out(fault: Exception, ledger: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def failing(name: str, *rest: object, **more: object) -> object:
        if name == "weasyprint":
            raise fault
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", failing)
    with pytest.raises(RiwayaError, match="--format html"):
        pdf(brief(ledger))
