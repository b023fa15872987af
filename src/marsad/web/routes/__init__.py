"""The routes, one module for each noun."""

from fastapi import APIRouter

from marsad.web.routes import (
    claims,
    control,
    documents,
    events,
    exports,
    features,
    inbox,
    kept,
    known,
    system,
    tallies,
    views,
)

ROUTERS: tuple[APIRouter, ...] = tuple(
    module.router
    for module in (inbox, documents, claims, events, features, views, tallies, control, known, kept, exports, system)
)
"""In the order in which paths are tried."""
