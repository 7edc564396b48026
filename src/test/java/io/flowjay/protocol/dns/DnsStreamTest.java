package io.flowjay.protocol.dns;

import static io.flowjay.protocol.dns.DnsBytes.RESPONSE;
import static io.flowjay.protocol.dns.DnsBytes.header;
import static io.flowjay.protocol.dns.DnsBytes.hex;
import static io.flowjay.protocol.dns.DnsBytes.join;
import static io.flowjay.protocol.dns.DnsBytes.query;
import static io.flowjay.protocol.dns.DnsBytes.question;
import static io.flowjay.protocol.dns.DnsBytes.record;
import static io.flowjay.protocol.dns.DnsBytes.response;
import static io.flowjay.protocol.dns.DnsBytes.shorts;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.protocol.payload.Payload;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DnsStreamTest {
    private static byte[] framed(byte[] message) {
        return join(shorts(message.length), message);
    }

    private static boolean feed(DnsStream stream, byte[] bytes, int piece) {
        boolean wanted = true;
        for (int at = 0; at < bytes.length && wanted; at += piece) {
            wanted = stream.accept(Payload.of(false, bytes, at, Math.min(piece, bytes.length - at)));
        }
        return wanted;
    }

    /** The response to the query is the second of three, and as long as a message can be. */
    @Test
    void anySegmentSize() {
        byte[] queries = join(framed(query(7, "a.example", 252)), framed(query(8, "b.example", 1)));
        byte[] transfer = join(
                header(7, RESPONSE, 1, 2, 0, 0),
                question("a.example", 252),
                record(16, 30, new byte[32_000]),
                record(16, 10, new byte[33_484]));
        assertThat(transfer).hasSize(65_535);
        byte[] responses =
                join(framed(response(8, "b.example", 1)), framed(transfer), framed(response(9, "c.example", 1)));
        for (int piece : new int[] {1, 2, 3, 13, 14, 15, 1460, 100_000}) {
            DnsExchange exchange = new DnsExchange();
            assertThat(feed(new DnsStream(exchange), queries, piece)).isTrue();
            assertThat(feed(new DnsStream(exchange), responses, piece)).isFalse();
            assertThat(exchange.queryName()).as("%d bytes a segment", piece).isEqualTo("a.example");
            assertThat(exchange.queryTypeText()).isEqualTo("AXFR");
            assertThat(exchange.answerCount()).isEqualTo(2);
            assertThat(exchange.minTtl()).isEqualTo(10);
            assertThat(exchange.maxTtl()).isEqualTo(30);
        }
    }

    @Test
    void anySplitPosition() {
        byte[] bytes = join(framed(response(8, "b.example", 1)), framed(query(7, "a.example", 1)));
        for (int split = 1; split < bytes.length; split++) {
            DnsExchange exchange = new DnsExchange();
            DnsStream stream = new DnsStream(exchange);
            assertThat(stream.accept(Payload.of(false, bytes, 0, split))).isTrue();
            assertThat(stream.accept(Payload.of(false, bytes, split, bytes.length - split)))
                    .isTrue();
            assertThat(exchange.queryName()).as("split at %d", split).isEqualTo("a.example");
        }
    }

    @Test
    void aPartOfAMessageIsNone() {
        byte[] bytes = framed(query(7, "a.example", 1));
        for (int length = 0; length < bytes.length; length++) {
            DnsExchange exchange = new DnsExchange();
            DnsStream stream = new DnsStream(exchange);
            assertThat(feed(stream, Arrays.copyOf(bytes, length), bytes.length)).isTrue();
            stream.end();
            assertThat(exchange.detected()).isFalse();
            assertThat(stream.accept(Payload.of(false, bytes, length, bytes.length - length)))
                    .isFalse();
            assertThat(exchange.detected()).isFalse();
        }
    }

    static Stream<Arguments> otherProtocols() {
        return Stream.of(
                arguments(named("length 0", new byte[2])),
                arguments(named("length 11", shorts(11))),
                arguments(named("header of zeros", framed(new byte[12]))),
                arguments(named("TLS", hex("1603010200010001fc0303" + "00".repeat(8)))),
                arguments(named("SSH", "SSH-2.0-OpenSSH_9.6\r\n".getBytes(US_ASCII))),
                arguments(named("HTTP", "GET / HTTP/1.1\r\nHost: a\r\n".getBytes(US_ASCII))),
                arguments(named("SMTP", "220 mail.example ESMTP\r\n".getBytes(US_ASCII))),
                arguments(named("BGP", hex("ffffffffffffffffffffffffffffffff001d0104"))),
                arguments(named("more questions than fit", join(shorts(20), header(7, 0, 2, 0, 0, 0)))),
                arguments(named("more records than fit", join(shorts(40), header(7, 0, 1, 0, 0, 3)))),
                arguments(
                        named("question that is none", framed(join(header(7, 0, 1, 0, 0, 0), hex("c00c 0001 0001"))))));
    }

    @ParameterizedTest
    @MethodSource
    void otherProtocols(byte[] bytes) {
        for (int piece : new int[] {1, 100}) {
            DnsExchange exchange = new DnsExchange();
            assertThat(feed(new DnsStream(exchange), bytes, piece)).isFalse();
            assertThat(exchange.detected()).isFalse();
        }
    }

    @Test
    void aBrokenMessageIsPassedOverOnceThereWasDns() {
        byte[] broken = join(header(7, 0x8180, 1, 0, 0, 0), hex("c00c 0001 0001"));
        DnsExchange exchange = new DnsExchange();
        feed(new DnsStream(exchange), framed(query(7, "a.example", 1)), 100);
        DnsStream responses = new DnsStream(exchange);
        byte[] bytes = join(framed(response(8, "b.example", 1)), framed(broken), framed(response(7, "a.example", 1)));
        assertThat(feed(responses, bytes, 10)).isFalse();
        assertThat(exchange.isResponse()).isTrue();
        assertThat(exchange.strange()).isEqualTo(1);
    }

    @Test
    void aLengthWithoutRoomForAHeaderEndsTheStream() {
        for (int length = 0; length < 12; length++) {
            DnsExchange exchange = new DnsExchange();
            DnsStream stream = new DnsStream(exchange);
            byte[] bytes = join(framed(query(7, "a.example", 1)), shorts(length), new byte[40]);
            assertThat(feed(stream, bytes, 100)).as("length %d", length).isFalse();
            assertThat(exchange.queryName()).isEqualTo("a.example");
        }
    }

    /** 5,956 records of 11 bytes, which is all that fits. */
    @Test
    void asManyRecordsAsFit() {
        int records = (65_535 - 12) / 11;
        byte[] message = new byte[12 + records * 11];
        System.arraycopy(header(7, RESPONSE, 0, records, 0, 0), 0, message, 0, 12);
        for (int at = 12; at < message.length; at += 11) {
            message[at + 2] = 1;
            message[at + 4] = 1;
            message[at + 8] = 77;
        }
        DnsExchange exchange = new DnsExchange();
        assertThat(feed(new DnsStream(exchange), framed(message), 1000)).isTrue();
        assertThat(exchange.answerCount()).isEqualTo(5_956);
        assertThat(exchange.minTtl()).isEqualTo(77);
    }

    @Test
    void hostileBytes() {
        long seed = new Random().nextLong();
        System.out.println("DNS seed " + seed);
        Random random = new Random(seed);
        byte[] queries = framed(query(7, "www.example.com", 1));
        byte[] responses = join(framed(response(8, "b.example", 1)), framed(response(7, "www.example.com", 1)));
        for (int run = 0; run < 50_000; run++) {
            byte[] broken = responses.clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            DnsExchange exchange = new DnsExchange();
            feed(new DnsStream(exchange), queries, 1 + random.nextInt(40));
            feed(new DnsStream(exchange), broken, 1 + random.nextInt(40));
            assertThat(exchange.queryName()).isEqualTo("www.example.com");
            assertThat(exchange.responseCode()).isBetween(-1, 4095);
        }
    }
}
