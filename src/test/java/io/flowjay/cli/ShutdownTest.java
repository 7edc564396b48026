package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.testing.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGTERM in the middle of captures: what is left behind, and the exit code. */
@ExtendWith(TestBroker.class)
class ShutdownTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void theCaptureInHandIsFinishedAndTheOthersAreLeftAlone(String delivery) throws Exception {
        try (WorkersOnOneInbox inbox = new WorkersOnOneInbox(directory, TestBroker.brokers(), delivery, 300)) {
            inbox.drop(20);
            FlowjayProcess first = inbox.start();
            inbox.awaitRecords(1);
            first.terminate();
            // 128 and the number of SIGTERM.
            assertThat(first.await()).as(first.text()).isEqualTo(143);
            inbox.start();
            // At least once too: nothing was interrupted, so nothing is sent again.
            inbox.assertEachRecordArrivedOnce();
        }
    }

    @Test
    void aCaptureThatCannotBeFinishedStaysAndTheExitCodeSaysSo() throws Exception {
        try (WorkersOnOneInbox inbox = new WorkersOnOneInbox(directory, TestBroker.brokers(), "at-least-once", 30)) {
            inbox.drop(2);
            FlowjayProcess worker = inbox.startOn("127.0.0.1:1", "-p", "camel.component.kafka.max-block-ms=200");
            await().atMost(Duration.ofSeconds(60)).until(() -> worker.text().contains("Records cannot be delivered"));
            worker.terminate();
            assertThat(worker.await()).as(worker.text()).isEqualTo(75);
            assertThat(worker.text()).contains("stays in the inbox");
            inbox.assertUntouched();
        }
    }
}
