package io.flowjay.cli;

import static org.awaitility.Awaitility.await;

import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The routes that offer captures and take them, in processes of their own, of which workers are killed. */
@ExtendWith(TestBroker.class)
class ScaleOutTest {
    private static final int CAPTURES = 16;
    private static final int PARTITIONS = 6;
    private static final int KILLS = 4;

    @TempDir
    Path directory;

    @Test
    void aCaptureOfAWorkerThatIsKilledGoesToAnotherAndEveryRecordIsThereOnce() throws Exception {
        try (WorkersOnOneInbox inbox = new WorkersOnOneInbox(directory, TestBroker.brokers(), "exactly-once", 300)) {
            String offers = inbox.topic() + "-offers";
            Topics.create(TestBroker.brokers(), offers, PARTITIONS);
            inbox.start(options(offers, "flowjay.offer=true"));
            Deque<FlowjayProcess> workers = new ArrayDeque<>();
            for (int i = 0; i < 2; i++) {
                workers.add(inbox.start(options(offers, "flowjay.take=true")));
            }
            inbox.drop(CAPTURES);
            for (int kill = 1; kill <= KILLS; kill++) {
                inbox.awaitDone(kill);
                workers.remove().close();
                workers.add(inbox.start(options(offers, "flowjay.take=true")));
            }
            inbox.assertEverythingArrived();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Topics.read(TestBroker.brokers(), offers).size() == CAPTURES);
            // The marks of the offers' transactions are no lag.
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.brokers()))) {
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> Topics.committed(admin, offers) == Topics.sent(admin, offers));
            }
        }
    }

    private static String[] options(String offers, String role) {
        return new String[] {
            "-p",
            "flowjay.watch=false",
            "-p",
            role,
            "-p",
            "flowjay.offers-topic=" + offers,
            "-p",
            "flowjay.workers-group=" + offers,
            "-p",
            "flowjay.worker-timeout-ms=6000"
        };
    }
}
