"""The parts of an answer: limits, the share to choose, what is done today, break-evens."""
