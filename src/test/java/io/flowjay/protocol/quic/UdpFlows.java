package io.flowjay.protocol.quic;

import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.RawPacket;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.PacketDecoder;
import io.flowjay.wire.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The UDP flows of a capture, one for each 5-tuple, each read by its own decoder. */
final class UdpFlows {
    private static final int UDP = 17;
    private static final int UDP_HEADER = 8;

    private final InitialProtection protection = new InitialProtection();
    private final Map<Key, QuicDecoder> decoders = new LinkedHashMap<>();
    private final Map<Key, Endpoint> initiators = new LinkedHashMap<>();
    private int datagrams;

    /** An address, IPv4 in its last 32 bits, and a port. */
    record Endpoint(long high, long low, int port) implements Comparable<Endpoint> {
        static Endpoint of(String address, int port) throws IOException {
            ByteBuffer words = ByteBuffer.allocate(16);
            byte[] bytes = InetAddress.getByName(address).getAddress();
            words.put(16 - bytes.length, bytes);
            return new Endpoint(words.getLong(), words.getLong(), port);
        }

        @Override
        public int compareTo(Endpoint other) {
            return Arrays.compare(new long[] {high, low, port}, new long[] {other.high, other.low, other.port});
        }
    }

    /** Two endpoints, whichever sent first. */
    record Key(Endpoint smaller, Endpoint larger) {
        static Key of(Endpoint one, Endpoint other) {
            return one.compareTo(other) <= 0 ? new Key(one, other) : new Key(other, one);
        }
    }

    /** Reads a capture up to its end, or to where it is damaged. */
    static UdpFlows of(Path capture) throws IOException {
        UdpFlows flows = new UdpFlows();
        RawPacket raw = new RawPacket();
        DecodedPacket packet = new DecodedPacket();
        PacketDecoder decoder = new PacketDecoder();
        try (CaptureReader reader = CaptureFile.open(capture)) {
            while (reader.next(raw)) {
                if (decoder.decode(raw, packet) == null && packet.protocol == UDP) {
                    flows.add(raw, packet);
                }
            }
        } catch (CaptureException e) {
            return flows;
        }
        return flows;
    }

    Map<Key, QuicDecoder> decoders() {
        return decoders;
    }

    int datagrams() {
        return datagrams;
    }

    private void add(RawPacket raw, DecodedPacket packet) {
        int header = udpHeader(raw, packet);
        if (header < 0) {
            return;
        }
        int at = header + UDP_HEADER;
        int captured = Math.min(packet.payloadLength, raw.offset() + raw.capturedLength() - at);
        Endpoint source = new Endpoint(packet.sourceHigh, packet.sourceLow, packet.sourcePort);
        Endpoint destination = new Endpoint(packet.destinationHigh, packet.destinationLow, packet.destinationPort);
        Key key = Key.of(source, destination);
        initiators.putIfAbsent(key, source);
        datagrams++;
        decoders.computeIfAbsent(key, absent -> new QuicDecoder(protection))
                .datagram(source.equals(initiators.get(key)), raw.data(), at, captured, packet.payloadLength);
    }

    /** Where the UDP header is: the first place in the frame with its ports and its length; -1 when there is none. */
    private static int udpHeader(RawPacket raw, DecodedPacket packet) {
        int last = raw.offset() + raw.capturedLength() - UDP_HEADER;
        for (int at = raw.offset(); at <= last; at++) {
            if (Bytes.u16be(raw.data(), at) == packet.sourcePort
                    && Bytes.u16be(raw.data(), at + 2) == packet.destinationPort
                    && Bytes.u16be(raw.data(), at + 4) == packet.payloadLength + UDP_HEADER) {
                return at;
            }
        }
        return -1;
    }
}
