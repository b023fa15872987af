"""Whether the desk is well, and what it is made of."""

import sys

from fastapi import APIRouter

from marsad import __version__
from marsad.web.replies import Row
from marsad.web.routes.asked import AtDesk

router = APIRouter()


@router.get("/-/health")
def health(desk: AtDesk) -> Row:
    """Answer once the ledger has."""
    number, head = desk.store.head()
    return {"ok": True, "entries": number, "head": head}


@router.get("/-/versions")
def versions() -> Row:
    """Return the versions of marsad and Python."""
    return {"ok": True, "marsad": __version__, "python": sys.version.split()[0]}
