"""Microphones and speakers: each real one once, under its full name, without the monitors of speakers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from askforit_desktop.audio import pulse
from askforit_desktop.audio.portaudio import refresh, steady, within
from askforit_desktop.audio.pulse import Kind
from askforit_desktop.problems import AudioProblem

Answer = TypeVar("Answer")

_ANSWER_SECONDS = 4.0
# Windows lists each device under up to four; MME cuts names at 31 characters, and WASAPI is what Windows itself uses.
_HOST_APIS = ("Windows WASAPI", "Core Audio", "ALSA", "JACK Audio Connection Kit")
# What ALSA's own configuration files define: ways to one device, not devices.
_PLUGINS = frozenset(
    "default sysdefault pulse pipewire jack oss dmix dsnoop null lavrate samplerate speexrate speex upmix vdownmix "
    "a52 front rear center_lfe side surround21 surround40 surround41 surround50 surround51 surround71 iec958 spdif "
    "hdmi usbstream".split()
)
# 44,100 is PortAudio's guess for any ALSA plugin; sound servers run at 48 kHz, where a recording was bit-exact.
_SERVER_RATE = 48_000


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone or speaker: the name shown and kept, PortAudio's number, its rate, the sound server's key or ""."""

    name: str
    index: int
    rate: int
    channels: int
    default: bool
    key: str = ""
    host_api: str = ""


def microphones() -> tuple[Device, ...]:
    """Every microphone, the default one first; AudioProblem where sound cannot be used or does not answer."""
    return _within_reason(lambda: _listed("input"))


def speakers() -> tuple[Device, ...]:
    """Every speaker, the default one first; AudioProblem where sound cannot be used or does not answer."""
    return _within_reason(lambda: _listed("output"))


def look_again() -> None:
    """Notice devices that came or went; does nothing while one of them is in use."""
    _within_reason(refresh)


def microphone(name: str = "") -> Device:
    """The microphone of that name, in any case or a part of it, or the default one; AudioProblem if there is none."""
    return _chosen("input", name, "microphone")


def speaker(name: str = "") -> Device:
    """The speaker of that name, in any case or a part of it, or the default one; AudioProblem if there is none."""
    return _chosen("output", name, "speaker")


def _within_reason(call: Callable[[], Answer]) -> Answer:
    try:
        return within(_ANSWER_SECONDS, call)
    except TimeoutError as error:
        raise AudioProblem("The sound system does not answer.", "Restart it, or log out and in again.") from error


def _chosen(kind: Kind, name: str, word: str) -> Device:
    found = _find(kind, name)
    if found is None and refresh():
        found = _find(kind, name)
    if found is not None:
        return found
    if name:
        raise AudioProblem(f"There is no {word} “{name}”.", "Plug it in, or choose another one.")
    raise AudioProblem(f"No {word} was found.", "Plug one in, and check that the system's sound settings allow it.")


def _find(kind: Kind, name: str) -> Device | None:
    """What is listed comes before what PortAudio knows besides; without a name the default, else the first listed."""
    listed = _listed(kind)
    return (_match(listed, name) or _match(_all(kind), name)) if name else next(iter(listed), None)


def _match(devices: tuple[Device, ...], name: str) -> Device | None:
    wanted = name.casefold()
    exact = [d for d in devices if wanted in (d.name.casefold(), d.key.casefold())]
    return next(iter(exact or [d for d in devices if wanted in d.name.casefold()]), None)


def _listed(kind: Kind) -> tuple[Device, ...]:
    """What a person would call a device: the sound server's, and what else PortAudio knows that is no door to it."""
    every = _all(kind)
    door = next((d for d in every if d.name == "pulse" and d.host_api == "ALSA"), None)
    places = pulse.places(kind) if door else None
    if door and places is not None:
        served = [Device(p.title, door.index, _SERVER_RATE, 2, p.default, p.key, "ALSA") for p in places]
        own = [d for d in every if d.name not in _PLUGINS and "hw:" not in d.name and not _is_monitor(d.name)]
        rest = [Device(d.name, d.index, _SERVER_RATE, d.channels, False, "", d.host_api) for d in own]
        return _in_order([*served, *rest])
    api = next((api for api in _HOST_APIS if any(d.host_api == api for d in every)), None)
    kept = [d for d in every if api in (None, d.host_api) and not _is_monitor(d.name)]
    return _in_order([d for d in kept if d.default or d.name not in _PLUGINS])


def _is_monitor(name: str) -> bool:
    return name.startswith("Monitor of ") or name.endswith(".monitor")


def _in_order(devices: list[Device]) -> tuple[Device, ...]:
    return tuple(sorted(devices, key=lambda device: not device.default))


def _all(kind: Kind) -> tuple[Device, ...]:
    """Everything PortAudio lists for a direction, under every host API."""
    with steady() as module:
        apis = module.query_hostapis()
        found = [
            Device(
                name=str(raw["name"]),
                index=index,
                rate=round(raw["default_samplerate"]),
                channels=int(raw[f"max_{kind}_channels"]),
                default=apis[raw["hostapi"]][f"default_{kind}_device"] == index,
                host_api=str(apis[raw["hostapi"]]["name"]),
            )
            for index, raw in enumerate(module.query_devices())
        ]
    return tuple(device for device in found if device.channels > 0)
