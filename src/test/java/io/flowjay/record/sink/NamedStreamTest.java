package io.flowjay.record.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.camel.FilesUnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the user reads when an output cannot be written. */
class NamedStreamTest {
    private static final String FULL = "No space left on device";

    @TempDir
    Path directory;

    private Path partial;

    @BeforeEach
    void name() {
        partial = directory.resolve("x.csv.partial");
    }

    /** A disk without room for one more byte. */
    private static OutputStream full(IOException error) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw error;
            }

            @Override
            public void flush() throws IOException {
                throw error;
            }

            @Override
            public void close() throws IOException {
                throw error;
            }
        };
    }

    static Stream<Arguments> errors() {
        IOException plain = new IOException(FULL);
        return Stream.of(
                argumentSet("no partial file", plain, null, FULL),
                argumentSet("an empty partial file", plain, "", FULL),
                argumentSet("a partial file", plain, "some", FULL + "; what was written is in x.csv.partial"),
                argumentSet(
                        "an error that names the temporary file",
                        new FileSystemException("x.csv.partial", "x.csv", FULL),
                        "",
                        FULL));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void theOutputIsNamedOnceWithTheReason(IOException error, String written, String message) throws IOException {
        if (written != null) {
            Files.writeString(partial, written);
        }
        NamedStream stream =
                new NamedStream(full(error), directory.resolve("x.csv").toString(), partial);
        for (ThrowingCallable use : new ThrowingCallable[] {
            () -> stream.write(1), () -> stream.write(new byte[2], 0, 2), stream::flush, stream::close
        }) {
            assertThatThrownBy(use)
                    .isInstanceOf(IOException.class)
                    .hasMessage(directory.resolve("x.csv") + ": " + message)
                    .hasNoCause();
        }
    }

    /** The route removes what it could not write whole, and its operator knows the directory only. */
    @Test
    void aDirectoryOfFilesIsNamedOnceWithTheReason() throws IOException {
        Files.writeString(partial, "some");
        IOException error = new NamedStream(full(new IOException(FULL)), "out/.flowjay/0.csv", partial)
                .named(new IOException(FULL));
        assertThat(new FilesUnavailableException(Path.of("out"), error))
                .hasMessage("files cannot be written to out: " + FULL);
    }
}
