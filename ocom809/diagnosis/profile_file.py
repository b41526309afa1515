"""Writing a unit's profile: what is known of it beyond its class, each fact with where it comes from."""

from __future__ import annotations

import json
import tempfile
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ocom809.errors import ProfileError
from ocom809.evidence import Confidence
from ocom809.profile import OCPP809, Profile, load_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.evidence import Evidence

_HEAD = (
    "# The profile of one printer, for --profile FILE and Printer(uri, profile=load_profile(FILE)).",
    "# Written by ocom809 probe and calibrate, which keep what stands here and no comments.",
)
_OF_THEIR_OWN = frozenset({"name", "code_pages", "evidence"})


def begun_profile(path: str | Path | None) -> Profile:
    """The profile in the file, to go on with; the class profile where there is no such file yet.

    Raises:
        ProfileError: The file is there and cannot be used.
    """
    return load_profile(path) if path is not None and Path(path).exists() else OCPP809


def save_profile(profile: Profile, path: str | Path) -> None:
    """Write what ``profile`` knows beyond the class profile; ``load_profile`` reads it back.

    The file is replaced as a whole or not at all.

    Raises:
        ProfileError: It cannot be written.
    """
    path = Path(path)
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".ocom809-") as folder:
            whole = Path(folder) / "profile.toml"
            whole.write_text(profile_text(profile), encoding="utf-8")
            whole.replace(path)
    except (OSError, ValueError) as error:
        raise ProfileError(f"{path}: the profile cannot be written: {error}") from error


def profile_text(profile: Profile) -> str:
    """The file's text: facts, then the evidence for each, then code pages."""
    facts = {name: getattr(profile, name) for name in known_facts(profile)}
    named = [] if profile.name == OCPP809.name else [f"name = {_value(profile.name)}"]
    lines = [*_HEAD, "", *named]
    lines += [f"{name} = {_value(value)}" for name, value in facts.items()]
    for name in facts:
        lines += ["", f"[evidence.{name}]", *_evidence(profile.evidence[name])]
    if "code_pages" in profile.evidence and _is_own(profile, "code_pages"):
        lines += ["", "[evidence.code_pages]", *_evidence(profile.evidence["code_pages"])]
    for page in profile.code_pages:
        if page != OCPP809.code_page(page.number):
            codec = [f"codec = {_value(page.codec)}"] if page.codec else []
            lines += ["", "[[code_page]]", f"number = {page.number}", f"name = {_value(page.name)}", *codec]
            lines += _evidence(page.evidence)
    return "\n".join(lines) + "\n"


def known_facts(profile: Profile) -> tuple[str, ...]:
    """Names of the facts that were said of this very unit; what is unknown (``None``) is not among them."""
    names = (item.name for item in fields(Profile) if item.name not in _OF_THEIR_OWN)
    return tuple(name for name in names if _is_own(profile, name) and getattr(profile, name) is not None)


def _is_own(profile: Profile, name: str) -> bool:
    return profile.evidence.get(name) != OCPP809.evidence[name] and name in profile.evidence


def _evidence(evidence: Evidence) -> Iterator[str]:
    yield f"confidence = {_value(evidence.confidence)}"
    yield f"source = {_value(evidence.source)}"


def _value(value: Any) -> str:
    """A value as TOML writes it and ``load_profile`` reads it."""
    if isinstance(value, Confidence):
        return _value(value.name.lower())
    if isinstance(value, bool | int | float):
        return str(value).lower()
    if isinstance(value, bytes):
        return _value(value.hex(" "))
    if isinstance(value, frozenset):
        return f"[{', '.join(_value(item) for item in sorted(value))}]"
    # A JSON string is a TOML string, apart from DEL, which TOML wants escaped.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
