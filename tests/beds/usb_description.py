"""Descriptors of a USB printer, built from a few words, as its firmware would hold them."""

from __future__ import annotations

import struct

MAKER, MODEL, SERIAL = 1, 2, 3

# One ordinary unit of the class. Everything can be told otherwise when a printer is plugged in.
ORDINARY = {
    "bus": 1,
    "port": "1",
    "vendor": 0x0416,
    "product": 0x5011,
    "maker": "OCOM",
    "model": "OCPP-809",
    "serial": "SN0001",
    "device_id": "MFG:OCOM;CMD:ESC/POS;MDL:OCPP-809;CLS:PRINTER;",
    "port_status": 0x18,
    "driver": "usblp",
    "known_requests": True,
    "known_strings": True,
    # Whether the configuration is missing, as in a device that broke off while it described itself.
    "truncated": False,
    # number, alternate setting, class, subclass, protocol, endpoints (address, attributes)
    "interfaces": [[0, 0, 7, 1, 2, [[0x01, 2], [0x82, 2]]]],
    "configurations": 1,
    "active_configuration": 1,
}


def device_descriptor(words: dict) -> bytes:
    """The 18 bytes of the device descriptor."""
    strings = [number if words[name] else 0 for number, name in ((1, "maker"), (2, "model"), (3, "serial"))]
    head = struct.pack("<BBHBBBB", 18, 1, 0x0200, 0, 0, 0, 64)
    return head + struct.pack("<HHHBBBB", words["vendor"], words["product"], 0x0100, *strings, words["configurations"])


def configuration_descriptor(words: dict, number: int = 1) -> bytes:
    """A configuration with all interfaces and endpoints behind it."""
    body = b"".join(_interface(*interface) for interface in words["interfaces"])
    count = len({interface[0] for interface in words["interfaces"]})
    return struct.pack("<BBHBBBBB", 9, 2, 9 + len(body), count, number, 0, 0xC0, 1) + body


def _interface(number: int, alternate: int, kind: int, subclass: int, protocol: int, endpoints: list) -> bytes:
    head = struct.pack("<BBBBBBBBB", 9, 4, number, alternate, len(endpoints), kind, subclass, protocol, 0)
    return head + b"".join(
        struct.pack("<BBBBHB", 7, 5, address, attributes, 64, 0) for address, attributes in endpoints
    )


def hub_descriptors() -> bytes:
    """A hub, as far as anybody looks at it here."""
    head = struct.pack("<BBHBBBBHHHBBBB", 18, 1, 0x0200, 9, 0, 1, 64, 0x05E3, 0x0608, 0x0100, 0, 0, 0, 1)
    return head + configuration_descriptor({"interfaces": [[0, 0, 9, 0, 0, [[0x81, 3]]]]})


def all_descriptors(words: dict) -> bytes:
    """What the kernel keeps in sysfs and in the device node."""
    if words["truncated"]:
        return device_descriptor(words)
    numbers = range(1, words["configurations"] + 1)
    return device_descriptor(words) + b"".join(configuration_descriptor(words, number) for number in numbers)


def string_descriptor(words: dict, index: int) -> bytes | None:
    """String number ``index``; number 0 is the list of languages, here US English alone."""
    if not words["known_strings"]:
        return None
    if index == 0:
        return struct.pack("<BBH", 4, 3, 0x0409)
    text = {MAKER: words["maker"], MODEL: words["model"], SERIAL: words["serial"]}.get(index)
    if not text:
        return None
    encoded = text.encode("utf-16-le")
    return bytes([2 + len(encoded), 3]) + encoded


def control_answer(words: dict, request_type: int, request: int, value: int) -> bytes | None:
    """The answer to a control request that only reads or does nothing here; ``None`` is a stall."""
    if request_type == 0xA1 and not words["known_requests"]:
        return None
    if (request_type, request) == (0xA1, 0):
        text = words["device_id"].encode("latin-1")
        return struct.pack(">H", len(text) + 2) + text
    if (request_type, request) == (0xA1, 1):
        return bytes([words["port_status"]])
    if (request_type, request) == (0x21, 2):
        return b"" if words["known_requests"] else None
    if (request_type, request) == (0x80, 6) and value >> 8 == 3:
        return string_descriptor(words, value & 0xFF)
    return None
