package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.LimitException;
import io.flowjay.capture.RawPacket;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Sample;
import io.flowjay.testing.Traffic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A capture ends at its limits with exactly the records that fit, whoever takes them and with any number of threads. */
class CaptureLimitsTest {
    private static final int FLOWS = 300;

    /** What came of a capture. */
    private record Result(List<String> records, @Nullable LimitException end) {}

    private static Settings settings(int threads, String... values) {
        Settings.Builder settings = Settings.builder().text(SettingCatalog.THREADS, String.valueOf(threads), "test");
        for (int i = 0; i < values.length; i += 2) {
            settings.text(SettingCatalog.ofProperty(values[i], "test"), values[i + 1], "test");
        }
        return settings.build();
    }

    private static Result records(Settings settings, byte[] capture) throws IOException {
        List<String> records = new ArrayList<>();
        try (FlowRecords all = Extraction.of(settings).records(CaptureFile.open(capture, "c.pcap"))) {
            while (all.hasNext()) {
                records.add(new String(all.next().json(), StandardCharsets.UTF_8));
            }
            return new Result(records, null);
        } catch (UncheckedIOException e) {
            return new Result(records, (LimitException) e.getCause());
        }
    }

    private static Result lines(Settings settings, byte[] capture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LimitException end = null;
        try {
            Extracts.write(CaptureFile.open(capture, "c.pcap"), settings, "ndjson", out);
        } catch (LimitException e) {
            end = e;
        }
        String text = out.toString(StandardCharsets.UTF_8);
        return new Result(
                text.isEmpty()
                        ? List.of()
                        : Arrays.asList(text.split("\n", -1))
                                .subList(0, (int) text.lines().count()),
                end);
    }

    @ParameterizedTest(name = "{0} records, {1} threads")
    @CsvSource({"1, 1", "1, 4", "63, 4", "64, 4", "65, 1", "65, 4", "299, 4", "300, 1", "300, 4", "301, 4", "0, 4"})
    void recordsUpToTheirNumber(int most, int threads) throws IOException {
        byte[] capture = Traffic.flows(FLOWS, 1);
        List<String> whole = records(settings(1), capture).records;
        assertThat(whole).hasSize(FLOWS);
        Settings limited = settings(threads, "flowjay.max-records", String.valueOf(most));
        for (Result result : List.of(records(limited, capture), lines(limited, capture))) {
            boolean fits = most == 0 || most >= FLOWS;
            assertThat(result.records).isEqualTo(whole.subList(0, fits ? FLOWS : most));
            if (fits) {
                assertThat(result.end).isNull();
            } else {
                assertThat(result.end)
                        .hasMessage("c.pcap: the capture has more records than the limit flowjay.max-records=" + most);
                assertThat(result.end.setting()).isEqualTo("flowjay.max-records");
                assertThat(result.end.value()).isEqualTo(String.valueOf(most));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 37})
    void recordsUpToTheirBytes(int fitting) throws IOException {
        List<String> whole = records(settings(1), Sample.bytes()).records;
        int bytes = whole.subList(0, fitting).stream()
                .mapToInt(record -> record.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        for (int threads : new int[] {1, 4}) {
            for (int more : new int[] {0, whole.get(fitting).getBytes(StandardCharsets.UTF_8).length - 1}) {
                if (bytes + more == 0) {
                    continue;
                }
                Settings limited = settings(threads, "flowjay.max-output", String.valueOf(bytes + more));
                for (Result result : List.of(records(limited, Sample.bytes()), lines(limited, Sample.bytes()))) {
                    assertThat(result.records).isEqualTo(whole.subList(0, fitting));
                    assertThat(result.end).isNotNull();
                    assertThat(result.end.setting()).isEqualTo("flowjay.max-output");
                }
            }
        }
    }

    @Test
    void aCaptureThatTakesAllItMayIsWhole() throws IOException {
        List<String> whole = records(settings(1), Sample.bytes()).records;
        int bytes = whole.stream()
                .mapToInt(record -> record.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        Settings limited = settings(4, "flowjay.max-output", String.valueOf(bytes), "flowjay.max-time", "1h");
        assertThat(records(limited, Sample.bytes())).isEqualTo(new Result(whole, null));
        assertThat(lines(limited, Sample.bytes())).isEqualTo(new Result(whole, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aCaptureThatTakesTooLongEndsInTheMiddleOfAFlow(int threads) throws IOException {
        // One flow: no record ends before the capture does.
        byte[] capture = Traffic.udp(2_000, Duration.ofMillis(1));
        Settings limited = settings(threads, "flowjay.max-time", "1us");
        Result result = records(limited, capture);
        assertThat(result.end).isNotNull();
        assertThat(result.end.getMessage()).contains("the capture takes longer than the limit flowjay.max-time=1us");
        assertThat(lines(limited, capture).end).isNotNull();
    }

    @Test
    void theTimeIsCheckedAgainWithinACapture() throws IOException {
        AtomicLong seconds = new AtomicLong();
        CaptureBudget budget = tenSeconds(seconds);
        RawPacket packet = new RawPacket();
        try (TimedCapture timed =
                new TimedCapture(CaptureFile.open(Traffic.udp(2_000, Duration.ofMillis(1)), "c.pcap"), budget)) {
            assertThatThrownBy(() -> {
                        while (timed.next(packet)) {
                            if (packet.number() == 300) {
                                seconds.set(11);
                            }
                        }
                    })
                    .isInstanceOf(LimitException.class);
        }
        // Every 256 packets, so before packet 513.
        assertThat(packet.number()).isEqualTo(512);
    }

    @Test
    void onlyTheTimeCountsInWhichSomebodyWaitsForRecords() throws IOException {
        AtomicLong seconds = new AtomicLong();
        CaptureBudget budget = tenSeconds(seconds);
        seconds.addAndGet(6);
        budget.checkTime();
        budget.stopClock();
        seconds.addAndGet(1_000);
        budget.checkTime();
        budget.startClock();
        seconds.addAndGet(4);
        budget.checkTime();
        seconds.addAndGet(1);
        assertThatThrownBy(budget::checkTime)
                .isInstanceOf(LimitException.class)
                .hasMessageContaining("flowjay.max-time=10s");
    }

    /** A budget of ten seconds whose clock runs. */
    private static CaptureBudget tenSeconds(AtomicLong seconds) {
        CaptureLimits limits = CaptureLimits.of(settings(1, "flowjay.max-time", "10s"));
        CaptureBudget budget = new CaptureBudget(limits, "c.pcap", () -> seconds.get() * 1_000_000_000L);
        budget.startClock();
        return budget;
    }
}
