"""LibreOffice works the formulas out anew: they say what the engine says, in every scenario."""

import re
import zipfile
from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook

from lepton.finance import cash_flow
from lepton.finance.measures import measures
from lepton.report.workbook import write_workbook

CLOSE = 1e-6
PAIRS = [
    *(("campaign", name) for name in ("Base", "S-curve", "Bass", "At once", "Short")),
    ("matrix", "Twice"), ("column", "Works better"), ("formula", "By hand"), ("flat", "Loss"),
    ("flat", "Nothing"), ("flat", "Hopeless"), ("long", "Base"), ("hostile", "=1+1"),
]  # fmt: skip
MEASURES = (
    "npv", "pv_benefits", "pv_costs", "pv_tax", "roi", "roi_undiscounted", "benefit_cost", "irr",
    "mirr", "equivalent_annual", "total_benefits", "total_costs", "total_tax", "peak_need",
)  # fmt: skip
PAYOFF = {"matrix": ("wrong", 9.0)}


class Opened:
    """What LibreOffice made of a file."""

    def __init__(self, path, changed) -> None:
        book = CalamineWorkbook.from_path(path)
        self.cells = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in ("Cover", "Scenarios", "Outputs", "Cash flow", "Checks", "Model value")
        }
        self.changed = changed
        with zipfile.ZipFile(path) as packed:
            parts = [n for n in packed.namelist() if n.startswith("xl/worksheets/sheet")]
            self.errors = [c for n in parts for c in re.findall(
                r'<c r="(\w+)"[^>]*t="e"', packed.read(n).decode())]  # fmt: skip

    def __getitem__(self, name):
        sheet, where = self.changed.place(name)
        first, _, last = where.partition(":")
        (row, left), right = _at(first), _at(last or first)[1]
        found = self.cells[sheet][row][left : right + 1]
        return found if last else found[0]


def _at(where):
    letters, figures = re.fullmatch(r"([A-Z]+)(\d+)", where).groups()
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return int(figures) - 1, column - 1


@pytest.fixture(scope="module")
def opened(kinds, office, changed, tmp_path_factory):
    """Every scenario chosen, payoffs typed over and formulas broken: worked out in one go."""
    folder = tmp_path_factory.mktemp("workbooks")
    files, made = {}, {}
    for kind, study in kinds.items():
        made[kind] = folder / f"{kind}.xlsx"
        write_workbook(study, made[kind])
    for i, (kind, name) in enumerate(PAIRS):
        book = changed(made[kind])
        files[kind, name] = book.put(*book.place("scenario_shown"), name), f"{i}"
    for kind, (name, value) in PAYOFF.items():
        book = changed(made[kind])
        files[kind, "payoff"] = book.put("Inputs", _input(book, kinds[kind], name), value), kind
    for broken, (sheet, where, typed) in _broken(changed(made["matrix"])).items():
        book = changed(made["matrix"]).put(sheet, where, typed, formula=isinstance(typed, str))
        files["broken", broken] = book, f"broken {len(files)}"
    paths = [book.save(folder / f"in {name}.xlsx") for book, name in files.values()]
    worked = office.recalculated(paths, folder / "out")
    keys = [(key, book) for key, (book, _) in files.items()]
    return {key: Opened(path, book) for (key, book), path in zip(keys, worked, strict=True)}


def _input(book, study, name):
    """Cell of an input, found by the formula of the base scenario that links to it."""
    from lepton.report.workbook.asked import excel_name

    sheet, where = book.place(excel_name(name))
    part = book.parts[f"xl/worksheets/sheet{book.sheets.index(sheet) + 1}.xml"]
    row = re.search(r"\d+", where).group()
    return re.search(rf'r="D{row}"[^>]*><f>Inputs!\$(\w)\$(\d+)', part).expand(r"\1\2")


def _broken(book):
    """Formulas typed over: one of the cash flow, one of the curve, one of the outputs."""
    cash, net = book.place("net_flow")
    months = re.match(r"([A-Z]+)(\d+)", net)
    curve, extra = book.place("curve_extra")
    first = re.match(r"([A-Z]+)(\d+)", extra)
    return {
        "a month of the net": (cash, f"K{months.group(2)}", 1.0),
        "a name that is not there": (*book.place("npv"), "npv_without_tax"),
        "a row of the curve": (curve, f"{first.group(1)}{int(first.group(2)) + 30}", 1e6),
    }


@pytest.mark.parametrize(("kind", "name"), PAIRS)
def test_every_scenario_equals_the_engine(opened, kinds, kind, name):
    book, study = opened[kind, name], kinds[kind]
    case, earning = study.plan.under(study.earning, name)
    flow = cash_flow(case, earning)
    told, size = measures(case, flow), max(1.0, abs(flow.net).sum())
    assert book.errors == []
    assert book["all_checks"] == "OK"
    assert book["inputs_said"].startswith("As sent out")
    months = case.horizon_months + 1
    assert book["net_flow"][:months] == pytest.approx(flow.net.tolist(), abs=CLOSE * size)
    assert not any(book["net_flow"][months:])
    worth = earning.worth(earning.base)
    assert book["profit_per_decision"] == pytest.approx(float(worth.profit), rel=CLOSE)
    assert book["spend_per_decision"] == pytest.approx(float(worth.spend), rel=CLOSE)
    for each in MEASURES:
        _same(book[each], getattr(told, each), size)
    for each in ("payback", "discounted_payback"):
        _same(book[each], getattr(told, f"{each}_months"), 1.0)


def _same(found, told, size):
    if told is None:
        assert isinstance(found, str)
        assert found
    else:
        assert found == pytest.approx(told, rel=CLOSE, abs=CLOSE * size * (abs(told) > 100))


@pytest.mark.parametrize("kind", PAYOFF)
def test_a_payoff_that_is_typed_over_prices_the_model_anew(opened, kinds, kind):
    book, study, (name, value) = opened[kind, "payoff"], kinds[kind], PAYOFF[kind]
    plan = replace(study.plan.with_values({name: value}), shown=study.plan.shown)
    case, earning = plan.under(study.earning)
    flow = cash_flow(case, earning)
    assert abs(flow.npv / study.flow.npv - 1) > 0.01
    assert book["npv"] == pytest.approx(flow.npv, rel=CLOSE)
    assert book["profit_per_decision"] == pytest.approx(
        float(earning.worth(earning.base).profit), rel=CLOSE
    )
    assert book["all_checks"] == "OK"
    assert book["inputs_said"].startswith("Changed")
    assert book.errors == []


@pytest.mark.parametrize(
    "which",
    ["a month of the net", "a name that is not there", "a row of the curve"],
)  # fmt: skip
def test_a_formula_that_is_typed_over_is_found_out(opened, which):
    assert opened["broken", which]["all_checks"] == "NOT OK"
