from itertools import product

import pytest

from askforit_desktop.closing.rubric import Act
from askforit_desktop.gui.palette import DARK, LIGHT, Palette, contrast

BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
LEGIBLE = 4.5  # WCAG 2.2, 1.4.3, text
VISIBLE = 3.0  # WCAG 2.2, 1.4.11, parts of controls and pictures that carry meaning


def surfaces(palette: Palette) -> list[str]:
    return [palette.window, palette.sidebar, palette.card]


def test_the_measure_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@BOTH
def test_all_text_is_legible_on_every_surface(palette):
    inks = [
        palette.text,
        palette.muted,
        palette.accent,
        palette.warn,
        palette.danger,
        *(palette.act(act).strong for act in Act),
    ]
    for ink, surface in product(inks, surfaces(palette)):
        assert contrast(ink, surface) >= LEGIBLE, (ink, surface)


@BOTH
def test_text_is_legible_on_each_mark(palette):
    for soft in [palette.warn_soft, *(palette.act(act).soft for act in Act)]:
        assert contrast(palette.text, soft) >= LEGIBLE, soft
        assert contrast(palette.muted, soft) >= LEGIBLE, soft


@BOTH
def test_words_on_buttons_and_notices_are_legible(palette):
    assert contrast(palette.on_accent, palette.accent) >= LEGIBLE
    assert contrast(palette.on_accent, palette.accent_hover) >= LEGIBLE
    assert contrast(palette.warn, palette.warn_soft) >= LEGIBLE
    assert contrast(palette.muted, palette.track) >= LEGIBLE


@BOTH
def test_signs_stand_out_from_what_is_around_them(palette):
    assert contrast(palette.on_record, palette.record) >= VISIBLE
    for surface in surfaces(palette):
        assert contrast(palette.record, surface) >= VISIBLE
        assert contrast(palette.edge, surface) >= VISIBLE
        assert contrast(palette.accent, surface) >= VISIBLE
    for act in Act:
        assert contrast(palette.on_act, palette.act(act).strong) >= LEGIBLE
