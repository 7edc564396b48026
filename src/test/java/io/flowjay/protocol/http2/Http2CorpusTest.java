package io.flowjay.protocol.http2;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.corpus.Corpus;
import io.flowjay.protocol.dns.CapturedFlows;
import io.flowjay.protocol.dns.CapturedFlows.Flow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** HTTP/2 in clear text, among all TCP connections of the corpus. */
class Http2CorpusTest {
    /** Counted in the bytes that tshark's "follow TCP stream" gives, by capture. */
    private static final Map<String, Counts> EXPECTED = Map.of(
            "arkime-arkime_synthetic.pcap", new Counts(1, 0, 0, 1, 0, 0, 0, 0),
            "arkime-http2-nghttp2.pcap", new Counts(21, 4, 3, 4, 1, 1, 2, 2),
            "suri-dns-over-http2-limit_input.pcap", new Counts(35, 11, 2, 4, 0, 0, 9, 1),
            "suri-http2-continuation_input.pcap", new Counts(11, 1, 2, 4, 0, 0, 1, 1),
            "suri-http2-deflate-case_input.pcap", new Counts(10, 1, 1, 4, 0, 2, 2, 1),
            // Damaged: the client's SETTINGS is on stream 65536, and nothing counts from there.
            "suri-drop-protocol-change_input.pcap", new Counts(3, 1, 1, 1, 0, 0, 0, 1),
            // Damaged: the server's direction is missing. A second connection lacks the segment before its preface.
            "suri-transform-base64-7296_input.pcap", new Counts(2, 0, 0, 1, 0, 0, 1, 0));

    private record Counts(
            int frames, int data, int headers, int settings, int promises, int goaway, int windows, int streams) {}

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @Test
    void clearTextOnly() throws IOException {
        Map<String, Counts> found = new TreeMap<>();
        int connections = 0;
        int detected = 0;
        for (String folder : List.of("conformance", "malformed")) {
            for (Path capture : Corpus.captures(folder)) {
                for (Flow flow : CapturedFlows.of(capture)) {
                    if (flow.isTcp) {
                        connections++;
                        Http2Conversation http2 = new Http2Conversation();
                        flow.play(http2.forward(), http2.backward());
                        if (http2.prefaceSeen()) {
                            detected++;
                            found.put(capture.getFileName().toString(), counts(http2));
                        }
                    }
                }
            }
        }
        System.out.printf("HTTP/2: %d of %d TCP connections, %d expected%n", detected, connections, EXPECTED.size());
        assertThat(found).isEqualTo(EXPECTED);
        assertThat(detected).isEqualTo(EXPECTED.size());
    }

    private static Counts counts(Http2Conversation http2) {
        return new Counts(
                http2.frames(),
                http2.dataFrames(),
                http2.headersFrames(),
                http2.settingsFrames(),
                http2.pushPromiseFrames(),
                http2.goawayFrames(),
                http2.windowUpdateFrames(),
                http2.streams());
    }
}
