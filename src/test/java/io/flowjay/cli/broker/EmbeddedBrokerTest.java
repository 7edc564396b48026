package io.flowjay.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowjay.testing.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    Path directory;

    @Test
    void recordsSurviveARestartOnOtherPorts() throws Exception {
        String first;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            first = broker.bootstrapServers();
            Topics.create(first, "kept", 6);
            send(first, "kept", List.of("a", "b", "c"));
        }
        try (ServerSocket taken = new ServerSocket(port(first), 1, InetAddress.getLoopbackAddress());
                EmbeddedBroker broker = EmbeddedBroker.start(directory, taken.getLocalPort())) {
            assertThat(broker.bootstrapServers()).isNotEqualTo(first).startsWith("127.0.0.1:");
            send(broker.bootstrapServers(), "kept", List.of("d"));
            assertThat(Topics.read(broker.bootstrapServers(), "kept"))
                    .extracting(record -> Topics.text(record.value()))
                    .containsExactlyInAnyOrder("a", "b", "c", "d");
        }
    }

    @Test
    void theWantedPortIsUsedWhenItIsFree() throws Exception {
        int wanted = BrokerPorts.choose(0).clients();
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, wanted)) {
            assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + wanted);
        }
    }

    @Test
    void aSecondBrokerInTheSameDirectoryIsAnErrorThatNamesIt() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another broker is running in " + directory.toRealPath());
        broker.close();
        EmbeddedBroker.start(directory, 0).close();
    }

    @Test
    void onlyTheLoopbackInterfaceListens() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            int port = port(broker.bootstrapServers());
            List<InetAddress> others = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .toList();
            for (InetAddress address : others) {
                try (Socket socket = new Socket()) {
                    assertThatThrownBy(() -> socket.connect(new InetSocketAddress(address, port), 500))
                            .isInstanceOf(IOException.class);
                }
            }
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
            }
        }
    }

    private static int port(String bootstrapServers) {
        return Integer.parseInt(bootstrapServers.substring(bootstrapServers.indexOf(':') + 1));
    }

    private static void send(String brokers, String topic, List<String> values) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }
    }
}
