"""What templates ask of the guard: who is there, what is open to them, the token of a form."""

from __future__ import annotations

from jinja2 import Environment
from markupsafe import Markup

from riwaya.desk.guard.csrf import FIELD, HEADER
from riwaya.desk.guard.roles import needed
from riwaya.desk.guard.visitor import anybody


def csrf_field() -> Markup:
    """The hidden field with which a form proves that it is ours; it must be the form's first."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, _token())


def csrf_headers() -> Markup:
    """The attribute with which htmx sends the token along with every request below the element."""
    return Markup('hx-headers=\'{{"{}": "{}"}}\'').format(HEADER, _token())


def _token() -> str:
    found = anybody()
    return found.csrf if found else ""


def open_to(href: str) -> bool:
    """Whether who asks may read that address; nothing is, before someone has signed in."""
    found = anybody()
    return found is not None and bool(found.name) and found.role.may(needed("GET", href))


def equip(templates: Environment) -> None:
    """Templates may ask for these, and `visitor()`: None where nobody is known."""
    templates.globals |= {
        "visitor": anybody,
        "open_to": open_to,
        "csrf_field": csrf_field,
        "csrf_headers": csrf_headers,
    }
