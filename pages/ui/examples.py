"""What an empty page will show: pictures of the customer churn sample, kept as a few numbers."""

import streamlit as st

from lepton.plots.format import percent
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark

__all__ = ["example_of_case", "example_of_model", "example_of_reasons", "example_of_worth"]

INTRO = "What this page shows, with customer churn as the example:"
WORTH = (
    "Contacting the 25 % most at risk (750 a month) would earn an estimated €10,000 to €14,000 a "
    "month, about €12,000, ROI 230 % on the €5,300 spent."
)
CASE = (
    "An estimated loss of €24 k to a gain of €240 k over 3 years, in today's money at 10 % a year; "
    "about €160 k if it is delivered and all is as assumed. It would have paid for itself after "
    "13 months."
)
CHECKS = {
    "classes": ["0", "1"],
    "confusion": [[522, 9], [17, 82]],
    "roc": {
        "fpr": [0, 0.002, 0.017, 0.021, 0.041, 0.164, 0.38, 1],
        "tpr": [0, 0.455, 0.727, 0.848, 0.98, 0.99, 1, 1],
    },
}
SIZES = {
    "Frequency of use": 1.39,
    "Status": 1.29,
    "Call Failure": 0.84,
    "Complains": 0.69,
    "Seconds of Use": 0.65,
    "Subscription Length": 0.60,
}


def example_of_model() -> None:
    """Show how good a model was on the rows it had never seen."""
    from lepton.plots import quality

    st.caption(INTRO)
    left, right = st.columns(2)
    with left:
        figure = quality.confusion(CHECKS, "Churn", dark=is_dark())
        chart(figure, "example_confusion", f"{percent(0.959)} of 630 customers predicted right")
    with right:
        figure = quality.roc(CHECKS, dark=is_dark())
        chart(figure, "example_roc", "ROC curve of the example")


def example_of_reasons() -> None:
    """Show which columns moved the predictions."""
    from types import SimpleNamespace

    from lepton.plots.explained import importance

    st.caption(INTRO)
    picture = SimpleNamespace(values=[list(SIZES.values())], feature_names=list(SIZES))
    chart(
        importance(picture, dark=is_dark()),
        "example_importance",
        "Columns of the example by how far they move the prediction",
    )


def example_of_worth() -> None:
    """Say what the page of returns answers."""
    st.caption("What this page says, with customer churn as the example:")
    st.markdown(f"**{plain(WORTH, 400)}**")


def example_of_case() -> None:
    """Say what the page of the business case answers."""
    st.caption("What this page says, with customer churn as the example:")
    st.markdown(f"**{plain(CASE, 400)}**")
