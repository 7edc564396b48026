package io.flowjay.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.RawPacket;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** A capture file that is opened again, as exactly-once delivery does to find out whether it was published. */
class CaptureBodyTest {
    private static final byte[] CAPTURE = Traffic.flows(5, 1);

    @TempDir
    Path directory;

    private Path file;
    private CaptureBody body;

    @BeforeEach
    void open() throws IOException {
        file = Files.write(directory.resolve("a.pcap"), CAPTURE);
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(file.toFile());
        body = CaptureBody.open(exchange);
    }

    @AfterEach
    void close() throws IOException {
        body.reader().close();
    }

    @Test
    void theSameFileBeginsAnew() throws IOException {
        body.reader().next(new RawPacket());
        try (CaptureReader again = body.reopened()) {
            RawPacket packet = new RawPacket();
            int packets = 0;
            while (again.next(packet)) {
                packets++;
            }
            assertThat(packets).isEqualTo(5);
        }
    }

    /** What somebody does to the file. */
    private interface Change {
        void to(Path file) throws IOException;
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path other = Files.write(file.resolveSibling("other"), content);
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static final List<Arguments> CHANGES = List.of(
            argumentSet(
                    "another capture",
                    (Change) file -> replace(file, Traffic.flows(5, 2)),
                    CaptureException.class,
                    "another file took its name"),
            argumentSet(
                    "a copy of the same size and time",
                    (Change) file -> replace(file, CAPTURE),
                    CaptureException.class,
                    "another file took its name"),
            argumentSet(
                    "more content",
                    (Change) file -> Files.write(file, new byte[9], StandardOpenOption.APPEND),
                    CaptureException.class,
                    "the file changed while it was read: from " + CAPTURE.length + " bytes to " + (CAPTURE.length + 9)),
            argumentSet(
                    "a file that is not a capture",
                    (Change) file -> replace(file, new byte[CAPTURE.length]),
                    CaptureException.class,
                    "another file took its name"),
            argumentSet("no file", (Change) Files::delete, NoSuchFileException.class, "a.pcap"));

    @ParameterizedTest
    @FieldSource("CHANGES")
    void anotherFileIsNotTakenForIt(Change change, Class<? extends IOException> error, String message)
            throws IOException {
        change.to(file);
        assertThatThrownBy(() -> body.reopened()).isInstanceOf(error).hasMessageContaining(message);
    }
}
