package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.capture.CaptureFile;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.LogLines;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What is logged at the end of a capture, once, because its records alone may mislead. */
class ToldSourceTest {
    private static final String TUNNELS =
            " packets of different tunnel ids, perhaps of networks that use the same addresses;"
                    + " flow-key=5-tuple,tunnel-id separates them";
    private static final String FORGOTTEN =
            " forgotten for lack of room, so later packets start new connections; a larger"
                    + " max-ended-connections prevents this";

    private static final String DUPLICATES_BEGIN = "a.pcap: many packets were captured more than once within ";

    /** With one open flow and one ended connection, each flow ends when the next one starts; the last ends with the capture. */
    static final List<Arguments> CAPTURES = List.of(
            argumentSet("nothing to tell", Traffic.flows(2, 0), 1, List.of()),
            argumentSet(
                    "one connection", Traffic.flows(3, 0), 1, List.of("a.pcap: 1 ended connection was" + FORGOTTEN)),
            argumentSet("several", Traffic.flows(6, 0), 1, List.of("a.pcap: 4 ended connections were" + FORGOTTEN)),
            argumentSet("enough room for them", Traffic.flows(6, 0), 5, List.of()),
            argumentSet("one flow of two tunnels", Traffic.inTwoVnis(1), 5, List.of("a.pcap: 1 flow has" + TUNNELS)),
            argumentSet("several", Traffic.inTwoVnis(3), 5, List.of("a.pcap: 3 flows have" + TUNNELS)),
            argumentSet(
                    "each packet twice",
                    Traffic.repeated(20, 2, 3_000),
                    5,
                    List.of(DUPLICATES_BEGIN
                            + "10us and count as traffic each time; deduplicate=10us leaves the copies out")),
            argumentSet(
                    "each packet three times, with more time between",
                    Traffic.repeated(20, 3, 30_000),
                    5,
                    List.of(DUPLICATES_BEGIN
                            + "1ms and count as traffic each time; deduplicate=1ms leaves the copies out")),
            argumentSet("each packet once", Traffic.repeated(20, 1, 0), 5, List.of()),
            argumentSet("too few packets to tell", Traffic.repeated(5, 2, 3_000), 5, List.of()),
            argumentSet(
                    "both",
                    Traffic.inTwoVnis(3),
                    1,
                    List.of("a.pcap: 3 flows have" + TUNNELS, "a.pcap: 1 ended connection was" + FORGOTTEN)));

    @ParameterizedTest
    @FieldSource("CAPTURES")
    void isLoggedOnce(byte[] capture, int remembered, List<String> expected) throws IOException {
        for (int threads : new int[] {1, 2}) {
            Settings settings = Settings.builder()
                    .set(SettingCatalog.MAX_OPEN_FLOWS, 1)
                    .set(SettingCatalog.MAX_ENDED_CONNECTIONS, remembered)
                    .set(SettingCatalog.THREADS, threads)
                    .build();
            try (LogLines lines = LogLines.of("io.flowjay.record");
                    FlowRecords records = Extraction.of(settings).records(CaptureFile.open(capture, "a.pcap"))) {
                while (records.hasNext()) {
                    records.next();
                }
                assertThat(records.hasNext()).isFalse();
                assertThat(lines.texts()).as("%d threads", threads).isEqualTo(expected);
            }
        }
    }
}
