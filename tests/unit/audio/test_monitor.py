from queue import SimpleQueue
from threading import Thread

from askforit_desktop.audio import devices
from askforit_desktop.audio.capture import Capture
from askforit_desktop.audio.monitor import Monitor
from tests.speaking import SAMPLES

PATIENCE = 10


def listened(name=""):
    levels: SimpleQueue[float] = SimpleQueue()
    return Monitor(Capture(name), levels.put), levels


def test_a_voice_moves_the_level_and_the_end_puts_it_back(sound):
    monitor, levels = listened("VirtualMic")
    monitor.start()
    with sound.speaking(SAMPLES / "01_slt_direct_ask.wav"):
        while levels.get(timeout=PATIENCE) < 0.1:
            pass
    monitor.stop()
    monitor.join()
    last = [levels.get(timeout=PATIENCE)]
    while not levels.empty():
        last.append(levels.get())
    assert last[-1] == 0.0


def test_a_microphone_that_is_not_there_ends_it_quietly_and_why_can_be_asked(sound):
    monitor, levels = listened("no such microphone")
    monitor.start()
    monitor.join()
    assert levels.get(timeout=PATIENCE) == 0.0
    assert "no such microphone" in monitor.problem.sentence


def test_a_silent_microphone_has_no_level(sound):
    monitor, levels = listened("VirtualMic2")
    monitor.start()
    told = {levels.get(timeout=PATIENCE) for _ in range(5)}
    monitor.stop()
    monitor.join()
    assert told == {0.0}


def test_a_sound_server_that_dies_ends_it_quietly(own_sound):
    monitor, levels = listened()
    monitor.start()
    levels.get(timeout=PATIENCE)
    own_sound.kill()
    monitor.join()
    while not levels.empty():
        last = levels.get()
    assert last == 0.0


def test_one_that_was_stopped_before_it_began_opens_nothing(sound):
    monitor, levels = listened("VirtualMic")
    monitor.stop()
    monitor.join()
    monitor.start()
    monitor.join()
    assert levels.empty(), "nobody waits for it any more, so it tells nothing"


def test_microphones_can_be_listed_while_others_look_for_them_anew(sound):
    names: list[str] = []

    def list_them() -> None:
        names.extend(device.name for _ in range(20) for device in devices.microphones())

    listing = Thread(target=list_them)
    listing.start()
    for _ in range(5):
        devices.look_again()
    listing.join()
    assert names.count("VirtualMic") == 20
