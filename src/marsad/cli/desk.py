"""``marsad desk``: the local web app over a ledger."""

import getpass
import ipaddress
import os
import secrets
import socket
import sys
import webbrowser
from contextlib import closing, suppress
from threading import Timer
from typing import TYPE_CHECKING

import click

from marsad.cli.ledgers import opened
from marsad.errors import MarsadError

if TYPE_CHECKING:  # web servers are slow to import
    from fastapi import FastAPI

    from marsad.web.desk import Desk

PORT = 8765
LISTENING = 0.2  # seconds after which the desk answers
SETTLED = 3.0  # seconds after which the first page is there, and what else will be needed is read behind it
TURN = 0.0005  # seconds after which work behind the pages gives way to them
SHORTEST = 16  # characters of a chosen token


@click.command("desk")
@click.argument("ledger", metavar="NAME.marsad")
@click.option("--port", type=click.IntRange(0, 65535), help=f"Port; {PORT} or, where it is taken, another.")
@click.option("--by", metavar="NAME", help="Who judges; your user name unless given.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at. Another needs --token.")
@click.option("--token", metavar="WORD", help=f"Word that lets people in, {SHORTEST} or more characters; kept secret.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
def desk_command(
    ledger: str, *, port: int | None, by: str | None, host: str, token: str | None, no_browser: bool
) -> None:
    """Read, judge and look in the browser. Nothing leaves this machine.

    Prints the address to open, which lets in whoever has it: without --token, once. Ctrl-C ends the desk.
    """
    _check(host, token)
    # Web servers and databases are slow to import, and only this command needs both.
    import uvicorn  # noqa: PLC0415

    from marsad.web.app import create_app  # noqa: PLC0415
    from marsad.web.security import LOOPBACK, Door  # noqa: PLC0415

    with opened(ledger, create=True) as held, closing(_listen(host, port)) as listening:
        chosen = listening.getsockname()[1]
        door = Door(token or secrets.token_urlsafe(24), reusable=token is not None)
        app = create_app(held, door, by or getpass.getuser(), (*LOOPBACK, *_names(host)))
        address = f"http://{_in_address(host)}:{chosen}/?token={door.token}"
        click.echo(f"The desk is open; Ctrl-C closes it.\n\n    {address}\n")
        if not no_browser:
            Timer(0.5, webbrowser.open, [address]).start()
        sys.setswitchinterval(TURN)
        first_page = Timer(LISTENING, _first_page, [app])
        first_page.daemon = True
        first_page.start()
        warming = Timer(SETTLED, _warm, [app.state.desk, not held.store.documents(limit=1).items])
        warming.daemon = True
        warming.start()
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
        server.run(sockets=[listening])


def _first_page(app: "FastAPI") -> None:
    """Load what the inbox needs while the browser opens."""
    from marsad.web.routes.asked import Asked  # noqa: PLC0415 - slow to import
    from marsad.web.routes.inbox import inbox  # noqa: PLC0415

    with suppress(MarsadError):  # whoever looks is told
        inbox(app.state.desk, Asked.model_validate({}))
    app.state.templates.get_template("inbox.html")


def _warm(desk: "Desk", first: bool) -> None:  # noqa: FBT001 - called by a thread
    """Open the gazetteer, and read what is derived, or load the parser for a first report, while people look around."""
    from marsad.gazetteer.opening import open_gazetteer  # noqa: PLC0415 - slow to import
    from marsad.run.pipeline import read  # noqa: PLC0415

    if first:
        read("Shelling killed two people in the town.")
    open_gazetteer()
    if not first:
        with suppress(MarsadError):  # whoever looks is told
            desk.look()


def _check(host: str, token: str | None) -> None:
    """Raise a usage error where the desk would be open to more than this machine."""
    if token is not None and len(token) < SHORTEST:
        raise click.BadParameter(f"give {SHORTEST} characters or more.", param_hint="--token")
    if token is None and not _is_loopback(host):
        raise click.UsageError(f"--host {host} lets other machines in; give --token WORD too, and share it with care.")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listen(host: str, port: int | None) -> socket.socket:
    """Return a listening socket; where no port was asked for and the usual one is taken, at any free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, PORT if port is None else port), family=family)
    except OSError as error:
        if port is None:
            return socket.create_server((host, 0), family=family)
        raise click.UsageError(
            f"cannot listen at {host}:{port}: {os.strerror(error.errno or 0)}; give another --port."
        ) from error


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _names(host: str) -> list[str]:
    """Return by which names browsers may call a desk that listens at `host`; at all addresses: this machine's."""
    if host not in ("0.0.0.0", "::"):  # noqa: S104 - asked about, not bound
        return [_in_address(host)]
    own = socket.gethostname()
    addresses = {str(found[4][0]) for found in socket.getaddrinfo(own, None)}
    return [own, *sorted(_in_address(address) for address in addresses)]
