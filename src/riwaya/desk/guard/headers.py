"""What every answer says about what the page may load and who may hold it."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Scope, Send

# One line a kind of thing. No inline script, no inline style, nothing from elsewhere.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(kinds: Mapping[str, str]) -> str:
    """The policy as a header says it."""
    return "; ".join(f"{kind} {where}" for kind, where in kinds.items())


HEADERS = {
    "content-security-policy": policy(POLICY),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # no-referrer would make a browser send our own forms with Origin: null
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "x-permitted-cross-domain-policies": "none",
    "x-robots-tag": "noindex, nofollow",
    "cache-control": "no-store",
}
SECURE = {"strict-transport-security": "max-age=31536000"}


def armed(send: Send, scope: Scope) -> Send:
    """Answers with the headers that are not set already."""
    wanted = HEADERS | (SECURE if scope.get("scheme") == "https" else {})

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in wanted.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
