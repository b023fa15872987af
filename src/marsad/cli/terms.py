"""The options that say how inputs are to be read, as one value."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from typing import Any, TypeVar

import click

from marsad.cli import options
from marsad.read import Defaults, Fetch, Terms

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--published",
        metavar="DATE",
        callback=options.day,
        help="Day of publication (YYYY-MM-DD) of reports that give none.",
    ),
    click.option("--outlet", metavar="NAME", default="", help="Outlet of reports that name none."),
    options.columns_option,
    click.option("--fetch", is_flag=True, help="Get addresses (http, https) from the web. Nothing is got without it."),
)


def with_terms(command: Command) -> Command:
    """Give `command` these options, and call it with `terms` made of them."""

    @wraps(command)
    def called(
        published: date | None,
        outlet: str,
        columns: Mapping[str, str],
        fetch: bool,  # noqa: FBT001 - click's way
        **others: Any,
    ) -> Any:
        terms = Terms(Defaults(published, outlet), columns, fetch=_fetcher() if fetch else None)
        return command(terms=terms, **others)

    decorated: Any = called
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]


def _fetcher() -> Fetch:
    from marsad.fetch import Fetcher  # noqa: PLC0415 - few commands fetch

    return Fetcher()
