from pathlib import Path

from running_loop.problem import Problem, ProblemError
from running_loop.project.project import Project


def mistakes(site: Path) -> list[Problem]:
    """Return all that a check finds in a site."""
    try:
        Project.at(site).check_strictly()
    except ProblemError as error:
        return list(error.problems)
    return []
