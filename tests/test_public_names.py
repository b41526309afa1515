"""Every name that a program may use has an entry in the reference."""

import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

import ocom809
from ocom809 import AsyncPrinter, Printer, Receipt, errors
from tests.test_docs import PAGES, snippets

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
EXPORTING = [
    "ocom809",
    "ocom809.commands",
    "ocom809.devices",
    "ocom809.diagnosis",
    "ocom809.discovery",
    "ocom809.parameters",
    "ocom809.profile",
    "ocom809.receipt",
    "ocom809.receipt.codes",
    "ocom809.receipt.lint",
    "ocom809.receipt.markup",
    "ocom809.receipt.pictures",
    "ocom809.receipt.templates",
    "ocom809.status",
    "ocom809.testing",
    "ocom809.virtual",
    "ocom809.web",
]
IMPORT = re.compile(r"^\s*(?:>>> )?from (ocom809[\w.]*) import (?:\(([^)]*)\)|(.*))$", re.MULTILINE)
NOT_OURS = {"Any", "Answer", "AsyncIterator", "Callable", "Ending", "Iterable", "None", "Path", "Self", "Sequence"}
NOT_OURS |= {"Builder", "Mapping", "Unpack", "False", "True"}


def entries(page):
    """The headings of a page, by the room that they stand under."""
    rooms, found = "", {}
    for level, name in re.findall(r"^(##|###) (\S+)", (REFERENCE / page).read_text(encoding="utf-8"), re.MULTILINE):
        rooms = name if level == "##" else rooms
        found.setdefault(rooms, set()).add(name)
    return found


PYTHON = entries("python.md")
EVERYWHERE = set().union(*PYTHON.values())


@pytest.mark.parametrize("room", EXPORTING)
def test_every_exported_name_has_an_entry_under_its_room(room):
    assert sorted(set(import_module(room).__all__) - PYTHON.get(room, set())) == []


def test_every_room_of_the_page_can_be_imported():
    rooms = [room for room in PYTHON if room.startswith("ocom809")]
    assert len(rooms) > len(EXPORTING)
    for room in rooms:
        import_module(room)


def test_every_error_stands_in_the_tree_of_its_page():
    kinds = [name for name, kind in vars(errors).items() if inspect.isclass(kind) and issubclass(kind, Exception)]
    tree = (REFERENCE / "errors.md").read_text(encoding="utf-8")
    assert [name for name in kinds if not re.search(rf"\b{name}\b", tree)] == []


def test_every_export_of_the_drop_in_has_its_page():
    from ocom809 import escpos

    page = (REFERENCE / "python-escpos.md").read_text(encoding="utf-8")
    classes = [name for name in escpos.__all__ if name not in {"DIFFERENCES", "Difference"}]
    assert [name for name in classes if f"\n### {name}\n" not in page] == []


def test_every_name_that_the_documentation_imports_has_an_entry():
    missing = [f"{room}.{name}" for room, name in imported_by_the_documentation() if not has_an_entry(room, name)]
    assert missing == []


def imported_by_the_documentation():
    code = "\n".join(text for page in PAGES for language, text, _ in snippets(page) if language == "python")
    found = [(room, names or more) for room, names, more in IMPORT.findall(code)]
    pairs = {(room, word.split(" as ")[0].strip()) for room, names in found for word in names.split(",")}
    assert ("ocom809", "Printer") in pairs
    return sorted(pair for pair in pairs if pair[1])


def has_an_entry(room, name):
    """Under its own room or that which hands it on; modules that are rooms themselves, errors and the drop-in too."""
    if room in {"ocom809.errors", "ocom809.escpos"} or f"{room}.{name}" in {*PYTHON, "ocom809.escpos"}:
        return True
    return name in PYTHON.get(room, set())


@pytest.mark.parametrize("kind", [Printer, AsyncPrinter, Receipt])
def test_every_type_that_a_method_speaks_of_has_an_entry(kind):
    methods = [one for name, one in inspect.getmembers(kind, inspect.isfunction) if name[0] != "_"]
    spoken_of = {word for method in methods for text in method.__annotations__.values() for word in words(text)}
    assert sorted(spoken_of - EVERYWHERE - NOT_OURS) == []


def words(annotation):
    """The names of types in an annotation, those of our modules that are named with their place too."""
    return re.findall(r"\b[A-Z]\w+", re.sub(r"'[^']*'", "", str(annotation)))


def test_the_package_exports_what_it_can_load():
    assert [name for name in ocom809.__all__ if not hasattr(ocom809, name)] == []
