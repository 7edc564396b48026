package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.capture.CaptureFile;
import io.flowjay.flow.CaptureCounts;
import io.flowjay.flow.FinRstMode;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowAssembler;
import io.flowjay.flow.FlowSettings;
import io.flowjay.packet.Ignored;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Flows against tshark's conversations, over every capture of the corpus. */
class FlowCorpusTest {
    /** No timeout, no end by FIN or RST: a flow is then all packets of a 5-tuple, as the sums of tshark's conversations are. */
    private static final FlowSettings WHOLE =
            new FlowSettings(Duration.ZERO, Duration.ZERO, FinRstMode.NEVER, 1_000_000, 1_000_000, false, 1.0, 0);

    /**
     * Conversations that differ, by capture; each is explained in deviations.md. The test fails when one of them goes, or when
     * another comes.
     */
    private static final Map<String, Integer> EXPLAINED = Map.of(
            "ndpi-sites.pcapng", 1,
            "suri-transform-base64-7296_input.pcap", 2,
            "pcapnggen-output_be_difficult_test202.pcapng", 1,
            "pcapnggen-output_le_difficult_test202.pcapng", 1,
            "suri-detect-ipopts_input.pcap", 3,
            "tcpdump-cve-2014-8769-AODV.pcap", 1,
            "tcpdump-lwres-pointer-arithmetic-ub.pcap", 1,
            "wssamples-bootparams.cap", 1,
            "zeek-ipv6-mobility-dst-opts.pcap", 1,
            "own-enc-v4-ah.pcap", 1);

    private static final long NO_TIME = Long.MIN_VALUE;

    /** One 5-tuple's sums. */
    private record Sums(long packets, long payload, long first, long last) {
        /** Whether all is equal; where tshark knows no times (Simple Packet Blocks), all but these. */
        boolean agrees(Sums other) {
            return first == NO_TIME ? packets == other.packets && payload == other.payload : equals(other);
        }

        Sums plus(Sums other) {
            return new Sums(
                    packets + other.packets,
                    payload + other.payload,
                    Math.min(first, other.first),
                    Math.max(last, other.last));
        }
    }

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @Test
    void everyPacketIsInAFlowOrIgnoredForAReason() throws IOException {
        int captures = 0;
        CaptureCounts total = new CaptureCounts();
        for (Path capture : captures("conformance", "malformed")) {
            CaptureCounts counts = new CaptureCounts();
            List<Flow> flows = assemble(capture, FlowSettings.DEFAULT, counts);
            long ignored = sum(counts.ignored().values().stream().mapToLong(Long::longValue));
            assertThat(counts.packetsInFlows() + ignored).as(capture.toString()).isEqualTo(counts.packetsRead());
            long inFlows = sum(flows.stream().mapToLong(flow -> flow.packets().size()));
            assertThat(inFlows).as(capture.toString()).isEqualTo(counts.packetsInFlows());
            total.add(counts);
            captures++;
        }
        Map<String, Long> reasons = new TreeMap<>();
        total.ignored().forEach((reason, count) -> reasons.put(reason.text(), count));
        System.out.printf(
                "%d captures: %d packets read, %d in flows, ignored %s%n",
                captures, total.packetsRead(), total.packetsInFlows(), reasons);
        assertThat(total.packetsRead()).isPositive();
    }

