package io.flowjay.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpillSpaceTest {
    @TempDir
    Path directory;

    @Test
    void memoryIsTakenUpToTheLimit() {
        SpillSpace space = new SpillSpace(100);
        assertThat(space.tryReserve(60)).isTrue();
        assertThat(space.tryReserve(41)).isFalse();
        assertThat(space.tryReserve(40)).isTrue();
        space.release(60);
        assertThat(space.used()).isEqualTo(40);
    }

    @Test
    void blocksAreReadAsTheyWereWritten() throws IOException {
        try (SpillSpace space = new SpillSpace(0)) {
            long first = space.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            long second = space.write(ByteBuffer.wrap(new byte[] {4, 5}));
            ByteBuffer read = ByteBuffer.allocate(3);
            space.read(first, read);
            assertThat(read.array()).containsExactly(1, 2, 3);
            ByteBuffer last = ByteBuffer.allocate(1);
            space.read(second + 1, last);
            assertThat(last.array()).containsExactly(5);
        }
    }

    @Test
    void aFreedBlockIsUsedAgainAndAnEmptyFileGivesItsRoomBack() throws IOException {
        Path path = directory.resolve("file");
        try (FileChannel channel = FileChannel.open(
                        path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
                SpillFile file = new SpillFile(channel)) {
            long first = file.write(ByteBuffer.allocate(1000));
            long second = file.write(ByteBuffer.allocate(1025));
            assertThat(file.length()).isEqualTo(1024 + 2048);
            file.free(first, 1000);
            assertThat(file.write(ByteBuffer.allocate(1024))).isEqualTo(first);
            assertThat(file.length()).isEqualTo(1024 + 2048);
            file.free(first, 1024);
            file.free(second, 1025);
            assertThat(file.held()).isZero();
            assertThat(Files.size(path)).isZero();
        }
    }

    /** The kernel's device that is always full. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsAnErrorThatNamesTheSetting() throws IOException {
        try (SpillSpace space = new SpillSpace(
                0, () -> FileChannel.open(Path.of("/dev/full"), StandardOpenOption.READ, StandardOpenOption.WRITE))) {
            assertThatThrownBy(() -> space.write(ByteBuffer.allocate(10)))
                    .isInstanceOf(SpillException.class)
                    .hasMessageContainingAll(
                            "max-memory", System.getProperty("java.io.tmpdir"), "No space left on device");
            assertThat(space.spilled()).isZero();
        }
    }

    /** The path once, then the reason. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"missing, it does not exist", "file, it is not a directory"})
    void aMissingDirectoryIsNamedOnceWithTheReason(String name, String reason) throws IOException {
        Files.createFile(directory.resolve("file"));
        Path parent = directory.resolve(name);
        try (SpillSpace space =
                new SpillSpace(0, () -> SpillDirectory.in(parent).newFile())) {
            assertThatThrownBy(() -> space.write(ByteBuffer.allocate(10)))
                    .isInstanceOf(SpillException.class)
                    .hasMessage("cannot write the temporary file for packets beyond max-memory in "
                            + System.getProperty("java.io.tmpdir") + ": " + reason);
        }
    }

    @Test
    void nothingIsWrittenAfterTheEnd() throws IOException {
        SpillSpace space = new SpillSpace(0);
        long position = space.write(ByteBuffer.allocate(1));
        space.close();
        space.free(position, 1);
        assertThatThrownBy(() -> space.write(ByteBuffer.allocate(1))).isInstanceOf(SpillException.class);
    }
}
