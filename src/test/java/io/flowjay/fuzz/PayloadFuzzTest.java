package io.flowjay.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowjay.capture.CaptureFile;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowAssembler;
import io.flowjay.flow.FlowSettings;
import io.flowjay.flow.PayloadNeeds;
import io.flowjay.packet.TcpFlags;
import io.flowjay.protocol.FlowProtocols;
import io.flowjay.protocol.Protocol;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import io.flowjay.testing.Conservation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * TCP and UDP packets with payload. A packet is a control byte, the distance of its sequence number from where the direction's last
 * segment ended (1), how many bytes of its end were not captured (1), its length (2), its payload. Bits of the control byte: 0 UDP, 1
 * from the responder, 2 and 3 which flow, 4 SYN, 5 FIN, 6 RST.
 */
class PayloadFuzzTest {
    private static final int RAW_IP = 101;
    private static final int MAX_PACKETS = 32;
    private static final long MAX_HELD = 16 << 10;

    private static final PayloadNeeds ALL = new PayloadNeeds(Set.of(Protocol.values()), 256);

    private static final class Packet {
        final byte[] bytes;
        final int captured;

        Packet(byte[] bytes, int captured) {
            this.bytes = bytes;
            this.captured = captured;
        }
    }

    @FuzzTest(maxDuration = "5m")
    void anyPackets(byte[] input) throws IOException {
        List<Packet> packets = packets(ByteBuffer.wrap(input));
        Captures once = Captures.pcap().linkType(RAW_IP);
        Captures twice = Captures.pcap().linkType(RAW_IP);
        for (int i = 0; i < packets.size(); i++) {
            Packet packet = packets.get(i);
            byte[] captured = Arrays.copyOf(packet.bytes, packet.captured);
            once.packet(i * 1_000_000L, captured, packet.bytes.length);
            twice.packet(i * 1_000_000L, captured, packet.bytes.length);
            twice.packet(i * 1_000_000L, captured, packet.bytes.length);
        }
        Conservation.check(once.toBytes());
        assertThat(facts(twice.toBytes(), FlowSettings.of(Settings.DEFAULT)))
                .as("what is sent again says nothing new")
                .isEqualTo(facts(once.toBytes(), FlowSettings.of(Settings.DEFAULT)));
        facts(
                once.toBytes(),
                FlowSettings.of(Settings.builder()
                        .set(SettingCatalog.MAX_PAYLOAD_MEMORY, MAX_HELD)
                        .build()));
    }

    /** The facts of all TCP flows, in the order in which they ended. */
    private static List<String> facts(byte[] capture, FlowSettings settings) throws IOException {
        List<String> facts = new ArrayList<>();
        long packets = 0;
        try (FlowAssembler flows = new FlowAssembler(CaptureFile.open(capture, "payload"), settings, ALL)) {
            for (Flow flow = flows.next(); flow != null; flow = flows.next()) {
                packets += flow.packets().size();
                assertThat(flow.heldBytes()).isPositive();
                FlowProtocols protocols = flow.protocols();
                String found = Facts.of(protocols);
                if (flow.isTcp()) {
                    facts.add(flow.initiatorPort() + " " + found);
                }
            }
            assertThat(flows.counts().packetsInFlows()).isEqualTo(packets);
        }
        return facts;
    }

    private static List<Packet> packets(ByteBuffer in) {
        int[] sequences = new int[8];
        List<Packet> packets = new ArrayList<>();
        while (in.remaining() >= 5 && packets.size() < MAX_PACKETS) {
            int control = in.get();
            int distance = in.get();
            int missing = in.get() & 0xff;
            byte[] payload = new byte[Math.min(in.getShort() & 0xffff, in.remaining())];
            in.get(payload);
            boolean udp = (control & 1) != 0;
            boolean back = (control & 2) != 0;
            int client = 1024 + (control >> 2 & 3);
            int ports = back ? 443 << 16 | client : client << 16 | 443;
            byte[] transport = udp
                    ? udp(ports, payload)
                    : tcp(ports, control, segment(sequences, control, distance, payload), payload);
            byte[] packet = ip(udp ? 17 : 6, back, transport);
            packets.add(new Packet(packet, packet.length - Math.min(missing, payload.length)));
        }
        return packets;
    }

    private static byte[] ip(int protocol, boolean back, byte[] transport) {
        return ByteBuffer.allocate(20 + transport.length)
                .putShort((short) 0x4500)
                .putShort((short) (20 + transport.length))
                .putInt(0)
                .putShort((short) (64 << 8 | protocol))
                .putShort((short) 0)
                .putInt(back ? 0xc0000202 : 0xc0000201)
                .putInt(back ? 0xc0000201 : 0xc0000202)
                .put(transport)
                .array();
    }

    private static byte[] udp(int ports, byte[] payload) {
        return ByteBuffer.allocate(8 + payload.length)
                .putInt(ports)
                .putShort((short) (8 + payload.length))
                .putShort((short) 0)
                .put(payload)
                .array();
    }

    /** The segment's sequence number; the direction's next one is behind it. */
    private static int segment(int[] sequences, int control, int distance, byte[] payload) {
        int direction = control >> 1 & 7;
        int sequence = sequences[direction] + distance;
        sequences[direction] = sequence + payload.length + (control >> 4 & 1);
        return sequence;
    }

    private static byte[] tcp(int ports, int control, int sequence, byte[] payload) {
        int flags = ((control >> 4 & 1) << 1) | (control >> 5 & 1) | ((control >> 6 & 1) << 2) | TcpFlags.ACK;
        return ByteBuffer.allocate(20 + payload.length)
                .putInt(ports)
                .putInt(sequence)
                .putInt(0)
                .putShort((short) (0x5000 | flags))
                .putShort((short) 0xffff)
                .putInt(0)
                .put(payload)
                .array();
    }
}
