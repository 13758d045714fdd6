"""Where the model is, and what asking it may cost: from the environment and the command line, checked."""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from riwaya.errors import BadUse

URL = "RIWAYA_OPENAI_URL"
KEY = "RIWAYA_OPENAI_KEY"
BUDGET = "RIWAYA_OPENAI_BUDGET"
PRICES = "RIWAYA_OPENAI_PRICES"
TIMEOUT = "RIWAYA_OPENAI_TIMEOUT"
IN_FLIGHT = 4
MOST_IN_FLIGHT = 64
SECONDS = 120.0
NEAR = (".local", ".lan", ".internal", ".home.arpa")  # names that only a network of one's own has


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, in whatever money the user counts in."""

    prompt: float
    answer: float


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an endpoint needs to know."""

    base: str  # without a slash at its end
    model: str
    key: str | None = field(default=None, repr=False)
    in_flight: int = IN_FLIGHT
    seconds: float = SECONDS  # for one answer, from the first byte sent to the last one received
    budget: int | None = None  # tokens of one run
    prices: Prices | None = None
    pause: float = 1.0  # seconds before the second try, doubled before each further one

    @property
    def address(self) -> str:
        """Where questions go."""
        return f"{self.base}/chat/completions"


def settings(
    model: str, environment: Mapping[str, str], in_flight: int | None = None, budget: int | None = None
) -> Settings:
    """The settings of a run; BadUse where one is missing or cannot be used. There is no default address."""
    if not model or len(model) > 200 or not model.isprintable():
        raise BadUse(f"openai needs the name of a model, and {model!r} is none: --reader openai:MODEL")
    key = environment.get(KEY, "").strip() or None
    if key is not None and not (key.isascii() and key.isprintable()):
        raise BadUse(f"{KEY} has characters that no key has; copy it again")
    return Settings(
        base=_base(environment.get(URL, "").strip(), model, with_key=key is not None),
        model=model,
        key=key,
        in_flight=min(in_flight or IN_FLIGHT, MOST_IN_FLIGHT),
        seconds=_number(environment, TIMEOUT, "seconds") or SECONDS,
        budget=budget if budget is not None else _whole(environment, BUDGET),
        prices=_prices(environment.get(PRICES, "").strip()),
    )


def _base(url: str, model: str, *, with_key: bool) -> str:
    example = f"{URL}=http://127.0.0.1:11434/v1"
    if not url:
        raise BadUse(
            f"--reader openai:{model} sends reports to an endpoint, and {URL} does not say to which;"
            f" set it, for example {example}"
        )
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.query or parts.fragment or not url.isprintable() or " " in url:
        raise BadUse(f"{URL} is {url!r}, which is no http(s) address; an example: {example}")
    if parts.username is not None or parts.password is not None:
        raise BadUse(f"{URL} has a user name or password in it; put the key into {KEY} instead")
    if parts.scheme == "http" and not _near(parts):
        what = "the key and the reports" if with_key else "the reports"
        raise BadUse(f"{URL} is {url!r}, which would send {what} unencrypted to {parts.hostname}; use https")
    return url.rstrip("/").removesuffix("/chat/completions").rstrip("/")


def _near(parts: SplitResult) -> bool:
    """Whether an address is on this machine or in a network of one's own."""
    host = parts.hostname or ""
    try:
        return not ipaddress.ip_address(host.split("%")[0]).is_global
    except ValueError:
        return "." not in host or host.endswith(NEAR)


def _number(environment: Mapping[str, str], name: str, unit: str) -> float | None:
    given = environment.get(name, "").strip()
    if not given:
        return None
    try:
        number = float(given)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise BadUse(f"{name} is {given!r}; give a number of {unit} above 0")
    return number


def _whole(environment: Mapping[str, str], name: str) -> int | None:
    given = environment.get(name, "").strip().replace(",", "").replace("_", "")
    if not given:
        return None
    if not (given.isascii() and given.isdigit()) or int(given) == 0:
        raise BadUse(f"{name} is {given!r}; give a whole number of tokens above 0")
    return int(given)


def _prices(given: str) -> Prices | None:
    if not given:
        return None
    try:
        prompt, answer = (float(part) for part in given.split(","))
        usable = 0 <= prompt < math.inf and 0 <= answer < math.inf
    except ValueError:
        usable = False
    if not usable:
        raise BadUse(f"{PRICES} is {given!r}; give what a million tokens cost, in and out, such as 0.15,0.60")
    return Prices(prompt, answer)
