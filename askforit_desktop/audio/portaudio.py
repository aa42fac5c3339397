"""PortAudio, loaded late and never trusted to answer: its calls run in a helper thread with a deadline.

Measured: with a hung sound server `abort()` does not return, and `import sounddevice` itself raises where PortAudio
is missing or its ALSA configuration is wrong.
"""

import atexit
import ctypes
import functools
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import Any, TypeVar

from askforit_desktop.problems import AudioProblem

Answer = TypeVar("Answer")

_PARTING_SECONDS = 2.0

_lock = threading.Lock()
_streams = 0
_abandoned: set[Future[Any]] = set()


def portaudio() -> ModuleType:
    """The sounddevice module; AudioProblem where PortAudio cannot be used."""
    try:
        _hush_alsa()
        import sounddevice
    except Exception as error:  # OSError: no library; sounddevice.PortAudioError: it could not be initialised
        raise AudioProblem(
            "Sound cannot be used: PortAudio did not start.",
            "On Debian or Ubuntu install it with: sudo apt install libportaudio2",
        ) from error
    module: ModuleType = sounddevice
    return module


def settings_for(host_api: str) -> Any:
    """What a host API needs to be told: WASAPI takes only its device's own rate and channels unless it may convert."""
    return portaudio().WasapiSettings(auto_convert=True) if host_api == "Windows WASAPI" else None


@functools.cache
def _hush_alsa() -> object:
    """Keep ALSA from writing to stderr about each device it lacks; returns what must live as long as it does."""
    if not sys.platform.startswith("linux"):
        return None
    kind = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)
    nothing = kind(lambda *_: None)
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(nothing)
    return nothing


def within(seconds: float, call: Callable[[], Answer]) -> Answer:
    """The answer of a call that may never return; TimeoutError after so many seconds, its own errors passed on."""
    future: Future[Answer] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, name="audio call", daemon=True).start()
    try:
        return future.result(seconds)
    except TimeoutError:
        _abandon(future)
        raise


def _abandon(call: Future[Any]) -> None:
    """See to a call that nobody waits for any more when the program ends: before sounddevice ends PortAudio."""
    _abandoned.add(call)
    atexit.unregister(_part)
    atexit.register(_part)


def _part() -> None:
    """Let abandoned calls come back; if they don't, leave PortAudio as it is, as ending it under a call crashes."""
    if wait(_abandoned, _PARTING_SECONDS).not_done and "sounddevice" in sys.modules:
        atexit.unregister(sys.modules["sounddevice"]._exit_handler)  # noqa: SLF001


@contextmanager
def steady() -> Iterator[ModuleType]:
    """The sounddevice module, with nobody looking for devices anew meanwhile: PortAudio has none for that moment.

    What PortAudio refuses is an AudioProblem.
    """
    with _lock, _explained() as module:
        if not module._initialized:  # noqa: SLF001 the last look for devices failed half-way
            module._initialize()  # noqa: SLF001
        yield module


@contextmanager
def _explained() -> Iterator[ModuleType]:
    module = portaudio()
    try:
        yield module
    except module.PortAudioError as error:
        raise AudioProblem("The sound system does not work.", "Restart it, or log out and in again.") from error


@contextmanager
def stream_counted() -> Iterator[None]:
    """Count a stream as open until it could not be opened."""
    global _streams
    with _lock:
        _streams += 1
    try:
        yield
    except BaseException:
        stream_closed()
        raise


def stream_closed() -> None:
    """Count a stream as closed."""
    global _streams
    with _lock:
        _streams -= 1


def close(stream: Any, seconds: float) -> bool:
    """Abort and close a stream; False if that did not return in time, and the stream then keeps counting as open."""

    def end() -> None:
        try:
            stream.abort(ignore_errors=True)
            stream.close(ignore_errors=True)
        finally:
            stream_closed()

    try:
        within(seconds, end)
    except TimeoutError:
        return False
    return True


def refresh() -> bool:
    """Let PortAudio look for devices again, 50 to 80 ms; False if a stream is open, which that would end.

    AudioProblem where PortAudio does not start again; whoever needs it next tries once more.
    """
    with _lock:
        if _streams:
            return False
        with _explained() as module:
            # No public call does this: PortAudio takes its list of devices when it is initialised.
            if module._initialized:  # noqa: SLF001
                module._terminate()  # noqa: SLF001
            module._initialize()  # noqa: SLF001
        return True
