package io.flowjay.protocol.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.corpus.Corpus;
import io.flowjay.protocol.dns.CapturedFlows.Flow;
import io.flowjay.protocol.dns.CapturedFlows.Payload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** First exchanges over UDP against tshark's. */
class DnsCorpusTest {
    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @Test
    void exchanges() throws IOException {
        int compared = 0;
        int same = 0;
        int found = 0;
        for (String folder : List.of("conformance", "malformed")) {
            for (Path capture : Corpus.captures(folder)) {
                Map<String, List<JsonNode>> streams = new LinkedHashMap<>();
                for (JsonNode r : Corpus.tshark(capture)) {
                    if (r.path("kind").asText().equals("dns")) {
                        streams.computeIfAbsent(
                                        r.path("transport").asText()
                                                + r.path("stream").asText(),
                                        k -> new ArrayList<>())
                                .add(r);
                    }
                }
                List<Flow> flows = CapturedFlows.of(capture);
                Map<Long, Flow> byFrame = new LinkedHashMap<>();
                for (Flow f : flows) {
                    for (Payload p : f.payloads) {
                        byFrame.put(p.frame, f);
                    }
                }
                Map<Flow, List<JsonNode>> expected = new LinkedHashMap<>();
                for (List<JsonNode> s : streams.values()) {
                    Flow f = byFrame.get(s.get(0).path("frame").asLong());
                    if (f == null) {
                        System.out.println(capture.getFileName() + " NOFLOW " + s.get(0));
                    } else {
                        expected.put(f, s);
                    }
                }
                for (Flow f : flows) {
                    DnsExchange x = new DnsExchange();
                    if (f.isTcp()) {
                        continue;
                    }
                    for (Payload p : f.payloads) {
                        if (!x.ended()) {
                            x.accept(p.bytes, 0, p.bytes.length, p.cut);
                        }
                    }
                    List<JsonNode> s = expected.get(f);
                    if (s == null) {
                        if (x.detected()) {
                            System.out.println(capture.getFileName() + " FALSE " + f.initiator + " " + f.responder + " "
                                    + f.payloads.get(0).frame + " " + x.queryName() + " " + x.queryType());
                        }
                        continue;
                    }
                    compared++;
                    if (!x.detected()) {
                        System.out.println(capture.getFileName() + " MISSED " + s.get(0));
                        continue;
                    }
                    found++;
                    JsonNode q = s.stream()
                            .filter(r -> r.path("response").asInt() == 0)
                            .findFirst()
                            .orElse(null);
                    JsonNode a = s.stream()
                            .filter(r -> r.path("response").asInt() == 1
                                    && (q == null
                                            || (q.path("id").equals(r.path("id"))
                                                    && (r.path("queries").isEmpty()
                                                            || r.path("queries").equals(q.path("queries"))))))
                            .findFirst()
                            .orElse(null);
                    JsonNode n = q != null ? q : a;
                    String name = n.path("queries")
                            .path(0)
                            .path(0)
                            .asText()
                            .toLowerCase(java.util.Locale.ROOT)
                            .replace("<root>", ".");
                    int type = n.path("queries").path(0).path(1).asInt();
                    int rcode = a == null ? -1 : a.path("rcode").asInt();
                    String theirs = name + " " + type + " " + rcode;
                    String ours = x.queryName() + " " + x.queryType() + " "
                            + (x.responseCode() < 0 ? -1 : x.responseCode() & 15);
                    if (ours.equals(theirs)) {
                        same++;
                    } else {
                        System.out.println(capture.getFileName() + " DIFF ours " + ours + " theirs " + theirs);
                    }
                }
            }
        }
        System.out.println(compared + " found " + found + " same " + same);
        assertThat(compared).isPositive();
    }
}
