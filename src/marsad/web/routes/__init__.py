"""The routes, one module for each noun."""

from fastapi import APIRouter

from marsad.web.routes import claims, documents, events, inbox, system, views

ROUTERS: tuple[APIRouter, ...] = (
    inbox.router,
    documents.router,
    claims.router,
    events.router,
    views.router,
    system.router,
)
"""In the order in which paths are tried."""
