import operator
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lepton.errors import InputError
from lepton.value.formula import compile_formula

every = settings(max_examples=200, derandomize=True, deadline=None, database=None)

ROWS = 4
TABLE = {
    "a": np.array([1.0, 2.0, -3.0, 0.0]),
    "b": np.array([5.0, 0.0, 2.0, -1.0]),
    "Customer Value": np.array([10.0, 0.5, 2.0, 7.0]),
    "plan": np.array(["basic", "plus", None, "basic"], dtype=object),
    "vip": np.array([True, False, True, False]),
    "age": np.array([30.0, np.nan, 50.0, 20.0]),
}


def of(text, table=TABLE, rows=ROWS):
    return compile_formula(text).evaluate(table, rows)


# an expression tree is its text and a function of one row, built side by side


def join(sign, work, low, high):
    text = f"({low[0]}) {sign} ({high[0]})"
    return text, lambda row: work(low[1](row), high[1](row))


def leaf_number(number):
    return f"{number!r}", lambda row: number


def leaf_column(name):
    quoted = f'"{name}"' if " " in name else name
    return quoted, lambda row: float(TABLE[name][row])


leaves = st.one_of(
    st.integers(0, 9).map(float).map(leaf_number),
    st.sampled_from(["a", "b", "Customer Value"]).map(leaf_column),
)


def divided(x, y):
    if y == 0:
        raise ZeroDivisionError
    return x / y


def grown(inner):
    signs = {"+": operator.add, "-": operator.sub, "×": operator.mul, "/": divided}
    binary = [
        st.builds(lambda x, y, s=s, w=w: join(s, w, x, y), inner, inner) for s, w in signs.items()
    ]
    picks = [
        st.builds(
            lambda x, y, n=n, w=w: (f"{n}({x[0]}, {y[0]})", lambda r: w(x[1](r), y[1](r))),
            inner,
            inner,
        )
        for n, w in (("min", min), ("max", max))
    ]
    negative = inner.map(lambda x: (f"-({x[0]})", lambda row: -x[1](row)))
    return st.one_of(*binary, *picks, negative)


numbers = st.recursive(leaves, grown, max_leaves=12)


def compared(inner):
    signs = {
        "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
        "=": operator.eq, "==": operator.eq, "!=": operator.ne,
    }  # fmt: skip
    return st.one_of(
        *(
            st.builds(lambda x, y, s=s, w=w: join(s, w, x, y), inner, inner)
            for s, w in signs.items()
        )
    )


def combined(inner):
    both = st.builds(
        lambda x, y: (f"({x[0]}) and ({y[0]})", lambda r: x[1](r) & y[1](r)), inner, inner
    )
    either = st.builds(
        lambda x, y: (f"({x[0]}) or ({y[0]})", lambda r: x[1](r) | y[1](r)), inner, inner
    )
    opposite = inner.map(lambda x: (f"not ({x[0]})", lambda r: not x[1](r)))
    return st.one_of(both, either, opposite)


conditions = st.recursive(compared(numbers), combined, max_leaves=4)


@every
@given(st.one_of(numbers, conditions))
def test_a_formula_is_what_working_it_out_row_by_row_gives(tree):
    text, work = tree
    if len(text) > 500:
        with pytest.raises(InputError, match="at most 500 characters"):
            compile_formula(text)
        return
    try:
        expected = [work(row) for row in range(ROWS)]
    except ZeroDivisionError:
        with pytest.raises(InputError, match=r"which is zero"):
            of(text)
        return
    assert of(text).tolist() == pytest.approx(expected, rel=1e-12)


WORDS = ["a", "plan", "age", "1", ".5", "1e9", "+", "-", "*", "/", "(", ")", ",", "min", "max"]
WORDS += ["and", "or", "not", "<", "=", "!=", "'basic'", '"Customer Value"', "`", '"', "÷", "%"]
nonsense = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS)).map(" ".join))


def computed_or_refused(text):
    try:
        return of(text)
    except InputError as error:
        return str(error)


