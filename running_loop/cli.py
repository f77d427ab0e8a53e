"""The command `running-loop`."""

from pathlib import Path

import click

from running_loop import accept as accepting
from running_loop import census, snippets, sources
from running_loop.interpreters import Interpreter
from running_loop.problem import Problem, ProblemError
from running_loop.recording import Recording
from running_loop.recordings import at
from running_loop.schedule import run_alone
from running_loop.snippets import Snippet
from running_loop.sources import Sources
from running_loop.verdict import problem
from running_loop.words import listed

CONFIGURATION = Path("mkdocs.yml")
DOCS = Path("docs")
SNIPPETS = Path(snippets.FOLDER)


@click.group()
def main() -> None:
    """Work on the programs and pages of a site; run it in the folder of mkdocs.yml."""


@main.command()
@click.argument("name")
@click.option("--python", "series", help="A series of Python, such as 3.13; else the build's own.")
def run(name: str, series: str | None) -> None:
    """Run the program snippets/NAME as the build does, and show what it printed."""
    try:
        program = snippets.load(SNIPPETS, name.removeprefix(f"{snippets.FOLDER}/"))
        recording = run_alone(program, _python(program, series))
    except ProblemError as error:
        raise click.ClickException(str(error)) from error
    _report(recording)


@main.command()
@click.argument("names", nargs=-1)
def accept(names: tuple[str, ...]) -> None:
    """Accept what the programs snippets/NAME, or all, print now.

    Each runs several times: alone, with many at once, and beside a load on
    every core. Output that differs between these runs is refused.
    """
    chosen = [name.removeprefix(f"{snippets.FOLDER}/") for name in names]
    try:
        pythons = at(Path.cwd()).pythons
        report = accepting.accept(chosen or snippets.names(SNIPPETS), SNIPPETS, pythons)
    except ProblemError as error:
        raise click.ClickException(str(error)) from error
    for change in report.changes:
        click.echo(f"{change.what} {change.file}")
        click.echo("".join(f"  {line}\n" for line in change.diff.splitlines()), nl=False)
    click.echo(f"unchanged: {report.unchanged} of {report.accepted} programs")
    for place, lost in report.dropped.items():
        click.echo(f"{place} is new, and Python {listed(lost)} is not here: accept it there, too")
    _refuse(report.problems)


@main.command()
@click.argument("name", required=False)
def why(name: str | None) -> None:
    """Tell what changed since snippets/NAME, or each program, was last recorded."""
    recordings = at(Path.cwd())
    chosen = [name.removeprefix(f"{snippets.FOLDER}/")] if name else snippets.names(SNIPPETS)
    for item in chosen:
        try:
            changes = recordings.why(item)
        except ProblemError as error:
            changes = [str(error)]
        if changes or name:
            click.echo(f"{item}: {'; '.join(changes) or 'nothing changed'}")


@main.command()
def check() -> None:
    """Check that every Python fence of every page runs and every program is on a page."""
    try:
        site = sources.of(CONFIGURATION) if CONFIGURATION.is_file() else Sources(DOCS)
    except ProblemError as error:
        raise click.ClickException(str(error)) from error
    if not site.docs.is_dir():
        raise click.ClickException(f"no {site.docs}/ here: run it in the folder of mkdocs.yml")
    found = census.problems(site.docs, SNIPPETS, site.is_excluded)
    _refuse(found)
    click.echo("every Python fence runs, every program is on a page")


def _python(program: Snippet, series: str | None) -> Interpreter:
    pythons = at(Path.cwd()).pythons
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
