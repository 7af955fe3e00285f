"""Names and values from a user's table, shown as they are: never as Markdown, HTML or icons."""

import re

__all__ = ["plain"]

# Characters that mean something to Markdown, plus the dollar that starts a formula.
MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$^=&\"'])")
# Icons, emoji, addresses and arrows are looked for after the backslashes are gone: an invisible
# joiner behind the character that starts them keeps them text.
JOINER = "\u2060"
STARTS = re.compile(r"(:|@|www(?=\.)|[<>=~-](?=[->=]))", re.IGNORECASE)
SPACES = re.compile(r"[^\S\u00a0]+")  # a no-break space stays one: it holds 12.4 % together
LONGEST = 80


def plain(text: object, longest: int = LONGEST) -> str:
    r"""Make text safe to put into Markdown: a label, a caption, a tooltip.

    Parameters
    ----------
    text
        Anything a user may have typed or uploaded.
    longest
        Cut after so many characters; the cut is shown.

    Examples
    --------
    >>> print(plain("<b> costs $5"))
    \<b\> costs \$5
    """
    words = SPACES.sub(" ", str(text)).strip()
    if len(words) > longest:
        words = words[: longest - 1] + "…"
    return MARKS.sub(r"\\\1", STARTS.sub(r"\1" + JOINER, words))
