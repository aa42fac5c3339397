"""Real sound without hardware: a private PulseAudio server with microphones to speak into and a speaker to listen to.

What is played into the sink `vmicin` is what the microphone “VirtualMic” (source `vmic`) hears; `vmic2in` is the same
for “VirtualMic2”, which PortAudio also lists as “headset”. What the program plays into “VirtualSpeaker” can be heard.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
import pytest

SAMPLES = Path(__file__).resolve().parent.parent / "resources" / "samples"
RATE = 48_000

_NATIVE = "load-module module-native-protocol-unix socket={folder}/native auth-anonymous=1\n"
_TITLE = "device.description="
_DEVICES = {
    "vspk": "module-null-sink sink_name=vspk rate=48000 channels=2 sink_properties=device.description=VirtualSpeaker",
    "vmicin": "module-null-sink sink_name=vmicin rate=48000 channels=1 sink_properties=device.description=MicFeed",
    "vmic2in": "module-null-sink sink_name=vmic2in rate=48000 channels=1 sink_properties=device.description=Mic2Feed",
    "vmic2": f"module-remap-source source_name=vmic2 master=vmic2in.monitor source_properties={_TITLE}VirtualMic2",
    "vmic": f"module-remap-source source_name=vmic master=vmicin.monitor source_properties={_TITLE}VirtualMic",
}
# Exactly this works; other changes to ALSA's definitions make Pa_Initialize fail.
_ALSA = """</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
pcm.headset { type pulse device "vmic2" }
"""
_OPTIONS = "--daemonize=no --use-pid-file=no --exit-idle-time=-1 --realtime=no --high-priority=no --log-level=error"


class SoundServer:
    """One private server. `start` returns once its devices work in steps of 20 ms; `stop` ends it in any state."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self._hasty: list[subprocess.Popen[bytes]] = []

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to find this server; PortAudio reads it when it is initialised."""
        return {
            "PULSE_SERVER": f"unix:{self.folder}/native",
            "PULSE_RUNTIME_PATH": str(self.folder),
            "ALSA_CONFIG_PATH": str(self.folder / "asound.conf"),
        }

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (self.folder / "native").unlink(missing_ok=True)
        (self.folder / "asound.conf").write_text(_ALSA)
        modules = [f"load-module {module}" for module in _DEVICES.values()]
        script = "\n".join(
            [_NATIVE.format(folder=self.folder), *modules, "set-default-sink vspk", "set-default-source vmic"]
        )
        (self.folder / "daemon.pa").write_text(script + "\n")
        self._spawn("pulseaudio", "-n", "-F", str(self.folder / "daemon.pa"), *_OPTIONS.split())
        wait_until(lambda: self._run("pactl", "info", check=False).returncode == 0, 20)
        self.keep_awake()

    def keep_awake(self) -> None:
        """An idle null sink works in steps of 2 s and recordings would begin that late; a hasty reader pins it."""
        for source in ("vmicin.monitor", "vmic2in.monitor", "vspk.monitor"):
            self._hasty.append(self._spawn("parec", "--raw", "--latency-msec=20", "-d", source))
        for source in ("vmic", "vmic2", "vspk.monitor"):
            with self._reading(source) as read:
                read(960)

    @contextmanager
    def unhurried(self) -> Iterator[None]:
        """Without the hasty readers meanwhile: a microphone that somebody records from works in that one's steps."""
        for process in self._hasty:
            process.kill()
            process.wait()
        self._hasty = []
        try:
            yield
        finally:
            self.keep_awake()

    def _spawn(self, *words: str, output: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        home = {"HOME": str(self.folder), "XDG_RUNTIME_DIR": str(self.folder)}
        environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS")}
        process = subprocess.Popen(
            words, env=environment | self.environment | home, stdout=output, stderr=subprocess.DEVNULL
        )
        self._processes.append(process)
        return process

    def _run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words, env=os.environ | self.environment, capture_output=True, text=True, check=check, timeout=30
        )

    @contextmanager
    def _reading(self, source: str) -> Iterator[Callable[[int], bytes]]:
        shape = (f"--rate={RATE}", "--channels=1", "--format=s16le")
        process = self._spawn("parec", "--raw", "--latency-msec=20", "-d", source, *shape, output=subprocess.PIPE)
        assert process.stdout is not None
        try:
            yield process.stdout.read
        finally:
            process.kill()
            process.communicate()

    def stop(self) -> None:
        for process in reversed(self._processes):
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
        self._processes = []

    def kill(self) -> None:
        """The server dies, as in a crash."""
        self._processes[0].kill()
        self._processes[0].wait()

    def freeze(self) -> None:
        """The server hangs."""
        self._processes[0].send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """The server goes on."""
        self._processes[0].send_signal(signal.SIGCONT)

    def unplug(self, *names: str) -> None:
        """Take devices away, microphones before the sinks that feed them."""
        loaded = self._loaded()
        for name in names:
            self._run("pactl", "unload-module", loaded[name])

    def _loaded(self) -> dict[str, str]:
        """The number of each device's module."""
        lines = self._run("pactl", "list", "short", "modules").stdout.splitlines()
        return {name: line.split()[0] for name in _DEVICES for line in lines if f"_name={name} " in line}

    def restore(self) -> None:
        """Bring back what is missing, and let the server run as at first."""
        if self._processes[0].poll() is not None:
            self.stop()
            self.start()
            return
        self.thaw()
        missing = [name for name in _DEVICES if name not in self._loaded()]
        for name in missing:
            self._run("pactl", "load-module", *_DEVICES[name].split())
        for words in ("set-default-sink vspk", "set-default-source vmic", "set-source-mute vmic 0"):
            self._run("pactl", *words.split())
        if any(name in ("vspk", "vmicin", "vmic2in") for name in missing):
            self.keep_awake()

    def mute(self, source: str, muted: bool) -> None:
        self._run("pactl", "set-source-mute", source, str(int(muted)))

    def move_recordings(self, source: str) -> None:
        """Let all who record from `vmic` or `vmic2` go on from another source, as a user can in the mixer."""
        for line in self._run("pactl", "list", "short", "source-outputs").stdout.splitlines():
            if "protocol-native" in line:
                self._run("pactl", "move-source-output", line.split()[0], source, check=False)

    def speak(self, wav: Path, sink: str = "vmicin") -> None:
        """Play a recording into a microphone, to its end."""
        self._run("paplay", "-d", sink, str(wav))

    @contextmanager
    def speaking(self, wav: Path, sink: str = "vmicin") -> Iterator[None]:
        """Play a recording into a microphone meanwhile."""
        process = self._spawn("paplay", "-d", sink, str(wav))
        try:
            yield
        finally:
            process.kill()
            process.wait()

    @contextmanager
    def heard(self) -> Iterator[Callable[[float], np.ndarray]]:
        """Listen to the speaker: what is given returns the next so many seconds, at 48 kHz, 1.0 being full scale."""
        with self._reading("vspk.monitor") as read:
            read(960)
            yield lambda seconds: np.frombuffer(read(2 * round(seconds * RATE)), "<i2") / 32768.0


