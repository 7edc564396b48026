#!/usr/bin/env python3
"""Conversations in which tshark sees a VPN's protocol, one a line of a TSV.

usage: vpn-expected.py CAPTURE... > vpn.tsv

The ends are those of the innermost IP packet; a port is 0 for a protocol without. Types are the names of vpn_type.
Headers that an ICMP error quotes do not count.
tshark knows OpenVPN by its port alone: DECODE_AS says where else it is. With them tshark shows in each of these conversations
what opens one (opcodes 7 and 8).
"""
import os, subprocess, sys

TYPES = {'wg': 'wireguard', 'openvpn': 'openvpn', 'isakmp': 'ipsec-ike', 'esp': 'ipsec-esp', 'ah': 'ipsec-ah',
         'l2tp': 'l2tp'}
DECODE_AS = {'ndpi-openvpn.pcap': ['udp.port==443', 'udp.port==1234', 'udp.port==13680', 'tcp.port==443']}
FIELDS = ['frame.protocols', 'ip.src', 'ipv6.src', 'ip.dst', 'ipv6.dst',
          'tcp.srcport', 'udp.srcport', 'tcp.dstport', 'udp.dstport']


def frames(capture):
    command = ['tshark', '-n', '-r', capture, '-Y', ' || '.join(TYPES), '-T', 'fields', '-E', 'occurrence=l']
    for port in DECODE_AS.get(os.path.basename(capture), []):
        command += ['-d', port + ',openvpn']
    for field in FIELDS:
        command += ['-e', field]
    lines = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
    return [dict(zip(FIELDS, line.split('\t'))) for line in lines]


def innermost(frame):
    """The protocols from the innermost IP header on; none where an ICMP error quotes it."""
    protocols = frame['frame.protocols'].split(':')
    ip = max(i for i, name in enumerate(protocols) if name in ('ip', 'ipv6'))
    quoted = {'icmp', 'icmpv6'} & set(protocols[:ip])
    return [] if quoted else protocols[ip:]


def end(frame, side, inner):
    address = frame[('ip.' if inner[0] == 'ip' else 'ipv6.') + side]
    port = next((frame['%s.%sport' % (name, side)] for name in ('tcp', 'udp') if name in inner), '0')
    return address + '\t' + port


def main():
    print('capture', 'a', 'a_port', 'b', 'b_port', 'frames', 'types', sep='\t')
    for capture in sys.argv[1:]:
        conversations = {}
        for frame in frames(capture):
            inner = innermost(frame)
            if inner:
                ends = tuple(sorted((end(frame, 'src', inner), end(frame, 'dst', inner))))
                count = conversations.setdefault(ends, [0, set()])
                count[0] += 1
                count[1] |= {TYPES[name] for name in frame['frame.protocols'].split(':') if name in TYPES}
        for (a, b), (count, types) in conversations.items():
            print(os.path.basename(capture), a, b, count, ','.join(sorted(types)), sep='\t')


main()
