package io.flowjay.packet.fragment;

import static io.flowjay.packet.Frames.first;
import static io.flowjay.packet.Frames.fragment;
import static io.flowjay.packet.Frames.hex;
import static io.flowjay.packet.Frames.ipv4;
import static io.flowjay.packet.Frames.ipv6;
import static io.flowjay.packet.Frames.join;
import static io.flowjay.packet.Frames.tcp;
import static io.flowjay.packet.Frames.u16;
import static io.flowjay.packet.Frames.udp;
import static io.flowjay.packet.Frames.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.packet.DecodeSettings;
import io.flowjay.packet.Decoding;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fragments of IP packets: 40 bytes of UDP, 32 of them payload, in pieces of 16, 16 and 8. */
class FragmentTest {
    private static final long SECOND = 1_000_000_000L;
    private static final byte[] UDP_32 = udp(40, zeros(32));
    private static final String FIRST = "IP-UDP 36/8 -";
    private static final String SECOND_PIECE = "IP-UDP 36/16 -";
    private static final String LAST = "IP-UDP 28/8 -";

    /** What comes of packets sent one after the other, each with the time 0. */
    static Stream<Arguments> sequences() {
        byte[] a = v4(1, 0, 16, true);
        byte[] b = v4(1, 16, 32, true);
        byte[] c = v4(1, 32, 40, false);
        return Stream.of(
                packets("in order", List.of(a, b, c), FIRST, SECOND_PIECE, LAST),
                packets("in reverse order", List.of(c, b, a), LAST, SECOND_PIECE, FIRST),
                packets(
                        "a fragment twice: the second brings nothing",
                        List.of(a, b, b, c),
                        FIRST,
                        SECOND_PIECE,
                        "IP-UDP 36/0 -",
                        LAST),
                packets(
                        "two packets at once",
                        List.of(a, v4(2, 0, 16, true), b, c),
                        FIRST,
                        SECOND_PIECE,
                        LAST,
                        "fragment_incomplete"),
                packets(
                        "an overlap: what came first stays",
                        List.of(a, v4(1, 8, 32, true), c),
                        FIRST,
                        "IP-UDP 44/16 -",
                        LAST),
                packets("a gap", List.of(a, c), "fragment_incomplete", "fragment_incomplete"),
                packets("no end", List.of(a, b), "fragment_incomplete", "fragment_incomplete"),
                packets(
                        "another packet between",
                        List.of(a, ipv4(17, UDP_32), b, c),
                        "IP-UDP 60/32 -",
                        FIRST,
                        SECOND_PIECE,
                        LAST),
                packets(
                        "more behind the end",
                        List.of(a, v4(1, 16, 40, true), v4(1, 16, 32, false)),
                        FIRST,
                        "IP-UDP 44/16 -",
                        "IP-UDP 36/0 -"),
                packets(
                        "an end where no other fragment can begin is left out",
                        List.of(v4(1, 0, 18, true), b, c),
                        "IP-UDP 38/8 -",
                        SECOND_PIECE,
                        LAST),
                packets(
                        "beyond the length of an IP packet",
                        List.of(piece(1, 65_528, zeros(16), false)),
                        "malformed_fragment"),
                packets("without bytes", List.of(piece(1, 8, zeros(0), true)), "malformed_fragment"),
                packets(
                        "whole, but not enough for ports",
                        List.of(piece(1, 0, hex("9c40 0035 0007 0000"), true), piece(1, 8, zeros(1), false)),
                        "malformed_transport",
                        "malformed_transport"));
    }

