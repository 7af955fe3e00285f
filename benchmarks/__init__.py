"""One file per claim; peers run beside us in the same process or minute."""
