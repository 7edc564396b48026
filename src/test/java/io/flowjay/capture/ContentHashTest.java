package io.flowjay.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.testing.Sample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hashes of whole captures, against SHA-256 over the content, and what happens when a file cannot be read. */
class ContentHashTest {
    @TempDir
    private Path directory;

    static List<Arguments> stored() throws IOException {
        byte[] content = Sample.bytes();
        return List.of(
                argumentSet("plain", content),
                argumentSet("gzip", Compressed.gzip(content)),
                argumentSet("zstd", Compressed.zstd(content)),
                argumentSet("lz4", Compressed.lz4(content)),
                argumentSet("gzip in zstd", Compressed.zstd(Compressed.gzip(content))));
    }

    @ParameterizedTest
    @MethodSource("stored")
    void itIsThatOfTheContentHoweverItIsStored(byte[] stored) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Sample.bytes());
        assertThat(ContentHash.of(Files.write(directory.resolve("a"), stored)))
                .isEqualTo(HexFormat.of().formatHex(hash));
    }

    @ParameterizedTest
    @MethodSource("stored")
    void anErrorOfTheFileIsNoDamageOfItsContent(byte[] stored) {
        for (int readable : new int[] {0, 3, 4, 100, stored.length / 2, stored.length - 1, stored.length}) {
            IOException fault = new IOException("Input/output error");
            assertThatThrownBy(() -> ContentHash.of(new FailingFile(stored, readable, fault)))
                    .as("after " + readable + " bytes")
                    .isSameAs(fault);
        }
    }

    @Test
    void aPathThatCannotBeReadIsAnErrorToo() {
        // It can be opened, and the first read fails.
        assertThatThrownBy(() -> ContentHash.of(directory))
                .isInstanceOf(IOException.class)
                .hasMessage("Is a directory");
        assertThatThrownBy(() -> ContentHash.of(directory.resolve("none"))).isInstanceOf(IOException.class);
    }

    @Test
    void damageOfTheContentIsNoError() throws IOException {
        byte[] damaged = Compressed.gzip(Sample.bytes());
        damaged[damaged.length - 5] ^= 1;
        assertThat(ContentHash.of(new ByteArrayInputStream(damaged)))
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(ContentHash.of(new ByteArrayInputStream(Sample.bytes())));
    }

    /** A file on a disk that fails. */
    private static final class FailingFile extends InputStream {
        private final InputStream start;
        private final IOException fault;

        FailingFile(byte[] content, int readable, IOException fault) {
            start = new ByteArrayInputStream(content, 0, readable);
            this.fault = fault;
        }

        @Override
        public int read() throws IOException {
            return orFail(start.read());
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return length == 0 ? 0 : orFail(start.read(into, offset, length));
        }

        private int orFail(int read) throws IOException {
            if (read < 0) {
                throw fault;
            }
            return read;
        }
    }
}
