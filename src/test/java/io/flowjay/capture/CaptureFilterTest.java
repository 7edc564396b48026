package io.flowjay.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.testing.Captures;
import io.flowjay.testing.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters on captures; what they must let through was counted by tshark with the display filter that means the same. */
class CaptureFilterTest {
    static final List<Arguments> SAMPLE = List.of(
            argumentSet("a port: tcp.port==443", "tcp port 443", 73),
            argumentSet("a protocol: udp && !icmp", "udp", 88),
            argumentSet("a host: ip.addr==203.0.113.80", "host 203.0.113.80", 38),
            argumentSet("no IP: arp", "arp", Sample.ARP),
            argumentSet("IPv6: ipv6", "ip6", 38),
            argumentSet("a length on the wire: frame.len>=1000", "greater 1000", 65),
            argumentSet(
                    "bits: tcp.flags.syn==1 && tcp.flags.ack==0 && ip && !vlan",
                    "tcp[tcpflags] & (tcp-syn|tcp-ack) == tcp-syn",
                    14),
            argumentSet("nothing left out", "", Sample.PACKETS));

    @BeforeEach
    void needsLibpcap() {
        try {
            CaptureFilter.check("ip");
        } catch (IllegalArgumentException e) {
            System.err.println("Filters are not tested: " + e.getMessage());
            Assumptions.abort(e.getMessage());
        }
    }

    @ParameterizedTest
    @FieldSource("SAMPLE")
    void packetsMatchAsTsharkSays(String filter, int expected) throws IOException {
        try (CaptureReader capture = CaptureFilter.apply(filter, CaptureFile.open(Sample.bytes(), "sample.pcapng"))) {
            assertThat(matching(capture)).isEqualTo(expected);
        }
    }

    @Test
    void aCaptureWithoutALinkLayerIsFilteredToo() throws IOException {
        // One UDP datagram in an IPv4 packet, as LINKTYPE_RAW, for which libpcap has another number.
        byte[] packet = HexFormat.of().parseHex("4500001c000100004011000001010101020202020035003500080000");
        byte[] capture = Captures.pcap().linkType(101).packet(0, packet).toBytes();
        try (CaptureReader udp = CaptureFilter.apply("udp port 53", CaptureFile.open(capture, "raw.pcap"));
                CaptureReader tcp = CaptureFilter.apply("tcp", CaptureFile.open(capture, "raw.pcap"))) {
            assertThat(matching(udp)).isEqualTo(1);
            assertThat(matching(tcp)).isZero();
        }
    }

    /** From here on libpcap's numbers are those in files, and a filter by length needs no knowledge of the link type. */
    private static final int FIRST_LINK_TYPE = 147;

    @ParameterizedTest
    @ValueSource(ints = {1, 32, 33, 45})
    void aCaptureMayHaveManyLinkTypes(int linkTypes) throws IOException {
        int rounds = 3;
        ByteBuffer description = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        Captures.Pcapng capture = Captures.pcapng();
        capture.linkType(FIRST_LINK_TYPE);
        for (int i = 1; i < linkTypes; i++) {
            capture.block(1, description.putInt(0, FIRST_LINK_TYPE + i).array());
        }
        // Each link type comes again after all others, first a packet that matches and then another one.
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < linkTypes; i++) {
                capture.packet(i, 0, new byte[100], 100).packet(i, 0, new byte[99], 99);
            }
        }
        try (FilteredCapture filtered =
                new FilteredCapture("greater 100", CaptureFile.open(capture.toBytes(), "links.pcapng"))) {
            RawPacket packet = new RawPacket();
            for (int i = 0; i < rounds * linkTypes * 2; i++) {
                assertThat(filtered.next(packet)).isTrue();
                assertThat(packet.linkType()).isEqualTo(FIRST_LINK_TYPE + i / 2 % linkTypes);
                assertThat(packet.kind())
                        .as("packet " + i)
                        .isEqualTo(i % 2 == 0 ? RawPacket.Kind.PACKET : RawPacket.Kind.FILTERED_OUT);
                assertThat(filtered.compiled()).isLessThanOrEqualTo(32);
            }
            assertThat(filtered.next(packet)).isFalse();
            assertThat(filtered.compiled()).isEqualTo(Math.min(linkTypes, 32));
        }
    }

    @Test
    void aFilterThatALinkTypeDoesNotHaveEndsTheCapture() throws IOException {
        byte[] capture =
                Captures.pcap().linkType(101).packet(0, new byte[] {0x45}).toBytes();
        try (CaptureReader ether = CaptureFilter.apply("wlan type mgt", CaptureFile.open(capture, "raw.pcap"))) {
            assertThatThrownBy(() -> ether.next(new RawPacket()))
                    .isInstanceOf(CaptureException.class)
                    .hasMessageContaining("libpcap refuses the filter \"wlan type mgt\"")
                    .hasMessageContaining("link type 101");
        }
    }

    @Test
    void aWrongFilterIsToldBeforeAnyCapture() {
        assertThat(CaptureFilter.check("wlan type mgt")).isEqualTo("wlan type mgt");
        assertThatThrownBy(() -> CaptureFilter.check("prot 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("libpcap refuses the filter \"prot 1\"");
    }

    private static int matching(CaptureReader capture) throws IOException {
        RawPacket packet = new RawPacket();
        int matching = 0;
        while (capture.next(packet)) {
            if (packet.kind() == RawPacket.Kind.PACKET) {
                matching++;
            }
        }
        return matching;
    }
}
