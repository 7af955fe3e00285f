"""Where does the money come from? The chosen policy, parted by any column."""

import streamlit as st

from pages.ui.below_case import Case
from pages.ui.store import store
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark

__all__ = ["segments_below"]

LONGEST = 500


def segments_below(case: Case) -> None:
    """Let a column be chosen, and show what each part of it brings."""
    from lepton.plots.segments import segment_words, segments_figure, segments_table
    from lepton.workflows.segments import segments

    kept, told = case.kept, _already_told(case)
    names = [name for name in case.evidence.column_names if name not in told]
    if not names:
        st.caption("Only the scores are known here, so there is no column to part them by.")
        return
    column = st.selectbox("Part the decisions by", names, key=case.key("segments"))
    found = segments(case.evidence, kept, str(column))
    acted = case.word("acted", "acted on")
    st.markdown(plain(segment_words(found, acted, kept.currency), LONGEST))
    chart(
        segments_figure(found, kept.currency, dark=is_dark()),
        "segments",
        f"Profit by {column}, part by part",
    )
    with st.expander("The same figures as a table"):
        st.dataframe(segments_table(found, acted, kept.currency), hide_index=True)


def _already_told(case: Case) -> set[str]:
    """The outcome and the scores: to part the decisions by them would tell nothing new."""
    from lepton.workflows.scores import columns_of

    if case.evidence.origin == "scores":
        columns = columns_of(store(), case.project)
        return {columns.y, *columns.scores}
    return {str((case.project.task or {}).get("target"))}
