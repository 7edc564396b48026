package io.flowjay.camel.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes, which everybody who may drop captures may write: what they decide, and what is ignored. */
class CaptureNoteTest {
    @TempDir
    Path inbox;

    private Path file;
    private Path note;

    @BeforeEach
    void makeDirectory() throws IOException {
        file = inbox.resolve("a.pcap");
        // The first 16 bytes of the name's SHA-256, as sha256sum prints them.
        note = Files.createDirectory(inbox.resolve(".flowjay")).resolve("08fc47e4f816442d9fcb8cfb0c04b174.note");
    }

    private CaptureNote read(String outcome) throws IOException {
        Files.writeString(
                note,
                "{\"capture\":\"a.pcap\",\"size\":5,\"modified\":\"2026-03-01T12:00:00Z\",\"inode\":7,\"begun\":2,"
                        + "\"outcome\":" + outcome + "}");
        return CaptureNote.read(file);
    }

    static final List<Arguments> NOTHING_DECIDED = List.of(
            argumentSet("a report that is a text", "{\"name\":\"a.pcap\",\"report\":\"x\"}"),
            argumentSet("a report that is a number", "{\"name\":\"a.pcap\",\"report\":1}"),
            argumentSet("a report that is a list", "{\"name\":\"a.pcap\",\"report\":[{\"reason\":\"x\"}]}"),
            argumentSet("a report that is null", "{\"name\":\"a.pcap\",\"report\":null}"),
            argumentSet("a report that is true", "{\"name\":\"a.pcap\",\"report\":true}"),
            argumentSet("no name", "{\"report\":{\"reason\":\"x\"}}"),
            argumentSet("an empty name", "{\"name\":\"\"}"),
            argumentSet("a hidden name", "{\"name\":\".a.pcap\"}"),
            argumentSet("a name in another directory", "{\"name\":\"../a.pcap\"}"),
            argumentSet("a name with a slash", "{\"name\":\"b/a.pcap\"}"),
            argumentSet("a name with a backslash", "{\"name\":\"b\\\\a.pcap\"}"),
            argumentSet("an outcome that is a text", "\"done\""),
            argumentSet("an outcome that is a list", "[]"),
            argumentSet("an outcome that is null", "null"));

    @ParameterizedTest
    @FieldSource("NOTHING_DECIDED")
    void anOutcomeOfAnotherFormDecidesNothingAndTheDeathsCount(String outcome) throws IOException {
        assertThat(read(outcome)).isEqualTo(new CaptureNote("a.pcap", 5, "2026-03-01T12:00:00Z", 7, 2, null));
    }

    @Test
    void withoutAReportItIsPublished() throws IOException {
        assertThat(read("{\"name\":\"b.pcap\"}").outcome()).isEqualTo(CaptureOutcome.done("b.pcap"));
    }

    @Test
    void withAReportItFailed() throws IOException {
        assertThat(read("{\"name\":\"b.pcap\",\"report\":{\"reason\":\"cut\",\"offset\":9}}")
                        .outcome())
                .isEqualTo(CaptureOutcome.failed("b.pcap", new FailureReport(Map.of("reason", "cut", "offset", 9))));
        assertThat(read("{\"name\":\"b.pcap\",\"report\":{}}").outcome())
                .as("a report without a reason")
                .isEqualTo(CaptureOutcome.failed("b.pcap", new FailureReport(Map.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "garbage", "\0\0\0\0"})
    void whatIsNotJsonIsNotANote(String text) throws IOException {
        Files.writeString(note, text);
        CaptureNote read = CaptureNote.read(file);
        assertThat(read == null || (read.capture().isEmpty() && read.outcome() == null))
                .isTrue();
    }

    @Test
    void aNoteIsWrittenWhereItIsReadAndAlwaysHasRoomForItsOutcome() throws IOException {
        CaptureNote begun = new CaptureNote("a.pcap", 5, "2026-03-01T12:00:00Z", 7, 1, null);
        begun.write(file);
        assertThat(Files.size(note)).isEqualTo(8192);
        assertThat(Files.readString(note, StandardCharsets.UTF_8)).startsWith("{\"capture\":\"a.pcap\"");
        CaptureNote decided =
                begun.decided(CaptureOutcome.failed("a.pcap", new FailureReport(Map.of("reason", "r".repeat(20_000)))));
        decided.write(file);
        assertThat(Files.size(note)).isEqualTo(8192);
        assertThat(CaptureNote.read(file).outcome().report().reason()).isEqualTo("r".repeat(1000));
    }
}
