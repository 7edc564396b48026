package io.flowjay.camel.scaleout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.camel.ContextSettings;
import io.flowjay.camel.inbox.WaitingCaptures;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** How long a worker stays with the file of an offer. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CaptureWorkerTest {
    @TempDir
    Path inbox;

    @TempDir
    Path elsewhere;

    /** What becomes of the file while the route has it. */
    private interface Step {
        void with(Path file, Path elsewhere) throws IOException;
    }

    private static final Step STAYS = (file, elsewhere) -> {};
    private static final Step LEAVES = (file, elsewhere) -> Files.delete(file);
    private static final Step GROWS = (file, elsewhere) -> Files.writeString(file, "more", StandardOpenOption.APPEND);
    private static final Step IS_REPLACED = (file, elsewhere) -> {
        Path other = Files.writeString(elsewhere.resolve("other"), "next");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    };

    /** The steps of the route, how often it gets the file, and what is there afterwards. */
    static final List<Arguments> OFFERS = List.of(
            argumentSet("a file that leaves", List.of(LEAVES), 1, ""),
            argumentSet("a file that is tried again", List.of(STAYS, STAYS, LEAVES), 3, ""),
            argumentSet("a file that grows", List.of(GROWS, LEAVES), 2, ""),
            argumentSet("another file that takes its name", List.of(IS_REPLACED, LEAVES), 1, "next"),
            argumentSet("another one at the second try", List.of(STAYS, IS_REPLACED, LEAVES), 2, "next"));

    @ParameterizedTest
    @FieldSource("OFFERS")
    void itStaysWithTheVeryFileUntilThatHasLeft(List<Step> steps, int times, String left) throws Exception {
        Path file = Files.writeString(inbox.resolve("a.pcap"), "this");
        List<Path> sent = new ArrayList<>();
        int commits = work(file, path -> {
            steps.get(sent.size()).with(path, elsewhere);
            sent.add(path);
        });
        assertThat(sent).hasSize(times).containsOnly(file);
        assertThat(commits).isEqualTo(1);
        if (left.isEmpty()) {
            assertThat(file).doesNotExist();
        } else {
            assertThat(file).hasContent(left);
        }
    }

    @Test
    void theOfferOfAFileThatIsGoneIsCommitted() throws Exception {
        List<Path> sent = new ArrayList<>();
        assertThat(work(inbox.resolve("gone.pcap"), sent::add)).isEqualTo(1);
        assertThat(sent).isEmpty();
    }

    /** What the route that publishes captures does. */
    private interface Publishing {
        void of(Path file) throws IOException;
    }

    /** Lets a worker take the offer of a file, and answers how often it committed that. */
    private int work(Path file, Publishing publishing) throws Exception {
        AtomicInteger commits = new AtomicInteger();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("flowjayWaiting", new WaitingCaptures());
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:flowjay-capture")
                            .process(exchange -> publishing.of(
                                    exchange.getMessage().getBody(File.class).toPath()));
                }
            });
            context.start();
            CaptureWorker worker = new CaptureWorker();
            worker.setCamelContext(context);
            worker.setSettings(new ContextSettings(Settings.builder()
                    .set(SettingCatalog.CAPTURES, inbox.toString())
                    .build()));
            Exchange offer = new DefaultExchange(context);
            offer.getMessage().setBody(CaptureOffer.of(inbox, file, "id").toJson());
            offer.getMessage().setHeader("commit", (KafkaManualCommit) commits::incrementAndGet);
            worker.process(offer);
        }
        return commits.get();
    }
}
