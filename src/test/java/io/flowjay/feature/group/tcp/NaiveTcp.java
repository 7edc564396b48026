package io.flowjay.feature.group.tcp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The definitions of tcp_sequence, tcp_window and tcp_rtt once more, without regard to cost: one entry for every sequence number,
 * one list of everything that was sent. Sequence numbers and timestamps do not wrap here.
 */
final class NaiveTcp {
    /** A segment; {@code tsval} -1 is one without timestamps. */
    record Packet(
            long nanos,
            boolean client,
            String flags,
            long seq,
            long ack,
            int window,
            int length,
            long tsval,
            long tsecr,
            List<String> options) {
        boolean has(char flag) {
            return flags.indexOf(flag) >= 0;
        }

        boolean control() {
            return has('S') || has('F') || has('R');
        }

        long end() {
            return seq + length + (has('S') ? 1 : 0) + (has('F') ? 1 : 0);
        }

        long payloadStart() {
            return has('S') ? seq + 1 : seq;
        }
    }

    private static final class Sent {
        final Packet packet;
        boolean again;

        Sent(Packet packet) {
            this.packet = packet;
        }
    }

    private static final class Side {
        long next = -1;
        long first = -1;
        final Set<Long> seen = new HashSet<>();
        final Map<Long, Long> missingSince = new HashMap<>();
        final List<Sent> outstanding = new ArrayList<>();
        final TreeMap<Long, Long> echoesAwaited = new TreeMap<>();
        long greatestTimestamp = -1;
        long highestAck = -1;
        int lastWindow = -1;
        long bytes;
        int retransmissions;
        int outOfOrder;
        int gaps;
        int keepAlives;
        int acks;
        int duplicates;
        int updates;
        int repeats;
        int spurious;
        int fast;
        boolean probing;
        final List<Long> duplicatesSinceAck = new ArrayList<>();
    }

    private final Side client = new Side();
    private final Side server = new Side();
    private final List<Long> timestampRtt = new ArrayList<>();
    private final List<Long> ackRtt = new ArrayList<>();
    private final Map<Side, List<Long>> timestampRttOf = Map.of(client, new ArrayList<>(), server, new ArrayList<>());
    private final Map<Side, List<Long>> ackRttOf = Map.of(client, new ArrayList<>(), server, new ArrayList<>());
    private final List<Packet> packets;
    private int segments;

    NaiveTcp(List<Packet> packets) {
        this.packets = packets;
        long handshake = handshake();
        for (Packet packet : packets) {
            Side from = packet.client() ? client : server;
            Side to = packet.client() ? server : client;
            times(packet, to);
            if (packet.has('A')) {
                acknowledge(packet, from, to);
            }
            boolean keepAlive = isKeepAlive(packet, from);
            from.probing = keepAlive;
            if (!packet.has('R')) {
                if (keepAlive) {
                    from.keepAlives++;
                    segments += packet.length();
                } else {
                    sequence(packet, from, to, handshake > 0 ? handshake : 3_000_000);
                }
            }
            remember(packet, from, !packet.has('R') && !keepAlive);
        }
    }

    private long handshake() {
        for (int answer = 0; answer < packets.size(); answer++) {
            Packet synAck = packets.get(answer);
            if (synAck.client() || !synAck.has('S') || !synAck.has('A')) {
                continue;
            }
            List<Packet> syns = packets.subList(0, answer).stream()
                    .filter(packet -> packet.client()
                            && packet.has('S')
                            && packet.seq() + 1 <= synAck.ack()
                            && synAck.ack() <= packet.seq() + 1 + packet.length())
                    .toList();
            long end = packets.subList(answer, packets.size()).stream()
                    .filter(packet -> packet.client() && packet.has('A') && !packet.has('S') && !packet.has('R'))
                    .filter(packet -> packet.ack() > synAck.seq())
                    .findFirst()
                    .orElse(synAck)
                    .nanos();
            long nanos = syns.isEmpty() ? 0 : end - syns.get(syns.size() - 1).nanos();
            return valid(nanos) ? nanos : 0;
        }
        return 0;
    }

