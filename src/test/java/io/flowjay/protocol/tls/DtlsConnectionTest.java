package io.flowjay.protocol.tls;

import static io.flowjay.protocol.tls.Messages.concat;
import static io.flowjay.protocol.tls.Messages.extension;
import static io.flowjay.protocol.tls.Messages.hex;
import static io.flowjay.protocol.tls.Messages.number;
import static io.flowjay.protocol.tls.Messages.serverHello;
import static io.flowjay.protocol.tls.Messages.serverName;
import static io.flowjay.protocol.tls.Messages.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.protocol.payload.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DtlsConnectionTest {
    /** {@code 65277,49195-49199,0-10-16,29-23,}. */
    private static final String JA3 = "6ed3797a256535911750fbcd778ad74e";

    private static byte[] clientHello(String cookie) {
        return concat(
                hex("fefd" + Messages.RANDOM + "00"),
                vector(1, hex(cookie)),
                hex("0004 c02bc02f 0100"),
                vector(
                        2,
                        concat(
                                serverName("dtls.example"),
                                extension(10, "0004001d0017"),
                                extension(16, "0007 06776562727463"))));
    }

    /** A fragment of a message, in a record of its own. */
    private static byte[] fragment(int type, int number, byte[] body, int from, int to) {
        byte[] fragment = concat(
                number(1, type),
                number(3, body.length),
                number(2, number),
                number(3, from),
                vector(3, Arrays.copyOfRange(body, from, to)));
        return record(22, 0, fragment);
    }

    private static byte[] record(int type, int epoch, byte[] content) {
        return concat(number(1, type), hex("fefd"), number(2, epoch), number(6, 7), vector(2, content));
    }

    private static byte[] whole(int type, int number, byte[] body) {
        return fragment(type, number, body, 0, body.length);
    }

    @Test
    void aHandshakeWithCookie() {
        DtlsConnection dtls = new DtlsConnection();
        send(dtls, false, whole(1, 0, clientHello("")));
        send(dtls, true, whole(3, 0, hex("feff 04 01020304")));
        send(dtls, false, whole(1, 1, clientHello("01020304")));
        assertThat(dtls.wantsMore()).isTrue();
        send(
                dtls,
                true,
                concat(whole(2, 1, serverHello(0xfefd, "aa", 0xc02b)), fragment(11, 2, new byte[500], 0, 100)));
        assertThat(dtls.wantsMore()).isFalse();
        assertClient(dtls);
        assertThat(dtls.version()).isEqualTo(0xfefd);
        assertThat(TlsVersion.name(dtls.version())).isEqualTo("DTLS 1.2");
        assertThat(dtls.serverHello().cipherSuite()).isEqualTo(0xc02b);
    }

    private static void assertClient(DtlsConnection dtls) {
        assertThat(dtls.detected()).isTrue();
        ClientHello hello = dtls.clientHello();
        assertThat(hello.serverName()).isEqualTo("dtls.example");
        assertThat(hello.alpn()).isEqualTo("webrtc");
        assertThat(Ja3.of(hello).text()).isEqualTo("65277,49195-49199,0-10-16,29-23,");
        assertThat(Ja3.of(hello).hash()).isEqualTo(JA3);
        assertThat(Ja4.of(hello, Ja4.HelloCarrier.DTLS).raw()).isEqualTo("dd2d0203wc_c02b,c02f_000a");
    }

    @Test
    void fragmentsInAnyOrderTwiceAndOverlapping() {
        long seed = System.nanoTime();
        System.out.println("DtlsConnectionTest seed " + seed);
        Random random = new Random(seed);
        byte[] hello = clientHello("0102");
        for (int round = 0; round < 200; round++) {
            List<byte[]> datagrams = new ArrayList<>();
            for (int at = 0; at < hello.length; at += 10) {
                int from = Math.max(0, at - random.nextInt(5));
                datagrams.add(fragment(1, 0, hello, from, Math.min(hello.length, at + 10 + random.nextInt(5))));
            }
            datagrams.add(datagrams.get(0));
            Collections.shuffle(datagrams, random);
            DtlsConnection dtls = new DtlsConnection();
            datagrams.forEach(datagram -> send(dtls, false, datagram));
            assertClient(dtls);
        }
    }

    /** Datagrams in which fragments of two hellos come in turn, and whose names are expected. */
    static Stream<Arguments> interleaved() {
        byte[] first = clientHello("");
        byte[] second = clientHello("0102");
        byte[] server = serverHello(0xfefd, "aa", 0xc02b, extension(0xff01, "00"));
        return Stream.of(
                argumentSet(
                        "the hello without cookie and that with one, in turn",
                        List.of(
                                fragment(1, 0, first, 0, 50),
                                fragment(1, 1, second, 0, 50),
                                fragment(1, 0, first, 50, first.length),
                                fragment(1, 1, second, 50, second.length))),
                argumentSet(
                        "the same, the ends first",
                        List.of(
                                fragment(1, 1, second, 50, second.length),
                                fragment(1, 0, first, 50, first.length),
                                fragment(1, 1, second, 0, 50),
                                fragment(1, 0, first, 0, 50))),
                argumentSet(
                        "the first is never whole",
                        List.of(
                                fragment(1, 0, first, 0, 50),
                                fragment(1, 1, second, 0, 50),
                                fragment(1, 0, first, 51, first.length),
                                fragment(1, 1, second, 50, second.length))),
                argumentSet(
                        "in one record and one datagram",
                        List.of(record(
                                22,
                                0,
                                concat(
                                        Arrays.copyOfRange(
                                                fragment(1, 1, second, 50, second.length), 13, 25 + second.length - 50),
                                        Arrays.copyOfRange(fragment(1, 0, first, 0, 50), 13, 75),
                                        Arrays.copyOfRange(fragment(1, 1, second, 0, 50), 13, 75))))),
                argumentSet(
                        "a ServerHello of another connection of the same ports between",
                        List.of(
                                fragment(1, 0, first, 0, 50),
                                fragment(2, 0, server, 0, 20),
                                fragment(1, 0, first, 50, first.length))));
    }

    @ParameterizedTest
    @MethodSource
    void interleaved(List<byte[]> datagrams) {
        DtlsConnection dtls = new DtlsConnection();
        datagrams.forEach(datagram -> send(dtls, false, datagram));
        assertClient(dtls);
    }

    @Test
    void ofUnfinishedHellosTheNewestFourAreKept() {
        byte[] hello = clientHello("");
        DtlsConnection dtls = new DtlsConnection();
        for (int number = 0; number < 5; number++) {
            send(dtls, false, fragment(1, number, hello, 0, 50));
        }
        send(dtls, false, fragment(1, 0, hello, 50, hello.length));
        assertThat(dtls.detected()).isFalse();
        send(dtls, false, fragment(1, 4, hello, 50, hello.length));
        assertClient(dtls);
    }

    @Test
    void aHelloThatLacksAFragmentIsAbsent() {
        byte[] hello = clientHello("");
        DtlsConnection dtls = new DtlsConnection();
        send(dtls, false, fragment(1, 0, hello, 0, 40));
        send(dtls, false, fragment(1, 0, hello, 41, hello.length));
        assertThat(dtls.detected()).isFalse();
        assertThat(dtls.version()).isZero();
        // The client gives up and sends the message anew: nothing of the old one may slip in.
        byte[] other = clientHello("99");
        send(dtls, false, fragment(1, 1, other, 0, 40));
        send(dtls, false, fragment(1, 1, other, 40, other.length));
        assertClient(dtls);
    }

    @Test
    void rolesComeFromContent() {
        DtlsConnection dtls = new DtlsConnection();
        send(dtls, true, whole(1, 0, clientHello("")));
        send(dtls, false, whole(2, 0, serverHello(0xfefd, "", 0xc02f, extension(43, "fefc"))));
        assertClient(dtls);
        assertThat(dtls.version()).isEqualTo(0xfefc);
    }

    static Stream<Arguments> others() {
        byte[] hello = clientHello("");
        return Stream.of(
                argumentSet("empty", new byte[0]),
                argumentSet("STUN", hex("000100002112a442" + "00".repeat(12))),
                argumentSet("RTP", hex("806000010000000100000001" + "aa".repeat(100))),
                argumentSet("TLS", Messages.handshakeRecord(Examples.RFC_8448_CLIENT)),
                argumentSet("a hello of a later epoch", record(22, 1, Arrays.copyOfRange(whole(1, 0, hello), 13, 40))),
                argumentSet("a record that is cut", Arrays.copyOf(whole(1, 0, hello), 60)),
                argumentSet("a fragment beyond its message", record(22, 0, hex("01 000004 0000 000003 000002 aabb"))),
                argumentSet("a message of 16 MB", record(22, 0, hex("01 ffffff 0000 fffff0 000004 aabbccdd"))));
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatIsNoHelloIsPassedOver(byte[] datagram) {
        DtlsConnection dtls = new DtlsConnection();
        send(dtls, false, datagram);
        assertThat(dtls.detected()).isFalse();
        send(dtls, false, whole(1, 0, clientHello("")));
        assertClient(dtls);
    }

    private static void send(DtlsConnection dtls, boolean fromResponder, byte[] payload) {
        byte[] buffer = concat(hex("eeee"), payload, hex("ee"));
        dtls.datagram(Payload.of(fromResponder, buffer, 2, payload.length));
    }
}
