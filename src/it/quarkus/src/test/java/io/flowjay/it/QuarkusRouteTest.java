package io.flowjay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.slf4j.spi.SLF4JServiceProvider;

/** The route in the jar, in a Quarkus application. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class QuarkusRouteTest {
    @ConfigProperty(name = "flowjay.captures")
    String captures;

    @Inject
    MeterRegistry meters;

    Broker broker;

    @Test
    void aCaptureInTheInboxBecomesKeyedRecords() throws Exception {
        broker.create("flow-features");
        Inbox.drop(Path.of(captures), "sample.pcapng");
        List<ConsumerRecord<String, String>> records = broker.await("flow-features", Inbox.FLOWS);
        assertThat(records)
                .hasSize(Inbox.FLOWS)
                .allSatisfy(record -> assertThat(record.value()).contains("\"flow_id\":\"" + record.key() + "\""));
        Inbox.await(Path.of(captures, ".done", "sample.pcapng"));
        assertThat(meters.get("flowjay.records.acknowledged").counter().count()).isEqualTo(Inbox.FLOWS);
    }

    @Test
    void theApplicationsOwnLoggingIsTheOnlyOne() {
        assertThat(ServiceLoader.load(SLF4JServiceProvider.class)).hasSizeLessThanOrEqualTo(1);
    }
}
