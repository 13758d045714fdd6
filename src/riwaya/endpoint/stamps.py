"""A hash sent to a timestamp server at an address the user gave (RFC 3161), and nothing of any report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from riwaya import __version__
from riwaya.errors import BadUse, RiwayaError

if TYPE_CHECKING:
    from rfc3161_client import TimeStampRequest, Verifier

_SECONDS = 30.0
_LARGEST = 1024 * 1024  # bytes of an answer; they have a few thousand


@dataclass(frozen=True, slots=True)
class Attested:
    """What the server said of the text: when it saw its hash, and its signed answer."""

    at: str  # UTC, ISO 8601
    token: bytes  # a DER TimeStampResp


def attest(text: bytes, server: str, roots: Path | None) -> Attested:
    """The server's word for the SHA-256 of the text; checked against the certificates in `roots`, if given.

    BadUse for an address or a certificate file that is none, RiwayaError for an answer that attests nothing.
    """
    try:
        from rfc3161_client import HashAlgorithm, TimestampRequestBuilder
    except ImportError as error:
        raise BadUse(
            'timestamps need the package rfc3161-client: pip install "riwaya[timestamps]"'
        ) from error
    if not server.lower().startswith(("http://", "https://")):
        raise BadUse(f"{server!r} is no http(s) address; give that of a timestamp server")
    builder = TimestampRequestBuilder().data(text).hash_algorithm(HashAlgorithm.SHA256)
    request = builder.nonce(nonce=True).cert_request(cert_request=True).build()
    return _checked(_asked(server, request.as_bytes()), request, text, server, roots)


def _asked(server: str, question: bytes) -> bytes:
    import httpx

    headers = {"Content-Type": "application/timestamp-query", "User-Agent": f"riwaya/{__version__}"}
    try:
        with (
            httpx.Client(trust_env=False, follow_redirects=False, timeout=_SECONDS) as client,
            client.stream("POST", server, content=question, headers=headers) as response,
        ):
            if response.status_code != 200:
                raise RiwayaError(
                    f"{server} answers {response.status_code}; check the address, or try another"
                )
            answer = b""
            for piece in response.iter_bytes():
                answer += piece
                if len(answer) > _LARGEST:
                    raise RiwayaError(f"{server} answers more than a timestamp; check the address")
            return answer
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        said = " ".join(str(error).split())[:120] or type(error).__name__
        raise RiwayaError(
            f"{server} cannot be asked ({said}); check the address, or try again later"
        ) from error


def _checked(
    answer: bytes, request: TimeStampRequest, text: bytes, server: str, roots: Path | None
) -> Attested:
    import hashlib

    from rfc3161_client import PKIStatus, VerificationError, decode_timestamp_response

    try:
        response = decode_timestamp_response(answer)
        granted = response.status in (PKIStatus.GRANTED, PKIStatus.GRANTED_WITH_MODS)
        info = response.tst_info
    except ValueError as error:
        raise RiwayaError(
            f"{server} gave no timestamp ({error}); check the address, or try another"
        ) from error
    if (
        not granted
        or info.message_imprint.message != hashlib.sha256(text).digest()
        or info.nonce != request.nonce
    ):
        raise RiwayaError(f"{server} attested something else than it was asked; do not trust it, try another")
    if roots is not None:
        try:
            _verifier(request, roots).verify_message(response, text)
        except (VerificationError, ValueError) as error:
            raise RiwayaError(f"the certificates in {roots} do not vouch for {server}: {error}") from error
    return Attested(info.gen_time.isoformat(timespec="seconds").replace("+00:00", "Z"), answer)


def _verifier(request: TimeStampRequest, roots: Path) -> Verifier:
    from cryptography.x509 import load_pem_x509_certificates
    from rfc3161_client import VerifierBuilder

    try:
        certificates = load_pem_x509_certificates(roots.read_bytes())
    except (OSError, ValueError) as error:
        raise BadUse(
            f"{roots} holds no certificates in PEM form ({error}); give the server's root"
        ) from error
    builder = VerifierBuilder.from_request(request)
    for certificate in certificates:
        builder = builder.add_root_certificate(certificate)
    return builder.build()
