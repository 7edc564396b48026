package io.flowjay.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SampleCaptureTest {
    private static final int MOST_BYTES = 150_000;

    @Test
    @DisplayName("the shipped capture is what the program makes")
    void shippedBytesAreReproduced() throws IOException, GeneralSecurityException {
        assertThat(SampleCapture.bytes()).isEqualTo(resource("sample.pcapng"));
    }

    @Test
    @DisplayName("two runs make the same bytes")
    void runsAgree() throws GeneralSecurityException {
        assertThat(SampleCapture.bytes()).isEqualTo(SampleCapture.bytes());
    }

    @Test
    @DisplayName("the capture stays small enough to ride in the jar")
    void captureIsSmall() throws IOException {
        assertThat(resource("sample.pcapng")).hasSizeLessThan(MOST_BYTES);
    }

    @Test
    @DisplayName("the table of expected conversations was made from this capture")
    void expectationsBelongToTheCapture() throws IOException, GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(resource("sample.pcapng"));
        assertThat(new String(resource("expected.tsv"), StandardCharsets.UTF_8))
                .contains("# sha256 of sample.pcapng: " + HexFormat.of().formatHex(digest) + "\n");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(SampleCaptureTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
