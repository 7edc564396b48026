package io.flowjay.protocol.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.RawPacket;
import io.flowjay.packet.TcpFlags;
import io.flowjay.protocol.stream.TcpStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The TCP connections of a capture, each begun by its SYN as tshark's streams are, with the TLS in them. */
final class TlsSessions {
    private static final class Session {
        final Frame first;
        final TlsConnection tls = new TlsConnection();
        final TcpStream forward = new TcpStream(List.of(tls.forward()));
        final TcpStream backward = new TcpStream(List.of(tls.backward()));

        Session(Frame first) {
            this.first = first;
        }

        void add(Frame frame) {
            TcpStream stream = frame.source().equals(first.source()) ? forward : backward;
            byte[] bytes = frame.bytes();
            stream.add(frame.flags(), frame.sequence(), bytes, 0, bytes.length);
        }

        boolean endsWith(Frame frame) {
            boolean again = frame.source().equals(first.source()) && frame.sequence() == first.sequence();
            return isSyn(frame) && !(isSyn(first) && again);
        }

        private static boolean isSyn(Frame frame) {
            return (frame.flags() & (TcpFlags.SYN | TcpFlags.ACK)) == TcpFlags.SYN;
        }
    }

    private TlsSessions() {}

    /** Every TCP connection by its endpoints, in order, whether TLS was found in it or not. */
    static Map<String, List<TlsConnection>> of(Path capture) throws IOException {
        Map<String, List<Session>> sessions = new TreeMap<>();
        RawPacket raw = new RawPacket();
        try (CaptureReader reader = CaptureFile.open(capture)) {
            while (reader.next(raw)) {
                Frame frame = Frame.of(raw);
                if (frame != null && frame.tcp()) {
                    add(frame, sessions.computeIfAbsent(frame.key(), k -> new ArrayList<>()));
                }
            }
        } catch (CaptureException e) {
            assertThat(e.reason()).isNotBlank();
        }
        Map<String, List<TlsConnection>> connections = new TreeMap<>();
        sessions.forEach((key, list) ->
                connections.put(key, list.stream().map(TlsSessions::ended).toList()));
        return connections;
    }

    private static void add(Frame frame, List<Session> sessions) {
        if (sessions.isEmpty() || sessions.get(sessions.size() - 1).endsWith(frame)) {
            sessions.add(new Session(frame));
        }
        sessions.get(sessions.size() - 1).add(frame);
    }

    private static TlsConnection ended(Session session) {
        session.forward.end();
        session.backward.end();
        return session.tls;
    }
}
