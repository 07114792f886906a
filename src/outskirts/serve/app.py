"""The application: the API under /api, and the web app everywhere else."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.middleware.gzip import GZipMiddleware

from outskirts.errors import InputError, LedgerError, NotKnown, OutskirtsError
from outskirts.serve import static
from outskirts.serve.asked import NotModified, kept
from outskirts.serve.desk import Desk
from outskirts.serve.routes import claims, exports, overview, pages, places, record, reports, review, towns
from outskirts.serve.schemas.base import Trouble
from outskirts.serve.security import Guard

ROUTERS: tuple[APIRouter, ...] = tuple(
    module.router for module in (overview, places, claims, reports, record, pages, towns, exports, review)
)
STATUSES: dict[type[OutskirtsError], int] = {NotKnown: 404, InputError: 400, LedgerError: 409}
LEAST_PACKED = 1000  # bytes from which on an answer is compressed
ABOUT = """Who says that what happened, where and when, and who holds each place on which day.

Published reports only; nothing finer than a named place. Every figure opens onto the sentences that it rests on."""
RESPONSES: dict[int | str, dict[str, Any]] = {
    304: {"description": "What was kept under this ETag still holds."},
    404: {"model": Trouble, "description": "No such conflict, place, claim or report."},
}


def create_app(
    desk: Desk, token: str | None = None, hosts: Sequence[str] | None = None, folder: Path = static.FOLDER
) -> FastAPI:
    """The application on an open ledger. Without a ``token`` nobody can review; ``hosts`` are the names under which it
    may be called (None: any),
    ``folder`` is where the web app lies."""
    app = FastAPI(
        title="Outskirts",
        description=ABOUT,
        version=version("outskirts"),
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        license_info={"name": "Apache-2.0"},
    )
    app.state.desk, app.state.token = desk, token
    for router in ROUTERS:
        app.include_router(router, prefix="/api", responses=RESPONSES)
    app.add_middleware(GZipMiddleware, minimum_size=LEAST_PACKED, compresslevel=5)
    app.add_middleware(Guard, hosts=hosts)
    static.mount(app, folder)
    app.add_exception_handler(NotModified, not_modified)
    app.add_exception_handler(OutskirtsError, trouble)
    return app


def not_modified(_: Request, error: Exception) -> Response:
    return Response(status_code=304, headers=kept(str(error)))


def trouble(_: Request, error: Exception) -> Response:
    assert isinstance(error, OutskirtsError)
    status = next((code for kind, code in STATUSES.items() if isinstance(error, kind)), 500)
    return JSONResponse({"error": str(error), "remedy": error.remedy}, status_code=status)
