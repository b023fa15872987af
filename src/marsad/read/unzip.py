"""ZIP archives: their files one by one, in memory. Nothing is written, and no name in it becomes a path."""

import stat
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from marsad.errors import InputError
from marsad.read.allowance import Allowance
from marsad.read.folder import is_beside_reports
from marsad.read.limits import megabytes
from marsad.read.parts import Job, Member, Part, Refusal

_TOO_LARGE = "larger than {}; split it into reports."
LOCKED = 0x1  # the bit that says an entry is encrypted


def parts(job: Job) -> Iterator[Part]:
    """Yield the files that may hold reports."""
    try:
        with ZipFile(job.stream) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check(entries, job.limits.members)
            allowance = Allowance(job.size, job.limits)
            for entry in entries:
                if _leads_out(entry) or not is_beside_reports(PurePosixPath(entry.filename)):
                    yield _part(archive, entry, allowance, job.limits.bytes)
    except BadZipFile as error:
        raise InputError(f"the ZIP file is damaged ({error}); get it again.") from error


def _check(entries: list[ZipInfo], most: int) -> None:
    if any(entry.filename in {"[Content_Types].xml", "mimetype"} for entry in entries):
        raise InputError("this is an office document or an e-book; save it as PDF or .txt.")
    if len(entries) > most:
        raise InputError(f"it has {len(entries):,} files, and at most {most:,} are read; split it.")


def _part(archive: ZipFile, entry: ZipInfo, allowance: Allowance, limit: int) -> Part:
    if reason := _fault(entry, limit):
        return Refusal(f"!{entry.filename}", reason)
    try:
        with archive.open(entry) as stream:
            body = allowance.read(stream)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        return Refusal(f"!{entry.filename}", f"it cannot be unpacked ({error}); get the archive again.")
    if body is None:  # though it was announced as smaller
        return Refusal(f"!{entry.filename}", _TOO_LARGE.format(megabytes(limit)))
    return Member(item=f"!{entry.filename}", body=body)


def _fault(entry: ZipInfo, limit: int) -> str:
    if _leads_out(entry):
        return "its name leads out of the archive, as only hostile archives do; unpack it with care if you need it."
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "a link, and links in archives are not followed; name the file that it leads to."
    if entry.flag_bits & LOCKED:
        return "locked with a password; unpack it and read the file."
    return _TOO_LARGE.format(megabytes(limit)) if entry.file_size > limit else ""


def _leads_out(entry: ZipInfo) -> bool:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in entry.filename[:2]
