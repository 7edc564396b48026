package io.flowjay.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowjay.protocol.Protocol;
import io.flowjay.protocol.tls.ClientHello;
import io.flowjay.protocol.tls.DtlsConnection;
import io.flowjay.protocol.tls.Ja4;

/** {@link Datagrams} read as DTLS. */
class DtlsDatagramFuzzTest {
    /** A hello in fragments for each direction, with its map of bytes. */
    private static final int BUFFERS = 2 * (36 << 10);

    @FuzzTest(maxDuration = "5m")
    void anyDatagrams(byte[] input) {
        Datagrams datagrams = Datagrams.of(input);
        DtlsConnection dtls = datagrams.play(Protocol.TLS, BUFFERS).dtls();
        if (dtls != null) {
            assertThat(dtls.detected()).isTrue();
            assertThat(dtls.version()).isBetween(0, 0xffff);
            assertThat(Facts.of(dtls)).contains("clientHello");
            ClientHello client = dtls.clientHello();
            if (client != null) {
                assertThat(client.serverName() + client.alpn()).matches("[!-~]*");
                assertThat(client.ja3().hash()).matches("[0-9a-f]{32}");
                assertThat(Ja4.of(client, Ja4.HelloCarrier.DTLS).hash())
                        .matches("d[0-9sd]{2}[di]\\d{4}[!-~]{2}_[0-9a-f]{12}_[0-9a-f]{12}");
            }
        }
    }
}
