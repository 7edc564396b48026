package io.flowjay.protocol.dns;

import static io.flowjay.protocol.dns.DnsBytes.hex;
import static io.flowjay.protocol.dns.DnsBytes.join;
import static io.flowjay.protocol.dns.DnsBytes.name;
import static io.flowjay.protocol.dns.DnsBytes.shorts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DnsNameTest {
    /** The example of RFC 1035 section 4.1.4: four names at 20, 40, 64 and 92. */
    private static final byte[] RFC_EXAMPLE = rfcExample();

    private static byte[] rfcExample() {
        byte[] message = new byte[93];
        put(message, 20, hex("01 46 03 495349 04 41525041 00"));
        put(message, 40, hex("03 464f4f c014"));
        put(message, 64, hex("c01a"));
        return message;
    }

    private static void put(byte[] message, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, message, at, bytes.length);
    }

    private static byte[] at12(byte[]... parts) {
        return join(new byte[12], join(parts));
    }

    static Stream<Arguments> names() {
        String label63 = "l".repeat(63);
        String longest = label63 + '.' + label63 + '.' + label63 + '.' + "l".repeat(61);
        String labels127 = "x.".repeat(126) + "x";
        return Stream.of(
                arguments(named("RFC 1035 F.ISI.ARPA", RFC_EXAMPLE), 20, "f.isi.arpa", 32),
                arguments(named("RFC 1035 FOO.F.ISI.ARPA", RFC_EXAMPLE), 40, "foo.f.isi.arpa", 46),
                arguments(named("RFC 1035 ARPA", RFC_EXAMPLE), 64, "arpa", 66),
                arguments(named("RFC 1035 root", RFC_EXAMPLE), 92, ".", 93),
                arguments(named("pointer to the root", join(new byte[1], hex("c000"))), 1, ".", 3),
                arguments(named("label and pointer to the root", join(new byte[1], hex("0161 c000"))), 1, "a", 5),
                arguments(named("pointer to a pointer", join(name("a"), hex("c000 c003"))), 5, "a", 7),
                arguments(named("dot and backslash in a label", hex("05 612e625c63 00")), 0, "a\\.b\\\\c", 7),
                arguments(
                        named("blank, controls, not ASCII", hex("07 4120007fc3a97e 00")),
                        0,
                        "a\\032\\000\\127\\195\\169~",
                        9),
                arguments(named("label of 63", name(label63)), 0, label63, 65),
                arguments(named("255 bytes", name(longest)), 0, longest, 255),
                arguments(named("127 labels", name(labels127)), 0, labels127, 255),
                arguments(
                        named(
                                "255 bytes through a pointer",
                                join(
                                        name(longest.substring(64)),
                                        hex("3f"),
                                        label63.getBytes(StandardCharsets.US_ASCII),
                                        hex("c000"))),
                        191,
                        longest,
                        257));
    }

    @ParameterizedTest
    @MethodSource
    void names(byte[] message, int offset, String text, int behind) throws MalformedException {
        ByteCursor cursor = ByteCursor.of(message);
        cursor.seek(offset);
        assertThat(DnsName.read(cursor)).isEqualTo(text);
        assertThat(cursor.position()).isEqualTo(behind);
        cursor.seek(offset);
        DnsName.skip(cursor);
        assertThat(cursor.position()).isEqualTo(behind);
    }

    static Stream<Arguments> malformed() {
        String label63 = "l".repeat(63) + '.';
        return Stream.of(
                arguments(named("reserved 01", at12(hex("41 61 00")))),
                arguments(named("reserved 10", at12(hex("81 61 00")))),
                arguments(named("pointer to itself", at12(hex("c00c")))),
                arguments(named("pointer ahead", at12(hex("c00e 00")))),
                arguments(named("pointer to the last byte", at12(hex("c00d")))),
                arguments(named("pointer beyond the end", at12(hex("ffff")))),
                arguments(named("half a pointer", at12(hex("c0")))),
                arguments(named("label cut", at12(hex("02 61")))),
                arguments(named("no end", at12(hex("01 61")))),
                arguments(named("nothing", at12())),
                arguments(named("256 bytes", at12(name(label63.repeat(3) + "l".repeat(62))))),
                arguments(named("128 labels", at12(name("x.".repeat(127) + "x")))));
    }

    @ParameterizedTest
    @MethodSource
    void malformed(byte[] message) throws MalformedException {
        ByteCursor cursor = ByteCursor.of(message);
        cursor.seek(12);
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> DnsName.read(cursor));
        cursor.seek(12);
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> DnsName.skip(cursor));
    }

    /** What only shows when a pointer is followed. */
    static Stream<Arguments> malformedBehindPointers() {
        String half = ("l".repeat(63) + '.').repeat(2) + "l";
        byte[] chain = new byte[2 * 200];
        for (int i = 1; i < 200; i++) {
            put(chain, 2 * i, shorts(0xc000 | 2 * (i - 1)));
        }
        return Stream.of(
                arguments(named("pointer into its own label", at12(hex("01 61 c00c"))), 12),
                arguments(named("two that point to each other", at12(hex("01 61 c010 01 62 c00c"))), 16),
                arguments(named("reserved type behind the pointer", at12(hex("41 c00c"))), 13),
                arguments(
                        named(
                                "256 bytes through a pointer",
                                join(name(half), Arrays.copyOf(name(half), 130), hex("c000"))),
                        131),
                arguments(named("more pointers than labels can be", chain), 398));
    }

    @ParameterizedTest
    @MethodSource
    void malformedBehindPointers(byte[] message, int offset) throws MalformedException {
        ByteCursor cursor = ByteCursor.of(message);
        cursor.seek(offset);
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> DnsName.read(cursor));
    }

    @Test
    void everyCutIsMalformed() {
        byte[] whole = name("www.example.com");
        for (int length = 0; length < whole.length; length++) {
            ByteCursor cursor = ByteCursor.of(Arrays.copyOf(whole, length));
            assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> DnsName.read(cursor));
        }
    }
}