    static Stream<Arguments> layers() {
        byte[] a = v6(7, 0, 16, true);
        byte[] b = v6(7, 16, 40, false);
        return Stream.of(
                packets("IPv6", List.of(a, b), "IP6-FRAG-UDP 64/8 -", "IP6-FRAG-UDP 72/24 -"),
                packets("IPv6, reversed", List.of(b, a), "IP6-FRAG-UDP 72/24 -", "IP6-FRAG-UDP 64/8 -"),
                packets(
                        "IPv6, another identification",
                        List.of(a, v6(8, 16, 40, false)),
                        "fragment_incomplete",
                        "fragment_incomplete"),
                packets("IPv6, an end where no other can begin", List.of(v6(7, 0, 18, true)), "malformed_fragment"),
                packets(
                        "IPv6 with destination options inside",
                        List.of(
                                ipv6(44, fragment(60, 1, join(hex("11 00 0104 00000000"), zeros(0)))),
                                ipv6(44, fragment(60, 8, UDP_32))),
                        "IP6-FRAG-DSTOPT-UDP 56/0 -",
                        "IP6-FRAG-DSTOPT-UDP 88/32 -"),
                packets(
                        "a fragment header inside fragments",
                        List.of(
                                ipv6(44, fragment(44, 1, fragment(17, 1, UDP_32))),
                                ipv6(44, fragment(44, 48, zeros(8)))),
                        "malformed_fragment",
                        "malformed_fragment"),
                packets(
                        "TCP: flags come with the last packet",
                        pieces(6, tcp(0x18, 5, zeros(12)), 16, 32),
                        "IP-TCP 36/0 -",
                        "IP-TCP 36/12 18"),
                packets(
                        "a fragmented tunnel: each packet counts its share of the packet inside",
                        pieces(4, ipv4(17, UDP_32), 24, 60),
                        "IP-IP-UDP 24/0 - in 4in4 1",
                        "IP-IP-UDP 36/32 - in 4in4 1"),
                packets(
                        "fragments in a tunnel",
                        List.of(ipv4(4, v4(1, 0, 16, true)), ipv4(4, v4(1, 16, 40, false))),
                        "IP-IP-UDP 36/8 - in 4in4 1",
                        "IP-IP-UDP 44/24 - in 4in4 1"),
                packets(
                        "fragments in a tunnel that is fragmented itself",
                        List.of(
                                piece(4, 1, 0, first(24, v4(9, 0, 16, true)), true),
                                piece(4, 1, 24, Arrays.copyOfRange(v4(9, 0, 16, true), 24, 36), false),
                                ipv4(4, v4(9, 16, 40, false))),
                        "IP-IP-UDP 24/0 - in 4in4 1",
                        "IP-IP-UDP 12/8 - in 4in4 1",
                        "IP-IP-UDP 44/24 - in 4in4 1"),
                packets(
                        "a bad fragment in a tunnel belongs to the flow outside",
                        List.of(ipv4(4, piece(1, 8, zeros(0), true))),
                        "IP-PROTO4 40/20 -"),
                packets(
                        "fragments in a tunnel that lead to nothing",
                        List.of(
                                ipv4(4, piece(1, 0, hex("9c40 0035 0007 0000"), true)),
                                ipv4(4, piece(1, 8, zeros(1), false))),
                        "malformed_transport",
                        "malformed_transport"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"sequences", "layers"})
    void areAllAccountedFor(List<byte[]> frames, List<String> expected) throws IOException {
        Captures.Pcap capture = Captures.pcap();
        capture.linkType(101);
        frames.forEach(frame -> capture.packet(0, frame));
        assertThat(new Decoding().read(capture.toBytes(), DecodeSettings.of(Settings.DEFAULT)))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void anyPiecesInAnyOrderMakeThePacket() throws IOException {
        long seed = System.nanoTime();
        System.out.println("FragmentTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            byte[] payload = new byte[1 + random.nextInt(600)];
            random.nextBytes(payload);
            byte[] whole = udp(8 + payload.length, payload);
            List<byte[]> frames = new ArrayList<>();
            for (int from = 0; from < whole.length; ) {
                int to = Math.min(whole.length, from + 8 * (1 + random.nextInt(9)));
                byte[] piece = piece(round, from, Arrays.copyOfRange(whole, from, to), to < whole.length);
                frames.add(random.nextBoolean() ? piece : ipv4(4, piece));
                from = to;
            }
            Collections.shuffle(frames, random);
            Captures.Pcap capture = Captures.pcap();
            capture.linkType(101);
            frames.forEach(frame -> capture.packet(0, frame));
            Decoding decoding = new Decoding();
            List<String> all = decoding.read(capture.toBytes(), DecodeSettings.of(Settings.DEFAULT));
            assertThat(decoding.content()).as("round %d", round).containsExactly(payload);
            assertThat(all).as("round %d", round).hasSize(frames.size());
            int sum = all.stream()
                    .mapToInt(text -> Integer.parseInt(text.replaceFirst(".*/(\\d+) .*", "$1")))
                    .sum();
            assertThat(sum).as("round %d", round).isEqualTo(payload.length);
        }
    }

    @Test
    void overlapsAreCounted() throws IOException {
        byte[] capture = Captures.pcap()
                .linkType(101)
                .packet(0, v4(1, 0, 16, true))
                .packet(0, v4(1, 8, 32, true))
                .packet(0, v4(1, 8, 16, true))
                .packet(0, v4(1, 32, 40, false))
                .toBytes();
        Decoding decoding = new Decoding();
        decoding.read(capture, DecodeSettings.of(Settings.DEFAULT));
        assertThat(decoding.fragmentOverlaps()).isEqualTo(2);
    }

    @Test
    void timeOutByPacketTime() throws IOException {
        byte[] capture = Captures.pcap()
                .linkType(101)
                .packet(0, v4(1, 0, 16, true))
                .packet(0, v4(2, 0, 16, true))
                .packet(60 * SECOND, v4(1, 16, 40, false))
                .packet(60 * SECOND + 1000, v4(2, 16, 40, false))
                .toBytes();
        assertThat(new Decoding().read(capture, DecodeSettings.of(Settings.DEFAULT)))
                .containsExactly(FIRST, "IP-UDP 44/24 -", "fragment_timeout", "fragment_incomplete");
    }

    @Test
    void thoseThatTimedOutByTheEndAreToldFromThoseThatDidNot() throws IOException {
        byte[] capture = Captures.pcap()
                .linkType(101)
                .packet(0, v4(1, 0, 16, true))
                .packet(50 * SECOND, v4(2, 0, 16, true))
                .packet(70 * SECOND, v4(3, 0, 16, true))
                .toBytes();
        assertThat(new Decoding().read(capture, DecodeSettings.of(Settings.DEFAULT)))
                .containsExactly("fragment_timeout", "fragment_incomplete", "fragment_incomplete");
    }

    @Test
    void theOldestIsGivenUpForANewOne() throws IOException {
        byte[] capture = Captures.pcap()
                .linkType(101)
                .packet(0, v4(1, 0, 16, true))
                .packet(0, v4(1, 16, 32, true))
                .packet(0, v4(2, 0, 16, true))
                .packet(0, v4(3, 0, 16, true))
                .packet(0, v4(3, 16, 40, false))
                .toBytes();
        assertThat(new Decoding().read(capture, bounds(1 << 20, 2)))
                .containsExactly(
                        "fragment_evicted", "fragment_evicted", FIRST, "IP-UDP 44/24 -", "fragment_incomplete");
    }

    @Test
    void memoryIsBounded() throws IOException {
        Captures.Pcap capture = Captures.pcap();
        capture.linkType(101);
        for (int id = 0; id < 100; id++) {
            capture.packet(0, piece(id, 8192, zeros(1400), true));
        }
        List<String> all = new Decoding().read(capture.toBytes(), bounds(100_000, 1000));
        // Each takes its 1,400 bytes and some.
        assertThat(all).hasSize(100);
        assertThat(all.stream().filter("fragment_incomplete"::equals).count()).isBetween(10L, 71L);
        assertThat(all.stream().filter("fragment_evicted"::equals).count()).isBetween(29L, 90L);
    }

    @Test
    void nothingWaitsWhereNothingMay() throws IOException {
        byte[] capture = Captures.pcap()
                .linkType(101)
                .packet(0, v4(1, 0, 16, true))
                .packet(0, v4(1, 16, 40, false))
                .toBytes();
        assertThat(new Decoding().read(capture, bounds(0, 0))).containsExactly("fragment_evicted", "fragment_evicted");
    }

    @Test
    void manyPacketsOfOneFragmentAreGivenUp() throws IOException {
        Captures.Pcap capture = Captures.pcap();
        capture.linkType(101);
        for (int i = 0; i < 20_000; i++) {
            capture.packet(0, v4(1, 0, 16, true));
        }
        List<String> all = new Decoding().read(capture.toBytes(), DecodeSettings.of(Settings.DEFAULT));
        assertThat(all).hasSize(20_000);
        assertThat(all.stream().filter("fragment_evicted"::equals).count()).isEqualTo(2 * 8193);
        assertThat(all.stream().filter("fragment_incomplete"::equals).count()).isEqualTo(20_000 - 2 * 8193);
    }

    @Test
    void lengthsDoNotDependOnTheSnapshotLength() throws IOException {
        byte[] a = v4(1, 0, 16, true);
        byte[] b = v4(1, 16, 40, false);
        byte[] capture = Captures.pcap()
                .linkType(101)
                .packet(0, first(28, a), a.length)
                .packet(0, first(20, b), b.length)
                .packet(0, first(23, a), a.length)
                .packet(0, first(20, b), b.length)
                .toBytes();
        assertThat(new Decoding().read(capture, DecodeSettings.of(Settings.DEFAULT)))
                .containsExactly(FIRST, "IP-UDP 44/24 -", "truncated_transport", "truncated_transport");
    }

    private static Arguments packets(String name, List<byte[]> frames, String... expected) {
        return arguments(named(name, frames), List.of(expected));
    }

    private static List<byte[]> pieces(int protocol, byte[] payload, int cut, int end) {
        return List.of(
                piece(protocol, 1, 0, first(cut, payload), true),
                piece(protocol, 1, cut, Arrays.copyOfRange(payload, cut, end), false));
    }

    private static byte[] v4(int id, int from, int to, boolean more) {
        return piece(id, from, Arrays.copyOfRange(UDP_32, from, to), more);
    }

    private static byte[] piece(int id, int offset, byte[] payload, boolean more) {
        return piece(17, id, offset, payload, more);
    }

    private static byte[] piece(int protocol, int id, int offset, byte[] payload, boolean more) {
        byte[] packet = ipv4(protocol, 20 + payload.length, offset / 8 | (more ? 0x2000 : 0), zeros(0), payload);
        System.arraycopy(u16(id), 0, packet, 4, 2);
        return packet;
    }

    private static byte[] v6(int id, int from, int to, boolean more) {
        byte[] header = fragment(17, from | (more ? 1 : 0), Arrays.copyOfRange(UDP_32, from, to));
        header[7] = (byte) id;
        return ipv6(44, header);
    }

    private static DecodeSettings bounds(long bytes, int packets) {
        return new DecodeSettings(true, 8, Duration.ZERO, Map.of(), Map.of(), Duration.ofSeconds(60), bytes, packets);
    }
}
