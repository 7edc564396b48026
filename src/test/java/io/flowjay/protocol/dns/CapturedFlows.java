package io.flowjay.protocol.dns;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.RawPacket;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.PacketDecoder;
import io.flowjay.packet.TcpFlags;
import io.flowjay.protocol.stream.StreamParser;
import io.flowjay.protocol.stream.TcpStream;
import io.flowjay.wire.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Transport payloads of a capture by conversation, for decoders that are tested without flows. */
public final class CapturedFlows {
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int HANDSHAKE = TcpFlags.SYN | TcpFlags.ACK | TcpFlags.RST | TcpFlags.FIN;

    private final List<Flow> flows = new ArrayList<>();
    private final Map<String, Flow> open = new HashMap<>();

    private CapturedFlows() {}

    /** What one packet brings. */
    public static final class Segment {
        public final long frame;
        /** Whether the conversation's initiator sends it. */
        public final boolean forward;
        /** Whether not all of its payload was captured. */
        public final boolean cut;

        public final byte[] payload;
        private final int flags;
        private final int sequence;

        private Segment(DecodedPacket packet, boolean forward, byte[] payload, int sequence) {
            frame = packet.number;
            this.forward = forward;
            cut = payload.length < packet.payloadLength;
            this.payload = payload;
            flags = packet.tcpFlags;
            this.sequence = sequence;
        }
    }

    /** A conversation; over a used 5-tuple a new SYN starts another one. */
    public static final class Flow {
        public final boolean isTcp;
        public final List<Segment> segments = new ArrayList<>();
        private final Set<Integer> ports;
        private final String initiator;
        private final int initialSequence;

        private Flow(DecodedPacket first, String initiator, int initialSequence) {
            isTcp = first.protocol == TCP;
            ports = Set.copyOf(List.of(first.sourcePort, first.destinationPort));
            this.initiator = initiator;
            this.initialSequence = initialSequence;
        }

        public boolean hasPort(int port) {
            return ports.contains(port);
        }

        /** Whether tshark's record of a message is about this flow, and not about a tunnel around it. */
        public boolean has(JsonNode message) {
            return hasPort(message.path("sport").asInt())
                    && hasPort(message.path("dport").asInt());
        }

        public Segment segment(long frame) {
            return segments.stream()
                    .filter(segment -> segment.frame == frame)
                    .findFirst()
                    .orElseThrow();
        }

        /** Plays a TCP connection in the order of its packets, to its end. */
        public void play(StreamParser forward, StreamParser backward) {
            TcpStream forwards = new TcpStream(List.of(forward));
            TcpStream backwards = new TcpStream(List.of(backward));
            for (Segment segment : segments) {
                TcpStream stream = segment.forward ? forwards : backwards;
                stream.add(segment.flags, segment.sequence, segment.payload, 0, segment.payload.length);
            }
            forwards.end();
            backwards.end();
        }
    }

    /** TCP and UDP conversations of a capture, in the order of their first packets; of a damaged one those before the damage. */
    public static List<Flow> of(Path capture) throws IOException {
        CapturedFlows read = new CapturedFlows();
        PacketDecoder decoder = new PacketDecoder();
        DecodedPacket packet = new DecodedPacket();
        try (CaptureReader reader = CaptureFile.open(capture)) {
            RawPacket raw = new RawPacket();
            while (reader.next(raw)) {
                if (decoder.decode(raw, packet) == null && (packet.protocol == TCP || packet.protocol == UDP)) {
                    read.add(raw, packet);
                }
            }
        } catch (CaptureException e) {
            return read.flows;
        }
        return read.flows;
    }

    /** The flow that each packet belongs to, by its number. */
    public static Map<Long, Flow> byFrame(List<Flow> flows) {
        Map<Long, Flow> byFrame = new HashMap<>();
        flows.forEach(flow -> flow.segments.forEach(segment -> byFrame.put(segment.frame, flow)));
        return byFrame;
    }

    private void add(RawPacket raw, DecodedPacket packet) {
        byte[] frame = Arrays.copyOfRange(raw.data(), raw.offset(), raw.offset() + raw.capturedLength());
        int transport = transportAt(frame, packet);
        boolean tcp = packet.protocol == TCP;
        if (transport < 0 || transport + (tcp ? 20 : 8) > frame.length) {
            return;
        }
        int from = transport + (tcp ? (Bytes.u8(frame, transport + 12) >> 4) * 4 : 8);
        int to = Math.max(from, Math.min(frame.length, from + packet.payloadLength));
        byte[] payload = from < frame.length ? Arrays.copyOfRange(frame, from, to) : new byte[0];
        int sequence = tcp ? (int) Bytes.u32be(frame, transport + 4) : 0;
        String source = endpoint(packet.sourceHigh, packet.sourceLow, packet.sourcePort);
        String destination = endpoint(packet.destinationHigh, packet.destinationLow, packet.destinationPort);
        Flow flow = flow(packet, source, destination, sequence);
        flow.segments.add(new Segment(packet, flow.initiator.equals(source), payload, sequence));
    }

    private Flow flow(DecodedPacket packet, String source, String destination, int sequence) {
        boolean tcp = packet.protocol == TCP;
        String ends = source.compareTo(destination) < 0 ? source + ' ' + destination : destination + ' ' + source;
        String key = packet.protocol + " " + ends;
        Flow flow = open.get(key);
        int handshake = tcp ? packet.tcpFlags & HANDSHAKE : 0;
        if (flow == null || (handshake == TcpFlags.SYN && flow.initialSequence != sequence)) {
            boolean answered = handshake == (TcpFlags.SYN | TcpFlags.ACK);
            flow = new Flow(packet, answered ? destination : source, sequence);
            open.put(key, flow);
            flows.add(flow);
        }
        return flow;
    }

    /** Finds the transport header behind the IP header that the decoder decoded, by its addresses and ports. */
    private static int transportAt(byte[] frame, DecodedPacket packet) {
        for (int ip = 0; ip + 24 <= frame.length; ip++) {
            if (Bytes.u8(frame, ip) >> 4 == packet.ipVersion) {
                int transport = packet.ipVersion == 4 ? behindIpv4(frame, ip, packet) : behindIpv6(frame, ip, packet);
                if (transport >= 0) {
                    return transport;
                }
            }
        }
        return -1;
    }

    private static int behindIpv4(byte[] frame, int ip, DecodedPacket packet) {
        int transport = ip + (Bytes.u8(frame, ip) & 0xf) * 4;
        boolean same =
                Bytes.u32be(frame, ip + 12) == packet.sourceLow && Bytes.u32be(frame, ip + 16) == packet.destinationLow;
        return same && ports(frame, transport, packet) ? transport : -1;
    }

    private static int behindIpv6(byte[] frame, int ip, DecodedPacket packet) {
        if (ip + 44 > frame.length
                || Bytes.i64be(frame, ip + 8) != packet.sourceHigh
                || Bytes.i64be(frame, ip + 16) != packet.sourceLow) {
            return -1;
        }
        for (int transport = ip + 40; transport + 4 <= frame.length; transport += 8) {
            if (ports(frame, transport, packet)) {
                return transport;
            }
        }
        return -1;
    }

    private static boolean ports(byte[] frame, int at, DecodedPacket packet) {
        return at + 4 <= frame.length
                && Bytes.u16be(frame, at) == packet.sourcePort
                && Bytes.u16be(frame, at + 2) == packet.destinationPort;
    }

    private static String endpoint(long high, long low, int port) {
        return Long.toHexString(high) + ':' + Long.toHexString(low) + ':' + port;
    }
}
