package io.flowjay.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.camel.main.Main;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.spi.SLF4JServiceProvider;

/** The route in the jar, in somebody else's Camel Main program. */
class CamelMainTest {
    @TempDir
    Path directory;

    @Test
    void aCaptureInTheInboxBecomesKeyedRecords() throws Exception {
        Path captures = directory.resolve("captures");
        Main camel = new Main();
        try (Broker broker = Broker.start(directory.resolve("broker"))) {
            camel.configure().withRoutesIncludePattern("classpath:routes/pcap-to-kafka.camel.yaml");
            camel.addInitialProperty("flowjay.captures", captures.toString());
            camel.addInitialProperty("flowjay.brokers", broker.address());
            camel.start();
            broker.create("flow-features");
            Inbox.drop(captures, "sample.pcapng");
            List<ConsumerRecord<String, String>> records = broker.await("flow-features", Inbox.FLOWS);
            assertThat(records)
                    .hasSize(Inbox.FLOWS)
                    .allSatisfy(record -> assertThat(record.value()).contains("\"flow_id\":\"" + record.key() + "\""));
            Inbox.await(captures.resolve(".done/sample.pcapng"));
        } finally {
            camel.stop();
        }
    }

    @ParameterizedTest
    @MethodSource("io.flowjay.it.WrongSetting#table")
    void aWrongValueStopsTheRoutesAtTheirStart(WrongSetting wrong) {
        Main camel = new Main();
        camel.configure().withRoutesIncludePattern("classpath:routes/pcap-to-kafka.camel.yaml");
        camel.addInitialProperty("flowjay.captures", directory.toString());
        camel.addInitialProperty(wrong.property(), wrong.value());
        try {
            assertThatThrownBy(camel::start).hasStackTraceContaining(wrong.message("property"));
        } finally {
            camel.stop();
        }
    }

    @Test
    void theProgramsOwnLoggingIsTheOnlyOne() {
        assertThat(ServiceLoader.load(SLF4JServiceProvider.class)).hasSize(1);
    }
}
