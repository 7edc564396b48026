package io.flowjay.camel.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files by which Camel and its tools find the component. */
class ComponentFilesTest {
    private static final Path FILE = Path.of("src/main/resources/META-INF/io/flowjay/camel/component/flowjay.json");

    @Test
    @DisplayName("flowjay.json is that of the catalogue of settings")
    void json() throws IOException {
        Properties build = new Properties();
        try (InputStream in = getClass().getResourceAsStream("/io/flowjay/build.properties")) {
            build.load(in);
        }
        String text = ComponentMetadata.json(build.getProperty("version"));
        if (Boolean.getBoolean("flowjay.regenerate")) {
            Files.writeString(FILE, text);
        }
        assertThat(Files.readString(FILE))
                .as("mvn test -Dtest='*FilesTest' -Dflowjay.regenerate=true writes it anew")
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/META-INF/io/flowjay/camel/component/flowjay.json",
                "/io/flowjay/camel/component/flowjay.json",
                "/org/apache/camel/catalog/components/flowjay.json"
            })
    void everyToolFindsItInTheJar(String place) throws IOException {
        assumeFalse(Boolean.getBoolean("flowjay.regenerate"), "the class path has the files as they were");
        try (InputStream in = getClass().getResourceAsStream(place)) {
            assertThat(in).isNotNull();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(Files.readString(FILE));
        }
    }
}
