package io.flowjay.feature.group.application;

import static io.flowjay.protocol.tls.Messages.concat;
import static io.flowjay.protocol.tls.Messages.extension;
import static io.flowjay.protocol.tls.Messages.hex;
import static io.flowjay.protocol.tls.Messages.number;
import static io.flowjay.protocol.tls.Messages.serverHello;
import static io.flowjay.protocol.tls.Messages.serverName;
import static io.flowjay.protocol.tls.Messages.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.protocol.tls.Examples;
import io.flowjay.protocol.tls.Messages;
import io.flowjay.testing.Dialogue;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Group dtls in the records of captures, with values worked out by hand. */
class DtlsFeaturesTest {
    private static final String DTLS = """
            dtls_detected=true dtls_version=65277 dtls_version_str=DTLS 1.2 dtls_sni=dtls.example dtls_alpn=webrtc
            dtls_cipher_suite=49195 dtls_ja3=65277,49195-49199,0-10-16-13,29-23, dtls_ja3_hash=e2c41fbb04f8b832b5906abc14ece279
            dtls_ja3s_hash=475463012414e4f7120fa2ab37109e8f dtls_ja4=dd2d0204wc_b6f57f3be927_63be3268461f
            dtls_ja4_r=dd2d0204wc_c02b,c02f_000a,000d_0403
            """;

