package io.flowjay.camel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowjay.settings.Settings;
import io.flowjay.testing.Traffic;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records of a capture divided by time and by size. */
class FilesPartitionRouteTest extends FilesRoute {
    /** Five flows, every 30 minutes from 2023-11-14T22:13:20Z (epoch second 1,700,000,000) on. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "date|date=2023-11-14/ 4 date=2023-11-15/ 1",
                "hour|date=2023-11-14/hour=22/ 2 date=2023-11-14/hour=23/ 2 date=2023-11-15/hour=00/ 1"
            })
    void recordsAreInTheDirectoryOfTheirFlowsStart(String partition, String expected) throws Exception {
        startFiles("flowjay.files-partition", partition);
        drop("a.pcap", Traffic.udp(5, Duration.ofMinutes(30)));
        awaitFile(".done/a.pcap");
        Map<String, Integer> records = new TreeMap<>();
        for (String name : written()) {
            records.put(
                    name.substring(0, name.lastIndexOf('/') + 1),
                    Files.readAllLines(out.resolve(name)).size());
        }
        StringBuilder found = new StringBuilder();
        records.forEach(
                (name, count) -> found.append(name).append(' ').append(count).append(' '));
        assertThat(found.toString().trim()).isEqualTo(expected);
    }

    @Test
    void morePartitionsThanFilesMayBeOpen() throws Exception {
        startFiles("flowjay.files-partition", "hour");
        drop("a.pcap", Traffic.udp(40, Duration.ofHours(1)));
        awaitFile(".done/a.pcap");
        assertThat(written()).hasSize(40).allMatch(name -> name.matches(".*/a-[0-9a-f]{16}\\.ndjson"));
        assertThat(partial()).isEmpty();
    }

    @Test
    void partsTogetherAreTheOneFileAndNoneIsLarger() throws Exception {
        startFiles("flowjay.files-max-size", "30kB");
        Path capture = Files.write(inbox.resolve(".copy"), Traffic.flows(20, 1));
        drop("a.pcap", Traffic.flows(20, 1));
        awaitFile(".done/a.pcap");
        List<String> names = written();
        assertThat(names).hasSizeGreaterThan(5);
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        for (int i = 0; i < names.size(); i++) {
            assertThat(names.get(i)).matches("a-[0-9a-f]{16}-00" + String.format("%02d", i + 1) + "\\.ndjson");
            byte[] part = Files.readAllBytes(out.resolve(names.get(i)));
            assertThat(part).hasSizeBetween(1, 30_000);
            together.write(part);
        }
        Path same = Files.move(
                capture, Files.createDirectory(inbox.resolve(".same")).resolve("a.pcap"));
        assertThat(together.toByteArray()).isEqualTo(Files.readAllBytes(extracted(same, "x.ndjson", Settings.DEFAULT)));
    }

    @Test
    void everyPartOfCsvHasTheHeader() throws Exception {
        startFiles("flowjay.files-max-size", "1B", "flowjay.files-extension", "csv");
        drop("a.pcap", Traffic.flows(3, 1));
        awaitFile(".done/a.pcap");
        assertThat(written()).hasSize(3).allSatisfy(name -> assertThat(Files.readAllLines(out.resolve(name)))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("record_id,"));
    }

    @Test
    void partitionsNeedTheTimeThatDividesRecords() {
        assertThatThrownBy(() -> startFiles("flowjay.files-partition", "date", "flowjay.features", "total_bytes"))
                .hasStackTraceContaining("flowjay.files-partition")
                .hasStackTraceContaining("start_time");
    }
}
