"""Other people's recordings: every format comes out as the same sound, every bad one as a sentence."""

import os
import struct
import subprocess
import sys
from itertools import islice
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile
import soxr

from askforit_desktop.audio.decode import open_recording
from askforit_desktop.problems import UnreadableFile

RATE = 16_000


def voice(seconds: float = 2.0, rate: int = RATE) -> np.ndarray:
    """A sound with a beginning, a middle and an end: three rising tones under an envelope, like syllables."""
    time = np.arange(round(seconds * rate)) / rate
    sound = sum(np.sin(2 * np.pi * (base + 120 * time) * time) for base in (180, 430, 950))
    return (0.2 * sound * np.abs(np.sin(3 * time))).astype(np.float32)


def heard(path: Path) -> tuple[np.ndarray, int]:
    decoded = open_recording(path)
    return np.frombuffer(b"".join(decoded.blocks()), "<i2") / 32768.0, decoded.rate


def likeness(path: Path) -> tuple[float, float]:
    """The best correlation with `voice` at any shift (codecs pad), both at 8 kHz, and the length in seconds."""
    sound, rate = heard(path)
    wanted = voice(2.0, 8_000)
    low = sound if rate == 8_000 else soxr.resample(sound, rate, 8_000)
    size = 2**16
    shifts = np.fft.irfft(np.fft.rfft(low, size) * np.conj(np.fft.rfft(wanted, size)))
    return float(shifts.max() / np.sqrt((low**2).sum() * (wanted**2).sum())), len(sound) / rate


def write_media(
    path: Path, codec: str, rate: int, *, options: dict[str, str] | None = None, title: str = "", layout: str = "mono"
) -> Path:
    sound = np.concatenate([voice(2.0, rate), np.zeros(rate // 50, np.float32)])
    with av.open(str(path), "w", options=options or {}) as container:
        container.metadata["title"] = title
        stream = container.add_stream(codec, rate=rate, layout=layout)
        frame = av.AudioFrame.from_ndarray(sound.reshape(1, -1), "fltp", "mono")
        frame.rate = rate
        resampler = av.AudioResampler(stream.codec_context.format, layout, rate, stream.codec_context.frame_size or 960)
        for piece in (*resampler.resample(frame), *resampler.resample(None)):
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ULAW", "IMA_ADPCM"])
@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000])
def test_a_wav_of_any_depth_sounds_as_it_was(tmp_path, subtype, rate):
    soundfile.write(tmp_path / "a.wav", voice(rate=rate), rate, subtype)
    like, seconds = likeness(tmp_path / "a.wav")
    assert like > 0.98
    assert seconds == pytest.approx(2.0, abs=0.13 if subtype == "IMA_ADPCM" else 0.001)


@pytest.mark.parametrize("rate", [6_000, 11_025, 22_050, 96_000, 191_999, 192_000])
def test_an_odd_rate_is_brought_into_what_the_recogniser_hears(tmp_path, rate):
    soundfile.write(tmp_path / "a.wav", voice(rate=rate), rate, "PCM_16")
    like, seconds = likeness(tmp_path / "a.wav")
    assert 8_000 <= open_recording(tmp_path / "a.wav").rate <= 48_000
    assert like > 0.97
    assert seconds == pytest.approx(2.0, abs=0.005)


@pytest.mark.parametrize(
    ("name", "format_", "subtype", "rate"),
    [
        ("a.flac", "FLAC", "PCM_16", 44_100),
        ("a.flac", "FLAC", "PCM_24", 96_000),
        ("a.ogg", "OGG", "VORBIS", 44_100),
        ("a.opus", "OGG", "OPUS", 48_000),
        ("a.mp3", "MP3", "MPEG_LAYER_III", 44_100),
        ("a.aiff", "AIFF", "PCM_16", 22_050),
        ("a.w64", "W64", "PCM_16", 16_000),
    ],
)
def test_a_format_of_libsndfile_sounds_as_it_was(tmp_path, name, format_, subtype, rate):
    soundfile.write(tmp_path / name, voice(rate=rate), rate, subtype, format=format_)
    like, seconds = likeness(tmp_path / name)
    assert like > 0.97
    assert seconds == pytest.approx(2.0, abs=0.1)
    assert open_recording(tmp_path / name).duration == pytest.approx(seconds, abs=0.01)


def test_an_mp3_read_in_blocks_is_the_whole_mp3(tmp_path):
    soundfile.write(tmp_path / "a.mp3", voice(), RATE, format="MP3")
    whole, _ = soundfile.read(tmp_path / "a.mp3")
    assert np.abs(heard(tmp_path / "a.mp3")[0] - whole).max() < 0.0001


def test_an_mp3_with_a_large_picture_in_its_tag_is_read(tmp_path):
    soundfile.write(tmp_path / "a.mp3", voice(), RATE, format="MP3")
    picture = b"APIC" + (2_000_000).to_bytes(4, "big") + bytes(2) + bytes(2_000_000)
    size = len(picture)
    tag = b"ID3\x03\x00\x00" + bytes((size >> shift) & 127 for shift in (21, 14, 7, 0)) + picture
    (tmp_path / "a.mp3").write_bytes(tag + (tmp_path / "a.mp3").read_bytes())
    assert likeness(tmp_path / "a.mp3")[0] > 0.97


@pytest.mark.parametrize(
    ("name", "codec", "rate"),
    [("a.m4a", "aac", 44_100), ("a.m4a", "alac", 48_000), ("a.webm", "libopus", 48_000), ("a.aac", "aac", 16_000)],
)
def test_a_format_of_ffmpeg_sounds_as_it_was(tmp_path, name, codec, rate):
    like, seconds = likeness(write_media(tmp_path / name, codec, rate))
    assert like > 0.97
    assert seconds == pytest.approx(2.02, abs=0.1)


@pytest.mark.parametrize(("name", "codec"), [("a.mkv", "aac"), ("a.m4a", "aac"), ("a.avi", "ac3"), ("a.flv", "aac")])
def test_a_title_in_another_encoding_does_not_matter(tmp_path, name, codec):
    path = write_media(tmp_path / name, codec, 44_100, title="Caf+ rehearsal")
    path.write_bytes(path.read_bytes().replace(b"Caf+", b"Caf\xe9"))
    assert b"Caf\xe9" in path.read_bytes()
    assert likeness(path)[0] > 0.95


PLAIN = ("mono", 44_100)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (PLAIN, ("stereo", 44_100)),
        (("stereo", 44_100), PLAIN),
        (PLAIN, ("5.1", 44_100)),
        (PLAIN, ("mono", 22_050)),
        (("stereo", 16_000), ("mono", 48_000)),
    ],
)
def test_a_recording_that_changes_midway_is_read_to_its_end(tmp_path, first, then):
    parts = [
        write_media(tmp_path / f"{n}.aac", "aac", rate, layout=kind) for n, (kind, rate) in enumerate((first, then))
    ]
    (tmp_path / "whole.aac").write_bytes(b"".join(part.read_bytes() for part in parts))
    sound, rate = heard(tmp_path / "whole.aac")
    assert rate == first[1]
    assert len(sound) / rate == pytest.approx(4.04, abs=0.2)
    levels = [float(np.abs(heard(part)[0]).mean()) for part in parts]
    halves = [float(np.abs(half).mean()) for half in np.array_split(sound, 2)]
    assert halves == pytest.approx(levels, rel=0.5)


