package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What becomes of segments against tshark's analysis, over the corpus: whether a conversation has any of a kind, since how many
 * is a matter of heuristics on both sides.
 */
class TcpCorpusTest {
    private static final double AGREEMENT = 0.95;

    /** tshark's duplicate_ack, for which no data need be outstanding. */
    private static final String REPEATS = "duplicate_ack (also where nothing is outstanding)";

    /** Defined by RFC 5681, as the specification wants: nobody is asked to send again when nothing is outstanding. */
    private static final String DUPLICATES = "duplicate_ack";

    private static final String NOTHING_OUTSTANDING = "nothing is outstanding";

    /** Features, forward and backward, by the name of tshark's tcp.analysis field. */
    private static final Map<String, List<String>> KINDS = new TreeMap<>(Map.of(
            "retransmission",
            List.of("tcp_seq_fwd_retrans", "tcp_seq_bwd_retrans"),
            "fast_retransmission",
            List.of("tcp_seq_fwd_fast_retrans", "tcp_seq_bwd_fast_retrans"),
            "spurious_retransmission",
            List.of("tcp_seq_fwd_spurious_retrans", "tcp_seq_bwd_spurious_retrans"),
            "out_of_order",
            List.of("tcp_seq_fwd_ooo", "tcp_seq_bwd_ooo"),
            "lost_segment",
            List.of("tcp_seq_fwd_gaps", "tcp_seq_bwd_gaps"),
            "keep_alive",
            List.of("tcp_seq_fwd_keep_alives", "tcp_seq_bwd_keep_alives"),
            DUPLICATES,
            List.of("tcp_ack_fwd_dup", "tcp_ack_bwd_dup"),
            REPEATS,
            List.of("tcp_ack_fwd_repeats", "tcp_ack_bwd_repeats"),
            "zero_window",
            List.of("tcp_win_fwd_zero_count", "tcp_win_bwd_zero_count")));

    /** Conversations with and without a kind, in tshark's view and in ours. */
    private static final class Agreement {
        int both;
        int neither;
        int onlyTheirs;
        int onlyOurs;
        /** Where the views differ, how often for which reason. */
        final Map<String, Integer> reasons = new TreeMap<>();

        void add(boolean theirs, boolean ours) {
            both += theirs && ours ? 1 : 0;
            neither += !theirs && !ours ? 1 : 0;
            onlyTheirs += theirs && !ours ? 1 : 0;
            onlyOurs += ours && !theirs ? 1 : 0;
        }

