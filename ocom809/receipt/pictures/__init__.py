"""Pictures to dots: read within bounds, scaled once, toned, dithered once, and sent without what is white."""

from ocom809.receipt.pictures.dithers import Dither
from ocom809.receipt.pictures.line_art import line_art_threshold
from ocom809.receipt.pictures.picture import Bitmap, Picture
from ocom809.receipt.pictures.reading import read_picture
from ocom809.receipt.pictures.tones import Shading

__all__ = ["Bitmap", "Dither", "Picture", "Shading", "line_art_threshold", "read_picture"]
