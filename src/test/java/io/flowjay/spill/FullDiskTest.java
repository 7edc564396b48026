package io.flowjay.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** A file that cannot grow any more, as on a full disk: the system refuses to write more than some blocks. */
@EnabledOnOs(LINUX)
class FullDiskTest {
    @TempDir
    Path directory;

    /** A process that writes more than it may. */
    static final class Writer {
        public static void main(String[] args) throws Exception {
            try (Spill spill = new Spill(1)) {
                for (int i = 0; i < 10_000; i++) {
                    spill.write(4096, buffer -> {});
                }
                System.out.println("all is written");
            } catch (SpillException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void failsWithTheDirectoryAndTheReason() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // 1024 blocks of 1024 bytes.
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 1024; exec \"$@\"",
                        "bash",
                        java,
                        "-XX:-UsePerfData",
                        "-Djava.io.tmpdir=" + directory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said.strip())
                .startsWith("cannot write temporary data in " + directory.resolve(SpillDirectory.PREFIX))
                .endsWith(": File too large");
    }
}
