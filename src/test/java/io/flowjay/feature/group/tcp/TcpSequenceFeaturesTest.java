package io.flowjay.feature.group.tcp;

import static io.flowjay.feature.group.tcp.TcpFlows.flow;
import static io.flowjay.feature.group.tcp.TcpFlows.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.feature.Feature;
import io.flowjay.feature.group.FeatureValues;
import io.flowjay.flow.Flow;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Group tcp_sequence, with values worked out by hand. */
class TcpSequenceFeaturesTest {
    private static final String NO_ANOMALY = """
            tcp_seq_fwd_retrans=0 tcp_seq_bwd_retrans=0 tcp_total_retrans=0 tcp_retrans_ratio=0 tcp_seq_fwd_ooo=0
            tcp_seq_bwd_ooo=0 tcp_total_ooo=0 tcp_seq_fwd_gaps=0 tcp_seq_bwd_gaps=0 tcp_ack_fwd_dup=0 tcp_ack_bwd_dup=0
            tcp_total_dup_acks=0 tcp_seq_fwd_fast_retrans=0 tcp_seq_bwd_fast_retrans=0 tcp_seq_fwd_spurious_retrans=0
            tcp_seq_bwd_spurious_retrans=0 tcp_seq_fwd_keep_alives=0 tcp_seq_bwd_keep_alives=0 tcp_ack_fwd_repeats=0
            tcp_ack_bwd_repeats=0
            """;

    private static final String CLEAN = NO_ANOMALY + """
            tcp_isn_fwd=100 tcp_isn_bwd=500 tcp_seq_fwd_bytes_sent=10 tcp_seq_bwd_bytes_sent=20 tcp_ack_fwd_count=5
            tcp_ack_bwd_count=4
            """;

    static Stream<Arguments> order() {
        return Stream.of(
                flow("a clean connection", TcpFlows.CLEAN, CLEAN),
                opened(
                        "a hole filled within the handshake's time: out of order",
                        """
                        0.100 c A seq=1 ack=501 len=100
                        0.101 c A seq=201 ack=501 len=100
                        0.102 c A seq=101 ack=501 len=100
                        """,
                        "tcp_seq_fwd_gaps=1 tcp_seq_fwd_ooo=1 tcp_total_ooo=1 tcp_seq_fwd_retrans=0"
                                + " tcp_seq_fwd_bytes_sent=300"),
                opened(
                        "a hole filled later: a retransmission of what the capture did not see",
                        """
                        0.100 c A seq=1 ack=501 len=100
                        0.101 c A seq=201 ack=501 len=100
                        0.401 c A seq=101 ack=501 len=100
                        """,
                        "tcp_seq_fwd_gaps=1 tcp_seq_fwd_ooo=0 tcp_seq_fwd_retrans=1 tcp_total_retrans=1"
                                + " tcp_retrans_ratio=0.2 tcp_seq_fwd_bytes_sent=300"),
                flow(
                        "without a handshake a hole is filled in time within 3 ms",
                        """
                        0 s A seq=1000 len=10
                        0.001 s A seq=1020 len=10
                        0.004 s A seq=1010 len=10
                        """,
                        "tcp_isn_bwd=1000 tcp_seq_bwd_gaps=1 tcp_seq_bwd_ooo=1 tcp_seq_bwd_retrans=0"),
                flow(
                        "without a handshake a hole is filled late after 3 ms",
                        """
                        0 s A seq=1000 len=10
                        0.001 s A seq=1020 len=10
                        0.0040001 s A seq=1010 len=10
                        """,
                        "tcp_seq_bwd_gaps=1 tcp_seq_bwd_ooo=0 tcp_seq_bwd_retrans=1 tcp_seq_bwd_bytes_sent=30"),
                opened(
                        "a hole filled from its middle, then its ends",
                        """
                        0.100 c A seq=301 ack=501 len=100
                        0.101 c A seq=101 ack=501 len=100
                        0.102 c A seq=1 ack=501 len=100
                        0.103 c A seq=201 ack=501 len=100
                        0.104 c A seq=201 ack=501 len=100
                        """,
                        "tcp_seq_fwd_gaps=1 tcp_seq_fwd_ooo=3 tcp_seq_fwd_retrans=1 tcp_seq_fwd_bytes_sent=400"),
                opened(
                        "a pure ACK ahead tells that data is missing",
                        """
                        0.100 c A seq=51 ack=501
                        0.101 c A seq=1 ack=501 len=50
                        """,
                        "tcp_seq_fwd_gaps=1 tcp_seq_fwd_ooo=1 tcp_seq_fwd_bytes_sent=50"),
                flow(
                        "in order over the wrap of sequence numbers",
                        """
                        0 c A seq=0xFFFFFFE0 len=16
                        0.1 c A seq=0xFFFFFFF0 len=32
                        0.2 c A seq=0x10 len=1
                        """,
                        NO_ANOMALY + " tcp_isn_fwd=4294967264 tcp_seq_fwd_bytes_sent=49"),
                flow(
                        "of 66 holes the three oldest have become one",
                        holes(66) + """
                                0.1 c A seq=10 len=10
                                0.1 c A seq=20 len=10
                                0.1 c A seq=150 len=10
                                0.1 c A seq=160 len=10
                                """,
                        "tcp_seq_fwd_gaps=66 tcp_seq_fwd_ooo=3 tcp_seq_fwd_retrans=1"));
    }

