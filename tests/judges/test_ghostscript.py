"""What Ghostscript prints on a dot matrix printer comes out of the virtual printer to the dot."""

from __future__ import annotations

import pytest

from tests.foreign import paper, pictures
from tests.judges import ghostscript

SIZES = [(576, 24), (576, 131), (384, 100), (200, 61), (8, 48)]
DRAWINGS = [pictures.noise, pictures.black, pictures.dither, pictures.edges, pictures.trouble]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("draw", DRAWINGS, ids=lambda draw: draw.__name__)
def test_a_picture_comes_back_without_a_differing_dot(draw, width, height):
    picture = draw(width, height)
    printout = paper.printed(ghostscript.stream(picture))
    first = next(place for place, row in enumerate(picture.rows) if row)
    wanted = [row << (576 - width) for row in picture.rows[first:]]
    top = next(place for place, row in enumerate(printout.rows) if row)
    assert printout.rows[top : top + len(wanted)] == wanted
    assert not any(printout.rows[top + len(wanted) :])
    assert printout.texts == []
