package io.flowjay.protocol.http2;

import static io.flowjay.protocol.http2.Http2Bytes.PREFACE;
import static io.flowjay.protocol.http2.Http2Bytes.frame;
import static io.flowjay.protocol.http2.Http2Bytes.header;
import static io.flowjay.protocol.http2.Http2Bytes.hex;
import static io.flowjay.protocol.http2.Http2Bytes.join;
import static io.flowjay.protocol.http2.Http2Bytes.settings;
import static io.flowjay.protocol.http2.Http2Bytes.text;
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

class Http2ConversationTest {
    /** SETTINGS, WINDOW_UPDATE, HEADERS. */
    private static final byte[] CLIENT = join(
            PREFACE,
            hex("000006 04 00 00000000 000300000064"),
            hex("000004 08 00 00000000 3fff0001"),
            hex("000003 01 05 00000001 828684"));
    /** SETTINGS and its acknowledgement, HEADERS, DATA. */
    private static final byte[] SERVER = join(
            hex("000000 04 00 00000000"),
            hex("000000 04 01 00000000"),
            hex("000001 01 04 00000001 88"),
            hex("000005 00 01 00000001 68656c6c6f"));
    /** The example of RFC 7540 section 3.2, with content. */
    private static final byte[] UPGRADE = text("""
            GET /default.htm HTTP/1.1\r
            Host: server.example.com\r
            Connection: Upgrade, HTTP2-Settings\r
            Upgrade: h2c\r
            HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r
            Content-Length: 5\r
            \r
            hello""");

    private static final byte[] SWITCHING = text("""
            HTTP/1.1 101 Switching Protocols\r
            Connection: Upgrade\r
            Upgrade: h2c\r
            \r
            """);

    private static final byte[] NOTHING = {};

    private static Http2Conversation play(byte[] forward, byte[] backward, int piece) {
        Http2Conversation http2 = new Http2Conversation();
        feed(http2.forward(), forward, piece);
        feed(http2.backward(), backward, piece);
        return http2;
    }

    private static void feed(Http2Direction direction, byte[] bytes, int piece) {
        for (int at = 0; at < bytes.length; at += piece) {
            direction.accept(Payload.of(false, bytes, at, Math.min(piece, bytes.length - at)));
        }
    }

    private static void assertExample(Http2Conversation http2, String as) {
        assertThat(http2.prefaceSeen()).as(as).isTrue();
        assertThat(http2.frames()).as(as).isEqualTo(7);
        assertThat(http2.dataFrames()).as(as).isEqualTo(1);
        assertThat(http2.headersFrames()).as(as).isEqualTo(2);
        assertThat(http2.settingsFrames()).as(as).isEqualTo(3);
        assertThat(http2.windowUpdateFrames()).as(as).isEqualTo(1);
        assertThat(http2.pushPromiseFrames()).as(as).isZero();
        assertThat(http2.goawayFrames()).as(as).isZero();
        assertThat(http2.streams()).as(as).isEqualTo(1);
    }

    @Test
    void priorKnowledgeInAnySegmentSize() {
        for (int piece = 1; piece <= CLIENT.length; piece++) {
            assertExample(play(CLIENT, SERVER, piece), piece + " bytes a segment");
        }
    }

    @Test
    void upgradeInAnySegmentSize() {
        byte[] client = join(UPGRADE, CLIENT);
        byte[] server = join(text("HTTP/1.1 100 Continue\r\n\r\n"), SWITCHING, SERVER);
        for (int piece = 1; piece <= client.length; piece++) {
            assertExample(play(client, server, piece), piece + " bytes a segment");
        }
    }

    @Test
    void eitherEndMayBeTheClient() {
        assertExample(play(SERVER, CLIENT, 10), "server first");
        assertExample(play(join(SWITCHING, SERVER), CLIENT, 10), "server's 101 first");
    }

    @Test
    void nothingCountsBeforeThePreface() {
        Http2Conversation http2 = play(Arrays.copyOf(CLIENT, PREFACE.length - 1), SERVER, 100);
        assertThat(http2.prefaceSeen()).isFalse();
        assertThat(http2.frames() + http2.settingsFrames() + http2.streams()).isZero();
        http2.forward().accept(Payload.of(false, CLIENT, PREFACE.length - 1, 1));
        assertThat(http2.prefaceSeen()).isTrue();
        assertThat(http2.frames()).isEqualTo(4);
    }

