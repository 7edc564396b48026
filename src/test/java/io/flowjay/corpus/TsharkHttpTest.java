package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flowjay.packet.IpProtocol;
import io.flowjay.record.FlowRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Group http1 against an installed tshark, over the corpus: the first request and the first response of each TCP stream. */
@Tag("full")
class TsharkHttpTest {
    private static final List<String> FIELDS = List.of(
            "frame.time_epoch",
            "tcp.stream",
            "ip.src",
            "ipv6.src",
            "tcp.srcport",
            "ip.dst",
            "ipv6.dst",
            "tcp.dstport",
            "http.request.method",
            "http.host",
            "http.user_agent",
            "http.response.code",
            "http.server");

    /** What tshark has of a field in at least this share of the streams must be in the record. */
    private static final double LEAST = 0.97;

    private final Shares shares = new Shares();

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
        assumeTrue(TsharkStreams.isInstalled(), "no tshark");
    }

    @Test
    void firstMessagesAreTsharks() throws IOException {
        for (Path capture : Corpus.captures("conformance")) {
            List<String[]> frames = frames(capture);
            if (!frames.isEmpty()) {
                compare(
                        capture.getFileName().toString(),
                        frames,
                        CaptureRecords.ofWholeConversations(capture, "http1"));
            }
        }
        shares.print("HTTP/1 against an installed tshark");
        for (String field : List.of("http1_method", "http1_host", "http1_user_agent", "http1_status", "http1_server")) {
            assertThat(shares.compared(field)).as(field).isGreaterThan(100);
            assertThat(shares.of(field)).as(field).isGreaterThan(LEAST);
        }
    }

    private void compare(String capture, List<String[]> frames, CaptureRecords records) {
        Map<String, FlowRecord> asked = new TreeMap<>();
        Map<String, FlowRecord> answered = new TreeMap<>();
        for (String[] frame : frames) {
            FlowRecord record = records.of(
                    IpProtocol.TCP,
                    frame[2] + frame[3] + ' ' + frame[4],
                    frame[5] + frame[6] + ' ' + frame[7],
                    frame[0].isEmpty() ? 0 : Double.parseDouble(frame[0]));
            if (record == null) {
                continue;
            }
            if (!frame[8].isEmpty() && asked.put(frame[1], record) == null) {
                check(capture, frame[1], record, "http1_method", frame[8]);
                check(capture, frame[1], record, "http1_host", frame[9]);
                check(capture, frame[1], record, "http1_user_agent", frame[10]);
            }
            if (!frame[11].isEmpty() && answered.put(frame[1], record) == null) {
                check(capture, frame[1], record, "http1_status", frame[11]);
                check(capture, frame[1], record, "http1_server", frame[12]);
            }
        }
    }

    private void check(String capture, String stream, FlowRecord record, String feature, String expected) {
        if (!expected.isEmpty()) {
            shares.check(capture, "stream " + stream, feature, expected.strip(), String.valueOf(record.get(feature)));
        }
    }

    private static List<String[]> frames(Path capture) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "tshark", "-n", "-r", capture.toString(), "-Y", "http && tcp", "-T", "fields", "-E", "occurrence=f"));
        FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var reader = process.inputReader()) {
            return reader.lines().map(line -> line.split("\t", -1)).toList();
        }
    }
}
