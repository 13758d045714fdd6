"""The briefing as one self-contained page, and as PDF from the same page."""

from __future__ import annotations

from pathlib import Path

from riwaya.errors import RiwayaError
from riwaya.export.briefing.deck import deck, title
from riwaya.export.page import environment, look
from riwaya.view.briefing import Briefing

MARGINS = "@page { size: A4; margin: 18mm 16mm 20mm; @bottom-right { content: counter(page) \" / \" counter(pages); font: 8pt sans-serif; color: #555 } }"  # fmt: skip  # noqa: E501


def html(b: Briefing, public: bool = False) -> str:
    """The whole page with its style sheet in it; it loads nothing."""
    template = environment(Path(__file__).parent).get_template("briefing.html.j2")
    return template.render(
        b=b, title=title(b), deck=deck(b), look=_markup(look()), report_href=lambda r: f"#{r}", public=public
    )


def _markup(css: str) -> str:
    from markupsafe import Markup

    return Markup(css)  # our own style sheet  # noqa: S704


def pdf(b: Briefing, public: bool = False) -> bytes:
    """The page as PDF. Raises RiwayaError where WeasyPrint or its system libraries are missing."""
    try:
        import weasyprint  # type: ignore[import-untyped]
    except ImportError as error:
        raise RiwayaError(
            "PDF needs WeasyPrint: pip install 'riwaya[pdf]', or print --format html from a browser"
        ) from error
    except OSError as error:
        raise RiwayaError(
            f"WeasyPrint lacks a system library ({str(error).splitlines()[0]}): install "
            "Pango (apt install libpango-1.0-0 libpangoft2-1.0-0), or print --format html from a browser"
        ) from error
    sheet = weasyprint.CSS(string=MARGINS)
    made = weasyprint.HTML(string=html(b, public), url_fetcher=_nothing).write_pdf(stylesheets=[sheet])
    assert isinstance(made, bytes)
    return made


def _nothing(url: str, *_: object, **__: object) -> dict[str, object]:
    raise ValueError(f"a briefing loads nothing, not even {url}")
