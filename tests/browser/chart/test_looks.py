"""Names that neither overlap nor leave the screen, in both themes, and as a picture."""

from itertools import combinations

import pytest

pytestmark = pytest.mark.browser


BUSY = {
    "models": 5,
    "today": "point",
    "params": {"capacity": 1500},
    "shown": {"f1": True, "simultaneous": True},
}


HALO = 7  # pixels that two boxes share when only the paper around the letters touches
TEXTS = """[...document.querySelectorAll('.chart svg text')]
  .filter((node) => node.textContent && !node.closest('[hidden]'))
  .map((node) => [node.textContent, node.getBoundingClientRect()])
  .map(([text, { left, right, top, bottom }]) => [text, left, right, top, bottom])"""
METRICS = ("profit", "roi", "gains", "lift", "response", "marginal", "cost")


@pytest.mark.parametrize("today", ["point", "curve"])
@pytest.mark.parametrize("width", [390, 1000])
def test_names_neither_overlap_nor_leave_the_screen(chart, width, today):
    shown = chart({**BUSY, "today": today}, width=width, height=900)
    for metric in METRICS:
        shown.change(metric=metric)
        assert shown.ask("document.scrollingElement.scrollWidth") <= width
        texts = shown.ask(TEXTS)
        assert all(0 <= left < right <= width for _, left, right, *_ in texts), metric
        on_another = [(a[0], b[0]) for a, b in combinations(texts, 2) if overlap(a, b)]
        assert not on_another, metric


def overlap(a: list, b: list) -> bool:
    """Whether the letters of two texts touch."""
    across, down = (min(a[i + 1], b[i + 1]) - max(a[i], b[i]) for i in (1, 3))
    return across > HALO and down > HALO


# Ratio of luminances as WCAG 2 defines it, against the page's background.
CONTRAST = """(node) => {
  const light = (colour) => {
    const pen = document.createElement('canvas').getContext('2d');
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const part = [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).map((x) => x / 255)
      .map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4));
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  };
  const paper = getComputedStyle(document.body).backgroundColor;
  const [a, b] = [getComputedStyle(node).fill, paper].map(light);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}"""


@pytest.mark.parametrize("dark", [False, True])
def test_every_name_is_legible_in_both_themes(chart, dark):
    shown = chart(BUSY, dark=dark)
    for text in shown.page.locator(".chart svg text:visible").all():
        assert text.evaluate(CONTRAST) >= 4.5, text.text_content()
    for bar in shown.at("strip").locator("rect:not([hidden])").all():
        assert bar.evaluate(CONTRAST) >= 3


@pytest.mark.parametrize("dark", [False, True])
def test_a_picture_is_the_chart_as_it_is_shown(chart, dark):
    shown = chart({"models": 2}, dark=dark, width=900)
    told = shown.page.evaluate(
        """async () => {
            const words = { title: 'Profit a month', note: 'A note.' };
            const blob = await picture(chart.pictures, words);
            const image = await createImageBitmap(blob);
            const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
            pen.drawImage(image, 0, 0);
            const { data } = pen.getImageData(0, 0, image.width, image.height);
            const colours = new Map();
            for (let i = 0; i < data.length; i += 4) {
              const name = `${data[i]},${data[i + 1]},${data[i + 2]}`;
              colours.set(name, (colours.get(name) ?? 0) + 1);
            }
            return { type: blob.type, width: image.width, shown: chart.width,
              paper: `${data[0]},${data[1]},${data[2]}`, colours: Object.fromEntries(colours) };
        }"""
    )
    assert told["type"] == "image/png"
    assert told["width"] == 2 * (told["shown"] + 40)
    assert told["paper"] == ("17,20,26" if dark else "255,255,255")
    accent = "127,168,255" if dark else "29,95,209"
    assert told["colours"].get(accent, 0) > 1000
