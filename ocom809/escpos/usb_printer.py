"""``Usb`` of the drop-in."""

from __future__ import annotations

import inspect
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from ocom809.escpos.face import Face
from ocom809.escpos.limits import limit
from ocom809.escpos.stand_ins import StandInDevice

if TYPE_CHECKING:
    from ocom809.devices.base import Device


class Usb(Face):
    """A USB printer, found by its printer interface.

    Args:
        idVendor: Vendor id; any where none is given.
        idProduct: Product id; likewise.
        usb_args: What ``usb.core.find`` takes besides, such as ``custom_match`` or ``serial_number``.
        timeout: How long the printer may take no byte, in milliseconds as in the original; 0, there for ever, is 60 s.
        in_ep: Accepted and not used: endpoints are read from the printer's descriptors.
        out_ep: Likewise.
    """

    def __init__(
        self,
        idVendor: int | None = None,  # noqa: N803 - the original's name
        idProduct: int | None = None,  # noqa: N803
        usb_args: dict[str, Any] | None = None,
        timeout: float = 0,
        in_ep: int = 0x82,
        out_ep: int = 0x01,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.timeout = timeout
        self.in_ep = in_ep
        self.out_ep = out_ep
        ids = {"idVendor": idVendor, "idProduct": idProduct}
        self.usb_args = (usb_args or {}) | {name: number for name, number in ids.items() if number}
        self.write_silence = limit(timeout and timeout / 1000)

    @staticmethod
    def is_usable() -> bool:
        """Whether pyusb is installed."""
        return find_spec("usb") is not None

    def _place(self) -> str:
        return str(tuple(self.usb_args.values()))

    def _libraries_errors(self) -> tuple[type[BaseException], ...]:
        from usb.core import USBError

        return (USBError,)

    def _wire(self) -> Device:
        import usb.core

        if not inspect.isfunction(usb.core.find):
            return self._stand_in(usb.core.find(**self.usb_args))
        from ocom809.devices.usb import UsbDevice

        return UsbDevice(self._uri())

    def _uri(self) -> str:
        """The URI of the printer that is wanted; what only pyusb can tell apart is looked for by pyusb."""
        options = dict(self.usb_args)
        vendor, product = options.pop("idVendor", None), options.pop("idProduct", None)
        if not options and (vendor and product):
            return f"usb://{vendor:04x}:{product:04x}"
        return "usb:" if not self.usb_args else self._uri_of_found()

    def _uri_of_found(self) -> str:
        import usb.core

        from ocom809.errors import DeviceNotFound

        found = usb.core.find(**self.usb_args)
        if found is None:
            raise DeviceNotFound(f"no USB device is {self._place()}", hint="Is it plugged in, and switched on?")
        ports = ".".join(str(number) for number in found.port_numbers or ())
        place = {"port": ports} if ports else {"address": found.address}
        return f"usb://?{urlencode({'bus': found.bus} | place)}"

    def _stand_in(self, found: Any) -> Device:
        import usb.util

        return StandInDevice(
            found,
            write=lambda data: found.write(self.out_ep, data, self.timeout),
            read=lambda size: found.read(self.in_ep, size),
            close=lambda: usb.util.dispose_resources(found),
        )
