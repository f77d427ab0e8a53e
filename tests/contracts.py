"""What the rooms of the engine may import, where import-linter has no contract of its own."""

import sys
from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class StandardLibraryContract(Contract):
    """Packages that import the standard library, themselves and modules that are named.

    Attributes:
        modules: The packages.
        known: Modules of the engine that they may know too, under the same rule.
    """

    modules = fields.ListField(subfield=fields.StringField())
    known = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001, as import-linter calls it
        """Return whether the contract is kept, and each import that breaks it."""
        # In an instance, import-linter has put what was configured in the place of its fields.
        ours = [*cast("list[str]", self.modules), *cast("list[str]", self.known)]
        broken = [
            line
            for importer in sorted(graph.modules)
            if _is_in(importer, ours)
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if not _is_in(imported, [*ours, *sys.stdlib_module_names])
            for line in _places(graph, importer, imported)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each import that breaks the contract."""
        for line in check.metadata["broken"]:
            output.print_error(line)


def _is_in(module: str, packages: list[str]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def _places(graph: ImportGraph, importer: str, imported: str) -> list[str]:
    details = graph.get_import_details(importer=importer, imported=imported)
    return [f"{importer} imports {imported} (line {detail['line_number']})" for detail in details]
