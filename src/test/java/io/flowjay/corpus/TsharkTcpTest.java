package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.record.FlowRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Windows and round-trip times against those of an installed tshark, over the corpus; it takes minutes. */
@Tag("full")
class TsharkTcpTest {
    private static final double AGREEMENT = 0.95;
    private static final double SECONDS = 1e-6;

    private final Map<String, int[]> agreements = new TreeMap<>();

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
        assumeTrue(TsharkStreams.isInstalled(), "no tshark");
    }

    @Test
    void streamsHaveTsharksWindowsAndTimes() throws IOException {
        for (Path capture : Corpus.captures("conformance")) {
            List<JsonNode> expected = Corpus.tshark(capture);
            boolean tcp = expected.stream()
                    .anyMatch(record -> record.path("proto").asText().equals("tcp"));
            if (!tcp || !FlowCorpusTest.comparable(expected)) {
                continue;
            }
            Map<String, TsharkStreams.Stream> theirs = TsharkStreams.of(capture);
            Map<String, FlowRecord> ours = TcpCorpusTest.records(capture);
            theirs.forEach((key, stream) -> {
                FlowRecord own = ours.get(key);
                if (own != null) {
                    compare(capture.getFileName() + " " + key, stream, own);
                }
            });
        }
        agreements.forEach((kind, counts) -> System.out.printf(
                "%s %.2f%% of %d%n", kind, 100.0 * counts[0] / (counts[0] + counts[1]), counts[0] + counts[1]));
        assertThat(agreements).hasSize(6);
        assertThat(agreements.values()).allMatch(counts -> counts[0] >= AGREEMENT * (counts[0] + counts[1]));
    }

    private void compare(String name, TsharkStreams.Stream stream, FlowRecord own) {
        for (String side : new String[] {"fwd", "bwd"}) {
            String address = own.get((side.equals("fwd") ? "src" : "dst") + "_ip") + " "
                    + own.get((side.equals("fwd") ? "src" : "dst") + "_port");
            TsharkStreams.Windows windows = stream.windows.get(address);
            if (windows != null) {
                note("window min", name, windows.min, number(own, "tcp_win_" + side + "_min"));
                note("window max", name, windows.max, number(own, "tcp_win_" + side + "_max"));
                note(
                        "scaled window max",
                        name,
                        (double) windows.scaledMax,
                        number(own, "tcp_scaled_win_" + side + "_max"));
            }
        }
        double updates = number(own, "tcp_win_fwd_update_count") + number(own, "tcp_win_bwd_update_count");
        note("window update", name, Math.min(1, stream.windowUpdates), Math.min(1, updates));
        if (stream.handshake > 0) {
            note("handshake", name, stream.handshake, number(own, "tcp_rtt_handshake"));
        }
        // Of a stream with repeats tshark takes times from the first or the last copy, which Karn's rule forbids.
        if (number(own, "tcp_total_retrans") + number(own, "tcp_total_ooo") == 0 && !stream.ackRtt.isEmpty()) {
            note("longest time to ACK", name, max(stream), number(own, "tcp_rtt_ack_max"));
        }
    }

    private static double max(TsharkStreams.Stream stream) {
        return stream.ackRtt.stream().mapToDouble(rtt -> rtt).max().orElseThrow();
    }

    private void note(String kind, String name, double theirs, double ours) {
        boolean same = Math.abs(theirs - ours) <= SECONDS;
        agreements.computeIfAbsent(kind, key -> new int[2])[same ? 0 : 1]++;
        if (!same) {
            System.out.printf("%s %s: tshark %s, FlowJay %s%n", kind, name, theirs, ours);
        }
    }

    private static double number(FlowRecord own, String feature) {
        return ((Number) own.get(feature)).doubleValue();
    }
}
