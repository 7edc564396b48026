package io.flowjay.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which packets are of one connection, and which side is its initiator; worked out by hand from the rules that each case names. */
class ConnectionTest {
    private static final String OPENING = """
            0.00 c S seq=1000
            0.01 s SA seq=5000 ack=1001
            0.02 c A seq=1001 ack=5001
            """;
    private static final String REQUEST = """
            0.03 c PA seq=1001 ack=5001 hello
            0.04 s PA seq=5001 ack=1006 world
            """;
    private static final String CLIENT_HELLO = "hex:160301000401000000";
    private static final String SERVER_HELLO = "hex:160303000402000000";

    /** A chunk INIT by hand (RFC 9260 section 3.3.2): tag, window, a stream each way, first TSN. */
    private static final String INIT = "hex:01000014 11111111 00010000 00010001 00000007".replace(" ", "");

    /** A chunk INIT ACK with a state cookie of 3 bytes, which takes a byte of padding (section 3.3.3). */
    private static final String INIT_ACK =
            "hex:0200001b 22222222 00010000 00010001 00000009 00070007 aabbcc 00".replace(" ", "");

    /** A chunk DATA with 4 bytes (section 3.3.1), which has the length of an INIT. */
    private static final String DATA = "hex:00030014 00000009 00000000 00000000 01000014".replace(" ", "");

    static Stream<Arguments> connections() {
        return Stream.of(
                connection(
                        "another initial sequence number, nothing closed before (tshark: 2 streams)",
                        OPENING + REQUEST + "2.5 c S seq=900000\n2.51 s SA seq=77 ack=900001",
                        "c 3/2 syn 1.1 end",
                        "c 1/1 syn 6.1 capture_end"),
                connection(
                        "the SYN comes again",
                        "0 c S seq=1000\n1 c S seq=1000\n3 c S seq=1000\n3.01 s SA seq=5000 ack=1001",
                        "c 3/1 syn 1.1 capture_end"),
                connection(
                        "the original SYN is captured after the FIN (known initial sequence number)",
                        "0.01 s SA seq=5000 ack=1001\n0.02 c FA seq=1001\n0.03 s FA seq=5001\n0.031 c S seq=1000",
                        "c 2/2 syn 1.1 end"),
                connection(
                        "the original SYN is captured late, and no SYN+ACK",
                        "0.02 c FA seq=1001\n0.03 s FA seq=5001\n0.031 c S seq=1000",
                        "c 2/1 syn 1.1 end"),
                connection(
                        "a SYN out of the window that nobody answers is a stray (RFC 5961 section 4)",
                        OPENING + REQUEST + "0.05 c S seq=500\n0.06 c PA seq=1006 more",
                        "c 5/2 syn 1.1 capture_end stray 1"),
                connection(
                        "the same, answered: the server has lost the old connection",
                        OPENING + REQUEST + "0.05 c S seq=500\n0.06 s SA seq=90000 ack=501\n0.07 c A seq=501",
                        "c 3/2 syn 1.1 end",
                        "c 2/1 syn 6.1 capture_end"),
                connection(
                        "a forged SYN with a high number, and the connection goes on",
                        OPENING + REQUEST + "0.05 c S seq=0x70000000\n0.06 c PA seq=1006 more",
                        "c 5/2 syn 1.1 capture_end stray 1"),
                connection(
                        "the same with a challenge ACK (RFC 5961 section 4.2), after a pause",
                        OPENING + REQUEST + "3 c S seq=1200\n3.01 s A seq=5006 ack=1006\n3.02 c PA seq=1006 more",
                        "c 5/3 syn 1.1 capture_end stray 1"),
                connection(
                        "a forged SYN of the server",
                        OPENING + REQUEST + "0.05 s S seq=0x70000000\n0.06 s PA seq=5006 more",
                        "c 3/4 syn 1.1 capture_end stray 1"),
                connection(
                        "a forged SYN twice, and another one",
                        OPENING + REQUEST + "0.05 c S seq=7\n0.06 c S seq=7\n0.07 c S seq=8\n0.08 c PA seq=1006 more",
                        "c 7/2 syn 1.1 capture_end stray 3"),
                connection(
                        "a SYN after a pause that is never answered is a connection (tshark: 2 streams)",
                        OPENING + REQUEST + "5 c S seq=900000\n6 c S seq=900000",
                        "c 3/2 syn 1.1 capture_end",
                        "c 2/0 syn 6.1 capture_end"),
                connection(
                        "the same, and the old connection ends by its timeout",
                        OPENING + REQUEST + "5 c S seq=900000\n63 c S seq=900000\n70 c A seq=900001",
                        "c 3/2 syn 1.1 idle",
                        "c 3/0 syn 6.1 capture_end"),
                connection(
                        "used again at once, one direction captured",
                        "0 c S seq=1000\n0.1 c A seq=1001\n0.2 c S seq=900000\n0.3 c A seq=900001",
                        "c 2/0 syn 1.1 end",
                        "c 2/0 syn 3.1 capture_end"),
                connection(
                        "used again at once, and refused",
                        OPENING + REQUEST + "0.05 c S seq=900000\n0.06 s RA seq=0 ack=900001",
                        "c 3/2 syn 1.1 end",
                        "c 1/1 syn 6.1 end"),
                connection(
                        "a RST of the server alone, later a handshake (tshark: 2 streams)",
                        "0 s RA seq=0 ack=77\n22 c S seq=5000\n22.01 s SA seq=9 ack=5001",
                        "c 0/1 service_port 1.1 end",
                        "c 1/1 syn 2.1 capture_end"),
                connection(
                        "FINs before the SYN in the file, after it by their times",
                        "0.05 c FA seq=1500\n0.06 s FA seq=5500\n0.01 c S seq=1000\n0.02 s SA seq=5000 ack=1001",
                        "c 2/2 syn 1.1 end"),
                connection(
                        "a RST before the SYN in the file, after it by its time",
                        "0.05 s R seq=5500\n0.01 c S seq=1000",
                        "c 1/1 syn 1.1 end"),
                connection(
                        "a RST far from all that its side sent is ignored (RFC 5961 section 3.2)",
                        OPENING + REQUEST + "0.05 c R seq=0x70000000\n11 c PA seq=1006 more",
                        "c 5/2 syn 1.1 capture_end stray 1"),
                connection(
                        "a RST right after the last byte ends the connection",
                        OPENING + REQUEST + "0.05 c R seq=1006\n11 c PA seq=1006 more",
                        "c 4/2 syn 1.1 end",
                        "c 1/0 earlier_part 1.2 capture_end"),
                connection(
                        "the server answers nobody's SYN with a RST",
                        "0 c S seq=1000\n0.01 s RA seq=0 ack=1001\n0.02 c S seq=1000\n0.03 s RA seq=0 ack=1001",
                        "c 2/2 syn 1.1 end"),
                connection(
                        "parts of one connection after pauses, the server speaks first",
                        OPENING + "90 s PA seq=5001 push\n200 c A seq=1001",
                        "c 2/1 syn 1.1 idle",
                        "c 0/1 earlier_part 1.2 idle",
                        "c 1/0 earlier_part 1.3 capture_end"),
                connection(
                        "a connection after a pause, with a handshake of its own",
                        OPENING + "90 c S seq=7000\n90.01 s SA seq=1 ack=7001",
                        "c 2/1 syn 1.1 idle",
                        "c 1/1 syn 4.1 capture_end"),
                connection(
                        "UDP after a pause: the same two ends",
                        "0 c udp x\n100 s udp y",
                        "c 1/0 service_port 1.1 idle",
                        "c 0/1 earlier_part 1.2 capture_end"));
    }

