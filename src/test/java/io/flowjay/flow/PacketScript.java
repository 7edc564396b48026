package io.flowjay.flow;

import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.IpProtocol;
import io.flowjay.packet.TcpFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Feeds a {@link FlowTable} with packets written one a line, as {@code TIME FROM>TO [FLAGS] [*COUNT]}: time in seconds, hosts as
 * a letter for the last octet of 10.0.0.x with its port, flags as letters of {@code FSRPA}; without flags it is UDP. For example
 * {@code 0.01 a:40000>b:443 SA}. What the table hands out is kept as text.
 */
final class PacketScript {
    private final List<String> finished = new ArrayList<>();
    private final List<Flow> flows = new ArrayList<>();
    private final FlowTable table;
    private long number;

    PacketScript(FlowSettings settings) {
        table = new FlowTable(settings, PayloadNeeds.NONE, flow -> {
            finished.add(describe(flow));
            flows.add(flow);
        });
    }

    /** Plays the lines, ends the capture, and answers the flows in the order in which they came. */
    List<String> play(String script) {
        script.lines().map(String::trim).filter(line -> !line.isEmpty()).forEach(this::line);
        table.endCapture();
        return finished;
    }

    List<Flow> flows() {
        return flows;
    }

    FlowTable table() {
        return table;
    }

    List<String> finished() {
        return finished;
    }

    void line(String line) {
        String[] parts = line.split("\\s+", -1);
        int count = 1;
        String flags = null;
        for (int i = 2; i < parts.length; i++) {
            if (parts[i].startsWith("*")) {
                count = Integer.parseInt(parts[i].substring(1));
            } else {
                flags = parts[i];
            }
        }
        String[] ends = parts[1].split(">", -1);
        for (int i = 0; i < count; i++) {
            table.add(packet(Double.parseDouble(parts[0]), ends[0], ends[1], flags));
        }
    }

    private DecodedPacket packet(double seconds, String from, String to, String flags) {
        DecodedPacket packet = new DecodedPacket();
        packet.timestampNanos = Math.round(seconds * 1e9);
        packet.timestampDigits = 6;
        packet.number = ++number;
        packet.ipVersion = 4;
        packet.protocol = flags == null ? IpProtocol.UDP : IpProtocol.TCP;
        packet.sourceLow = address(from);
        packet.sourcePort = port(from);
        packet.destinationLow = address(to);
        packet.destinationPort = port(to);
        packet.ipLength = 40;
        packet.icmpTypeAndCode = -1;
        packet.hasTcpFlags = flags != null;
        packet.tcpFlags = flags == null ? 0 : flags(flags);
        return packet;
    }

    private static long address(String end) {
        return 0x0a000000L + end.charAt(0);
    }

    private static int port(String end) {
        return Integer.parseInt(end.substring(2));
    }

    private static int flags(String letters) {
        int flags = 0;
        for (int i = 0; i < letters.length(); i++) {
            flags |= switch (letters.charAt(i)) {
                case 'F' -> TcpFlags.FIN;
                case 'S' -> TcpFlags.SYN;
                case 'R' -> TcpFlags.RST;
                case 'P' -> TcpFlags.PSH;
                case 'A' -> TcpFlags.ACK;
                default -> throw new IllegalArgumentException("flags " + letters);
            };
        }
        return flags;
    }

    /** For example {@code a>b 4/2 end}: initiator, responder, forward and backward packets, end reason. */
    static String describe(Flow flow) {
        int backward = 0;
        PacketColumns packets = flow.packets();
        for (int i = 0; i < packets.size(); i++) {
            backward += (packets.info(i) & PacketColumns.BACKWARD) != 0 ? 1 : 0;
        }
        return String.format(
                Locale.ROOT,
                "%s>%s %d/%d %s",
                letter(flow.initiatorAddress()),
                letter(flow.responderAddress()),
                packets.size() - backward,
                backward,
                flow.endReason().text());
    }

    private static char letter(String address) {
        return (char) Integer.parseInt(address.substring(address.lastIndexOf('.') + 1));
    }
}
