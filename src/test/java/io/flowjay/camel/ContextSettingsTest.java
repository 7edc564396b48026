package io.flowjay.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.SettingException;
import io.flowjay.settings.Settings;
import io.flowjay.testing.WrongSettings;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Settings of a Camel context, whoever runs it. */
class ContextSettingsTest extends ShippedRoute {
    @Test
    void aPropertyOfCamelThatIsNoSettingStopsTheRoute() {
        assertThatThrownBy(() -> load("flowjay.topik", "flows"))
                .hasStackTraceContaining("flowjay.topik (properties) is not a setting; did you mean flowjay.topic?");
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
                        "flowjay.batch_size (properties) is not a setting; did you mean flowjay.batch-size?");
    }

    @Test
    void aVariableThatIsNamedAfterNoSettingIsRefused() {
        assertThatThrownBy(() -> ContextSettings.read(context, Map.of("FLOWJAY_BROKER", "kafka1:9092")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("did you mean FLOWJAY_BROKERS?");
    }

    @Test
    @DisplayName("names of others, and those that Quarkus makes of a variable, are left alone")
    void namesOfOthersAreLeftAlone() {
        Properties properties = new Properties();
        for (String name : List.of("camel.main.name", "flowjay.topic", "flowjay.key.field", "FLOWJAY_KEY_FIELD")) {
            properties.setProperty(name, "src_ip");
        }
        context.getPropertiesComponent().setOverrideProperties(properties);
        Settings settings = ContextSettings.read(
                context, Map.of("FLOWJAY_KEY_FIELD", "src_ip", "PATH", "/bin", "FLOWJAY_SERVICE_HOST", "10.0.0.1"));
        assertThat(settings.get(SettingCatalog.KEY_FIELD)).isEqualTo("src_ip");
        assertThat(settings.source(SettingCatalog.KEY_FIELD)).isEqualTo("environment FLOWJAY_KEY_FIELD");
    }

    @Test
    void aPropertyThatIsTheDefaultWinsOverAVariable() {
        Properties properties = new Properties();
        properties.setProperty("flowjay.topic", "flow-features");
        context.getPropertiesComponent().setOverrideProperties(properties);
        Settings settings = ContextSettings.read(context, Map.of("FLOWJAY_TOPIC", "flows", "FLOWJAY_ATTEMPTS", "7"));
        assertThat(settings.get(SettingCatalog.TOPIC)).isEqualTo("flow-features");
        assertThat(settings.get(SettingCatalog.ATTEMPTS)).isEqualTo(7);
    }

    @Test
    void twoSettingsThatNeedEachOtherMayComeFromAVariableAndAProperty() {
        Properties properties = new Properties();
        properties.setProperty("flowjay.anonymization-key", "hush");
        context.getPropertiesComponent().setOverrideProperties(properties);
        Settings settings = ContextSettings.read(context, Map.of("FLOWJAY_ANONYMIZE_IPS", "true"));
        assertThat(settings.get(SettingCatalog.ANONYMIZATION_KEY)).isEqualTo("hush");
    }

    /** Wrong values in a context: property, value, message. */
    static final List<Arguments> WRONG = WrongSettings.table();

    @ParameterizedTest
    @FieldSource("WRONG")
    void aWrongValueStopsTheRouteAtItsStart(String property, String value, String message) {
        assertThatThrownBy(() -> load(property, value))
                .hasStackTraceContaining(property + " \"" + value + "\" (property " + property + ") " + message);
    }

    @Test
    void placeholdersOfRoutesAreCheckedValues() throws Exception {
        load("flowjay.quiet-time", "1.5s", "flowjay.max-request-size", "2MiB");
        assertThat(context.resolvePropertyPlaceholders(
                        "{{flowjay:quiet-time}} {{flowjay:max-request-size}} {{flowjay:acks}}"))
                .isEqualTo("1500 2097152 all");
        assertThatThrownBy(() -> context.resolvePropertyPlaceholders("{{flowjay:topik}}"))
                .hasStackTraceContaining("did you mean flowjay.topic?");
    }
}
