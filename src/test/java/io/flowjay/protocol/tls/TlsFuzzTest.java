package io.flowjay.protocol.tls;

import static io.flowjay.protocol.tls.Messages.concat;
import static io.flowjay.protocol.tls.Messages.handshakeRecord;
import static io.flowjay.protocol.tls.Messages.hex;
import static io.flowjay.protocol.tls.Messages.message;
import static io.flowjay.protocol.tls.Messages.record;
import static io.flowjay.protocol.tls.Messages.serverHello;
import static io.flowjay.protocol.tls.Messages.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.protocol.payload.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Hellos, certificates and records changed by chance: whatever they are, nothing is thrown and every value can be asked for. */
class TlsFuzzTest {
    private static final int ROUNDS = 30_000;

    @Test
    void changedBytes() throws IOException {
        long seed = System.nanoTime();
        System.out.println("TlsFuzzTest seed " + seed);
        Random random = new Random(seed);
        byte[] client = concat(handshakeRecord(Examples.GREASE_CLIENT), record(20, hex("01")), record(23, new byte[9]));
        byte[] server = server();
        int detected = 0;
        for (int round = 0; round < ROUNDS; round++) {
            TlsConnection tls = Talk.of(changed(client, random), changed(server, random));
            askAll(tls, "seed " + seed + " round " + round);
            detected += tls.detected() ? 1 : 0;
        }
        assertThat(detected).as("changes that still leave a hello").isBetween(ROUNDS / 10, ROUNDS);
    }

    @Test
    void changedDatagrams() {
        long seed = System.nanoTime();
        System.out.println("TlsFuzzTest datagrams seed " + seed);
        Random random = new Random(seed);
        byte[] hello = concat(hex("fefd" + Messages.RANDOM + "00 00 0002 c02b 0100 0000"));
        byte[] datagram = concat(
                hex("16 fefd 0000 000000000001"),
                vector(2, concat(hex("01"), Messages.number(3, hello.length), hex("0000 000000"), vector(3, hello))));
        for (int round = 0; round < ROUNDS; round++) {
            DtlsConnection dtls = new DtlsConnection();
            for (int i = 0; i < 3; i++) {
                byte[] bytes = changed(datagram, random);
                dtls.datagram(Payload.of(random.nextBoolean(), bytes, 0, bytes.length));
            }
            assertThat(dtls.version()).isNotNegative();
        }
    }

    private static byte[] server() throws IOException {
        byte[] der;
        try (InputStream in = Objects.requireNonNull(TlsFuzzTest.class.getResourceAsStream("rsa2048.der"))) {
            der = in.readAllBytes();
        }
        byte[] chain = message(11, vector(3, concat(vector(3, der), vector(3, der))));
        byte[] key = message(12, concat(hex("03001d"), vector(1, new byte[32]), new byte[100]));
        return concat(
                handshakeRecord(message(2, serverHello(0x0303, "aa", 0xc02f))),
                handshakeRecord(chain, key),
                record(20, hex("01")),
                record(22, new byte[40]));
    }

    private static byte[] changed(byte[] bytes, Random random) {
        byte[] copy = bytes.clone();
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            copy[random.nextInt(copy.length)] =
                    (byte) (random.nextBoolean() ? random.nextInt() : random.nextBoolean() ? 0xff : 0);
        }
        return copy;
    }

    private static void askAll(TlsConnection tls, String where) {
        assertThat(tls.version()).as(where).isBetween(0, 0xffff);
        assertThat(tls.serverName() + tls.alpn()).as(where).matches("[!-~]*");
        assertThat(tls.handshakeSegments()).as(where).isNotNegative();
        assertThat(tls.resumed() && !tls.detected()).as(where).isFalse();
        KeyExchange exchange = tls.keyExchange();
        assertThat(exchange == null || !exchange.name().isEmpty()).as(where).isTrue();
        ClientHello client = tls.clientHello();
        if (client != null) {
            assertThat(Ja3.of(client).hash()).as(where).hasSize(32);
            assertThat(Ja4.of(client, Ja4.HelloCarrier.TCP).hash())
                    .as(where)
                    .matches("t[0-9sd]{2}[di]\\d{4}[!-~]{2}_.{12}_.{12}");
        }
        ServerHello server = tls.serverHello();
        if (server != null) {
            assertThat(Ja3.of(server).hash() + server.alpn()).as(where).matches("[!-~]{32,}");
        }
        CertificateChain chain = tls.certificates();
        if (chain != null) {
            assertThat(chain.count()).as(where).isNotNegative();
            Certificate leaf = chain.leaf();
            assertThat(leaf == null || leaf.fingerprint().length() == 64)
                    .as(where)
                    .isTrue();
        }
    }
}
