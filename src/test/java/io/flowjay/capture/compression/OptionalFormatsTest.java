package io.flowjay.capture.compression;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Formats whose library may be missing. */
class OptionalFormatsTest {
    @Test
    void theErrorNamesTheMissingLibrary() {
        assertThatThrownBy(() -> OptionalFormats.open("xz", "org.tukaani:xz", () -> {
                    throw new NoClassDefFoundError("org/tukaani/xz/XZInputStream");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("xz-compressed; the library org.tukaani:xz is not on the class path");
    }
}
