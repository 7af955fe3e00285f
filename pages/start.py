"""To come."""

from pages.ui.chrome import head, next_step

head("start")
next_step("start")
