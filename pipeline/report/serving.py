"""The report on this machine: read-only, for browsers of this machine alone.

Only the files that a run writes are served, by their names; nothing is listed. A request must name this server as its
host, so that no other page can reach it through a name of its own that it points here (DNS rebinding).
"""

from __future__ import annotations

import mimetypes
import shutil
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pipeline.export.folder import standing
from pipeline.export.formats import FORMATS

ADDRESS = "127.0.0.1"
REPORT = "report.html"
_IDLE = 30  # seconds until a silent connection is closed
# The report bears its styles and scripts itself, and its own policy tells which of them may run; here nothing may come
# from elsewhere, and no page may frame it.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src 'self' data:; "
    "font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


class ServeError(OSError):
    """The report cannot be served; the message says why and what to do."""


class ReportServer(ThreadingHTTPServer):
    """A server of one dataset on 127.0.0.1.

    Args:
        dataset: the folder of the dataset.
        port: 0 for one that is free.

    Raises:
        ServeError: there is no report in the folder, or the port is taken.
    """

    daemon_threads = True

    def __init__(self, dataset: Path, port: int = 0) -> None:
        self.folder = standing(dataset).resolve()
        self.names = frozenset(name for one in FORMATS for name in one.files) | {REPORT}
        if not (self.folder / REPORT).is_file():
            raise ServeError(f"There is no {REPORT} in {dataset}; run `tertium run` first, or name the dataset.")
        try:
            super().__init__((ADDRESS, port), _Handler)
        except (OSError, OverflowError) as error:
            raise ServeError(f"Port {port} cannot be had ({error}); choose another --port, or none.") from error

    @property
    def url(self) -> str:
        """Where the report is."""
        return f"http://{ADDRESS}:{self.server_port}/"

    @property
    def hosts(self) -> frozenset[str]:
        """How a request may name this server."""
        return frozenset({f"{name}:{self.server_port}" for name in (ADDRESS, "localhost")})


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD; every other method is answered by 501."""

    server: ReportServer
    protocol_version = "HTTP/1.1"
    timeout = _IDLE

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def end_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def version_string(self) -> str:
        """Name no versions."""
        return "tertium"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class names it
        """Log nothing."""

    def _answer(self, body: bool) -> None:
        if self.headers.get("Host") not in self.server.hosts:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        path = self._file()
        if path is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        try:
            with path.open("rb") as file:
                self.send_response(HTTPStatus.OK)
                self.send_header("Content-Type", _media_type(path))
                self.send_header("Content-Length", str(path.stat().st_size))
                self.end_headers()
                if body:
                    shutil.copyfileobj(file, self.wfile)
        except ConnectionError:
            self.close_connection = True

    def _file(self) -> Path | None:
        """Return the file of a request; None for what is none of the dataset's, be it by a link."""
        name = unquote(urlsplit(self.path).path).removeprefix("/") or REPORT
        path = self.server.folder / name
        if name not in self.server.names or not path.is_file():
            return None
        return path if path.resolve().is_relative_to(self.server.folder) else None


def _media_type(path: Path) -> str:
    guessed = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{guessed}; charset=utf-8" if guessed.startswith("text/") else guessed
