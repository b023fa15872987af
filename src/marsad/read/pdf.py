"""The text layer of PDF files."""

from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import DependencyError, PdfReadError, PyPdfError

from marsad.errors import InputError
from marsad.read.parts import Article, Job, Part


def parts(job: Job) -> Iterator[Part]:
    """Yield the one article: its pages' text with an empty line between them.

    When a PDF was made is not when its report was published: it gives no day.
    """
    try:
        reader = PdfReader(job.stream)
        pages = [_page(page.extract_text()) for page in reader.pages]
        title = str((reader.metadata and reader.metadata.title) or "")
    except DependencyError as error:
        raise InputError("it is locked with a password; save a copy without one.") from error
    except PdfReadError as error:
        reason = "locked with a password; save a copy without one" if "decrypt" in str(error) else f"damaged ({error})"
        raise InputError(f"it is {reason}.") from error
    except PyPdfError as error:
        raise InputError(f"it is damaged, or made to break readers ({error}); save its text as .txt.") from error
    yield Article(text=_text(pages), title=title, warnings=tuple(_doubts(pages)))


def _page(text: str) -> str:
    return text.replace("\0", "\ufffd").strip()


def _text(pages: list[str]) -> str:
    if not any(pages):
        raise InputError("it holds pictures of pages and no text; run it through text recognition (OCR) first.")
    return "\n\n".join(page for page in pages if page)


def _doubts(pages: list[str]) -> Iterator[str]:
    if empty := [number for number, page in enumerate(pages, 1) if not page]:
        some = ", ".join(map(str, empty[:5])) + (", ..." if len(empty) > 5 else "")
        yield f"{len(empty)} of {len(pages)} pages hold no text ({some}); they may be pictures of text."
