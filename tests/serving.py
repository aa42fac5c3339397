"""A real HTTP server on loopback that gives out one file, in good manners and bad ones."""

import hashlib
import ssl
import threading
from collections.abc import Iterator

from werkzeug.exceptions import NotFound
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

MANNERS = (
    "plain", "range", "no range", "cut at every tenth", "cut without range", "stalled", "mute", "slow", "wrong length",
    "wrong bytes", "short of its length", "not found", "busy at first", "busy", "redirect", "circle", "changing",
    "unasked part", "partial nonsense",
)  # fmt: skip


class _Quiet(WSGIRequestHandler):
    def log(self, *_: object) -> None:
        pass


class FileServer:
    """Serves `data` at `/model.zip` and knows what was asked; close it, which also lets go whoever it holds."""

    def __init__(self, data: bytes, manner: str = "range", context: ssl.SSLContext | None = None) -> None:
        self.data = data
        self.manner = manner
        self.asked: list[str] = []
        self.arrived = threading.Event()
        self._released = threading.Event()
        self._server = make_server(
            "127.0.0.1", 0, self._answer, threaded=True, request_handler=_Quiet, ssl_context=context
        )
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        self.url = f"http{'s' if context else ''}://127.0.0.1:{self._server.port}/model.zip"

    def __enter__(self) -> "FileServer":
        return self

    def __exit__(self, *_: object) -> None:
        self._released.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _answer(self, environ, start_response):
        request = Request(environ)
        self.asked.append(request.headers.get("Range", ""))
        if request.path != "/model.zip" and self.manner != "redirect":
            return NotFound()(environ, start_response)
        return self._respond(request)(environ, start_response)

    def _respond(self, request: Request) -> Response:
        match self.manner:
            case "not found":
                return Response("nothing here", 404)
            case "busy":
                return Response("later", 503)
            case "busy at first" if len(self.asked) <= 2:
                return Response("later", 500)
            case "redirect" if request.path == "/model.zip":
                return Response("", 302, {"Location": "/elsewhere.zip"})
            case "circle":
                return Response("", 302, {"Location": "/model.zip"})
            case "mute":
                self.arrived.set()
                self._released.wait()
                return Response("too late", 500)
            case "changing":
                self.data = self.data[1:] + self.data[:1]
        return self._file(request)

    def _file(self, request: Request) -> Response:
        tag = f'"{hashlib.sha256(self.data).hexdigest()[:16]}"'
        asked = request.range.ranges[0][0] if request.range and self._keeps_ranges(request, tag) else 0
        if asked and asked >= len(self.data):
            return Response("", 416, {"Content-Range": f"bytes */{len(self.data)}"})
        headers = {} if self.manner == "plain" else {"ETag": tag}
        headers["Content-Length"] = str(len(self.data) - asked + 7 * (self.manner == "wrong length"))
        if asked:
            said = 0 if self.manner == "unasked part" else asked
            headers["Content-Range"] = f"bytes {said}-{len(self.data) - 1}/{len(self.data)}"
        if self.manner == "partial nonsense" and asked:
            headers["Content-Range"] = "bytes to you too"
        return Response(self._body(asked), 206 if asked else 200, headers, direct_passthrough=True)

    def _keeps_ranges(self, request: Request, tag: str) -> bool:
        unchanged = request.headers.get("If-Range", tag) == tag
        return unchanged and self.manner not in ("plain", "no range", "cut without range")

    def _body(self, start: int) -> Iterator[bytes]:
        tenth = len(self.data) // 10 + 1
        match self.manner:
            case "cut at every tenth" | "cut without range" | "unasked part" | "partial nonsense":
                yield self.data[start : start + tenth]
            case "short of its length":
                yield self.data[start:-100]
            case "stalled" | "changing":
                yield self.data[start : start + 3 * tenth]
                self.arrived.set()
                if self.manner == "stalled":
                    self._released.wait()
            case "slow":
                for at in range(start, len(self.data), tenth // 10):
                    yield self.data[at : at + tenth // 10]
                    self._released.wait(0.002)
            case "wrong bytes":
                yield bytes(255 - byte for byte in self.data[start : start + 1]) + self.data[start + 1 :]
            case _:
                yield self.data[start:]
