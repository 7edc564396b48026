package io.flowjay.testing;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;

/** Captures of simple traffic. */
public final class Traffic {
    /** Ethernet, IPv4 192.0.2.1 to 192.0.2.2, UDP 40000 to 53 without payload. */
    private static final byte[] UDP = HexFormat.of()
            .parseHex("020000000002020000000001" + "0800" + "4500001c000000004011" + "0000" + "c0000201" + "c0000202"
                    + "9c400035" + "0008" + "0000");

    /** Length of an Ethernet header without its type. */
    private static final int ETHERNET_ENDS = 12;

    private static final int IDENTIFICATION = 18;
    private static final int SOURCE_PORT = 34;
    /** IPv4 198.51.100.1 to 198.51.100.2, UDP 50000 to 4789, VXLAN (RFC 7348 section 5), up to the identifier. */
    private static final byte[] VXLAN = HexFormat.of()
            .parseHex("0800" + "4500004e000000004011" + "0000" + "c6336401" + "c6336402" + "c35012b5" + "003a" + "0000"
                    + "08000000");

    private Traffic() {}

    /** UDP packets of one 5-tuple in a pcap file; those further apart than the idle timeout are flows of one packet each. */
    public static byte[] udp(int packets, Duration apart) {
        Captures capture = Captures.pcap();
        for (int i = 0; i < packets; i++) {
            capture.packet(1_700_000_000_000_000_000L + i * apart.toNanos(), UDP);
        }
        return capture.toBytes();
    }

    /** Flows of one UDP packet each, of one 5-tuple; the one at a place, from 0, has many packets. */
    public static byte[] udpWithOneLong(int flows, int place, int packets) {
        Captures capture = Captures.pcap();
        long apart = Duration.ofSeconds(100).toNanos();
        for (int i = 0; i < flows; i++) {
            for (int j = 0; j < (i == place ? packets : 1); j++) {
                capture.packet(1_700_000_000_000_000_000L + i * apart + j * 1_000_000L, UDP);
            }
        }
        return capture.toBytes();
    }

    /**
     * UDP packets of one 5-tuple, 1 ms apart, each of them captured several times.
     *
     * @param copies how often
     * @param apart nanoseconds between copies
     */
    public static byte[] repeated(int packets, int copies, long apart) {
        Captures capture = Captures.pcap().nanoseconds();
        for (int i = 0; i < packets; i++) {
            byte[] packet = UDP.clone();
            packet[IDENTIFICATION] = (byte) (i >> 8);
            packet[IDENTIFICATION + 1] = (byte) i;
            for (int j = 0; j < copies; j++) {
                capture.packet(1_700_000_000_000_000_000L + i * 1_000_000L + j * apart, packet);
            }
        }
        return capture.toBytes();
    }

    /** For each flow, a UDP packet in each of two VLANs. */
    public static byte[] inTwoVlans(int flows) {
        return twice(flows, (packet, network) -> ByteBuffer.allocate(packet.length + 4)
                .put(packet, 0, ETHERNET_ENDS)
                .putShort((short) 0x8100)
                .putShort((short) network)
                .put(packet, ETHERNET_ENDS, packet.length - ETHERNET_ENDS)
                .array());
    }

    /** For each flow, a UDP packet in each of two networks of VXLAN. */
    public static byte[] inTwoVnis(int flows) {
        return twice(flows, (packet, network) -> ByteBuffer.allocate(ETHERNET_ENDS + VXLAN.length + 4 + packet.length)
                .put(packet, 0, ETHERNET_ENDS)
                .put(VXLAN)
                .putInt(network << 8)
                .put(packet)
                .array());
    }

    private static byte[] twice(int flows, Encapsulation encapsulation) {
        Captures capture = Captures.pcap();
        for (int i = 0; i < 2 * flows; i++) {
            byte[] packet = UDP.clone();
            packet[SOURCE_PORT + 1] = (byte) (i / 2);
            capture.packet(1_700_000_000_000_000_000L + i * 1_000_000L, encapsulation.of(packet, 5 + i % 2));
        }
        return capture.toBytes();
    }

    /**
     * Flows of one UDP packet each, every one of another 5-tuple.
     *
     * @param seed another one gives another capture
     */
    public static byte[] flows(int flows, int seed) {
        Captures capture = Captures.pcap();
        byte[] packet = UDP.clone();
        for (int i = 0; i < flows; i++) {
            packet[SOURCE_PORT] = (byte) (i >> 8);
            packet[SOURCE_PORT + 1] = (byte) i;
            capture.packet(1_700_000_000_000_000_000L + seed * 1_000_000_000_000L + i * 1_000_000L, packet);
        }
        return capture.toBytes();
    }

    /** Puts an Ethernet frame into a network. */
    private interface Encapsulation {
        byte[] of(byte[] frame, int network);
    }
}
