"""Why each fact of the class profile is believed. Nothing here was measured on an OCPP-809."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ocom809.evidence import Confidence, Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping

_MANUAL = "80mm Series POS-80XX Programmer Manual"
_UNSETTLED = "no source settles it for this model; ocom809 probe measures it"
_CERTAIN, _LIKELY, _GUESS = Confidence.CERTAIN, Confidence.LIKELY, Confidence.GUESS

CLASS_EVIDENCE: Mapping[str, Evidence] = MappingProxyType(
    {
        "width_dots": Evidence(_LIKELY, "OCPP-809 advertising: 576 or 512 dots; class 576"),
        "dots_per_mm": Evidence(_CERTAIN, "203 dpi in every source of the class"),
        "columns_a": Evidence(_CERTAIN, "Xprinter test tool, DIP page; V320L and Unyka notes"),
        "columns_b": Evidence(_CERTAIN, "Xprinter test tool, DIP page; V320L and Unyka notes"),
        "line_spacing_dots": Evidence(_LIKELY, "HPRT TP809 manual; the class manual's appendix says 31"),
        "head_to_knife_dots": Evidence(_LIKELY, "18 mm measured on an XP-80T"),
        "millimetres_per_second": Evidence(_LIKELY, "OCPP-809 advertising"),
        "code_pages": Evidence(_CERTAIN, "each page carries its own evidence"),
        "code_page_confidence": Evidence(_LIKELY, "a choice of this project, see docs/explanation"),
        "band_rows": Evidence(_LIKELY, "clones garble bands over 113 rows (Unyka) or 256 (node-thermal-printer 130)"),
        "barcodes": Evidence(_CERTAIN, f"{_MANUAL}; Unyka prints neither EAN13 nor ITF"),
        "qr_code": Evidence(_LIKELY, "certain for XP-T80Q, XP-N160II, POS-8360, YHD-8390"),
        "pdf417": Evidence(_LIKELY, "certain for Xprinter by its Android SDK"),
        "graphics": Evidence(_LIKELY, f"not in {_MANUAL}; 3nStar RPT-008 prints random characters for it"),
        "chinese_codec": Evidence(_LIKELY, "Chinese-ROM units of the class read GBK; a unit may hold another ROM"),
        "chinese_font": Evidence(_GUESS, "depends on the unit's ROM; the self-test page tells"),
        "fonts": Evidence(_CERTAIN, "no fact of a printer: the choice of whoever prints"),
        "self_test_command": Evidence(_LIKELY, "Xprinter and Zywell test tools; which family the OCPP-809 is: a guess"),
        "receive_buffer_bytes": Evidence(_GUESS, "4 KB garble on a 3nStar RPT-008; vendors name 64 KB and more"),
        "raster_images": Evidence(_CERTAIN, f"{_MANUAL}; the safest image command of the class"),
        "column_images": Evidence(_CERTAIN, f"{_MANUAL}; slow, and works nearly everywhere"),
        "picture_gamma": Evidence(_GUESS, "looked best with dot gain drawn, not on paper; depends on heat and paper"),
        "stored_images": Evidence(_GUESS, f"{_MANUAL} has FS q and FS p; a Unyka prints letters for FS p"),
        "stored_image_bytes": Evidence(_LIKELY, f"Xprinter's test tool refuses over 32 KB; {_MANUAL} allows 64"),
        "downloaded_images": Evidence(_GUESS, f"{_MANUAL} has GS * and GS /; GS / works on a Unyka"),
        "longest_line_feed": Evidence(_LIKELY, f"4 measured on a Unyka; {_MANUAL} allows 255"),
        "cuts_fully": Evidence(_GUESS, f"{_MANUAL}: partial cuts only; a Unyka cuts fully"),
        "buzzer": Evidence(_GUESS, "fitted or not, it takes the command"),
        "alarm_light": Evidence(_GUESS, "OCPP-809 advertising names a sound and light alarm"),
        "drawer_pin": Evidence(_GUESS, "depends on the drawer's cable"),
        "drawer_open_is_high": Evidence(_GUESS, "depends on the drawer"),
        "answers_real_time": Evidence(_GUESS, _UNSETTLED),
        "real_time_overtakes": Evidence(_GUESS, f"{_UNSETTLED}; a Unyka answers only when nothing waits"),
        "answers_in_turn": Evidence(_GUESS, f"{_UNSETTLED}; {_MANUAL} gives GS r to serial interfaces alone"),
        "automatic_status": Evidence(_GUESS, f"{_UNSETTLED}; a Unyka pushes nothing over USB or TCP"),
        "answers_identity": Evidence(_GUESS, f"{_UNSETTLED}; GS I is not in {_MANUAL}"),
        "cuts_early": Evidence(_GUESS, "an OCPP-80H does, by the epos-bridge project; nobody tells of this model"),
        "stalls_on_black": Evidence(_GUESS, "an XP-80T does, by the printd project; nobody tells of this model"),
        "unacknowledged_bytes": Evidence(_GUESS, "depends on the wire; most hold back what does not fit"),
        "keeps_after_paper_out": Evidence(_GUESS, "units of the class differ; no source settles it for this model"),
        "board_status": Evidence(_GUESS, f"{_UNSETTLED}; two vendor notes describe it for Xprinter boards"),
    }
)
