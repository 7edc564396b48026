package io.flowjay.protocol.tls;

import static io.flowjay.protocol.tls.Messages.concat;
import static io.flowjay.protocol.tls.Messages.extension;
import static io.flowjay.protocol.tls.Messages.hex;
import static io.flowjay.protocol.tls.Messages.serverHello;
import static io.flowjay.protocol.tls.Messages.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServerHelloTest {
    static Stream<Arguments> malformed() {
        String start = "0303" + Messages.RANDOM;
        return Stream.of(
                argumentSet("empty", ""),
                argumentSet("no session id", start),
                argumentSet("session id beyond the end", start + "20 aa"),
                argumentSet("half a cipher suite", start + "00 13"),
                argumentSet("no compression", start + "00 1301"),
                argumentSet("one byte of an extension length", start + "00 1301 00 00"),
                argumentSet("extensions beyond the end", start + "00 1301 00 0004 0000"),
                argumentSet("one byte of an extension", start + "00 1301 00 0001 00"),
                argumentSet("two bytes of an extension", start + "00 1301 00 0002 0017"),
                argumentSet("three bytes of an extension", start + "00 1301 00 0003 001700"),
                argumentSet("an extension beyond its list", start + "00 1301 00 0004 0017 0001 00"),
                argumentSet("two bytes behind an extension", start + "00 1301 00 0006 0017 0000 0017"),
                argumentSet("half a version", start + "00 1301 00 0005 002b 0001 03"),
                argumentSet("half a group", start + "00 1301 00 0005 0033 0001 00"),
                argumentSet("a protocol beyond its list", start + "00 1301 00 0009 0010 0005 0003 09 6832"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void brokenHellosHaveNoFingerprint(String body) {
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> read(hex(body)));
    }

    /** The block's own length is right, whatever ends in it. */
    @Test
    void anExtensionBlockThatEndsAnywhereIsMalformedUnlessAnExtensionEndsThere() throws MalformedException {
        byte[] extensions = concat(extension(43, "0304"), extension(51, "001d0002abcd"), extension(0xff01, ""));
        Set<Integer> ends = Set.of(0, 6, 16, 20);
        for (int length = 0; length <= extensions.length; length++) {
            byte[] hello = concat(serverHello(0x0303, "", 0x1301), vector(2, Arrays.copyOf(extensions, length)));
            if (ends.contains(length)) {
                assertThat(read(hello).cipherSuite()).isEqualTo(0x1301);
            } else {
                assertThatExceptionOfType(MalformedException.class)
                        .as("length %s", length)
                        .isThrownBy(() -> read(hello));
            }
        }
    }

    private static ServerHello read(byte[] body) throws MalformedException {
        return ServerHello.of(ByteCursor.of(body));
    }
}
