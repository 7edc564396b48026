package io.flowjay.camel.scaleout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Offers, which whoever can write to their topic makes. */
class CaptureOfferTest {
    @TempDir
    Path directory;

    @Test
    void anOfferLeadsToItsFile() throws IOException {
        Path inbox = Files.createDirectories(directory.resolve("inbox/sub")).getParent();
        Path file = inbox.resolve("sub/a.pcap");
        CaptureOffer offer =
                CaptureOffer.ofJson(CaptureOffer.of(inbox, file, "id").toJson());
        assertThat(offer).isEqualTo(new CaptureOffer("sub/a.pcap", "id"));
        assertThat(offer.file(inbox)).isEqualTo(file);
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                argumentSet("the directory above", "../secret.pcap", "not in the inbox"),
                argumentSet("down and up", "sub/../../secret.pcap", "not in the inbox"),
                argumentSet("absolute", "/etc/passwd", "not in the inbox"),
                argumentSet("the inbox itself", ".", "not in the inbox"),
                argumentSet("nothing", "", "not in the inbox"),
                argumentSet("a directory that begins like it", "../inbox2/secret.pcap", "not in the inbox"),
                argumentSet("a linked directory", "link/secret.pcap", "reached through a link"),
                argumentSet("NUL", "a\\u0000.pcap", "no offer"));
    }

    @ParameterizedTest
    @MethodSource
    void hostile(String capture, String reason) throws IOException {
        Path inbox = Files.createDirectories(directory.resolve("inbox/sub")).getParent();
        Path elsewhere = Files.createDirectory(directory.resolve("inbox2"));
        Files.createSymbolicLink(inbox.resolve("link"), elsewhere);
        Files.createFile(elsewhere.resolve("secret.pcap"));
        CaptureOffer offer = offer("{\"capture\":\"" + capture + "\",\"capture_id\":\"1\"}");
        assertThatThrownBy(() -> offer.file(inbox))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"capture\":1,\"capture_id\":\"1\"}",
                "{\"capture\":\"a\"}",
                "{\"capture\":"
            })
    void whatIsNoOfferIsSaidToBeNone(String json) {
        assertThatThrownBy(() -> offer(json)).isInstanceOf(IOException.class);
    }

    @Test
    void aTombstoneIsNoOffer() {
        assertThatThrownBy(() -> CaptureOffer.ofJson(null)).hasMessageContaining("no offer");
    }

    private static CaptureOffer offer(String json) throws IOException {
        return CaptureOffer.ofJson(json.getBytes(StandardCharsets.UTF_8));
    }
}
