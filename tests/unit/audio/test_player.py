"""Playing on a real sound server: what is heard is what was asked for, and the position tells it."""

import threading
import time

import numpy as np
import pulsectl
import pytest

from askforit_desktop.audio import playback, wav
from askforit_desktop.audio.player import PlaybackFailed, PlayedToEnd, Player
from askforit_desktop.problems import UnreadableFile
from tests.speaking import RATE, wait_until

# A null sink's monitor gives what will sound within the next 20 ms, and so misses as much of a stream's beginning.
MONITOR_AHEAD = 0.021


class Listener:
    """Keeps what a player told, to wait on."""

    def __init__(self) -> None:
        self.events = []
        self._told = threading.Condition()

    def __call__(self, event) -> None:
        with self._told:
            self.events.append((time.monotonic(), event))
            self._told.notify_all()

    def wait(self, kind: type, seconds: float = 10.0) -> float:
        with self._told:
            assert self._told.wait_for(lambda: any(isinstance(e, kind) for _, e in self.events), seconds)
            return next(at for at, event in self.events if isinstance(event, kind))


@pytest.fixture
def noise(tmp_path):
    """Three seconds of noise, in which every moment is like no other, and their path."""
    samples = (np.random.default_rng(5).standard_normal(3 * RATE) * 4000).astype("<i2")
    with wav.WavWriter(tmp_path / "noise.wav", RATE) as writer:
        writer.write(samples.tobytes())
    return samples / 32768.0


@pytest.fixture
def listener():
    return Listener()


@pytest.fixture
def player(tmp_path, noise, listener):
    made = Player(tmp_path / "noise.wav", listener)
    yield made
    made.close()
    del noise


def place(heard: np.ndarray, noise: np.ndarray) -> tuple[float, float]:
    """At which second of the noise this was, and how alike the two are."""
    size = 2**18
    fit = np.fft.irfft(np.fft.rfft(noise, size) * np.conj(np.fft.rfft(heard, size)))
    at = int(fit[: len(noise) - len(heard)].argmax())
    return at / RATE, float(np.corrcoef(noise[at : at + len(heard)], heard)[0, 1])


def listen(read, player: Player, seconds: float) -> list[tuple[float, np.ndarray]]:
    """What is heard in steps of 20 ms, with the position told at the end of each."""
    steps = []
    for _ in range(round(seconds / 0.02)):
        step = read(0.02)
        steps.append((player.position, step))
    return steps


