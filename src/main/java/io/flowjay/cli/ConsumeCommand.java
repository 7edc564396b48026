package io.flowjay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flowjay consume}: what a topic holds, with keys and partitions. */
@Command(
        name = "consume",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description = "Prints the records of a topic, each with its partition, offset and key, until Ctrl-C.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  flowjay consume --brokers localhost:9092 --topic flow-features --from-beginning",
            "  flowjay consume --brokers localhost:9092 --from-beginning --max 10 --values | jq .dst_ip",
            "  flowjay consume --brokers kafka1:9094 --config client.properties"
        })
final class ConsumeCommand implements Callable<Integer> {
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
            description = "Default: ${DEFAULT-VALUE}.")
    private String topic = "";

    @Option(names = "--from-beginning", description = "Start with the oldest record instead of the next.")
    private boolean fromBeginning;

    @Option(names = "--max", paramLabel = "N", description = "Stop after this many records.")
    private long max = Long.MAX_VALUE;

    @Option(names = "--values", description = "Print the values only: newline-delimited JSON.")
    private boolean valuesOnly;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties of Kafka's consumer, for example security.protocol and sasl.jaas.config.")
    private @Nullable Path config;

    private long count;

    @Override
    public Integer call() throws IOException {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        if (max < 1) {
            throw new ParameterException(command, "--max must be 1 or more, but is " + max);
        }
        PrintWriter out = command.getOut();
        TopicReader reader = TopicReader.ofExisting(brokers, topic, fromBeginning, client());
        ProcessEnd end = ProcessEnd.onSignal(reader::close);
        try {
            reader.read(record -> print(record, out));
        } finally {
            end.cancel();
        }
        return 0;
    }

    private Map<String, String> client() throws IOException {
        return config == null ? Map.of() : RunSettings.read(config);
    }

    private boolean print(ConsumerRecord<byte[], byte[]> record, PrintWriter out) {
        if (!valuesOnly) {
            out.printf("partition=%d offset=%d key=%s ", record.partition(), record.offset(), text(record.key()));
        }
        out.println(text(record.value()));
        out.flush();
        count++;
        return count < max && !out.checkError();
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
    }
}
