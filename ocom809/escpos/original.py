"""python-escpos itself, imported without what importing it usually leaves behind; all others here get it from here.

By itself ``import escpos.capabilities`` reads a JSON file with a YAML parser (a quarter of a second), leaves a folder
with a pickle of it in the temporary folder each time, loads a pickle where an environment variable says so, and gives
the root logger a handler, which belongs to the application. So its code is run here with a JSON parser, a folder that
is gone afterwards, no pickle, and a logger that is left alone. Nothing of theirs is changed on disk or in memory; where
an application has imported it before, it is taken as it is.
"""

from __future__ import annotations

import builtins
import importlib
import importlib.util
import json
import sys
import tempfile
from types import ModuleType
from typing import IO, TYPE_CHECKING, Any, Final

from ocom809.errors import missing_package

if TYPE_CHECKING:
    from collections.abc import Mapping

_MODULE: Final = "escpos.capabilities"


def load_capabilities() -> None:
    """Import ``escpos.capabilities`` cleanly, unless it has been imported already."""
    if _MODULE in sys.modules:
        return
    parent = importlib.import_module("escpos")
    spec = importlib.util.find_spec(_MODULE)
    code = getattr(spec and spec.loader, "get_code", lambda _name: None)(_MODULE)
    if spec is None or code is None:
        importlib.import_module(_MODULE)
        return
    module = importlib.util.module_from_spec(spec)
    with tempfile.TemporaryDirectory(prefix="ocom809-") as folder:
        module.__dict__["__builtins__"] = vars(builtins) | {"__import__": _Importer(_stand_ins(folder))}
        exec(code, module.__dict__)  # noqa: S102 - their own code, as the import system would run it
    module.__dict__["__builtins__"] = builtins
    sys.modules[_MODULE] = module
    parent.capabilities = module  # type: ignore[attr-defined]  # as the import system does


class _Importer:
    """``import`` for one module: some names get a stand-in, all others what everybody gets."""

    def __init__(self, stand_ins: Mapping[str, ModuleType]) -> None:
        self._stand_ins = stand_ins

    def __call__(self, name: str, *details: Any, **more: Any) -> ModuleType:
        return self._stand_ins.get(name) or __import__(name, *details, **more)


def _stand_ins(folder: str) -> dict[str, ModuleType]:
    """What ``escpos.capabilities`` is given in place of these modules while it is loaded."""
    import importlib.resources
    import logging
    import os

    environ = {name: value for name, value in os.environ.items() if name != "ESCPOS_CAPABILITIES_PICKLE_DIR"}
    return {
        "importlib_resources": _module(
            files=lambda _name: importlib.resources.files("escpos"), as_file=importlib.resources.as_file
        ),
        "logging": _module(basicConfig=lambda: None, getLogger=logging.getLogger),
        "os": _module(environ=environ, path=os.path),
        "pickle": _module(dump=lambda *_what, **_how: None),
        "tempfile": _module(mkdtemp=lambda: folder),
        "yaml": _module(safe_load=_parsed),
    }


def _module(**names: object) -> ModuleType:
    module = ModuleType("ocom809.escpos.stand_in")
    vars(module).update(names)
    return module


def _parsed(file: IO[str]) -> Any:
    """The data of printers; a file of the user's own (``ESCPOS_CAPABILITIES_FILE``) may really be YAML."""
    text = file.read()
    try:
        return json.loads(text)
    except ValueError:
        return importlib.import_module("yaml").safe_load(text)


try:
    load_capabilities()
    from escpos import capabilities, constants, exceptions
    from escpos.escpos import HW_BARCODE_NAMES, SW_BARCODE_NAMES, Escpos, EscposIO
    from escpos.image import EscposImage
    from escpos.magicencode import MagicEncode
except ImportError as error:
    raise missing_package(error) from error

__all__ = [
    "HW_BARCODE_NAMES",
    "SW_BARCODE_NAMES",
    "Escpos",
    "EscposIO",
    "EscposImage",
    "MagicEncode",
    "capabilities",
    "constants",
    "exceptions",
]