    static Stream<Arguments> initiators() {
        return Stream.of(
                connection("SYN", "0 s PA seq=5001 x\n0.1 c S seq=1000", "c 1/1 syn 1.1 capture_end"),
                connection(
                        "SYN before SYN+ACK: both sides open (RFC 9293 section 3.5)",
                        "0 s S seq=1\n0.1 c S seq=2\n0.2 s SA seq=1 ack=3",
                        "s 2/1 syn 1.1 capture_end"),
                connection("SYN+ACK", "0 s SA seq=1\n0.1 c A seq=1", "c 1/1 syn_ack 1.1 capture_end"),
                connection(
                        "ClientHello",
                        "0 s A seq=1\n0.1 c PA seq=1 " + CLIENT_HELLO,
                        "c 1/1 tls_hello 1.1 capture_end"),
                connection("ServerHello alone", "0 s PA seq=1 " + SERVER_HELLO, "c 0/1 tls_hello 1.1 capture_end"),
                connection(
                        "the port of a service against a dynamic one",
                        "0 s A seq=1 port=60000",
                        "c 0/1 service_port 1.1 capture_end"),
                connection(
                        "a Retry of QUIC (RFC 9001 appendix A.4)",
                        "0 s udp port=443 hex:ff000000010008f067a5502a4262b5746f6b656e04a265ba2eff4d829058fb3f0f2496ba",
                        "c 0/1 quic_packet 1.1 capture_end"),
                connection(
                        "a Version Negotiation of QUIC (RFC 9000 section 17.2.1)",
                        "0 c udp port=443 hex:c000000000088394c8f03e5157080000000001",
                        "s 0/1 quic_packet 1.1 capture_end"),
                connection(
                        "an INIT of SCTP after the server's packet",
                        "0 s sctp " + DATA + "\n1 c sctp " + INIT,
                        "c 1/1 sctp_init 1.1 capture_end"),
                connection(
                        "an INIT of SCTP from the port of a service",
                        "0 s sctp " + INIT + "\n1 c sctp " + INIT_ACK,
                        "s 1/1 sctp_init 1.1 capture_end"),
                connection("an INIT ACK of SCTP alone", "0 c sctp " + INIT_ACK, "s 0/1 sctp_init 1.1 capture_end"),
                connection(
                        "an INIT of SCTP cut after the header of its chunk",
                        "0 s sctp cut=4 " + INIT,
                        "s 1/0 sctp_init 1.1 capture_end"),
                connection(
                        "less than the header of a chunk shows nothing",
                        "0 s sctp cut=3 " + INIT,
                        "c 0/1 service_port 1.1 capture_end"),
                connection(
                        "an INIT of SCTP in two fragments",
                        "0 s sctp frag=16 " + INIT,
                        "s 2/0 sctp_init 1.1 capture_end"),
                connection(
                        "an INIT with another chunk is not an INIT of SCTP (RFC 9260 section 6.10)",
                        "0 s sctp " + INIT + DATA.substring(4),
                        "c 0/1 service_port 1.1 capture_end"),
                connection(
                        "an INIT that is longer than its packet is not one",
                        "0 s sctp " + INIT.substring(0, 40),
                        "c 0/1 service_port 1.1 capture_end"),
                connection(
                        "data of SCTP shows nothing",
                        "0 s sctp " + DATA + "\n1 c sctp " + DATA,
                        "c 1/1 service_port 1.1 capture_end"),
                connection(
                        "the preface of HTTP/2",
                        "0 s PA port=443 seq=1 PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n",
                        "s 1/0 http2_preface 1.1 capture_end"),
                connection(
                        "nothing but the order",
                        "0 s udp port=443 x\n1 c udp port=443 y",
                        "s 1/1 first_packet 1.1 capture_end"));
    }

