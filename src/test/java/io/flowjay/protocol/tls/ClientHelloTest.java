package io.flowjay.protocol.tls;

import static io.flowjay.protocol.tls.Messages.clientHello;
import static io.flowjay.protocol.tls.Messages.concat;
import static io.flowjay.protocol.tls.Messages.extension;
import static io.flowjay.protocol.tls.Messages.hex;
import static io.flowjay.protocol.tls.Messages.serverName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.protocol.payload.Payload;
import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClientHelloTest {
    static Stream<Arguments> names() {
        return Stream.of(
                argumentSet("plain", serverName("www.example.com"), "www.example.com"),
                argumentSet("as sent, upper case", serverName("WWW.example.COM."), "WWW.example.COM."),
                argumentSet("with a backslash", serverName("a\\x20 "), "a\\\\x20\\x20"),
                argumentSet("with bytes that are not printable", serverName("a b\u0000\u00ff"), "a\\x20b\\x00\\xff"),
                argumentSet("another kind of name first", extension(0, "000a 01 0002 4142 00 0002 6162"), "ab"),
                argumentSet("another kind of name only", extension(0, "0005 01 0002 4142"), ""),
                argumentSet("two host names", extension(0, "0008 00 0001 61 00 0001 62"), "a"),
                argumentSet("an empty list", extension(0, "0000"), ""),
                argumentSet("an empty extension", extension(0, ""), ""),
                argumentSet("twice", concat(serverName("first"), serverName("second")), "first"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void serverNames(byte[] extensions, String expected) throws MalformedException {
        ClientHello hello = read(clientHello(0x0303, "", "1301", extensions));
        assertThat(hello.serverName()).isEqualTo(expected);
        assertThat(hello.has(ExtensionType.SERVER_NAME)).isTrue();
    }

    /** RFC 9849: what is seen of an encrypted hello is the outer one, with the public name. */
    @Test
    void ofAnEncryptedHelloTheOuterIsRead() throws MalformedException {
        ClientHello hello = read(clientHello(
                0x0303,
                "aa".repeat(32),
                "1301",
                extension(0xfe0d, "00 0001 0001 2a 0020 " + "11".repeat(32) + " 0040 " + "22".repeat(64)),
                serverName("public.example"),
                extension(43, "020304")));
        assertThat(hello.serverName()).isEqualTo("public.example");
        assertThat(hello.offeredVersion()).isEqualTo(0x0304);
        assertThat(hello.sessionIdLength()).isEqualTo(32);
        assertThat(hello.has(0xfe0d)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0303, , 0303",
        "0301, , 0301",
        "0303, 020304, 0304",
        "0303, 06030203030304, 0304",
        "0303, 06dadafb170303, fb17",
        "0303, 023a3a, 0303",
        "0303, 047f1c0303, 7f1c",
        "fefd, 04fefdfefc, fefc",
        "fefd, 04fefcfefd, fefc"
    })
    void offeredVersions(String legacy, String versions, String expected) throws MalformedException {
        int version = Integer.parseInt(legacy, 16);
        byte[] hello = versions == null
                ? clientHello(version, "", "1301")
                : clientHello(version, "", "1301", extension(43, versions));
        assertThat(Integer.toHexString(0x10000 | read(hello).offeredVersion())).isEqualTo("1" + expected);
    }

    static Stream<Arguments> protocols() {
        return Stream.of(
                argumentSet("h3", "0003 02 6833", true),
                argumentSet("a draft", "0006 05 68332d3239", true),
                argumentSet("h3 behind h2", "0006 02 6832 02 6833", true),
                argumentSet("h3 ahead of a name that is cut", "0006 02 6833 ff 6832", true),
                argumentSet("h3 behind a name that is cut", "0006 01 61 ff 026833", false),
                argumentSet("h3- without a number", "0004 03 68332d", false),
                argumentSet("a version of Google's", "0008 07 68332d51303530", false),
                argumentSet("h2 and http/1.1", "000c 02 6832 08 687474702f312e31", false),
                argumentSet("h31", "0004 03 683331", false),
                argumentSet("an empty list", "0000", false));
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void http3IsOffered(String list, boolean expected) throws MalformedException {
        ClientHello hello = read(clientHello(0x0303, "", "1301", extension(ExtensionType.ALPN, list)));
        assertThat(hello.offersHttp3()).isEqualTo(expected);
    }

    static Stream<Arguments> malformed() {
        String start = "0303" + Messages.RANDOM;
        return Stream.of(
                argumentSet("empty", ""),
                argumentSet("no session id", start),
                argumentSet("session id beyond the end", start + "20 aa"),
                argumentSet("no ciphers", start + "00"),
                argumentSet("ciphers beyond the end", start + "00 ffff 1301"),
                argumentSet("an odd cipher list", start + "00 0003 130113 0100"),
                argumentSet("no compression", start + "00 0002 1301"),
                argumentSet("compression beyond the end", start + "00 0002 1301 ff00"),
                argumentSet("one byte of an extension length", start + "00 0002 1301 0100 00"),
                argumentSet("extensions beyond the end", start + "00 0002 1301 0100 0004 0000"),
                argumentSet("an extension beyond its list", start + "00 0002 1301 0100 0004 0017 0001 00"),
                argumentSet("three bytes of an extension", start + "00 0002 1301 0100 0003 001700"),
                argumentSet("an odd list of groups", start + "00 0002 1301 0100 0009 000a 0005 0003 001d00"),
                argumentSet("groups beyond their extension", start + "00 0002 1301 0100 0008 000a 0004 0004 001d"),
                argumentSet("a name beyond its list", start + "00 0002 1301 0100 000a 0000 0006 0004 00 0002 61"),
                argumentSet("a version too short", start + "00 0002 1301 0100 0006 002b 0002 0103"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void brokenHellosHaveNoFingerprint(String body) {
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> read(hex(body)));
    }

    @Test
    void anyBeginningIsMalformedUnlessItIsAHello() throws MalformedException {
        byte[] hello = Arrays.copyOfRange(Examples.GREASE_CLIENT, 4, Examples.GREASE_CLIENT.length);
        // Behind the compression methods a hello may end: that is one without extensions.
        int withoutExtensions = 2 + 32 + 1 + 2 + 8 + 2;
        for (int length = 0; length < hello.length; length++) {
            byte[] beginning = Arrays.copyOf(hello, length);
            if (length == withoutExtensions) {
                assertThat(read(beginning).extensionCount()).isZero();
            } else {
                assertThatExceptionOfType(MalformedException.class)
                        .as("length %s", length)
                        .isThrownBy(() -> read(beginning));
            }
        }
    }

    /** A hello out of QUIC's CRYPTO stream comes with its handshake header, in pieces. */
    @Test
    void handshakeReaderTakesAStreamInPieces() throws MalformedException {
        StringBuilder found = new StringBuilder();
        HandshakeReader reader = new HandshakeReader(new HandshakeReader.Sink() {
            @Override
            public boolean wants(int type) {
                return type == HandshakeType.CLIENT_HELLO;
            }

            @Override
            public void message(int type, ByteCursor body) throws MalformedException {
                found.append(ClientHello.ofTls(body).serverName()).append(' ');
            }
        });
        byte[] stream = concat(hex("0b000002aabb"), Examples.GREASE_CLIENT, Examples.RFC_8448_CLIENT, hex("14000000"));
        for (int at = 0; at < stream.length; at += 7) {
            int length = Math.min(7, stream.length - at);
            reader.accept(Payload.of(false, stream, at, length), length);
        }
        assertThat(found.toString()).isEqualTo("example.com server ");
    }

    private static ClientHello read(byte[] body) throws MalformedException {
        return ClientHello.ofTls(ByteCursor.of(body));
    }
}
