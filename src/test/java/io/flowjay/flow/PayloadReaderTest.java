package io.flowjay.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.protocol.FlowProtocols;
import io.flowjay.protocol.Protocol;
import io.flowjay.protocol.dns.DnsExchange;
import io.flowjay.protocol.ssh.SshConversation;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The way of payload from packets to the decoders, seen by what SSH and DNS find. */
class PayloadReaderTest {
    private static final PayloadNeeds ALL = new PayloadNeeds(Set.of(Protocol.values()), 0);
    private static final PayloadNeeds SSH = new PayloadNeeds(Set.of(Protocol.SSH), 0);

    /** A query of id 7 for a.example, type A. */
    private static final String QUERY = "hex:0007010000010000000000000161076578616d706c650000010001";
    /** Its response: 192.0.2.7 for 60 seconds. */
    private static final String RESPONSE =
            "hex:0007818000010001000000000161076578616d706c650000010001c00c000100010000003c0004c0000207";

    static Stream<Arguments> segments() {
        return Stream.of(
                flow("in order", """
                        0 c S seq=99
                        0 s SA seq=499
                        1 c PA seq=100 SSH-2.0-alpha\\r\\n
                        1 s PA seq=500 SSH-2.0-beta\\r\\n
                        """, "alpha/beta"),
                flow("the SYN, long ago, tells what is missing ahead of the first payload", """
                        0 c S seq=99
                        0 s SA seq=499
                        50 c A seq=100
                        58 c PA seq=108 alpha\\r\\n
                        59 c PA seq=100 SSH-2.0-
                        """, "alpha/"),
                flow("without a SYN the first payload is the start", """
                        58 c PA seq=108 alpha\\r\\n
                        59 c PA seq=100 SSH-2.0-
                        """, "-"),
                flow("without a SYN, in order", """
                        1 c PA seq=100 SSH-2.0-
                        2 c PA seq=108 alpha\\r\\n
                        """, "alpha/"),
                flow("only the responder's SYN was seen", """
                        0 s SA seq=499
                        1 s PA seq=508 beta\\r\\n
                        2 s PA seq=500 SSH-2.0-
                        """, "/beta"),
                flow("data in the SYN (RFC 7413)", "0 c S seq=99 SSH-2.0-open\\r\\n", "open/"),
                flow("data in the SYN, sent again behind it", """
                        0 c S seq=99 SSH-2.0-op
                        0 s SA seq=499
                        1 c PA seq=100 SSH-2.0-other\\r\\n
                        """, "opher/"),
                flow("data in the SYN that is sent again without", """
                        0 c S seq=99 SSH-2.0-open\\r\\n
                        1 c S seq=99
                        1 s SA seq=499
                        """, "open/"),
                flow("sequence numbers that wrap around", """
                        0 c S seq=0xfffffffb
                        1 c PA seq=2 0-wrap\\r\\n
                        2 c PA seq=0xfffffffc SSH-2.
                        """, "wrap/"),
                flow("payload of a reset is no data", """
                        0 c S seq=99
                        1 c RA seq=100 SSH-2.0-reset\\r\\n
                        2 c PA seq=100 SSH-2.0-alpha\\r\\n
                        """, "alpha/"),
                flow("payload behind both FINs", """
                        0 c FA seq=100
                        0 s FA seq=500
                        2 c PA seq=100 SSH-2.0-late\\r\\n
                        """, "late/"),
                flow("retransmission with other bytes", """
                        0 c S seq=99
                        1 c PA seq=100 SSH-2.0-alpha
                        2 c PA seq=100 SSH-2.0-omega12\\r\\n
                        """, "alpha12/"),
                flow("only a part was captured: what follows is not joined to it", """
                        0 c S seq=99
                        1 c PA seq=100 cut=10 SSH-2.0-alpha
                        2 c PA seq=113 beta\\r\\n
                        """, "al/"),
                flow("only a part was captured, and sent again", """
                        0 c S seq=99
                        1 c PA seq=100 cut=10 SSH-2.0-alpha
                        2 c PA seq=113 beta\\r\\n
                        3 c PA seq=100 SSH-2.0-alpha
                        """, "alphabeta/"),
                flow("nothing was captured of the start", """
                        0 c S seq=99
                        1 c PA seq=100 cut=0 SSH-2.0-alpha\\r\\n
                        2 c PA seq=115 SSH-2.0-wrong\\r\\n
                        """, "-"),
                flow("in two fragments", """
                        0 c S seq=99
                        1 c PA seq=100 frag=24 SSH-2.0-alpha\\r\\n
                        """, "alpha/"),
                flow("of the second fragment a part was captured", """
                        0 c S seq=99
                        1 c PA seq=100 frag=24 cut=9 SSH-2.0-alpha
                        2 c PA seq=113 beta\\r\\n
                        """, "a/"));
    }

