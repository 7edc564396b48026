package io.flowjay.protocol.dns;

import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.RawPacket;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.PacketDecoder;
import io.flowjay.wire.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Transport payloads of a capture, by conversation, for decoders that are tested without flows. */
public final class CapturedFlows {
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int FIN_SYN_RST = 0x07;
    private static final int SYN = 0x02;
    private static final int RST = 0x04;
    private static final int ACK = 0x10;

    /** Payload of one packet. */
    public static final class Payload {
        public final long frame;
        /** Whether the conversation's initiator sends it. */
        public final boolean forward;
        /** Of TCP: the number of its first byte. */
        public final long sequence;

        public final byte[] bytes;
        /** Whether not all of it was captured. */
        public final boolean cut;

        private Payload(long frame, boolean forward, long sequence, byte[] bytes, boolean cut) {
            this.frame = frame;
            this.forward = forward;
            this.sequence = sequence;
            this.bytes = bytes;
            this.cut = cut;
        }
    }

    /** A conversation; a new SYN with another sequence number starts another one. */
    public static final class Flow {
        public final int protocol;
        public final String initiator;
        public final String responder;
        public final List<Payload> payloads = new ArrayList<>();
        private long synSequence = -1;
        private long answerSequence = -1;

        private Flow(int protocol, String initiator, String responder) {
            this.protocol = protocol;
            this.initiator = initiator;
            this.responder = responder;
        }

        public boolean isTcp() {
            return protocol == TCP;
        }

        /** Gives the new bytes of each direction in order, first byte first, up to its first hole. */
        public void play(Stream into) {
            long[] next = {origin(true), origin(false)};
            List<Payload> waiting = new ArrayList<>();
            for (Payload payload : payloads) {
                waiting.add(payload);
                for (Payload ready = ready(waiting, next); ready != null; ready = ready(waiting, next)) {
                    waiting.remove(ready);
                    int side = ready.forward ? 0 : 1;
                    int known = (int) (next[side] - ready.sequence);
                    if (known < ready.bytes.length) {
                        into.accept(ready, known);
                        next[side] = next[side] + ready.bytes.length - known & 0xffffffffL;
                    }
                }
            }
        }

        private static Payload ready(List<Payload> waiting, long[] next) {
            return waiting.stream()
                    .filter(payload -> (int) (payload.sequence - next[payload.forward ? 0 : 1]) <= 0)
                    .findFirst()
                    .orElse(null);
        }

        /** Where a direction's bytes start: behind its SYN, or at its first segment. */
        private long origin(boolean forward) {
            long syn = forward ? synSequence : answerSequence;
            if (syn >= 0) {
                return syn + 1 & 0xffffffffL;
            }
            return payloads.stream()
                    .filter(payload -> payload.forward == forward)
                    .mapToLong(payload -> payload.sequence)
                    .findFirst()
                    .orElse(0);
        }
    }

    /** Takes bytes of a TCP connection. */
    public interface Stream {
        /** Takes a segment, of whose bytes the first {@code known} were there before. */
        void accept(Payload segment, int known);
    }

    private final List<Flow> flows = new ArrayList<>();
    private final Map<String, Flow> open = new LinkedHashMap<>();

    private CapturedFlows() {}

    /** The flow that each packet with payload belongs to, by its number. */
    public static Map<Long, Flow> byFrame(List<Flow> flows) {
        Map<Long, Flow> byFrame = new HashMap<>();
        flows.forEach(flow -> flow.payloads.forEach(payload -> byFrame.put(payload.frame, flow)));
        return byFrame;
    }

    private static String key(String one, String other) {
        return one.compareTo(other) < 0 ? one + " - " + other : other + " - " + one;
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

    private void add(RawPacket raw, DecodedPacket packet) {
        byte[] frame = Arrays.copyOfRange(raw.data(), raw.offset(), raw.offset() + raw.capturedLength());
        int transport = transportAt(frame, packet);
        boolean tcp = packet.protocol == TCP;
        if (transport < 0 || transport + (tcp ? 20 : 8) > frame.length) {
            return;
        }
        String source = address(packet.sourceHigh, packet.sourceLow) + ' ' + packet.sourcePort;
        String destination = address(packet.destinationHigh, packet.destinationLow) + ' ' + packet.destinationPort;
        long sequence = tcp ? Bytes.u32be(frame, transport + 4) : 0;
        Flow flow = flow(packet, source, destination, sequence);
        boolean forward = flow.initiator.equals(source);
        boolean syn = tcp && (packet.tcpFlags & SYN) != 0;
        if (syn && forward) {
            flow.synSequence = sequence;
        } else if (syn) {
            flow.answerSequence = sequence;
        }
        int from = transport + (tcp ? (Bytes.u8(frame, transport + 12) >> 4) * 4 : 8);
        int to = Math.min(frame.length, from + packet.payloadLength);
        if (to > from && (packet.tcpFlags & RST) == 0) {
            flow.payloads.add(new Payload(
                    packet.number,
                    forward,
                    syn ? sequence + 1 & 0xffffffffL : sequence,
                    Arrays.copyOfRange(frame, from, to),
                    to < from + packet.payloadLength));
        }
    }

    private Flow flow(DecodedPacket packet, String source, String destination, long sequence) {
        String key = packet.protocol + " " + key(source, destination);
        Flow flow = open.get(key);
        boolean tcp = packet.protocol == TCP;
        int flags = tcp ? packet.tcpFlags & (FIN_SYN_RST | ACK) : 0;
        if (flow == null || (flags == SYN && flow.synSequence != sequence && !flow.payloads.isEmpty())) {
            boolean answer = flags == (SYN | ACK);
            flow = new Flow(packet.protocol, answer ? destination : source, answer ? source : destination);
            open.put(key, flow);
            flows.add(flow);
        }
        return flow;
    }

    /** Finds the transport header behind the IP header that the decoder decoded, by its addresses, lengths and ports. */
    private static int transportAt(byte[] frame, DecodedPacket packet) {
        for (int ip = 0; ip + 24 <= frame.length; ip++) {
            if (Bytes.u8(frame, ip) >> 4 != packet.ipVersion) {
                continue;
            }
            int transport = packet.ipVersion == 4 ? behindIpv4(frame, ip, packet) : behindIpv6(frame, ip, packet);
            if (transport >= 0) {
                return transport;
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

    private static String address(long high, long low) {
        HexFormat hex = HexFormat.of();
        return high == 0 && low >>> 32 == 0 ? hex.toHexDigits((int) low) : hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
