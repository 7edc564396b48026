package io.flowjay.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowjay.protocol.Protocol;
import io.flowjay.protocol.quic.QuicFacts;

/** {@link Datagrams} read as QUIC. */
class QuicDatagramFuzzTest {
    /** Five attempts to connect with two streams of 64 KiB each, and the map of their bytes. */
    static final int BUFFERS = 5 * 2 * (72 << 10) + (16 << 10);

    @FuzzTest(maxDuration = "5m")
    void anyDatagrams(byte[] input) {
        Datagrams datagrams = Datagrams.of(input);
        QuicFacts quic = datagrams.play(Protocol.QUIC, BUFFERS).quic();
        if (quic != null) {
            check(quic);
            assertThat(Facts.of(datagrams.play(Protocol.QUIC, BUFFERS).quic())).isEqualTo(Facts.of(quic));
        }
    }

    static void check(QuicFacts quic) {
        assertThat(quic.detected()).isTrue();
        assertThat(quic.packetNumberLength()).isBetween(0, 4);
        assertThat(quic.packetNumberLength() > 0 && quic.initialPackets() == 0).isFalse();
        assertThat(quic.destinationConnectionId().length()).isBetween(0, 20);
        assertThat(quic.sourceConnectionId().length()).isBetween(0, 20);
        assertThat(quic.serverName() + quic.alpn()).matches("[!-~]*");
        assertThat(quic.clientHello() != null && quic.packetNumberLength() == 0).isFalse();
    }
}
