package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.record.FlowRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Group ssh against tshark's lines and fingerprints, over the corpus. */
class SshCorpusTest {
    /** What tshark does not know to be SSH: OpenSSH and Apache MINA on port 8000, which it does not try. */
    private static final List<String> BEYOND_TSHARK = List.of("ndpi-ssh.pcap 6 127.0.0.1 58496 - 127.0.0.1 8000");

    private final Comparison comparison = new Comparison();
    private final List<String> beyond = new ArrayList<>();

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @Test
    void recordsHaveTsharksLinesAndFingerprints() throws IOException {
        for (Path capture : Corpus.captures("conformance")) {
            compare(capture);
        }
        comparison.print();
        for (String kind : List.of("ssh_detected", "identification", "ssh_hassh", "ssh_hassh_server")) {
            assertThat(comparison.compared(kind)).as(kind).isGreaterThan(25);
            assertThat(comparison.share(kind)).as(kind).isEqualTo(1);
        }
        assertThat(beyond).isEqualTo(BEYOND_TSHARK);
    }

    private void compare(Path capture) throws IOException {
        ConversationRecords records = ConversationRecords.of(capture, "ssh");
        Set<FlowRecord> theirs = new HashSet<>();
        for (JsonNode message : Corpus.tshark(capture)) {
            if (message.path("kind").asText().equals("ssh")) {
                String place = capture.getFileName() + " packet " + message.path("frame");
                FlowRecord record = records.of(message);
                comparison.add(
                        "ssh_detected",
                        place,
                        true,
                        record != null && record.get("ssh_detected").equals(true));
                if (record != null) {
                    theirs.add(record);
                    compare(place, message, record);
                }
            }
        }
        for (FlowRecord record : records.all()) {
            if (record.get("ssh_detected").equals(true) && !theirs.contains(record)) {
                beyond.add(capture.getFileName() + " " + ConversationRecords.key(record));
            }
        }
    }

    private void compare(String place, JsonNode message, FlowRecord record) {
        boolean client = ConversationRecords.isFromInitiator(record, message);
        if (message.path("what").asText().equals("banner")) {
            comparison.add(
                    "identification",
                    place,
                    message.path("banner").asText(),
                    line(record, client ? "client" : "server"));
        } else if (client) {
            comparison.add("ssh_hassh", place, message.path("hassh").asText(""), record.get("ssh_hassh"));
        } else {
            comparison.add(
                    "ssh_hassh_server", place, message.path("hasshserver").asText(""), record.get("ssh_hassh_server"));
        }
    }

    private static String line(FlowRecord record, String end) {
        String comments = (String) record.get("ssh_" + end + "_comments");
        return "SSH-" + record.get("ssh_" + end + "_version") + '-' + record.get("ssh_" + end + "_software")
                + (comments.isEmpty() ? "" : " " + comments);
    }
}
