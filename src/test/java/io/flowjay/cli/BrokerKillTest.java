package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.testing.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code flowjay run} in a process of its own keeps its promise while brokers of a cluster of three are killed. */
@Tag("kill")
@ExtendWith(TestCluster.class)
class BrokerKillTest {
    private static final Duration SHORT = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    static Stream<Arguments> deliveries() {
        return Stream.of(argumentSet("exactly once", "exactly-once"), argumentSet("at least once", "at-least-once"));
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void eachBrokerIsKilledAndStartedAgainInTurn(String delivery) throws Exception {
        killInTurn(delivery, SHORT);
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("deliveries")
    void eachBrokerIsKilledAndStartedAgainInTurnDuringAMinuteOfLoad(String delivery) throws Exception {
        killInTurn(delivery, LONG);
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void allBrokersAreDownForAWhile(String delivery) throws Exception {
        killAll(delivery, SHORT);
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("deliveries")
    void allBrokersAreDownForAMinute(String delivery) throws Exception {
        killAll(delivery, LONG);
    }

    private void killInTurn(String delivery, Duration atLeast) throws Exception {
        try (WorkersOnOneInbox inbox = new WorkersOnOneInbox(directory, TestCluster.brokers(), delivery, 300)) {
            inbox.start();
            inbox.drop(2);
            inbox.awaitDone(1);
            long end = System.nanoTime() + atLeast.toNanos();
            for (int round = 0; round < TestCluster.SIZE || System.nanoTime() < end; round++) {
                inbox.drop(4);
                TestCluster.kill(1 + round % TestCluster.SIZE);
                inbox.awaitAllDone();
                inbox.drop(2);
                TestCluster.restore();
            }
            inbox.assertEverythingArrived();
        }
    }

    private void killAll(String delivery, Duration atLeast) throws Exception {
        try (WorkersOnOneInbox inbox = new WorkersOnOneInbox(directory, TestCluster.brokers(), delivery, 300)) {
            FlowjayProcess worker = inbox.start(
                    "-p",
                    "flowjay.delivery-timeout-ms=6000",
                    "-p",
                    "camel.component.kafka.request-timeout-ms=5000",
                    "-p",
                    "camel.component.kafka.max-block-ms=6000",
                    "-p",
                    "flowjay.transaction-timeout=20s",
                    "-p",
                    "flowjay.redeliveries=1",
                    "-p",
                    "flowjay.redelivery-delay=500ms",
                    "-p",
                    "flowjay.attempts=2",
                    "-p",
                    "flowjay.longest-wait=2s");
            inbox.drop(6);
            inbox.awaitDone(1);
            for (int broker = 1; broker <= TestCluster.SIZE; broker++) {
                TestCluster.kill(broker);
            }
            long end = System.nanoTime() + atLeast.toNanos();
            inbox.drop(2);
            await("the capture waits").atMost(WorkersOnOneInbox.LIMIT).untilAsserted(() -> assertThat(inbox.told())
                    .contains("captures stay in the inbox and are tried again"));
            await("the end of the outage")
                    .atMost(LONG.plus(WorkersOnOneInbox.LIMIT))
                    .until(() -> System.nanoTime() >= end);
            assertThat(worker.isAlive()).isTrue();
            TestCluster.restore();
            inbox.assertEverythingArrived();
        }
    }
}
