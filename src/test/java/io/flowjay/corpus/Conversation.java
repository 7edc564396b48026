package io.flowjay.corpus;

import io.flowjay.flow.Flow;
import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.packet.IpProtocol;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Sums over one conversation: ways are from the end whose text is smaller, and back.
 *
 * @param first earliest time in nanoseconds, {@link #NO_TIME} where it is not known
 * @param last latest time
 */
record Conversation(long packetsAb, long packetsBa, long payloadAb, long payloadBa, long first, long last) {
    static final long NO_TIME = Long.MIN_VALUE;

    /** Two ends and a protocol. */
    record Key(String proto, String a, String b) {
        static Key of(String proto, String from, String to) {
            return from.compareTo(to) <= 0 ? new Key(proto, from, to) : new Key(proto, to, from);
        }

        /** Whether payloads and times are compared, not only packets. */
        boolean isWhole() {
            return proto.equals("tcp") || proto.equals("udp");
        }

        @Override
        public String toString() {
            return proto + ' ' + a + " - " + b;
        }
    }

    Conversation plus(Conversation other) {
        return new Conversation(
                packetsAb + other.packetsAb,
                packetsBa + other.packetsBa,
                payloadAb + other.payloadAb,
                payloadBa + other.payloadBa,
                first == NO_TIME ? other.first : Math.min(first, other.first),
                Math.max(last, other.last));
    }

    Conversation turned() {
        return new Conversation(packetsBa, packetsAb, payloadBa, payloadAb, first, last);
    }

    /** Whether FlowJay's sums are these: all of them, but times only where tshark knows them (not in Simple Packet Blocks). */
    boolean agrees(Key key, Conversation own) {
        boolean packets = packetsAb == own.packetsAb && packetsBa == own.packetsBa;
        boolean payloads = payloadAb == own.payloadAb && payloadBa == own.payloadBa;
        boolean times = first == NO_TIME || (first == own.first && last == own.last);
        return key.isWhole() ? packets && payloads && times : packets;
    }

    /** The conversations of FlowJay's flows; tshark has none without ports. */
    static Map<Key, Conversation> of(List<Flow> flows) {
        Map<Key, Conversation> conversations = new HashMap<>();
        for (Flow flow : flows) {
            if (flow.portsMissing() != null) {
                continue;
            }
            PacketColumns columns = flow.packets();
            long[] packets = new long[2];
            long[] payloads = new long[2];
            for (int i = 0; i < columns.size(); i++) {
                int way = (columns.info(i) & PacketColumns.BACKWARD) == 0 ? 0 : 1;
                packets[way]++;
                payloads[way] += columns.payload(i);
            }
            String from = flow.initiatorAddress() + ' ' + flow.initiatorPort();
            String to = flow.responderAddress() + ' ' + flow.responderPort();
            Conversation sums = new Conversation(
                    packets[0], packets[1], payloads[0], payloads[1], flow.startNanos(), flow.endNanos());
            conversations.merge(
                    Key.of(proto(flow.protocol()), from, to),
                    from.compareTo(to) <= 0 ? sums : sums.turned(),
                    Conversation::plus);
        }
        return conversations;
    }

    private static String proto(int protocol) {
        return switch (protocol) {
            case IpProtocol.TCP -> "tcp";
            case IpProtocol.UDP -> "udp";
            case IpProtocol.SCTP -> "sctp";
            case IpProtocol.ICMP -> "icmp";
            case IpProtocol.ICMPV6 -> "icmpv6";
            case 50 -> "esp";
            default -> String.format(Locale.ROOT, "protocol %d", protocol);
        };
    }
}