    private static Arguments connection(String name, String script, String... flows) {
        return argumentSet(name, script, List.of(flows));
    }

    @ParameterizedTest
    @MethodSource({"connections", "initiators"})
    void flows(String script, List<String> expected) {
        List<Flow> flows = new PayloadScript(FlowSettings.of(Settings.DEFAULT), PayloadNeeds.NONE)
                .lines(script)
                .play()
                .end();
        assertThat(flows).map(ConnectionTest::describe).isEqualTo(expected);
    }

    /** {@code INITIATOR FORWARD/BACKWARD EVIDENCE CONNECTION.PART END [stray N]}; the connection is the number of its first packet. */
    private static String describe(Flow flow) {
        boolean client = flow.initiatorAddress().equals("192.0.2.1");
        PacketColumns packets = flow.packets();
        int backward = 0;
        for (int i = 0; i < packets.size(); i++) {
            backward += (packets.info(i) & PacketColumns.BACKWARD) != 0 ? 1 : 0;
        }
        return (client ? "c " : "s ") + (packets.size() - backward) + "/" + backward + " "
                + flow.evidence().text() + " " + flow.connection() + "." + flow.part() + " "
                + flow.endReason().text() + (flow.straySegments() == 0 ? "" : " stray " + flow.straySegments());
    }

    @Test
    void aFlowThatIsEvictedKeepsItsInitiator() {
        Settings one = Settings.builder().set(SettingCatalog.MAX_OPEN_FLOWS, 1).build();
        List<Flow> flows = new PayloadScript(FlowSettings.of(one), PayloadNeeds.NONE)
                .lines("0 c S seq=1000\n1 c udp port=5000 x\n2 s A seq=1")
                .play()
                .end();
        assertThat(flows)
                .map(ConnectionTest::describe)
                .containsExactly(
                        "c 1/0 syn 1.1 evicted",
                        "c 1/0 service_port 2.1 evicted",
                        "c 0/1 earlier_part 1.2 capture_end");
    }

    @Test
    void theConnectionThatEndedFirstIsForgottenFirstAndCounted() {
        Settings two = Settings.builder()
                .set(SettingCatalog.MAX_ENDED_CONNECTIONS, 2)
                .set(SettingCatalog.MAX_OPEN_FLOWS, 1)
                .build();
        PayloadScript script = new PayloadScript(FlowSettings.of(two), PayloadNeeds.NONE)
                .lines("0 c udp port=5001 x\n1 c udp port=5002 x\n2 c udp port=5003 x\n3 c udp port=5004 x")
                .lines("4 c udp port=5003 x\n5 c udp port=5001 x")
                .play();
        assertThat(script.end())
                .map(ConnectionTest::describe)
                .containsExactly(
                        "c 1/0 service_port 1.1 evicted",
                        "c 1/0 service_port 2.1 evicted",
                        "c 1/0 service_port 3.1 evicted",
                        "c 1/0 service_port 4.1 evicted",
                        "c 1/0 earlier_part 3.2 evicted",
                        "c 1/0 service_port 6.1 capture_end");
        assertThat(script.table().connectionsForgotten()).isEqualTo(2);
    }
}
