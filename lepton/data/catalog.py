"""What is known about each built-in sample: where it comes from and what to ask of it."""

from dataclasses import dataclass, field
from typing import Any

from lepton.data.task import Task

__all__ = ["CATALOG", "Entry"]

_CC_BY = "CC BY 4.0"


@dataclass(frozen=True)
class Entry:
    """One built-in sample, without its rows."""

    key: str
    title: str
    question: str
    use_case: str
    rows: int
    columns: int
    kind: str
    task: Task
    source: str
    authors: str
    doi: str
    changes: str
    illustrative: str
    licence: str = _CC_BY
    money: dict[str, Any] | None = None
    beyond: dict[str, Any] | None = None  # money where the question is not yes or no
    labels: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    synthetic: bool = False


_CHURN = Entry(
    key="churn",
    title="Customer churn",
    question="Which customers should we try to keep, and is it worth it?",
    use_case="Customer churn",
    rows=3150,
    columns=14,
    kind="binary",
    task=Task("Churn", positive=1, value="Customer Value"),
    source="Iranian Churn, UCI Machine Learning Repository, data set 563",
    authors="Not named by the repository (records of an Iranian telecom company)",
    doi="10.24432/C5JW3Z",
    changes="Repeated spaces in column names reduced to one; stored as Parquet.",
    illustrative="Illustrative: 125 is the mean value of the customers who left in this table; "
    "the 30 % success rate, the incentive of about 5 % of the value and the cost of 1 per contact "
    "follow published churn studies. Put your own figures.",
    money={
        "form": "campaign",
        "benefit": 125.0,
        "success_rate": 0.30,
        "contact_cost": 1.0,
        "incentive_cost": 6.0,
        "decisions_per_month": 3000,
        "currency": "EUR",
        "benefit_from": "amount",
    },
    labels={
        "benefit": "Value of a kept customer",
        "share_of_value": "Share of the customer's value that is kept",
        "success_rate": "Share of leavers the offer keeps",
        "contact_cost": "Cost of one contact",
        "incentive_cost": "Cost of the offer",
        "fixed_cost": "Fixed cost of the campaign, a month",
        "decisions_per_month": "Customers looked at, a month",
        "fraction": "Share of customers to contact",
        "action": "contact",
        "acting": "contacting",
        "acted": "contacted",
        "ranked": "most at risk",
        "unit": "customer",
        "units": "customers",
        "success": "customer about to leave",
        "successes": "customers about to leave",
    },
    notes=(
        "300 rows are exact copies of another row; they were kept, and copies are never split "
        "between learning and checking.",
        "'Customer Value' is money per customer.",
    ),
)

_CREDIT = Entry(
    key="credit",
    title="Credit default",
    question="Which applicants should we decline, and what does that save?",
    use_case="Credit default",
    rows=30000,
    columns=25,
    kind="binary",
    task=Task("default.payment.next.month", positive=1, drop=("ID",)),
    source="Default of Credit Card Clients, UCI Machine Learning Repository, data set 350",
    authors="I-Cheng Yeh",
    doi="10.24432/C55S3H",
    changes="Variable names as header, the target written default.payment.next.month; whole "
    "numbers written in full; stored as Parquet.",
    illustrative="Illustrative: 100,000 lost on a defaulter and 20,000 earned on a good customer "
    "come from a teaching case (T. Evgeniou, INSEAD), in no stated currency. Money is measured "
    "against approving everybody. Put your own figures.",
    money={
        "form": "matrix",
        "right": 100_000.0,
        "wrong": 20_000.0,
        "decisions_per_month": 1000,
        "currency": "EUR",
    },
    labels={
        "right": "Loss avoided when a defaulter is declined",
        "wrong": "Margin lost when a good customer is declined",
        "fixed_cost": "Fixed cost of the check, a month",
        "decisions_per_month": "Applications, a month",
        "fraction": "Share of applicants to decline",
        "action": "decline",
        "acting": "declining",
        "acted": "declined",
        "ranked": "most likely to default",
        "unit": "applicant",
        "units": "applicants",
        "success": "defaulter",
        "successes": "defaulters",
    },
)

_MARKETING = Entry(
    key="marketing",
    title="Marketing response",
    question="Whom should we call, and how many calls pay for themselves?",
    use_case="Marketing response",
    rows=45211,
    columns=17,
    kind="binary",
    task=Task("y", positive="yes", drop=("duration",)),
    source="Bank Marketing, UCI Machine Learning Repository, data set 222",
    authors="Sérgio Moro, Paulo Rita, Paulo Cortez",
    doi="10.24432/C5K306",
    changes="The full table (bank-full), unchanged; stored as Parquet.",
    illustrative="Illustrative: 50 per sale, 10 per call and 1,000 for the campaign are the "
    "figures of the manual of the R package modelplotr. Put your own figures.",
    money={
        "form": "campaign",
        "benefit": 50.0,
        "success_rate": 1.0,
        "contact_cost": 10.0,
        "incentive_cost": 0.0,
        "fixed_cost": 1000.0,
        "decisions_per_month": 10_000,
        "currency": "EUR",
        "benefit_from": "amount",
    },
    labels={
        "benefit": "Margin of one sale",
        "success_rate": "Share of likely buyers who buy when called",
        "contact_cost": "Cost of one call",
        "incentive_cost": "Cost of the gift or discount",
        "fixed_cost": "Fixed cost of the campaign, a month",
        "decisions_per_month": "Customers who could be called, a month",
        "fraction": "Share of customers to call",
        "action": "call",
        "acting": "calling",
        "acted": "called",
        "ranked": "most likely to buy",
        "unit": "customer",
        "units": "customers",
        "success": "buyer",
        "successes": "buyers",
    },
    notes=(
        "'duration' is the length of the call, known only after it: it would give the answer away "
        "and is left out.",
    ),
)

