package io.flowjay.spill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillDirectoryTest {
    @TempDir
    Path parent;

    /** A process that writes something, and waits to be ended. */
    static final class Writer {
        public static void main(String[] args) throws IOException {
            try (Spill spill = new Spill(1)) {
                spill.write(1000, buffer -> {});
                System.out.println("written");
                System.out.flush();
                // Until the other end is closed, or the process is killed.
                System.in.read();
            }
        }
    }

    @Test
    void isRemovedWithItsProcess() throws Exception {
        Process writer = writer();
        assertThat(directories()).hasSize(1);
        writer.getOutputStream().close();
        assertThat(writer.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(directories()).isEmpty();
    }

    @Test
    void ofAKilledProcessIsRemovedByTheNextAndThatOfALivingOneIsNot() throws Exception {
        Process living = writer();
        Process killed = writer();
        List<Path> two = directories();
        killed.destroyForcibly().waitFor();
        assertThat(directories()).isEqualTo(two).hasSize(2);

        Process next = writer();
        List<Path> after = directories();
        assertThat(after).hasSize(2);
        assertThat(two.stream().filter(after::contains)).hasSize(1);

        living.getOutputStream().close();
        next.getOutputStream().close();
        assertThat(living.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(next.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(directories()).isEmpty();
    }

    /** One without a lock is being made by another process at this moment. */
    @Test
    void thatOthersAreMakingStays() throws IOException {
        Path making = Files.createDirectory(parent.resolve(SpillDirectory.PREFIX + "1"));
        Path foreign = Files.createDirectory(parent.resolve("other"));
        SpillDirectory own = SpillDirectory.create(parent);
        assertThat(making).exists();
        assertThat(foreign).exists();
        own.remove();
        assertThat(own.path()).doesNotExist();
    }

    private Process writer() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + parent,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] word = process.getInputStream().readNBytes("written".length());
        assertThat(new String(word, StandardCharsets.US_ASCII)).isEqualTo("written");
        return process;
    }

    private List<Path> directories() throws IOException {
        try (Stream<Path> found = Files.list(parent)) {
            return found.filter(path -> path.getFileName().toString().startsWith(SpillDirectory.PREFIX))
                    .sorted()
                    .toList();
        }
    }
}
