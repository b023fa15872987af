"""Web archives: every page, text, feed or file of documents that a crawler got with a 200."""

from collections import Counter
from collections.abc import Iterator
from email.message import Message
from typing import Any

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

from marsad.errors import InputError
from marsad.read.allowance import Allowance
from marsad.read.limits import megabytes
from marsad.read.parts import Job, Member, Part, Refusal, Remark

HOLDING = frozenset({"response", "resource", "conversion"})  # the records that hold what was captured
BESIDE = ("image/", "audio/", "video/", "font/", "text/css", "javascript")


def parts(job: Job) -> Iterator[Part]:
    """Yield the captured documents; redirects, errors, pictures and scripts are counted and passed over."""
    passed: Counter[str] = Counter()
    allowance = Allowance(job.size, job.limits)
    try:
        for record in ArchiveIterator(job.stream):
            if record.rec_type in HOLDING:
                if what := _passed_over(record):
                    passed[what] += 1
                else:
                    yield _part(record, allowance, job.limits.bytes)
    except ArchiveLoadFailed as error:
        raise InputError(
            f"the web archive is damaged ({_first_line(error)}); run `warcio recompress` on it."
        ) from error
    if passed:
        yield Remark("passed over: " + ", ".join(f"{what} ({count})" for what, count in passed.most_common()) + ".")


def _passed_over(record: Any) -> str:
    if record.http_headers and (status := record.http_headers.get_statuscode()) != "200":
        return f"answers of {status[:3]}"
    media_type, _ = _content_type(record)
    if record.rec_headers.get_header("WARC-Target-URI", "").startswith("dns:"):
        return "records of name servers"
    return "pictures, scripts and the like" if any(part in media_type for part in BESIDE) else ""


def _part(record: Any, allowance: Allowance, limit: int) -> Part:
    url = record.rec_headers.get_header("WARC-Target-URI", "").strip("<>")
    body = allowance.read(record.content_stream())
    if body is None:
        return Refusal(f"!{url}", f"larger than {megabytes(limit)}; get the page itself and split it.")
    _, charset = _content_type(record)
    return Member(
        item=f"!{url}", url=url, charset=charset, retrieved=record.rec_headers.get_header("WARC-Date", ""), body=body
    )


def _content_type(record: Any) -> tuple[str, str]:
    """Return media type and charset as the server, or else the archive, states them."""
    message = Message()
    message["Content-Type"] = (record.http_headers or record.rec_headers).get_header(
        "Content-Type", ""
    ) or "unknown/unknown"
    return message.get_content_type(), str(message.get_content_charset("") or "")


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else "it cannot be read"
