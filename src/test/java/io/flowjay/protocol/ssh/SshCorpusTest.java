package io.flowjay.protocol.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.corpus.Corpus;
import io.flowjay.protocol.dns.CapturedFlows;
import io.flowjay.protocol.dns.CapturedFlows.Flow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Identification lines and HASSH of the corpus against tshark's. */
class SshCorpusTest {
    /** OpenSSH and Apache MINA on port 8000, which tshark does not try. */
    private static final List<String> BEYOND_TSHARK = List.of("ndpi-ssh.pcap packet 259");

    private final List<String> different = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private int lines;
    private int clientHashes;
    private int serverHashes;
    private int notAssembled;

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @Test
    void linesAndHashes() throws IOException {
        for (String folder : List.of("conformance", "malformed")) {
            for (Path capture : Corpus.captures(folder)) {
                compare(capture, folder.equals("conformance"));
            }
        }
        System.out.printf(
                "SSH: %d identification lines, %d HASSH, %d HASSH server compared, %d different; %d records of flows not assembled here%n",
                lines, clientHashes, serverHashes, different.size(), notAssembled);
        assertThat(lines).isGreaterThan(60);
        assertThat(clientHashes).isGreaterThan(25);
        assertThat(serverHashes).isGreaterThan(25);
        assertThat(different).isEmpty();
        assertThat(unexpected).isEqualTo(BEYOND_TSHARK);
    }

    private void compare(Path capture, boolean withTshark) throws IOException {
        List<Flow> flows = CapturedFlows.of(capture);
        Map<Flow, SshConversation> ours = new HashMap<>();
        for (Flow flow : flows) {
            if (flow.isTcp) {
                SshConversation ssh = new SshConversation();
                flow.play(ssh.client(), ssh.server());
                ours.put(flow, ssh);
            }
        }
        Map<Long, Flow> byFrame = CapturedFlows.byFrame(flows);
        Set<Flow> theirs = new HashSet<>();
        for (JsonNode record : Corpus.tshark(capture)) {
            if (record.path("kind").asText().equals("ssh")) {
                Flow flow = byFrame.get(record.path("frame").asLong());
                if (flow == null || !flow.has(record) || !ours.containsKey(flow)) {
                    notAssembled++;
                } else {
                    theirs.add(flow);
                    boolean client = flow.segment(record.path("frame").asLong()).forward;
                    compare(capture, record, ours.get(flow), client);
                }
            }
        }
        for (Flow flow : flows) {
            if (withTshark && flow.isTcp && ours.get(flow).detected() && !theirs.contains(flow)) {
                unexpected.add(capture.getFileName() + " packet " + flow.segments.get(0).frame);
            }
        }
    }

    private void compare(Path capture, JsonNode record, SshConversation ours, boolean client) {
        String own;
        String their;
        if (record.path("what").asText().equals("banner")) {
            lines++;
            own = client
                    ? "SSH-" + ours.clientVersion() + '-' + ours.clientSoftware()
                    : "SSH-" + ours.serverVersion() + '-' + ours.serverSoftware();
            their = record.path("banner").asText().split(" ", 2)[0];
        } else if (client) {
            clientHashes++;
            own = ours.hassh();
            their = record.path("hassh").asText("");
        } else {
            serverHashes++;
            own = ours.hasshServer();
            their = record.path("hasshserver").asText("");
        }
        if (!own.equals(their)) {
            different.add(capture.getFileName() + " packet " + record.path("frame") + ": tshark " + their + ", FlowJay "
                    + own);
        }
    }
}
