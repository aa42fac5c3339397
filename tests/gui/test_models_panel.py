"""The speech models on screen: fetched with one click, stopped, refused, chosen, removed."""

import hashlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton

from askforit_desktop.gui.installing import Installing
from askforit_desktop.gui.models_panel import ModelsPanel
from askforit_desktop.speech import models
from askforit_desktop.speech.catalogue import Catalogue, Entry
from askforit_desktop.speech.install import Installer
from askforit_desktop.speech.models import Place
from askforit_desktop.speech.part import Timing
from tests.conftest import ROOT
from tests.serving import FileServer
from tests.unit.speech.test_install import zipped

NAME, TITLE = "vosk-model-small-en-us-0.15", "Small US English"
HASTY = Timing(connect=2.0, read=0.5, attempts=3, first_delay=0.01, longest_delay=0.02)
WITHIN = 30_000


@pytest.fixture(scope="module")
def data() -> bytes:
    return zipped()


@pytest.fixture
def panel_for(qtbot, bridge, tmp_path):
    """A panel over a folder of its own, with the one model that an address holds."""

    def make(data: bytes, *urls: str, free: int = 10**9) -> ModelsPanel:
        known = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "unpacked": 6_000_000, "memory": 10**8}
        entry = Entry(name=NAME, title=TITLE, advice="A good start.", licence="Apache-2.0", urls=urls, **known)
        own = tmp_path / "own"
        installer = Installer(own, Catalogue((entry,)), HASTY, free_memory=lambda: free)
        places = (Place(own, "own"), Place(ROOT / "models", "came with Ask For It"))
        installing = Installing(installer, bridge)
        panel = ModelsPanel(installing, lambda: models.find(places), bridge)
        installing.setParent(panel)
        qtbot.addWidget(panel)
        panel.show()
        panel.refresh(models.DEMO)
        qtbot.waitUntil(lambda: bool(buttons(panel)), timeout=WITHIN)
        return panel

    return make


def buttons(panel, start=""):
    named = {b.accessibleName(): b for b in panel.findChildren(QPushButton) if b.isVisible()}
    return {name: button for name, button in named.items() if name.startswith(start) and TITLE in name}


def buttons_named(panel, name):
    return next(b for b in panel.findChildren(QPushButton) if b.accessibleName() == name)


def press(panel, name, qtbot):
    qtbot.waitUntil(lambda: name in buttons(panel), timeout=WITHIN)
    buttons(panel)[name].click()


def test_one_click_fetches_a_model_and_the_next_take_uses_it(panel_for, data, qtbot):
    with FileServer(data) as server:
        panel = panel_for(data, server.url)
        with qtbot.waitSignal(panel._installing.ended, timeout=WITHIN) as ended:
            press(panel, f"Download: {TITLE}", qtbot)
    assert ended.args[0].name == NAME
    assert panel.notice.text == f"{TITLE} is ready, from your next take on."
    assert not panel._work.isVisible()


def test_a_server_that_fails_is_told_in_place_with_what_to_do(panel_for, data, qtbot):
    with FileServer(data, "not found") as server:
        panel = panel_for(data, server.url)
        press(panel, f"Download: {TITLE}", qtbot)
        qtbot.waitUntil(lambda: bool(panel.notice.text), timeout=WITHIN)
    assert server.url in panel.notice.text
    assert f"Download: {TITLE}" in buttons(panel)


def test_a_download_that_was_stopped_can_go_on(panel_for, data, qtbot):
    with FileServer(data, "slow") as server:
        panel = panel_for(data, server.url)
        press(panel, f"Download: {TITLE}", qtbot)
        qtbot.waitUntil(lambda: panel._installer.pending(NAME) > 0, timeout=WITHIN)
        panel.cancel()
        qtbot.waitUntil(lambda: "stopped" in panel.notice.text, timeout=WITHIN)
    qtbot.waitUntil(lambda: f"Go on downloading: {TITLE}" in buttons(panel), timeout=WITHIN)


def test_nothing_else_can_be_asked_for_until_a_download_is_over(panel_for, data, qtbot):
    with FileServer(data, "slow") as server:
        panel = panel_for(data, server.url)
        press(panel, f"Download: {TITLE}", qtbot)
        ways = [f"Download: {TITLE}", "Install a model from a zip file", "Install a model from a folder"]
        assert not any(buttons_named(panel, name).isEnabled() for name in ways)
        qtbot.waitUntil(lambda: panel._installer.pending(NAME) > 0, timeout=WITHIN)
        panel.cancel()
        qtbot.waitUntil(lambda: "stopped" in panel.notice.text, timeout=WITHIN)
    qtbot.waitUntil(lambda: bool(buttons(panel, "Go on")), timeout=WITHIN)
    assert all(button.isEnabled() for button in buttons(panel, "Go on").values())
    assert buttons_named(panel, ways[1]).isEnabled()


