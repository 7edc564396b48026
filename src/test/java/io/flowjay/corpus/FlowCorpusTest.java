package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.flow.CaptureCounts;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowAssembler;
import io.flowjay.flow.FlowSettings;
import io.flowjay.flow.PayloadNeeds;
import io.flowjay.settings.FinRstMode;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flows against tshark's conversations, over every capture of the corpus. */
class FlowCorpusTest {
    /** No timeout, no end by FIN or RST: a flow is then all packets of a 5-tuple, as the sums of tshark's conversations are. */
    private static final Settings WHOLE = Settings.builder()
            .set(SettingCatalog.IDLE_TIMEOUT, Duration.ZERO)
            .set(SettingCatalog.FIN_RST_MODE, FinRstMode.NEVER)
            .set(SettingCatalog.MAX_OPEN_FLOWS, 1_000_000)
            .build();

    private static final double SHARE_REQUIRED = 0.99;

    /**
     * Conversations that differ, by capture; each is explained in deviations.md. The test fails when one of them goes, or when
     * another comes.
     */
    private static final Map<String, Integer> EXPLAINED = Map.ofEntries(
            Map.entry("arkime-arkime_synthetic.pcap", 1),
            Map.entry("ndpi-fuzz-2020-02-16-11740.pcap", 9),
            Map.entry("ndpi-sites.pcapng", 1),
            Map.entry("pcap4j-pcap4j-packettest_src_test_resources_IpV4PacketTest.pcap", 1),
            Map.entry("pcapnggen-output_be_difficult_test202.pcapng", 1),
            Map.entry("pcapnggen-output_le_difficult_test202.pcapng", 1),
            Map.entry("suri-detect-ipopts_input.pcap", 3),
            Map.entry("suri-transform-base64-7296_input.pcap", 2),
            Map.entry("tcpdump-cve-2014-8769-AODV.pcap", 1),
            Map.entry("tcpdump-lwres-pointer-arithmetic-ub.pcap", 1),
            Map.entry("tcpdump-rip_error_hexdump.pcap", 1),
            Map.entry("wssamples-bootparams.cap", 1),
            Map.entry("zeek-ipv6-mobility-dst-opts.pcap", 1),
            Map.entry("zeek-ipv6-reassembly-state-leak.pcap", 1));

    /** The same of innermost flows only. */
    private static final Map<String, Integer> EXPLAINED_INNERMOST = Map.of("libpcap-filter_AH-IPcomp-IPv6.pcap", 1);

    /** TCP and UDP conversations that tshark does not have, likewise. */
    private static final Map<String, Integer> ADDITIONAL = Map.of(
            "own-enc-mpls-pw.pcap", 1,
            "own-link-null-af10-v6.pcap", 1,
            "pcap4j-pcap4j-packettest_src_test_resources_IpV4PacketTest.pcap", 1,
            "wssamples-bootparams.cap", 2);

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @ParameterizedTest(name = "innermost flows: {0}")
    @ValueSource(booleans = {true, false})
    void everyPacketIsInAFlowOrIgnoredForAReason(boolean innermost) throws IOException {
        FlowSettings settings = decapsulating(Settings.DEFAULT, innermost);
        int captures = 0;
        CaptureCounts total = new CaptureCounts();
        for (Path capture : captures("conformance", "malformed")) {
            CaptureCounts counts = new CaptureCounts();
            List<Flow> flows = assemble(capture, settings, counts);
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
                "%d captures: %d packets read, %d in flows, %d overlapping fragments, ignored %s%n",
                captures, total.packetsRead(), total.packetsInFlows(), total.fragmentOverlaps(), reasons);
        assertThat(total.packetsRead()).isPositive();
    }

    @ParameterizedTest(name = "innermost flows: {0}")
    @ValueSource(booleans = {true, false})
    void flowsAreTsharksConversations(boolean innermost) throws IOException {
        ExpectedConversations expectations = ExpectedConversations.load();
        FlowSettings settings = decapsulating(WHOLE, innermost);
        int compared = 0;
        int same = 0;
        Map<String, Integer> different = new TreeMap<>();
        Map<String, Integer> additional = new TreeMap<>();
        for (Path capture : captures("conformance")) {
            String name = capture.getFileName().toString();
            Map<Conversation.Key, Conversation> ours =
                    Conversation.of(assemble(capture, settings, new CaptureCounts()));
            Map<Conversation.Key, Conversation> theirs = expectations.of(capture, innermost);
            int equal = equal(name, theirs, ours);
            count(additional, name, additional(name, theirs, ours));
            count(different, name, theirs.size() - equal);
            if (equal < theirs.size()) {
                System.out.printf("%s: %d of %d conversations equal%n", name, equal, theirs.size());
            }
            compared += theirs.size();
            same += equal;
        }
        System.out.printf("conversations as tshark has them: %d of %d%n", same, compared);
        assertThat((double) same / compared).isGreaterThanOrEqualTo(SHARE_REQUIRED);
        Map<String, Integer> explained = new TreeMap<>(EXPLAINED);
        explained.putAll(innermost ? EXPLAINED_INNERMOST : Map.of());
        assertThat(different).isEqualTo(explained);
        assertThat(additional).isEqualTo(ADDITIONAL);
    }

    private static int equal(
            String capture, Map<Conversation.Key, Conversation> theirs, Map<Conversation.Key, Conversation> ours) {
        int equal = 0;
        for (Map.Entry<Conversation.Key, Conversation> entry : theirs.entrySet()) {
            Conversation own = ours.get(entry.getKey());
            if (own != null && entry.getValue().agrees(entry.getKey(), own)) {
                equal++;
            } else {
                System.out.printf("%s %s: tshark %s, FlowJay %s%n", capture, entry.getKey(), entry.getValue(), own);
            }
        }
        return equal;
    }

    private static int additional(
            String capture, Map<Conversation.Key, Conversation> theirs, Map<Conversation.Key, Conversation> ours) {
        int additional = 0;
        for (Map.Entry<Conversation.Key, Conversation> entry : ours.entrySet()) {
            if (entry.getKey().isWhole() && !theirs.containsKey(entry.getKey())) {
                additional++;
                System.out.printf("%s %s: only FlowJay %s%n", capture, entry.getKey(), entry.getValue());
            }
        }
        return additional;
    }

    private static void count(Map<String, Integer> byCapture, String capture, int number) {
        if (number > 0) {
            byCapture.put(capture, number);
        }
    }

    /** Whether a capture has neither tunnels nor fragments. */
    static boolean comparable(List<JsonNode> expected) {
        return expected.stream()
                .noneMatch(record -> record.path("kind").asText().equals("ipfrag")
                        || record.path("ip_layer").asInt() > 0);
    }

    private static FlowSettings decapsulating(Settings settings, boolean innermost) {
        return FlowSettings.of(
                settings.toBuilder().set(SettingCatalog.DECAPSULATE, innermost).build());
    }

    private static List<Flow> assemble(Path capture, FlowSettings settings, CaptureCounts counts) throws IOException {
        List<Flow> flows = new ArrayList<>();
        try (FlowAssembler assembler = new FlowAssembler(CaptureFile.open(capture), settings, PayloadNeeds.NONE)) {
            for (Flow flow = assembler.next(); flow != null; flow = assembler.next()) {
                flows.add(flow);
            }
            counts.add(assembler.counts());
        } catch (CaptureException e) {
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
