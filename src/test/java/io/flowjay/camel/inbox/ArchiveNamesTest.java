package io.flowjay.camel.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.camel.ShippedRoute;
import io.flowjay.testing.Traffic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.component.mock.MockEndpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that file systems take, but not with the ending of a report. */
class ArchiveNamesTest extends ShippedRoute {
    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("a".repeat(239) + ".pcap", 244),
                Arguments.of("a".repeat(240) + ".pcap", 245),
                Arguments.of("a".repeat(250) + ".pcap", 255),
                Arguments.of("a".repeat(247) + ".pcap.gz", 255),
                // Two, three and four bytes a character.
                Arguments.of("\u00e9".repeat(125) + ".pcap", 255),
                Arguments.of("\u20ac".repeat(83) + "x.pcap", 255),
                Arguments.of("\ud83d\ude00".repeat(62) + "xx.pcap", 255),
                // An extension of any length is not kept.
                Arguments.of("a.pcap" + "1".repeat(249), 255));
    }

    @ParameterizedTest(name = "{1} bytes")
    @MethodSource("names")
    void aLongNameIsShortenedAndStaysUnique(String name, int bytes) throws Exception {
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSize(bytes);
        MockEndpoint kafka = start();
        drop(name, Traffic.flows(3, 1));
        Awaitility.await().until(() -> files().size() == 1 && !Files.exists(inbox.resolve(name)));
        drop(name, "garbage".getBytes(StandardCharsets.UTF_8));
        Awaitility.await().until(() -> files().size() == 3 && !Files.exists(inbox.resolve(name)));
        drop(name, Traffic.flows(3, 2));
        Awaitility.await().until(() -> files().size() == 4 && !Files.exists(inbox.resolve(name)));
        List<String> files = files();
        assertThat(messages(kafka)).hasSize(6);
        String extension = name.endsWith(".gz") ? ".pcap.gz" : name.endsWith(".pcap") ? ".pcap" : "";
        for (String file : files) {
            String left = String.valueOf(Path.of(file).getFileName());
            assertThat(left.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(255);
            assertThat(left).isEqualTo(new String(left.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
            assertThat(left.substring(0, 20)).isEqualTo(name.substring(0, 20));
            assertThat(left.replace(".error.json", "")).endsWith(extension);
        }
        if (bytes <= 244) {
            assertThat(files).contains(".done/" + name);
        }
        assertThat(JSON.readTree(inbox.resolve(files.get(3)).toFile())
                        .get("capture")
                        .textValue())
                .isEqualTo(name);
    }
}
