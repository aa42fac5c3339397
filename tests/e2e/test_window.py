"""The whole main job through the window, with a real screen, mouse, keyboard, microphone and speaker."""

import wave

import numpy as np

from tests.e2e.desk import at_the_desk, screen
from tests.speaking import SAMPLES, SoundServer

SAMPLE = SAMPLES / "01_slt_direct_ask.wav"
HEADLINE = "You asked for the job."


def test_a_take_is_made_seen_heard_and_found_again(home, sound: SoundServer):
    with screen() as display:
        with at_the_desk(display, home) as desk:
            skip_the_welcome(desk)
            record(desk, sound)
            assert desk.see(HEADLINE)["page"] == "Take"
            hear_a_word(desk, sound, home)
            assert not desk.leave()
        with at_the_desk(display, home) as desk:
            desk.click("Takes, 1")
            desk.wait_for(lambda shown: shown["page"] == "Takes" and shown["takes"] == 1)
            desk.press("Return")
            desk.see(HEADLINE)
            desk.leave()


def skip_the_welcome(desk) -> None:
    desk.click("Go on")
    desk.click("Start rehearsing")
    desk.wait_for(lambda shown: shown["page"] == "Rehearse")


def record(desk, sound: SoundServer) -> None:
    desk.press("space")
    desk.wait_for(lambda shown: "Stop recording" in shown["buttons"] and "Preparing…" not in shown["texts"])
    with sound.speaking(SAMPLE):
        live = desk.wait_for(lambda shown: any("Ask for the job: heard" in row for row in shown["rows"]))
        assert "job" in desk.wait_for(lambda shown: shown["words"].endswith("job"))["words"]
    assert live["page"] == "Rehearse", "ticked while it was spoken"
    desk.press("space")


def hear_a_word(desk, sound: SoundServer, home) -> None:
    """A click on a word plays the recording from there."""
    place = desk.wait_for(lambda shown: "want" in shown["places"])["places"]["want"]
    (take,) = (home / "takes").glob("*.wav")
    with sound.heard() as listen:
        desk.point_at(place)
        heard = listen(3.0)
    assert likeness(recorded(take), heard) > 0.7


def recorded(take) -> np.ndarray:
    with wave.open(str(take)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768.0


def likeness(whole: np.ndarray, part: np.ndarray) -> float:
    """How well the best second of what was heard fits somewhere into the recording, 0 to 1."""
    loud = np.convolve(part**2, np.ones(48_000), "valid")
    piece = part[loud.argmax() :][:48_000]
    size = 1 << (len(whole) + len(piece)).bit_length()
    match = np.fft.irfft(np.fft.rfft(whole, size) * np.conj(np.fft.rfft(piece, size)), size)[: len(whole)]
    at = int(match.argmax())
    there = whole[at : at + len(piece)]
    return float(match[at] / (np.linalg.norm(there) * np.linalg.norm(piece[: len(there)]) + 1e-9))
