package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.testing.RegistryProcess;
import io.flowjay.testing.TestBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Workers run the shipped route and are killed by SIGKILL at random moments, until every capture is done: with delivery exactly once a
 * reader of committed records has each record once, with at least once none is missing.
 */
@Tag("kill")
@ExtendWith(TestBroker.class)
class KillTest {
    private static final int CAPTURES = 20;
    /** In every so many rounds the registry is killed once. */
    private static final int ROUNDS_OF_A_REGISTRY = 4;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"exactly-once", "at-least-once"})
    void twoKillsOfAWorker(String delivery) throws Exception {
        kill(delivery, 2, 4, 300, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exactly-once", "at-least-once"})
    void twentyKillsOfAWorker(String delivery) throws Exception {
        kill(delivery, 20, CAPTURES, 300, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exactly-once", "at-least-once"})
    void fourKillsOfAWorkerThatWorksOnThreeCapturesAtOnce(String delivery) throws Exception {
        kill(delivery, 4, 8, 300, null, "-p", "flowjay.captures-at-once=3");
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(strings = {"exactly-once", "at-least-once"})
    void twentyKillsOfAWorkerThatWorksOnThreeCapturesAtOnce(String delivery) throws Exception {
        kill(delivery, 20, CAPTURES, 300, null, "-p", "flowjay.captures-at-once=3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exactly-once", "at-least-once"})
    void fourKillsOfAWorkerThatSendsAvroAndOneOfTheRegistry(String delivery) throws Exception {
        killWithRegistry(delivery, 4, 8);
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(strings = {"exactly-once", "at-least-once"})
    void twentyKillsOfAWorkerThatSendsAvroAndFiveOfTheRegistry(String delivery) throws Exception {
        killWithRegistry(delivery, 20, CAPTURES);
    }

    private void killWithRegistry(String delivery, int rounds, int captures) throws Exception {
        try (RegistryProcess registry = RegistryProcess.start(directory)) {
            kill(delivery, rounds, captures, 300, registry);
        }
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(strings = {"exactly-once", "at-least-once"})
    void twoHundredKillsOfAWorker(String delivery) throws Exception {
        kill(delivery, 200, CAPTURES, 1500, null);
    }

    /**
     * @param registry of records in Avro, which is killed too, and starts again without its schemas; null for JSON
     * @param options of the workers that are killed
     */
    private void kill(
            String delivery, int rounds, int captures, int flows, @Nullable RegistryProcess registry, String... options)
            throws Exception {
        Random random = random();
        try (WorkersOnOneInbox inbox =
                new WorkersOnOneInbox(directory, TestBroker.brokers(), delivery, flows, registry)) {
            inbox.drop(captures);
            // Together less than all records, so that every worker is killed in its work.
            long most = inbox.expected() / rounds;
            for (int round = 0; round < rounds; round++) {
                boolean away = registry != null && round % ROUNDS_OF_A_REGISTRY == 1;
                if (away) {
                    registry.kill();
                }
                FlowjayProcess worker =
                        inbox.start(Stream.concat(Stream.of("-p", "flowjay.longest-wait=2s"), Stream.of(options))
                                .toArray(String[]::new));
                if (away) {
                    await("captures wait").atMost(WorkersOnOneInbox.LIMIT).until(() -> worker.text()
                            .contains("captures stay in the inbox and are tried again"));
                    assertThat(worker.text()).contains("schema registry " + registry.url(), "connection refused");
                    registry.start();
                }
                inbox.awaitRecords(1 + random.nextLong(most));
                worker.kill();
                assertThat(inbox.isEmpty()).as("killed when all was done").isFalse();
            }
            inbox.start();
            inbox.assertEverythingArrived();
        }
    }

    @Test
    void twoWorkersOnOneDirectoryOneOfWhichIsKilled() throws Exception {
        killOneOfSeveral(2, "exactly-once", 1, 4);
    }

    @ParameterizedTest(name = "{0} workers, {1}")
    @CsvSource({"2, exactly-once", "4, exactly-once", "2, at-least-once", "4, at-least-once"})
    void severalWorkersOnOneDirectoryOneOfWhichIsKilledAgainAndAgain(int count, String delivery) throws Exception {
        killOneOfSeveral(count, delivery, 4, CAPTURES);
    }

    private void killOneOfSeveral(int count, String delivery, int kills, int captures) throws Exception {
        Random random = random();
        try (WorkersOnOneInbox inbox = new WorkersOnOneInbox(directory, TestBroker.brokers(), delivery, 300)) {
            inbox.drop(captures);
            List<FlowjayProcess> workers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                workers.add(inbox.start());
            }
            for (int kill = 0; kill < kills; kill++) {
                inbox.awaitRecords(1 + random.nextLong(inbox.expected() / 4));
                int victim = random.nextInt(count);
                workers.get(victim).kill();
                workers.set(victim, inbox.start());
            }
            inbox.assertEverythingArrived();
        }
    }

    private static Random random() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        return new Random(seed);
    }
}
