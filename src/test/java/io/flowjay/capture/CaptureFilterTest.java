package io.flowjay.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.testing.Captures;
import io.flowjay.testing.Sample;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

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
