package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flowjay.capture.CaptureFile;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowAssembler;
import io.flowjay.flow.FlowSettings;
import io.flowjay.flow.PayloadNeeds;
import io.flowjay.flow.PayloadSample;
import io.flowjay.settings.FinRstMode;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Samples of TCP flows in which data is sent again, against the streams that an installed tshark puts together. Data that was
 * captured out of order stays so in a sample.
 */
class PayloadSampleCorpusTest {
    private static final int LIMIT = 256;
    private static final FlowSettings WHOLE = FlowSettings.of(Settings.builder()
            .set(SettingCatalog.IDLE_TIMEOUT, Duration.ZERO)
            .set(SettingCatalog.FIN_RST_MODE, FinRstMode.NEVER)
            .set(SettingCatalog.MAX_OPEN_FLOWS, 1_000_000)
            .build());

    /** One side of a stream: the address and port, and the data in hex. */
    private record Side(String end, String data) {}

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
        assumeTrue(TsharkStreams.isInstalled(), "no tshark");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "arkime-socks5-smtp-503.pcap, 2, 0",
        "ndpi-edonkey.pcap, 2, 0",
        "ndpi-teams.pcap, 80, 15",
        "nfstream-alexa-app.pcapng, 200, 0",
        "nfstream-android.pcap, 50, 1",
        "tcpdump-pptp.pcap, 2, 0",
        "zeek-tcp_retransmit-timeout.pcapng, 2, 0"
    })
    void samplesAreTheBeginningsOfTheStreams(String name, int atLeast, int captureOutOfOrder) throws IOException {
        Path capture = Corpus.beside("corpus").resolve("conformance/" + name);
        Map<String, List<Side>> streams = streams(capture);
        int compared = 0;
        List<String> different = new ArrayList<>();
        try (FlowAssembler flows =
                new FlowAssembler(CaptureFile.open(capture), WHOLE, new PayloadNeeds(Set.of(), LIMIT))) {
            for (Flow flow = flows.next(); flow != null; flow = flows.next()) {
                String initiator = flow.initiatorAddress() + ' ' + flow.initiatorPort();
                String responder = flow.responderAddress() + ' ' + flow.responderPort();
                List<Side> sides = streams.getOrDefault(TsharkStreams.key(initiator, responder), List.of());
                if (!flow.isTcp() || sides.size() != 2) {
                    continue;
                }
                for (Side side : sides) {
                    compared++;
                    String expected = side.data.substring(0, Math.min(2 * LIMIT, side.data.length()));
                    String actual = text(flow.sample(), side.end.equals(responder));
                    if (!actual.equals(expected)) {
                        different.add(side.end + ": tshark " + expected + ", FlowJay " + actual);
                    }
                }
            }
        }
        System.out.printf("%s: %d of %d sides differ%n", name, different.size(), compared);
        assertThat(compared).isGreaterThanOrEqualTo(atLeast);
        assertThat(different).hasSize(captureOutOfOrder);
    }

    private static String text(@Nullable PayloadSample sample, boolean ofResponder) {
        return sample == null ? "" : HexFormat.of().formatHex(sample.bytes(ofResponder), 0, sample.size(ofResponder));
    }

    /** Both sides of each stream by its ends; four or more where streams have the same ends. */
    private static Map<String, List<Side>> streams(Path capture) throws IOException {
        int count = tshark(capture, "-Y", "tcp", "-T", "fields", "-e", "tcp.stream", "-E", "occurrence=f").stream()
                .filter(number -> !number.isEmpty())
                .mapToInt(number -> Integer.parseInt(number) + 1)
                .max()
                .orElse(0);
        List<String> taps = new ArrayList<>(List.of("-q"));
        for (int stream = 0; stream < count; stream++) {
            taps.addAll(List.of("-z", "follow,tcp,raw," + stream));
        }
        Map<String, List<Side>> streams = new HashMap<>();
        String[] ends = new String[2];
        StringBuilder[] data = {new StringBuilder(), new StringBuilder()};
        for (String line : tshark(capture, taps.toArray(new String[0]))) {
            if (line.startsWith("Node ")) {
                int node = line.charAt("Node ".length()) - '0';
                String end = line.substring("Node 0: ".length());
                int colon = end.lastIndexOf(':');
                ends[node] = end.substring(0, colon).replaceAll("[\\[\\]]", "") + ' ' + end.substring(colon + 1);
                data[node].setLength(0);
            } else if (line.matches("\t?[0-9a-f]+")) {
                data[line.startsWith("\t") ? 1 : 0].append(line.strip());
            } else if (line.startsWith("=") && ends[1] != null) {
                List<Side> sides =
                        streams.computeIfAbsent(TsharkStreams.key(ends[0], ends[1]), ignored -> new ArrayList<>());
                sides.add(new Side(ends[0], data[0].toString()));
                sides.add(new Side(ends[1], data[1].toString()));
                ends[1] = null;
            }
        }
        return streams;
    }

    private static List<String> tshark(Path capture, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", capture.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var reader = process.inputReader()) {
            return reader.lines().toList();
        }
    }
}
