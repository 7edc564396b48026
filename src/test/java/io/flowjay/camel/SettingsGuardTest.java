package io.flowjay.camel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Settings that are none, where the routes run in somebody else's Camel. */
class SettingsGuardTest extends ShippedRoute {
    @Test
    void aPropertyOfCamelThatIsNoSettingStopsTheRoute() {
        assertThatThrownBy(() -> load("flowjay.topik", "flows"))
                .hasStackTraceContaining("unknown setting \"flowjay.topik\" (properties); did you mean flowjay.topic?");
    }

    @Test
    void aPropertyOfSpringThatIsNoSettingStopsTheRoute() {
        Properties application = new Properties();
        application.setProperty("flowjay.batch_size", "10");
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addLast(new PropertiesPropertySource("application", application));
        context.getRegistry().bind("environment", environment);
        assertThatThrownBy(() -> load("flowjay.topic", "flows"))
                .hasStackTraceContaining(
                        "unknown setting \"flowjay.batch_size\" (properties); did you mean flowjay.batch-size?");
    }

    @Test
    void aVariableThatIsNamedAfterNoSettingIsRefused() {
        assertThatThrownBy(() -> SettingsGuard.check(List.of(), Map.of("FLOWJAY_BROKER", "kafka1:9092")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("did you mean FLOWJAY_BROKERS?");
    }

    @Test
    @DisplayName("names of others, and those that Quarkus makes of a variable, are none of ours")
    void namesOfOthersAreLeftAlone() {
        assertThatCode(() -> SettingsGuard.check(
                        List.of("camel.main.name", "flowjay.topic", "flowjay.key.field", "FLOWJAY_KEY_FIELD"),
                        Map.of("FLOWJAY_KEY_FIELD", "src_ip", "PATH", "/bin", "FLOWJAY_SERVICE_HOST", "10.0.0.1")))
                .doesNotThrowAnyException();
    }
}
