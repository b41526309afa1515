"""The record of what one printer keeps in its flash memory: a small JSON file, the only way to know.

No printer of the class tells which pictures it holds, and each write of ``FS q`` erases all of them. So the file holds
the very dots, to write them again beside a new one; when writes happened, because flash wears; whether one was begun
and never ended; and whether a person has seen the logos on paper.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import re
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from ocom809.commands import NVImage
from ocom809.errors import DocumentError, InputError
from ocom809.receipt.logos import NOTHING_STORED, StoredLogo, StoredLogos

FILE_LIMIT_BYTES: Final = 1024 * 1024
DAY_SECONDS: Final = 24 * 60 * 60
MOST_WRITES_A_DAY: Final = 10
"""What the manual of the class asks for."""
# Wires that name one unit, or the place of one, over and over again; a virtual printer is a new one each time.
_LASTING_SCHEMES: Final = ("usb", "serial", "tcp", "bluetooth", "mac")
_FORM: Final = 1


@dataclass(frozen=True, slots=True)
class Keeping:
    """What is known of one printer's flash memory.

    Attributes:
        logos: What was written last.
        certain: Whether that write came to its end, as far as this computer can tell.
        seen: Whether a person has seen the logos on paper, printed by their numbers; ``None`` where nobody looked.
        writes: When the last writes were, in seconds since 1970.
    """

    logos: StoredLogos = NOTHING_STORED
    certain: bool = True
    seen: bool | None = None
    writes: tuple[float, ...] = ()

    def writes_since(self, moment: float) -> int:
        """How often was written since then."""
        return sum(written >= moment for written in self.writes)

    def begun(self, logos: StoredLogos, now: float) -> Keeping:
        """While a write is under way: certain of nothing."""
        recent = [written for written in self.writes if now - DAY_SECONDS <= written <= now]
        return Keeping(logos, certain=False, seen=None, writes=(*recent, now))

    def ended(self) -> Keeping:
        """When the write has been handed over."""
        return replace(self, certain=True)


class LogoRecord:
    """The file of one printer.

    Args:
        path: Where it is; it need not be there yet.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    @classmethod
    def of_unit(cls, uri: str) -> LogoRecord | None:
        """The user's record of the printer with this URI; ``None`` where it names no lasting unit."""
        scheme, _, rest = uri.partition(":")
        if scheme not in _LASTING_SCHEMES or not rest.strip("/"):
            return None
        try:
            folder = default_folder()
        except InputError:
            return None
        readable = re.sub(r"[^0-9A-Za-z.-]+", "-", uri).strip("-")[:60]
        return cls(folder / f"{readable}-{hashlib.sha256(uri.encode()).hexdigest()[:8]}.json")

    def read(self) -> Keeping:
        """What it says; nothing is stored where there is no file.

        Raises:
            DocumentError: It cannot be read, or is no record.
        """
        try:
            with self.path.open("rb") as file:
                data = file.read(FILE_LIMIT_BYTES + 1)
        except FileNotFoundError:
            return Keeping()
        except (OSError, ValueError) as error:
            raise DocumentError(f"{self.path}: {getattr(error, 'strerror', None) or error}") from error
        if len(data) > FILE_LIMIT_BYTES:
            raise DocumentError(f"{self.path}: a record of over {FILE_LIMIT_BYTES} bytes is refused")
        try:
            return _keeping(json.loads(data))
        except (ValueError, KeyError, TypeError, RecursionError, binascii.Error, InputError) as error:
            raise DocumentError(
                f"{self.path}: this is no record of stored logos ({type(error).__name__})",
                hint="Move it away and store the logos again; until then they are printed as pictures.",
            ) from error

    def write(self, keeping: Keeping) -> None:
        """Replace the file as a whole, or not at all.

        Raises:
            DocumentError: It cannot be written.
        """
        text = json.dumps(_facts(keeping), ensure_ascii=False, indent=1)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.path.parent, prefix=".ocom809-") as folder:
                whole = Path(folder) / "record.json"
                whole.write_text(text + "\n", encoding="utf-8")
                whole.replace(self.path)
        except (OSError, ValueError) as error:
            raise DocumentError(f"{self.path}: the record cannot be written: {error}") from error


def default_folder() -> Path:
    """Where records lie when nobody says otherwise: in the user's own folder for data.

    Raises:
        InputError: This user has none.
    """
    named = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_DATA_HOME")
    try:
        base = Path(named) if named else Path.home() / ".local" / "share"
    except RuntimeError as error:
        raise InputError("this user has no home folder for the record", hint="Name a file for it.") from error
    return base / "ocom809" / "logos"


def _facts(keeping: Keeping) -> dict[str, Any]:
    logos = [
        {
            "number": number,
            "key": logo.key,
            "width_dots": logo.image.width_dots,
            "height_dots": logo.image.height_dots,
            "sha256": _digest(logo.image),
            "data": base64.b64encode(logo.image.data).decode("ascii"),
        }
        for number, logo in enumerate(keeping.logos.logos, start=1)
    ]
    facts = {"certain": keeping.certain, "seen": keeping.seen, "writes": list(keeping.writes)}
    return {"ocom809_logos": _FORM, **facts, "logos": logos}


def _digest(image: NVImage) -> str:
    return hashlib.sha256(image.stored).hexdigest()


def _keeping(facts: Any) -> Keeping:
    if facts["ocom809_logos"] != _FORM:
        raise ValueError("another form")
    certain, seen, writes = facts["certain"], facts["seen"], facts["writes"]
    if type(certain) is not bool or (seen is not None and type(seen) is not bool):
        raise TypeError("certain and seen are true or false")
    logos = tuple(_logo(table) for table in facts["logos"])
    return Keeping(StoredLogos(logos), certain, seen, tuple(float(written) for written in writes))


def _logo(table: dict[str, Any]) -> StoredLogo:
    data = base64.b64decode(table["data"], validate=True)
    image = NVImage(table["width_dots"], table["height_dots"], data)
    if _digest(image) != table["sha256"]:
        raise ValueError("a logo that is not what was stored")
    return StoredLogo(table["key"], image)
