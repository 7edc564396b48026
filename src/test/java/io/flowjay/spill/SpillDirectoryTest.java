package io.flowjay.spill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpillDirectoryTest {
    @TempDir
    Path parent;

    /** Another process: spills, says so, and waits until its input ends. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] arguments) throws IOException {
            SpillSpace space = new SpillSpace(0);
            space.write(ByteBuffer.allocate(100_000));
            System.out.write('.');
            System.out.flush();
            if (System.in.read() < 0) {
                System.exit(0);
            }
        }
    }

    @Test
    void theDirectoryOfALivingProcessStaysAndThatOfAKilledOneGoes() throws Exception {
        Process owner = owner();
        try {
            assertThat(owner.getInputStream().read()).isEqualTo('.');
            List<Path> before = directories();
            assertThat(before).hasSize(1);
            SpillDirectory.removeAbandoned(parent);
            assertThat(directories()).isEqualTo(before);
            assertThat(before.get(0).resolve(SpillDirectory.LOCK)).exists();
        } finally {
            owner.destroyForcibly();
        }
        assertThat(owner.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(directories()).as("after SIGKILL").hasSize(1);
        SpillDirectory.removeAbandoned(parent);
        assertThat(directories()).isEmpty();
    }

    @Test
    void theDirectoryGoesWhenTheProcessEnds() throws Exception {
        Process owner = owner();
        try {
            assertThat(owner.getInputStream().read()).isEqualTo('.');
            assertThat(directories()).hasSize(1);
            owner.getOutputStream().close();
            assertThat(owner.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            owner.destroyForcibly();
        }
        assertThat(directories()).isEmpty();
    }

    /** One without a lock file may be in the making; an old one is not. */
    @ParameterizedTest(name = "{0} hours old")
    @ValueSource(ints = {0, 2})
    void aDirectoryWithoutALockGoesWhenItIsOld(int hours) throws IOException {
        Path unlocked = Files.createDirectory(parent.resolve(SpillDirectory.PREFIX + "1"));
        Files.setLastModifiedTime(unlocked, FileTime.from(Instant.now().minus(Duration.ofHours(hours))));
        SpillDirectory.removeAbandoned(parent);
        assertThat(Files.exists(unlocked)).isEqualTo(hours == 0);
    }

    @Test
    void whatHasAnotherNameStays() throws IOException {
        Path other = Files.createDirectory(parent.resolve("flowjay-other"));
        Files.createFile(other.resolve(SpillDirectory.LOCK));
        SpillDirectory.removeAbandoned(parent);
        assertThat(other.resolve(SpillDirectory.LOCK)).exists();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerReadsIt() throws IOException {
        SpillDirectory made = SpillDirectory.in(parent);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.path())))
                .isEqualTo("rwx------");
        made.remove();
        assertThat(made.path()).doesNotExist();
    }

    private Process owner() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + parent,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private List<Path> directories() throws IOException {
        try (Stream<Path> found = Files.list(parent)) {
            return found.filter(path -> path.getFileName().toString().startsWith(SpillDirectory.PREFIX))
                    .toList();
        }
    }
}
