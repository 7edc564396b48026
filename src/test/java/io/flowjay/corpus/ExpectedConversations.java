package io.flowjay.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * tshark's conversations of the corpus' captures. Its expectations count a frame in every IP layer and a fragmented packet once;
 * {@code layers.tsv}, also from tshark (layers-expected.py), says where that makes another sum than one layer and all fragments.
 */
final class ExpectedConversations {
    private static final Set<String> COMPARED = Set.of("tcp", "udp", "sctp", "icmp", "icmpv6", "esp");

    private final Map<String, List<String[]>> corrections;

    private ExpectedConversations(Map<String, List<String[]>> corrections) {
        this.corrections = corrections;
    }

    static ExpectedConversations load() {
        InputStream file = Objects.requireNonNull(ExpectedConversations.class.getResourceAsStream("layers.tsv"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, UTF_8))) {
            return new ExpectedConversations(lines.lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .collect(Collectors.groupingBy(fields -> fields[0] + ' ' + fields[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The conversations of one capture, of innermost or outermost IP packets. */
    Map<Conversation.Key, Conversation> of(Path capture, boolean innermost) {
        Map<Conversation.Key, Conversation> conversations = new HashMap<>();
        for (JsonNode flow : Corpus.tshark(capture)) {
            String proto = flow.path("proto").asText();
            boolean layer = innermost || flow.path("ip_layer").asInt() == 0;
            if (flow.path("kind").asText().equals("flow") && COMPARED.contains(proto) && layer) {
                put(conversations, proto, flow);
            }
        }
        String mode = innermost ? "innermost" : "outermost";
        for (String[] fields : corrections.getOrDefault(capture.getFileName() + " " + mode, List.of())) {
            correct(conversations, fields);
        }
        return conversations;
    }

    /** tshark's TCP streams of one capture by their ends, in its order; but for those whose sums have to be corrected. */
    Map<Conversation.Key, List<Conversation>> tcpStreams(Path capture) {
        Map<Conversation.Key, List<Conversation>> streams = new LinkedHashMap<>();
        for (JsonNode flow : Corpus.tshark(capture)) {
            if (flow.path("kind").asText().equals("flow")
                    && flow.path("proto").asText().equals("tcp")) {
                Map<Conversation.Key, Conversation> one = new HashMap<>();
                put(one, "tcp", flow);
                one.forEach((key, sums) ->
                        streams.computeIfAbsent(key, ends -> new ArrayList<>()).add(sums));
            }
        }
        for (String[] fields : corrections.getOrDefault(capture.getFileName() + " innermost", List.of())) {
            streams.remove(Conversation.Key.of(fields[2], fields[3] + ' ' + fields[4], fields[5] + ' ' + fields[6]));
        }
        return streams;
    }

    private static void put(Map<Conversation.Key, Conversation> conversations, String proto, JsonNode flow) {
        String a = flow.path("a").asText() + ' ' + flow.path("a_port").asInt();
        String b = flow.path("b").asText() + ' ' + flow.path("b_port").asInt();
        Conversation sums = new Conversation(
                flow.path("packets_ab").asLong(),
                flow.path("packets_ba").asLong(),
                flow.path("payload_ab").asLong(),
                flow.path("payload_ba").asLong(),
                nanos(flow.path("min_ts").asText("")),
                nanos(flow.path("max_ts").asText("")));
        Conversation.Key key = Conversation.Key.of(proto, a, b);
        conversations.merge(key, key.a().equals(a) ? sums : sums.turned(), Conversation::plus);
    }

    private static void correct(Map<Conversation.Key, Conversation> conversations, String[] fields) {
        Conversation.Key key = Conversation.Key.of(fields[2], fields[3] + ' ' + fields[4], fields[5] + ' ' + fields[6]);
        Conversation sums = new Conversation(
                Long.parseLong(fields[7]),
                Long.parseLong(fields[8]),
                Long.parseLong(fields[9]),
                Long.parseLong(fields[10]),
                nanos(fields[11]),
                nanos(fields[12]));
        if (sums.packetsAb() + sums.packetsBa() == 0) {
            conversations.remove(key);
        } else {
            conversations.put(key, sums);
        }
    }

    private static long nanos(String seconds) {
        return seconds.isEmpty() || seconds.equals("null")
                ? Conversation.NO_TIME
                : new BigDecimal(seconds).movePointRight(9).longValueExact();
    }
}
