"""HTTP as a company's network wants it, and what goes wrong with it in words."""

import contextlib
import ssl
from collections.abc import Iterator
from typing import Any

import requests
import truststore
import urllib3
from requests.adapters import HTTPAdapter

from askforit_desktop.problems import DownloadProblem

MOST_REDIRECTS = 10

_BY_HAND = "You can also download it with a browser and install the file from there: "


class Again(Exception):
    """Something that may pass: worth another attempt."""


def session() -> requests.Session:
    """A session that honours the environment's proxies and the operating system's certificates; close it."""
    opened = requests.Session()
    opened.max_redirects = MOST_REDIRECTS
    opened.mount("https://", _SystemCertificates())
    return opened


def problem(url: str, sentence: str, hint: str = "") -> DownloadProblem:
    """A download that failed for good; the hint says how to do without it."""
    return DownloadProblem(sentence, hint or f"{_BY_HAND}{url}")


def proxy_refuses() -> DownloadProblem:
    """A proxy that wants to know who asks, or does not want to."""
    return DownloadProblem(*_PROXY_REFUSES)


@contextlib.contextmanager
def in_words(url: str) -> Iterator[None]:
    """Turn what requests and urllib3 raise into a DownloadProblem, or into Again where it may pass."""
    try:
        yield
    except (requests.RequestException, urllib3.exceptions.HTTPError, UnicodeError) as error:
        for kind, sentence, hint in _FOR_GOOD:
            if isinstance(error, kind) and not _may_pass(error):
                raise problem(url, sentence, hint) from error
        if isinstance(error, requests.Timeout | urllib3.exceptions.TimeoutError):
            raise Again("the server does not answer") from error
        raise Again("the connection was cut or could not be made") from error


def whole_number(text: str | None) -> int | None:
    """The number in a header, or None."""
    return int(text) if text and text.isascii() and text.isdigit() else None


def content_range(response: requests.Response) -> tuple[int | None, int | None]:
    """Start and full size from a header like `bytes 100-199/200` or `bytes */200`."""
    span, _, total = response.headers.get("Content-Range", "").removeprefix("bytes ").partition("/")
    return whole_number(span.partition("-")[0]), whole_number(total)


class _SystemCertificates(HTTPAdapter):
    """Trusts what the operating system trusts, besides the list that requests brings."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT), **kwargs)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        return super().proxy_manager_for(proxy, ssl_context=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT), **kwargs)


def _may_pass(error: Exception) -> bool:
    """Whether a failed handshake was cut rather than refused."""
    return isinstance(error, requests.exceptions.SSLError) and "CERTIFICATE" not in str(error).upper()


_PROXY_REFUSES = (
    "The proxy refuses the connection.",
    "Check the proxy in the environment (HTTPS_PROXY=http://name:password@host:port), or ask the network's people.",
)

_FOR_GOOD: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str, str], ...] = (
    (
        requests.exceptions.SSLError,
        "The server's certificate is not trusted.",
        "A company's network may need its own certificate among the system's; or the computer's clock is wrong.",
    ),
    (requests.exceptions.ProxyError, *_PROXY_REFUSES),
    (requests.TooManyRedirects, "The server sends us in circles.", ""),
    (
        (
            requests.exceptions.InvalidURL,
            requests.exceptions.InvalidSchema,
            requests.exceptions.MissingSchema,
            UnicodeError,
        ),
        "This is not an address that can be downloaded from.",
        "Addresses look like https://example.org/model.zip.",
    ),
)
