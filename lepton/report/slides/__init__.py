"""Six slides about the business case, with charts that can be edited, in the user's template."""

from lepton.report.slides.deck import write_slides
from lepton.report.slides.template import open_template

__all__ = ["open_template", "write_slides"]
