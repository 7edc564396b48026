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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.spi.SLF4JServiceProvider;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The route in the jar, in a Spring Boot application. */
class SpringBootRouteTest {
    @TempDir
    static Path directory;

    private static Broker broker;
    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() throws Exception {
        broker = Broker.start(directory.resolve("broker"));
        broker.create("flow-features");
        application = new SpringApplicationBuilder(Application.class)
                .run("--flowjay.captures=" + directory.resolve("captures"), "--flowjay.brokers=" + broker.address());
    }

    @AfterAll
    static void stop() throws Exception {
        if (application != null) {
            application.close();
        }
        broker.close();
    }

    @Test
    void camelIsOfTheLineUnderTest() {
        assertThat(camel().getVersion()).isEqualTo(System.getProperty("camel.version"));
    }

    @Test
    void aCaptureInTheInboxBecomesKeyedRecords() throws Exception {
        Path captures = directory.resolve("captures");
        Inbox.drop(captures, "sample.pcapng");
        List<ConsumerRecord<String, String>> records = broker.await("flow-features", Inbox.FLOWS);
        assertThat(records)
                .hasSize(Inbox.FLOWS)
                .allSatisfy(record -> assertThat(record.value()).contains("\"flow_id\":\"" + record.key() + "\""));
        Inbox.await(captures.resolve(".done/sample.pcapng"));
        MeterRegistry meters = application.getBean(MeterRegistry.class);
        assertThat(meters.get("flowjay.records.acknowledged").counter().count()).isEqualTo(Inbox.FLOWS);
        assertThat(application.getBean(PrometheusMeterRegistry.class).scrape())
                .contains("flowjay_records_acknowledged_total " + (double) Inbox.FLOWS);
    }

    @Test
    void theRoutesHealthIsAmongTheApplications() {
        assertThat(HealthCheckRegistry.get(camel()).getCheck("flowjay-delivery")).isPresent();
    }

    @Test
    void anUnknownSettingStopsTheApplication() {
        assertThatThrownBy(() -> startWith("flowjay.topik=flows"))
                .hasStackTraceContaining("flowjay.topik (properties) is not a setting; did you mean flowjay.topic?");
    }

    @ParameterizedTest
    @MethodSource("io.flowjay.it.WrongSetting#table")
    void aWrongValueStopsTheApplication(WrongSetting wrong) {
        assertThatThrownBy(() -> startWith(wrong.toString())).hasStackTraceContaining(wrong.message("property"));
    }

    private static void startWith(String property) {
        new SpringApplicationBuilder(Application.class)
                .run("--flowjay.captures=" + directory.resolve("other"), "--" + property)
                .close();
    }

    @Test
    void theApplicationsOwnLoggingIsTheOnlyOne() {
        assertThat(ServiceLoader.load(SLF4JServiceProvider.class)).hasSize(1);
    }

    private static CamelContext camel() {
        return application.getBean(CamelContext.class);
    }
}
