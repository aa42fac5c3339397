import subprocess
import sys

import pytest

from askforit_desktop.audio import devices
from askforit_desktop.problems import AudioProblem
from tests.unit.audio.recording import Take

# A program that gives up a call of the sound system, as one that is starved or hung would make it, and ends.
PROGRAM = """
import sys, time
from askforit_desktop.audio import portaudio
module = portaudio.portaudio()
terminate = module._terminate
def told():
    print("PortAudio ended")
    terminate()
module._terminate = told
def call():
    time.sleep(float(sys.argv[1]))
    print("the call came back")
try:
    portaudio.within(0.01, call)
except TimeoutError:
    print("given up")
"""


@pytest.fixture
def mend(sound, tmp_path, monkeypatch):
    """PortAudio cannot start again on what ALSA is told, until this is called."""
    (tmp_path / "asound.conf").write_text("pcm.!default { type nonsense")
    with monkeypatch.context() as world:
        world.setenv("ALSA_CONFIG_PATH", str(tmp_path / "asound.conf"))
        with pytest.raises(AudioProblem, match="sound system"):
            devices.look_again()
        yield world.undo


def test_a_sound_system_that_fails_is_said_and_used_as_soon_as_it_works_again(mend):
    for ask in (devices.microphones, devices.speakers, devices.look_again):
        with pytest.raises(AudioProblem, match="sound system"):
            ask()
    mend()
    assert devices.microphones()[0].name == "VirtualMic"


def test_a_take_that_finds_no_sound_system_ends_and_says_so(mend, tmp_path):
    recorded = Take(tmp_path / "a.wav").end()
    assert "sound system" in recorded.problem.sentence
    assert not (tmp_path / "a.wav").exists()
    mend()
    devices.look_again()


@pytest.mark.parametrize(
    ("seconds", "told"),
    [("0.5", ["given up", "the call came back", "PortAudio ended"]), ("60", ["given up"])],
    ids=["a call that comes back late", "a call that never does"],
)
@pytest.mark.usefixtures("sound")
def test_portaudio_is_not_ended_under_a_call_that_was_given_up(seconds, told):
    program = subprocess.run([sys.executable, "-c", PROGRAM, seconds], capture_output=True, text=True, timeout=30)
    assert program.stdout.splitlines() == told
    assert program.returncode == 0
