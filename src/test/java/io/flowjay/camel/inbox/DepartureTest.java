package io.flowjay.camel.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.camel.CaptureFileState;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DepartureTest {
    private static final Settings WITH_MARKERS =
            Settings.builder().set(SettingCatalog.DONE_FILE, ".done").build();

    @TempDir
    Path inbox;

    private Path capture;
    private Path marker;

    @BeforeEach
    void drop() throws IOException {
        capture = Files.writeString(inbox.resolve("a.pcap"), "a");
        marker = Files.createFile(inbox.resolve("a.pcap.done"));
    }

    @Test
    void itsMarkerLeavesWithACapture() throws IOException {
        leave(new Departure(capture, WITH_MARKERS, null));
        assertThat(inbox.resolve(".done/a.pcap")).hasContent("a");
        assertThat(marker).doesNotExist();
    }

    @Test
    void theMarkerOfTheNextCaptureOfThatNameStays() throws IOException {
        Departure departure = new Departure(capture, WITH_MARKERS, null);
        Path next = Files.createFile(inbox.resolve("next"));
        Files.move(next, marker, StandardCopyOption.REPLACE_EXISTING);
        leave(departure);
        assertThat(inbox.resolve(".done/a.pcap")).exists();
        assertThat(marker).exists();
    }

    @Test
    void withoutMarkersNothingElseIsDeleted() throws IOException {
        assertThat(CompleteFiles.marker(capture, Settings.DEFAULT))
                .as("the capture itself would be the next one of that name by now")
                .isNull();
        leave(new Departure(capture, Settings.DEFAULT, null));
        assertThat(inbox.resolve(".done/a.pcap")).exists();
        assertThat(marker).exists();
    }

    private void leave(Departure departure) throws IOException {
        departure.leave(CaptureFileState.ofAny(capture), CaptureOutcome.done("a.pcap"));
    }
}
