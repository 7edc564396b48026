package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/flowjay}, with a stand-in for Java that prints its arguments. */
class StartScriptTest {
    @TempDir
    Path directory;

    private Path home;

    @BeforeEach
    void install() throws IOException {
        home = directory.toRealPath().resolve("a home");
        script(home.resolve("bin/flowjay"), Files.readString(Path.of("src/main/dist/bin/flowjay")));
        script(directory.resolve("jdk/bin/java"), "#!/bin/sh\necho \"locale=$LC_ALL\"\nprintf '%s\\n' \"$@\"\n");
        Files.createDirectories(home.resolve("lib"));
        Files.createFile(home.resolve("lib/flowjay-1.0.jar"));
        Files.createSymbolicLink(directory.resolve("absolute"), home.resolve("bin/flowjay"));
        Files.createSymbolicLink(directory.resolve("relative"), Path.of("absolute"));
        Files.createSymbolicLink(home.resolve("bin/beside"), Path.of("flowjay"));
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a home/bin/flowjay", "./a home/bin/flowjay", "absolute", "relative", "a home/bin/beside"})
    void itFindsItsHome(String command) throws Exception {
        List<String> lines = run(List.of("sh", command, "extract", "a b", "*"), Map.of("CDPATH", directory.toString()));
        assertThat(lines)
                .contains(
                        "-Dflowjay.home=" + home,
                        "-Dflowjay.stderr.terminal=false",
                        home + "/lib/flowjay-1.0.jar:" + home + "/lib/*");
        assertThat(lines.subList(lines.size() - 4, lines.size()))
                .containsExactly("io.flowjay.cli.Main", "extract", "a b", "*");
    }

    @ParameterizedTest
    @CsvSource({
        "sh absolute run, true, true",
        "sh absolute run | cat, false, true",
        "sh absolute run 2> errors, true, false",
    })
    void javaLearnsWhichStreamsAreATerminal(String command, boolean out, boolean err) throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/usr/bin/script")), "script makes a terminal");
        assertThat(run(List.of("/usr/bin/script", "-qec", command, "/dev/null"), Map.of()))
                .contains("-Dflowjay.stdout.terminal=" + out, "-Dflowjay.stderr.terminal=" + err);
        assertThat(run(List.of("sh", "-c", command), Map.of())).contains("-Dflowjay.stdout.terminal=false");
    }

    @Test
    void whatStartsAndEndsHasTheArchiveWhereThereIsOne() throws Exception {
        String option = "-XX:SharedArchiveFile=" + home + "/lib/flowjay.jsa";
        assertThat(run(List.of("sh", "absolute", "extract"), Map.of())).doesNotContain(option);
        Files.createFile(home.resolve("lib/flowjay.jsa"));
        assertThat(run(List.of("sh", "absolute", "extract"), Map.of()))
                .contains(option, "-XX:+UseSerialGC")
                .doesNotContain("-XX:+UseParallelGC");
        assertThat(run(List.of("sh", "absolute", "run"), Map.of()))
                .contains("-XX:+UseParallelGC", "-Xmn256m")
                .doesNotContain(option, "-XX:+UseSerialGC");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    extract                                       | true
                    extract 'a small one.pcap' -o out             | true
                    extract large.pcap                            | false
                    extract half.pcap -o large.pcap               | true
                    extract --output large.pcap half.pcap         | true
                    extract half.pcap                             | true
                    extract half.pcap -o -                        | true
                    extract half.pcap -o x --stats -              | true
                    extract half.pcap --threads 2 half.pcapng     | false
                    extract tenth.pcap.gz                         | true
                    extract half.pcap.zst                         | false
                    extract half.pcap.bz2                         | false
                    extract $(seq 300)                            | false
                    extract -                                     | false
                    extract missing.pcap                          | true
                    catalog                                       | true
                    run --captures .                              | false
                    live lo                                       | false
                    """)
    void whatIsSoonDoneIsNotOptimised(String arguments, boolean quick) throws Exception {
        sparse("a small one.pcap", 24);
        sparse("large.pcap", 600);
        sparse("half.pcap", 300);
        sparse("half.pcapng", 300);
        sparse("tenth.pcap.gz", 100);
        sparse("half.pcap.zst", 300);
        sparse("half.pcap.bz2", 300);
        List<String> lines = run(List.of("sh", "-c", "sh absolute " + arguments), Map.of());
        assertThat(lines.contains("-XX:TieredStopAtLevel=1")).isEqualTo(quick);
        assertThat(lines.contains("-XX:MaxInlineLevel=5")).isNotEqualTo(quick);
    }

    private void sparse(String name, int megabytes) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve(name).toFile(), "rw")) {
            file.setLength(megabytes * 1_000_000L);
        }
    }

    @Test
    void optionsOfTheUserGoToJava() throws Exception {
        assertThat(run(List.of("sh", "absolute"), Map.of("JAVA_OPTS", "-Xmx1g -Dx=y")))
                .contains("-Xmx1g", "-Dx=y");
    }

    @Test
    void withoutALocaleFileNamesAreUtf8() throws Exception {
        assertThat(run(List.of("sh", "absolute"), Map.of())).contains("locale=C.UTF-8");
        assertThat(run(List.of("sh", "absolute"), Map.of("LANG", "de_DE.UTF-8")))
                .contains("locale=");
    }

    private List<String> run(List<String> command, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("LANG|LC_.*|JAVA_.*"));
        builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.lines().toList();
    }
}
