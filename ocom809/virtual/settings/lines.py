"""The settings as the self-test page prints them, in up to 48 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocom809.virtual.settings.values import Settings

_COLUMN = 28


def network_lines(settings: Settings) -> Iterator[str]:
    """Where it is found."""
    yield from _columns(
        ("MAC address", settings.mac.hex(":").upper()),
        ("IP address", settings.address),
        ("Netmask", settings.netmask),
        ("Gateway", settings.gateway),
        ("DHCP", settings.dhcp),
        ("Port", settings.port),
        ("Name", settings.name or "none"),
        ("Wireless network", settings.wifi_ssid or "none"),
        ("Bluetooth name", settings.bluetooth_name),
        # The key and the PIN lie open on real pages too; here they stay where they are.
        ("Key of the network", settings.wifi_key_kind if settings.wifi_key else "none"),
    )


def setting_lines(settings: Settings) -> Iterator[str]:
    """How it prints, and what it does beside."""
    yield from _columns(
        ("Baud rate", settings.baud),
        ("USB mode", "virtual COM port" if settings.usb_virtual_com else "printer"),
        ("USB serial number fixed", settings.usb_serial_fixed),
        ("Cutter", settings.cutter),
        ("Beeper", settings.beeper),
        ("Characters per line", settings.columns),
        ("Printed width", f"{settings.print_width_mm} mm" if settings.print_width_mm else "the whole head"),
        ("Chinese mode at power-on", settings.chinese),
        ("Language", settings.language),
        ("Default code page", settings.code_page),
        ("Density", f"{settings.density}{', dark' if settings.dark else ''}"),
        ("Speed", f"{settings.speed_mm_s} mm/s" if settings.speed_mm_s else "as made"),
        ("Drawer with each cut", settings.drawer_with_cut),
        ("Alarm after each cut", settings.alarm_after_cut or "none"),
        ("Receipt not taken", settings.alarm_not_taken),
        ("Cut when the cover closes", settings.cut_on_cover_close),
        ("Reprint after paper end", settings.reprint_after_paper_end),
        ("Black mark", settings.black_mark),
    )


def _columns(*rows: tuple[str, object]) -> Iterator[str]:
    for name, value in rows:
        said = ("on" if value else "off") if isinstance(value, bool) else value
        yield f"{name:<{_COLUMN}}{said}"[:48]
