package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.record.FlowRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Group dns against tshark's messages, over the corpus: the first exchange of each of its streams. */
class DnsCorpusTest {
    private static final double SHARE_REQUIRED = 0.99;

    /** BADVERS by the upper bits in an OPT record, which are not in the header's code that tshark shows (RFC 6891). */
    private static final Map<String, Integer> DIFFERENT = Map.of("arkime-arkime_synthetic.pcap", 1);

    private static final double SHARE_MISSED = 0.005;

    /** Streams that tshark tells by their port alone, and takes for messages that cannot be, by capture. */
    private static final Map<String, Integer> NOT_DNS = Map.of(
            // Encrypted queries on port 5353, read as messages of opcode 13.
            "ndpi-dnscrypt-v2.pcap", 3,
            // QUIC on port 784, read as a message of 1,894 records.
            "nfstream-doq.pcapng", 1,
            // Zero bytes and a pointer ahead, read as a message of opcode 15.
            "tcpdump-dns_fwdptr.pcap", 1);

    /** A header of zeros with neither question nor record, which any protocol may send. */
    private static final Map<String, Integer> MISSED = Map.of("arkime-arkime_synthetic.pcap", 1);

    /** Has the format of DNS, but is a protocol of its own in tshark, which the expectations leave out (RFC 4795). */
    private static final Long LLMNR_PORT = 5355L;
    /** As many as "tshark -Y llmnr" shows. */
    private static final int LLMNR_STREAMS = 115;

    private final Shares shares = new Shares();
    private final Map<String, Integer> missed = new TreeMap<>();
    private final List<String> beyond = new ArrayList<>();
    private int streams;
    private int llmnr;

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @Test
    void recordsHaveTsharksFirstExchange() throws IOException {
        for (Path capture : Corpus.captures("conformance")) {
            compare(capture);
        }
        shares.print("group dns as tshark has it:");
        int ofOthers = sum(NOT_DNS);
        System.out.printf("of %d streams that tshark takes for DNS these are not detected: %s%n", streams, missed);
        System.out.printf(
                "of these %d are not DNS, and %d of the other %d are missed%n",
                ofOthers, sum(MISSED), streams - ofOthers);
        beyond.forEach(System.out::println);
        assertThat(shares.kinds()).hasSize(11);
        for (String kind : shares.kinds()) {
            assertThat(shares.compared(kind)).as(kind).isGreaterThan(500);
            assertThat(shares.of(kind)).as(kind).isGreaterThanOrEqualTo(SHARE_REQUIRED);
        }
        assertThat(shares.different()).isEqualTo(DIFFERENT);
        Map<String, Integer> explained = new TreeMap<>(NOT_DNS);
        explained.putAll(MISSED);
        assertThat(missed).isEqualTo(explained);
        assertThat((double) sum(MISSED)).isLessThanOrEqualTo(SHARE_MISSED * (streams - ofOthers));
        assertThat(beyond).isEmpty();
        assertThat(llmnr).isEqualTo(LLMNR_STREAMS);
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(count -> count).sum();
    }

    private void compare(Path capture) throws IOException {
        CaptureRecords records = CaptureRecords.ofWholeConversations(capture, "dns");
        Set<FlowRecord> theirs = new HashSet<>();
        String name = capture.getFileName().toString();
        for (List<JsonNode> stream : streams(capture)) {
            streams++;
            String place = "packet " + stream.get(0).path("frame");
            FlowRecord record = records.of(stream.get(0));
            if (record == null || record.get("dns_detected").equals(false)) {
                missed.merge(name, 1, Integer::sum);
            } else {
                theirs.add(record);
                JsonNode query = first(stream, message -> !isResponse(message));
                compare(place, record, query, first(stream, message -> isResponse(message) && answers(message, query)));
            }
        }
        for (FlowRecord record : records.all().toList()) {
            if (record.get("dns_detected").equals(false) || theirs.contains(record)) {
                continue;
            }
            if (LLMNR_PORT.equals(record.get("src_port")) || LLMNR_PORT.equals(record.get("dst_port"))) {
                llmnr++;
            } else {
                beyond.add(name + " " + CaptureRecords.key(record));
            }
        }
    }

    private void compare(String place, FlowRecord record, @Nullable JsonNode query, @Nullable JsonNode response) {
        JsonNode first = Objects.requireNonNullElse(query, response);
        JsonNode last = Objects.requireNonNullElse(response, query);
        JsonNode question = first.path("queries").path(0);
        String name = question.path(0).asText().toLowerCase(Locale.ROOT).replace("<root>", ".");
        check(record, place, "dns_query_name", name);
        check(record, place, "dns_query_type", question.path(1).asLong());
        check(record, place, "dns_is_query", query != null);
        check(record, place, "dns_is_response", response != null);
        check(record, place, "dns_truncated", last.path("truncated").asInt() == 1);
        check(record, place, "dns_id", first.path("id").asLong());
        check(record, place, "dns_opcode", first.path("opcode").asLong());
        check(
                record,
                place,
                "dns_response_code",
                response == null ? -1L : response.path("rcode").asLong());
        JsonNode counts = last.path("counts");
        // An UPDATE's counts have other names in tshark, and are not in its record.
        if (!counts.path(1).isNull()) {
            check(record, place, "dns_answer_count", counts.path(1).asLong());
            check(record, place, "dns_authority_count", counts.path(2).asLong());
            check(record, place, "dns_additional_count", counts.path(3).asLong());
        }
    }

    private void check(FlowRecord record, String place, String feature, Object theirs) {
        shares.check(String.valueOf(record.get("capture")), place, feature, theirs, record.get(feature));
    }

    private static List<List<JsonNode>> streams(Path capture) {
        Map<String, List<JsonNode>> streams = new HashMap<>();
        List<List<JsonNode>> inOrder = new ArrayList<>();
        for (JsonNode message : Corpus.tshark(capture)) {
            if (message.path("kind").asText().equals("dns")) {
                String stream = message.path("transport").asText()
                        + message.path("stream").asText();
                streams.computeIfAbsent(stream, key -> {
                            List<JsonNode> messages = new ArrayList<>();
                            inOrder.add(messages);
                            return messages;
                        })
                        .add(message);
            }
        }
        return inOrder;
    }

    private static boolean isResponse(JsonNode message) {
        return message.path("response").asInt() == 1;
    }

    private static boolean answers(JsonNode response, @Nullable JsonNode query) {
        JsonNode questions = response.path("queries");
        return query == null
                || (response.path("id").equals(query.path("id"))
                        && (questions.isEmpty() || questions.equals(query.path("queries"))));
    }

    private static @Nullable JsonNode first(List<JsonNode> stream, Predicate<JsonNode> wanted) {
        return stream.stream().filter(wanted).findFirst().orElse(null);
    }
}
