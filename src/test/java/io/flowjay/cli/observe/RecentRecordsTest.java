package io.flowjay.cli.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureFile;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecentRecordsTest {
    private final AtomicLong clock = new AtomicLong(Duration.ofSeconds(5).toNanos());
    private final RecentRecords recent = new RecentRecords(clock::get);

    @Test
    void theLatestFiftyAreKeptTheLastFirst() throws IOException {
        List<FlowRecord> sample = sample();
        recent.acknowledged(sample);
        recent.acknowledged(sample.subList(0, 20));
        assertThat(recent.latest()).hasSize(50).startsWith(sample.get(19), sample.get(18));
        assertThat(recent.latest().get(20)).isSameAs(sample.get(Sample.FLOWS - 1));
        assertThat(recent.total()).isEqualTo(Sample.FLOWS + 20);
        assertThat(recent.latest(String.valueOf(sample.get(3).get("record_id"))))
                .isSameAs(sample.get(3));
        assertThat(recent.latest("none")).isNull();
    }

    @Test
    void recordsAreCountedBySecond() throws IOException {
        List<FlowRecord> sample = sample();
        recent.acknowledged(sample.subList(0, 3));
        recent.acknowledged(sample.subList(0, 2));
        wait(2);
        recent.acknowledged(sample.subList(0, 7));
        assertThat(recent.bySecond()).hasSize(60).endsWith(5L, 0L, 7L);
        wait(57);
        assertThat(recent.bySecond()).startsWith(5L, 0L, 7L);
        wait(1);
        assertThat(recent.bySecond()).startsWith(0L, 7L);
        wait(1_000);
        assertThat(recent.bySecond()).containsOnly(0L);
    }

    @Test
    @DisplayName("of many values the frequent ones stay, in bounded memory")
    void topValues() {
        TopValues values = new TopValues(10);
        for (int i = 0; i < 1_000; i++) {
            values.add("rare " + i);
            values.add(i % 3 == 0 ? "second" : "first");
        }
        List<TopValues.Count> top = values.top(100);
        assertThat(top).hasSize(10);
        assertThat(top.get(0)).isEqualTo(new TopValues.Count("first", 666));
        assertThat(top.get(1)).isEqualTo(new TopValues.Count("second", 334));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "a.pcap, a.pcap",
        "../../etc/a.pcap, a.pcap",
        "..\\..\\a.pcap, a.pcap",
        ".hidden.pcap, hidden.pcap",
        "...pcap, pcap",
        "'a b\u0001c\n.pcap.gz', a_b_c_.pcap.gz",
        "ä$(id)`x`.pcap, ___id__x_.pcap",
        "'', ''"
    })
    void namesOfUploadsAreMadeSafe(String name, String safe) {
        assertThat(Uploads.safeName(name)).isEqualTo(safe);
    }

    @Test
    void aLongNameKeepsItsExtension() {
        assertThat(Uploads.safeName("x".repeat(500) + ".pcapng.zst"))
                .hasSize(128)
                .endsWith("x.pcapng.zst");
    }

    private void wait(int seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private static List<FlowRecord> sample() throws IOException {
        List<FlowRecord> records = new ArrayList<>();
        try (FlowRecords all =
                Extraction.of(Settings.DEFAULT).records(CaptureFile.open(Sample.bytes(), "sample.pcapng"))) {
            all.forEachRemaining(records::add);
        }
        return records;
    }
}
