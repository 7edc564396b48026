#!/usr/bin/env python3
"""Conversations of captures with tunnels or fragments that the corpus' expectations count otherwise, one a line of a TSV.

usage: layers-expected.py EXPECTED CAPTURE... > layers.tsv

The corpus' own expectations count a frame in the conversations of every IP layer, and a fragmented packet once.
Here each frame counts in one conversation: that of its innermost IP packet (mode `innermost`) or of its outermost
(`outermost`); a fragment counts in the conversation of the frame in which tshark puts the packet together.
EXPECTED is the folder of the corpus' expectations. A line replaces what they say of a conversation; without packets it takes
the conversation away.
Times are seconds; payloads as tshark states them: tcp.len, udp.length - 8.
"""
import json, os, subprocess, sys

FIELDS = ['frame.number', 'frame.time_epoch', 'frame.protocols', 'ip.src', 'ip.dst', 'ipv6.src', 'ipv6.dst',
          'tcp.srcport', 'tcp.dstport', 'tcp.len', 'udp.srcport', 'udp.dstport', 'udp.length', 'sctp.srcport', 'sctp.dstport',
          'ip.reassembled_in', 'ipv6.reassembled.in', 'ip.flags.mf', 'ip.frag_offset',
          'ipv6.fraghdr.more', 'ipv6.fraghdr.offset']
HEADERS = {'ipv6.hopopts', 'ipv6.dstopts', 'ipv6.routing', 'ipv6.fraghdr', 'ipv6.routing.srh', 'ah'}
# What these carry are copies of headers, not packets on their way.
QUOTING = {'icmp', 'icmpv6', 'sflow'}
OTHERS = {'icmp', 'icmpv6', 'esp'}
COMPARED = OTHERS | {'tcp', 'udp', 'sctp'}


def layered(records):
    return any(record['kind'] == 'ipfrag' or record.get('ip_layer', 0) > 0 for record in records)


def add(sums, proto, source, sport, destination, dport, packets, payloads, times):
    """Adds to a conversation, whose ends are in the order of their text."""
    forward = '%s %d' % (source, sport) <= '%s %d' % (destination, dport)
    key = (proto,) + ((source, sport, destination, dport) if forward else (destination, dport, source, sport))
    entry = sums.setdefault(key, [0, 0, 0, 0, None, None])
    for way in (0, 1):
        entry[way if forward else 1 - way] += packets[way]
        entry[2 + (way if forward else 1 - way)] += payloads[way]
    for time in times:
        if time:
            entry[4] = min(entry[4] or time, time, key=float)
            entry[5] = max(entry[5] or time, time, key=float)


def known(records, mode):
    """The sums of the corpus' expectations."""
    sums = {}
    for r in records:
        if r['kind'] == 'flow' and r['proto'] in COMPARED and (mode == 'innermost' or r['ip_layer'] == 0):
            add(sums, r['proto'], r['a'], r['a_port'] or 0, r['b'], r['b_port'] or 0,
                (r['packets_ab'], r['packets_ba']), (r.get('payload_ab', 0), r.get('payload_ba', 0)),
                (r['min_ts'], r['max_ts']))
    return sums


def frames(capture):
    command = ['tshark', '-2', '-n', '-r', capture, '-T', 'fields', '-E', 'separator=/t', '-E', 'occurrence=a', '-E', 'aggregator=;']
    for field in FIELDS:
        command += ['-e', field]
    out = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode('utf8', 'replace')
    for line in out.split('\n'):
        values = line.split('\t')
        if len(values) == len(FIELDS):
            yield dict(zip(FIELDS, values))


def layers(frame):
    """The conversation of each IP layer, outermost first: (proto, source, port, destination, port, payload), or None."""
    lists = {name: frame[name].split(';') if frame[name] else [] for name in FIELDS[3:]}
    seen = {'ip': 0, 'ipv6': 0, 'tcp': 0, 'udp': 0, 'sctp': 0}
    tokens = frame['frame.protocols'].split(':')
    found = []
    source = destination = None
    for position, token in enumerate(tokens):
        if token in ('ip', 'ipv6'):
            i = seen[token]
            seen[token] += 1
            if i >= len(lists[token + '.src']) or i >= len(lists[token + '.dst']):
                break
            source, destination = lists[token + '.src'][i], lists[token + '.dst'][i]
            upper = [t for t in tokens[position + 1:] if t not in HEADERS]
            found.append((upper[0], source, 0, destination, 0, 0) if upper and upper[0] in OTHERS else None)
        elif token in ('tcp', 'udp', 'sctp') and source is not None:
            i = seen[token]
            seen[token] += 1
            ports = lists[token + '.srcport'], lists[token + '.dstport']
            if i >= len(ports[0]) or i >= len(ports[1]):
                continue
            payload = 0
            if token == 'tcp' and i < len(lists['tcp.len']):
                payload = int(lists['tcp.len'][i])
            if token == 'udp' and i < len(lists['udp.length']):
                payload = max(0, int(lists['udp.length'][i]) - 8)
            found[-1] = (token, source, int(ports[0][i]), destination, int(ports[1][i]), payload)
        if token in QUOTING:
            break
    return found


def main():
    folder, captures = sys.argv[1], sys.argv[2:]
    print('capture mode proto a a_port b b_port packets_ab packets_ba payload_ab payload_ba first last'.replace(' ', '\t'))
    for capture in captures:
        name = os.path.basename(capture)
        expected = os.path.join(folder, name + '.ndjson')
        if not os.path.exists(expected):
            continue
        with open(expected) as lines:
            records = [json.loads(line) for line in lines]
        if not layered(records):
            continue
        all_frames = list(frames(capture))
        by_number = {int(f['frame.number']): layers(f) for f in all_frames}
        for mode, at in (('innermost', -1), ('outermost', 0)):
            sums = {}
            for frame in all_frames:
                number = int(frame['frame.number'])
                ends = [int(n) for n in (frame['ip.reassembled_in'] + ';' + frame['ipv6.reassembled.in']).split(';') if n]
                own = by_number[number]
                last = ends[0] if ends else number
                # A fragment inside a tunnel leaves the conversation outside as it is.
                outside = own and own[0] is not None and at == 0
                chosen = own if last == number or outside else by_number.get(last, [])
                if not chosen or chosen[at] is None:
                    continue
                proto, source, sport, destination, dport, payload = chosen[at]
                if last != number and not outside:
                    payload = 0
                add(sums, proto, source, sport, destination, dport, (1, 0), (payload, 0), (frame['frame.time_epoch'],))
            before = known(records, mode)
            for key in sorted(sums.keys() | before.keys()):
                entry = sums.get(key, [0, 0, 0, 0, None, None])
                if entry != before.get(key):
                    print('\t'.join(str(v) for v in (name, mode) + key + tuple(v if v is not None else '' for v in entry)))


if __name__ == '__main__':
    main()