def wait_until(true: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait for something outside this process that gives no signal; fails after so many seconds."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


@contextmanager
def using(server: SoundServer) -> Iterator[SoundServer]:
    """Let this process's PortAudio use a server, and the one before afterwards."""
    from askforit_desktop.audio.portaudio import refresh

    before = {name: os.environ.get(name) for name in server.environment}
    os.environ.update(server.environment)
    refresh()
    try:
        yield server
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
        with suppress(Exception):
            refresh()


def _require() -> None:
    missing = [tool for tool in ("pulseaudio", "pactl", "parec", "paplay") if shutil.which(tool) is None]
    if missing:
        pytest.fail(f"install pulseaudio and pulseaudio-utils: {', '.join(missing)} missing")


@pytest.fixture(scope="session")
def sound_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    _require()
    server = SoundServer(tmp_path_factory.mktemp("sound"))
    try:
        server.start()
        with using(server):
            yield server
    finally:
        server.stop()


@pytest.fixture
def sound(sound_server: SoundServer) -> Iterator[SoundServer]:
    """The session's sound server, brought back into order after the test."""
    yield sound_server
    sound_server.restore()


@pytest.fixture
def own_sound(tmp_path: Path) -> Iterator[SoundServer]:
    """A server for one test, which may break it."""
    _require()
    server = SoundServer(tmp_path / "sound")
    try:
        server.start()
        with using(server):
            yield server
    finally:
        server.stop()
