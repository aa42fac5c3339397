"""What the Linux sound server (PulseAudio, or PipeWire in its place) tells beyond PortAudio: real names, and what went.

PortAudio shows the server as one device `pulse` and does not report that a stream was moved to another microphone
because its own went away. Without the server or its library every answer is "nothing known".
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Literal

Kind = Literal["input", "output"]

_APP = "askforit"
_NO_SINK = 2**32 - 1
_LOOK_SECONDS = 1.0  # what has left is told at once; this is how long a watch may outlive its stream
_environment = threading.Lock()


@dataclass(frozen=True, slots=True)
class Place:
    """A source or sink of the server: its own name, its name for people, and whether it is the default."""

    key: str
    title: str
    default: bool


def _pulsectl() -> ModuleType | None:
    try:
        import pulsectl
    except (ImportError, OSError):
        return None
    module: ModuleType = pulsectl
    return module


def places(kind: Kind) -> tuple[Place, ...] | None:
    """The microphones ("input", no monitors of speakers) or speakers ("output"); None where no server answers."""
    module = _pulsectl()
    if module is None:
        return None
    try:
        with module.Pulse(_APP) as pulse:
            info = pulse.server_info()
            if kind == "output":
                return tuple(_place(sink, info.default_sink_name) for sink in pulse.sink_list())
            microphones = [source for source in pulse.source_list() if source.monitor_of_sink == _NO_SINK]
            return tuple(_place(source, info.default_source_name) for source in microphones)
    except module.PulseError:
        return None


def _place(found: Any, default: str) -> Place:
    return Place(found.name, found.description or found.name, found.name == default)


@contextmanager
def aimed_at(kind: Kind, key: str) -> Iterator[None]:
    """Have streams opened meanwhile use one source or sink, by the variables libpulse reads; "" changes nothing."""
    if not key:
        yield
        return
    variable = "PULSE_SOURCE" if kind == "input" else "PULSE_SINK"
    with _environment:
        before = os.environ.get(variable)
        os.environ[variable] = key
        try:
            yield
        finally:
            os.environ.pop(variable) if before is None else os.environ.update({variable: before})


def watch(key: str, ended: threading.Event, gone: Callable[[], None]) -> None:
    """Call `gone` once a source or sink has left the server; runs in a daemon thread until `ended`."""
    module = _pulsectl()
    if module is not None and key:
        threading.Thread(target=_look, args=(module, key, ended, gone), name="audio watch", daemon=True).start()


def _look(module: ModuleType, key: str, ended: threading.Event, gone: Callable[[], None]) -> None:
    changed = threading.Event()
    changed.set()  # it may have left before anybody listened

    def note(_: Any) -> None:
        changed.set()
        raise module.PulseLoopStop

    try:
        with module.Pulse(_APP) as pulse:
            pulse.event_mask_set("source", "sink")
            pulse.event_callback_set(note)
            while pulse.connected and not ended.is_set():
                if changed.is_set() and all(place.name != key for place in (*pulse.source_list(), *pulse.sink_list())):
                    gone()
                    return
                changed.clear()
                pulse.event_listen(_LOOK_SECONDS, raise_on_disconnect=False)
    except module.PulseError:
        return  # The server itself went: the stream's own silence tells.