_DEMAND = Entry(
    key="demand",
    title="Demand forecast",
    question="How many bikes will be asked for in each hour?",
    use_case="Demand forecast",
    rows=8645,
    columns=15,
    kind="regression",
    task=Task("bikers", drop=("casual", "registered"), time="day"),
    source="Bike Sharing, UCI Machine Learning Repository, data set 275",
    authors="Hadi Fanaee-T, João Gama",
    doi="10.24432/C5W894",
    changes="The hours of one year (2011); months, weather and columns named in words; stored as "
    "Parquet.",
    illustrative="Illustrative: 4 per ride lost and 1 per idle bike, so that enough bikes in "
    "80 % of the hours cost least. Put your own figures.",
    beyond={
        "form": "forecast",
        "under": 4.0,
        "over": 1.0,
        "periods_per_month": 730,
        "season_column": "hr",
        "currency": "EUR",
    },
    labels={
        "under": "Lost on a ride that finds no bike",
        "over": "Cost of a bike that stands idle for an hour",
        "periods_per_month": "Hours planned, a month",
        "column": "the same hour of the day before",
        "unit": "hour",
        "units": "hours",
        "piece": "bike",
        "pieces": "bikes",
        "short": "rides lost",
        "spare": "idle bikes",
        "success": "ride",
        "successes": "rides",
    },
    notes=(
        "'casual' and 'registered' add up to the target, so they are left out.",
        "The rows are in time order: the last days are held out.",
    ),
)

_MAINTENANCE = Entry(
    key="maintenance",
    title="Machine failure",
    question="Which machines should be serviced now, before they fail?",
    use_case="Machine failure",
    rows=10000,
    columns=9,
    kind="binary",
    task=Task("Machine failure", positive=1, drop=("UDI", "Product ID")),
    source="AI4I 2020 Predictive Maintenance, UCI Machine Learning Repository, data set 601",
    authors="Stephan Matzka",
    doi="10.24432/C5HS5C",
    changes="The five columns that name the kind of failure left out, because they are known only "
    "afterwards; stored as Parquet.",
    illustrative="Illustrative: a failure costs 10,000 and a planned repair 2,000, so a failure "
    "caught in time saves 8,000; a needless service costs 500. Put your own figures.",
    money={
        "form": "matrix",
        "right": 8000.0,
        "wrong": 500.0,
        "decisions_per_month": 10_000,
        "currency": "EUR",
    },
    labels={
        "right": "Saved when a failing machine is serviced in time",
        "wrong": "Cost of a needless service",
        "fixed_cost": "Fixed cost of the service team, a month",
        "decisions_per_month": "Machine checks, a month",
        "fraction": "Share of machines to service",
        "action": "service",
        "acting": "servicing",
        "acted": "serviced",
        "ranked": "most likely to fail",
        "unit": "machine",
        "units": "machines",
        "success": "failure",
        "successes": "failures",
    },
    notes=("This table is synthetic by its own description: it was made up to look real.",),
    synthetic=True,
)

_INTENTS = Entry(
    key="intents",
    title="Service requests",
    question="What does each customer want, so that the request goes to the right place?",
    use_case="Service requests",
    rows=13083,
    columns=3,
    kind="multiclass",
    task=Task("category", drop=("split",)),
    source="Banking77, PolyAI",
    authors="Iñigo Casanueva, Tadas Temčinas, Daniela Gerz, Matthew Henderson, Ivan Vulić",
    doi="10.18653/v1/2020.nlp4convai-1.5",
    changes="The published training and test parts joined, with a column that tells them apart; "
    "stored as Parquet.",
    illustrative="Illustrative: 6.50 per request sent to the wrong place (5 to 8) and 0.20 per "
    "automatic answer; a person who sorts a request is taken to cost 2 and to get 95 % right. Put "
    "your own figures.",
    beyond={
        "form": "actions",
        "wrong": 6.5,
        "automatic": 0.2,
        "human": 2.0,
        "human_right": 0.95,
        "decisions_per_month": 10_000,
        "currency": "EUR",
    },
    labels={
        "wrong": "Cost of a request sent to the wrong place",
        "automatic": "Cost of one automatic answer",
        "human": "Cost of a person sorting one request",
        "human_right": "Share that a person sorts right",
        "decisions_per_month": "Requests, a month",
        "action": "sort",
        "acting": "sorting",
        "acted": "sorted",
        "class": "intent",
        "unit": "request",
        "units": "requests",
        "success": "request sent right",
        "successes": "requests sent right",
    },
    notes=("'split' is the published division into training and test rows; it is left out.",),
)

CATALOG: dict[str, Entry] = {
    entry.key: entry for entry in (_CHURN, _CREDIT, _MARKETING, _DEMAND, _MAINTENANCE, _INTENTS)
}
"""Every built-in sample by its key, in the order in which they are offered."""
