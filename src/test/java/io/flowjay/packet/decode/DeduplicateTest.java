package io.flowjay.packet.decode;

import static io.flowjay.packet.Frames.ethernet;
import static io.flowjay.packet.Frames.fragment;
import static io.flowjay.packet.Frames.hex;
import static io.flowjay.packet.Frames.ipv4;
import static io.flowjay.packet.Frames.ipv6;
import static io.flowjay.packet.Frames.join;
import static io.flowjay.packet.Frames.tcp;
import static io.flowjay.packet.Frames.udp;
import static io.flowjay.packet.Frames.vlan;
import static io.flowjay.packet.Frames.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.packet.DecodeSettings;
import io.flowjay.packet.Decoding;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Which packets are the same packet once more (editcap -d compares whole frames, Arkime IP packets without hop limit and checksum). */
class DeduplicateTest {
    private static final byte[] PACKET = ipv4(17, udp(12, hex("01020304")));
    private static final byte[] FRAME = ethernet(0x800, PACKET);
    private static final byte[] FRAME6 = ethernet(0x86dd, ipv6(17, udp(12, hex("01020304"))));
    private static final byte[] SEGMENT = ethernet(0x800, ipv4(6, tcp(0x18, 5, hex("01020304"))));

    private static final String UDP = "ETH-IP-UDP 32/4 -";
    private static final String UDP6 = "ETH-IP6-UDP 52/4 -";
    private static final String TCP = "ETH-IP-TCP 44/4 18";
    private static final String AGAIN = " again";

    /** Two fragments of one datagram, and the whole of it. */
    private static final byte[] FRAGMENT_1 =
            ethernet(0x800, ipv4(17, 36, 0x2000, zeros(0), first(udp(24, zeros(16)), 0, 16)));

    private static final byte[] FRAGMENT_2 =
            ethernet(0x800, ipv4(17, 28, 0x0002, zeros(0), first(udp(24, zeros(16)), 16, 24)));
    private static final List<String> WHOLE = List.of("ETH-IP-UDP 36/8 -", "ETH-IP-UDP 28/8 -");

    private static final byte[] FRAGMENT6_1 =
            ethernet(0x86dd, ipv6(44, fragment(17, 0x0001, first(udp(24, zeros(16)), 0, 16))));
    private static final byte[] FRAGMENT6_2 =
            ethernet(0x86dd, ipv6(44, fragment(17, 0x0010, first(udp(24, zeros(16)), 16, 24))));

    /** With a window of 1 ms; packets are 100 us apart. */
    static final List<Arguments> SAME = List.of(
            of("twice", List.of(UDP, UDP + AGAIN), FRAME, FRAME),
            of("three times", List.of(UDP, UDP + AGAIN, UDP + AGAIN), FRAME, FRAME, FRAME),
            of(
                    "with others between",
                    List.of(UDP, TCP, UDP6, UDP + AGAIN, TCP + AGAIN, UDP6 + AGAIN),
                    FRAME,
                    SEGMENT,
                    FRAME6,
                    FRAME,
                    SEGMENT,
                    FRAME6),
            of(
                    "routed in between: hop limit and header checksum",
                    List.of(UDP, UDP + AGAIN),
                    FRAME,
                    with(with(FRAME, 22, 63), 24, 0x5a)),
            of("routed in between, IPv6", List.of(UDP6, UDP6 + AGAIN), FRAME6, with(FRAME6, 21, 63)),
            of(
                    "another link layer",
                    List.of(UDP, "ETH-VLAN-IP-UDP 32/4 - vlan 7" + AGAIN),
                    FRAME,
                    ethernet(0x8100, vlan(7, 0x800, PACKET))),
            of(
                    "before and in a tunnel",
                    List.of(UDP, "ETH-IP-UDP-VXLAN-ETH-IP-UDP 32/4 - in vxlan 1" + AGAIN),
                    FRAME,
                    vxlan(FRAME)),
            of(
                    "in a tunnel and after it",
                    List.of("ETH-IP-UDP-VXLAN-ETH-IP-UDP 32/4 - in vxlan 1", UDP + AGAIN),
                    vxlan(FRAME),
                    FRAME),
            of("padded", List.of(UDP, UDP + AGAIN), FRAME, join(FRAME, zeros(14))),
            of(
                    "fragments, each twice",
                    List.of("duplicate", WHOLE.get(0), WHOLE.get(1), "duplicate"),
                    FRAGMENT_1,
                    FRAGMENT_1,
                    FRAGMENT_2,
                    FRAGMENT_2),
            of(
                    "fragments, all of them twice",
                    List.of(WHOLE.get(0), WHOLE.get(1), "duplicate", "duplicate"),
                    FRAGMENT_1,
                    FRAGMENT_2,
                    FRAGMENT_1,
                    FRAGMENT_2),
            of(
                    "fragments of IPv6",
                    List.of("duplicate", "ETH-IP6-FRAG-UDP 64/8 -", "ETH-IP6-FRAG-UDP 56/8 -", "duplicate"),
                    FRAGMENT6_1,
                    FRAGMENT6_1,
                    FRAGMENT6_2,
                    FRAGMENT6_2));

