"""Two real experiments, with the rates that are known of them.

Hillstrom (2008), MineThatData e-mail analytics challenge: 64,000 customers, a third each with no
mail, a mail of men's and one of women's clothes. Thornton (2008), American Economic Review 98(5):
a randomised incentive to collect a test result.
"""

import numpy as np
import pandas as pd
import pytest

from lepton.value.uplift import Offer, balance, uplift_curve

BEFORE = ("recency", "history", "mens", "womens", "newbie")


def table(shared, name):
    file = shared / "data" / "extra" / name
    if not file.is_file():
        pytest.skip(f"the table {name} is missing")
    return pd.read_csv(file)


@pytest.fixture(scope="module")
def mails(shared):
    return table(shared, "hillstrom_email_experiment.csv")


def arms(mails, mail):
    """Customers with this mail and those with none."""
    rows = mails[mails["segment"].isin([mail, "No E-Mail"])]
    return rows, (rows["segment"] == mail).to_numpy().astype(int)


@pytest.mark.parametrize(
    ("mail", "visits", "spend"),
    [("Mens E-Mail", 0.1828, 1.4226), ("Womens E-Mail", 0.1514, 1.0772)],
)
def test_hillstrom_rates_are_the_known_ones(mails, mail, visits, spend):
    rows, treated = arms(mails, mail)
    visit = uplift_curve(rows["visit"], treated, rows["history"]).effect
    assert visit.treated_rate == pytest.approx(visits, abs=5e-5)
    assert visit.control_rate == pytest.approx(0.1062, abs=5e-5)
    assert visit.low > 0
    bought = uplift_curve(
        rows["conversion"], treated, rows["history"], value=rows["spend"].to_numpy()
    ).effect
    assert bought.treated_rate == pytest.approx(spend, abs=5e-5)
    assert bought.control_rate == pytest.approx(0.6528, abs=5e-5)


@pytest.mark.parametrize("mail", ["Mens E-Mail", "Womens E-Mail"])
def test_hillstrom_was_randomised(mails, mail):
    rows, treated = arms(mails, mail)
    found = balance(treated, {name: rows[name].to_numpy() for name in BEFORE})
    assert found.balanced
    assert np.abs(found.gap).max() < 0.02


def test_hillstrom_men_bought_because_of_the_mail_and_the_report_counts_all_who_bought(mails):
    rows, treated = arms(mails, "Mens E-Mail")
    curve = uplift_curve(rows["visit"], treated, rows["history"], offer=Offer(population=1000))
    everybody = curve.everybody
    assert everybody.incremental == pytest.approx(1000 * (0.1827567 - 0.1061673), abs=0.01)
    assert everybody.gross == pytest.approx(182.7567, abs=0.01)
    # of the visits that a report would show, only two in five came because of the mail
    assert everybody.incremental / everybody.gross == pytest.approx(0.42, abs=0.005)


def test_hillstrom_women_of_women_react_most(mails):
    rows, treated = arms(mails, "Womens E-Mail")
    ranked = uplift_curve(rows["visit"], treated, rows["womens"])
    at_random = uplift_curve(rows["visit"], treated, rows["newbie"])
    assert ranked.qini_low > 0
    assert ranked.qini_area > at_random.qini_area
    assert ranked.at(fraction=0.6).uplift > ranked.effect.uplift


def test_thornton_an_incentive_takes_the_share_from_339_to_789_in_a_thousand(shared):
    rows = table(shared, "incentive_experiment_thornton.csv").dropna(subset=["any", "got"])
    curve = uplift_curve(
        rows["got"].astype(int), rows["any"].astype(int), -rows["distvct"].to_numpy()
    )
    effect = curve.effect
    assert (effect.n_treated, effect.n_control) == (2211, 623)
    assert effect.control_rate == pytest.approx(0.339, abs=5e-4)
    assert effect.treated_rate == pytest.approx(0.789, abs=5e-4)
    assert effect.low < 0.45 < effect.high
