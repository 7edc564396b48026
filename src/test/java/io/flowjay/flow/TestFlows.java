package io.flowjay.flow;

import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.HeaderStack;
import io.flowjay.packet.IpProtocol;
import io.flowjay.spill.SpillSpace;
import java.math.BigDecimal;

/**
 * Flows put together for tests of features: client 10.0.0.9:40000, server 10.0.0.10:443. A packet is a line {@code TIME c|s FLAGS
 * LENGTH PAYLOAD}, time in seconds, flags as letters of FSRPAUEW or {@code 0}; {@code -} is a packet without TCP flags.
 */
public final class TestFlows {
    private TestFlows() {}

    /** A finished flow of the lines' packets. */
    public static Flow flow(int protocol, FlowEnd end, String lines) {
        Flow flow = null;
        for (String line : lines.strip().split("\n", -1)) {
            String[] parts = line.trim().split("\\s+", -1);
            DecodedPacket packet = packet(protocol, parts);
            boolean backward = parts[1].equals("s");
            if (flow == null) {
                flow = new Flow(
                        FlowKey.of(packet, !backward, 0, 0),
                        0,
                        true,
                        InitiatorEvidence.FIRST_PACKET,
                        new HeaderStack(protocol == IpProtocol.TCP ? "IP-TCP" : "IP-UDP", 2),
                        packet,
                        new PacketColumns(1, new SpillSpace(Long.MAX_VALUE)));
            }
            flow.add(packet, backward);
        }
        if (flow == null) {
            throw new IllegalArgumentException("a flow has packets");
        }
        flow.end(end);
        return flow;
    }

    private static DecodedPacket packet(int protocol, String[] parts) {
        DecodedPacket packet = new DecodedPacket();
        boolean client = parts[1].equals("c");
        boolean ports = IpProtocol.hasPorts(protocol);
        packet.protocol = protocol;
        packet.ipVersion = 4;
        packet.number = 1;
        packet.timestampDigits = 6;
        packet.icmpTypeAndCode = -1;
        packet.timestampNanos = new BigDecimal(parts[0]).movePointRight(9).longValueExact();
        packet.sourceLow = client ? 0x0a000009 : 0x0a00000a;
        packet.destinationLow = client ? 0x0a00000a : 0x0a000009;
        packet.sourcePort = !ports ? 0 : client ? 40000 : 443;
        packet.destinationPort = !ports ? 0 : client ? 443 : 40000;
        packet.hasTcpFlags = protocol == IpProtocol.TCP && !parts[2].equals("-");
        for (int i = 0; i < parts[2].length(); i++) {
            int bit = "FSRPAUEW".indexOf(parts[2].charAt(i));
            packet.tcpFlags |= bit < 0 ? 0 : 1 << bit;
        }
        packet.ipLength = Integer.parseInt(parts[3]);
        packet.payloadLength = Integer.parseInt(parts[4]);
        return packet;
    }
}
