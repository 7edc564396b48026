package io.flowjay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Values of settings from several sources, and the catalogue they are checked by. */
class SettingsTest {
    @Test
    void aLaterSourceWinsAndIsRemembered() {
        Settings settings = Settings.builder()
                .properties(
                        Map.of("flowjay.topic", "a", "flowjay.idle-timeout", "30s", "camel.main.name", "x"),
                        "a.properties")
                .environment(Map.of("FLOWJAY_TOPIC", "b", "HOME", "/"))
                .set(SettingCatalog.BATCH_SIZE, 7)
                .build();
        assertThat(settings.get(SettingCatalog.TOPIC)).isEqualTo("b");
        assertThat(settings.source(SettingCatalog.TOPIC)).isEqualTo("environment FLOWJAY_TOPIC");
        assertThat(settings.get(SettingCatalog.IDLE_TIMEOUT)).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.text(SettingCatalog.IDLE_TIMEOUT)).isEqualTo("30s");
        assertThat(settings.plain(SettingCatalog.IDLE_TIMEOUT)).isEqualTo("30000");
        assertThat(settings.source(SettingCatalog.IDLE_TIMEOUT)).isEqualTo("a.properties");
        assertThat(settings.source(SettingCatalog.BATCH_SIZE)).isEqualTo("code");
        assertThat(settings.source(SettingCatalog.ACKS)).isEqualTo("default");
        assertThat(settings.isSet(SettingCatalog.ACKS)).isFalse();
    }

    /** What is done, and the whole message. */
    static final List<Arguments> REFUSED = List.of(
            refused(
                    "a name in a file",
                    () -> Settings.builder().properties(Map.of("flowjay.idel-timeout", "1s"), "a.properties"),
                    "flowjay.idel-timeout (a.properties) is not a setting; did you mean flowjay.idle-timeout?"),
            refused(
                    "a name in another case",
                    () -> Settings.builder().properties(Map.of("Flowjay.Idle-Timeout", "1s"), "a.properties"),
                    "Flowjay.Idle-Timeout (a.properties) is not a setting; did you mean flowjay.idle-timeout?"),
            refused(
                    "a name that is near to none",
                    () -> Settings.builder().properties(Map.of("flowjay.zzzzzzzzzzzz", "1s"), "a.properties"),
                    "flowjay.zzzzzzzzzzzz (a.properties) is not a setting"),
            refused(
                    "a variable",
                    () -> Settings.builder().environment(Map.of("FLOWJAY_TOPIK", "x")),
                    "FLOWJAY_TOPIK (environment) is not a setting; did you mean FLOWJAY_TOPIC?"),
            refused(
                    "the value of a variable",
                    () -> Settings.builder().environment(Map.of("FLOWJAY_ATTEMPTS", "0")),
                    "flowjay.attempts \"0\" (environment FLOWJAY_ATTEMPTS) is out of range; valid: a whole number, 1 or more"),
            refused(
                    "a value of code",
                    () -> Settings.builder().set(SettingCatalog.IDLE_TIMEOUT, Duration.ofSeconds(-1)),
                    "flowjay.idle-timeout \"-1s\" (code) is negative; valid: a number and a unit (us, ms, s, m, h, d) such as"
                            + " 60s, 2m or 500ms, or 0"),
            refused(
                    "a value of code beyond every clock",
                    () -> Settings.builder().set(SettingCatalog.IDLE_TIMEOUT, Duration.ofSeconds(Long.MAX_VALUE)),
                    "flowjay.idle-timeout \"PT2562047788015215H30M7S\" (code) is longer than 106751d; valid: a number and a unit (us, ms,"
                            + " s, m, h, d) such as 60s, 2m or 500ms, or 0"),
            refused(
                    "idempotence without acks=all",
                    () -> Settings.builder()
                            .set(SettingCatalog.ACKS, Acks.LEADER)
                            .set(SettingCatalog.IDEMPOTENCE, true)
                            .build(),
                    "flowjay.idempotence \"true\" (code) needs flowjay.acks=all, but that is 1"),
            refused(
                    "anonymization without a key",
                    () -> Settings.builder()
                            .set(SettingCatalog.ANONYMIZE_IPS, true)
                            .build(),
                    "flowjay.anonymize-ips \"true\" (code) needs flowjay.anonymization-key; valid: a key that is not empty"));

    private static Arguments refused(String name, Runnable action, String message) {
        return argumentSet(name, action, message);
    }

    @ParameterizedTest
    @FieldSource("REFUSED")
    void aMessageNamesSettingValueSourceAndWhatIsValid(Runnable action, String message) {
        assertThatThrownBy(action::run).isInstanceOf(SettingException.class).hasMessage(message);
    }

    @Test
    void aSecretIsNotShown() {
        Settings settings =
                Settings.builder().set(SettingCatalog.ANONYMIZATION_KEY, "hush").build();
        assertThat(settings.reject(SettingCatalog.ANONYMIZATION_KEY, "is wrong", "")
                        .getMessage())
                .isEqualTo("flowjay.anonymization-key *** (code) is wrong");
    }

    @ParameterizedTest
    @CsvSource({"all, true", "-1, true", "1, false", "0, false"})
    void idempotenceFollowsTheAcks(String acks, boolean idempotence) {
        Settings settings =
                Settings.builder().text(SettingCatalog.ACKS, acks, "test").build();
        assertThat(settings.get(SettingCatalog.IDEMPOTENCE)).isEqualTo(idempotence);
        Settings again = settings.toBuilder().set(SettingCatalog.ACKS, Acks.ALL).build();
        assertThat(again.get(SettingCatalog.IDEMPOTENCE)).isTrue();
    }

    /** Setting, and its names by hand: property, variable, option of commands, option of endpoints. */
    static final List<Arguments> NAMES = List.of(
            argumentSet("one word", SettingCatalog.TOPIC, "flowjay.topic", "FLOWJAY_TOPIC", "--topic", "topic"),
            argumentSet(
                    "three words",
                    SettingCatalog.MAX_TUNNEL_DEPTH,
                    "flowjay.max-tunnel-depth",
                    "FLOWJAY_MAX_TUNNEL_DEPTH",
                    "--max-tunnel-depth",
                    "maxTunnelDepth"),
            argumentSet(
                    "live capture",
                    SettingCatalog.LIVE_SNAPSHOT_LENGTH,
                    "flowjay.live-snapshot-length",
                    "FLOWJAY_LIVE_SNAPSHOT_LENGTH",
                    "--live-snapshot-length",
                    "snapshotLength"));

    @ParameterizedTest
    @FieldSource("NAMES")
    void aSettingHasOneNameInSeveralForms(
            Setting<?> setting, String property, String variable, String option, String endpointOption) {
        assertThat(setting.property()).isEqualTo(property);
        assertThat(setting.variable()).isEqualTo(variable);
        assertThat(setting.option()).isEqualTo(option);
        assertThat(setting.endpointOption()).isEqualTo(endpointOption);
        assertThat(SettingCatalog.ofProperty(property, "test")).isSameAs(setting);
    }

    @Test
    void everySettingIsDescribedOnceAndInASentence() {
        assertThat(SettingCatalog.all())
                .extracting(Setting::name)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(85);
        assertThat(SettingCatalog.all()).extracting(Setting::endpointOption).doesNotHaveDuplicates();
        assertThat(SettingCatalog.all())
                .extracting(Setting::description)
                .allMatch(text -> text.matches("(?s)[A-Z'a-z].*\\."));
    }
}