    /** Segments of ten bytes at every second place of ten: 0, 20, 40 and so on. */
    private static String holes(int holes) {
        StringBuilder lines = new StringBuilder();
        IntStream.rangeClosed(0, holes)
                .forEach(i -> lines.append("0.1 c A seq=").append(i * 20).append(" len=10\n"));
        return lines.toString();
    }

    static Stream<Arguments> repeats() {
        return Stream.of(
                opened(
                        "the same segment again",
                        """
                        0.1 c A seq=1 ack=501 len=100
                        0.4 c A seq=1 ack=501 len=100
                        """,
                        "tcp_seq_fwd_retrans=1 tcp_seq_fwd_bytes_sent=100 tcp_retrans_ratio=0.25"
                                + " tcp_seq_fwd_fast_retrans=0 tcp_seq_fwd_spurious_retrans=0"),
                opened(
                        "again in other pieces: half of it is new",
                        """
                        0.1 c A seq=1 ack=501 len=100
                        0.4 c A seq=51 ack=501 len=100
                        """,
                        "tcp_seq_fwd_retrans=1 tcp_seq_fwd_bytes_sent=150"),
                flow(
                        "the SYN again",
                        """
                        0 c S seq=100
                        1 c S seq=100
                        """,
                        "tcp_isn_fwd=100 tcp_seq_fwd_retrans=1 tcp_retrans_ratio=0.5 tcp_seq_fwd_bytes_sent=0"),
                opened("the FIN again", """
                        0.1 c FA seq=1 ack=501
                        0.5 c FA seq=1 ack=501
                        """, "tcp_seq_fwd_retrans=1 tcp_seq_fwd_bytes_sent=0 tcp_retrans_ratio=0.25"),
                opened(
                        "asked for by two duplicates: a fast one",
                        """
                        0.100 s A seq=501 ack=1 win=9 len=100
                        0.101 s A seq=601 ack=1 win=9 len=100
                        0.110 c A seq=1 ack=501 win=1000
                        0.111 c A seq=1 ack=501 win=1000
                        0.130 s A seq=501 ack=1 win=9 len=100
                        """,
                        "tcp_ack_fwd_dup=2 tcp_total_dup_acks=2 tcp_seq_bwd_retrans=1 tcp_seq_bwd_fast_retrans=1"
                                + " tcp_seq_bwd_spurious_retrans=0"),
                opened(
                        "asked for by one duplicate, or 20 ms ago: none",
                        """
                        0.100 s A seq=501 ack=1 win=9 len=100
                        0.110 c A seq=1 ack=501 win=1000
                        0.111 s A seq=501 ack=1 win=9 len=100
                        0.112 c A seq=1 ack=501 win=1000
                        0.132 s A seq=501 ack=1 win=9 len=100
                        """,
                        "tcp_ack_fwd_dup=2 tcp_seq_bwd_retrans=2 tcp_seq_bwd_fast_retrans=0"),
                opened(
                        "acknowledged already: a spurious one",
                        """
                        0.100 s A seq=501 ack=1 len=100
                        0.110 c A seq=1 ack=601 win=1000
                        0.111 s A seq=501 ack=1 len=100
                        """,
                        "tcp_seq_bwd_retrans=1 tcp_seq_bwd_spurious_retrans=1 tcp_seq_bwd_fast_retrans=0"),
                opened(
                        "keep-alives without and with a byte, and their answer",
                        """
                        0.1 c A seq=1 ack=501 win=1000 len=100
                        0.2 s A seq=501 ack=101 win=2000
                        9.0 c A seq=100 ack=501 win=1000
                        9.1 s A seq=501 ack=101 win=2000
                        19.0 c A seq=100 ack=501 win=1000 len=1
                        19.1 s A seq=501 ack=101 win=2000
                        """,
                        "tcp_seq_fwd_keep_alives=2 tcp_seq_bwd_keep_alives=0 tcp_total_retrans=0 tcp_total_ooo=0"
                                + " tcp_total_dup_acks=0 tcp_ack_fwd_repeats=0 tcp_ack_bwd_repeats=0"
                                + " tcp_seq_fwd_bytes_sent=100"),
                opened(
                        "only the answer to a keep-alive is none of the repeats",
                        """
                        0.1 c A seq=1 ack=501 win=1000 len=100
                        0.2 s A seq=501 ack=101 win=2000
                        9.0 c A seq=100 ack=501 win=1000
                        9.1 s A seq=501 ack=101 win=2000
                        9.2 c A seq=101 ack=501 win=1000 len=5
                        9.3 s A seq=501 ack=101 win=2000
                        """,
                        "tcp_seq_fwd_keep_alives=1 tcp_ack_bwd_repeats=1 tcp_ack_bwd_dup=1"),
                opened("an old ACK is nothing", """
                        0.1 c A seq=1 ack=501 len=100
                        0.2 c A seq=41 ack=501
                        """, NO_ANOMALY));
    }

