package io.flowjay.camel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Directories of partitions, which several workers make and remove. */
class PartitionDirectoriesTest {
    private static final int WORKERS = 4;
    private static final int ROUNDS = 2000;

    @TempDir
    Path root;

    private Path directory;
    private PartitionDirectories directories;

    @BeforeEach
    void make() throws IOException {
        directory = Files.createDirectory(root.resolve("files"));
        directories = new PartitionDirectories(directory);
    }

    @Test
    void aFileAppearsInDirectoriesThatAreMadeForIt() throws IOException {
        Path file = directory.resolve("date=2024-01-01/hour=00/a.csv");
        directories.move(Files.writeString(root.resolve("0.csv"), "first"), file);
        directories.move(Files.writeString(root.resolve("0.csv"), "second"), file);
        assertThat(file).hasContent("second");
        assertThat(root.resolve("0.csv")).doesNotExist();
    }

    @Test
    void onlyEmptyDirectoriesAboveTheFileGo() throws IOException {
        Path date = Files.createDirectories(directory.resolve("date=2024-01-01"));
        Path empty = Files.createDirectories(date.resolve("hour=00"));
        Path full = Files.createDirectories(date.resolve("hour=01"));
        Files.createFile(full.resolve("b.csv"));
        directories.removeEmpty(empty.resolve("a.csv"));
        assertThat(empty).doesNotExist();
        directories.removeEmpty(full.resolve("a.csv"));
        assertThat(full.resolve("b.csv")).exists();
        Files.delete(full.resolve("b.csv"));
        directories.removeEmpty(full.resolve("b.csv"));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aLinkToADirectoryStaysAndIsUsed() throws IOException {
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Path date = Files.createSymbolicLink(directory.resolve("date=2024-01-01"), elsewhere);
        directories.move(Files.createFile(root.resolve("0.csv")), date.resolve("a.csv"));
        assertThat(elsewhere.resolve("a.csv")).exists();
        Files.delete(elsewhere.resolve("a.csv"));
        directories.removeEmpty(date.resolve("a.csv"));
        assertThat(date).isSymbolicLink().isDirectory();
    }

    @Test
    void aFileInThePlaceOfADirectoryIsAnError() throws IOException {
        Path written = Files.createFile(root.resolve("0.csv"));
        Path file = Files.createFile(directory.resolve("date=2024-01-01"));
        assertThatThrownBy(() -> directories.move(written, file.resolve("a.csv")))
                .isInstanceOf(FileAlreadyExistsException.class);
        directories.removeEmpty(file.resolve("a.csv"));
        assertThat(file).exists();
        assertThat(written).exists();
    }

    /** It may be the place of a disk that is not mounted. */
    @Test
    void theDirectoryOfTheFilesIsNotMade() throws IOException {
        Path written = Files.createFile(root.resolve("0.csv"));
        Files.delete(directory);
        assertThatThrownBy(() -> directories.move(written, directory.resolve("date=2024-01-01/a.csv")))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(directory).doesNotExist();
    }

    /** Each worker makes its file appear, deletes it, and removes the directories that all of them use. */
    @Test
    @Timeout(60)
    void workersThatMakeAndRemoveTheSameDirectoriesDoNotDisturbEachOther() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            CyclicBarrier start = new CyclicBarrier(WORKERS);
            List<Future<Void>> ends = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                ends.add(workers.submit(worker(i, start)));
            }
            for (Future<Void> end : ends) {
                end.get();
            }
        } finally {
            workers.shutdownNow();
            workers.awaitTermination(10, TimeUnit.SECONDS);
        }
        assertThat(directory).isEmptyDirectory();
    }

    private Callable<Void> worker(int number, CyclicBarrier start) {
        Path written = root.resolve(number + ".csv");
        Path file = directory.resolve("date=2024-01-01/hour=00/" + number + ".csv");
        return () -> {
            start.await();
            for (int round = 0; round < ROUNDS; round++) {
                directories.move(Files.createFile(written), file);
                Files.delete(file);
                directories.removeEmpty(file);
            }
            return null;
        };
    }
}