    @Test
    void flowsAreTsharksConversations() throws IOException {
        int compared = 0;
        int same = 0;
        Map<String, Integer> different = new TreeMap<>();
        for (Path capture : captures("conformance")) {
            List<JsonNode> expected = Corpus.tshark(capture);
            if (!comparable(expected)) {
                continue;
            }
            CaptureCounts counts = new CaptureCounts();
            Map<String, Sums> ours = ours(assemble(capture, WHOLE, counts));
            if (counts.ignored().containsKey(Ignored.UNSUPPORTED_LINK_TYPE)
                    || counts.ignored().containsKey(Ignored.UNSUPPORTED_ENCAPSULATION)) {
                continue;
            }
            for (Map.Entry<String, Sums> conversation : theirs(expected).entrySet()) {
                compared++;
                Sums own = ours.get(conversation.getKey());
                if (own != null && conversation.getValue().agrees(own)) {
                    same++;
                } else {
                    different.merge(capture.getFileName().toString(), 1, Integer::sum);
                    System.out.printf(
                            "%s %s: tshark %s, FlowJay %s%n",
                            capture.getFileName(), conversation.getKey(), conversation.getValue(), own);
                }
            }
        }
        System.out.printf("conversations as tshark has them: %d of %d%n", same, compared);
        assertThat(compared).isPositive();
        assertThat(different).isEqualTo(EXPLAINED);
    }

    /** Captures with tunnels or fragments count packets in several layers, which is not comparable flow by flow. */
    static boolean comparable(List<JsonNode> expected) {
        return expected.stream()
                .noneMatch(record -> record.path("kind").asText().equals("ipfrag")
                        || record.path("ip_layer").asInt() > 0);
    }

    private static Map<String, Sums> theirs(List<JsonNode> expected) {
        Map<String, Sums> conversations = new HashMap<>();
        for (JsonNode flow : expected) {
            String proto = flow.path("proto").asText();
            if (flow.path("kind").asText().equals("flow") && (proto.equals("tcp") || proto.equals("udp"))) {
                Sums sums = new Sums(
                        flow.path("packets_ab").asLong()
                                + flow.path("packets_ba").asLong(),
                        flow.path("payload_ab").asLong()
                                + flow.path("payload_ba").asLong(),
                        nanos(flow.path("min_ts")),
                        nanos(flow.path("max_ts")));
                String a = flow.path("a").asText() + ' ' + flow.path("a_port").asInt();
                String b = flow.path("b").asText() + ' ' + flow.path("b_port").asInt();
                conversations.merge(key(proto, a, b), sums, Sums::plus);
            }
        }
        return conversations;
    }

    private static long nanos(JsonNode seconds) {
        return seconds.isNull()
                ? NO_TIME
                : new BigDecimal(seconds.asText()).movePointRight(9).longValueExact();
    }

    private static Map<String, Sums> ours(List<Flow> flows) {
        Map<String, Sums> conversations = new HashMap<>();
        for (Flow flow : flows) {
            int packets = flow.packets().size();
            long payload = 0;
            for (int i = 0; i < packets; i++) {
                payload += flow.packets().payloads()[i];
            }
            String proto = flow.protocol() == 6 ? "tcp" : flow.protocol() == 17 ? "udp" : "other";
            String a = flow.initiatorAddress() + ' ' + flow.initiatorPort();
            String b = flow.responderAddress() + ' ' + flow.responderPort();
            conversations.merge(
                    key(proto, a, b), new Sums(packets, payload, flow.startNanos(), flow.endNanos()), Sums::plus);
        }
        return conversations;
    }

    private static String key(String proto, String a, String b) {
        return a.compareTo(b) < 0 ? proto + ' ' + a + " - " + b : proto + ' ' + b + " - " + a;
    }

    private static List<Flow> assemble(Path capture, FlowSettings settings, CaptureCounts counts) throws IOException {
        List<Flow> flows = new ArrayList<>();
        try (FlowAssembler assembler = new FlowAssembler(CaptureFile.open(capture), settings)) {
            for (Flow flow = assembler.next(); flow != null; flow = assembler.next()) {
                flows.add(flow);
            }
            counts.add(assembler.counts());
        } catch (io.flowjay.capture.CaptureException e) {
            assertThat(e.reason()).isNotBlank();
        }
        return flows;
    }

    private static List<Path> captures(String... folders) {
        return Stream.of(folders)
                .flatMap(folder -> Corpus.captures(folder).stream())
                .toList();
    }

    private static long sum(LongStream values) {
        return values.sum();
    }
}
