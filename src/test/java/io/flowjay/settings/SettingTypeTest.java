package io.flowjay.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What texts of each type mean. */
class SettingTypeTest {
    private static final SettingType<Duration> DURATION = new DurationType(Duration.ZERO, DurationType.LONGEST);
    private static final SettingType<Duration> MILLISECONDS =
            new DurationType(Duration.ofMillis(1), DurationType.LONGEST_INT_MILLIS);
    private static final SettingType<Long> SIZE = new SizeType(0, Long.MAX_VALUE);
    private static final SettingType<List<String>> NAMES = new NamesType(List.of());
    private static final SettingType<List<String>> KNOWN_NAMES = new NamesType(List.of("vlan", "interface"));
    private static final SettingType<Map<Integer, String>> NUMBERS =
            new NumbersType(147, 162, "user", List.of("raw", "ethernet"));
    private static final SettingType<Integer> PORT = new CountType(-1, 65_535);

    /** Type, text, value by hand, text for programs that know no units. */
    static final List<Arguments> VALUES = List.of(
            value(DURATION, "60s", Duration.ofMinutes(1), "60000"),
            value(DURATION, " 2 m ", Duration.ofMinutes(2), "120000"),
            value(DURATION, "1.5h", Duration.ofMinutes(90), "5400000"),
            value(DURATION, "2d", Duration.ofDays(2), "172800000"),
            value(DURATION, "500ms", Duration.ofMillis(500), "500"),
            value(DURATION, "500us", Duration.ofNanos(500_000), "1"),
            value(DURATION, "7ns", Duration.ofNanos(7), "1"),
            value(DURATION, "0", Duration.ZERO, "0"),
            value(DURATION, "0s", Duration.ZERO, "0"),
            value(DURATION, "PT1M30S", Duration.ofSeconds(90), "90000"),
            value(SIZE, "13", 13L, "13"),
            value(SIZE, "256MiB", 268_435_456L, "268435456"),
            value(SIZE, "100MB", 100_000_000L, "100000000"),
            value(SIZE, "1.5 KiB", 1536L, "1536"),
            value(SIZE, "4gib", 4_294_967_296L, "4294967296"),
            value(SIZE, "2kB", 2000L, "2000"),
            value(SIZE, "0", 0L, "0"),
            value(PORT, "-1", -1, "-1"),
            value(new SwitchType(), "TRUE", true, "true"),
            value(new RatioType(), "0.25", 0.25, "0.25"),
            value(new SeedType(), "-9223372036854775808", Long.MIN_VALUE, "-9223372036854775808"),
            value(NAMES, " a, b,,c ", List.of("a", "b", "c"), "a,b,c"),
            value(NAMES, "", List.of(), ""),
            value(KNOWN_NAMES, "interface, vlan", List.of("interface", "vlan"), "interface,vlan"),
            value(NUMBERS, "", Map.of(), ""),
            value(NUMBERS, " user1 = ethernet , 147=raw,", Map.of(147, "raw", 148, "ethernet"), "147=raw,148=ethernet"),
            value(NUMBERS, "user15=raw", Map.of(162, "raw"), "162=raw"),
            value(new ChoiceType<>(FinRstMode.class), "Never", FinRstMode.NEVER, "never"),
            value(TextType.BROKERS, "a:1,[::1]:9092", "a:1,[::1]:9092", "a:1,[::1]:9092"),
            value(TextType.TOPIC, "a.b_c-1", "a.b_c-1", "a.b_c-1"),
            value(TextType.OPTIONAL_TOPIC, "", "", ""));

    private static Arguments value(SettingType<?> type, String text, Object value, String plain) {
        return argumentSet(type.label() + " \"" + text + '"', type, text, value, plain);
    }

    @ParameterizedTest
    @FieldSource("VALUES")
    <T> void aTextHasAValue(SettingType<T> type, String text, T value, String plain) {
        assertThat(type.parse(text)).isEqualTo(value);
        assertThat(type.plain(value)).isEqualTo(plain);
        assertThat(type.parse(type.text(value))).isEqualTo(value);
    }

