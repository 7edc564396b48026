package io.flowjay.cli;

import io.flowjay.settings.Scope;
import io.flowjay.settings.Section;
import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
        abbreviateSynopsis = true,
        description = {
            "Prints the records of a topic, each with its partition, offset and key, until Ctrl-C.",
            "Records in Avro are printed as JSON. Their schema comes from the schema registry; without one, from the options for"
                    + " features and names, unless a profile has it."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every value was printed", "1:a value could not be read, or the topic not be", "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  flowjay consume --brokers localhost:9092 --topic flow-features --from-beginning",
            "  flowjay consume --brokers localhost:9092 --from-beginning --max 10 --values | jq .dst_ip",
            "  flowjay consume --brokers kafka1:9094 --config client.properties --schema-registry https://registry:8081"
        })
final class ConsumeCommand implements Callable<Integer>, SettingCommand {

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

    private final SettingOptions options = SettingOptions.of(EnumSet.noneOf(Scope.class), shown());

    private long count;
    private boolean failed;

    @Override
    public Integer call() throws IOException {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        if (max < 1) {
            throw new ParameterException(command, "--max must be 1 or more, but is " + max);
        }
        ValueReader values = values(command);
        PrintWriter out = command.getOut();
        TopicReader reader = TopicReader.ofExisting(brokers, topic, fromBeginning, client());
        ProcessEnd end = ProcessEnd.onSignal(reader::close);
        try {
            reader.read(record -> print(record, values, out, command.getErr()));
        } finally {
            end.cancel();
        }
        return failed ? 1 : 0;
    }

    private static Setting<?>[] shown() {
        return Stream.concat(
                        SettingCatalog.all().stream().filter(setting -> setting.section() == Section.REGISTRY),
                        KnownSchemas.DECIDING.stream())
                .filter(setting -> setting != SettingCatalog.SCHEMA_REGISTRY_AUTO_REGISTER)
                .toArray(Setting<?>[]::new);
    }

    private ValueReader values(CommandLine command) {
        try {
            Settings.Builder settings = Settings.builder().environment(System.getenv());
            options.apply(command.getParseResult(), settings);
            return new ValueReader(settings.build());
        } catch (IllegalArgumentException e) {
            throw Errors.usage(command.getCommandSpec(), e);
        }
    }

    @Override
    public SettingOptions options() {
        return options;
    }

    private Map<String, String> client() throws IOException {
        return config == null ? Map.of() : RunSettings.read(config);
    }

    private boolean print(ConsumerRecord<byte[], byte[]> record, ValueReader values, PrintWriter out, PrintWriter err) {
        count++;
        byte[] json;
        try {
            json = values.json(record.value());
        } catch (IOException e) {
            failed = true;
            err.printf("flowjay: partition %d, offset %d: %s%n", record.partition(), record.offset(), e.getMessage());
            err.flush();
            return count < max;
        }
        if (!valuesOnly) {
            out.printf("partition=%d offset=%d key=%s ", record.partition(), record.offset(), text(record.key()));
        }
        out.println(text(json));
        out.flush();
        return count < max && !out.checkError();
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
    }
}
