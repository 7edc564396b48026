package io.flowjay.protocol.tls;

import io.flowjay.packet.TcpFlags;
import io.flowjay.protocol.payload.Malformed;
import io.flowjay.protocol.payload.MalformedCounts;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.protocol.stream.TcpStream;
import java.util.ArrayList;
import java.util.List;

/** Runs bytes through TCP into a {@link TlsConnection}. */
final class Talk {
    private final TlsConnection tls = new TlsConnection();
    private final TcpStream client = new TcpStream(List.of(tls.forward()));
    private final TcpStream server = new TcpStream(List.of(tls.backward()));

    Talk() {
        client.opened(-1);
        server.opened(-1);
    }

    /** Each direction in one segment. */
    static TlsConnection of(byte[] forward, byte[] backward) {
        return new Talk()
                .client(forward, 0, forward.length)
                .server(backward, 0, backward.length)
                .end();
    }

    /** Segments of the client, one after the other. */
    static TlsConnection ofSegments(byte[]... segments) {
        Talk talk = new Talk();
        int sequence = 0;
        for (byte[] segment : segments) {
            talk.client.add(TcpFlags.ACK, sequence, Payload.of(false, segment, 0, segment.length));
            sequence += segment.length;
        }
        return talk.end();
    }

    /** A segment with part of what the client sends. */
    Talk client(byte[] all, int from, int to) {
        client.add(TcpFlags.ACK, from, Payload.of(false, all, from, to - from));
        return this;
    }

    /** A segment of the client at an offset of what it sends. */
    Talk client(int offset, byte[] data) {
        client.add(TcpFlags.ACK, offset, Payload.of(false, data, 0, data.length));
        return this;
    }

    /** A segment with part of what the server sends. */
    Talk server(byte[] all, int from, int to) {
        server.add(TcpFlags.ACK, from, Payload.of(false, all, from, to - from));
        return this;
    }

    TlsConnection end() {
        client.end();
        server.end();
        return tls;
    }

    /** What broke the format, each reason as often as it occurred. */
    static List<Malformed> malformed(TlsConnection tls) {
        MalformedCounts counts = new MalformedCounts();
        tls.countMalformed(counts);
        List<Malformed> reasons = new ArrayList<>();
        counts.forEach((reason, count) -> {
            for (int i = 0; i < count; i++) {
                reasons.add(reason);
            }
        });
        return reasons;
    }
}
