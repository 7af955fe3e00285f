"""To come."""

from pages.ui.chrome import head, next_step

head("explain")
next_step("explain")
