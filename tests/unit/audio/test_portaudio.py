import subprocess
import sys

import pytest

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
