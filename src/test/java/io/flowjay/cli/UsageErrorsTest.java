package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.testing.WrongSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

/** Wrong usage: exit code 2, and what would have been right. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UsageErrorsTest {
    @TempDir
    Path directory;

    static Stream<Arguments> settings() {
        return Stream.of(
                wrong("group", "--features bogus", "\"bogus\"", "all, flow_meta, timing, size, tcp", "iat_mean"),
                wrong("feature", "--features iat_mean,iat_meen", "\"iat_meen\"", "iat_mean"),
                wrong("feature of a group", "--features timing.bogus", "\"timing.bogus\""),
                wrong("nothing is left", "--features src_port --no-include-ports", "src_port"),
                wrong("profile", "--profile JJ", "JJ-CORE, JJ-EXTENDED, JJ-EXPERIMENTAL, FLOWJAY"),
                wrong("rules that are none", "--vpn-rules pom.xml", "--vpn-rules", "pom.xml, line 1"),
                wrong("option", "--bogus", "'--bogus'", "--active-timeout, --anonymization-key", "--vpn-rules"));
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                wrong(
                        "no command",
                        "",
                        "Missing required subcommand",
                        "run, extract, live, config, doctor, consume, replay, catalog"),
                wrong(
                        "command",
                        "extrakt",
                        "'extrakt'",
                        "run, extract, live, config, doctor, consume, replay, catalog, help"),
                wrong("no capture", "extract", "CAPTURE"),
                wrong("format of records", "extract --format cvs x.pcap", "\"cvs\"", "csv?", "ndjson, json, csv"),
                wrong("format of another file", "extract --format csv -o x.census x.pcap", "x.census", "census"),
                wrong("compression", "extract -o x.csv.bz2 no.pcap", "x.csv.bz2", ".bz2", ".gz, .zst"),
                wrong("compression and format", "live lo --format csv -o x.xz", "x.xz", ".gz, .zst"),
                wrong("another kind of file", "extract -o x.orc no.pcap", "x.orc", ".csv", ".parquet"),
                wrong("new directory", "extract -o x/ no.pcap", "--output x/ is a directory"),
                wrong("directory", "extract -o src no.pcap", "--output src is a directory"),
                wrong("directory for statistics", "live lo --stats src", "--stats src is a directory"),
                wrong("empty name", "live lo --output=", "--output is empty"),
                wrong("empty name of statistics", "extract --stats= no.pcap", "--stats is empty"),
                wrong("sparse CSV", "extract -o x.csv --sparse x.pcap", "flowjay.sparse", "csv"),
                wrong(
                        "format for Kafka",
                        "live lo --kafka k:9092 --format parquet",
                        "\"parquet\" (option --format) cannot be used with the sink kafka",
                        "ndjson, json, csv, avro"),
                wrong(
                        "live capture exactly once",
                        "live lo --kafka k:9092 --format csv --delivery exactly-once",
                        "--delivery"),
                wrong("format", "catalog --format xml", "\"xml\"", "table, json, json-schema"),
                wrong("no brokers", "consume", "--brokers"),
                wrong("negative maximum", "consume --brokers localhost:1 --max -1", "--max", "1 or more", "-1"),
                wrong("argument", "run captures", "'captures'"),
                run(
                        "key field left out",
                        "--features timing --key-field src_ip",
                        "flowjay.key-field \"src_ip\" (option --key-field) is not among the selected features",
                        "flow_id",
                        "iat_mean"),
                files(
                        "shared files of offered captures",
                        "--files-roll-interval 10m --take",
                        "flowjay.files-roll-interval \"10m\" (option --files-roll-interval) does not go together with"
                                + " flowjay.take=true",
                        "valid: 0"),
                files(
                        "partitions without their time",
                        "--files-partition date --features tcp",
                        "flowjay.files-partition \"date\" (option --files-partition) needs the feature start_time",
                        "valid: none"),
                files(
                        "extension of Parquet that is compressed",
                        "--files-extension parquet.gz",
                        "flowjay.files-extension \"parquet.gz\" (option --files-extension) cannot be used",
                        "leave out .gz"),
                files(
                        "format that the extension excludes",
                        "--format csv --files-extension parquet",
                        "flowjay.format \"csv\" (option --format) cannot be written to NAME.parquet of"
                                + " flowjay.files-extension \"parquet\" (option --files-extension), which is a file of"
                                + " parquet; valid: parquet"),
                files(
                        "format that the extension excludes, which is not an option",
                        "--format parquet -p flowjay.files-extension=csv.gz",
                        "NAME.csv.gz of flowjay.files-extension \"csv.gz\" (--property), which is a file of csv; valid:"
                                + " csv"),
                files(
                        "format of files for a live capture",
                        "--format parquet --live",
                        "flowjay.format \"parquet\" (option --format) is for files only, and the records of flowjay.live=true"
                                + " go to a topic; valid: ",
                        "ndjson, json, csv, avro"),
                files("format of files", "--format cvs", "flowjay.format \"cvs\" (option --format)", "csv?", "parquet"),
                files("sparse CSV in files", "--files-extension csv.zst --sparse", "flowjay.sparse", "valid: false"),
                files("null in CSV files", "--format csv --null-value=,", "flowjay.null-value", "delimiter"),
                files("roll records", "--files-roll-records 0", "flowjay.files-roll-records \"0\"", "1"),
                files("roll interval", "--files-roll-interval soon", "flowjay.files-roll-interval \"soon\""),
                files("extension with a slash", "--files-extension ../csv", "flowjay.files-extension \"../csv\""),
                files("brokers for files", "--brokers localhost:1", "--brokers is for Kafka", "flowjay.files"),
                files("topic for files", "--topic t", "--topic is for Kafka", "\"target/no-files\""),
                files("key for files", "--key-field src_ip", "--key-field is for Kafka"),
                files("delivery for files", "--delivery exactly-once", "--delivery is for Kafka"),
                files("dead letters for files", "--dead-letter-topic t", "--dead-letter-topic is for Kafka"),
                files("registry for files", "--schema-registry http://x:1", "--schema-registry is for Kafka"),
                files("port of a broker for files", "--port 0", forKafka("--port")),
                files("directory of a broker for files", "--broker-dir target/no-broker", forKafka("--broker-dir")),
                files("records of files shown", "--show", forKafka("--show")),
                files(
                        "records of offered captures that become files shown",
                        "--take --brokers localhost:1 --show",
                        "--show is for a topic of records, which flowjay.files \"target/no-files\" does not need"),
                files(
                        "port beside the brokers of offered captures",
                        "--take --brokers localhost:1 --port 0",
                        "--port is for the broker in this process, which flowjay.brokers \"localhost:1\" does not need"),
                run(
                        "port beside brokers",
                        "--port 0",
                        "--port is for the broker in this process, which flowjay.brokers \"localhost:1\" does not need;"
                                + " leave out one of them"),
                run(
                        "directory of a broker beside brokers",
                        "--broker-dir target/no-broker",
                        "--broker-dir is for the broker in this process, which flowjay.brokers \"localhost:1\" does not"
                                + " need"),
                wrong(
                        "client of brokers that the doctor does not check",
                        "doctor --routes routes --files target/no-files --config client.properties",
                        forKafka("--config")),
                run(
                        "extension without files",
                        "--files-extension csv",
                        "--files-extension is for --files, which is missing"),
                wrong(
                        "brokers for the directory that the doctor checks",
                        "doctor --routes routes --files target/no-files --brokers localhost:1",
                        "--brokers is for Kafka"),
                run(
                        "format of files for a topic",
                        "--format parquet",
                        "flowjay.format \"parquet\" (option --format) is for files only: for files set flowjay.files"
                                + " (--files DIR); valid: ",
                        "ndjson, json, csv, avro"),
                run("format of records on a topic", "--format cvs", "flowjay.format \"cvs\"", "csv?"),
                run("sparse CSV on a topic", "--format csv --sparse", "flowjay.sparse", "valid: false"),
                run("preset", "--preset fast", "\"fast\"", "high-durability, high-throughput"),
                run("port", "--port 65536", "--port", "0 to 65535"),
                run(
                        "setting",
                        "-p flowjay.topik=1",
                        "flowjay.topik (--property) is not a setting; did you mean flowjay.topic?",
                        "flowjay config"),
                run(
                        "setting without its prefix",
                        "-p idle-timeout=5s",
                        "idle-timeout (--property) is not a setting; did you mean flowjay.idle-timeout?"),
                run("switch without a value", "--sparse=", "flowjay.sparse \"\" (option --sparse)", "true or false"),
                run("option misspelt", "--idle-timout 5s", "'--idle-timout'", "Did you mean --idle-timeout?"),
                run("no value", "-p flowjay.topic", "NAME=VALUE"),
                wrong(
                        "records and statistics in one file",
                        "live lo -o x --stats x",
                        "the output and --stats are both x"),
                wrong(
                        "brokers without a port",
                        "live lo --kafka kafka1",
                        "flowjay.brokers \"kafka1\" (option --kafka) has no port; valid: HOST:PORT"),
                run(
                        "idempotence",
                        "--acks 1 -p flowjay.idempotence=true",
                        "flowjay.idempotence \"true\" (--property) needs flowjay.acks=all, but that is 1"));
    }

    private static String forKafka(String option) {
        return option + " is for Kafka, which flowjay.files \"target/no-files\" does not need; leave out one of them";
    }

    private static Arguments wrong(String name, String arguments, String... told) {
        return argumentSet(name, arguments, List.of(told));
    }

    private static Arguments run(String name, String arguments, String... told) {
        // No broker of our own, and no record shown: what is not refused would start at once.
        return wrong(name, "run --routes routes --brokers localhost:1 --no-show " + arguments, told);
    }

    private static Arguments files(String name, String arguments, String... told) {
        return wrong(name, "run --routes routes --files target/no-files " + arguments, told);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void ofEveryCommandThatExtracts(String options, List<String> told) {
        check("extract no.pcap " + options, told);
        check("run --routes routes --brokers localhost:1 --no-show " + options, told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "extract no.pcap -o x.avro",
                "extract no.pcap --kafka localhost:1 --format avro",
                "live lo -o x.avro",
                "catalog --format avro",
                "catalog --format asyncapi"
            })
    void ofNamesThatAreTheSameInAvro(String command) throws IOException {
        Path names = Files.writeString(directory.resolve("names.properties"), "iat_mean=a b\niat_max=a-b\n");
        check(
                command + " --field-names " + names,
                List.of("flowjay.field-names \"" + names + "\" (option --field-names)", "are both a_b in Avro"));
    }

    /** The schema registry's client: a setting, its file, and what is wrong with it. */
    static Stream<Arguments> stores() {
        String keystore = "schema-registry-keystore";
        String truststore = "schema-registry-truststore";
        String missing = "the file does not exist; valid: a file in PEM, JKS or PKCS12";
        return Stream.of(
                argumentSet("missing keystore", keystore, "none.p12", missing),
                argumentSet("missing truststore", truststore, "none.p12", missing),
                argumentSet("directory", keystore, "", "it is a directory; valid: a file in PEM, JKS or PKCS12"),
                argumentSet("another file", truststore, "words.txt", "cannot be read as PEM, JKS or PKCS12"),
                argumentSet(
                        "wrong password of the keystore",
                        keystore,
                        "store.p12",
                        "its password is wrong; set flowjay.schema-registry-keystore-password"),
                argumentSet(
                        "wrong password of the truststore",
                        truststore,
                        "store.p12",
                        "its password is wrong; set flowjay.schema-registry-truststore-password"));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void ofTheSchemaRegistrysClient(String setting, String name, String problem) throws Exception {
        Files.writeString(directory.resolve("words.txt"), "words");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (OutputStream out = Files.newOutputStream(directory.resolve("store.p12"))) {
            store.store(out, "correct-horse".toCharArray());
        }
        Path file = directory.resolve(name);
        for (String command : List.of(
                "doctor --routes routes --brokers localhost:1",
                "config --routes routes",
                "run --routes routes --brokers localhost:1 --no-show",
                "extract no.pcap --kafka localhost:1",
                "live lo --kafka localhost:1")) {
            String options = " --format avro --schema-registry https://localhost:1 --" + setting + ' ' + file + " --"
                    + setting + "-password battery-staple";
            Cli cli = check(
                    command + options,
                    List.of("flowjay." + setting + " \"" + file + "\" (option --" + setting + ") cannot be used: "
                            + problem));
            assertThat(cli.err()).doesNotContain("battery-staple");
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void ofACommand(String arguments, List<String> told) {
        check(arguments, told);
    }

    /** Every command with settings, and the settings it has as options. */
    static Stream<Arguments> wrongSettings() {
        return Stream.of("extract no.pcap", "live lo", "config --routes routes", "run --routes routes --no-show")
                .flatMap(command -> {
                    CommandSpec spec = Main.commandLine()
                            .getSubcommands()
                            .get(command.split(" ", -1)[0])
                            .getCommandSpec();
                    return WrongSettings.table().stream()
                            .map(Arguments::get)
                            .filter(row -> spec.findOption(option(row[0])) != null)
                            .map(row -> argumentSet(
                                    command + ' ' + row[0] + '=' + row[1], command, row[0], row[1], row[2]));
                });
    }

    private static String option(Object property) {
        return "--" + property.toString().substring("flowjay.".length());
    }

    @ParameterizedTest
    @MethodSource("wrongSettings")
    void ofASetting(String command, String property, String value, String message) {
        String option = option(property);
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.add(option + '=' + value);
        Cli cli = Cli.run(words.toArray());
        assertThat(cli.err())
                .startsWith("flowjay: " + property + " \"" + value + "\" (option " + option + ") " + message);
        assertThat(cli.exitCode()).isEqualTo(2);
    }

    private static Cli check(String arguments, List<String> told) {
        List<String> words = new ArrayList<>(Arrays.asList(arguments.split(" ", -1)));
        words.remove("");
        Cli cli = Cli.run(words.toArray());
        assertThat(cli.exitCode()).as(cli.err()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        List<String> lines = cli.err().lines().toList();
        assertThat(lines.get(0)).startsWith("flowjay: ");
        assertThat(lines.get(lines.size() - 1)).matches("Try 'flowjay.* --help'\\.");
        assertThat(cli.err()).contains(told).doesNotContain("\tat ", "Exception");
        return cli;
    }
}
