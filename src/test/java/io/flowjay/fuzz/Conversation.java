package io.flowjay.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.packet.TcpFlags;
import io.flowjay.protocol.Protocol;
import io.flowjay.protocol.ProtocolReaders;
import io.flowjay.protocol.TcpProtocols;
import io.flowjay.protocol.payload.Payload;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;

/**
 * Both directions of a TCP connection out of an input: the number of piece lengths (1), the piece lengths less one (1 each), how many
 * bytes the client sends (2), these, and what the server sends.
 */
final class Conversation {
    private static final int FIXED_BYTES = 4096;
    /** A list of numbers of 8 bits is kept as one of 32 bits, and a buffer doubles. */
    private static final int BYTES_FOR_A_BYTE = 8;

    private static final byte[] NOTHING = {};

    private final int[] pieces;
    private final byte[] client;
    private final byte[] server;

    private Conversation(int[] pieces, byte[] client, byte[] server) {
        this.pieces = pieces;
        this.client = client;
        this.server = server;
    }

    static Conversation of(byte[] input) {
        ByteBuffer in = ByteBuffer.wrap(input);
        int count = in.hasRemaining() ? Math.min(in.get() & 0xff, in.remaining()) : 0;
        int[] pieces = new int[Math.max(1, count)];
        pieces[0] = 1;
        for (int i = 0; i < count; i++) {
            pieces[i] = 1 + (in.get() & 0xff);
        }
        int stated = in.remaining() < 2 ? 0 : in.getShort() & 0xffff;
        byte[] client = new byte[Math.min(stated, in.remaining())];
        in.get(client);
        byte[] server = new byte[in.remaining()];
        in.get(server);
        return new Conversation(pieces, client, server);
    }

    /** One direction of it alone. */
    Conversation only(boolean ofServer) {
        return new Conversation(pieces, ofServer ? NOTHING : client, ofServer ? server : NOTHING);
    }

    /** Each direction in one segment, the client's first. */
    TcpProtocols whole(Protocol wanted) {
        TcpProtocols protocols = start(wanted);
        play(protocols, false, client, new int[] {Math.max(1, client.length)});
        play(protocols, true, server, new int[] {Math.max(1, server.length)});
        return end(protocols);
    }

    /** The same bytes in segments of the piece lengths, which take turns. */
    TcpProtocols split(Protocol wanted) {
        TcpProtocols protocols = start(wanted);
        play(protocols, false, client, pieces);
        play(protocols, true, server, pieces);
        return end(protocols);
    }

    private static TcpProtocols start(Protocol wanted) {
        TcpProtocols protocols = new ProtocolReaders(Set.of(wanted)).tcp();
        protocols.opened(false, -1);
        protocols.opened(true, -1);
        return protocols;
    }

    /** More than this is not held. */
    private int bound() {
        return FIXED_BYTES + BYTES_FOR_A_BYTE * (client.length + server.length);
    }

    private void play(TcpProtocols protocols, boolean fromResponder, byte[] bytes, int[] lengths) {
        int number = 0;
        for (int at = 0; at < bytes.length; number++) {
            int end = Math.min(bytes.length, at + lengths[number % lengths.length]);
            // The array is lent: what lies around the segment, and what becomes of it, means nothing.
            byte[] segment = Arrays.copyOfRange(bytes, at, end + 1);
            segment[end - at] = (byte) 0xa5;
            protocols.segment(TcpFlags.ACK, at, Payload.of(fromResponder, segment, 0, end - at));
            Arrays.fill(segment, (byte) 0x5a);
            assertThat(protocols.heldBytes()).isBetween(0, bound());
            at = end;
        }
    }

    private TcpProtocols end(TcpProtocols protocols) {
        protocols.end();
        assertThat(protocols.wantsMore()).isFalse();
        assertThat(protocols.heldBytes()).isBetween(0, bound());
        return protocols;
    }
}
