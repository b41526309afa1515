"""QR codes as dots, their matrix made by the package qrcode, which comes with python-escpos."""

from __future__ import annotations

from ocom809.errors import MissingPackage
from ocom809.virtual.bitmap import Bitmap

_LEVELS = "LMQH"
# What the largest code holds at each level, all of it in one mode: digits, alphanumeric characters, bytes.
_CAPACITIES = ((7089, 4296, 2953), (5596, 3391, 2331), (3993, 2420, 1663), (3057, 1852, 1273))
_ALPHANUMERIC = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
# The manual's fn 65 knows models 1 and 2. No drawer of model 1 is at hand, and its data fits model 2.
_MODELS = (1, 2)
# Looking for the best of eight masks takes seconds in large symbols; any mask is readable.
_LARGEST_VERSION_WITH_BEST_MASK = 10
_ANY_MASK = 0


def draw_qr(data: bytes, *, module_dots: int, level: str, model: int = 2) -> Bitmap | None:
    """Draw the smallest QR code that holds ``data``, without a quiet zone.

    The whole of the data stands in one mode: digits, the 45 alphanumeric characters, or bytes just as they are.

    Args:
        data: What the store function of GS ( k was given.
        module_dots: Width of a module, 1 to 16.
        level: Error correction "L", "M", "Q" or "H".
        model: 2, or 1, which is drawn as 2; any other prints nothing.

    Returns:
        The code, or None where nothing is printed: no data, or more than the largest code holds.

    Raises:
        MissingPackage: The package qrcode is not installed.
        ValueError: There is no such level.
    """
    place = _LEVELS.index(level)
    if not data or model not in _MODELS or len(data) > _CAPACITIES[place][_mode(data)]:
        return None
    matrix = _matrix(data, place)
    rows = tuple(int("".join("1" if dark else "0" for dark in row), 2) for row in matrix)
    return Bitmap(len(matrix), rows).scaled(module_dots, module_dots)


def _mode(data: bytes) -> int:
    """0 where all are digits, 1 where all are alphanumeric, 2 for bytes."""
    if data.isdigit():
        return 0
    return 1 if _ALPHANUMERIC.issuperset(data) else 2


def _matrix(data: bytes, level: int) -> list[list[bool]]:
    """The modules, row by row."""
    try:
        import qrcode
        from qrcode import constants
    except ImportError as error:
        message = "the package qrcode, which draws QR codes, is not installed"
        raise MissingPackage(message, hint="pip install qrcode") from error
    names = (constants.ERROR_CORRECT_L, constants.ERROR_CORRECT_M, constants.ERROR_CORRECT_Q, constants.ERROR_CORRECT_H)
    code = qrcode.QRCode(error_correction=names[level], border=0)
    code.add_data(data, optimize=0)
    if code.best_fit() > _LARGEST_VERSION_WITH_BEST_MASK:
        code.mask_pattern = _ANY_MASK
    code.make(fit=False)
    matrix: list[list[bool]] = code.get_matrix()
    return matrix
