package io.flowjay.camel.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.camel.ShippedRoute;
import io.flowjay.testing.Sample;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** File systems that are full or cannot be written to; needs the right to mount. */
class FileSystemRouteTest extends ShippedRoute {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int SMALL_FLOWS = 50;

    private final Deque<Path> mounted = new ArrayDeque<>();

    @AfterEach
    void unmount() throws Exception {
        while (!mounted.isEmpty()) {
            run("umount", "-l", mounted.pop().toString());
        }
    }

    @Test
    void aFullDiskKeepsAPublishedCaptureInTheInboxUntilThereIsRoom() throws Exception {
        Path done = Files.createDirectory(inbox.resolve(".done"));
        mount(done, "-t", "tmpfs", "-o", "size=64k", "flowjay");
        MockEndpoint kafka = start("flowjay.first-wait", "50ms", "flowjay.longest-wait", "50ms");
        byte[] sample = Sample.bytes();
        assertThat(sample).hasSizeGreaterThan(64 * 1024);
        drop("a.pcapng", sample);
        WaitingCaptures waiting = context.getRegistry().lookupByNameAndType("flowjayWaiting", WaitingCaptures.class);
        await().atMost(LIMIT).until(() -> waiting.inTrouble() == 1);
        assertThat(waiting.trouble()).hasValueSatisfying(reason -> assertThat(reason)
                .contains("it is published, but cannot be moved to .done", "No space left on device"));
        // The route goes on with what fits.
        drop("b.pcap", Traffic.flows(SMALL_FLOWS, 1));
        awaitFile(".done/b.pcap");
        assertThat(inbox.resolve("a.pcapng")).hasBinaryContent(sample);
        assertThat(done.toFile().list()).containsExactly("b.pcap");
        run("mount", "-o", "remount,size=1m", done.toString());
        awaitFile(".done/a.pcapng");
        assertThat(done.resolve("a.pcapng")).hasBinaryContent(sample);
        assertThat(inbox.resolve("a.pcapng")).doesNotExist();
        assertThat(batchSizes(kafka)).containsExactly(Sample.FLOWS, SMALL_FLOWS);
    }

    @Test
    void aDirectoryThatCannotBeWrittenToIsSaidOnceAndItsCapturesGoOutWhenItCan() throws Exception {
        drop("a.pcapng", Sample.bytes());
        mount(inbox, "--bind", inbox.toString());
        assertThat(run("mount", "-o", "remount,bind,ro", inbox.toString())).isZero();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(InboxLock.class);
        logger.addAppender(log);
        log.start();
        MockEndpoint kafka;
        try {
            kafka = start();
            await().atMost(LIMIT).until(() -> !log.list.isEmpty());
            // Ten polls and more.
            await().during(Duration.ofSeconds(1)).atMost(LIMIT).until(() -> log.list.size() == 1);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list.get(0).getLevel()).isEqualTo(Level.ERROR);
        assertThat(log.list.get(0).getFormattedMessage())
                .contains("No capture of " + inbox + " can be taken", "Read-only file system");
        assertThat(kafka.getReceivedCounter()).isZero();
        assertThat(files()).containsExactly("a.pcapng");
        assertThat(run("mount", "-o", "remount,bind,rw", inbox.toString())).isZero();
        awaitFile(".done/a.pcapng");
        assertThat(batchSizes(kafka)).containsExactly(Sample.FLOWS);
    }

    @Test
    void aReportThatADiskHasNoRoomForIsWrittenLaterAndNothingIsPublishedAgainAlsoAfterARestart() throws Exception {
        mount(inbox, "-t", "tmpfs", "-o", "size=512k", "flowjay");
        String[] settings = {"flowjay.first-wait", "50ms", "flowjay.longest-wait", "50ms"};
        MockEndpoint kafka = start(settings);
        Path filler = inbox.resolve("filler");
        kafka.whenExchangeReceived(1, exchange -> fill(filler));
        byte[] whole = Traffic.flows(SMALL_FLOWS, 1);
        byte[] cut = Arrays.copyOf(whole, whole.length - 3);
        drop("cut.pcap", cut);
        WaitingCaptures waiting = context.getRegistry().lookupByNameAndType("flowjayWaiting", WaitingCaptures.class);
        await().atMost(LIMIT).until(() -> waiting.inTrouble() == 1);
        assertThat(waiting.trouble()).hasValueSatisfying(reason -> assertThat(reason)
                .contains("it cannot be moved to .failed", "No space left on device"));
        // Ten tries and more.
        await().during(Duration.ofSeconds(1)).atMost(LIMIT).until(() -> kafka.getReceivedCounter() == 1);
        context.stop();
        assertThat(inbox.resolve("cut.pcap")).hasBinaryContent(cut);
        try (DefaultCamelContext restarted = restarted(settings)) {
            WaitingCaptures waitingNow =
                    restarted.getRegistry().lookupByNameAndType("flowjayWaiting", WaitingCaptures.class);
            await().atMost(LIMIT).until(() -> waitingNow.inTrouble() == 1);
            Files.delete(filler);
            JsonNode report = report("cut.pcap");
            assertThat(report.get("reason").textValue()).contains("cut");
            assertThat(report.get("records_delivered").intValue()).isEqualTo(SMALL_FLOWS - 1);
            assertThat(restarted.getEndpoint("mock:kafka", MockEndpoint.class).getReceivedCounter())
                    .isZero();
        }
        assertThat(files()).containsExactly(".failed/cut.pcap", ".failed/cut.pcap.error.json");
        assertThat(inbox.resolve(".failed/cut.pcap")).hasBinaryContent(cut);
    }

    /** Takes all the room that is left. */
    private static void fill(Path filler) throws IOException {
        byte[] page = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(page);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left on device");
        }
    }

    private void mount(Path where, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("mount"));
        command.addAll(List.of(options));
        command.add(where.toString());
        assumeTrue(run(command.toArray(String[]::new)) == 0, "not allowed to mount");
        mounted.push(where);
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