def test_the_ending_of_the_name_does_not_matter(tmp_path):
    soundfile.write(tmp_path / "a.wav", voice(), RATE, "PCM_16")
    m4a = write_media(tmp_path / "b.m4a", "aac", 44_100)
    for source, disguise in ((tmp_path / "a.wav", "c.raw"), (tmp_path / "a.wav", "d.m4a"), (m4a, "e.wav")):
        source.rename(tmp_path / disguise)
        assert likeness(tmp_path / disguise)[0] > 0.97
        (tmp_path / disguise).rename(source)


def test_sixteen_bit_mono_comes_out_bit_for_bit(tmp_path):
    samples = np.random.default_rng(1).integers(-32768, 32767, 50_001, dtype=np.int16)
    soundfile.write(tmp_path / "a.wav", samples, RATE, "PCM_16")
    assert b"".join(open_recording(tmp_path / "a.wav").blocks()) == samples.tobytes()


def test_each_reading_starts_anew_and_in_small_blocks(tmp_path):
    soundfile.write(tmp_path / "a.wav", voice(), RATE, "PCM_16")
    decoded = open_recording(tmp_path / "a.wav")
    first = list(decoded.blocks())
    assert first == list(decoded.blocks())
    assert {len(block) for block in first} == {RATE // 4 * 2}


@pytest.mark.parametrize("channel", range(6))
def test_a_voice_in_one_channel_of_six_keeps_its_level(tmp_path, channel):
    sound = np.zeros((2 * RATE, 6), np.float32)
    sound[:, channel] = voice()
    soundfile.write(tmp_path / "a.wav", sound, RATE, "PCM_16")
    assert np.abs(heard(tmp_path / "a.wav")[0] - voice()).max() < 0.001


def test_six_loud_channels_do_not_clip(tmp_path):
    square = np.repeat(np.sign(voice())[:, None] * 0.9, 6, axis=1)
    soundfile.write(tmp_path / "a.wav", square, RATE, "PCM_16")
    assert np.abs(heard(tmp_path / "a.wav")[0]).max() == pytest.approx(0.9, abs=0.001)


def test_floats_beyond_full_scale_and_nonsense_are_held_within_it(tmp_path):
    sound = voice() * 20
    sound[100:110] = np.nan
    sound[200:210] = np.inf
    soundfile.write(tmp_path / "a.wav", sound, RATE, "FLOAT")
    decoded = heard(tmp_path / "a.wav")[0]
    assert (decoded[100:110] == 0).all()
    assert decoded.max() == pytest.approx(1.0, abs=0.001)


def test_silence_is_a_recording_too(tmp_path):
    soundfile.write(tmp_path / "a.wav", np.zeros(RATE), RATE, "PCM_16")
    assert len(heard(tmp_path / "a.wav")[0]) == RATE


@pytest.mark.parametrize(
    "name", ["Bewerbung für Zoë.wav", "my last rehearsal.wav", "面接.wav", "http: a.wav", "-x.wav"]
)
def test_names_may_hold_anything(tmp_path, name):
    soundfile.write(tmp_path / "plain.wav", voice(), RATE, "PCM_16")
    (tmp_path / "plain.wav").rename(tmp_path / name)
    assert likeness(tmp_path / name)[0] > 0.99


def wav_that_states(path: Path, stated: int) -> int:
    """Write a plain WAV whose header states another number of bytes; returns how many samples there are."""
    soundfile.write(path, voice(), RATE, "PCM_16")
    data = bytearray(path.read_bytes())
    at = data.index(b"data") + 4
    data[at : at + 4] = struct.pack("<I", stated)
    path.write_bytes(data)
    return (len(data) - at - 4) // 2


@pytest.mark.parametrize("stated", [0, 1, 6_400, 6_401, 63_998, 2**31, 2**32 - 1])
def test_a_header_that_lies_is_not_believed(tmp_path, stated):
    samples = wav_that_states(tmp_path / "a.wav", stated)
    assert len(heard(tmp_path / "a.wav")[0]) == samples == 2 * RATE
    assert open_recording(tmp_path / "a.wav").duration == pytest.approx(2.0)


@pytest.mark.parametrize("stated", [0, 6_400, 2**32 - 1])
def test_a_wav_larger_than_a_header_can_say_is_read(tmp_path, stated):
    wav_that_states(tmp_path / "a.wav", stated)
    os.truncate(tmp_path / "a.wav", 2**32 + 1_000)  # mostly a hole: it takes no room
    decoded = open_recording(tmp_path / "a.wav")
    assert decoded.duration == pytest.approx(2**32 / 2 / RATE, abs=1.0)
    assert len(b"".join(islice(decoded.blocks(), 8))) == 2 * RATE * 2


def test_what_follows_the_sound_is_not_taken_for_sound(tmp_path):
    soundfile.write(tmp_path / "a.wav", voice(), RATE, "PCM_16")
    with (tmp_path / "a.wav").open("ab") as file:
        file.write(b"LIST" + struct.pack("<I", 10) + b"INFOISFT\x00\x00")
    assert len(heard(tmp_path / "a.wav")[0]) == 2 * RATE


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.95])
@pytest.mark.parametrize(
    ("name", "format_", "subtype"), [("a.wav", "WAV", "PCM_16"), ("a.flac", "FLAC", "PCM_16"), ("a.mp3", "MP3", None)]
)
def test_what_is_left_of_a_cut_recording_is_read(tmp_path, name, format_, subtype, kept):
    soundfile.write(tmp_path / name, voice(8.0), RATE, subtype, format=format_)
    data = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(data[: round(len(data) * kept)])
    assert len(heard(tmp_path / name)[0]) / RATE == pytest.approx(8.0 * kept, abs=1.0)


