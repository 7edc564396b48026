package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes that offer captures and take them, in processes of their own, of which workers are killed. */
@Tag("kill")
@ExtendWith(TestBroker.class)
class ScaleOutTest {
    private static final int PARTITIONS = 6;
    private static final long POLL_INTERVAL = 4000;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @Test
    void aCaptureOfAKilledWorkerGoesToAnotherAndNoRecordIsMissing() throws Exception {
        kill("exactly-once", 4, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exactly-once", "at-least-once"})
    void capturesOfWorkersThatAreKilledOneByOneGoToOthers(String delivery) throws Exception {
        kill(delivery, 16, 4);
    }

    private void kill(String delivery, int captures, int kills) throws Exception {
        try (WorkersOnOneInbox inbox = new WorkersOnOneInbox(directory, TestBroker.brokers(), delivery, 300)) {
            String offers = inbox.topic() + "-offers";
            Topics.create(TestBroker.brokers(), offers, PARTITIONS);
            inbox.start(options(offers, "flowjay.offer=true"));
            Deque<FlowjayProcess> workers = new ArrayDeque<>();
            for (int i = 0; i < 2; i++) {
                workers.add(inbox.start(options(offers, "flowjay.take=true")));
            }
            inbox.drop(captures);
            for (int kill = 1; kill <= kills; kill++) {
                inbox.awaitDone(kill);
                workers.remove().close();
                workers.add(inbox.start(options(offers, "flowjay.take=true")));
            }
            inbox.assertEverythingArrived();
            await().atMost(LIMIT)
                    .until(() -> Topics.read(TestBroker.brokers(), offers).size() == captures);
            // The marks of the offers' transactions are no lag.
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.brokers()))) {
                await().atMost(LIMIT).until(() -> Topics.committed(admin, offers) == Topics.sent(admin, offers));
            }
        }
    }

    @Test
    void aWorkerStaysInItsGroupHoweverLongACaptureTakesAndWhoeverComes() throws Exception {
        try (WorkersOnOneInbox inbox = new WorkersOnOneInbox(directory, TestBroker.brokers(), "exactly-once", 300);
                Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.brokers()))) {
            String offers = inbox.topic() + "-offers";
            Topics.create(TestBroker.brokers(), offers, PARTITIONS);
            inbox.start(options(offers, "flowjay.offer=true"));
            inbox.drop(PARTITIONS);
            await().atMost(LIMIT)
                    .until(() -> Topics.read(TestBroker.brokers(), offers).size() == PARTITIONS);
            String[] impatient = options(
                    offers,
                    "flowjay.take=true",
                    "-p",
                    "camel.component.kafka.max-poll-interval-ms=" + POLL_INTERVAL,
                    "-p",
                    "camel.component.kafka.heartbeat-interval-ms=500");
            Set<String> members;
            // As long as somebody else has the captures, none can be finished.
            try (FileChannel lock =
                            FileChannel.open(directory.resolve("captures/.flowjay.lock"), StandardOpenOption.WRITE);
                    FileLock all = lock.lock()) {
                assertThat(all.isValid()).isTrue();
                FlowjayProcess first = inbox.start(impatient);
                FlowjayProcess second = inbox.start(impatient);
                await().atMost(LIMIT)
                        .ignoreException(ExecutionException.class)
                        .until(() -> isStable(admin, offers)
                                && members(admin, offers).size() == 2);
                members = members(admin, offers);
                await().during(Duration.ofMillis(3 * POLL_INTERVAL))
                        .atMost(LIMIT)
                        .untilAsserted(() -> assertThat(members(admin, offers))
                                .as(inbox::told)
                                .isEqualTo(members));
                FlowjayProcess third = inbox.start(impatient);
                await().atMost(LIMIT).until(() -> members(admin, offers).size() == 3);
                assertThat(members(admin, offers)).containsAll(members);
                assertThat(List.of(first, second, third)).allMatch(FlowjayProcess::isAlive);
            }
            inbox.assertEverythingArrived();
            assertThat(members(admin, offers)).hasSize(3).containsAll(members);
            await().atMost(LIMIT).until(() -> Topics.committed(admin, offers) == Topics.sent(admin, offers));
        }
    }

    private static Set<String> members(Admin admin, String group) throws Exception {
        return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
                .map(MemberDescription::consumerId)
                .collect(Collectors.toSet());
    }

    private static boolean isStable(Admin admin, String group) throws Exception {
        return admin.describeConsumerGroups(List.of(group))
                        .all()
                        .get()
                        .get(group)
                        .groupState()
                == GroupState.STABLE;
    }

    private static String[] options(String offers, String role, String... more) {
        List<String> options = new ArrayList<>(List.of(
                "-p",
                "flowjay.watch=false",
                "-p",
                role,
                "-p",
                "flowjay.offers-topic=" + offers,
                "-p",
                "flowjay.workers-group=" + offers,
                "-p",
                "flowjay.worker-timeout=6s"));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }
}
