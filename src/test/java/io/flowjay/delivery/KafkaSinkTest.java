package io.flowjay.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowjay.capture.CaptureFile;
import io.flowjay.cli.broker.EmbeddedBroker;
import io.flowjay.record.Extraction;
import io.flowjay.record.sink.RecordDestination;
import io.flowjay.record.sink.RecordOutput;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Topics;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sink of Kafka in a library user's program, and a broker that goes away while records are on their way. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KafkaSinkTest {
    private static final int FLOWS = 30;
    /** An outage is an error within seconds. */
    private static final Map<String, String> IMPATIENT =
            Map.of("request.timeout.ms", "1000", "delivery.timeout.ms", "2000", "max.block.ms", "2000");

    @TempDir
    Path directory;

    @Test
    void aBrokerThatGoesAwayIsAnErrorThatSaysWhatArrived() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        Settings settings = settings(broker.bootstrapServers());
        Extraction extraction = Extraction.of(settings);
        try (RecordOutput<?> output =
                RecordDestination.of(KafkaSink.NAME, IMPATIENT, settings).open(extraction.columns())) {
            extraction.write(CaptureFile.open(Traffic.flows(FLOWS, 1), "a.pcap"), output);
            output.flush();
            assertThat(Topics.read(broker.bootstrapServers(), "flows")).hasSize(FLOWS);
            broker.close();
            assertThatThrownBy(() -> {
                        extraction.write(CaptureFile.open(Traffic.flows(FLOWS, 2), "b.pcap"), output);
                        output.commit();
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessage("topic flows at " + broker.bootstrapServers()
                            + ": 30 records acknowledged, not the others: " + broker.bootstrapServers()
                            + ": connection refused; check that the broker runs and that port and firewall let this host in"
                            + "; run the command again then: a record that is sent twice has the same record_id");
        } finally {
            broker.close();
        }
    }

    private static Settings settings(String brokers) {
        return Settings.builder()
                .text(SettingCatalog.BROKERS, brokers, "test")
                .set(SettingCatalog.TOPIC, "flows")
                .build();
    }
}