    static final List<Arguments> OTHER = List.of(
            of("identification", List.of(UDP, UDP), FRAME, with(FRAME, 19, 0x35)),
            of("payload", List.of(UDP, UDP), FRAME, with(FRAME, FRAME.length - 1, 9)),
            of("sequence number", List.of(TCP, TCP), SEGMENT, with(SEGMENT, 41, 9)),
            of("transport checksum", List.of(TCP, TCP), SEGMENT, with(SEGMENT, 50, 9)),
            of("traffic class", List.of(UDP, UDP), FRAME, with(FRAME, 15, 4)),
            of("flow label", List.of(UDP6, UDP6), FRAME6, with(FRAME6, 17, 4)),
            of("direction", List.of(UDP, UDP), FRAME, with(with(FRAME, 29, 2), 33, 1)));

    @ParameterizedTest
    @FieldSource({"SAME", "OTHER"})
    void isKnown(List<byte[]> frames, List<String> expected) throws IOException {
        assertThat(read(frames, 100_000, "1ms")).isEqualTo(expected);
    }

    @ParameterizedTest
    @FieldSource("SAME")
    void isNotLookedForByDefault(List<byte[]> frames, List<String> expected) throws IOException {
        assertThat(read(frames, 100_000, "0")).doesNotContain("duplicate").noneMatch(text -> text.endsWith(AGAIN));
    }

    /** Time between two copies in nanoseconds, the window, whether they are one packet. */
    static final List<Arguments> WINDOWS = List.of(
            argumentSet("as long as the window", 10_000L, "10us", true),
            argumentSet("longer", 10_001L, "10us", false),
            argumentSet("the same time", 0L, "1ns", true),
            argumentSet("back in time", -10_000L, "10us", true),
            argumentSet("further back in time", -10_001L, "10us", false));

    @ParameterizedTest
    @FieldSource("WINDOWS")
    void onlyWithinTheWindow(long apart, String window, boolean same) throws IOException {
        assertThat(read(List.of(FRAME, FRAME), apart, window)).containsExactly(UDP, same ? UDP + AGAIN : UDP);
    }

    /** A frame with a segment of 100 bytes; its TCP header ends at {@value #TCP_END}. */
    private static final byte[] LONG = ethernet(0x800, ipv4(6, tcp(0x18, 5, zeros(100))));

    private static final int TCP_END = 54;
    private static final byte[] LATE_OTHER = with(LONG, 90, 9);
    private static final byte[] EARLY_OTHER = with(LONG, 60, 9);

    /** What was captured of a frame, and its bytes on the wire. */
    private static final class Copy {
        private final byte[] bytes;
        private final int wire;

        Copy(byte[] frame, int captured, int wire) {
            bytes = Arrays.copyOf(frame, captured);
            this.wire = wire;
        }

        static Copy cut(byte[] frame, int captured) {
            return new Copy(frame, captured, frame.length);
        }

        static Copy whole(byte[] frame) {
            return cut(frame, frame.length);
        }
    }

