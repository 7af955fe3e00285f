"""A result in, a Plotly figure out; and the words and numbers people read."""