@settings(max_examples=500, derandomize=True, deadline=None, database=None)
@given(nonsense)
def test_no_text_whatever_does_more_than_be_refused(text):
    start = time.perf_counter()
    found = computed_or_refused(text)
    assert time.perf_counter() - start < 1
    if isinstance(found, str):
        assert "must be" in found
    else:
        assert found.shape == (ROWS,)
        assert found.dtype in {np.dtype(bool), np.dtype(float)}


def test_products_bind_before_sums_and_both_go_from_left_to_right():
    assert of("2 + 3 * 4 - 6 / 3 / 2 - 1").tolist() == [12.0] * ROWS
    assert of("-a * -2 + - - 1").tolist() == [3.0, 5.0, -5.0, 1.0]
    assert of("not a > 1 and b > 0 or a > 1").tolist() == [True, True, True, False]


def test_signs_as_people_type_them_are_read():
    assert of("2 × a − 6 ÷ 3").tolist() == of("2 * a - 6 / 3").tolist()
    assert of("a ≥ 1 and a ≠ 2").tolist() == [True, False, False, False]
    assert of("“Customer Value” > 1 AND plan = ‘basic’").tolist() == [True, False, False, True]


def test_names_of_several_words_stand_in_quotes_or_backticks():
    table = {"Air temperature [K]": [300.0, 290.0], 'say "hi"': [1.0, 2.0]}
    assert of("`Air temperature [K]` - 273", table, 2).tolist() == [27.0, 17.0]
    assert of('"say ""hi""" + `say "hi"`', table, 2).tolist() == [2.0, 4.0]


def test_names_are_told_once_each():
    assert compile_formula("a + a * `Customer Value` > max(b, 1)").names == {
        "a",
        "b",
        "Customer Value",
    }


def test_a_formula_knows_whether_it_is_a_condition():
    assert compile_formula("a > 1").is_condition
    assert not compile_formula("a + 1").is_condition


def test_a_condition_counts_one_or_nothing_in_a_sum():
    assert of("100 * (plan = 'basic') + 5").tolist() == [105.0, 5.0, 5.0, 105.0]
    assert of("vip * 2").tolist() == [2.0, 0.0, 2.0, 0.0]
    assert of("vip and a > 0").tolist() == [True, False, False, False]


def test_one_number_serves_all_rows():
    assert of("rate * a", TABLE | {"rate": 0.5}).tolist() == [0.5, 1.0, -1.5, 0.0]
    assert of("3").tolist() == [3.0] * ROWS
    assert of("1 < 2").tolist() == [True] * ROWS


def test_the_result_is_no_window_on_the_table():
    found = of("a")
    found[0] = 99
    assert TABLE["a"][0] == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("age > 25", [True, False, True, False]),
        ("age <= 25", [False, False, False, True]),
        ("age != 30", [False, False, True, True]),
        ("plan = 'basic'", [True, False, False, True]),
        ("plan != 'basic'", [False, True, False, False]),
        ("plan = plan", [True, True, False, True]),
    ],
)
def test_a_comparison_with_something_missing_is_false(text, expected):
    assert of(text).tolist() == expected