    private static final String NOT_DTLS = """
            dtls_detected=false dtls_version=0 dtls_version_str= dtls_sni= dtls_alpn= dtls_cipher_suite=0 dtls_ja3=
            dtls_ja3_hash= dtls_ja3s_hash= dtls_ja4= dtls_ja4_r=
            """;

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
                                extension(16, "0007 06776562727463"),
                                extension(13, "00020403"))));
    }

    /** A record with a fragment of a message (RFC 6347 sections 4.1 and 4.2.2). */
    private static byte[] fragment(int type, int number, byte[] body, int from, int to) {
        byte[] fragment = concat(
                number(1, type),
                number(3, body.length),
                number(2, number),
                number(3, from),
                vector(3, Arrays.copyOfRange(body, from, to)));
        return concat(hex("16 fefd 0000 000000000007"), vector(2, fragment));
    }

    private static byte[] whole(int type, int number, byte[] body) {
        return fragment(type, number, body, 0, body.length);
    }

    /** A ServerHello with the random of RFC 8446 section 4.1.3. */
    private static byte[] retryRequest() {
        return concat(
                hex("fefd cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c 00 1301 00"),
                vector(2, concat(extension(43, "fefc"), extension(51, "0017"))));
    }

    private static byte[] channel(int number, byte[] data) {
        return concat(number(2, number), vector(2, data));
    }

    /** An indication of TURN with other attributes before DATA (RFC 8489 section 5, RFC 8656 section 18.4). */
    private static byte[] indication(int type, byte[] attributes, byte[] data) {
        byte[] padding = new byte[-data.length & 3];
        byte[] all = concat(attributes, hex("0013"), vector(2, data), padding);
        return concat(number(2, type), number(2, all.length), hex("2112a442 000102030405060708090a0b"), all);
    }

    private static byte[] with(byte[] bytes, int place, int value) {
        byte[] other = bytes.clone();
        other[place] = (byte) value;
        return other;
    }

    /** A DATA chunk (RFC 9260 section 3.3.1); flags: 1 ends a message, 2 begins one, 4 does not wait for its turn. */
    private static byte[] data(int flags, int number, int protocol, byte[] message) {
        return concat(
                number(1, 0),
                number(1, flags),
                number(2, 16 + message.length),
                number(4, number),
                hex("0001 0000"),
                number(4, protocol),
                message,
                new byte[-message.length & 3]);
    }

    private static byte[] sack() {
        return hex("03000010 00000001 00010000 00000000");
    }

    static Stream<Arguments> cases() {
        byte[] first = clientHello("");
        byte[] second = clientHello("c00c1e");
        byte[] verify = hex("feff 03 c00c1e");
        byte[] answer = serverHello(0xfefd, "", 0xc02b, extension(0xff01, "00"));
        return Stream.of(
                argumentSet(
                        "with a cookie, on any port",
                        Dialogue.udp(5684)
                                .client(whole(1, 0, first))
                                .server(whole(3, 0, verify))
                                .client(whole(1, 1, second))
                                .server(whole(2, 1, answer)),
                        DTLS),
                argumentSet(
                        "among STUN, in fragments, the last one first",
                        Dialogue.udp(3478)
                                .client(hex("0001 0000 2112a442 000102030405060708090a0b"))
                                .client(fragment(1, 0, first, 60, first.length))
                                .client(fragment(1, 0, first, 0, 60))
                                .server(whole(2, 0, answer)),
                        DTLS),
                argumentSet(
                        "the server sends first",
                        Dialogue.udp(5684).server(whole(2, 0, answer)).client(whole(1, 0, first)),
                        DTLS + " src_port=40000 dst_port=5684 initiator_evidence=dtls_hello"),
                argumentSet(
                        "DTLS 1.3: the version in an extension",
                        Dialogue.udp(5684).server(whole(2, 0, serverHello(0xfefd, "", 0x1301, extension(43, "fefc")))),
                        "dtls_detected=true dtls_version=65276 dtls_version_str=DTLS 1.3 dtls_cipher_suite=4865"
                                + " dtls_ja4= dtls_ja3_hash="),
                argumentSet(
                        "DTLS 1.3: the HelloRetryRequest is the first ServerHello (JA3S of 65277,4865,43-51)",
                        Dialogue.udp(5684)
                                .server(whole(2, 0, retryRequest()))
                                .server(whole(2, 1, serverHello(0xfefd, "", 0x1302, extension(43, "fefc")))),
                        "dtls_detected=true dtls_version=65276 dtls_cipher_suite=4866"
                                + " dtls_ja3s_hash=4e9d42d7a7375b969cb8f3fdb679f53c"),
                argumentSet(
                        "a hello of which a fragment is missing",
                        Dialogue.udp(5684).client(fragment(1, 0, first, 0, 60)),
                        NOT_DTLS),
                argumentSet(
                        "in channels of TURN (RFC 8656 section 12.4), with padding after the message",
                        Dialogue.udp(3478)
                                .client(hex("0001 0000 2112a442 000102030405060708090a0b"))
                                .client(concat(channel(0x4000, whole(1, 0, first)), new byte[1]))
                                .server(channel(0x4000, whole(2, 0, answer))),
                        DTLS),
                argumentSet(
                        "in the last channel, in fragments",
                        Dialogue.udp(3478)
                                .client(channel(0x4fff, fragment(1, 0, first, 60, first.length)))
                                .client(channel(0x4fff, fragment(1, 0, first, 0, 60)))
                                .server(channel(0x4fff, whole(2, 0, answer))),
                        DTLS),
                argumentSet(
                        "in Send and Data indications of TURN",
                        Dialogue.udp(3478)
                                .client(indication(0x0016, hex("0012 0008 0001a147e112a643"), whole(1, 0, first)))
                                .server(indication(
                                        0x0017,
                                        hex("8022 0003 61626300 0012 0008 0001a147e112a643"),
                                        whole(2, 0, answer))),
                        DTLS),
                argumentSet(
                        "a channel whose data is longer than the datagram",
                        Dialogue.udp(3478).client(concat(hex("4000"), number(2, 300), whole(1, 0, first))),
                        NOT_DTLS),
                argumentSet(
                        "a number that is not a channel's (RFC 8656 section 12)",
                        Dialogue.udp(3478).client(channel(0x5000, whole(1, 0, first))),
                        NOT_DTLS),
                argumentSet(
                        "an indication without the magic cookie",
                        Dialogue.udp(3478).client(with(indication(0x0016, new byte[0], whole(1, 0, first)), 4, 0)),
                        NOT_DTLS),
                argumentSet(
                        "in DATA chunks of SCTP, whatever the payload protocol",
                        Dialogue.sctp(3868)
                                .client(data(3, 1, 47, whole(1, 0, first)))
                                .server(concat(sack(), data(3, 1, 0, whole(2, 0, answer)))),
                        DTLS),
                argumentSet(
                        "in fragments of SCTP, the hello split twice",
                        Dialogue.sctp(3868)
                                .client(data(2, -1, 47, Arrays.copyOf(whole(1, 0, first), 40)))
                                .client(concat(sack(), data(0, 0, 47, Arrays.copyOfRange(whole(1, 0, first), 40, 90))))
                                .client(data(
                                        1,
                                        1,
                                        47,
                                        Arrays.copyOfRange(whole(1, 0, first), 90, whole(1, 0, first).length)))
                                .server(data(7, 9, 47, whole(2, 0, answer))),
                        DTLS),
                argumentSet(
                        "a fragment of SCTP that was sent again",
                        Dialogue.sctp(3868)
                                .client(data(2, 5, 47, Arrays.copyOf(whole(1, 0, first), 40)))
                                .client(data(2, 5, 47, Arrays.copyOf(whole(1, 0, first), 40)))
                                .client(data(
                                        1,
                                        6,
                                        47,
                                        Arrays.copyOfRange(whole(1, 0, first), 40, whole(1, 0, first).length)))
                                .server(data(3, 9, 47, whole(2, 0, answer))),
                        DTLS),
                argumentSet(
                        "a fragment of SCTP that is missing",
                        Dialogue.sctp(3868)
                                .client(data(2, 5, 47, Arrays.copyOf(whole(1, 0, first), 40)))
                                .client(data(
                                        1,
                                        7,
                                        47,
                                        Arrays.copyOfRange(whole(1, 0, first), 40, whole(1, 0, first).length))),
                        NOT_DTLS),
                argumentSet(
                        "chunks of SCTP with other messages, and a chunk without a length",
                        Dialogue.sctp(3868)
                                .client(data(3, 1, 46, hex("0100001480000101")))
                                .server(hex("00030000"), hex("00")),
                        NOT_DTLS),
                argumentSet(
                        "encrypted records alone",
                        Dialogue.udp(5684).client(concat(hex("17 fefd 0001 000000000001"), vector(2, new byte[40]))),
                        NOT_DTLS),
                argumentSet(
                        "TLS over TCP",
                        Dialogue.tcp(443).client(Messages.handshakeRecord(Examples.GREASE_CLIENT)),
                        NOT_DTLS));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void computes(Dialogue dialogue, String expected) {
        Dialogue.assertFields(dialogue.record(), expected);
    }

    @Test
    void everyFeatureIsChecked() {
        assertThat(DtlsFeatures.UNIT.features()).hasSize(11).allSatisfy(feature -> {
            assertThat(DTLS).contains(feature.name() + "=");
            assertThat(NOT_DTLS).contains(feature.name() + "=");
        });
    }
}