    static Stream<Arguments> otherProtocols() {
        return Stream.of(
                arguments(named("TLS hello", hex("1603010200010001fc0303"))),
                arguments(named("TLS data of less than 256 bytes", hex("1703030020" + "00".repeat(32)))),
                arguments(named("SSH", text("SSH-2.0-OpenSSH_9.6\r\n"))),
                arguments(named("SMTP", text("EHLO client.example\r\n"))),
                arguments(
                        named("HTTP/1.1", text("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"))),
                arguments(named("HTTP/1.0", text("GET / HTTP/1.0\r\n\r\n"))),
                arguments(named("HTTP/1.1 content", text("HTTP/1.1 200 OK\r\n\r\nPRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))),
                arguments(
                        named("chunks", join(text("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"), PREFACE))),
                arguments(named(
                        "length that is none", join(text("POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n"), PREFACE))),
                arguments(named("preface with another version", text("PRI * HTTP/2.1\r\n\r\nSM\r\n\r\n"))),
                arguments(named("preface in lower case", text("pri * http/2.0\r\n\r\nsm\r\n\r\n"))),
                arguments(named("a byte before the preface", join(text("\n"), PREFACE))),
                arguments(named("endless line", text("A".repeat(17_000)))),
                arguments(named("endless head", text("GET / HTTP/1.1\r\n" + "a: b\r\n".repeat(3_000)))),
                arguments(named(
                        "preface in content",
                        join(text("PUT / HTTP/1.1\r\nContent-Length: 25\r\n\r\n"), PREFACE, text("xy")))));
    }

    @ParameterizedTest
    @MethodSource
    void otherProtocols(byte[] bytes) {
        Http2Conversation http2 = new Http2Conversation();
        boolean wanted = http2.forward().accept(Payload.of(false, bytes, 0, bytes.length));
        assertThat(wanted).isFalse();
        feed(http2.backward(), SERVER, 10);
        assertThat(http2.prefaceSeen()).isFalse();
        assertThat(http2.frames()).isZero();
    }

    static Stream<Arguments> serverStarts() {
        byte[] settings = settings();
        return Stream.of(
                arguments(named("SETTINGS", settings), 1),
                arguments(named("HEADERS", join(header(0, 1, 4, 1), settings)), 0),
                arguments(named("PING", join(frame(6, 0, 0, new byte[8]), settings)), 0),
                arguments(named("GOAWAY", join(frame(7, 0, 0, new byte[8]), settings)), 0),
                arguments(named("WINDOW_UPDATE", join(frame(8, 0, 0, new byte[4]), settings)), 0),
                arguments(named("101", join(SWITCHING, settings)), 1),
                arguments(named("200", join(text("HTTP/1.1 200 OK\r\n\r\n"), settings)), 0),
                arguments(named("frames behind 100", join(text("HTTP/1.1 100 Continue\r\n\r\n"), settings)), 0),
                arguments(
                        named(
                                "too many before 101",
                                join(text("HTTP/1.1 103 Early\r\n\r\n".repeat(8)), SWITCHING, settings)),
                        0));
    }

    @ParameterizedTest
    @MethodSource
    void serverStarts(byte[] server, int frames) {
        assertThat(play(PREFACE, server, 1000).frames()).isEqualTo(frames);
    }

    static Stream<Arguments> stops() {
        byte[] ping = frame(6, 0, 0, new byte[8]);
        return Stream.of(
                arguments(named("16384 bytes", join(header(16_384, 0, 0, 1), new byte[16_384], ping)), 2),
                arguments(named("16385 bytes", join(header(16_385, 0, 0, 1), new byte[16_385], ping)), 0),
                arguments(named("SETTINGS on a stream", join(header(0, 4, 0, 1), ping)), 0),
                arguments(named("PING on a stream", join(frame(6, 0, 1, new byte[8]), ping)), 0),
                arguments(named("GOAWAY on a stream", join(frame(7, 0, 1, new byte[8]), ping)), 0),
                arguments(named("DATA on no stream", join(header(0, 0, 0, 0), ping)), 0),
                arguments(named("HEADERS on no stream", join(header(0, 1, 4, 0), ping)), 0),
                arguments(named("reserved bit of the stream", join(header(0, 4, 0, 0x80000000), ping)), 2),
                arguments(named("unknown type", join(frame(0xfa, 0xff, 77, new byte[3]), ping)), 2),
                arguments(named("SETTINGS of a strange length", join(frame(4, 0, 0, new byte[7]), ping)), 2));
    }

    @ParameterizedTest
    @MethodSource
    void stops(byte[] frames, int counted) {
        for (int piece : new int[] {1, 1000, 100_000}) {
            assertThat(play(join(PREFACE, frames), NOTHING, piece).frames()).isEqualTo(counted);
        }
    }

    static Stream<Arguments> frameSizes() {
        byte[] large = join(settings(), header(20_000, 0, 0, 1), new byte[20_000], settings());
        byte[] asked = text("GET / HTTP/1.1\r\nHTTP2-Settings: AAUAAE4g\r\n\r\n");
        return Stream.of(
                arguments(named("not announced", settings(3, 100)), large, 2),
                arguments(named("announced", settings(3, 100, 5, 20_000)), large, 4),
                arguments(named("announced too small", settings(5, 19_999)), large, 2),
                arguments(named("announced, then a smaller one", settings(5, 20_000, 5, 16_384)), large, 4),
                arguments(named("announced beyond 24 bits", settings(5, 0x1000000)), large, 2),
                arguments(named("in an acknowledgement", frame(4, 1, 0, hex("0005 00004e20"))), large, 2),
                arguments(named("in HTTP2-Settings", asked), join(SWITCHING, large), 3),
                arguments(
                        named("in a broken HTTP2-Settings", text("GET / HTTP/1.1\r\nHTTP2-Settings: ?\r\n\r\n")),
                        join(SWITCHING, large),
                        1));
    }

    @ParameterizedTest
    @MethodSource
    void frameSizes(byte[] announced, byte[] server, int frames) {
        boolean upgrade = announced[0] == 'G';
        byte[] client = upgrade ? join(announced, PREFACE) : join(PREFACE, announced);
        for (int piece : new int[] {1, 5, 100_000}) {
            assertThat(play(client, server, piece).frames()).isEqualTo(frames);
        }
    }

    static Stream<Arguments> streams() {
        return Stream.of(
                arguments(named("one stream", join(header(0, 1, 4, 1), header(0, 0, 1, 1))), 1, 0),
                arguments(
                        named("two by turns", join(header(0, 1, 4, 1), header(0, 1, 4, 3), header(0, 0, 1, 1))), 2, 0),
                arguments(
                        named("other frames name none", join(frame(3, 0, 9, new byte[4]), frame(8, 0, 7, new byte[4]))),
                        0,
                        0),
                arguments(named("promise", frame(5, 4, 1, hex("00000002 82"))), 1, 1),
                arguments(named("promise with padding", frame(5, 0xc, 1, hex("01 00000002 82 00"))), 1, 1),
                arguments(
                        named(
                                "promise with the reserved bit",
                                join(frame(5, 4, 1, hex("80000002")), header(0, 0, 1, 2))),
                        1,
                        1),
                arguments(named("promise too short", frame(5, 4, 1, hex("000002"))), 0, 1),
                arguments(named("promise of no stream", frame(5, 4, 1, hex("00000000"))), 0, 1),
                arguments(named("largest stream", header(0, 1, 4, 0x7fffffff)), 1, 0));
    }

    @ParameterizedTest
    @MethodSource
    void streams(byte[] frames, int streams, int promises) {
        for (int piece : new int[] {1, 3, 1000}) {
            Http2Conversation http2 = play(PREFACE, join(settings(), frames), piece);
            assertThat(http2.streams()).isEqualTo(streams);
            assertThat(http2.pushPromiseFrames()).isEqualTo(promises);
        }
    }

    @Test
    void aClientDoesNotPromise() {
        Http2Conversation http2 = play(join(PREFACE, frame(5, 4, 1, hex("00000002"))), NOTHING, 10);
        assertThat(http2.pushPromiseFrames()).isZero();
        assertThat(http2.streams()).isZero();
        assertThat(http2.frames()).isEqualTo(1);
    }

    @Test
    void framesAreBounded() {
        byte[] headers = new byte[9 * 10_001];
        for (int i = 0; i <= 10_000; i++) {
            System.arraycopy(header(0, 1, 4, 2 * i + 1), 0, headers, 9 * i, 9);
        }
        Http2Conversation http2 = new Http2Conversation();
        http2.forward().accept(Payload.of(false, PREFACE, 0, PREFACE.length));
        assertThat(http2.forward().accept(Payload.of(false, headers, 0, headers.length)))
                .isFalse();
        assertThat(http2.frames()).isEqualTo(10_000);
        assertThat(http2.streams()).isEqualTo(10_000);
    }

    @Test
    void hostileBytes() {
        long seed = new Random().nextLong();
        System.out.println("HTTP/2 seed " + seed);
        Random random = new Random(seed);
        byte[] client = join(UPGRADE, CLIENT, CLIENT);
        for (int run = 0; run < 20_000; run++) {
            byte[] broken = client.clone();
            for (int i = random.nextInt(8); i >= 0; i--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            Http2Conversation http2 = play(broken, join(SWITCHING, SERVER), 1 + random.nextInt(broken.length));
            assertThat(http2.prefaceSeen() || http2.frames() == 0).isTrue();
        }
    }
}
