"""Bytes on a wire: USB, serial, LAN, files, Bluetooth, memory, and the software printer. Knows no command."""

from ocom809.devices.abilities import Abilities
from ocom809.devices.base import Device
from ocom809.devices.registry import device_for, schemes
from ocom809.devices.uri import DeviceURI

__all__ = ["Abilities", "Device", "DeviceURI", "device_for", "schemes"]
