package io.flowjay.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.record.TestTraffic;
import io.flowjay.testing.ChildJvm;
import io.flowjay.testing.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractParquetTest {
    private static final String MAGIC = "PAR1";

    @TempDir
    private Path directory;

    @Test
    @DisplayName("a file named .parquet is a Parquet file, and its temporary name is gone")
    void byName() throws IOException {
        Path capture = Files.write(directory.resolve("a.pcapng"), Sample.bytes());
        Path output = directory.resolve("flows.parquet");
        assertThat(Cli.run("extract", "-q", capture, "-o", output)).isEqualTo(new Cli(0, "", ""));
        assertThat(Files.readString(output, ISO_8859_1)).startsWith(MAGIC).endsWith(MAGIC);
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(capture, output);
        }
    }

    @Test
    @DisplayName("several captures make one file, equal to that of one extraction of either order of threads")
    void severalCaptures() throws IOException {
        Path one = Files.write(directory.resolve("one.pcap"), TestTraffic.capture(1, 3_000));
        Path two = Files.write(directory.resolve("two.pcap"), TestTraffic.capture(2, 2_000));
        Path first = directory.resolve("first.parquet");
        Path second = directory.resolve("second.parquet");
        assertThat(Cli.run("extract", "-q", "--threads", "1", one, two, "-o", first)
                        .exitCode())
                .isZero();
        assertThat(Cli.run("extract", "-q", "--threads", "4", one, two, "-o", second)
                        .exitCode())
                .isZero();
        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
    }

    @Test
    @DisplayName("a full disk is an error that names the output")
    void fullDisk() throws IOException {
        Path capture = Files.write(directory.resolve("a.pcapng"), Sample.bytes());
        assertThat(Cli.run("extract", "-q", capture, "--format", "parquet", "-o", "/dev/full"))
                .isEqualTo(new Cli(1, "", "flowjay: /dev/full: No space left on device\n"));
    }

    @Tag("kill")
    @Test
    @DisplayName("a killed process leaves nothing under the name, and nothing that looks whole under another")
    void killed() throws Exception {
        Path capture = Files.write(directory.resolve("a.pcap"), TestTraffic.capture(1, 40_000));
        Path output = directory.resolve("flows.parquet");
        Path partial = directory.resolve("flows.parquet.partial");
        List<String> command = new ArrayList<>(ChildJvm.command("512m", Main.class.getName()));
        command.addAll(List.of("extract", "-q", "-o", output.toString()));
        command.addAll(Collections.nCopies(20, capture.toString()));
        // At the start of the file, after the first row group, and in between.
        for (long bytes : new long[] {0, 1, 100_000, 3_000_000}) {
            Process process = new ProcessBuilder(command).inheritIO().start();
            try {
                Awaitility.await()
                        .atMost(2, TimeUnit.MINUTES)
                        .pollInterval(1, TimeUnit.MILLISECONDS)
                        .until(() -> Files.exists(partial) && Files.size(partial) >= bytes);
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertThat(output).doesNotExist();
            byte[] written = Files.readAllBytes(partial);
            assertThat(new String(written, Math.max(0, written.length - 4), Math.min(4, written.length), US_ASCII))
                    .isNotEqualTo(MAGIC);
            Files.delete(partial);
        }
    }
}
