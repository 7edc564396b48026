package io.flowjay.protocol.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.corpus.Corpus;
import io.flowjay.protocol.dns.CapturedFlows;
import io.flowjay.protocol.dns.CapturedFlows.Flow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class Http2CorpusTest {
    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @Test
    void all() throws IOException {
        int n = 0;
        for (String folder : List.of("conformance", "malformed")) {
            for (Path capture : Corpus.captures(folder)) {
                for (Flow f : CapturedFlows.of(capture)) {
                    if (f.isTcp) {
                        n++;
                        Http2Conversation c = new Http2Conversation();
                        f.play(c.forward(), c.backward());
                        if (c.prefaceSeen()) {
                            System.out.println(capture.getFileName() + " " + f.segments.get(0).frame + " frames "
                                    + c.frames() + " data " + c.dataFrames() + " headers " + c.headersFrames()
                                    + " settings " + c.settingsFrames() + " push " + c.pushPromiseFrames() + " goaway "
                                    + c.goawayFrames() + " window " + c.windowUpdateFrames() + " streams "
                                    + c.streams());
                        }
                    }
                }
            }
        }
        System.out.println(n);
        assertThat(n).isPositive();
    }
}
