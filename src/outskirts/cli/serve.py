"""``outskirts serve``: the web app and the HTTP API on a ledger."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

import click

from outskirts.cli.state import State, pass_state

if TYPE_CHECKING:
    from outskirts.serve.desk import Desk

PORT = 8765


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; this machine alone.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 takes a free one.")
@click.option("--open/--no-open", "browse", default=False, help="Open it in the browser.")
@click.option("--token", envvar="OUTSKIRTS_TOKEN", help="Who sends it may review; without one nobody may.")
@pass_state
def command(state: State, host: str, port: int, browse: bool, token: str | None) -> int:
    """A web app and an HTTP API (OpenAPI at /api/openapi.json) on the ledger, until it is stopped with Ctrl-C.

    It answers this machine only, unless --host says otherwise; nothing is asked of any other machine. Reviews need
    a token, in the header "Authorization: Bearer TOKEN".

    \b
    Examples:
      outskirts serve --open
      outskirts --ledger demo-output/ledger.sqlite serve
      OUTSKIRTS_TOKEN=SECRET outskirts serve --host 0.0.0.0 --port 80
    """
    from outskirts.errors import InputError
    from outskirts.serve.running import listening, run

    if token is not None and len(token) < 8:
        raise click.UsageError("--token has fewer than 8 signs: choose one that cannot be guessed")
    try:
        socket = listening(host, port)
    except OSError as error:
        remedy = "another program may use it: choose another with --port"
        raise InputError(f"cannot listen at {host} port {port}: {error.strerror or error}", remedy) from error
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{socket.getsockname()[1]}/"
    click.echo(f"Outskirts is at {address} (Ctrl-C stops it)", err=True)
    if not loopback(host):
        click.echo("Whoever reaches this machine can read the ledger.", err=True)
    run(desk(state), socket, token, loopback(host), address if browse else None)
    return 0


def desk(state: State) -> Desk:
    """The ledger, open for questions; with the gazetteer where it has been built."""
    from outskirts.serve.desk import Desk

    built = state.config.gazetteer.is_file()
    return Desk(state.ledger, state.conflicts, state.config, (lambda: state.gazetteer) if built else None)


def loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
