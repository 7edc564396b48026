package io.flowjay.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.testing.Sample;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The shipped route with delivery exactly once, to a real broker. */
@ExtendWith(TestBroker.class)
class ExactlyOnceRouteTest extends ShippedRoute {
    private final String topic = "exactly-once-" + UUID.randomUUID();

    @Test
    void everyRecordOfACaptureIsPublishedOnceUnderWhateverNameItComesAgain() throws Exception {
        run("flowjay.batch-size", "10");
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        drop("copy.pcapng", Sample.bytes());
        awaitFile(".done/copy.pcapng");
        assertThat(ids()).hasSize(Sample.FLOWS).doesNotHaveDuplicates();
    }

    @Test
    void aKnownCaptureIsProcessedAgainWhenThatIsWanted() throws Exception {
        run("flowjay.duplicates", "process");
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        drop("copy.pcapng", Sample.bytes());
        awaitFile(".done/copy.pcapng");
        assertThat(ids()).hasSize(2 * Sample.FLOWS);
        assertThat(ids().stream().distinct()).hasSize(Sample.FLOWS);
    }

    @Test
    void recordsHaveTheirKeys() throws Exception {
        run();
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        assertThat(Topics.read(TestBroker.brokers(), topic)).allSatisfy(record -> assertThat(Topics.text(record.key()))
                .isEqualTo(JSON.readTree(record.value()).get("flow_id").textValue()));
    }

    private void run(String... settings) throws Exception {
        String[] all = new String[settings.length + 8];
        System.arraycopy(settings, 0, all, 8, settings.length);
        System.arraycopy(
                new String[] {
                    "flowjay.delivery",
                    "exactly-once",
                    "flowjay.brokers",
                    TestBroker.brokers(),
                    "flowjay.topic",
                    topic,
                    "flowjay.ledger-topic",
                    topic + "-ledger"
                },
                0,
                all,
                0,
                8);
        load(all);
        context.start();
    }

    private List<String> ids() {
        return Topics.recordIds(TestBroker.brokers(), topic);
    }
}
