"""A shop's LAN in namespaces of its own: a computer, and boards with MAC addresses of their own that do as told.

Run as ``unshare -Urn python lan_bed.py``, as root without the ``-Ur``: this process is the shop's computer, a child in
one more namespace holds all boards. Nothing leaves the two. Each board is a macvlan interface with its own sockets, and
was written from printer.md §2.3 without a look at our own code. The child also listens to its wire beneath all sockets,
and can tell every payload that reached it. Writes one line of JSON for each case.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path

COMPUTER = "192.0.2.1"
# name: MAC, address with prefix, UDP family, what port 9100 does, other ports
BOARDS = {
    "factory": ("00:61:20:00:00:01", "192.168.123.100/24", "XP0001", "answers", (4000, 80)),
    "till": ("00:61:20:00:00:02", "192.0.2.2/24", "XP0001", "answers", (4000, 80)),
    "kitchen": ("00:61:7b:00:00:03", "192.0.2.3/24", "ZY0001", "answers", ()),
    "mute": ("00:61:7b:00:00:04", "192.0.2.4/24", "", "answers", (80,)),
    "busy": ("00:61:7b:00:00:05", "192.0.2.5/24", "", "is silent", ()),
    "greeter": ("00:61:7b:00:00:06", "192.0.2.6/24", "", "greets", ()),
    "dummy": ("28:00:00:00:00:01", "192.0.2.7/24", "XP0001", "answers", ()),
    "liar": ("00:61:7b:00:00:08", "192.0.2.8/24", "lies", "", ()),
}
UNREACHABLE = 3  # what a system says to an answer that comes when nobody listens any more
GREETING = b"220 ready\r\n"


def main():
    with subprocess.Popen(
        ["unshare", "-n", sys.executable, __file__, "boards"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as boards:
        try:
            set_up(boards)
            run(boards)
        finally:
            boards.kill()


def set_up(boards):
    expect(boards, "there")
    for line in (
        "link set lo up",
        "link add lan type veth peer name eth0",
        f"link set eth0 netns {boards.pid}",
        f"addr add {COMPUTER}/24 brd + dev lan",
        "link set lan up",
    ):
        ip(line)
    setting("net/ipv4/conf/all/rp_filter", 0)
    setting("net/ipv4/conf/lan/rp_filter", 0)
    # A remembered address is doubted sooner than usual, so that the test need not wait.
    setting("net/ipv4/neigh/lan/delay_first_probe_time", 1)
    setting("net/ipv4/neigh/lan/ucast_solicit", 1)
    tell(boards, "up")


def run(boards):
    report("found", lambda: devices("--lan", "192.0.2.0/28"))
    report("heard alone", devices)
    report("strict reverse path", strict_reverse_path)
    report("the line of the hint", reached_as_the_hint_says)
    report("asked one by one", asked)
    report("taken", taken)
    report("ports taken by another program", while_the_ports_are_taken)
    report("by MAC", lambda: by_mac(boards))
    report("watched", lambda: watched(boards))
    report("nothing there", lambda: nothing_there(boards))
    report("the wire", lambda: tell(boards, "heard"))


def devices(*words):
    """What the command line says; and how it ended."""
    command = [sys.executable, "-m", "ocom809", "devices", "--no-usb", "--no-serial", "--seconds", "1", "--json"]
    done = subprocess.run([*command, *words], capture_output=True, text=True)
    return {"code": done.returncode, "says": json.loads(done.stdout), "complains": done.stderr}


def strict_reverse_path():
    setting("net/ipv4/conf/lan/rp_filter", 1)
    try:
        return devices()
    finally:
        setting("net/ipv4/conf/lan/rp_filter", 0)


def reached_as_the_hint_says():
    from ocom809.devices import device_for

    uri, line = "mac:00:61:20:00:00:01", "sudo ip addr add 192.168.123.254/24 dev lan"
    try:
        device_for(uri).open(silence=2)
    except OSError as error:
        refusal = str(error)
    subprocess.run(line.removeprefix("sudo ").split(), check=True)
    try:
        return {"line": line, "before": refusal, "after": answered(uri)}
    finally:
        ip("addr del 192.168.123.254/24 dev lan")


def asked():
    from ocom809.discovery import Family
    from ocom809.discovery.broadcast import ask

    pairs = (("192.0.2.2", Family.XPRINTER), ("192.0.2.3", Family.ZYWELL), ("192.0.2.4", Family.XPRINTER))
    answers = [ask(address, family, seconds=0.6) for address, family in pairs]
    return [str(answer.mac) if answer else None for answer in answers]


def taken():
    from ocom809.discovery.neighbours import is_taken, mac_of

    addresses = (COMPUTER, "192.0.2.2", "192.0.2.8", "192.0.2.77", "198.51.100.1")
    answers = {
        address: [one if isinstance(one, str) else one.value for one in is_taken(address)] for address in addresses
    }
    return {"answers": answers, "mac": str(mac_of("192.0.2.2"))}


def while_the_ports_are_taken():
    held = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(3)]
    for one, port in zip(held, (9000, 5001, 1460), strict=True):
        one.bind(("0.0.0.0", port))
    try:
        return devices()
    finally:
        for one in held:
            one.close()


def by_mac(boards):
    till, mute = "mac:00:61:20:00:00:02", "mac:00-61-7b-00-00-04"
    came = {"announced": answered(till)}
    tell(boards, "move till 192.0.2.12/24")
    came["announced elsewhere"] = answered(till)
    came["in the ARP table"] = answered(mute)
    came["taken over"] = taken_over(boards, mute)
    tell(boards, "up mute")
    tell(boards, "move mute 192.0.2.14/24")
    ip("neigh flush all")
    came["unknown"] = refused(mute)
    came["scanned"] = answered(f"{mute}?scan=192.0.2.0/28")
    came["from now on in the ARP table"] = answered(mute)
    for line in ("move till 192.0.2.2/24", "move busy 192.0.2.5/24", "move mute 192.0.2.4/24"):
        tell(boards, line)
    ip("neigh flush all")
    return came


def taken_over(boards, mute):
    """The board is off, the table remembers it, and by the time of the call another one has got its address."""
    tell(boards, "down mute")
    tell(boards, "move busy 192.0.2.4/24")
    ip("neigh replace 192.0.2.4 lladdr 00:61:7b:00:00:04 dev lan nud stale")
    return refused(mute)


def answered(uri):
    from ocom809.devices import device_for

    with device_for(uri) as device:
        device.write(b"\x10\x04\x01")
        return [device.host, device.read(silence=2).hex()]


def refused(uri):
    from ocom809.devices import device_for
    from ocom809.errors import DeviceError

    device = device_for(uri)
    try:
        device.open(silence=12)
    except DeviceError as error:
        return [type(error).__name__, str(error)]
    device.abort()
    return ["opened", device.host]


def watched(boards):
    command = [sys.executable, "-m", "ocom809", "devices", "--no-usb", "--no-serial", "--seconds", "0.6", "--json"]
    with subprocess.Popen([*command, "--watch"], stdout=subprocess.PIPE, text=True) as watching:
        lines = []
        first = [json.loads(watching.stdout.readline()) for _ in range(5)]
        for order in ("down till", "up till", "move till 192.0.2.12/24", "move till 192.0.2.2/24"):
            tell(boards, order)
            lines.append(json.loads(watching.stdout.readline()))
        watching.send_signal(signal.SIGINT)
        return {"first": first, "then": lines, "code": watching.wait(10)}


def nothing_there(boards):
    for name in BOARDS:
        tell(boards, f"down {name}")
    return devices("--lan", "192.0.2.8/30")


def report(name, call):
    begin, line = time.monotonic(), {"case": name}
    try:
        line["came"] = call()
    except (OSError, ValueError, RuntimeError) as error:
        line["error"] = repr(error)
    line["seconds"] = time.monotonic() - begin
    print(json.dumps(line), flush=True)


# The boards' side.


def boards_main():
    print("there", flush=True)
    boards = {}
    for order in sys.stdin:
        word, *rest = order.split()
        answer = {"up": power_up, "down": power_down, "move": move, "heard": heard}[word](boards, *rest)
        print(json.dumps(answer), flush=True)


def power_up(boards, name=None):
    if name is None:
        ip("link set lo up")
        # Else the wire itself would answer for the boards, under a MAC address of its own.
        setting("net/ipv4/conf/all/arp_ignore", 1)
        ip("link set eth0 up promisc on")
        threading.Thread(target=listen_beneath, daemon=True).start()
    for one in [name] if name else BOARDS:
        boards[one] = Board(one, *BOARDS[one])


def power_down(boards, name):
    boards.pop(name).switch_off()


def move(boards, name, address):
    power_down(boards, name)
    mac, _, *rest = BOARDS[name]
    boards[name] = Board(name, mac, address, *rest)


PAYLOADS = set()


def heard(_boards):
    return sorted(PAYLOADS)


def listen_beneath():
    """Every payload that comes in from the computer, whatever port it is for and whether anybody listens there."""
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0800)) as wire:
        wire.bind(("eth0", 0))
        while True:
            frame, (_, _, kind, *_) = wire.recvfrom(65536)
            if kind != socket.PACKET_OUTGOING:
                note(frame[14:])


def note(packet):
    header, total, protocol = (packet[0] & 15) * 4, int.from_bytes(packet[2:4], "big"), packet[9]
    if socket.inet_ntoa(packet[12:16]) not in {COMPUTER, "192.168.123.254"}:
        return
    body = packet[header:total]
    port = int.from_bytes(body[2:4], "big")
    if protocol == socket.IPPROTO_UDP:
        PAYLOADS.add(f"udp {port} {body[8:].hex()}")
    elif protocol == socket.IPPROTO_TCP:
        payload = body[(body[12] >> 4) * 4 :]
        if payload:
            PAYLOADS.add(f"tcp {port} {payload.hex()}")
    elif protocol != socket.IPPROTO_ICMP or body[0] != UNREACHABLE:
        PAYLOADS.add(f"protocol {protocol} {body.hex()}")


class Board:
    """One printer's LAN board: an interface with an address, and what listens there."""

    def __init__(self, name, mac, address, family, raw, other_ports):
        self.name, self.family, self.raw = name, family, raw
        self.mac, self.address = bytes.fromhex(mac.replace(":", "")), address.partition("/")[0]
        ip(f"link add link eth0 name {name} address {mac} type macvlan mode bridge")
        setting(f"net/ipv4/conf/{name}/arp_announce", 2)
        setting(f"net/ipv4/conf/{name}/rp_filter", 0)
        ip(f"addr add {address} brd + dev {name}")
        ip(f"link set {name} up")
        self.selector = selectors.DefaultSelector()
        if family:
            for port in (9000, 1460):
                self.listen(socket.SOCK_DGRAM, port)
        for port in ((9100,) if raw else ()) + other_ports:
            self.listen(socket.SOCK_STREAM, port)
        self.is_on = True
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def listen(self, kind, port):
        one = socket.socket(socket.AF_INET, kind)
        one.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, self.name.encode())
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if kind == socket.SOCK_DGRAM:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        one.bind(("", port))
        if kind == socket.SOCK_STREAM:
            one.listen(8)
        self.selector.register(one, selectors.EVENT_READ, (kind, port))

    def serve(self):
        while self.is_on:
            for key, _ in self.selector.select(0.05):
                kind, port = key.data
                with contextlib.suppress(OSError):
                    self.answer_udp(key.fileobj, port) if kind == socket.SOCK_DGRAM else self.let_in(key.fileobj, port)

    def switch_off(self):
        self.is_on = False
        self.thread.join()
        for key in list(self.selector.get_map().values()):
            key.fileobj.close()
        ip(f"link del {self.name}")

    def answer_udp(self, one, port):
        data, (sender, sender_port) = one.recvfrom(2048)
        if self.family == "lies":
            for lie in lies(data, self.mac):
                one.sendto(lie, (sender, sender_port))
        elif data == self.family.encode() + b"FIND" and port == {"XP0001": 9000, "ZY0001": 1460}[self.family]:
            near = IPv4Address(sender) in network_around(self.address)
            # A board in a foreign subnet has no way to a single address there, so it answers to all.
            one.sendto(self.announcement(), (sender if near else "255.255.255.255", sender_port))

    def announcement(self):
        gateway = self.address.rpartition(".")[0] + ".1"
        told = self.family.encode() + b"FOUND" + self.mac + b"\x22\x00" + socket.inet_aton(self.address)
        told += socket.inet_aton("255.255.255.0") + socket.inet_aton(gateway) + b"\x8c\x23\x00"
        if self.family == "ZY0001":
            told += self.name.title().encode().ljust(24, b"\x00") + b"\x00\x01\x02"
        return told

    def let_in(self, listener, port):
        client, _ = listener.accept()
        threading.Thread(target=self.take, args=(client, port == 9100), daemon=True).start()

    def take(self, client, is_raw):
        with client:
            client.settimeout(5)
            if is_raw and self.raw == "greets":
                client.sendall(GREETING)
            try:
                while data := client.recv(4096):
                    if is_raw and self.raw == "answers" and data == b"\x10\x04\x01":
                        client.sendall(b"\x16")
            except OSError:
                return