def test_what_is_left_of_a_cut_m4a_is_read_when_its_index_comes_first(tmp_path):
    path = write_media(tmp_path / "a.m4a", "aac", 44_100, options={"movflags": "faststart"})
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])
    sound, rate = heard(path)
    assert 0.7 < len(sound) / rate < 1.9


def test_an_m4a_without_its_index_is_said_to_be_cut_short(tmp_path):
    path = write_media(tmp_path / "a.m4a", "aac", 44_100)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(UnreadableFile, match="damaged or was cut short"):
        open_recording(path)


def bad_files(folder: Path) -> dict[str, Path]:
    made = {name: folder / f"{name}.wav" for name in ("missing", "folder", "empty", "zero", "text", "noise", "queue")}
    made["folder"].mkdir()
    made["empty"].touch()
    soundfile.write(made["zero"], np.zeros(0), RATE, "PCM_16")
    made["text"].write_text("I would love to take this role. Is there anything that gives you pause?\n" * 20)
    made["noise"].write_bytes(np.random.default_rng(3).bytes(20_000))
    os.mkfifo(made["queue"])
    made["playlist"] = folder / "playlist.m4a"
    made["playlist"].write_text("#EXTM3U\n#EXTINF:2,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n")
    made["head"] = folder / "head.flac"
    made["head"].write_bytes(b"fLaC\x00\x00\x00\x22")
    made["nul"] = folder / "a\0b.wav"
    return made


