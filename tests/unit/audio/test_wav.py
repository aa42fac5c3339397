"""The app's own recordings: whole after each block, mended after a crash, drawn without being loaded."""

import errno
import os
import resource
import signal
import struct
import subprocess
import sys
import time
import wave

import numpy as np
import pytest
import soundfile

from askforit_desktop.audio import wav
from askforit_desktop.problems import UnreadableFile

RATE = 16_000
BLOCK = (np.arange(1_600) - 800).astype("<i2").tobytes()


def write(path, blocks: int, rate: int = RATE) -> None:
    with wav.WavWriter(path, rate) as writer:
        for _ in range(blocks):
            writer.write(BLOCK)


def test_what_is_written_is_read_again_by_us_and_by_others(tmp_path):
    write(tmp_path / "a.wav", 7)
    assert b"".join(wav.read_blocks(tmp_path / "a.wav")) == BLOCK * 7
    assert wav.seconds(tmp_path / "a.wav") == pytest.approx(0.7)
    assert wav.rate(tmp_path / "a.wav") == RATE
    samples, rate = soundfile.read(tmp_path / "a.wav", dtype="int16")
    assert (samples.tobytes(), rate) == (BLOCK * 7, RATE)


def test_the_file_is_whole_after_each_block_while_still_open(tmp_path):
    with wav.WavWriter(tmp_path / "a.wav", RATE) as writer:
        for count in range(5):
            assert wav.seconds(tmp_path / "a.wav") == pytest.approx(writer.seconds) == pytest.approx(count / 10)
            writer.write(BLOCK)


def test_a_recording_is_never_overwritten(tmp_path):
    write(tmp_path / "a.wav", 1)
    with pytest.raises(FileExistsError):
        wav.WavWriter(tmp_path / "a.wav", RATE)
    assert wav.seconds(tmp_path / "a.wav") == pytest.approx(0.1)


def test_a_full_disk_keeps_what_was_written(tmp_path):
    path = tmp_path / "a.wav"
    whole = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    writer = wav.WavWriter(path, RATE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, whole[1]))
        for _ in range(3):
            writer.write(BLOCK)
        with pytest.raises(OSError, match=os.strerror(errno.EFBIG)):
            writer.write(BLOCK)
        writer.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, whole)
        signal.signal(signal.SIGXFSZ, before)
    assert b"".join(wav.read_blocks(path))[: 3 * 3_200] == BLOCK * 3
    assert wav.repair(path) >= 0.3


def test_a_file_cannot_outgrow_what_its_header_can_say(tmp_path, monkeypatch):
    monkeypatch.setattr(wav, "_LARGEST", 5_000)
    with wav.WavWriter(tmp_path / "a.wav", RATE) as writer:
        writer.write(BLOCK)
        with pytest.raises(OSError, match=os.strerror(errno.EFBIG)):
            writer.write(BLOCK)
    assert wav.seconds(tmp_path / "a.wav") == pytest.approx(0.1)


def test_a_killed_writer_loses_at_most_its_last_block(tmp_path):
    told = "import sys; from pathlib import Path; from askforit_desktop.audio.wav import WavWriter\n"
    told += f"w = WavWriter(Path({str(tmp_path / 'a.wav')!r}), 16000)\n"
    told += "while True: w.write(bytes(3200)); print(w.seconds, flush=True)"
    with subprocess.Popen([sys.executable, "-c", told], stdout=subprocess.PIPE, text=True) as child:
        for _ in range(200):
            child.stdout.readline()
        child.kill()
        last = float((child.stdout.read().split() or ["20.0"])[-1])
    assert wav.seconds(tmp_path / "a.wav") >= last - 0.1001
    assert wav.repair(tmp_path / "a.wav") >= last - 0.0001


@pytest.mark.parametrize("stated", [0, 2, 3_200, 10**8, 2**32 - 1])
def test_a_stale_header_is_mended(tmp_path, stated):
    write(tmp_path / "a.wav", 5)
    data = bytearray((tmp_path / "a.wav").read_bytes())
    data[40:44] = struct.pack("<I", stated)
    (tmp_path / "a.wav").write_bytes(data)
    assert wav.repair(tmp_path / "a.wav") == pytest.approx(0.5)
    assert b"".join(wav.read_blocks(tmp_path / "a.wav")) == BLOCK * 5
    assert struct.unpack("<I", (tmp_path / "a.wav").read_bytes()[4:8])[0] == 36 + 5 * 3_200