    private void times(Packet packet, Side to) {
        if (!packet.has('A')) {
            return;
        }
        List<Sent> covered = to.outstanding.stream()
                .filter(sent -> sent.packet.payloadStart() + sent.packet.length() <= packet.ack())
                .toList();
        covered.stream()
                .filter(sent -> !sent.again)
                .mapToLong(sent -> sent.packet.nanos())
                .max()
                .ifPresent(sent -> {
                    sample(ackRtt, packet.nanos() - sent);
                    sample(ackRttOf.get(to), packet.nanos() - sent);
                });
        to.outstanding.removeAll(covered);
        Long sent = packet.tsval() < 0 ? null : to.echoesAwaited.get(packet.tsecr());
        if (sent != null) {
            sample(timestampRtt, packet.nanos() - sent);
            sample(timestampRttOf.get(to), packet.nanos() - sent);
            to.echoesAwaited.headMap(packet.tsecr(), true).clear();
        }
    }

    private static void acknowledge(Packet packet, Side from, Side to) {
        from.acks++;
        if (packet.has('R')) {
            return;
        }
        boolean pure = packet.length() == 0 && !packet.control();
        if (pure && packet.ack() == from.highestAck) {
            boolean open = packet.window() > 0 && packet.seq() == from.next;
            boolean same = packet.window() == from.lastWindow;
            from.updates += open && !same ? 1 : 0;
            from.repeats += open && same && !to.probing ? 1 : 0;
            if (same && to.next > packet.ack()) {
                from.duplicates++;
                from.duplicatesSinceAck.add(packet.nanos());
            }
        }
        if (packet.ack() > from.highestAck) {
            from.duplicatesSinceAck.clear();
        }
        from.highestAck = Math.max(from.highestAck, packet.ack());
        from.lastWindow = packet.window();
    }

    private void sequence(Packet packet, Side from, Side to, long reorder) {
        segments += packet.end() > packet.seq() ? 1 : 0;
        from.first = from.next < 0 ? packet.seq() : from.first;
        if (from.next >= 0 && packet.seq() < from.next) {
            repeated(packet, from, to, reorder);
        } else if (from.next >= 0 && packet.seq() > from.next) {
            from.gaps++;
            for (long number = from.next; number < packet.seq(); number++) {
                from.missingSince.put(number, packet.nanos());
            }
        }
        for (long number = packet.seq(); number < packet.end(); number++) {
            boolean payload = number >= packet.payloadStart() && number < packet.payloadStart() + packet.length();
            boolean isNew = number >= from.next || from.missingSince.containsKey(number);
            from.bytes += payload && isNew ? 1 : 0;
            from.missingSince.remove(number);
        }
        from.next = Math.max(from.next, packet.end());
    }

    private static boolean isKeepAlive(Packet packet, Side from) {
        return from.next >= 0 && packet.seq() == from.next - 1 && packet.length() <= 1 && !packet.control();
    }

    private static void repeated(Packet packet, Side from, Side to, long reorder) {
        if (packet.end() == packet.seq()) {
            return;
        }
        for (long number = packet.seq(); number < packet.end(); number++) {
            Long since = from.missingSince.get(number);
            if (since != null) {
                if (packet.nanos() - since <= reorder) {
                    from.outOfOrder++;
                    return;
                }
                break;
            }
        }
        from.retransmissions++;
        List<Long> duplicates = to.duplicatesSinceAck;
        if (to.highestAck >= packet.end()) {
            from.spurious++;
        } else if (packet.seq() == to.highestAck
                && duplicates.size() >= 2
                && packet.nanos() - duplicates.get(duplicates.size() - 1) < 20_000_000) {
            from.fast++;
        }
    }

    /** Notes what the packet sent, for the times until it is answered. */
    private static void remember(Packet packet, Side from, boolean isData) {
        if (packet.end() > packet.seq() && packet.tsval() > from.greatestTimestamp) {
            from.greatestTimestamp = packet.tsval();
            from.echoesAwaited.put(packet.tsval(), packet.nanos());
        }
        if (packet.has('R')) {
            return;
        }
        Sent sent = new Sent(packet);
        long start = packet.payloadStart();
        for (Sent other : from.outstanding) {
            other.again |= packet.length() > 0
                    && other.packet.payloadStart() < start + packet.length()
                    && start < other.packet.payloadStart() + other.packet.length();
        }
        for (long number = packet.seq(); number < packet.end() && isData; number++) {
            // What lies ahead of the first segment may have been sent before the capture began.
            sent.again |= number < from.first || !from.seen.add(number);
        }
        if (packet.length() > 0 && isData) {
            from.outstanding.add(sent);
        }
    }

