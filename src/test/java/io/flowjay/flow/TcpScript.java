package io.flowjay.flow;

import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.HeaderStack;
import io.flowjay.packet.IpProtocol;
import io.flowjay.packet.TcpFlags;
import io.flowjay.spill.SpillSpace;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * TCP flows of segments with whole headers, one a line: {@code TIME c|s FLAGS [KEY=VALUE]...}. Time in seconds, flags as letters of
 * FSRPAUEW or {@code 0}. Keys: {@code seq}, {@code ack}, {@code win}, {@code len} (payload), all 0 when left out; {@code ttl}, 64
 * when left out; {@code opt}, the options in hex; {@code cut}, captured bytes of the header when not all are.
 */
public final class TcpScript {
    private static final int FIXED = 20;

    private TcpScript() {}

    /** A finished flow of the lines' segments, from 10.0.0.9:40000 (c) to 10.0.0.10:443 (s). */
    public static Flow flow(String lines) {
        List<DecodedPacket> packets =
                lines.strip().lines().map(TcpScript::packet).toList();
        DecodedPacket first = packets.get(0);
        boolean firstIsClient = isClient(first);
        FlowKey key = FlowKey.of(first, firstIsClient, 0, 0);
        Flow flow = new Flow(
                key,
                0,
                true,
                InitiatorEvidence.FIRST_PACKET,
                new HeaderStack("IP-TCP", 2),
                first,
                new PacketColumns(1, new SpillSpace(Long.MAX_VALUE)));
        for (DecodedPacket packet : packets) {
            flow.add(packet, !isClient(packet));
        }
        flow.end(FlowEnd.CAPTURE_END);
        return flow;
    }

    private static boolean isClient(DecodedPacket packet) {
        return packet.sourcePort == 40000;
    }

    private static DecodedPacket packet(String line) {
        String[] parts = line.trim().split("\\s+", -1);
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 3; i < parts.length; i++) {
            String[] pair = parts[i].split("=", 2);
            values.put(pair[0], pair[1]);
        }
        boolean client = parts[1].equals("c");
        DecodedPacket packet = new DecodedPacket();
        packet.protocol = IpProtocol.TCP;
        packet.ipVersion = 4;
        packet.number = 1;
        packet.timestampDigits = 6;
        packet.icmpTypeAndCode = -1;
        packet.timestampNanos = new BigDecimal(parts[0]).movePointRight(9).longValueExact();
        packet.sourceLow = client ? 0x0a000009 : 0x0a00000a;
        packet.destinationLow = client ? 0x0a00000a : 0x0a000009;
        packet.sourcePort = client ? 40000 : 443;
        packet.destinationPort = client ? 443 : 40000;
        packet.hopLimit = (int) number(values, "ttl", 64);
        packet.hasTcpFlags = true;
        packet.tcpFlags = flags(parts[2]);
        packet.payloadLength = (int) number(values, "len", 0);
        byte[] header = header(packet, values);
        packet.ipLength = FIXED + header.length + packet.payloadLength;
        packet.tcp.decode(header, 0, (int) number(values, "cut", header.length));
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("unknown " + values + " in " + line);
        }
        return packet;
    }

    private static byte[] header(DecodedPacket packet, Map<String, String> values) {
        String hex = values.containsKey("opt") ? values.remove("opt") : "";
        byte[] options = HexFormat.of().parseHex(hex);
        int length = FIXED + (options.length + 3) / 4 * 4;
        return ByteBuffer.allocate(length)
                .putShort((short) packet.sourcePort)
                .putShort((short) packet.destinationPort)
                .putInt((int) number(values, "seq", 0))
                .putInt((int) number(values, "ack", 0))
                .put((byte) ((length / 4) << 4))
                .put((byte) packet.tcpFlags)
                .putShort((short) number(values, "win", 0))
                .putInt(0)
                .put(options)
                .array();
    }

    private static long number(Map<String, String> values, String key, long otherwise) {
        String text = values.remove(key);
        return text == null ? otherwise : Long.decode(text);
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
                case 'U' -> TcpFlags.URG;
                case 'E' -> TcpFlags.ECE;
                case 'W' -> TcpFlags.CWR;
                case '0' -> 0;
                default -> throw new IllegalArgumentException("flags " + letters);
            };
        }
        return flags;
    }
}
