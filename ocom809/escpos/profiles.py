"""The printer as python-escpos describes one, and the code pages of any of its profiles.

The profile is registered under ``OCPP-809``, so that every class of python-escpos takes it by this name. It is made
from the facts of ``ocom809.OCPP809``; no other profile is touched.
"""

from __future__ import annotations

import codecs
import difflib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from ocom809.code_pages import CodePage
from ocom809.escpos.errors import refused
from ocom809.escpos.original import capabilities
from ocom809.evidence import Confidence, Evidence
from ocom809.profile import OCPP809, Profile
from ocom809.receipt.repertoire import Repertoire

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME: Final = "OCPP-809"
MOST_LINES_FED: Final = OCPP809.longest_line_feed
"""Some units of the class feed no more lines than this by one ``ESC d``, whatever they are told."""

KANJI_MODE: Final = "kanjiMode"
"""Our own feature in a profile: ``FS .`` goes before text beyond ASCII, and Chinese between ``FS &`` and ``FS .``."""

_PAPER_MM: Final = 80
_DOTS_PER_INCH: Final = 203
_CHINESE: Final = "gb18030"
# What practically all units of all makers have under the same numbers; asked before any other page.
_COMMON: Final = frozenset({"cp437", "cp850", "cp852", "cp858", "cp860", "cp863", "cp865", "cp866", "cp1252"})


def register() -> None:
    """Make ``profile="OCPP-809"`` known, to python-escpos' own classes as well."""
    capabilities.CAPABILITIES["profiles"].setdefault(NAME, described(OCPP809))


def found(profile: Any, *, strict: bool) -> Any:
    """The profile that python-escpos is given for what the caller gave.

    Raises:
        ProfileError: No profile has this name.
    """
    if isinstance(profile, Profile):
        return _as_theirs(profile)
    name = profile or ("default" if strict else NAME)
    known = capabilities.CAPABILITIES["profiles"]
    if isinstance(name, str) and name not in known:
        close = difflib.get_close_matches(name, known, 3)
        raise refused(f"no profile is called {name!r}", KeyError, hint=f"Close is {', '.join(close)}." if close else "")
    return name


def _as_theirs(profile: Profile) -> Any:
    """A profile of ours as an object of theirs; it derives from their ``Profile``, which they insist on."""
    facts = described(profile)
    base: Any = capabilities.Profile
    own = type("OwnProfile", (base,), {"profile_data": facts})
    return own(features=facts["features"])


def described(profile: Profile) -> dict[str, Any]:
    """A profile of ours in the words of python-escpos' database."""
    return {
        "name": NAME,
        "vendor": "OCOM",
        "notes": "Made from the class profile of ocom809.",
        "codePages": {str(number): name for number, name in sorted(_pages_of(profile).items())},
        "colors": {"0": "black"},
        "features": {
            "barcodeA": bool(profile.barcodes),
            "barcodeB": bool(profile.barcodes),
            "bitImageColumn": profile.column_images,
            "bitImageRaster": profile.raster_images,
            "graphics": profile.graphics,
            "highDensity": True,
            KANJI_MODE: True,
            "paperFullCut": True,
            "paperPartCut": True,
            "pdf417Code": profile.pdf417,
            "pulseBel": False,
            "pulseStandard": True,
            "qrCode": profile.qr_code,
            "starCommands": False,
        },
        "fonts": {
            "0": {"name": "Font A", "columns": profile.columns_a},
            "1": {"name": "Font B", "columns": profile.columns_b},
        },
        "media": {"dpi": _DOTS_PER_INCH, "width": {"mm": _PAPER_MM, "pixels": profile.width_dots}},
    }


def _pages_of(profile: Profile) -> dict[int, str]:
    """The proven pages under the names of the database, each under its lowest number only.

    Twice the same name would send text to the last of its numbers, which units with fewer pages do not have.
    """
    names = _names_by_codec()
    found: dict[int, str] = {}
    for page in sorted(profile.proven_code_pages, key=lambda page: page.number):
        name = names.get(codecs.lookup(page.codec or "").name)
        if name is not None and name not in found.values():
            found[page.number] = name
    return found


def _names_by_codec() -> dict[str, str]:
    encodings: Mapping[str, Mapping[str, Any]] = capabilities.CAPABILITIES["encodings"]
    return {codecs.lookup(about["python_encode"]).name: name for name, about in encodings.items() if _has_codec(about)}


def _has_codec(about: Mapping[str, Any]) -> bool:
    try:
        return bool(codecs.lookup(about.get("python_encode") or ""))
    except LookupError:
        return False


def repertoire_for(pages: Mapping[str, str]) -> Repertoire:
    """What a profile's code pages (number to name) hold, for the chooser of ``ocom809.receipt``."""
    return _repertoire(tuple(pages.items()))


@lru_cache(maxsize=32)
def _repertoire(pages: tuple[tuple[str, str], ...]) -> Repertoire:
    encodings = capabilities.CAPABILITIES["encodings"]
    first: dict[str, int] = {}
    for number, name in sorted((int(number), name) for number, name in pages):
        if name in encodings and _has_codec(encodings[name]):
            first.setdefault(name, number)
    found = tuple(_page(number, name) for name, number in first.items())
    return Repertoire(found or (OCPP809.code_pages[0],), _CHINESE)


def _page(number: int, name: str) -> CodePage:
    codec = codecs.lookup(capabilities.CAPABILITIES["encodings"][name]["python_encode"]).name
    confidence = Confidence.CERTAIN if codec in _COMMON else Confidence.LIKELY
    return CodePage(number, name, codec, Evidence(confidence, "the profile of python-escpos"))
