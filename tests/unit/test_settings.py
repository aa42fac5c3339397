import json

import pytest

from askforit_desktop import settings
from askforit_desktop.problems import LibraryProblem
from askforit_desktop.settings import Settings


def test_settings_come_back_as_they_were_saved(tmp_path):
    chosen = Settings(model="a", length_min=20.0, elements_off=("channel",), own_lines={"thanks": ("cheers",)})
    settings.save(chosen, tmp_path / "new" / "settings.json")
    assert settings.load(tmp_path / "new" / "settings.json") == chosen


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "\ufffd",
        '{"model": 7, "unknown": 1}',
        '{"elements_off": "thanks"}',
        '{"own_lines": {"thanks": 5}}',
        '{"own_lines": {"thanks": "cheers"}}',
        '{"own_lines": ["thanks"]}',
        '{"length_min": true}',
        '{"length_min": NaN, "length_max": 1e999}',
        '{"length_min": -5}',
    ],
)
def test_what_is_damaged_falls_back_to_its_default(tmp_path, text):
    (tmp_path / "settings.json").write_text(text, encoding="utf-8")
    assert settings.load(tmp_path / "settings.json") == Settings()


def test_what_is_sound_beside_something_damaged_is_kept(tmp_path):
    data = {"own_lines": {"thanks": 5, "enjoyed": ["good talk"]}, "theme": "dark"}
    (tmp_path / "settings.json").write_text(json.dumps(data), encoding="utf-8")
    assert settings.load(tmp_path / "settings.json") == Settings(theme="dark", own_lines={"enjoyed": ("good talk",)})


def test_a_save_that_fails_is_told_and_leaves_nothing_behind(tmp_path):
    (tmp_path / "settings.json").mkdir()
    with pytest.raises(LibraryProblem) as caught:
        settings.save(Settings(), tmp_path / "settings.json")
    assert str(tmp_path) in caught.value.hint
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]
