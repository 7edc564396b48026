package io.flowjay.packet;

import static io.flowjay.packet.Frames.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Random;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** TCP headers of hand-made bytes. */
class TcpHeaderTest {
    private static final String FIXED = "9c40 01bb fffffff0 80000001 0000 fa f0 0000 0000";

    static Stream<Arguments> options() {
        return Stream.of(
                options("none", "", "layout="),
                options(
                        "of a Linux SYN",
                        "020405b4 0402 080a000003e800000000 01 030307",
                        "mss=1460 scale=7 sack-permitted ts=1000/0 layout=MSTNW"),
                options(
                        "of a macOS SYN",
                        "020405b4 01 030306 0101 080affffffff00000001 0402 0000",
                        "mss=1460 scale=6 sack-permitted ts=4294967295/1 layout=MNWNNTSE"),
                options("two SACK blocks", "0101 0512 00000064000000c8 0000012c00000190", "sack=2 layout=NN?"),
                options("four SACK blocks", "0101 0522" + "00000064000000c8".repeat(4), "sack=4 layout=NN?"),
                options("no SACK block", "0502 0101", "other layout=?NN"),
                options("half a SACK block", "0506 00000064 0101", "other layout=?NN"),
                options("MP_CAPABLE version 1", "020405b4 1e04 0181", "mss=1460 mptcp=0 layout=M?"),
                options("MP_JOIN", "1e0c 1001 00000000 00000000", "mptcp=1 layout=?"),
                options("DSS and then ADD_ADDR: the first counts", "1e04 2000 1e04 3000", "mptcp=2 layout=??"),
                options("Multipath TCP without a subtype", "1e02 0101", "other layout=?NN"),
                options("TCP Fast Open", "2206 01020304 0101", "other layout=?NN"),
                options("of several the first counts", "020405b4 02040200", "mss=1460 layout=MM"),
                options("MSS of a wrong length", "0203 05 01", "other layout=?N"),
                options("a shift of more than 14", "0303 1e 01", "scale=14 layout=WN"),
                options("nothing behind the end of the list", "00 020405b4 000000", "layout=E"),
                options("length 0", "020405b4 08000101", "mss=1460 layout=M"),
                options("length beyond the header", "020405b4 080a0101", "mss=1460 layout=M"),
                options("kind without a length", "01010102", "layout=NNN"),
                options("only no operation", "01".repeat(40), "layout=" + "N".repeat(40)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("options")
    void readsOptions(byte[] header, String expected) {
        TcpHeader tcp = new TcpHeader();
        tcp.decode(header, 0, header.length);
        assertThat(describe(tcp)).isEqualTo(expected);
    }

    @Test
    void readsFixedFields() {
        TcpHeader tcp = new TcpHeader();
        byte[] header = hex(FIXED);
        tcp.decode(header, 0, header.length);
        assertThat(tcp.sequence).isEqualTo(0xfffffff0);
        assertThat(tcp.acknowledgement).isEqualTo(0x80000001);
        assertThat(tcp.window).isEqualTo(0xfaf0);
    }

    @Test
    void whatWasNotCapturedIsLeftOut() {
        TcpHeader tcp = new TcpHeader();
        byte[] header = hex(FIXED + "020405b4 080a 00000001 00000002 0101");
        for (int end = 14; end <= header.length; end++) {
            tcp.decode(header, 0, end);
            assertThat(tcp.window).isEqualTo(end < 16 ? TcpHeader.NO_WINDOW : 0xfaf0);
            assertThat(tcp.options).isEqualTo((end < 24 ? 0 : TcpOption.MSS) | (end < 34 ? 0 : TcpOption.TIMESTAMPS));
        }
    }

    @Test
    void anyBytesAreRead() {
        long seed = System.nanoTime();
        System.out.println("TcpHeaderTest seed " + seed);
        Random random = new Random(seed);
        TcpHeader tcp = new TcpHeader();
        for (int i = 0; i < 100_000; i++) {
            byte[] header = new byte[20 + random.nextInt(44)];
            random.nextBytes(header);
            int at = random.nextInt(4);
            tcp.decode(header, at, at + 14 + random.nextInt(header.length - at - 13));
            assertThat(tcp.sackBlocks).isBetween(0, 4);
            assertThat(tcp.layout.text()).hasSizeLessThanOrEqualTo(40);
        }
    }

    private static Arguments options(String name, String hex, String expected) {
        return arguments(named(name, hex(FIXED + hex)), expected);
    }

    private static String describe(TcpHeader tcp) {
        StringJoiner text = new StringJoiner(" ");
        add(text, tcp, TcpOption.MSS, "mss=" + tcp.mss);
        add(text, tcp, TcpOption.WINDOW_SCALE, "scale=" + tcp.windowScale);
        add(text, tcp, TcpOption.SACK_PERMITTED, "sack-permitted");
        add(text, tcp, TcpOption.SACK, "sack=" + tcp.sackBlocks);
        add(
                text,
                tcp,
                TcpOption.TIMESTAMPS,
                "ts=" + Integer.toUnsignedString(tcp.timestamp) + "/" + Integer.toUnsignedString(tcp.timestampEcho));
        add(text, tcp, TcpOption.MPTCP, "mptcp=" + tcp.mptcpSubtype);
        add(text, tcp, TcpOption.OTHER, "other");
        return text.add("layout=" + tcp.layout.text()).toString();
    }

    private static void add(StringJoiner text, TcpHeader tcp, int option, String description) {
        if ((tcp.options & option) != 0) {
            text.add(description);
        }
    }
}
