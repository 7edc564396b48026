package io.flowjay.feature.heuristic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.flow.TcpSyn;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OsHintsTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"0, 32", "32, 32", "33, 64", "64, 64", "65, 128", "128, 128", "129, 255", "255, 255"})
    void hostsSendUsualHopLimits(int observed, int initial) {
        assertThat(InitialHopLimit.of(observed)).isEqualTo(initial);
    }

    static Stream<Arguments> hints() {
        return Stream.of(
                hint("a layout of Linux", 60, 64240, "MSTNW", "linux", "unknown"),
                hint("the window of an old Linux", 60, 5840, "MSTNW", "linux", "unknown"),
                hint("a layout of macOS, with what follows", 64, 65535, "MNWNNTSEE", "macos", "unknown"),
                hint("a layout of FreeBSD: no known flow confirms it", 64, 65535, "MNWST", "unknown", "unknown"),
                hint("layouts of Windows", 128, 64240, "MNWNNS", "windows", "windows"),
                hint("layouts of Windows, without scale", 120, 8192, "MNNS", "windows", "windows"),
                hint("a hop limit of Windows alone", 100, 1, "", "windows", "windows"),
                hint("a hop limit of 255", 250, 4128, "M", "unknown", "unknown"),
                hint("a layout of Linux with another hop limit", 30, 64240, "MSTNW", "unknown", "unknown"),
                hint("an unknown layout", 64, 1024, "M", "unknown", "unknown"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hints")
    void hintsAreThoseOfTheTable(TcpSyn syn, String ofSyn, String ofSynAck) {
        assertThat(Heuristics.of(Settings.DEFAULT).osHints().ofSyn(syn)).isEqualTo(ofSyn);
        assertThat(Heuristics.of(Settings.DEFAULT).osHints().ofSynAck(syn)).isEqualTo(ofSynAck);
    }

    @Test
    void anotherFileGivesItsOwnHints(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("mine.json"), """
                {"hints": [
                  {"system": "plan9", "segment": "any", "hopLimit": 32, "window": 7, "options": "M*", "source": "mine"}
                ]}
                """);
        OsHints hints = Heuristics.of(Settings.builder()
                        .set(SettingCatalog.OS_HINTS, file.toString())
                        .build())
                .osHints();
        assertThat(hints.ofSyn(syn(20, 7, "MN"))).isEqualTo("plan9");
        assertThat(hints.ofSyn(syn(20, 8, "MN"))).isEqualTo("unknown");
        assertThat(hints.ofSyn(syn(60, 64240, "MSTNW"))).isEqualTo("unknown");
    }

    private static Arguments hint(String name, int hopLimit, int window, String layout, String ofSyn, String ofSynAck) {
        return arguments(named(name, syn(hopLimit, window, layout)), ofSyn, ofSynAck);
    }

    private static TcpSyn syn(int hopLimit, int window, String layout) {
        return new TcpSyn(window, hopLimit, 0, 0, 0, layout);
    }
}