@pytest.mark.parametrize(
    ("which", "sentence"),
    [
        ("missing", "There is no file"),
        ("folder", "is a folder"),
        ("empty", "is empty"),
        ("zero", "holds no sound"),
        ("text", "is not a recording"),
        ("noise", "is not a recording"),
        ("queue", "is not a file"),
        ("playlist", "is not a recording"),
        ("head", "is not a recording"),
        ("nul", "could not be opened"),
    ],
)
def test_a_bad_file_gives_one_clear_sentence(tmp_path, which, sentence):
    with pytest.raises(UnreadableFile, match=sentence) as caught:
        open_recording(bad_files(tmp_path)[which])
    assert caught.value.sentence.endswith(".")
    assert "\n" not in str(caught.value)


def test_a_sound_for_which_there_is_no_decoder_is_told(tmp_path):
    soundfile.write(tmp_path / "a.wav", voice(), RATE, "PCM_16")
    data = bytearray((tmp_path / "a.wav").read_bytes())
    data[34:36] = struct.pack("<H", 41)  # bits a sample
    (tmp_path / "a.wav").write_bytes(data)
    with pytest.raises(UnreadableFile, match="is not a recording"):
        open_recording(tmp_path / "a.wav")


def test_a_rate_that_no_recording_has_is_refused_before_memory_is_asked_for(tmp_path):
    soundfile.write(tmp_path / "a.wav", voice(), RATE, "PCM_16")
    data = bytearray((tmp_path / "a.wav").read_bytes())
    data[24:28] = struct.pack("<I", 2**31 - 1)
    (tmp_path / "a.wav").write_bytes(data)
    with pytest.raises(UnreadableFile, match="samples a second"):
        open_recording(tmp_path / "a.wav")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX permissions")
def test_a_file_that_may_not_be_read_says_so(tmp_path):
    soundfile.write(tmp_path / "a.wav", voice(), RATE, "PCM_16")
    (tmp_path / "a.wav").chmod(0)
    if os.geteuid() != 0:
        with pytest.raises(UnreadableFile, match="may not be read"):
            open_recording(tmp_path / "a.wav")
        return
    asked = "from pathlib import Path; from askforit_desktop.audio.decode import open_recording as o; import os\n"
    asked += f"import soundfile; os.chdir({str(tmp_path)!r}); os.setuid(65534); o(Path('a.wav'))"
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert "may not be read" in done.stderr


BLOCK_MEDIA = "import sys; sys.modules['av'] = None\n"


@pytest.mark.parametrize(("made", "sentence"), [("m4a", "pip install"), ("text", "is not a recording")])
def test_without_the_extra_a_sentence_says_how_to_get_it(tmp_path, made, sentence):
    path = tmp_path / "a.m4a"
    write_media(path, "aac", 44_100) if made == "m4a" else path.write_text("only words")
    asked = "from pathlib import Path; from askforit_desktop.audio.decode import open_recording as o\n"
    asked += f"o(Path({str(path)!r}))"
    done = subprocess.run([sys.executable, "-c", BLOCK_MEDIA + asked], capture_output=True, text=True, check=False)
    assert "UnreadableFile" in done.stderr
    assert sentence in done.stderr


def test_reading_a_wav_loads_neither_portaudio_nor_ffmpeg(tmp_path):
    soundfile.write(tmp_path / "a.wav", voice(), RATE, "PCM_16")
    asked = f"""
import sys
from pathlib import Path
from askforit_desktop.audio import decode
assert not {{'numpy', 'soundfile', 'soxr', 'av', 'sounddevice'}} & sys.modules.keys()
list(decode.open_recording(Path({str(tmp_path / "a.wav")!r})).blocks())
assert not {{'soxr', 'av', 'sounddevice'}} & sys.modules.keys()
"""
    subprocess.run([sys.executable, "-c", asked], check=True)


def test_three_hours_need_no_more_memory_than_a_minute(tmp_path):
    path = tmp_path / "long.wav"
    with soundfile.SoundFile(path, "w", 8_000, 1, "PCM_16") as sound:
        for _ in range(180):
            sound.write(np.tile(voice(2.0, 8_000), 30))
    asked = f"""
import resource, sys
from pathlib import Path
from askforit_desktop.audio.decode import open_recording
decoded = open_recording(Path({str(path)!r}))
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
blocks = decoded.blocks()
count = sum(len(next(blocks)) for _ in range(240))
early = peak()
count += sum(map(len, blocks))
print(decoded.duration, count, peak() - early)
"""
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    duration, count, grown = map(float, done.stdout.split())
    assert (duration, count) == (10_800.0, 10_800 * 8_000 * 2)
    assert grown < 4_096
