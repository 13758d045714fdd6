"""Nothing is sent anywhere that the environment does not name, and not in the clear to strangers."""

from __future__ import annotations

import pytest

from riwaya.endpoint.settings import Prices, settings
from riwaya.errors import BadUse

HERE = {"RIWAYA_OPENAI_URL": "http://127.0.0.1:11434/v1"}


def test_there_is_no_default_address() -> None:
    with pytest.raises(BadUse, match=r"RIWAYA_OPENAI_URL does not say to which; set it, for example"):
        settings("small", {"OPENAI_BASE_URL": "https://models.example/v1", "OPENAI_API_KEY": "k"})


def test_everything_is_read_from_the_environment() -> None:
    more = {
        "RIWAYA_OPENAI_KEY": " k-1 ",
        "RIWAYA_OPENAI_BUDGET": "20_000",
        "RIWAYA_OPENAI_PRICES": "0.15, 0.60",
        "RIWAYA_OPENAI_TIMEOUT": "30",
    }
    found = settings("small", {**HERE, **more}, in_flight=2)
    assert (found.key, found.budget, found.prices) == ("k-1", 20_000, Prices(0.15, 0.6))
    assert (found.seconds, found.in_flight) == (30.0, 2)
    assert found.address == "http://127.0.0.1:11434/v1/chat/completions"
    assert "k-1" not in repr(found)


def test_the_command_line_goes_before_the_environment() -> None:
    assert settings("small", {**HERE, "RIWAYA_OPENAI_BUDGET": "20000"}, budget=7).budget == 7


@pytest.mark.parametrize("url", ["https://models.example/v1/", "https://models.example/v1/chat/completions"])
def test_ways_to_write_an_address(url: str) -> None:
    address = settings("small", {"RIWAYA_OPENAI_URL": url}).address
    assert address == "https://models.example/v1/chat/completions"


@pytest.mark.parametrize(
    "host", ["localhost:8000", "[::1]:8000", "10.1.2.3", "192.168.4.4:80", "box", "box.lan"]
)
def test_a_network_of_one_s_own_may_be_plain(host: str) -> None:
    assert settings("small", {"RIWAYA_OPENAI_URL": f"http://{host}/v1"}).base == f"http://{host}/v1"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("RIWAYA_OPENAI_URL", "models.example/v1", "no http"),
        ("RIWAYA_OPENAI_URL", "ftp://models.example", "no http"),
        ("RIWAYA_OPENAI_URL", "https://", "no http"),
        ("RIWAYA_OPENAI_URL", "https://models.example:99999/v1", "no http"),
        ("RIWAYA_OPENAI_URL", "https://models.example/v1?a=b", "no http"),
        ("RIWAYA_OPENAI_URL", "http://models.example/v1", "unencrypted to models.example; use https"),
        ("RIWAYA_OPENAI_URL", "http://93.184.216.34/v1", "unencrypted"),
        ("RIWAYA_OPENAI_URL", "https://me:secret@models.example/v1", "RIWAYA_OPENAI_KEY instead"),
        ("RIWAYA_OPENAI_KEY", "k\n1", "no key has"),
        ("RIWAYA_OPENAI_BUDGET", "lots", "'lots'; give a whole number"),
        ("RIWAYA_OPENAI_BUDGET", "0", "above 0"),
        ("RIWAYA_OPENAI_PRICES", "0.15", "in and out"),
        ("RIWAYA_OPENAI_PRICES", "1,-2", "in and out"),
        ("RIWAYA_OPENAI_TIMEOUT", "soon", "'soon'; give a number of seconds"),
        ("RIWAYA_OPENAI_TIMEOUT", "inf", "above 0"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_value(name: str, value: str, said: str) -> None:
    with pytest.raises(BadUse, match=said) as raised:
        settings("small", {**HERE, name: value})
    assert name in str(raised.value) and "secret" not in str(raised.value)


@pytest.mark.parametrize("model", ["", "a\nb", "m" * 201])
def test_a_model_has_a_name(model: str) -> None:
    with pytest.raises(BadUse, match="openai:MODEL"):
        settings(model, HERE)
