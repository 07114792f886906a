"""The web app's files: whatever is no question to the API gets the app, which finds its way by the address."""

from __future__ import annotations

from mimetypes import guess_type
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response

FOLDER = Path(__file__).parent / "static"
FOREVER = "public, max-age=31536000, immutable"  # for files whose names change with what is in them
NOT_BUILT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Outskirts</title></head>
<body><h1>Outskirts</h1>
<p>The HTTP API is at <a href="/api/openapi.json">/api/openapi.json</a>. The web app has not been built in this
checkout: <code>python -m build</code> or <code>pip install .</code> builds it.</p></body></html>
"""


def mount(app: FastAPI, folder: Path = FOLDER) -> None:
    """Serve the folder's files, and its ``index.html`` for every other address outside of /api."""
    root = folder.resolve()

    @app.get("/api/{path:path}", include_in_schema=False)
    def unknown(path: str) -> Response:
        return JSONResponse({"error": f"no such question: /api/{path}", "remedy": "see /api/openapi.json"}, 404)

    @app.get("/{path:path}", include_in_schema=False)
    def page(request: Request, path: str) -> Response:
        index = root / "index.html"
        found = (root / path).resolve() if "\x00" not in path else root
        if path and found.is_relative_to(root) and found.is_file() and found != index:
            packed = found.with_name(f"{found.name}.br")
            if takes_brotli(request) and packed.is_file():
                headers = {"Cache-Control": FOREVER, "Content-Encoding": "br", "Vary": "Accept-Encoding"}
                return FileResponse(packed, headers=headers, media_type=guess_type(found.name)[0])
            hashed = "assets" in found.relative_to(root).parts
            return FileResponse(found, headers={"Cache-Control": FOREVER if hashed else "no-cache"})
        if Path(path).suffix and not index.is_file():
            return Response(status_code=404)
        if index.is_file():
            return FileResponse(index, headers={"Cache-Control": "no-cache"})
        return HTMLResponse(NOT_BUILT, headers={"Cache-Control": "no-cache"})


def takes_brotli(request: Request) -> bool:
    """Browsers do on this machine and over TLS. What is asked for in parts is not told packed."""
    taken = (part.partition(";")[0].strip() for part in request.headers.get("accept-encoding", "").split(","))
    return "br" in taken and "range" not in request.headers