    static Stream<Arguments> acknowledgements() {
        return Stream.of(
                opened(
                        "duplicates: same number, same window, data outstanding",
                        """
                        0.1 s A seq=501 ack=1 win=9 len=100
                        0.2 c A seq=1 ack=501 win=1000
                        0.3 c A seq=1 ack=501 win=1000 opt=0101050a000000640000006e
                        0.4 c A seq=1 ack=501 win=1001
                        0.5 c A seq=1 ack=501 win=1001
                        """,
                        "tcp_ack_fwd_dup=3 tcp_ack_bwd_dup=0 tcp_ack_fwd_count=5 tcp_ack_bwd_count=2"),
                opened(
                        "no duplicates but repeats: nothing outstanding",
                        """
                        0.1 c A seq=1 ack=501 win=1000
                        0.2 c A seq=1 ack=501 win=1000
                        """,
                        "tcp_ack_fwd_dup=0 tcp_ack_fwd_repeats=2"),
                opened(
                        "no repeats: a window of 0, a sequence number that is not the next",
                        """
                        0.1 s A seq=501 ack=1 win=0
                        0.2 s A seq=501 ack=1 win=0
                        0.3 c A seq=0 ack=501 win=1000
                        """,
                        "tcp_ack_fwd_repeats=0 tcp_ack_bwd_repeats=0 tcp_seq_fwd_keep_alives=1"),
                opened(
                        "no duplicates: with payload, FIN or an older number",
                        """
                        0.1 s A seq=501 ack=1 win=9 len=100
                        0.2 c A seq=1 ack=501 win=1000 len=5
                        0.3 c FA seq=6 ack=501 win=1000
                        0.4 c A seq=7 ack=500 win=1000
                        """,
                        "tcp_ack_fwd_dup=0 tcp_ack_fwd_count=4"),
                opened("no duplicate where the window was not captured", """
                        0.1 s A seq=501 ack=1 win=9 len=100
                        0.2 c A seq=1 ack=501 cut=14
                        0.3 c A seq=1 ack=501 cut=14
                        """, "tcp_ack_fwd_dup=0 tcp_ack_fwd_count=3"),
                opened(
                        "the ACK of a RST counts, its number is left out",
                        """
                        0.1 c A seq=1 ack=501 win=1000 len=10
                        0.2 s RA seq=777 ack=11
                        0.3 s R seq=501
                        """,
                        "tcp_ack_bwd_count=2 tcp_seq_bwd_gaps=0 tcp_seq_bwd_retrans=0 tcp_retrans_ratio=0"));
    }

    static Stream<Arguments> beginnings() {
        return Stream.of(
                flow(
                        "from the middle: the first packet's number",
                        """
                        0 c PA seq=7000 ack=50 len=10
                        1 s A seq=50 ack=7010
                        """,
                        NO_ANOMALY + "tcp_isn_fwd=7000 tcp_isn_bwd=50 tcp_seq_fwd_bytes_sent=10"),
                flow(
                        "the first SYN's number, though it comes late",
                        """
                        0 c A seq=101 ack=501
                        0.001 c S seq=100
                        0.002 c PA seq=101 ack=501 len=10
                        """,
                        NO_ANOMALY + "tcp_isn_fwd=100 tcp_seq_fwd_bytes_sent=10"),
                flow("a RST alone", "0 c R seq=42 ack=9", NO_ANOMALY + "tcp_isn_fwd=42 tcp_ack_fwd_count=0"),
                flow("data in the SYN (TCP Fast Open)", """
                        0 c S seq=99 len=10
                        0.1 s SA seq=200 ack=110
                        0.2 c PA seq=110 ack=201 len=5
                        """, NO_ANOMALY + "tcp_isn_fwd=99 tcp_seq_fwd_bytes_sent=15"),
                flow(
                        "the same ports for another connection",
                        TcpFlows.CLEAN + """
                                1.00 c S  seq=5000 win=1000
                                1.02 s SA seq=9000 ack=5001 win=2000
                                1.03 c A  seq=5001 ack=9001 win=1000
                                1.04 c PA seq=5001 ack=9001 win=1000 len=30
                                """,
                        NO_ANOMALY + "tcp_isn_fwd=100 tcp_isn_bwd=500 tcp_seq_fwd_bytes_sent=40"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"order", "repeats", "acknowledgements", "beginnings"})
    void computes(Flow flow, String expected) {
        FeatureValues.check(flow, expected);
    }

    @Test
    void theCleanConnectionChecksEveryFeature() {
        for (Feature feature : TcpSequenceFeatures.UNIT.features()) {
            assertThat(CLEAN).contains(feature.name() + "=");
        }
    }
}
