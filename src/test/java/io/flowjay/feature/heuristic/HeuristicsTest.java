package io.flowjay.feature.heuristic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule files that come with FlowJay, and what is wrong with others. */
class HeuristicsTest {
    private static final Path RESOURCES = Path.of("src/main/resources/io/flowjay/feature/heuristic");

    static final List<String> FILES = List.of("os-hints.json", "tor.json", "vpn.json", "doh.json");

    @TempDir
    Path directory;

    @ParameterizedTest
    @FieldSource("FILES")
    void everyEntryTellsItsSource(String name) throws IOException {
        JsonNode rules = new ObjectMapper().readTree(RESOURCES.resolve(name).toFile());
        rules.properties().forEach(rule -> {
            JsonNode value = rule.getValue();
            assertThat(value.isContainerNode()).as(rule.getKey()).isTrue();
            Iterable<JsonNode> entries = value.isArray() ? value : List.of(value);
            assertThat(entries).as(rule.getKey()).isNotEmpty().allSatisfy(entry -> assertThat(
                            entry.path("source").asText())
                    .isNotBlank());
        });
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong(
                        "tor.json",
                        "\"points\": 50, \"source\": \"heuristic",
                        "\"points\": 101, \"source\": \"heuristic",
                        "likelyFrom: points must be 0 to 100, but is 101"),
                wrong("tor.json", "\"packets\": 10", "\"packets\": 0", "minPackets: packets must be 1 to"),
                wrong("tor.json", "\"min\": 8", "\"min\": 0", "records: min must be 1 to 128, but is 0"),
                wrong(
                        "tor.json",
                        "\"aboveShare\": 0.7",
                        "\"aboveShare\": 1.5",
                        "cells: aboveShare must be 0 to 1, but is 1.5"),
                wrong(
                        "tor.json",
                        "\"belowVariation\": 0.1",
                        "\"belowVariation\": -1",
                        "uniformSizes: belowVariation must be 0 or more"),
                wrong(
                        "tor.json",
                        "\"port\": 9001",
                        "\"port\": 65536",
                        "ports[1]: port must be 1 to 65535, but is 65536"),
                wrong("tor.json", "\"ja3\": \"e", "\"ja3\": \"E", "ja3[0]: ", "32 hexadecimal digits"),
                wrong("tor.json", "\"overhead\": 48", "\"overhead\": -1", "recordSizes[6]: overhead must be 0 to"),
                wrong(
                        "tor.json",
                        "\"cell\": 512, \"overhead\": 29",
                        "\"cell\": 0, \"overhead\": 29",
                        "cellSizes[2]: cell must be 1 to"),
                wrong(
                        "vpn.json",
                        "\"01000000\"",
                        "\"0100000\"",
                        "messages[0].start: \"0100000\" must be pairs of hexadecimal digits"),
                wrong("vpn.json", "\"01000000\"", "\"010000xx\"", "messages[0].start: ", "hexadecimal"),
                wrong(
                        "vpn.json",
                        "\"01000000\"",
                        "\"" + "00".repeat(65) + "\"",
                        "messages[0].start: ",
                        "longer than 64 bytes"),
                wrong(
                        "vpn.json",
                        "\"udp\", \"start\": \"01",
                        "\"sctp\", \"start\": \"01",
                        "messages[0].transport: ",
                        "[tcp, udp]"),
                wrong(
                        "vpn.json",
                        "\"minLength\": 148",
                        "\"minLength\": 0",
                        "messages[0]: minLength must be 1 to 65535"),
                wrong("vpn.json", "\"offset\": 28", "\"offset\": 61", "offset must be 0 to 60, but is 61"),
                wrong("vpn.json", "\"bytes\": 4", "\"bytes\": 3", "bytes must be 2 or 4, but is 3"),
                wrong("vpn.json", "\"header\": \"AH\"", "\"header\": \"\"", "headers[1]: header must not be empty"),
                wrong(
                        "vpn.json",
                        "\"type\": \"wireguard\", \"points\": 20",
                        "\"points\": 20",
                        "ports[0].type: missing"),
                wrong(
                        "vpn.json",
                        "\"maxLength\": 1500",
                        "\"maxLength\": 1399",
                        "fullPackets: maxLength must be 1400 to"),
                wrong(
                        "doh.json",
                        "\"dns.google\"",
                        "\"DNS.google\"",
                        "providers[0]: \"DNS.google\" is not a host name"),
                wrong("doh.json", "\"dns.google\"", "\".google\"", "providers[0]: \".google\" is not a host name"),
                wrong("doh.json", "2026-11-29", "yesterday", "providers[0]: \"yesterday\" is not a date"),
                wrong(
                        "doh.json",
                        "\"shortPoints\": 10, \"belowPackets\"",
                        "\"shortPoints\": -1, \"belowPackets\"",
                        "named: shortPoints must be"),
                wrong(
                        "doh.json",
                        "\"minPacketsEachWay\": 2",
                        "\"minPacketsEachWay\": 0",
                        "shape: minPacketsEachWay must be 1"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatMakesNoSenseIsRefused(String name, String what, String by, List<String> words) throws IOException {
        String text = Files.readString(RESOURCES.resolve(name));
        assertThat(text).contains(what);
        String file = Files.writeString(directory.resolve(name), text.replace(what, by))
                .toString();
        String setting = name.replace(".json", "-rules");
        Settings settings = Settings.builder()
                .properties(Map.of("flowjay." + setting, file), "test")
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Heuristics.of(settings))
                .withMessageMatching("(?s)flowjay." + setting + " \"\\Q" + file
                        + "\\E\" \\(test\\) cannot be used: .*, line \\d+, at .*")
                .withMessageContainingAll(words.toArray(String[]::new));
    }

    private static Arguments wrong(String name, String what, String by, String... words) {
        return argumentSet(by, name, what, by, List.of(words));
    }
}
