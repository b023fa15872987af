"""One file compressed by gzip."""

import gzip
import zlib
from collections.abc import Iterator

from marsad.errors import InputError
from marsad.read.allowance import Allowance
from marsad.read.limits import megabytes
from marsad.read.parts import Job, Member, Part


def parts(job: Job) -> Iterator[Part]:
    """Yield what was compressed."""
    try:
        with gzip.GzipFile(fileobj=job.stream) as stream:
            body = Allowance(job.size, job.limits).read(stream)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise InputError("the gzip file is damaged or cut short; get it again.") from error
    if body is None:
        raise InputError(f"it unpacks to more than {megabytes(job.limits.bytes)}; unpack it and split it.")
    yield Member(item="", body=body)
