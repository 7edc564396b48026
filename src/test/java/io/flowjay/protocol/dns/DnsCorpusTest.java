package io.flowjay.protocol.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.corpus.Corpus;
import io.flowjay.protocol.dns.CapturedFlows.Flow;
import io.flowjay.protocol.dns.CapturedFlows.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** First exchanges of the corpus against tshark's messages. */
class DnsCorpusTest {
    private static final int LLMNR = 5355;

    /** Flows that tshark tells by their port alone, by capture. */
    private static final Map<String, Integer> NOT_DNS = Map.of(
            // Encrypted queries on port 5353, read as messages of opcode 13.
            "ndpi-dnscrypt-v2.pcap", 3,
            // QUIC on port 784, read as a message of 1,894 records.
            "nfstream-doq.pcapng", 1,
            // Zero bytes and a pointer ahead, read as a message of opcode 15.
            "tcpdump-dns_fwdptr.pcap", 1);

    private final Map<String, Integer> missed = new TreeMap<>();
    private final List<String> different = new ArrayList<>();
    private final List<String> falsePositives = new ArrayList<>();
    private int expected;
    private int notAssembled;
    private int compared;

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @Test
    void firstExchanges() throws IOException {
        for (Path capture : Corpus.captures("conformance")) {
            compare(capture);
        }
        int missing = missed.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf(
                "DNS: %d flows by tshark, of these %d not assembled here, %d no DNS; exchanges equal %d of %d (%.2f%%)%n",
                expected,
                notAssembled,
                missing,
                compared - different.size(),
                compared,
                100.0 * (compared - different.size()) / compared);
        different.forEach(System.out::println);
        assertThat(compared).isGreaterThan(500);
        assertThat(different.size()).isLessThanOrEqualTo(compared / 100);
        assertThat(falsePositives).isEmpty();
        assertThat(missed).isEqualTo(NOT_DNS);
    }

    @Test
    void damagedCapturesHarmNothing() throws IOException {
        int flows = 0;
        int detected = 0;
        for (Path capture : Corpus.captures("malformed")) {
            for (Flow flow : CapturedFlows.of(capture)) {
                DnsExchange exchange = exchange(flow);
                flows++;
                detected += exchange.detected() ? 1 : 0;
                assertThat(exchange.queryName()).hasSizeLessThanOrEqualTo(4 * DnsName.MAX_LENGTH);
            }
        }
        System.out.printf("DNS: %d of %d flows of damaged captures%n", detected, flows);
        assertThat(detected).isPositive();
    }

    private void compare(Path capture) throws IOException {
        List<Flow> flows = CapturedFlows.of(capture);
        Map<Long, Flow> byFrame = CapturedFlows.byFrame(flows);
        Map<Flow, List<JsonNode>> theirs = new HashMap<>();
        for (List<JsonNode> stream : streams(capture)) {
            expected++;
            Flow flow = byFrame.get(frame(stream.get(0)));
            JsonNode query = first(stream, message -> !isResponse(message));
            JsonNode response =
                    first(stream, message -> isResponse(message) && (query == null || answers(message, query)));
            if (flow == null || !has(flow, byFrame, query) || !has(flow, byFrame, response)) {
                notAssembled++;
            } else {
                compare(capture, flow, query, response);
            }
            theirs.put(flow, stream);
        }
        for (Flow flow : flows) {
            if (!theirs.containsKey(flow)
                    && !flow.hasPort(LLMNR)
                    && exchange(flow).detected()) {
                falsePositives.add(capture.getFileName() + " packet " + flow.segments.get(0).frame);
            }
        }
    }

    private void compare(Path capture, Flow flow, JsonNode query, JsonNode response) {
        DnsExchange ours = exchange(flow);
        if (!ours.detected()) {
            missed.merge(capture.getFileName().toString(), 1, Integer::sum);
            return;
        }
        compared++;
        JsonNode first = Objects.requireNonNullElse(query, response);
        JsonNode last = Objects.requireNonNullElse(response, query);
        JsonNode counts = last.path("counts");
        // An UPDATE's counts have other names in tshark, and are not in its record.
        boolean counted = !counts.path(1).isNull();
        String own = text(
                ours.queryName(),
                ours.queryType(),
                ours.responseCode() < 0 ? -1 : ours.responseCode() & 0xf,
                counted ? List.of(ours.answerCount(), ours.authorityCount(), ours.additionalCount()) : List.of(),
                ours.truncated());
        String their = text(
                first.path("queries")
                        .path(0)
                        .path(0)
                        .asText()
                        .toLowerCase(Locale.ROOT)
                        .replace("<root>", "."),
                first.path("queries").path(0).path(1).asInt(),
                response == null ? -1 : response.path("rcode").asInt(),
                counted
                        ? List.of(
                                counts.get(1).asInt(),
                                counts.get(2).asInt(),
                                counts.get(3).asInt())
                        : List.of(),
                last.path("truncated").asInt() == 1);
        if (!own.equals(their)) {
            different.add(capture.getFileName() + ": tshark " + their + ", FlowJay " + own);
        }
    }

    private static String text(String name, int type, int code, List<Integer> counts, boolean truncated) {
        return name + " type " + type + " rcode " + code + " counts " + counts + " truncated " + truncated;
    }

    private static DnsExchange exchange(Flow flow) {
        DnsExchange exchange = new DnsExchange();
        if (flow.isTcp) {
            flow.play(new DnsStream(exchange), new DnsStream(exchange));
            return exchange;
        }
        for (Segment datagram : flow.segments) {
            if (!exchange.ended()) {
                exchange.accept(datagram.payload, 0, datagram.payload.length, datagram.cut);
            }
        }
        return exchange;
    }

    private static List<List<JsonNode>> streams(Path capture) {
        Map<String, List<JsonNode>> streams = new TreeMap<>();
        for (JsonNode message : Corpus.tshark(capture)) {
            if (message.path("kind").asText().equals("dns")) {
                String stream = message.path("transport").asText()
                        + message.path("stream").asText();
                streams.computeIfAbsent(stream, key -> new ArrayList<>()).add(message);
            }
        }
        return List.copyOf(streams.values());
    }

    private static boolean has(Flow flow, Map<Long, Flow> byFrame, JsonNode message) {
        return message == null || (byFrame.get(frame(message)) == flow && flow.has(message));
    }

    private static long frame(JsonNode message) {
        return message.path("frame").asLong();
    }

    private static boolean isResponse(JsonNode message) {
        return message.path("response").asInt() == 1;
    }

    private static boolean answers(JsonNode response, JsonNode query) {
        JsonNode questions = response.path("queries");
        return response.path("id").equals(query.path("id"))
                && (questions.isEmpty() || questions.equals(query.path("queries")));
    }

    private static JsonNode first(List<JsonNode> stream, Predicate<JsonNode> wanted) {
        return stream.stream().filter(wanted).findFirst().orElse(null);
    }
}
