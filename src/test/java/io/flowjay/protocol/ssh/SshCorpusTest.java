package io.flowjay.protocol.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.corpus.Corpus;
import io.flowjay.protocol.dns.CapturedFlows;
import io.flowjay.protocol.dns.CapturedFlows.Flow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SshCorpusTest {
    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @Test
    void all() throws IOException {
        int hassh = 0;
        int same = 0;
        int banners = 0;
        int sameBanners = 0;
        for (String folder : List.of("conformance", "malformed")) {
            for (Path capture : Corpus.captures(folder)) {
                List<Flow> flows = CapturedFlows.of(capture);
                Map<Long, Flow> byFrame = CapturedFlows.byFrame(flows);
                Map<Flow, SshConversation> ours = new HashMap<>();
                for (Flow f : flows) {
                    if (f.isTcp) {
                        SshConversation c = new SshConversation();
                        f.play(c.client(), c.server());
                        ours.put(f, c);
                    }
                }
                Map<Flow, Boolean> theirs = new HashMap<>();
                for (JsonNode r : Corpus.tshark(capture)) {
                    if (!r.path("kind").asText().equals("ssh")) {
                        continue;
                    }
                    Flow f = byFrame.get(r.path("frame").asLong());
                    SshConversation c = ours.get(f);
                    if (c == null) {
                        System.out.println(capture.getFileName() + " NOFLOW layer " + r.path("ip_layer") + r);
                        continue;
                    }
                    theirs.put(f, true);
                    boolean forward = f.segments.stream()
                            .filter(p -> p.frame == r.path("frame").asLong())
                            .findFirst()
                            .get()
                            .forward;
                    if (r.path("what").asText().equals("banner")) {
                        banners++;
                        String o = "SSH-"
                                + (forward
                                        ? c.clientVersion() + "-" + c.clientSoftware()
                                        : c.serverVersion() + "-" + c.serverSoftware());
                        if (o.equals(r.path("banner").asText().split(" ", -1)[0])) {
                            sameBanners++;
                        } else {
                            System.out.println(capture.getFileName() + " BANNER " + o + " " + r);
                        }
                    } else {
                        hassh++;
                        String e = forward
                                ? r.path("hassh").asText()
                                : r.path("hasshserver").asText();
                        String o = forward ? c.hassh() : c.hasshServer();
                        if (e.equals(o)) {
                            same++;
                        } else {
                            System.out.println(capture.getFileName() + " HASSH forward " + forward + " ours " + o + " "
                                    + r.path("frame") + " " + r.path("hassh") + " " + r.path("hasshserver"));
                        }
                    }
                }
                for (Map.Entry<Flow, SshConversation> e : ours.entrySet()) {
                    if (e.getValue().detected() && !theirs.containsKey(e.getKey())) {
                        System.out.println(capture.getFileName() + " FALSE "
                                + e.getKey().segments.get(0).frame + " "
                                + e.getValue().clientSoftware() + e.getValue().serverSoftware());
                    }
                }
            }
        }
        System.out.printf("hassh %d of %d, banners %d of %d%n", same, hassh, sameBanners, banners);
        assertThat(hassh).isPositive();
    }
}
