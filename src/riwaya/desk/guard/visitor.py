"""Who asks: a name, a role, and the token that forms carry; known everywhere below the guard."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from jinja2 import Environment
from markupsafe import Markup

FIELD = "csrf"
HEADER = "X-CSRF-Token"


class Role(StrEnum):
    """What someone may do; each role may do all that the ones before it may."""

    READER = "reader"  # read, search, export nothing
    REVIEWER = "reviewer"  # decide on claims
    EDITOR = "editor"  # add reports
    ADMIN = "admin"  # accounts and the access log

    def may(self, needed: Role) -> bool:
        """Whether this role includes the other."""
        order = tuple(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who sent a request."""

    name: str
    role: Role
    csrf: str  # what forms and scripts send back
    account: bool = False  # signed in with an account, and so may sign out

    def may(self, needed: str) -> bool:
        """Whether the visitor has that role or a higher one."""
        return self.role.may(Role(needed))


_CURRENT: ContextVar[Visitor | None] = ContextVar("visitor", default=None)


def visitor() -> Visitor:
    """Who sent the request that is being answered. Raises LookupError outside of one."""
    found = _CURRENT.get()
    if found is None:
        raise LookupError("there is no request being answered")
    return found


def present(who: Visitor | None) -> None:
    """From here on, in this request, that is who asks."""
    _CURRENT.set(who)


def csrf_field() -> Markup:
    """The hidden field with which a form proves that it is ours; it must be the form's first."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, _token())


def csrf_headers() -> Markup:
    """The attribute with which htmx sends the token along with every request below the element."""
    return Markup('hx-headers=\'{{"{}": "{}"}}\'').format(HEADER, _token())


def _token() -> str:
    found = _CURRENT.get()
    return found.csrf if found else ""


def equip(templates: Environment) -> None:
    """Templates may ask for `visitor()` (None on a page for nobody), `csrf_field()` and `csrf_headers()`."""
    templates.globals |= {"visitor": _CURRENT.get, "csrf_field": csrf_field, "csrf_headers": csrf_headers}
