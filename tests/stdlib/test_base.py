"""Basic functions (specification 5.2, 5.3, 6.2)."""

from tests.chunks import message, output


def test_call_passes_a_list_of_known_length() -> None:
    text = """
        function show(...) print(arg.n, arg[1], arg[3]) end
        call(show, {1, 2, 3}) call(show, {1, nil, 3}) call(show, {n = 3}) call(show, {1, 2, 3; n = 1})
        call(show, {n = -5; 1}) call(show, {n = "2"; 1}) call(show, {[2.5] = "x"; 1})
    """
    assert output(text) == ("3\t1\t3\n3\t1\t3\n3\tnil\tnil\n1\t1\tnil\n0\tnil\tnil\n1\t1\tnil\n2\t1\tnil\n")


def test_call_refuses_more_arguments_than_any_program_has() -> None:
    for count in ("1e9", "2147483647"):
        assert message(f"call(print, {{n = {count}}})") == "stack overflow (too many arguments)"


def test_call_answers_an_error_by_its_options() -> None:
    text = """
        function fail(text) error(text) end
        function show(text) write("[", text, "] ") end
        print(call(fail, {"a"}, "x", show), call(fail, {"b"}, "xx", nil), call(fail, {"c"}, "x", 5))
        print(call(call, {fail, {"d"}, "", show}, "x", nil))
        print(call(call, {fail, {"e"}}, "x", show))
        print(call(function () return call(fail, {"f"}, "x", nil), 2 end, {}, "x", show))
        print(call(error, {}, "x", show))
        print(call(fail, {}, "x", function (text) error("again") end))
        print(call(function () return 1, 2 end, {}, "x"))
        print(_ERRORMESSAGE == original)
        print(call(function () return _ERRORMESSAGE end, {}, "", show) == show)
    """
    assert output("original = _ERRORMESSAGE" + text) == (
        "[a] nil\tnil\tnil\n[d] nil\n[e] nil\nnil\t2\nnil\nnil\n1\t2\n1\n1\n"
    )
