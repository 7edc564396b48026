package io.flowjay.cli;

import io.flowjay.delivery.DeadFiles;
import io.flowjay.delivery.DeadLetterReplay;
import io.flowjay.delivery.DeadLetters;
import io.flowjay.delivery.DeliverySettings;
import io.flowjay.kafka.TopicReadiness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flowjay replay}: sends dead letters again. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description = {
            "Sends dead letters again, each to the topic that refused it: those of the topic of dead letters, and those in files.",
            "What is refused again is a dead letter again; the exit code is 1 then.",
            "It makes no topic: one that is missing is an error."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  flowjay replay --brokers kafka1:9092",
            "  flowjay replay --brokers kafka1:9092 --topic flow-features --captures /var/spool/pcap",
            "  flowjay replay --brokers kafka1:9093 -p security.protocol=SSL -p max.request.size=16777216"
        })
final class ReplayCommand implements Callable<Integer> {
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(1);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--brokers",
            paramLabel = "HOST:PORT[,...]",
            required = true,
            description = "Kafka bootstrap servers.")
    private String brokers = "";

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            defaultValue = "flow-features",
            description = "The topic whose dead letters are meant. Default: ${DEFAULT-VALUE}.")
    private String topic = "";

    @Option(
            names = "--dead-letter-topic",
            paramLabel = "TOPIC",
            defaultValue = "",
            description = "Where they are. Default: the topic's name with .dlq.")
    private String deadLetterTopic = "";

    @Option(
            names = "--captures",
            paramLabel = "DIR",
            defaultValue = "captures",
            description =
                    "Directory of captures, whose subdirectory .dead has those in files. Default: ${DEFAULT-VALUE}.")
    private Path captures = Path.of("captures");

    @Option(
            names = {"-p", "--property"},
            paramLabel = "NAME=VALUE",
            description = "Any setting of Kafka's clients.")
    private Map<String, String> properties = Map.of();

    @Override
    public Integer call() throws IOException {
        Map<String, Object> clients = new HashMap<>(properties);
        clients.put("bootstrap.servers", brokers);
        Path directory = DeadFiles.in(captures);
        DeadLetters letters = new DeadLetters(deadLetterTopic, directory);
        DeliverySettings settings = new DeliverySettings(
                clients,
                "flowjay-" + topic + '-',
                TRANSACTION_TIMEOUT,
                letters,
                new TopicReadiness(clients, false),
                1,
                Duration.ZERO);
        try (DeadLetterReplay replay = new DeadLetterReplay(clients, settings)) {
            replay.topic(letters.topicOf(topic));
            replay.files(new DeadFiles(directory));
            Objects.requireNonNull(spec)
                    .commandLine()
                    .getOut()
                    .println("Sent again: " + replay.sent() + ", refused again: " + replay.refused());
            return replay.refused() == 0 ? 0 : 1;
        }
    }
}
