#!/usr/bin/env python3
"""Writes os.tsv: which operating system a TCP endpoint says it has, in captures of the corpus.

usage: os-expected.py CORPUS > os.tsv

Truth is what a program says of its own system: the User-Agent of an HTTP request in the clear, or the comment of an SSH
identification. Captures whose packets a generator made are left out, as their SYN is not that of a system. Needs nothing but Python.
"""

import re
import struct
import sys
from pathlib import Path

AGENTS = [
    ("windows", rb"Windows NT|Windows Phone|Microsoft NCSI|Microsoft-CryptoAPI|Microsoft WinRM|WinHTTP|Windows-Update-Agent"),
    ("macos", rb"iPhone|iPad|Darwin/|Mac OS X|com\.apple\.|CaptiveNetworkSupport"),
    ("bsd", rb"FreeBSD|OpenBSD|NetBSD"),
    ("linux", rb"Android|Dalvik|X11;[^)]*Linux|linux-gnu|Debian APT|Ubuntu APT"),
]
SSH = [("windows", rb"for_Windows|WinSCP"), ("bsd", rb"FreeBSD|OpenBSD|NetBSD"), ("linux", rb"Ubuntu|Debian|Raspbian")]
GENERATED = re.compile(r"^own-|synthetic|^gopacket|^pcap4j|fuzz|afl|hassh-incomplete|http-evader")


def frames(data):
    """Link type and bytes of each frame of a pcap or pcapng file."""
    magic = data[:4]
    if magic in (b"\xd4\xc3\xb2\xa1", b"\x4d\x3c\xb2\xa1", b"\xa1\xb2\xc3\xd4", b"\xa1\xb2\x3c\x4d"):
        order = "<" if magic[0] in (0xD4, 0x4D) else ">"
        link = struct.unpack(order + "I", data[20:24])[0] & 0xFFFF
        at = 24
        while at + 16 <= len(data):
            length = struct.unpack(order + "I", data[at + 8 : at + 12])[0]
            yield link, data[at + 16 : at + 16 + length]
            at += 16 + length
    elif magic == b"\x0a\x0d\x0d\x0a":
        at, links, order = 0, [], "<"
        while at + 12 <= len(data):
            kind = data[at : at + 4]
            if kind == b"\x0a\x0d\x0d\x0a":
                order = "<" if data[at + 8 : at + 12] == b"\x4d\x3c\x2b\x1a" else ">"
                links = []
            kind, total = struct.unpack(order + "II", data[at : at + 8])
            if kind == 1:
                links.append(struct.unpack(order + "H", data[at + 8 : at + 10])[0])
            elif kind == 6:
                interface, _, _, length = struct.unpack(order + "IIII", data[at + 8 : at + 24])
                if interface < len(links):
                    yield links[interface], data[at + 28 : at + 28 + length]
            if total < 12:
                return
            at += total


def ip(link, frame):
    """The IP packet of a frame, or nothing."""
    offset = {1: 14, 101: 0, 113: 16, 276: 20, 0: 4, 108: 4, 12: 0, 228: 0, 229: 0}.get(link)
    if offset is None:
        return b""
    if link == 1:
        while frame[offset - 2 : offset] in (b"\x81\x00", b"\x88\xa8"):
            offset += 4
    return frame[offset:]


def segment(packet):
    """Source, destination and payload of a TCP segment, or nothing."""
    if len(packet) >= 40 and packet[0] >> 4 == 4 and packet[9] == 6 and not struct.unpack(">H", packet[6:8])[0] & 0x1FFF:
        head = (packet[0] & 15) * 4
        source, target = (".".join(map(str, packet[at : at + 4])) for at in (12, 16))
        packet = packet[: struct.unpack(">H", packet[2:4])[0]]
    elif len(packet) >= 60 and packet[0] >> 4 == 6 and packet[6] == 6:
        import ipaddress

        head = 40
        source, target = (str(ipaddress.ip_address(packet[at : at + 16])) for at in (8, 24))
    else:
        return None
    tcp = packet[head:]
    if len(tcp) < 20:
        return None
    ports = struct.unpack(">HH", tcp[:4])
    return (source, ports[0]), (target, ports[1]), tcp[(tcp[12] >> 4) * 4 :]


def system(payload):
    """What a payload says of its sender's system."""
    if payload.startswith(b"SSH-"):
        text, rules = payload.split(b"\n")[0], SSH
    else:
        agent = re.search(rb"^user-agent: *([^\r\n]+)", payload, re.I | re.M)
        text, rules = (agent.group(1), AGENTS) if agent and re.match(rb"[A-Z]+ \S+ HTTP/1", payload) else (b"", [])
    for name, pattern in rules:
        if re.search(pattern, text):
            return name, text.decode("latin-1").strip()
    return None


def main():
    print("capture\tip\tport\tother_ip\tother_port\tsystem\tsays")
    for file in sorted(Path(sys.argv[1], "conformance").iterdir()):
        if GENERATED.search(file.name):
            continue
        found = {}
        for link, frame in frames(file.read_bytes()):
            parts = segment(ip(link, frame))
            said = system(parts[2]) if parts else None
            if said:
                found.setdefault(parts[:2], said)
        for (source, target), (name, text) in sorted(found.items()):
            print(file.name, *source, *target, name, text[:60].replace("\t", " "), sep="\t")


main()
