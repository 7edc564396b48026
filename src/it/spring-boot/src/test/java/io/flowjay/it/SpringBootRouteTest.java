package io.flowjay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.spi.SLF4JServiceProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The route in the jar, in a Spring Boot application. */
@AutoConfigureObservability
@SpringBootTest(classes = Application.class)
class SpringBootRouteTest {
    @TempDir
    static Path directory;

    private static Broker broker;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private PrometheusMeterRegistry prometheus;

    @Autowired
    private CamelContext camel;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = Broker.start(directory.resolve("broker"));
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("flowjay.captures", () -> directory.resolve("captures").toString());
        registry.add("flowjay.brokers", () -> broker.address());
    }

    @Test
    void aCaptureInTheInboxBecomesKeyedRecords() throws Exception {
        Path captures = directory.resolve("captures");
        broker.create("flow-features");
        Inbox.drop(captures, "sample.pcapng");
        List<ConsumerRecord<String, String>> records = broker.await("flow-features", Inbox.FLOWS);
        assertThat(records)
                .hasSize(Inbox.FLOWS)
                .allSatisfy(record -> assertThat(record.value()).contains("\"flow_id\":\"" + record.key() + "\""));
        Inbox.await(captures.resolve(".done/sample.pcapng"));
        assertThat(meters.get("flowjay.records.acknowledged").counter().count()).isEqualTo(Inbox.FLOWS);
        assertThat(prometheus.scrape()).contains("flowjay_records_acknowledged_total " + (double) Inbox.FLOWS);
    }

    @Test
    void theRoutesHealthIsAmongTheApplications() {
        assertThat(HealthCheckRegistry.get(camel).getCheck("flowjay-delivery")).isPresent();
    }

    @Test
    void aNameThatIsNoSettingStopsTheApplication() {
        assertThatThrownBy(() -> new SpringApplicationBuilder(Application.class)
                        .run("--flowjay.topik=flows", "--flowjay.captures=" + directory.resolve("other")))
                .hasStackTraceContaining("unknown setting \"flowjay.topik\"");
    }

    @Test
    void theApplicationsOwnLoggingIsTheOnlyOne() {
        assertThat(ServiceLoader.load(SLF4JServiceProvider.class)).hasSize(1);
    }
}