def test_a_trailing_odd_byte_is_cut(tmp_path):
    write(tmp_path / "a.wav", 2)
    with (tmp_path / "a.wav").open("ab") as file:
        file.write(b"\x07")
    assert wav.repair(tmp_path / "a.wav") == pytest.approx(0.2)
    assert (tmp_path / "a.wav").stat().st_size == 44 + 2 * 3_200


@pytest.mark.parametrize("bytes_left", [0, 44])
def test_a_recording_without_sound_has_no_seconds(tmp_path, bytes_left):
    write(tmp_path / "a.wav", 1)
    os.truncate(tmp_path / "a.wav", bytes_left)
    assert wav.repair(tmp_path / "a.wav") == 0.0


def test_repairing_a_whole_file_changes_nothing(tmp_path):
    write(tmp_path / "a.wav", 3)
    before = (tmp_path / "a.wav").read_bytes()
    assert wav.repair(tmp_path / "a.wav") == pytest.approx(0.3)
    assert (tmp_path / "a.wav").read_bytes() == before


def test_what_is_no_recording_of_ours_is_refused_and_left_alone(tmp_path):
    write(tmp_path / "timeless.wav", 1)
    with (tmp_path / "timeless.wav").open("r+b") as timeless:
        timeless.seek(24)
        timeless.write(bytes(4))
    with wave.open(str(tmp_path / "stereo.wav"), "wb") as stereo:
        stereo.setnchannels(2)
        stereo.setsampwidth(2)
        stereo.setframerate(RATE)
        stereo.writeframes(BLOCK)
    (tmp_path / "text.wav").write_text("not a recording")
    (tmp_path / "short.wav").write_bytes(b"RIFF")
    (tmp_path / "notes.wav").write_bytes(b"RIFF\x00\x01\x00\x00WAVELIST\x00\x10\x00\x00cut inside its notes")
    for name in ("notes.wav", "timeless.wav", "stereo.wav", "text.wav", "short.wav", "missing.wav"):
        before = (tmp_path / name).read_bytes() if (tmp_path / name).exists() else None
        with pytest.raises(UnreadableFile):
            wav.repair(tmp_path / name)
        with pytest.raises(UnreadableFile):
            wav.peaks(tmp_path / name, 10)
        assert before == ((tmp_path / name).read_bytes() if before is not None else None)


def test_a_recording_too_large_for_its_header_to_say_so_is_refused_and_left_alone(tmp_path):
    write(tmp_path / "a.wav", 1)
    os.truncate(tmp_path / "a.wav", 2**32 + 1_001)  # mostly a hole: it takes no room
    before = (tmp_path / "a.wav").stat()
    with pytest.raises(UnreadableFile, match=os.strerror(errno.EFBIG)):
        wav.repair(tmp_path / "a.wav")
    after = (tmp_path / "a.wav").stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


@pytest.mark.parametrize("kept", [3_200 + 1, 3_200 + 999])
def test_a_recording_cut_inside_a_sample_is_read_and_drawn_to_the_last_whole_one(tmp_path, kept):
    write(tmp_path / "a.wav", 2)
    os.truncate(tmp_path / "a.wav", 44 + kept)
    assert b"".join(wav.read_blocks(tmp_path / "a.wav", 0.1)) == (BLOCK * 2)[: kept - 1]
    assert wav.peaks(tmp_path / "a.wav", 2).low.tolist()[0] == -800


@pytest.mark.parametrize(("samples", "bins"), [(10_000, 7), (10_000, 10_000), (3, 100), (0, 5), (1_048_577, 3)])
def test_peaks_are_the_lowest_and_highest_of_each_stretch(tmp_path, samples, bins):
    sound = np.random.default_rng(samples).integers(-32768, 32768, samples).astype("<i2")
    with wav.WavWriter(tmp_path / "a.wav", RATE) as writer:
        writer.write(sound.tobytes())
    peaks = wav.peaks(tmp_path / "a.wav", bins)
    width = round(peaks.bin_seconds * RATE)
    stretches = [sound[at : at + width] for at in range(0, samples, width)]
    assert len(peaks.low) == len(peaks.high) == len(stretches) <= bins
    assert peaks.low.tolist() == [int(part.min()) for part in stretches]
    assert peaks.high.tolist() == [int(part.max()) for part in stretches]


def test_two_hours_are_drawn_quickly_and_in_little_memory(tmp_path):
    piece = np.random.default_rng(2).integers(-9_000, 9_000, 480_000).astype("<i2").tobytes()
    with wav.WavWriter(tmp_path / "a.wav", 16_000) as writer:
        for _ in range(240):
            writer.write(piece)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    peaks = wav.peaks(tmp_path / "a.wav", 2_000)
    spent = time.process_time() - started
    assert len(peaks.low) == 2_000
    assert spent < 2.0
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 16_384