    /** Type, text, and what is wrong with it. */
    static final List<Arguments> WRONG = List.of(
            wrong(NUMBERS, "147", "has \"147\" without ="),
            wrong(NUMBERS, "147=ppp", "has the unknown name \"ppp\""),
            wrong(NUMBERS, "147=", "has the unknown name \"\""),
            wrong(NUMBERS, "147=raw,user0=raw", "has the number 147 twice"),
            wrong(NUMBERS, "146=raw", "has \"146\", which is not 147 to 162 or user0 to user15"),
            wrong(NUMBERS, "user16=raw", "has \"user16\", which is not 147 to 162 or user0 to user15"),
            wrong(NUMBERS, "user=raw", "has \"user\", which is not 147 to 162 or user0 to user15"),
            wrong(NUMBERS, "-1=raw", "has \"-1\", which is not 147 to 162 or user0 to user15"),
            wrong(NUMBERS, "999999999999=raw", "has \"999999999999\", which is not 147 to 162 or user0 to user15"),
            wrong(DURATION, "60", "has no unit"),
            wrong(DURATION, "banana", "is not a duration"),
            wrong(DURATION, "", "is not a duration"),
            wrong(DURATION, "s", "is not a duration"),
            wrong(DURATION, "1.2.3s", "is not a duration"),
            wrong(DURATION, "1w", "is not a duration"),
            wrong(DURATION, "PT", "is not a duration"),
            wrong(DURATION, "-1s", "is negative"),
            wrong(DURATION, "200000d", "is longer than 106751d"),
            wrong(DURATION, "0.1ns", "is shorter than a nanosecond"),
            wrong(DURATION, "\u0666\u0660s", "is not a duration"),
            wrong(DURATION, "9".repeat(100) + "s", "is not a duration"),
            wrong(MILLISECONDS, "0", "is too short"),
            wrong(MILLISECONDS, "25d", "is longer than 24d"),
            wrong(SIZE, "", "is not a size"),
            wrong(SIZE, "-1", "is negative"),
            wrong(SIZE, "0.4", "is less than a byte"),
            wrong(SIZE, "1 megs", "is not a size"),
            wrong(SIZE, "10000000 TiB", "is more than 9223372036854775807"),
            wrong(new SizeType(1, 10), "0", "is less than 1"),
            wrong(PORT, "-2", "is out of range"),
            wrong(PORT, "65536", "is out of range"),
            wrong(PORT, "99999999999", "is out of range, which ends at 65535"),
            wrong(PORT, "1.0", "is not a whole number"),
            wrong(KNOWN_NAMES, "", "is empty"),
            wrong(KNOWN_NAMES, " , ", "is empty"),
            wrong(KNOWN_NAMES, "vlan,vni", "has the unknown name \"vni\""),
            wrong(KNOWN_NAMES, "VLAN", "has the unknown name \"VLAN\""),
            wrong(new SwitchType(), "yes", "is neither true nor false"),
            wrong(new RatioType(), "NaN", "is out of range"),
            wrong(new RatioType(), "half", "is not a number"),
            wrong(new SeedType(), "1e3", "is not a whole number of 64 bits"),
            wrong(new ChoiceType<>(FinRstMode.class), "rst", "is unknown"),
            wrong(TextType.TOPIC, "", "is empty"),
            wrong(TextType.TOPIC, ".", "is not a topic name"),
            wrong(TextType.TOPIC, "..", "is not a topic name"),
            wrong(TextType.TOPIC, "a b", "is not a topic name"),
            wrong(TextType.TOPIC, "\u00e4", "is not a topic name"),
            wrong(TextType.TOPIC, "a".repeat(250), "is not a topic name"),
            wrong(TextType.BROKERS, "", "names no broker"),
            wrong(TextType.BROKERS, "a:1,", "names no broker"),
            wrong(TextType.BROKERS, "a", "has no port"),
            wrong(TextType.BROKERS, "[::1]", "has no port"),
            wrong(TextType.BROKERS, "a:0", "has a port that is not 1 to 65535"),
            wrong(TextType.BROKERS, "a:b", "has a port that is not 1 to 65535"),
            wrong(TextType.PATH, "a\0b", "is not a path (Nul character not allowed)"),
            wrong(TextType.PATTERN, "(", "is not a regular expression (Unclosed group)"),
            wrong(TextType.URI_REFERENCE, "a b", "is not a URI (Illegal character in path)"));

    private static Arguments wrong(SettingType<?> type, String text, String problem) {
        return argumentSet('"' + text.replace("\0", "NUL") + '"', type, text, problem);
    }

    @ParameterizedTest
    @FieldSource("WRONG")
    void aWrongTextIsRefused(SettingType<?> type, String text, String problem) {
        assertThatIllegalArgumentException().isThrownBy(() -> type.parse(text)).withMessage(problem);
    }
}
