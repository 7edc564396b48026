package io.flowjay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong setting stops the application that Quarkus built, at its start. */
class WrongSettingIT {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"flowjay.idle-timeout, 60", "flowjay.key-field, flowid", "flowjay.acks, 2"})
    void aWrongValueStopsTheApplication(String property, String value) throws Exception {
        WrongSetting wrong = WrongSetting.of(property, value);
        assertThat(failureWith(wrong.toString())).contains(wrong.message("system property"));
    }

    @Test
    void anUnknownVariableStopsTheApplication() throws Exception {
        try (Program application = start(Map.of("FLOWJAY_TOPIK", "flows"), "-Dflowjay.captures=" + directory)) {
            assertThat(application.fail(2)).contains("FLOWJAY_TOPIK (environment) is not a setting");
        }
    }

    private String failureWith(String property) throws Exception {
        try (Program application = start(Map.of("FLOWJAY_CAPTURES", directory.toString()), "-D" + property)) {
            return application.fail(2);
        }
    }

    private Program start(Map<String, String> environment, String option) throws Exception {
        return Program.start(
                directory,
                environment,
                List.of(Program.java(), option, "-jar", JAR.toAbsolutePath().toString()));
    }
}