def test_numbers_kept_as_objects_are_numbers_and_their_gaps_are_gaps():
    table = {
        "x": np.array([1, None, 2.5], dtype=object),
        "t": np.array(["1", 2, None], dtype=object),
    }
    assert of("x > 0", table, 3).tolist() == [True, False, True]
    assert of("t = '2'", table, 3).tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "formula must be an expression; got ''."),
        ("a + ", "got the end at position 5. A number, a column or a parenthesis is missing"),
        ("a b", "got 'b' at position 3. Put a sign such as + or * between the two"),
        ("(a + 1", "balanced; got a ( that is never closed at position 1."),
        ("a + 1)", "balanced; got a ) without its ( at position 6."),
        ("1,000 * a", "got a comma at position 2. Write numbers without commas"),
        ("log(a)", "known functions; got log(…) at position 1. Only min and max"),
        ("max(a)", "got max of one number at position 1. Write max(a, b)."),
        ("1 < a < 5", "two at a time; got '<' at position 7. Write 1 < x and x < 5"),
        ("a ^ 2", "got '^' at position 3. Write a power as a product"),
        ("30 %", "got '%' at position 4. Write 30 % as 0.3."),
        ("a = 'basic", "got a ' that is never closed at position 5."),
        ("a + 'basic'", "a number there; got text 'basic' at position 5."),
        ("'basic'", "a number or a condition; got text 'basic' at position 1."),
        ("plan < 'basic'", "a number there; got text 'basic' at position 8."),
        ("a + 1 and b > 0", "a condition there; got a sum at position 1. Write a comparison"),
        ("not 3", "a condition there; got 3 at position 5."),
        ('"" + 1', "got an empty name at position 1."),
        ("__import__('os')", "got __import__(…) at position 1. Only min and max"),
        ("a.b", "got '.' at position 2. Put a name with points in it in double quotes."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_place(text, said):
    with pytest.raises(InputError) as refused:
        compile_formula(text)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plan + 1", 'a number there; got text in "plan" at position 1. Compare text with ='),
        ("plan > 3", 'a number there; got text in "plan" at position 1.'),
        ("a = 'basic'", 'got numbers in "a" at position 1. Leave the quotes off'),
        ("plan", 'a number or a condition; got text in "plan" at position 1.'),
        ("a and vip", 'a condition there; got numbers in "a" at position 1.'),
        ("Customer + 1", "got 'Customer' at position 1. Did you mean Customer Value?"),
        ("zzz", "got 'zzz' at position 1. There are Customer Value, a, age, b, plan and 1 more."),
        ("1 / b", 'got "b", which is zero in 1 of 4 rows (1), at position 5. Keep it above zero'),
        ("a / (b - b)", "got a sum, which is zero in 4 of 4 rows (0, 1, 2, 3), at position 6."),
        ("a / 0", "got 0, which is zero, at position 5."),
        ("age * 2", "got none in 1 of 4 rows (1), where age is missing. Fill in the gaps"),
        ("1e308 * 10", "got one beyond all bounds. Check the amounts."),
        ("(a + 5) * 1e308 * 10", "got none in 4 of 4 rows (0, 1, 2, 3), beyond all bounds."),
    ],
)
def test_what_cannot_be_computed_is_told_in_one_sentence(text, said):
    with pytest.raises(InputError) as refused:
        of(text)
    assert said in str(refused.value)


def test_dividing_by_what_is_kept_above_zero_is_fine():
    assert of("1 / max(b, 1)").tolist() == [0.2, 1.0, 0.5, 1.0]


def test_a_column_of_another_length_or_of_dates_is_refused():
    with pytest.raises(InputError, match=r"column 'a' must be one value per row \(4 rows\)"):
        of("a + 1", {"a": [1.0, 2.0]})
    with pytest.raises(InputError, match="column 'd' must be numbers or text"):
        of("d > 1", {"d": np.array(["2020-01-01"] * ROWS, dtype="datetime64[D]")})


def test_the_bounds_hold_on_both_sides():
    compile_formula("1" + "+1" * 249)
    compile_formula(" " * 499 + "1")
    with pytest.raises(InputError, match="at most 500 characters long; got 501 characters"):
        compile_formula(" " * 500 + "1")
    assert of("(" * 50 + "a" + ")" * 50).tolist() == TABLE["a"].tolist()
    with pytest.raises(InputError, match="nested at most 50 deep; got one more \\( at position 51"):
        compile_formula("(" * 51 + "a" + ")" * 51)
    names = [f"n{i}" for i in range(101)]
    assert len(compile_formula("+".join(names[:100])).names) == 100
    with pytest.raises(InputError, match="at most 100 columns; got 101 columns"):
        compile_formula("+".join(names))


def test_long_rows_of_signs_do_not_exhaust_the_reader():
    assert of("-" * 498 + "a").tolist() == TABLE["a"].tolist()
    assert of("not " * 120 + "a > 0").tolist() == [True, True, False, False]
    assert of("(-" * 50 + "a" + ")" * 50).tolist() == TABLE["a"].tolist()


def test_a_formula_is_equal_to_another_of_the_same_text():
    assert compile_formula("a + 1") == compile_formula("a + 1")
    assert compile_formula("a + 1") != compile_formula("a + 2")
