"""``next`` while the table changes (specification 2.7, 6.2)."""

from time import process_time

import pytest

from tests.chunks import message, output


@pytest.mark.parametrize(
    "made",
    [
        "{a = 1, b = 2, c = 3}",
        "{1, 2, 3}",
        "{1, 2, 3; x = 1}",
        "{x = 1; 1, 2, 3}",
        "{[3] = 3, [2] = 2, [1] = 1}",
        "{[2] = 2, [1] = 1, [0.5] = 1}",
        "{[print] = 1, [-1] = 2}",
    ],
)
def test_every_entry_may_be_cleared_when_it_is_met(made: str) -> None:
    text = f"""
        local t, met, count = {made}, "", 0
        for k, v in t do count = count + 1 end
        local k, v = next(t, nil)
        while k do
            met, count = met .. v, count - 1
            t[k] = nil
            k, v = next(t, k)
        end
        print(count, next(t), strlen(met))
    """
    length = made.count("=") if "[" in made or "{a" in made else made.count(",") + 1
    assert output(text) == f"0\tnil\t{length if ';' not in made else 4}\n"


def test_only_some_entries_cleared() -> None:
    text = """
        for gone = 1, 4 do
            local t, met = {"a", "b", "c", "d"}, ""
            local k, v = next(t)
            while k do
                met = met .. v
                if k == gone then t[k] = nil end
                k, v = next(t, k)
            end
            write(met, " ", getn(t), " ")
        end
    """
    assert output(text) == "abcd 4 abcd 4 abcd 4 abcd 3 "


def test_values_assigned_during_a_traversal() -> None:
    text = """
        local t, sum = {a = 1, b = 2, c = 3}, 0
        local k, v = next(t)
        while k do sum = sum + v t[k] = v * 10 k, v = next(t, k) end
        for k, v in t do sum = sum + v end
        print(sum)
    """
    assert output(text) == "66\n"


def test_the_first_entry_again_and_again() -> None:
    text = """
        local t, n = {}, 0
        for i = 1, 50 do t[i] = i t["x" .. i] = i end
        local k = next(t)
        while k do t[k] = nil n = n + 1 k = next(t) end
        print(n)
    """
    assert output(text) == "100\n"


def test_unknown_keys() -> None:
    assert message("next({1, 2}, 3)") == "invalid key for `next'"
    assert message("next({1, 2}, 0/0)") == "invalid key for `next'"
    assert message("local t, u = {1}, {1} next(t) next(u) t[1] = nil next(t, 2)") == "invalid key for `next'"


def test_clearing_takes_time_in_proportion_to_the_entries() -> None:
    text = """
        local t, n = {}, 0
        for i = 1, 30000 do t[i] = i t["x" .. i] = i end
        local k = next(t)
        while k do t[k] = nil n = n + 1 k = next(t, k) end
        print(n)
    """
    began = process_time()

    assert output(text) == "60000\n"
    assert process_time() - began < 5.0  # seconds; 0.1 here, minutes if each step looked at all entries
