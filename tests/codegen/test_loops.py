"""Loops: what a Python loop would do otherwise (specification 2.7)."""

import pytest

from tests.chunks import message, output

COUNT = "local n = 0 for {} do n = n + 1 if n == 9 then break end end print(n)"
SHOW = "for {} do write(i, ' ') end"


@pytest.mark.parametrize(
    ("header", "turns"),
    [
        ("i = 1, 0", 0),
        ("i = 1, 0.5", 0),
        ("i = 1, 1 / 0", 9),
        ("i = 1, -1 / 0", 0),
        ("i = 1, 0 / 0", 9),
        ("i = 0 / 0, 1", 9),
        ("i = 1 / 0, 1", 0),
        ("i = -1 / 0, 1", 9),
        ("i = 1, 3, 0", 0),
        ("i = 3, 3, 0", 9),
        ("i = 3, 1, 0", 9),
        ("i = 1, 3, 0 / 0", 0),
        ("i = 3, 1, 0 / 0", 9),
        ("i = 1, 3, -1", 0),
        ("i = 2 ^ 53, 2 ^ 53 + 4", 9),
        ("i = 1, 3, 1 / 0", 1),
        ("i = 3, 1, -1 / 0", 1),
        ("i = 1, 2, 5e-324", 9),
    ],
)
@pytest.mark.parametrize("body", ["", " i = i", " local j = function () return %i end"])
def test_number_of_turns(header: str, turns: int, body: str) -> None:
    text = COUNT.format(header).replace("do n = n + 1", f"do n = n + 1{body}")

    assert output(text) == f"{turns}\n"


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("i = '1', '3'", "1 2 3"),
        ("i = 1, '0x3'", "1 2 3"),
        ("i = ' 3 ', '1', '-1'", "3 2 1"),
        ("i = 1, 2, '0.5'", "1 1.5 2"),
        ("i = 1.5, 3", "1.5 2.5"),
        ("i = 1, 3.9", "1 2 3"),
        ("i = 3.5, 1, -1", "3.5 2.5 1.5"),
        ("i = 3, 1.5, -1", "3 2"),
        ("i = 5, -5, -5", "5 0 -5"),
        ("i = 0.1, 0.35, 0.1", "0.1 0.2 0.3"),
        ("i = 300000, 300002", "300000 300001 300002"),
        ("i = 262143, 262145", "262143 262144 262145"),
        ("i = -1, 1", "-1 0 1"),
        ("i = 255, 258", "255 256 257 258"),
    ],
)
def test_values_of_the_variable(header: str, values: str) -> None:
    assert output(SHOW.format(header)).split() == values.split()
    assert output(SHOW.format(header).replace("do", "do i = i")).split() == values.split()


def test_a_negative_zero_keeps_its_sign() -> None:
    text = """
        local z = 0
        for i = -z, 0 do write(1 / i, " ") end
        for i = -0, 0 do write(1 / i, " ") end
        for i = 0, -z do write(1 / i, " ") end
        for i = 1, -z, -1 do write(1 / i, " ") end
    """
    assert output(text) == "-inf inf inf 1 inf "


def test_the_three_expressions_are_evaluated_once_and_in_order() -> None:
    text = """
        function say(x) write(x, " ") return x, "surplus" end
        for i = say(1), say(3), say(1) do write("i", i, " ") end
        local limit = 2
        for i = limit, limit + 1 do limit = 0 write(i, " ") end
    """
    assert output(text) == "1 3 1 i1 i2 i3 2 3 "


def test_an_assigned_variable_is_the_counter() -> None:
    text = """
        local n = 0
        for i = 1, 10 do n = n + 1 i = i + 1 end
        for i = 1, 3 do n = n + 1 if n < 8 then i = i - 1 end end
        for i = 1, 3 do local i = "new" n = n + 1 end
        for i = 10, 1, -3 do i = i - 1 n = n + 1 end
        print(n)
    """
    assert output(text) == "16\n"


@pytest.mark.parametrize(
    "body", ["i = '9'", "i = nil", "i = {}", "function i() end", "i, x = {}, 1", "do do i = 'x' end end", "i = i .. ''"]
)
def test_a_variable_that_is_no_number_any_more(body: str) -> None:
    assert message(f"for i = 1, 3 do {body} end") == "`for' index must be a number"


@pytest.mark.parametrize(
    ("header", "blamed"),
    [
        ("nil, nil, nil", "step"),
        ("1, {}, 'x'", "step"),
        ("'a', 'b'", "limit"),
        ("'a', 'b', 1", "limit"),
        ("1, {}", "limit"),
        ("print, 2", "initial value"),
        ("'', 2, -1", "initial value"),
    ],
)
@pytest.mark.parametrize("body", ["", "i = 1"])
def test_what_is_no_number(header: str, blamed: str, body: str) -> None:
    assert message(f"for i = {header} do {body} end") == f"`for' {blamed} must be a number"


# ---- tables


def test_a_table_that_changes_under_the_loop() -> None:
    text = """
        local t, met = {"a", "b", "c", "d"; x = "e"}, ""
        for k, v in t do met = met .. v t[k] = nil if k == 1 then t[3] = nil t[4] = "D" end end
        print(strlen(met), strfind(met, "c"), strfind(met, "d"), next(t))
        t = {1, 2, 3}
        for k, v in t do v = v * 10 t[k] = v end
        print(t[1], t[2], t[3])
        for k, v in {1, 2} do t = nil end
        print(t)
    """
    assert output(text) == "4\tnil\tnil\tnil\n10\t20\t30\nnil\n"


def test_the_key_is_the_cursor() -> None:
    text = """
        local n = 0
        for k, v in {"a", "b", "c"} do
            n = n + 1
            write(k, v, " ")
            if k == 3 and n < 6 then k = nil end
            if k == 1 and n == 4 then k = 2 end
        end
    """
    assert output(text) == "1a 2b 3c 1a 3c 1a 2b 3c "
    assert message("for k, v in {1, 2} do k = 'zz' end") == "invalid key for `next'"
    assert message("for k, v in nil do k = nil end") == "`for' table must be a table"
    assert message("for k, v in 'text' do end") == "`for' table must be a table"


def test_traversal_is_raw_and_evaluates_the_table_once() -> None:
    text = """
        T = newtag()
        for i, event in {"index", "gettable", "settable"} do settagmethod(T, event, function () error("called") end) end
        local t = settag({1, 2, nil, 4}, T)
        local made = function () write("made ") return %t, {} end
        for k, v in made() do write(k, v, " ") end
        for k, v in t do if k == 0 then k = nil end write(k, v, " ") end
    """
    assert output(text) == "made 11 22 44 11 22 44 "
