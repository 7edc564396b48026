package io.flowjay.cli;

import io.flowjay.delivery.DeliveryNeeds;
import io.flowjay.kafka.BrokerDiagnosis;
import io.flowjay.kafka.Finding;
import io.flowjay.kafka.TopicUse;
import io.flowjay.settings.SettingCatalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flowjay doctor}: what keeps {@code flowjay run} from its brokers, its schema registry, and its directory of files. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        versionProvider = Version.class,
        description = {
            "Checks the brokers with the settings that 'flowjay run' takes: names, TCP, TLS, SASL, the addresses that brokers"
                    + " advertise, and the rights to the topics of records, dead letters and, for exactly-once, the ledger.",
            "For records in Avro with a schema registry: that it answers, accepts the client, and has the schema of the records or"
                    + " would take it.",
            "With --files: that files can be made in the directory; the brokers only if offers or live captures need them.",
            "It changes nothing in the cluster and in the registry. A missing directory of files is made."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is well", "1:something is wrong; the output says what, and what to do", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  flowjay doctor --brokers kafka1:9092",
            "  flowjay doctor --brokers kafka1:9094 --config client.properties --delivery exactly-once",
            "  flowjay doctor --files /srv/flows --format parquet",
            "  flowjay doctor --brokers kafka1:9092 --format avro --schema-registry https://registry:8081"
        })
final class DoctorCommand implements Callable<Integer>, SettingCommand {
    private static final String BOOTSTRAP = "bootstrap.servers";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            order = 7,
            description =
                    "Properties of Kafka's client, for example security.protocol and sasl.jaas.config. Its bootstrap.servers"
                            + " are used unless --brokers or flowjay.brokers names others.")
    private @Nullable Path config;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        RunSettings settings = options.read(command);
        RunOptions.checkForKafka(command, settings, "--config");
        List<Finding> findings = new ArrayList<>();
        if (settings.needsKafka()) {
            findings.addAll(brokers(settings).findings());
        }
        if (settings.makesFiles()) {
            findings.add(FilesChecks.finding(Path.of(settings.get(SettingCatalog.FILES))));
        }
        if (settings.publishes()) {
            findings.addAll(RegistryChecks.findings(settings.settings()));
        }
        PrintWriter out = command.commandLine().getOut();
        boolean healthy = true;
        for (Finding finding : findings) {
            healthy &= finding.isOk();
            out.printf(
                    "%-4s  %-19s  %s%n",
                    finding.isOk() ? "ok" : "FAIL", finding.check().text(), finding.text());
        }
        out.flush();
        return healthy ? 0 : 1;
    }

    private BrokerDiagnosis brokers(RunSettings settings) throws IOException {
        Map<String, Object> client = new HashMap<>(settings.kafkaClient());
        if (config != null) {
            client.putAll(RunSettings.read(config));
        }
        if (settings.settings().isSet(SettingCatalog.BROKERS) || !client.containsKey(BOOTSTRAP)) {
            client.put(BOOTSTRAP, settings.get(SettingCatalog.BROKERS));
        }
        if (!settings.publishes()) {
            // Only offers of captures are on Kafka.
            return new BrokerDiagnosis(client, List.of(), List.of());
        }
        DeliveryNeeds needs = new DeliveryNeeds(settings.settings());
        List<TopicUse> topics = new ArrayList<>(needs.topics());
        topics.add(1, needs.deadLetters());
        return new BrokerDiagnosis(client, topics, needs.transactionalIds());
    }

    @Override
    public SettingOptions options() {
        return options.settings();
    }
}
