"""How the application is run: uvicorn on a socket that is open already, and the first answers made ready meanwhile."""

from __future__ import annotations

import gc
import socket
import webbrowser
from threading import Thread, Timer

import uvicorn

from outskirts.errors import OutskirtsError
from outskirts.serve.answers import drawn
from outskirts.serve.app import create_app
from outskirts.serve.desk import Desk
from outskirts.serve.security import LOOPBACK

SOON = 0.7  # seconds until the browser is sent there


def listening(host: str, port: int) -> socket.socket:
    """A socket that is bound; port 0 takes a free one. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except OSError:
        made.close()
        raise
    return made


def run(desk: Desk, at: socket.socket, token: str | None, private: bool, browse: str | None) -> None:
    """Serve until interrupted. A ``private`` server answers to names of this machine alone; ``browse`` is an address to
    open in a browser."""
    app = create_app(desk, token, LOOPBACK if private else None)
    Thread(target=make_ready, args=(desk,), daemon=True).start()
    if browse:
        timer = Timer(SOON, webbrowser.open, (browse,))
        timer.daemon = True
        timer.start()
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, timeout_keep_alive=30)
    uvicorn.Server(config).run(sockets=[at])


def make_ready(desk: Desk) -> None:
    """Work out what is asked first, of the war with most claims: the map, then the rest."""
    try:
        book = desk.known().book(None)
        drawn.packed_map(book), drawn.packed_insides(book), drawn.packed_names(book, None, "")
        known = desk.known()
        known.index.holding("a")
        known.shelf, known.home, known.names, known.of_war  # noqa: B018
        book.events, book.voices, book.disputes, book.stretches_of, book.grid  # noqa: B018
    except OutskirtsError:
        # It is told to whoever asks.
        return
    # All this stays; looking through it for what may go would hold up answers for half a second each time.
    gc.collect()
    gc.freeze()
