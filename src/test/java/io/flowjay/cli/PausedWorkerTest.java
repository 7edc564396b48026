package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.testing.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A worker that stands still for longer than its transaction may last, as one does whose machine sleeps, and then goes on. */
@Tag("kill")
@ExtendWith(TestBroker.class)
class PausedWorkerTest {
    private static final int CAPTURES = 20;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @Test
    void aTransactionThatTheBrokerGaveUpIsDoneAgainAndEveryRecordIsThereOnce() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (WorkersOnOneInbox inbox = new WorkersOnOneInbox(directory, TestBroker.brokers(), "exactly-once", 300);
                Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.brokers()))) {
            inbox.drop(CAPTURES);
            FlowjayProcess worker = inbox.start("-p", "flowjay.transaction-timeout=3s");
            // Most moments are not in a transaction that the broker knows of.
            do {
                worker.signal("CONT");
                inbox.awaitRecords(1 + random.nextLong(50));
                worker.signal("STOP");
            } while (!inbox.isEmpty() && open(admin, inbox.topic()).isEmpty());
            Set<String> stopped = open(admin, inbox.topic());
            assertThat(stopped).as("a transaction was open").hasSize(1);
            await("the broker gives it up").atMost(LIMIT).until(() -> open(admin, inbox.topic())
                    .isEmpty());
            worker.signal("CONT");
            inbox.assertEverythingArrived();
        }
    }

    private static Set<String> open(Admin admin, String topic) throws ExecutionException, InterruptedException {
        ListTransactionsOptions ongoing = new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
        return admin.listTransactions(ongoing).all().get().stream()
                .map(transaction -> transaction.transactionalId())
                .filter(id -> id.contains(topic))
                .collect(Collectors.toSet());
    }
}