    private static void sample(List<Long> samples, long nanos) {
        if (valid(nanos)) {
            samples.add(nanos);
        }
    }

    private static boolean valid(long nanos) {
        return nanos > 0 && nanos < 60_000_000_000L;
    }

    /** The features by name. */
    Map<String, Double> features() {
        Map<String, Double> all = new TreeMap<>();
        side(all, "fwd", client);
        side(all, "bwd", server);
        all.put("tcp_total_ooo", (double) client.outOfOrder + server.outOfOrder);
        all.put("tcp_total_dup_acks", (double) client.duplicates + server.duplicates);
        all.put("tcp_total_retrans", (double) client.retransmissions + server.retransmissions);
        all.put(
                "tcp_retrans_ratio",
                segments == 0 ? 0 : (double) (client.retransmissions + server.retransmissions) / segments);
        all.put("tcp_rtt_handshake", handshake() / 1e9);
        all.put("tcp_rtt_samples", (double) timestampRtt.size());
        all.put("tcp_rtt_fwd_mean", mean(timestampRttOf.get(client)));
        all.put("tcp_rtt_bwd_mean", mean(timestampRttOf.get(server)));
        all.put("tcp_rtt_ack_fwd_mean", mean(ackRttOf.get(client)));
        all.put("tcp_rtt_ack_bwd_mean", mean(ackRttOf.get(server)));
        statistics(all, "tcp_rtt_", timestampRtt);
        statistics(all, "tcp_rtt_ack_", ackRtt);
        double mean = all.get("tcp_rtt_mean");
        double squares = 0;
        for (long sample : timestampRtt) {
            squares += Math.pow(sample / 1e9 - mean, 2);
        }
        all.put("tcp_rtt_std", timestampRtt.isEmpty() ? 0 : Math.sqrt(squares / timestampRtt.size()));
        double changes = 0;
        for (int i = 1; i < timestampRtt.size(); i++) {
            changes += Math.abs(timestampRtt.get(i) - timestampRtt.get(i - 1)) / 1e9;
        }
        all.put("tcp_rtt_jitter_avg", timestampRtt.size() < 2 ? 0 : changes / (timestampRtt.size() - 1));
        return all;
    }

    private static void side(Map<String, Double> all, String name, Side side) {
        all.put("tcp_seq_" + name + "_bytes_sent", (double) side.bytes);
        all.put("tcp_seq_" + name + "_retrans", (double) side.retransmissions);
        all.put("tcp_seq_" + name + "_spurious_retrans", (double) side.spurious);
        all.put("tcp_seq_" + name + "_fast_retrans", (double) side.fast);
        all.put("tcp_seq_" + name + "_ooo", (double) side.outOfOrder);
        all.put("tcp_seq_" + name + "_gaps", (double) side.gaps);
        all.put("tcp_seq_" + name + "_keep_alives", (double) side.keepAlives);
        all.put("tcp_ack_" + name + "_count", (double) side.acks);
        all.put("tcp_ack_" + name + "_repeats", (double) side.repeats);
        all.put("tcp_ack_" + name + "_dup", (double) side.duplicates);
        all.put("tcp_win_" + name + "_update_count", (double) side.updates);
    }

    /** NaN of none, which is null in a record. */
    private static double mean(List<Long> samples) {
        return samples.stream().mapToLong(i -> i).average().orElse(Double.NaN) / 1e9;
    }

    private static void statistics(Map<String, Double> all, String prefix, List<Long> samples) {
        all.put(prefix + "min", samples.stream().mapToLong(i -> i).min().orElse(0) / 1e9);
        all.put(prefix + "max", samples.stream().mapToLong(i -> i).max().orElse(0) / 1e9);
        all.put(prefix + "mean", samples.stream().mapToLong(i -> i).average().orElse(0) / 1e9);
    }
}
