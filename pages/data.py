"""To come."""

from pages.ui.chrome import head, next_step

head("data")
next_step("data")
