"""Contrast of the colours, as the Web Content Accessibility Guidelines 2.1 compute it."""

import pytest

from luashell.repl.highlight.palettes import DARK, LIGHT, OWN, Palette, palette_named

LEAST = 4.5


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, from 0 for black to 1 for white."""

    def linear(share: float) -> float:
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_rightly() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize(
    ("palette", "background"),
    [
        (LIGHT, "#ffffff"),
        (LIGHT, "#eeeeee"),
        (LIGHT, "#fdf6e3"),
        (DARK, "#000000"),
        (DARK, "#1e1e1e"),
        (DARK, "#002b36"),
        (DARK, "#300a24"),
    ],
)
def test_contrast_is_sufficient(palette: Palette, background: str) -> None:
    colours = {palette.foreground, *(look.colour for look in palette.looks.values() if look.colour)}
    assert len(colours) > 8
    assert {colour: contrast(colour, background) for colour in colours if contrast(colour, background) < LEAST} == {}


def test_palettes_speak_of_the_same() -> None:
    assert LIGHT.looks.keys() == DARK.looks.keys() == OWN.looks.keys()


def test_style_that_is_named_is_taken() -> None:
    environment = {"COLORFGBG": "0;15"}
    assert palette_named("dark", environment) is DARK
    assert palette_named("light", {}) is LIGHT
    assert palette_named("auto", environment) is LIGHT
    assert palette_named("auto", {"COLORFGBG": "15;0"}) is DARK


@pytest.mark.parametrize("environment", [{}, {"COLORFGBG": ""}, {"COLORFGBG": "0;default"}])
def test_unknown_background_gets_colours_of_the_terminal_itself(environment: dict[str, str]) -> None:
    palette = palette_named("auto", environment)
    assert palette is OWN
    assert {look.colour for look in palette.looks.values()} == {""}
    assert {look.ansi for look in palette.looks.values()} == {0, 31, 32, 35, 36}
