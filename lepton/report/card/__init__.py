"""What a model is, how good it is and what it may be used for, on a page or two."""

from lepton.report.card.markdown import card_markdown
from lepton.report.card.word import write_card

__all__ = ["card_markdown", "write_card"]
