package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flowjay.testing.TestBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Captures that the service may not read. */
@ExtendWith(TestBroker.class)
class UnreadableCaptureTest {
    /** The superuser reads everything, unless these rights are taken away. */
    private static final List<String> WITHOUT_RIGHTS = List.of(
            "setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search");

    @TempDir
    Path directory;

    @Test
    void itIsSaidOnceAndTheOthersGoOn() throws Exception {
        List<String> prefix = isRoot() ? WITHOUT_RIGHTS : List.of();
        try (WorkersOnOneInbox inbox = new WorkersOnOneInbox(directory, TestBroker.brokers(), "at-least-once", 30)) {
            inbox.drop(1);
            Path unreadable = directory.resolve("captures/0.pcap");
            Files.setPosixFilePermissions(unreadable, PosixFilePermissions.fromString("---------"));
            FlowjayProcess worker =
                    inbox.startBy(prefix, "-p", "flowjay.first-wait=100ms", "-p", "flowjay.longest-wait=100ms");
            await().atMost(WorkersOnOneInbox.LIMIT).until(() -> worker.text().contains("0.pcap"));
            inbox.drop(3);
            inbox.awaitAllDone();
            assertThat(directory.resolve("captures/.failed/0.pcap.error.json"))
                    .content()
                    .contains("AccessDeniedException");
            assertThat(directory.resolve("captures/.failed/0.pcap")).exists();
            for (int done = 1; done <= 3; done++) {
                assertThat(directory.resolve("captures/.done/" + done + ".pcap"))
                        .exists();
            }
            assertThat(worker.text().lines().filter(line -> line.contains("AccessDeniedException")))
                    .hasSize(1);
        }
    }

    private static boolean isRoot() throws Exception {
        Process id = new ProcessBuilder("id", "-u").start();
        assumeTrue(id.waitFor() == 0);
        return new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .trim()
                .equals("0");
    }
}