def test_what_is_heard_is_the_recording_and_the_end_comes_when_it_has_sounded(sound, player, listener, noise):
    with sound.heard() as read:
        player.play()
        began = time.monotonic()
        steps = listen(read, player, 3.4)
        at = listener.wait(PlayedToEnd)
    heard = np.concatenate([step for _, step in steps])
    sounding = np.flatnonzero(np.abs(heard) > 0.02)
    part = heard[sounding[0] : sounding[0] + RATE * 5 // 2]
    assert place(part, noise)[1] > 0.99
    assert (sounding[-1] - sounding[0]) / RATE == pytest.approx(3.0, abs=0.03)
    assert 3.0 < at - began < 3.6
    assert not player.is_playing
    assert player.position == player.duration == 3.0


def test_the_position_is_what_is_heard(sound, player, noise):
    with sound.heard() as read:
        player.play()
        steps = listen(read, player, 2.8)
    gaps = []
    for last in range(4, len(steps), 5):
        window = np.concatenate([step for _, step in steps[last - 4 : last + 1]])
        if np.abs(window.reshape(-1, 240)).max(axis=1).min() > 0.02:  # no silence in it: before, after or in a hiccup
            gaps.append((place(window, noise)[0] + len(window) / RATE - steps[last][0]) * 1000)
    print(
        f"\nheard minus told: median {np.median(gaps):.1f} ms, {min(gaps):.1f} to {max(gaps):.1f}, {len(gaps)} places"
    )
    assert len(gaps) >= 10
    assert -5 < float(np.median(gaps)) < MONITOR_AHEAD * 1000


@pytest.mark.parametrize("second", [0.0, 0.7531, 2.1])
def test_seeking_goes_to_the_sample(sound, player, noise, second):
    player.seek(second)
    assert player.position == second
    with sound.heard() as read:
        player.play()
        heard = np.concatenate([step for _, step in listen(read, player, 0.9)])
    first = int(np.flatnonzero(np.abs(heard) > 0.02)[0])
    at, like = place(heard[first : first + RATE // 2], noise)
    assert like > 0.99
    assert -0.002 < at - second < MONITOR_AHEAD


def test_seeking_while_it_plays_goes_on_from_there(sound, player, noise):
    with sound.heard() as read:
        player.play()
        listen(read, player, 0.5)
        player.seek(2.0)
        heard = np.concatenate([step for _, step in listen(read, player, 0.9)])
        assert player.is_playing
    assert 2.0 <= place(heard[-RATE // 4 :], noise)[0] < 2.9


def test_a_pause_is_quick_and_keeps_the_position(sound, player):
    with sound.heard() as read:
        player.play()
        listen(read, player, 0.6)
        player.pause()
        paused = player.position
        after = np.concatenate([step for _, step in listen(read, player, 0.6)])
    assert not player.is_playing
    assert player.position == paused
    assert 0.2 < paused < 0.65
    assert np.abs(after[-RATE // 5 :]).max() < 0.001


@pytest.mark.usefixtures("sound")
def test_playing_after_the_end_begins_at_the_start(player, listener):
    player.seek(2.95)
    player.play()
    listener.wait(PlayedToEnd)
    player.play()
    assert player.position < 1.0
    player.pause()


def clients() -> list[str]:
    """Who is connected to the sound server for its news, of this program."""
    with pulsectl.Pulse("test") as pulse:
        return [client.name for client in pulse.client_list() if client.name == "askforit"]


@pytest.mark.usefixtures("sound")
def test_a_recording_heard_to_its_end_leaves_no_watch_at_the_sound_server(player, listener):
    player.seek(2.0)
    player.play()
    wait_until(clients)
    listener.wait(PlayedToEnd)
    player.close()
    wait_until(lambda: not clients())


@pytest.mark.usefixtures("sound")
def test_a_recording_played_from_within_its_last_sample_is_over_at_once(player, listener):
    player.seek(player.duration - 1e-6)
    player.play()
    listener.wait(PlayedToEnd)
    assert not player.is_playing


@pytest.mark.usefixtures("sound")
def test_hasty_clicks_leave_one_playback(player, listener):
    for second in np.linspace(0, 2.5, 12):
        player.seek(float(second))
        player.play()
    player.seek(2.9)
    listener.wait(PlayedToEnd)
    assert len(listener.events) == 1


def test_a_seek_beyond_the_recording_stays_within_it(player):
    player.seek(99)
    assert player.position == 3.0
    player.seek(-1)
    assert player.position == 0.0


@pytest.mark.parametrize("fault", ["unplugged", "killed", "frozen"])
def test_a_speaker_that_goes_stops_playing_within_two_seconds(own_sound, player, listener, fault):
    player.play()
    with own_sound.heard() as read:
        read(0.3)
        if fault == "unplugged":
            own_sound.unplug("vspk")
        elif fault == "killed":
            own_sound.kill()
        else:
            own_sound.freeze()
        happened = time.monotonic()
        failed = listener.wait(PlaybackFailed) - happened
        own_sound.thaw() if fault == "frozen" else None
    assert failed < 2.0
    assert "VirtualSpeaker” went away" in listener.events[0][1].problem.sentence
    assert 0.0 < player.position < 3.0
    assert not player.is_playing


def test_an_unknown_speaker_is_said(sound, tmp_path, noise, listener):
    player = Player(tmp_path / "noise.wav", listener, "Kazoo")
    player.play()
    listener.wait(PlaybackFailed)
    player.close()
    assert "no speaker “Kazoo”" in listener.events[0][1].problem.sentence
    del sound, noise


def test_a_bug_in_playing_is_told_as_its_end_and_logged(player, listener, monkeypatch, caplog):
    monkeypatch.setattr(playback, "speaker", lambda _: 1 / 0)
    player.play()
    listener.wait(PlaybackFailed)
    assert "fault in the program" in listener.events[0][1].problem.sentence
    assert not player.is_playing
    assert [record.exc_info[0] for record in caplog.records] == [ZeroDivisionError]


def test_what_is_no_recording_is_refused_at_once(tmp_path, listener):
    (tmp_path / "a.wav").write_text("words")
    with pytest.raises(UnreadableFile):
        Player(tmp_path / "a.wav", listener)
