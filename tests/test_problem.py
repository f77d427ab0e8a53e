from running_loop.problem import Problem, merged


def test_the_same_problem_is_said_once_with_its_places() -> None:
    one, two, three = (Problem(f"{name}.py", "needs a server", remedy="mend it") for name in "abc")
    other = Problem("d.py", "ended with ValueError")
    said = [str(problem) for problem in merged([one, other, two, three])]
    assert said == [
        "a.py and 2 more: needs a server\n  to mend: mend it",
        "d.py: ended with ValueError",
    ]


def test_different_problems_of_one_place_stay_apart() -> None:
    problems = [Problem("a.py", "one"), Problem("a.py", "two"), Problem("a.py", "two")]
    assert merged(problems) == problems[:2]
