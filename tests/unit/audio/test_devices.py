"""Devices: each real microphone once and by its full name, and a sentence where there is none."""

import os
import subprocess
import sys

import pytest

from askforit_desktop.audio import devices
from askforit_desktop.problems import AudioProblem


@pytest.mark.usefixtures("sound")
def test_microphones_are_listed_by_their_full_names_and_without_monitors():
    found = devices.microphones()
    assert [d.name for d in found] == ["VirtualMic", "VirtualMic2", "headset"]
    assert [d.default for d in found] == [True, False, False]
    assert min(d.rate for d in found) >= 16_000


@pytest.mark.usefixtures("sound")
def test_speakers_are_listed_with_the_default_one_first():
    assert devices.speakers()[0].name == "VirtualSpeaker"
    assert devices.speaker().name == "VirtualSpeaker"


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("", "VirtualMic"),
        ("VirtualMic", "VirtualMic"),
        ("virtualmic2", "VirtualMic2"),
        ("head", "headset"),
        ("vmic2", "VirtualMic2"),
    ],
)
@pytest.mark.usefixtures("sound")
def test_a_microphone_is_found_by_name_in_any_case_or_by_a_part_of_it(asked, given):
    assert devices.microphone(asked).name == given


@pytest.mark.usefixtures("sound")
def test_a_name_that_no_microphone_has_is_said():
    with pytest.raises(AudioProblem, match="no microphone “Kazoo”"):
        devices.microphone("Kazoo")


def test_a_monitor_is_not_taken_for_a_microphone_when_the_last_one_goes(sound):
    sound.unplug("vmic", "vmic2")
    assert all(d.name == "headset" for d in devices.microphones())
    assert not any(d.default for d in devices.microphones())


def test_a_microphone_that_comes_is_found(sound):
    sound.unplug("vmic2")
    assert "VirtualMic2" not in [d.name for d in devices.microphones()]
    sound.restore()
    assert devices.microphone("VirtualMic2").key == "vmic2"


def in_another_world(words: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", words],
        capture_output=True,
        text=True,
        env=os.environ | environment,
        check=False,
        timeout=30,
    )
    return done.stderr + done.stdout


def test_without_any_sound_system_a_sentence_says_that_there_is_no_microphone(tmp_path):
    told = "from askforit_desktop.audio import devices; devices.microphone()"
    away = {"PULSE_SERVER": f"unix:{tmp_path}/none", "ALSA_CONFIG_PATH": "/usr/share/alsa/alsa.conf"}
    assert "AudioProblem: No microphone was found." in in_another_world(told, **away)


def test_a_broken_alsa_configuration_gives_a_sentence(tmp_path):
    (tmp_path / "asound.conf").write_text("pcm.!default { type nonsense")
    told = "from askforit_desktop.audio import devices; devices.microphone()"
    assert "askforit_desktop.problems.AudioProblem" in in_another_world(
        told, ALSA_CONFIG_PATH=str(tmp_path / "asound.conf"), PULSE_SERVER=f"unix:{tmp_path}/none"
    )


def test_without_portaudio_a_sentence_says_what_to_install():
    told = "import sys; sys.modules['sounddevice'] = None\n"
    told += "from askforit_desktop.audio import devices; devices.microphones()"
    assert "install libportaudio2" in in_another_world(told)


def test_importing_the_recorder_loads_no_sound_library():
    told = "import sys; import askforit_desktop.audio.recorder, askforit_desktop.audio.player\n"
    told += "assert not {'sounddevice', 'pulsectl', 'numpy'} & sys.modules.keys()"
    assert in_another_world(told) == ""