def test_a_zip_that_the_user_has_is_installed(panel_for, data, qtbot, tmp_path, monkeypatch):
    given = tmp_path / f"{NAME}.zip"
    given.write_bytes(data)
    panel = panel_for(data, "http://127.0.0.1:9/nothing")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(given), ""))
    with qtbot.waitSignal(panel._installing.ended, timeout=WITHIN):
        next(b for b in panel.findChildren(QPushButton) if b.text() == "I have a zip…").click()


def test_a_model_is_fetched_from_an_address_that_the_user_types(panel_for, data, qtbot):
    with FileServer(data) as server:
        panel = panel_for(data)
        buttons_named(panel, "Install a model from an address on the web").click()
        line = panel.findChild(QLineEdit)
        with qtbot.waitSignal(panel._installing.ended, timeout=WITHIN) as ended:
            qtbot.keyClicks(line, f" {server.url} ")
            qtbot.keyClick(line, Qt.Key.Key_Return)
    assert ended.args[0].name == models.DEMO
    assert panel.notice.text == "Demo model is ready, from your next take on."


def test_what_is_no_address_is_refused_in_a_sentence(panel_for, data, qtbot):
    panel = panel_for(data)
    buttons_named(panel, "Install a model from an address on the web").click()
    qtbot.keyClicks(panel.findChild(QLineEdit), "https://")
    buttons_named(panel, "Download the model from this address").click()
    qtbot.waitUntil(lambda: bool(panel.notice.text), timeout=WITHIN)
    assert "https://" in panel.notice.text


def test_a_folder_that_holds_no_model_is_refused_in_a_sentence(panel_for, data, qtbot, tmp_path, monkeypatch):
    panel = panel_for(data, "http://127.0.0.1:9/nothing")
    (tmp_path / "photos").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "photos"))
    next(b for b in panel.findChildren(QPushButton) if b.text() == "I have a folder…").click()
    qtbot.waitUntil(lambda: "is not a speech model" in panel.notice.text, timeout=WITHIN)


def test_a_model_that_needs_more_memory_than_is_free_asks_first(panel_for, data, qtbot):
    with FileServer(data) as server:
        panel = panel_for(data, server.url, free=10**7)
        press(panel, f"Download: {TITLE}", qtbot)
        qtbot.waitUntil(lambda: "memory" in panel._question.text, timeout=WITHIN)
        with qtbot.waitSignal(panel._installing.ended, timeout=WITHIN):
            panel._question.acted.emit()


def test_a_model_of_our_own_can_be_used_or_removed(panel_for, data, qtbot):
    with FileServer(data) as server:
        panel = panel_for(data, server.url)
        panel.install(NAME)
        qtbot.waitSignal(panel._installing.ended, timeout=WITHIN).wait()
    panel.refresh(models.DEMO)
    press(panel, f"Remove: {TITLE}", qtbot)
    qtbot.waitUntil(lambda: f"Download: {TITLE}" in buttons(panel), timeout=WITHIN)
    assert not (panel._installer.own / NAME).exists()


def test_a_download_begun_in_one_list_is_shown_in_another_and_can_be_cancelled_there(panel_for, data, bridge, qtbot):
    with FileServer(data, "slow") as server:
        panel = panel_for(data, server.url)
        press(panel, f"Download: {TITLE}", qtbot)
        other = ModelsPanel(panel._installing, panel._find, bridge)
        qtbot.addWidget(other)
        other.show()
        qtbot.waitUntil(lambda: "Downloading" in other._work.text, timeout=WITHIN)
        buttons_named(other, "Cancel").click()
        qtbot.waitUntil(lambda: "stopped" in other.notice.text, timeout=WITHIN)
    assert not panel._work.isVisible()


def test_why_a_download_failed_is_told_in_each_list(panel_for, data, bridge, qtbot):
    with FileServer(data, "not found") as server:
        panel = panel_for(data, server.url)
        other = ModelsPanel(panel._installing, panel._find, bridge)
        qtbot.addWidget(other)
        press(panel, f"Download: {TITLE}", qtbot)
        qtbot.waitUntil(lambda: server.url in other.notice.text, timeout=WITHIN)
    assert other.notice.text == panel.notice.text


def test_a_model_that_was_chosen_from_the_list_is_used(panel_for, data, qtbot):
    with FileServer(data) as server:
        panel = panel_for(data, server.url)
        panel.install(NAME)
        qtbot.waitSignal(panel._installing.ended, timeout=WITHIN).wait()
    panel.refresh(models.DEMO)
    with qtbot.waitSignal(panel.chosen, timeout=WITHIN) as chosen:
        press(panel, f"Use: {TITLE}", qtbot)
    assert chosen.args == [NAME]
