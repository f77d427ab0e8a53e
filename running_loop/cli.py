"""The command `running-loop`."""

import errno

import click

from running_loop.english import listed
from running_loop.problem import Problem, ProblemError, described
from running_loop.processes import home, interrupts
from running_loop.programs import snippets
from running_loop.programs.snippets import Snippet
from running_loop.project import accepting, place
from running_loop.project.project import Project
from running_loop.pythons.choosing import Pythons
from running_loop.pythons.interpreter import Interpreter
from running_loop.runs.declared import problem
from running_loop.runs.recording import Recording
from running_loop.runs.schedule import run_alone


class _Commands(click.Group):
    """Commands that tell what is wrong without a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            home.ensure()
            interrupts.once()
            return super().invoke(ctx)
        except ProblemError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # click ends quietly
                raise
            raise click.ClickException(str(described(error))) from error


@click.group(cls=_Commands)
def main() -> None:
    """Work on the programs and pages of a site; run it in the folder of mkdocs.yml, or below."""


@main.command()
@click.argument("name")
@click.option("--python", "series", help="A series of Python, such as 3.13; else the build's own.")
def run(name: str, series: str | None) -> None:
    """Run the program snippets/NAME as the build does, and show what it printed."""
    project = Project.at(place.find())
    program = snippets.load(project.folder, project.program(name))
    _report(run_alone(program, _python(project.recordings.pythons, program, series)))


@main.command()
@click.argument("names", nargs=-1)
def accept(names: tuple[str, ...]) -> None:
    """Accept what the programs snippets/NAME, or all, print now.

    Each runs several times: alone, with many at once, beside a load on every
    core, and as another user on another machine and day; some of these runs are
    stopped once for a quarter of a second. Output that differs between them is
    refused, and so is what leaks in Python's development mode.
    """
    project = Project.at(place.find())
    report = accepting.accept(project.chosen(names), project.recordings)
    for change in report.changes:
        click.echo(f"{change.what} {change.file}")
        click.echo("".join(f"  {line}\n" for line in change.diff.splitlines()), nl=False)
    click.echo(f"unchanged: {report.unchanged} of {report.accepted} programs")
    for program, lost in report.dropped.items():
        click.echo(f"{program} is new, and Python {listed(lost)} is not here: accept it there, too")
    _refuse(report.problems)


@main.command()
@click.argument("name", required=False)
def why(name: str | None) -> None:
    """Tell what changed since snippets/NAME, or each program, was last recorded."""
    project = Project.at(place.find())
    problems: list[Problem] = []
    for item in project.chosen([] if name is None else [name]):
        try:
            changes = project.recordings.why(item)
        except ProblemError as error:
            problems += error.problems
            continue
        if changes or name is not None:
            click.echo(f"{item}: {'; '.join(changes) or 'nothing changed'}")
    _refuse(problems)


@main.command()
@click.argument("names", nargs=-1, required=True)
def again(names: tuple[str, ...]) -> None:
    """Have the next build run the programs snippets/NAME, or the cells of docs/NAME, afresh.

    Their recordings are removed, those of all Pythons.
    """
    project = Project.at(place.find())
    for name in names:
        removed = project.recordings.forget(project.recorded(name))
        click.echo(f"{name}: {removed} removed; the next build runs it")


@main.command()
def check() -> None:
    """Check that every Python fence of every page runs and every program is on a page."""
    project = Project.at(place.find())
    docs = project.sources.docs
    if not docs.is_dir():
        raise click.ClickException(f"no {docs.name}/ in {docs.parent}")
    project.check_strictly()
    click.echo("every Python fence runs, every program is on a page")


def _python(pythons: Pythons, program: Snippet, series: str | None) -> Interpreter:
    chosen = pythons.chosen(program)
    if series is None:
        return chosen[0]
    python = next((item for item in chosen if item.series == series), None)
    if python is None:
        here = listed([item.series for item in chosen])
        found = f"does not run on Python {series} here"
        remedy = f"it runs on Python {here}; another comes by RUNNING_LOOP_PYTHONS"
        raise ProblemError([Problem(program.place, found, remedy=remedy)])
    return python


def _report(recording: Recording) -> None:
    click.echo(recording.output, nl=False)
    versions = ", ".join([f"Python {recording.python}", *recording.services])
    facts = f"{versions}, {recording.duration:.2f} s"
    click.echo(f"-- exit status {recording.status}, {facts}", err=True)
    found = problem(recording)
    _refuse([found] if found else [])


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise click.ClickException("\n".join(str(item) for item in problems))
