"""Every parameter that is known of the class. A unit may lack some of them, and nothing was measured on an OCPP-809."""

from __future__ import annotations

import difflib
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ocom809.errors import ParameterError
from ocom809.parameters.catalogue_network import NETWORK
from ocom809.parameters.catalogue_printing import PRINTING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ocom809.parameters.parameter import Parameter

CATALOGUE: Final[Mapping[str, Parameter]] = MappingProxyType({one.name: one for one in (*NETWORK, *PRINTING)})
"""All parameters by their names, in the order in which they are listed."""


def parameter(name: str) -> Parameter:
    """The parameter of this name.

    Raises:
        ParameterError: There is none; the hint names the nearest.
    """
    if name in CATALOGUE:
        return CATALOGUE[name]
    near = difflib.get_close_matches(name, CATALOGUE, 1)
    hint = f"Did you mean {near[0]}?" if near else "`ocom809 parameters list` shows all of them."
    raise ParameterError(f"there is no parameter {name!r}", hint=hint)


def checked(values: Mapping[str, object]) -> dict[str, object]:
    """The values, each read and checked by its parameter, in the order in which they were given."""
    return {name: parameter(name).parse(value) for name, value in values.items()}