    static final List<Arguments> CUT = List.of(
            argumentSet("cut, then whole", List.of(Copy.cut(LONG, 70), Copy.whole(LONG)), "1="),
            argumentSet("whole, then cut", List.of(Copy.whole(LONG), Copy.cut(LONG, 70)), "1="),
            argumentSet("cut twice", List.of(Copy.cut(LONG, 80), Copy.cut(LONG, 70)), "1="),
            argumentSet("cut after the header", List.of(Copy.cut(LONG, TCP_END), Copy.whole(LONG)), "1="),
            argumentSet("cut within the header", List.of(Copy.cut(LONG, TCP_END - 1), Copy.whole(LONG)), "12"),
            argumentSet("whole, then cut so", List.of(Copy.whole(LONG), Copy.cut(LONG, TCP_END - 1)), "12"),
            argumentSet("both cut so", List.of(Copy.cut(LONG, TCP_END - 1), Copy.cut(LONG, TCP_END - 1)), "1="),
            argumentSet("other bytes in both", List.of(Copy.cut(LONG, 70), Copy.whole(EARLY_OTHER)), "12"),
            argumentSet("other bytes in one", List.of(Copy.cut(LONG, 70), Copy.whole(LATE_OTHER)), "1="),
            argumentSet(
                    "other bytes than in the longest of two",
                    List.of(Copy.cut(LONG, TCP_END), Copy.whole(LONG), Copy.whole(EARLY_OTHER)),
                    "1=3"),
            argumentSet(
                    "a forged frame that was short on the wire, before the real one",
                    List.of(new Copy(LONG, 70, 70), Copy.whole(LONG)),
                    "12"),
            argumentSet(
                    "a forged frame that was short on the wire and is cut",
                    List.of(new Copy(LONG, 70, 80), Copy.whole(LONG)),
                    "12"),
            argumentSet("such a frame twice", List.of(new Copy(LONG, 70, 70), new Copy(LONG, 70, 70)), "1="),
            argumentSet(
                    "a datagram whose payload ends before 20 bytes",
                    List.of(Copy.whole(FRAME), Copy.cut(FRAME, FRAME.length - 1)),
                    "12"));

    /** Expected is a digit for each packet that is new, and = for each that is known. */
    @ParameterizedTest
    @FieldSource("CUT")
    void copiesThatWereCutAreComparedAsFarAsBothGo(List<Copy> copies, String expected) throws IOException {
        Captures capture = Captures.pcap().nanoseconds();
        long time = 1_700_000_000_000_000_000L;
        for (Copy copy : copies) {
            capture.packet(time++, copy.bytes, copy.wire);
        }
        StringBuilder known = new StringBuilder();
        List<String> packets = read(capture, "1ms");
        for (int i = 0; i < packets.size(); i++) {
            known.append(packets.get(i).endsWith(AGAIN) ? "=" : Integer.toString(i + 1));
        }
        assertThat(known).hasToString(expected);
    }

    private static List<String> read(List<byte[]> frames, long apart, String window) throws IOException {
        Captures capture = Captures.pcap().nanoseconds();
        for (int i = 0; i < frames.size(); i++) {
            capture.packet(1_700_000_000_000_000_000L + i * apart, frames.get(i));
        }
        return read(capture, window);
    }

    private static List<String> read(Captures capture, String window) throws IOException {
        Settings settings = Settings.builder()
                .text(SettingCatalog.DEDUPLICATE, window, "test")
                .build();
        return new Decoding().read(capture.toBytes(), DecodeSettings.of(settings));
    }

    private static Arguments of(String name, List<String> expected, byte[]... frames) {
        return argumentSet(name, List.of(frames), expected);
    }

    private static byte[] first(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static byte[] with(byte[] frame, int at, int value) {
        byte[] changed = frame.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static byte[] vxlan(byte[] inner) {
        byte[] payload = join(hex("08000000 00000500"), inner);
        byte[] header = join(hex("c350 12b5"), new byte[] {0, (byte) (8 + payload.length)}, hex("0000"));
        return ethernet(0x800, ipv4(17, join(header, payload)));
    }
}
