"""To come."""

from pages.ui.chrome import head, next_step

head("roi")
next_step("roi")
