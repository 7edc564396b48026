package io.flowjay.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said when the broker ends; {@code BrokerDiskTest} fills a disk. */
class BrokerEndTest {
    @TempDir
    Path data;

    @Test
    void aDirectoryWithRoomIsNamedWithKafkasReason() {
        assertThat(BrokerEnd.reason(data, "log dir failed"))
                .isEqualTo("The Kafka broker in this process ended: log dir failed; its data is in " + data
                        + ". Captures that were not delivered are still in the inbox.");
        assertThat(BrokerEnd.reason(data, null))
                .contains("The Kafka broker in this process ended: Kafka did not say why;");
    }

    @Test
    void aDirectoryThatHasGoneIsNamed() {
        Path gone = data.resolve("gone");
        assertThat(BrokerEnd.reason(gone, null)).contains("its directory " + gone + " cannot be used: ");
    }
}