        double share() {
            return (double) (both + neither) / (both + neither + onlyTheirs + onlyOurs);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.2f%% (both %d, neither %d, only tshark %d, only FlowJay %d) %s",
                    100 * share(),
                    both,
                    neither,
                    onlyTheirs,
                    onlyOurs,
                    reasons);
        }
    }

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @Test
    void conversationsHaveWhatTsharkSees() throws IOException {
        Map<String, Agreement> agreements = new TreeMap<>();
        KINDS.keySet().forEach(kind -> agreements.put(kind, new Agreement()));
        for (Path capture : Corpus.captures("conformance")) {
            List<JsonNode> expected = Corpus.tshark(capture);
            if (!FlowCorpusTest.comparable(expected)) {
                continue;
            }
            Map<String, List<FlowRecord>> ours = recordsByPorts(capture);
            for (Map.Entry<String, Map<String, Long>> conversation :
                    theirs(expected).entrySet()) {
                List<FlowRecord> own = ours.get(conversation.getKey());
                if (own != null) {
                    compare(capture, conversation, own, agreements);
                }
            }
        }
        agreements.forEach((kind, agreement) -> System.out.printf("%s %s%n", kind, agreement));
        assertThat(agreements.get("retransmission").both).isPositive();
        agreements.forEach((kind, agreement) -> {
            assertThat(agreement.reasons).as(kind).doesNotContainKey("");
            if (!kind.equals(DUPLICATES)) {
                assertThat(agreement.share()).as(kind).isGreaterThanOrEqualTo(AGREEMENT);
            }
        });
    }

    @Test
    void noFeatureIsTheSameInEveryRecord() throws IOException {
        Map<String, Set<Object>> values = new TreeMap<>();
        FeatureCatalog.features().stream()
                .filter(feature -> feature.group().startsWith("tcp_"))
                .forEach(feature -> values.put(feature.name(), new HashSet<>()));
        for (Path capture : Corpus.captures("conformance")) {
            for (FlowRecord record : records(capture).values()) {
                values.forEach((name, seen) -> seen.add(String.valueOf(record.get(name))));
            }
        }
        assertThat(values).isNotEmpty();
        values.forEach((name, seen) -> assertThat(seen).as(name).hasSizeGreaterThan(1));
    }

    private static void compare(
            Path capture,
            Map.Entry<String, Map<String, Long>> conversation,
            List<FlowRecord> own,
            Map<String, Agreement> agreements) {
        KINDS.forEach((kind, features) -> {
            long theirs = conversation.getValue().getOrDefault(kind.replaceFirst(" .*", ""), 0L);
            long ours = sum(own, features);
            Agreement agreement = agreements.get(kind);
            agreement.add(theirs > 0, ours > 0);
            if ((theirs > 0) != (ours > 0)) {
                String reason = reason(kind, theirs > 0, String.valueOf(capture.getFileName()), own);
                agreement.reasons.merge(reason, 1, Integer::sum);
                System.out.printf(
                        "%s %s %s: tshark %d, FlowJay %d: %s%n",
                        capture.getFileName(), conversation.getKey(), kind, theirs, ours, reason);
            }
        });
    }

    private static String reason(String kind, boolean onlyTshark, String capture, List<FlowRecord> own) {
        // Repeats without duplicates: none of them had data outstanding.
        boolean repeats = kind.equals(DUPLICATES) && onlyTshark && sum(own, KINDS.get(REPEATS)) > 0;
        return repeats ? NOTHING_OUTSTANDING : TcpDisagreements.reason(kind, onlyTshark, capture);
    }

    private static long sum(List<FlowRecord> own, List<String> features) {
        return own.stream()
                .flatMap(record -> features.stream().map(record::get))
                .mapToLong(value -> ((Number) value).longValue())
                .sum();
    }

    /** Frames of each kind, by conversation; tshark's streams of the same ports are one. */
    private static Map<String, Map<String, Long>> theirs(List<JsonNode> expected) {
        Map<String, Map<String, Long>> conversations = new HashMap<>();
        for (JsonNode flow : expected) {
            if (!flow.path("kind").asText().equals("flow")
                    || !flow.path("proto").asText().equals("tcp")) {
                continue;
            }
            String a = flow.path("a").asText() + ' ' + flow.path("a_port").asInt();
            String b = flow.path("b").asText() + ' ' + flow.path("b_port").asInt();
            Map<String, Long> kinds = conversations.computeIfAbsent(key(a, b), key -> new HashMap<>());
            for (Map.Entry<String, JsonNode> kind : flow.path("analysis").properties()) {
                long frames =
                        kind.getValue().get(0).asLong() + kind.getValue().get(1).asLong();
                kinds.merge(kind.getKey(), frames, Long::sum);
            }
        }
        return conversations;
    }

    /** The last record of each pair of ports. */
    static Map<String, FlowRecord> records(Path capture) throws IOException {
        Map<String, FlowRecord> last = new HashMap<>();
        recordsByPorts(capture).forEach((ports, records) -> last.put(ports, records.get(records.size() - 1)));
        return last;
    }

    /** All records of each pair of ports: ports used again make several, as they make several streams. */
    private static Map<String, List<FlowRecord>> recordsByPorts(Path capture) throws IOException {
        Settings.Builder settings = Settings.builder();
        settings.set(SettingCatalog.IDLE_TIMEOUT, Duration.ZERO);
        settings.text(SettingCatalog.FIN_RST_MODE, "never", "test");
        settings.set(SettingCatalog.THREADS, 1);
        Map<String, List<FlowRecord>> records = new HashMap<>();
        try (FlowRecords all = Extraction.of(settings.build()).records(CaptureFile.open(capture))) {
            all.forEachRemaining(record -> {
                if (record.get("protocol").equals(6L)) {
                    records.computeIfAbsent(key(end(record, "src"), end(record, "dst")), key -> new ArrayList<>())
                            .add(record);
                }
            });
        } catch (CaptureException e) {
            assertThat(e.reason()).isNotBlank();
        }
        return records;
    }

    private static String end(FlowRecord record, String side) {
        return record.get(side + "_ip") + " " + record.get(side + "_port");
    }

    private static String key(String a, String b) {
        return a.compareTo(b) < 0 ? a + " - " + b : b + " - " + a;
    }
}