def network_around(address):
    return IPv4Network((address, 24), strict=False)


def lies(data, mac):
    """What a hostile neighbour may answer."""
    word = data[:6]
    rest = b"\x00" * 2 + b"%s" + socket.inet_aton("255.255.255.0") * 2 + b"\x8c\x23\x01"
    yield data
    yield word + b"FOUND"
    yield word + b"FOUND" + mac + rest % socket.inet_aton("127.0.0.1")
    yield word + b"FOUND" + mac + rest % socket.inet_aton("224.0.0.251")
    yield word + b"FOUND" + b"\xff" * 6 + rest % socket.inet_aton("192.0.2.50")
    yield word + b"FOUND" + os.urandom(4000)
    yield b"\x00" * 60
    if word == b"ZY0001":
        yield (
            word
            + b"FOUND"
            + mac
            + rest % socket.inet_aton("203.0.113.9")
            + b"\x1b[2Jevil\x07\r\n".ljust(24, b"!")
            + b"\xff" * 3
        )


# What both sides use.


def tell(boards, order):
    boards.stdin.write(order + "\n")
    boards.stdin.flush()
    return json.loads(boards.stdout.readline())


def expect(boards, word):
    heard_word = boards.stdout.readline().strip()
    if heard_word != word:
        raise RuntimeError(f"the boards' namespace said {heard_word!r} instead of {word!r}")


def ip(words):
    subprocess.run(["ip", *words.split()], check=True)


def setting(name, value):
    Path(f"/proc/sys/{name}").write_text(str(value))


if __name__ == "__main__":
    boards_main() if sys.argv[1:] == ["boards"] else main()
