package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
    @ParameterizedTest
    @ValueSource(strings = {"run", "extract", "doctor", "consume", "catalog"})
    void aCommandExplainsEveryOptionAndShowsExamples(String command) {
        CommandLine line = Main.commandLine().getSubcommands().get(command);
        Cli help = Cli.run(command, "--help");
        assertThat(help).returns(0, Cli::exitCode).returns("", Cli::err);
        List<OptionSpec> options = line.getCommandSpec().options();
        assertThat(options).allSatisfy(option -> {
            String name = option.longestName().substring(2);
            assertThat(help.out()).containsPattern("\n +(-\\w, )?--(\\[no-])?" + name + "\\b");
            assertThat(option.description()).as(option.longestName()).isNotEmpty();
        });
        assertThat(help.out()).contains("\nExamples:\n  flowjay " + command);
        assertThat(Cli.run("help", command)).isEqualTo(help);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "extract", "doctor", "consume", "catalog"})
    void itsExamplesAreRightUsage(String command) {
        CommandLine line = Main.commandLine().getSubcommands().get(command);
        String[] examples = line.getCommandSpec().usageMessage().footer();
        assertThat(examples).hasSizeGreaterThan(1);
        for (String example : examples) {
            String[] words = example.replaceFirst(".*flowjay ", "")
                    .replaceFirst(" [|>].*", "")
                    .split(" +", -1);
            Main.commandLine().parseArgs(Arrays.copyOf(words, words.length));
        }
    }

    @Test
    void optionsStandInTheOrderOfTheirUse() {
        assertThat(Cli.run("extract", "--help")
                        .out()
                        .lines()
                        .map(line -> line.replaceFirst("^ +(-\\w, )?--(\\[no-])?([\\w-]+).*", "$3"))
                        .filter(List.of("output", "stats", "features", "profile", "idle-timeout", "threads")::contains))
                .containsExactly("output", "stats", "features", "profile", "idle-timeout", "threads");
    }

    @Test
    void theProgramListsItsCommands() {
        Cli help = Cli.run("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("\n  run ", "\n  extract ", "\n  consume ", "\n  catalog ", "\nExamples:\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "extract", "doctor", "consume", "catalog"})
    void theVersionIsThatOfTheBuild(String command) {
        Cli cli = command.isEmpty() ? Cli.run("--version") : Cli.run(command, "--version");
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).matches("flowjay \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
    }
}
