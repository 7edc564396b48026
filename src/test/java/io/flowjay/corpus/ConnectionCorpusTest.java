package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowAssembler;
import io.flowjay.flow.FlowSettings;
import io.flowjay.flow.PayloadNeeds;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Connections, which are flows joined by their connection, against tshark's TCP streams, with the settings' defaults. */
@Tag("sweep")
class ConnectionCorpusTest {
    private static final double SHARE_REQUIRED = 0.99;

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @Test
    void connectionsAreTsharksStreams() throws IOException {
        ExpectedConversations expectations = ExpectedConversations.load();
        int streams = 0;
        int same = 0;
        Map<String, Integer> causes = new TreeMap<>();
        for (Path capture : Corpus.captures("conformance")) {
            Map<Conversation.Key, List<Conversation>> ours = connections(flows(capture));
            for (Map.Entry<Conversation.Key, List<Conversation>> theirs :
                    expectations.tcpStreams(capture).entrySet()) {
                List<Conversation> own = ours.getOrDefault(theirs.getKey(), List.of());
                int equal = equal(theirs.getValue(), own);
                streams += theirs.getValue().size();
                same += equal;
                if (equal < theirs.getValue().size()) {
                    String cause = cause(theirs.getValue(), own);
                    causes.merge(cause, theirs.getValue().size() - equal, Integer::sum);
                    System.out.printf(
                            "%s %s: %s: tshark %s, FlowJay %s%n",
                            capture.getFileName(), theirs.getKey(), cause, sums(theirs.getValue()), sums(own));
                }
            }
        }
        System.out.printf("connections as tshark's streams: %d of %d, the rest by cause %s%n", same, streams, causes);
        assertThat((double) same / streams).isGreaterThanOrEqualTo(SHARE_REQUIRED);
    }

    /** The parts of a connection have one initiator; 5-tuples whose initiator changes are those of several of tshark's streams. */
    @Test
    void noConnectionChangesItsInitiator() throws IOException {
        ExpectedConversations expectations = ExpectedConversations.load();
        List<String> changed = new ArrayList<>();
        int several = 0;
        for (Path capture : Corpus.captures("conformance")) {
            Map<Long, Set<String>> ofConnections = new LinkedHashMap<>();
            Map<Conversation.Key, Set<String>> ofTuples = new LinkedHashMap<>();
            Map<Conversation.Key, Integer> records = new LinkedHashMap<>();
            for (Flow flow : flows(capture)) {
                ofConnections
                        .computeIfAbsent(flow.connection(), number -> new HashSet<>())
                        .add(initiator(flow));
                ofTuples.computeIfAbsent(key(flow), key -> new HashSet<>()).add(initiator(flow));
                records.merge(key(flow), 1, Integer::sum);
            }
            assertThat(ofConnections.values()).as(capture.toString()).allMatch(initiators -> initiators.size() == 1);
            several +=
                    (int) records.values().stream().filter(count -> count > 1).count();
            Map<Conversation.Key, List<Conversation>> streams = expectations.tcpStreams(capture);
            ofTuples.forEach((key, initiators) -> {
                if (initiators.size() > 1
                        && streams.getOrDefault(key, List.of()).size() < 2) {
                    changed.add(capture.getFileName() + " " + key);
                }
            });
        }
        System.out.printf("5-tuples with several records: %d%n", several);
        assertThat(several).isPositive();
        assertThat(changed).isEmpty();
    }

    private static String initiator(Flow flow) {
        return flow.initiatorAddress() + ' ' + flow.initiatorPort();
    }

    private static Conversation.Key key(Flow flow) {
        String proto = flow.isTcp() ? "tcp" : "ip" + flow.protocol();
        return Conversation.Key.of(proto, initiator(flow), flow.responderAddress() + ' ' + flow.responderPort());
    }

    private static Map<Conversation.Key, List<Conversation>> connections(List<Flow> flows) {
        Map<Long, List<Flow>> byConnection =
                flows.stream().collect(Collectors.groupingBy(Flow::connection, TreeMap::new, Collectors.toList()));
        Map<Conversation.Key, List<Conversation>> connections = new LinkedHashMap<>();
        byConnection.values().forEach(parts -> Conversation.of(parts).forEach((key, sums) -> connections
                .computeIfAbsent(key, ends -> new ArrayList<>())
                .add(sums)));
        return connections;
    }

    /** How many of the streams are connections with the same packets and payload each way; each connection counts once. */
    private static int equal(List<Conversation> theirs, List<Conversation> ours) {
        List<String> left = new ArrayList<>(sums(ours));
        return (int) sums(theirs).stream().filter(left::remove).count();
    }

    private static List<String> sums(List<Conversation> conversations) {
        return conversations.stream()
                .map(sums -> sums.packetsAb() + "/" + sums.packetsBa() + " packets " + sums.payloadAb() + "/"
                        + sums.payloadBa() + " bytes")
                .toList();
    }

    private static String cause(List<Conversation> theirs, List<Conversation> ours) {
        if (ours.isEmpty()) {
            return "no such 5-tuple";
        }
        boolean samePackets = packets(theirs) == packets(ours);
        if (ours.size() > theirs.size()) {
            return "more connections than streams";
        }
        if (ours.size() < theirs.size()) {
            return "fewer connections than streams";
        }
        return samePackets ? "packets divided otherwise, or another payload" : "other packets";
    }

    private static long packets(List<Conversation> conversations) {
        return conversations.stream()
                .mapToLong(sums -> sums.packetsAb() + sums.packetsBa())
                .sum();
    }

    private static List<Flow> flows(Path capture) throws IOException {
        List<Flow> flows = new ArrayList<>();
        FlowSettings settings = FlowSettings.of(Settings.DEFAULT);
        try (FlowAssembler assembler = new FlowAssembler(CaptureFile.open(capture), settings, PayloadNeeds.NONE)) {
            for (Flow flow = assembler.next(); flow != null; flow = assembler.next()) {
                flows.add(flow);
            }
        } catch (CaptureException e) {
            assertThat(e.reason()).isNotBlank();
        }
        return flows;
    }
}
