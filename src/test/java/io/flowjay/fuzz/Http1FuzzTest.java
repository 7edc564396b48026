package io.flowjay.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowjay.packet.TcpFlags;
import io.flowjay.protocol.Protocol;
import io.flowjay.protocol.ProtocolReaders;
import io.flowjay.protocol.TcpProtocols;
import io.flowjay.protocol.http1.Http1Conversation;
import io.flowjay.protocol.payload.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A request, then anything, read as HTTP/1. */
class Http1FuzzTest {
    private static final int MOST_HELD = 40_000;

    @FuzzTest(maxDuration = "5m")
    void anySplitTellsTheSame(byte[] input) {
        byte[] start = "POST / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = new byte[start.length + input.length];
        System.arraycopy(start, 0, bytes, 0, start.length);
        System.arraycopy(input, 0, bytes, start.length, input.length);
        Http1Conversation whole = read(bytes, bytes.length);
        assertThat(whole).isNotNull();
        assertThat(whole.requests()).isPositive();
        for (int piece : new int[] {1, 5}) {
            assertThat(Facts.of(read(bytes, piece))).isEqualTo(Facts.of(whole));
        }
    }

    private static Http1Conversation read(byte[] bytes, int piece) {
        TcpProtocols protocols = new ProtocolReaders(Set.of(Protocol.HTTP1)).tcp();
        for (int at = 0; at < bytes.length; at += piece) {
            protocols.segment(TcpFlags.ACK, at, Payload.of(false, bytes, at, Math.min(piece, bytes.length - at)));
            assertThat(protocols.heldBytes()).isLessThan(MOST_HELD);
        }
        protocols.end();
        return protocols.http1();
    }
}
