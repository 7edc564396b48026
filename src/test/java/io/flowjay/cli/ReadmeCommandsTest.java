package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.flowjay.testing.Sample;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The program understands the command lines of the README and of the documents, and has their options. */
@ExtendWith(TestBroker.class)
class ReadmeCommandsTest {
    @TempDir
    Path directory;

    /** A command line in a block, between backquotes or for Maven, up to a comment, a pipe or a redirection. */
    private static final Pattern COMMAND =
            Pattern.compile("(?m)(?:^ *flowjay|`flowjay|bin/flowjay|args=\"|`bin/flowjay) ?"
                    + "((?:run|extract|live|config|doctor|consume|replay|catalog) [^`#|<>\"\\n]+)");
    /** In the first column of a table: {@code --option VALUE}. */
    private static final Pattern OPTION = Pattern.compile("`[^`]*?(--[a-z][a-z-]*)");

    static List<String> commands() {
        return pages().flatMap(page -> COMMAND.matcher(page).results())
                .map(match -> match.group(1).trim())
                .distinct()
                .toList();
    }

    @Test
    void thereAreSome() {
        assertThat(commands()).hasSizeGreaterThan(12).contains("run", "live eth0");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theProgramUnderstandsIt(String command) {
        String[] words = command.replace("'", "").split(" +");
        assertThatCode(() -> Main.commandLine().parseArgs(words)).doesNotThrowAnyException();
    }

    /** Names of output files in the README's table of formats, and what such a file begins with. */
    private static final Map<String, String> STARTS =
            Map.of("flows.ndjson", "{\"record_id\":", "flows.csv", "record_id,", "flows.parquet", "PAR1");

    @Test
    void theTableOfFormatsMakesSuchFiles() throws IOException {
        List<String> lines = commands().stream()
                .filter(command -> command.matches("extract trace\\.pcap -o flows\\.[a-z]+"))
                .toList();
        assertThat(lines).hasSize(STARTS.size());
        Files.write(directory.resolve("trace.pcap"), Sample.bytes());
        for (String line : lines) {
            String name = line.substring(line.lastIndexOf(' ') + 1);
            Path file = directory.resolve(name);
            assertThat(Cli.run("extract", directory.resolve("trace.pcap"), "-o", file)
                            .exitCode())
                    .isZero();
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).startsWith(STARTS.get(name));
        }
    }

    @Test
    void theCommandsThatPublishOneCaptureDoSo() throws IOException {
        List<String> lines = commands().stream()
                .filter(command -> command.startsWith("extract trace.pcap --kafka kafka1:9092 "))
                .toList();
        assertThat(lines).isNotEmpty();
        Path capture = Files.write(directory.resolve("trace.pcap"), Sample.bytes());
        for (String line : lines) {
            String topic = "readme-" + UUID.randomUUID();
            String command = line.replace("trace.pcap", capture.toString())
                    .replace("kafka1:9092", TestBroker.brokers())
                    .replace("flow-features", topic);
            Cli cli = Cli.run((Object[]) command.split(" "));
            assertThat(cli.exitCode()).as(cli.err()).isZero();
            assertThat(Topics.read(TestBroker.brokers(), topic)).hasSize(Sample.FLOWS);
        }
    }

    @Test
    void theOptionsOfTheTableAreThoseOfACommand() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith("| `--"))
                .map(line -> line.substring(0, line.indexOf(" | ")))
                .toList();
        assertThat(rows).hasSizeGreaterThan(10);
        List<String> named = new ArrayList<>();
        for (String row : rows) {
            for (String code : row.split(", ", -1)) {
                OPTION.matcher(code).results().map(MatchResult::group).forEach(named::add);
            }
        }
        Set<String> known = new TreeSet<>();
        CommandLine program = Main.commandLine();
        for (String command : List.of("run", "extract")) {
            program.getSubcommands()
                    .get(command)
                    .getCommandSpec()
                    .options()
                    .forEach(option -> known.addAll(List.of(option.names())));
        }
        assertThat(named.stream().map(text -> text.replaceFirst("^.*?--", "--")))
                .isSubsetOf(known);
    }

    private static Stream<String> pages() {
        List<String> pages = new ArrayList<>();
        try (Stream<Path> documents = Files.list(Path.of("src/main/docs"))) {
            for (Path page : Stream.concat(Stream.of(Path.of("README.md")), documents)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList()) {
                pages.add(Files.readString(page));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages.stream();
    }
}
