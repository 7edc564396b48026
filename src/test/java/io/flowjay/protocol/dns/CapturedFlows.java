package io.flowjay.protocol.dns;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.RawPacket;
import io.flowjay.packet.DecodeSettings;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.PacketDecoder;
import io.flowjay.packet.PacketSink;
import io.flowjay.packet.TcpFlags;
import io.flowjay.protocol.stream.StreamParser;
import io.flowjay.protocol.stream.TcpStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Transport payloads of a capture by conversation, for decoders that are tested without flows. */
public final class CapturedFlows implements PacketSink {
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
            cut = payload.length < packet.contentLength();
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
        PacketDecoder decoder = new PacketDecoder(DecodeSettings.DEFAULT, read);
        try (CaptureReader reader = CaptureFile.open(capture)) {
            RawPacket raw = new RawPacket();
            while (reader.next(raw)) {
                decoder.decode(raw);
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

    @Override
    public void decoded(DecodedPacket packet) {
        boolean tcp = packet.protocol == TCP;
        if (!(tcp ? packet.hasTcpFlags : packet.protocol == UDP)) {
            return;
        }
        byte[] payload = new byte[packet.contentCaptured()];
        System.arraycopy(packet.data(), packet.contentAt(), payload, 0, payload.length);
        int sequence = tcp ? packet.tcp.sequence : 0;
        String source = endpoint(packet.sourceHigh, packet.sourceLow, packet.sourcePort);
        String destination = endpoint(packet.destinationHigh, packet.destinationLow, packet.destinationPort);
        Flow flow = flow(packet, source, destination, sequence);
        flow.segments.add(new Segment(packet, flow.initiator.equals(source), payload, sequence));
    }

    @Override
    public void ignored(Ignored reason) {}

    @Override
    public void fragmentOverlap() {}

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

    private static String endpoint(long high, long low, int port) {
        return Long.toHexString(high) + ':' + Long.toHexString(low) + ':' + port;
    }
}
