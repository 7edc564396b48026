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

    private final Shares shares = new Shares();
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
        shares.print("group ssh as tshark has it:");
        for (String kind : List.of("ssh_detected", "identification", "ssh_hassh", "ssh_hassh_server")) {
            assertThat(shares.compared(kind)).as(kind).isGreaterThan(25);
            assertThat(shares.of(kind)).as(kind).isEqualTo(1);
        }
        assertThat(beyond).isEqualTo(BEYOND_TSHARK);
    }

    private void compare(Path capture) throws IOException {
        String name = capture.getFileName().toString();
        CaptureRecords records = CaptureRecords.ofWholeConversations(capture, "ssh");
        Set<FlowRecord> theirs = new HashSet<>();
        for (JsonNode message : Corpus.tshark(capture)) {
            if (message.path("kind").asText().equals("ssh")) {
                FlowRecord record = records.of(message);
                boolean detected = record != null && record.get("ssh_detected").equals(true);
                shares.check(name, place(message), "ssh_detected", true, detected);
                if (record != null) {
                    theirs.add(record);
                    compare(name, message, record);
                }
            }
        }
        for (FlowRecord record : records.all().toList()) {
            if (record.get("ssh_detected").equals(true) && !theirs.contains(record)) {
                beyond.add(name + " " + CaptureRecords.key(record));
            }
        }
    }

    private void compare(String capture, JsonNode message, FlowRecord record) {
        boolean client = CaptureRecords.isFromInitiator(record, message);
        boolean line = message.path("what").asText().equals("banner");
        String kind = line ? "identification" : client ? "ssh_hassh" : "ssh_hassh_server";
        String field = line ? "banner" : client ? "hassh" : "hasshserver";
        Object own = line ? line(record, client ? "client" : "server") : record.get(kind);
        shares.check(capture, place(message), kind, message.path(field).asText(""), own);
    }

    private static String place(JsonNode message) {
        return "packet " + message.path("frame");
    }

    private static String line(FlowRecord record, String end) {
        String comments = (String) record.get("ssh_" + end + "_comments");
        return "SSH-" + record.get("ssh_" + end + "_version") + '-' + record.get("ssh_" + end + "_software")
                + (comments.isEmpty() ? "" : " " + comments);
    }
}
