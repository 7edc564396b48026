package io.flowjay.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What records of a capture come, in which order, and what comes when the capture is damaged. */
class FlowRecordsTest {
    private static final int[] THREADS = {1, 2, 3, 8};
    private static final int PACKETS = 15_000;

    static Stream<Arguments> captures() throws IOException {
        long seed = new Random().nextLong();
        byte[] traffic = TestTraffic.capture(seed, PACKETS);
        return Stream.of(
                arguments(named("sample", Extracts.sample()), 38),
                arguments(named("traffic of seed " + seed, traffic), 1000),
                arguments(
                        named("traffic of seed " + seed + ", cut", Arrays.copyOf(traffic, traffic.length * 2 / 3)),
                        600));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("captures")
    void bytesAreTheSameForAnyNumberOfThreads(byte[] capture, int atLeast) throws IOException {
        Outcome one = extract(capture, 1);
        assertThat(one.records).hasSizeGreaterThanOrEqualTo(atLeast);
        byte[] lines = Extracts.lines(one.records);
        for (int threads : THREADS) {
            Outcome several = extract(capture, threads);
            assertThat(Extracts.lines(several.records))
                    .as("%d threads", threads)
                    .isEqualTo(lines);
            assertThat(several.failure).as("%d threads", threads).isEqualTo(one.failure);
            assertThat(several.packets).as("%d threads", threads).isEqualTo(one.packets);
        }
    }

    @ParameterizedTest
    @MethodSource("threads")
    void textMadeAheadIsThatOfTheWriter(int threads) throws IOException {
        Settings.Builder settings = Settings.builder();
        settings.set(SettingCatalog.THREADS, threads);
        List<FlowRecord> records = Extracts.records(Extracts.sample(), settings);
        List<FlowRecord> withText = new ArrayList<>();
        try (FlowRecords all =
                Extraction.of(settings.build()).recordsWithText(CaptureFile.open(Extracts.sample(), "sample.pcapng"))) {
            all.forEachRemaining(withText::add);
        }
        assertThat(Extracts.lines(withText)).isEqualTo(Extracts.lines(records));
        for (int i = 0; i < records.size(); i++) {
            assertThat(withText.get(i)).isEqualTo(records.get(i));
            assertThat(withText.get(i).json())
                    .isEqualTo(records.get(i).json())
                    .as("the text is there")
                    .isSameAs(withText.get(i).json());
            assertThat(new String(records.get(i).json(), UTF_8) + '\n')
                    .isEqualTo(new String(Extracts.lines(records.subList(i, i + 1)), UTF_8));
        }
    }

    static int[] threads() {
        return THREADS;
    }

    @ParameterizedTest(name = "{0} threads")
    @MethodSource("threads")
    void damageComesAfterTheRecordsOfEveryWholePacket(int threads) throws IOException {
        long seed = new Random().nextLong();
        byte[] lessOnePacket = TestTraffic.capture(seed, 4999);
        byte[] whole = TestTraffic.capture(seed, 5000);
        Outcome expected = extract(lessOnePacket, 1);
        Outcome outcome = extract(Arrays.copyOf(whole, whole.length - 1), threads);
        assertThat(expected.failure).isEmpty();
        assertThat(outcome.failure)
                .as("seed %d", seed)
                .contains("traffic", String.valueOf(lessOnePacket.length), "cut");
        assertThat(outcome.packets).as("seed %d", seed).isEqualTo(4999);
        assertThat(withoutIds(outcome.records)).as("seed %d", seed).isEqualTo(withoutIds(expected.records));
    }

    /** Both ids depend on the capture's length. */
    private static List<Map<String, Object>> withoutIds(List<FlowRecord> records) {
        List<Map<String, Object>> maps = new ArrayList<>();
        for (FlowRecord record : records) {
            Map<String, Object> map = new HashMap<>(record);
            map.remove("record_id");
            map.remove("connection_id");
            maps.add(map);
        }
        return maps;
    }

    @ParameterizedTest(name = "{0} threads")
    @MethodSource("threads")
    void countsAreThoseOfTheWholeCapture(int threads) throws IOException {
        try (FlowRecords records = open(TestTraffic.capture(7, 5000), threads)) {
            long packets = 0;
            long flows = 0;
            while (records.hasNext()) {
                packets += (Long) records.next().get("total_packets");
                flows++;
                assertThat(records.counts().flows()).isGreaterThanOrEqualTo(flows);
            }
            assertThat(packets).isEqualTo(5000);
            assertThat(records.counts().packetsRead()).isEqualTo(5000);
            assertThat(records.counts().packetsInFlows()).isEqualTo(5000);
            assertThat(records.counts().ignored()).isEmpty();
            assertThat(records.counts().flows()).isEqualTo(flows);
        }
    }

    @Test
    @DisplayName("asking twice whether there is more skips nothing; after the last there is none")
    void iteratesLikeAnIterator() throws IOException {
        try (FlowRecords records = open(Extracts.sample(), 1)) {
            int count = 0;
            while (records.hasNext()) {
                assertThat(records.hasNext()).isTrue();
                records.next();
                count++;
            }
            assertThat(count).isEqualTo(38);
            assertThat(records.hasNext()).isFalse();
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(records::next);
        }
    }

    @Test
    @DisplayName("a capture without packets has no records")
    void emptyCapture() throws IOException {
        byte[] header = Arrays.copyOf(TestTraffic.capture(1, 1), 24);
        for (int threads : THREADS) {
            Outcome outcome = extract(header, threads);
            assertThat(outcome.records).isEmpty();
            assertThat(outcome.failure).isEmpty();
        }
    }

    private record Outcome(List<FlowRecord> records, String failure, long packets) {}

    private static Outcome extract(byte[] capture, int threads) throws IOException {
        List<FlowRecord> records = new ArrayList<>();
        String failure = "";
        try (FlowRecords all = open(capture, threads)) {
            try {
                all.forEachRemaining(records::add);
            } catch (UncheckedIOException e) {
                assertThat(e).hasCauseInstanceOf(CaptureException.class);
                failure = e.getCause().getMessage();
            }
            assertThat(all.hasNext()).isFalse();
            return new Outcome(records, failure, all.counts().packetsRead());
        }
    }

    private static FlowRecords open(byte[] capture, int threads) throws IOException {
        Settings.Builder settings = Extracts.everything();
        settings.set(SettingCatalog.THREADS, threads);
        return Extraction.of(settings.build()).records(CaptureFile.open(capture, "traffic"));
    }
}
