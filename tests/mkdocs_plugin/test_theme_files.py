from mkdocs.config import load_config
from mkdocs.structure.files import Files

from running_loop.mkdocs_plugin import theme_files
from tests.mini import MiniSite


def test_a_site_gets_the_same_files_of_its_theme(mini: MiniSite) -> None:
    mini.page()
    mini.write("overrides/.hidden/file.svg", "")
    mini.write("overrides/assets/.hidden", "")
    mini.write("overrides/assets/seen.svg", "")
    mini.write("overrides/main.html", "{% include '.hidden/file.svg' %}")
    path = mini.place / "mkdocs.yml"
    path.write_text(path.read_text().replace("theme:\n", "theme:\n  custom_dir: overrides\n"))
    config = load_config(str(path))
    found: list[set[str]] = []
    for change in (lambda _: None, theme_files.leave_out_hidden):
        change(config.theme)
        files, environment = Files([]), config.theme.get_env()
        files.add_files_from_theme(environment, config)
        found.append({file.src_uri for file in files})
        assert environment.get_template("main.html").render() == ""
    assert found[0] == found[1]
    assert "assets/seen.svg" in found[0]
    assert not any("/." in f"/{name}" for name in environment.list_templates())
