"""E-mail messages, and pages that a browser saved as one (MHTML)."""

from collections.abc import Iterator
from email import message_from_binary_file
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default

from marsad.errors import InputError
from marsad.read.day import internet_day
from marsad.read.decode import decode
from marsad.read.html import article, page
from marsad.read.parts import Article, Job, Part


def parts(job: Job) -> Iterator[Part]:
    """Yield the message's body as one article: its plain text, or else the article of its page."""
    message = message_from_binary_file(job.stream, policy=default)
    if url := str(message.get("Snapshot-Content-Location", "")):  # Chromium's way to say that this is a saved page
        yield article(_page(message), job.limits.markup, url)
        return
    body = message.get_body(preferencelist=("plain", "html"))
    if not isinstance(body, EmailMessage):
        raise InputError("the message has no body of text; save its attachments and read those.")
    as_page = body.get_content_subtype() == "html"
    text = article(_page(message), job.limits.markup).text if as_page else _content(body)
    yield Article(
        text=text,
        title=str(message.get("Subject", "")),
        published=internet_day(_printed_date(message)),
        outlet=_sender(message),
        warnings=tuple(_doubts(message)),
    )


def _page(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("html",))
    if not isinstance(body, EmailMessage):
        raise InputError("the message has no page in it; save it as text.")
    return page(_bytes(body), body.get_content_charset() or "")


def _content(body: EmailMessage) -> str:
    charset = body.get_content_charset() or "utf-8"
    try:
        return _bytes(body).decode(charset)
    except (LookupError, UnicodeDecodeError):
        return decode(_bytes(body)).text


def _bytes(body: EmailMessage) -> bytes:
    data = body.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _printed_date(message: EmailMessage) -> str:
    """Return the date as it stands: what the library makes of an absurd one is a date like any other."""
    return next((str(value).strip() for name, value in message.raw_items() if name.lower() == "date"), "")


def _sender(message: EmailMessage) -> str:
    addresses: tuple[Address, ...] = getattr(message.get("From"), "addresses", ())
    return addresses[0].display_name or addresses[0].domain if addresses else ""


def _doubts(message: EmailMessage) -> Iterator[str]:
    if names := [attached.get_filename() or "unnamed" for attached in message.iter_attachments()]:
        yield f"attachments are not read ({', '.join(names[:5])}); save them and read them as files."
