"""Makes the pages, and ties their wishes to the program; no page knows another.

The pages after the first are loaded when they are first wanted, so that the first picture comes soon.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from askforit_desktop.gui.rehearse_page import RehearsePage
from askforit_desktop.gui.widgets.frames import Page
from askforit_desktop.gui.widgets.setup_row import Setup

if TYPE_CHECKING:
    from askforit_desktop.gui.models_panel import ModelsPanel
    from askforit_desktop.gui.program import Program


def make(name: str, program: "Program") -> Page:
    """The page of that name: "welcome", "take", "compare", "takes", "progress", "close" or "settings"."""
    return _MAKERS[name](program)


def load() -> None:
    """Import what the pages need, on another thread, so that the first visit to one does not stop the window."""
    from askforit_desktop.gui import (  # noqa: F401
        close_page,
        compare_page,
        progress_page,
        review_page,
        settings_desk,
        takes_page,
        welcome,
    )
    from askforit_desktop.speech import install  # noqa: F401


def wire_rehearse(page: RehearsePage, program: "Program") -> None:
    """The first page is there before the core is."""
    booth = program.booth

    def keep(setup: Setup) -> None:
        program.change(microphone=setup.microphone, role=setup.role, company=setup.company)
        booth.watch(setup.microphone)

    page.record_requested.connect(booth.record)
    page.stop_requested.connect(booth.stop)
    page.discard_requested.connect(booth.discard)
    page.undo_requested.connect(program.restore)
    page.setup_changed.connect(keep)
    page.checklist_wanted.connect(lambda shown: program.change(show_checklist=shown))
    page.model_requested.connect(partial(program.go, "settings"))
    booth.level_heard.connect(page.show_level)
    booth.microphones_found.connect(page.show_microphones)


def _review(program: "Program") -> Page:
    from askforit_desktop.gui.review_page import ReviewPage

    page = ReviewPage(program.studio, program.bridge)
    page.rehearse_requested.connect(partial(program.go, "rehearse"))
    page.practise_requested.connect(program.practise)
    page.takes_changed.connect(program.count_takes)
    page.deleted.connect(program.show_deleted)
    page.compare_requested.connect(program.compare)
    program.ending.connect(page.shut_down)
    return page


def _compare(program: "Program") -> Page:
    from askforit_desktop.gui.compare_page import ComparePage

    page = ComparePage(program.studio, program.bridge)
    page.open_requested.connect(program.open_take)
    page.rehearse_requested.connect(partial(program.go, "rehearse"))
    program.ending.connect(page.shut_down)
    return page


def _takes(program: "Program") -> Page:
    from askforit_desktop.gui.takes_page import TakesPage

    page = TakesPage(program.studio, program.bridge)
    page.open_requested.connect(program.open_take)
    page.compare_requested.connect(program.compare)
    page.rehearse_requested.connect(partial(program.go, "rehearse"))
    page.sample_requested.connect(program.try_sample)
    page.takes_changed.connect(program.count_takes)
    program.ending.connect(page.shut_down)
    return page


def _progress(program: "Program") -> Page:
    from askforit_desktop.gui.progress_page import ProgressPage

    page = ProgressPage(program.studio, program.bridge)
    page.open_requested.connect(program.open_take)
    page.practise_requested.connect(program.practise)
    page.answer_requested.connect(program.answer)
    return page


def _close(program: "Program") -> Page:
    from askforit_desktop.gui.close_page import ClosePage

    page = ClosePage(program.studio, program.bridge)
    page.practise_requested.connect(program.practise)
    page.rubric_changed.connect(program.show_rubric)
    return page


def _settings(program: "Program") -> Page:
    from askforit_desktop.gui.settings_desk import SettingsDesk

    return SettingsDesk(program, _models(program)).page


def _models(program: "Program") -> "ModelsPanel":
    from askforit_desktop.gui.models_panel import ModelsPanel

    panel = ModelsPanel(program.installing, program.studio.models, program.bridge)
    panel.chosen.connect(program.choose_model)
    program.model_found.connect(lambda model: panel.refresh(model.name))
    panel.refresh(program.model.name if program.model else "")
    return panel


def _welcome(program: "Program") -> Page:
    from askforit_desktop.gui.welcome import WelcomePage

    page = WelcomePage()

    def leave(where: Callable[[], None]) -> None:
        program.change(welcomed=True)
        where()

    def choose(microphone: str) -> None:
        program.change(microphone=microphone)
        program.booth.watch(microphone)

    page.microphone_chosen.connect(choose)
    program.bridge.run(load, lambda _: page.show_models(_models(program)))
    page.done.connect(lambda: leave(partial(program.go, "rehearse")))
    page.sample_requested.connect(lambda: leave(program.try_sample))
    program.booth.level_heard.connect(page.show_level)
    program.booth.microphones_found.connect(page.show_microphones)
    page.show_microphones(program.booth.microphones)
    return page


_MAKERS: dict[str, Callable[["Program"], Page]] = {
    "welcome": _welcome,
    "take": _review,
    "compare": _compare,
    "takes": _takes,
    "progress": _progress,
    "close": _close,
    "settings": _settings,
}
