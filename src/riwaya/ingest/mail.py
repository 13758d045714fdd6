"""E-mail: single messages (.eml) and mailboxes (.mbox); what is quoted or signed below is furniture."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from email import policy
from email.errors import HeaderParseError, MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr
from functools import partial

from riwaya.errors import Unreadable
from riwaya.ingest.dates import timestamp
from riwaya.ingest.decode import decode
from riwaya.ingest.html import fragment, peek
from riwaya.ingest.names import names_outlet
from riwaya.ingest.options import Options
from riwaya.ingest.piece import Block, Draft, Fact, Item, Member, Piece, readable
from riwaya.ingest.reflow import unwrap
from riwaya.records import SetAside

_HEADER = re.compile(r"^([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?\S?", re.MULTILINE)
_KNOWN = frozenset(
    ("from", "to", "date", "subject", "received", "message-id", "mime-version", "return-path", "content-type")
)
_FROM_LINE = re.compile(rb"^From \S+.*\d{4}\s*$", re.MULTILINE)
_REPLY = re.compile(
    r"^(?:on .{5,120} wrote:|le .{5,120} a écrit\s?:|el .{5,120} escribió:|am .{5,120} schrieb .{1,80}:"
    r"|في .{5,120} كتب.{0,60}:"
    r"|-{2,} ?(?:original message|message d'origine|mensaje original|الرسالة الأصلية) ?-{2,}.*)$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^(?:-- ?|_{5,}|sent from my .{2,40}|get outlook for .{2,30}|envoyé de mon .{2,40}|أرسلت من .{2,30})$",
    re.I,
)
_FORWARDED = re.compile(
    r"^(?:-{2,} ?forwarded message ?-{2,}|begin forwarded message:|-{3,} ?رسالة محولة ?-{3,})$", re.I
)
_FORWARD_HEADER = re.compile(
    r"^\*?(?:from|to|cc|date|sent|subject|reply-to|de|من|إلى|التاريخ|الموضوع)\*?: .{1,200}$", re.I
)
_ERRORS = (
    *(MessageError, HeaderParseError, ValueError, LookupError, AttributeError),
    *(TypeError, RecursionError, OverflowError),
)


class Mail:
    """One e-mail; its attachments are reports of their own."""

    name = "email"
    says = "e-mail"
    extensions = ("eml",)

    def sniff(self, head: bytes, item: Item) -> bool:
        """Whether the bytes open with the headers of a message."""
        block = re.split(r"\r?\n\r?\n", peek(head).lstrip("\ufeff\r\n"), maxsplit=1)[0]
        first = block.split(":", 1)[0]
        found = {match[1].lower() for match in _HEADER.finditer(block)} & _KNOWN
        return bool(re.fullmatch(r"[A-Za-z0-9-]{2,40}", first)) and len(found) >= (
            2 if item.extension == "eml" else 3
        )

    def read(self, item: Item, options: Options) -> Iterator[Piece]:
        """The message, then its attachments."""
        yield from _message(item.bytes(options.limits), item, item.source)


class Mbox:
    """A mailbox: every message a report."""

    name = "mbox"
    says = "mailbox of e-mails"
    extensions = ("mbox",)

    def sniff(self, head: bytes, item: Item) -> bool:
        """Whether the bytes open with an envelope line and headers follow."""
        head = head.removeprefix(BOM_UTF8)
        match = _FROM_LINE.match(head)
        return bool(match) and bool(_HEADER.match(peek(head[match.end() :]).lstrip("\r\n")))  # type: ignore[union-attr]

    def members(self, item: Item, options: Options) -> Iterator[Member]:
        """Every message in order; one that is broken is set aside, the rest goes on."""
        for number, data in enumerate(_messages(item, options), 1):
            source = f"{item.source}!/{number}.eml"
            yield partial(Item, source, data=data, retrieved=item.retrieved, kind=Mail.name)


def _messages(item: Item, options: Options) -> Iterator[bytes]:
    """The bytes of each message, read line by line, envelope lines and their quoting taken off."""
    lines: list[bytes] = []
    size = 0
    empty_before = True
    with item.open() as stream:
        if stream.read(len(BOM_UTF8)) != BOM_UTF8:
            stream.seek(0)
        while line := stream.readline(options.limits.document):
            if empty_before and line.startswith(b"From ") and _FROM_LINE.match(line):
                if lines:
                    yield b"".join(lines)
                lines, size = [], 0
            elif size <= options.limits.document:
                lines.append(line[1:] if re.match(rb">+From ", line) else line)
                size += len(line)
            empty_before = not line.strip()
    if lines:
        yield b"".join(lines)


def _message(data: bytes, item: Item, source: str) -> Iterator[Piece]:
    """The draft of one message and the items attached to it."""
    here = Item(source, data=data, retrieved=item.retrieved)
    with readable(here, "an e-mail", *_ERRORS):
        message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(
            data.removeprefix(BOM_UTF8)
        )
        facts = tuple(_facts(message))
        body, attached = _parts(message)
        blocks = tuple(_blocks(body, here)) if body is not None else ()
    if any(block.text.strip() for block in blocks):
        yield Draft(source, "email", data, blocks, facts, None, item.retrieved)
    elif not attached:
        raise Unreadable(f"{source} has no text and nothing attached; export the message again")
    for number, part in enumerate(attached, 1):
        yield _attachment(part, number, source, item)


def _parts(message: EmailMessage) -> tuple[EmailMessage | None, list[EmailMessage]]:
    """(the part with the text, the parts attached)."""
    body = message.get_body(preferencelist=("plain", "html"))
    attached = []
    for part in message.walk():
        named = part.get_filename() is not None or part.get_content_disposition() == "attachment"
        if (
            part is not body
            and isinstance(part, EmailMessage)
            and (named or part.get_content_type() == "message/rfc822")
        ):
            attached.append(part)
    return (body if isinstance(body, EmailMessage) else None), attached


def _attachment(part: EmailMessage, number: int, source: str, item: Item) -> Piece:
    name = re.sub(r"[\x00-\x1f/\\]+", "_", part.get_filename() or f"part-{number}")
    where = f"{source}!/{name}"
    try:
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            first = inner[0] if isinstance(inner, list) and inner else None
            data = first.as_bytes() if isinstance(first, Message) else b""
            where = where if where.endswith(".eml") else f"{where}.eml"
        else:
            payload = part.get_payload(decode=True)
            data = payload if isinstance(payload, bytes) else b""
    except _ERRORS as error:
        return SetAside(
            where, None, f"{where} cannot be decoded ({' '.join(str(error).split())[:100]})", None
        )
    return Item(where, data=data, media=part.get_content_type(), retrieved=item.retrieved)


def _facts(message: EmailMessage) -> Iterator[Fact]:
    subject = re.sub(
        r"^(?:(?:re|fwd?|aw|tr|wg|رد)\s*:\s*)+", "", _header(message, "subject"), flags=re.IGNORECASE
    )
    if subject.strip():
        yield Fact("title", subject.strip(), "subject of the e-mail")
    name = parseaddr(_header(message, "from"))[0].strip().strip("\"'")
    if organisation := _header(message, "organization") or _header(message, "organisation"):
        yield Fact("outlet", organisation, "organization of the e-mail")
    if name and "@" not in name:
        yield Fact("outlet" if names_outlet(name) else "author", name, "sender of the e-mail")
    listed = re.match(r"\s*\"?([^<\"]{3,60}?)\"?\s*<", _header(message, "list-id"))
    if listed:
        yield Fact("outlet", listed[1], "mailing list of the e-mail")
    if day := timestamp(_header(message, "date")):
        yield Fact("published", day, "the e-mail's Date header")
    if code := _header(message, "content-language"):
        yield Fact("language", code, "content-language of the e-mail")


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())
    except _ERRORS:  # one broken header loses itself, not the message
        return ""


def _blocks(body: EmailMessage, item: Item) -> Iterator[Block]:
    payload = body.get_payload(decode=True)
    text, _ = decode(payload if isinstance(payload, bytes) else b"", body.get_content_charset())
    if body.get_content_type() == "text/html":
        yield from fragment(text, item)
        return
    text = text.replace("\r\n", "\n")
    if str(body.get_param("format", "")).lower() == "flowed":
        text = re.sub(r"(?<!\n-- ) \n(?![>\n])", " ", text)
    yield from mail_blocks(text)


def mail_blocks(text: str) -> Iterator[Block]:
    """The paragraphs of a message; quoted replies, forwarding headers and the signature as furniture."""
    run: list[str] = []
    reason: str | None = None
    signed = False
    for line in [*text.split("\n"), ""]:
        bare = line.strip()
        why = _why(bare, line, signed)
        if bare and (_SIGNED.match(line.rstrip("\n")) or _SIGNED.match(bare)):
            signed = True
            why = "signature"
        if _FORWARDED.match(bare):
            signed = False
            why = "header of a forwarded message"
        if why != reason and bare:
            if run:
                yield Block(_unwrapped(run, reason), reason)
            run, reason = [], why
        run.append(line)
    if any(line.strip() for line in run):
        yield Block(_unwrapped(run, reason), reason)


def _why(bare: str, line: str, signed: bool) -> str | None:
    if signed:
        return "signature"
    if line.startswith(">") or _REPLY.match(bare):
        return "quoted message"
    return "header of a forwarded message" if _FORWARD_HEADER.match(bare) else None


def _unwrapped(run: list[str], reason: str | None) -> str:
    text = "\n".join(run).strip("\n")
    return text if reason else unwrap(text)
