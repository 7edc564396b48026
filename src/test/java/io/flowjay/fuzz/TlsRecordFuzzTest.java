package io.flowjay.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowjay.protocol.Protocol;
import io.flowjay.protocol.tls.ClientHello;
import io.flowjay.protocol.tls.Ja3;
import io.flowjay.protocol.tls.Ja4;
import io.flowjay.protocol.tls.ServerHello;
import io.flowjay.protocol.tls.TlsConnection;

/** A {@link Conversation} read as TLS. */
class TlsRecordFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void anySplitTellsTheSame(byte[] input) {
        Conversation both = Conversation.of(input);
        check(both.whole(Protocol.TLS).tls());
        check(both.split(Protocol.TLS).tls());
        sameForAnySplit(both.only(false));
        sameForAnySplit(both.only(true));
    }

    /** TLS that is not at the start may be found where another segment starts. */
    private static void sameForAnySplit(Conversation one) {
        TlsConnection whole = one.whole(Protocol.TLS).tls();
        if (whole != null) {
            assertThat(Facts.of(one.split(Protocol.TLS).tls())).isEqualTo(Facts.of(whole));
        }
    }

    private static void check(TlsConnection tls) {
        if (tls == null) {
            return;
        }
        assertThat(tls.version()).isBetween(0, 0xffff);
        assertThat(tls.serverName() + tls.alpn()).matches("[!-~]*");
        assertThat(tls.handshakeSegments()).isNotNegative();
        assertThat(tls.resumed() && !tls.detected()).isFalse();
        ClientHello client = tls.clientHello();
        if (client != null) {
            assertThat(client.ja3().hash()).matches("[0-9a-f]{32}");
            assertThat(Ja4.of(client, Ja4.HelloCarrier.TCP).hash())
                    .matches("t[0-9sd]{2}[di]\\d{4}[!-~]{2}_[0-9a-f]{12}_[0-9a-f]{12}");
        }
        ServerHello server = tls.serverHello();
        if (server != null) {
            assertThat(Ja3.of(server).hash()).matches("[0-9a-f]{32}");
        }
    }
}
