#!/usr/bin/env python3
"""Writes expected.tsv, the conversations of the sample capture as tshark sees them.

usage: sample-expected.py CAPTURE > expected.tsv
"""
import hashlib
import subprocess
import sys
from decimal import Decimal

FIELDS = """frame.time_epoch frame.protocols ip.src ip.dst ip.len ipv6.src ipv6.dst ipv6.plen tcp.stream tcp.srcport tcp.dstport
tcp.len udp.stream udp.srcport udp.dstport udp.length sctp.srcport sctp.dstport vlan.id tcp.flags.reset tcp.flags.fin
tcp.analysis.retransmission tcp.analysis.out_of_order tls.handshake.extensions_server_name tls.handshake.ja3
tls.handshake.ja3s ssh.kex.hassh ssh.kex.hasshserver dns.qry.name""".split()
FACTS = {
    "sni": "tls.handshake.extensions_server_name", "ja3": "tls.handshake.ja3", "ja3s": "tls.handshake.ja3s",
    "hassh": "ssh.kex.hassh", "hassh_server": "ssh.kex.hasshserver", "dns_name": "dns.qry.name",
}
TRANSPORTS = ("tcp", "udp", "icmp", "icmpv6", "sctp")
LOWER_LAYERS = {"eth", "ethertype", "vlan", "ip", "ipv6", "ipv6.hopopts", "data", "x509sat", "x509ce", "pkcs1", "pkix1implicit"}
COLUMNS = """proto initiator_ip initiator_port responder_ip responder_port packets_fwd packets_bwd ip_bytes_fwd ip_bytes_bwd
payload_fwd payload_bwd first_ts last_ts""".split() + list(FACTS) + ["note"]


def packets(capture):
    command = ["tshark", "-r", capture, "-T", "fields", "-E", "occurrence=f"]
    for field in FIELDS:
        command += ["-e", field]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return [dict(zip(FIELDS, line.split("\t"))) for line in lines]


def conversation_key(packet, proto, source, destination):
    stream = packet.get(proto + ".stream")
    return (proto, stream) if stream else (proto, *sorted((source, destination)))


def add(conversations, packet):
    proto = next((p for p in packet["frame.protocols"].split(":") if p in TRANSPORTS), None)
    source = packet["ip.src"] or packet["ipv6.src"]
    destination = packet["ip.dst"] or packet["ipv6.dst"]
    if not source:
        return False
    ports = proto in ("tcp", "udp", "sctp")
    start = {
        "proto": proto, "initiator_ip": source, "responder_ip": destination,
        "initiator_port": packet[proto + ".srcport"] if ports else "-",
        "responder_port": packet[proto + ".dstport"] if ports else "-",
        "first_ts": packet["frame.time_epoch"], "last_ts": packet["frame.time_epoch"], "gap": Decimal(0), "layers": [],
        "packets": [0, 0], "ip_bytes": [0, 0], "payload": [0, 0], "packet_list": [],
    }
    c = conversations.setdefault(conversation_key(packet, proto, source, destination), start)
    way = 0 if (source, packet.get(proto + ".srcport", "-") if ports else "-") == (c["initiator_ip"], c["initiator_port"]) else 1
    c["packets"][way] += 1
    c["ip_bytes"][way] += int(packet["ip.len"]) if packet["ip.len"] else 40 + int(packet["ipv6.plen"])
    if proto == "tcp":
        c["payload"][way] += int(packet["tcp.len"])
    elif proto == "udp":
        c["payload"][way] += int(packet["udp.length"]) - 8
    c["gap"] = max(c["gap"], Decimal(packet["frame.time_epoch"]) - Decimal(c["last_ts"]))
    c["last_ts"] = packet["frame.time_epoch"]
    c["packet_list"].append(packet)
    return True


def note(c):
    count = lambda field, value=None: sum(1 for p in c["packet_list"] if (p[field] == value if value else p[field]))
    layers = []
    for p in c["packet_list"]:
        for layer in p["frame.protocols"].split(":"):
            if layer not in LOWER_LAYERS and layer not in layers:
                layers.append(layer)
    parts = ["+".join(layers)]
    parts += ["vlan=" + c["packet_list"][0]["vlan.id"]] if c["packet_list"][0]["vlan.id"] else []
    for name, field, value in (("fin", "tcp.flags.fin", "1"), ("rst", "tcp.flags.reset", "1"),
                               ("retransmission", "tcp.analysis.retransmission", None), ("out_of_order", "tcp.analysis.out_of_order", None)):
        n = count(field, value)
        parts += [f"{name}={n}"] if n else []
    parts += [f"longest_gap={c['gap']}"] if c["gap"] > 60 else []
    return " ".join(parts)


def row(c):
    payload = c["payload"] if c["proto"] in ("tcp", "udp") else ["-", "-"]
    for name in ("packets", "ip_bytes"):
        c[name + "_fwd"], c[name + "_bwd"] = c[name]
    c["payload_fwd"], c["payload_bwd"] = payload
    for name, field in FACTS.items():
        c[name] = next((p[field] for p in c["packet_list"] if p[field]), "-")
    c["note"] = note(c)
    return "\t".join(str(c[column]) for column in COLUMNS)


def main(capture):
    version = subprocess.run(["tshark", "--version"], check=True, capture_output=True, text=True).stdout.split(" (Git")[0]
    with open(capture, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    conversations = {}
    all_packets = packets(capture)
    ip_packets = sum(add(conversations, packet) for packet in all_packets)
    print(f"# Every figure comes from {version}: src/test/scripts/sample-expected.py turns its fields into this table.")
    print(f"# sha256 of sample.pcapng: {digest}")
    print(f"# packets: {len(all_packets)}")
    print(f"# packets that are not IP (ARP): {len(all_packets) - ip_packets}")
    print(f"# conversations: {len(conversations)}")
    print("# A conversation is a tcp.stream or udp.stream of tshark, else all packets of one protocol between two addresses; no idle timeout.")
    print("# initiator: sender of the first packet. ip_bytes: IPv4 total length, or 40 and the IPv6 payload length. payload: tcp.len, or")
    print("# udp.length less 8; - for other protocols. Times: seconds since 1970, 9 digits. A packet quoted by ICMP counts for nobody.")
    print("# note: tshark's dissectors, then counts of packets; longest_gap is in seconds and given above 60.")
    print("\t".join(COLUMNS))
    for c in conversations.values():
        print(row(c))


if __name__ == "__main__":
    main(sys.argv[1])
