"""To come."""

from pages.ui.chrome import head, next_step

head("model")
next_step("model")