    private static Arguments flow(String name, String script, String expected) {
        return arguments(named(name, script), expected);
    }

    @ParameterizedTest
    @MethodSource
    void segments(String script, String expected) {
        assertThat(ssh(only(script, ALL))).isEqualTo(expected);
        assertThat(ssh(only(script, SSH))).isEqualTo(expected);
    }

    /** The software of client and server, or {@code -}. */
    private static String ssh(Flow flow) {
        FlowProtocols protocols = flow.protocols();
        SshConversation ssh = protocols == null ? null : protocols.ssh();
        return ssh == null ? "-" : ssh.clientSoftware() + "/" + ssh.serverSoftware();
    }

    private static Flow only(String script, PayloadNeeds needs) {
        List<Flow> flows = new PayloadScript(FlowSettings.of(Settings.DEFAULT), needs)
                .lines(script)
                .play()
                .end();
        assertThat(flows).hasSize(1);
        return flows.get(0);
    }

    static Stream<Arguments> datagrams() {
        return Stream.of(
                flow("query and response", "0 c udp " + QUERY + "\n1 s udp " + RESPONSE, "a.example 0 60"),
                flow("a query in two fragments", "0 c udp frag=16 " + QUERY, "a.example -1 0"),
                flow("a response of which a part was captured", """
                        0 c udp %s
                        1 s udp cut=30 %s
                        """.formatted(QUERY, RESPONSE), "a.example 0 0"),
                flow("a query of which a part was captured", "0 c udp cut=20 " + QUERY, "-"),
                flow("a query of which nothing was captured", """
                        0 c udp cut=0 %s
                        1 s udp %s
                        """.formatted(QUERY, RESPONSE), "a.example 0 60"),
                flow(
                        "seven datagrams of something else first",
                        """
                        %s1 c udp %s
                        """.formatted("0 c udp \\0\\0\\0\\0\n".repeat(7), QUERY),
                        "a.example -1 0"),
                flow("eight of them", """
                        %s1 c udp %s
                        """.formatted("0 c udp \\0\\0\\0\\0\n".repeat(8), QUERY), "-"));
    }

    @ParameterizedTest
    @MethodSource
    void datagrams(String script, String expected) {
        FlowProtocols protocols = only(script, ALL).protocols();
        DnsExchange dns = protocols == null ? null : protocols.dns();
        assertThat(dns == null ? "-" : dns.queryName() + " " + dns.responseCode() + " " + dns.maxTtl())
                .isEqualTo(expected);
    }

    @Test
    void fragmentsBringThePayloadOnce() {
        Flow flow = only("0 c udp frag=16 " + QUERY, ALL);
        assertThat(flow.packets().size()).isEqualTo(2);
        assertThat(flow.protocols().dns().strange())
                .as("datagrams that were no DNS")
                .isZero();
    }

    @Test
    void theContinuationOfACutFlowStartsAnew() {
        FlowSettings threePackets = FlowSettings.of(
                Settings.builder().set(SettingCatalog.MAX_FLOW_PACKETS, 3).build());
        List<Flow> flows =
                new PayloadScript(threePackets, ALL).lines("""
                        0 c S seq=99
                        0 s SA seq=499
                        1 c PA seq=100 SSH-2.0-alpha\\r\\n
                        2 s PA seq=500 SSH-2.0-beta\\r\\n
                        3 c PA seq=115 SSH-2.0-wrong
                        """).play().end();
        assertThat(flows).extracting(Flow::endReason).containsExactly(FlowEnd.ACTIVE, FlowEnd.CAPTURE_END);
        assertThat(flows).extracting(PayloadReaderTest::ssh).containsExactly("alpha/", "wrong/beta");
        assertThat(flows.get(1).initiatorPort()).isEqualTo(1024);
    }

    @Test
    void withoutNeedsNothingIsRead() {
        String script = "0 c S seq=99\n1 c PA seq=100 SSH-2.0-alpha\\r\\n";
        assertThat(only(script, PayloadNeeds.NONE).protocols()).isNull();
        assertThat(only("0 c udp " + QUERY, PayloadNeeds.NONE).protocols()).isNull();
        assertThat(only("0 c udp " + QUERY, SSH).protocols())
                .as("SSH is not looked for in datagrams")
                .isNull();
        assertThat(only("0 c S seq=99\n0 s SA seq=1\n1 c A seq=100", ALL).protocols())
                .as("no payload")
                .isNull();
    }
}
