"""What the system's dialogs offer."""

import pytest
import soundfile
from PySide6.QtWidgets import QFileDialog, QWidget

from askforit_desktop.audio.decode import open_recording
from askforit_desktop.gui import file_dialogs
from askforit_desktop.paths import resources

SAMPLE = resources() / "samples" / "05_ked_short.wav"


@pytest.mark.parametrize("suffix", [".aif", ".aiff"])
def test_a_recording_of_apples_kind_that_can_be_read_is_offered_for_import(tmp_path, qtbot, monkeypatch, suffix):
    file, offered = tmp_path / f"a{suffix}", []
    soundfile.write(file, *soundfile.read(SAMPLE), format="AIFF")

    def choose(*asked):
        offered.extend(asked[-1].split("(")[1].split(")")[0].split())
        return [str(file)], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    window = QWidget()
    qtbot.addWidget(window)
    (chosen,) = file_dialogs.recordings(window)
    assert f"*{suffix}" in offered
    assert sum(map(len, open_recording(chosen).blocks())) > 0
