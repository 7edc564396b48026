package io.flowjay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Files in the project that are made from the catalogue. */
class SettingFilesTest {
    @Test
    @DisplayName("routes/application.properties is that of the catalogue, and Java reads the defaults from it")
    void applicationProperties() throws IOException {
        Properties build = new Properties();
        try (InputStream in = getClass().getResourceAsStream("/io/flowjay/build.properties")) {
            build.load(in);
        }
        String text = SettingFiles.applicationProperties(build.getProperty("version"));
        check(Path.of("routes/application.properties"), text);
        Properties read = new Properties();
        read.load(new StringReader(text));
        assertThat(SettingCatalog.all()).allSatisfy(setting -> assertThat(read.getProperty(setting.property()))
                .isEqualTo(setting.defaultText()));
    }

    @Test
    @DisplayName("the page of settings is that of the catalogue")
    void page() throws IOException {
        check(Path.of("src/main/docs/settings.md"), SettingFiles.page());
    }

    @Test
    @DisplayName("Spring Boot's metadata in the jar is that of the catalogue")
    void springMetadata() throws IOException {
        check(Path.of("src/main/resources/META-INF/spring-configuration-metadata.json"), SettingFiles.springMetadata());
    }

    private static void check(Path file, String content) throws IOException {
        if (Boolean.getBoolean("flowjay.regenerate")) {
            Files.writeString(file, content);
        }
        assertThat(Files.readString(file))
                .as("%s; mvn test -Dtest='*FilesTest' -Dflowjay.regenerate=true writes it anew", file)
                .isEqualTo(content);
    }
}
