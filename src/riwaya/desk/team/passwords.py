"""Passwords, kept as Argon2 hashes: what may be one, and whether one is right."""

from __future__ import annotations

import threading
from functools import cache
from typing import TYPE_CHECKING

from riwaya.errors import BadUse

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST, MOST = 12, 256
_AT_ONCE = threading.Semaphore(2)  # each takes 64 MiB for a moment


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()  # Argon2id with the parameters of RFC 9106 for little memory


@cache
def _nobody() -> str:
    return _hasher().hash("a password that nobody has")


def check(name: str, password: str) -> None:
    """Nothing; raises BadUse for a password that is too short, too long, or easily guessed."""
    if not LEAST <= len(password) <= MOST:
        said = f"a password has {LEAST} to {MOST} characters, this one {len(password)}"
        raise BadUse(f"{said}; take several words")
    if name.casefold() in password.casefold() or len(set(password)) < 5:
        raise BadUse("this password is easily guessed; take several words, and not the name")


def hashed(password: str) -> str:
    """What is kept of a password."""
    with _AT_ONCE:
        return _hasher().hash(password)


def is_right(kept: str | None, given: str) -> bool:
    """Whether it is the password. Takes as long where there is none to compare with."""
    from argon2.exceptions import VerificationError

    with _AT_ONCE:
        try:
            right = _hasher().verify(kept or _nobody(), given[: MOST + 1])
        except VerificationError:
            return False
    return right and kept is not None
