package io.flowjay.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The settings of a section while they are declared. */
final class SettingList {
    private final Section section;
    private final List<Setting<?>> settings;

    /**
     * @param settings takes the settings in the order of their declaration
     */
    SettingList(Section section, List<Setting<?>> settings) {
        this.section = section;
        this.settings = settings;
    }

    private <T> Setting<T> add(String name, SettingType<T> type, String otherwise, String description) {
        return add(new Setting<>(name, section, type, otherwise, description, false));
    }

    private <T> Setting<T> add(Setting<T> setting) {
        settings.add(setting);
        return setting;
    }

    Setting<Boolean> onOff(String name, boolean otherwise, String description) {
        return add(name, new SwitchType(), String.valueOf(otherwise), description);
    }

    Setting<Integer> count(String name, int otherwise, int least, int most, String description) {
        return add(name, new CountType(least, most), String.valueOf(otherwise), description);
    }

    Setting<Integer> count(String name, int otherwise, int least, String description) {
        return count(name, otherwise, least, Integer.MAX_VALUE, description);
    }

    Setting<Long> seed(String name, String description) {
        return add(name, new SeedType(), "0", description);
    }

    Setting<Double> ratio(String name, String otherwise, String description) {
        return add(name, new RatioType(), otherwise, description);
    }

    /** A duration of zero or more. */
    Setting<Duration> duration(String name, String otherwise, String description) {
        return add(name, new DurationType(Duration.ZERO, DurationType.LONGEST), otherwise, description);
    }

    /** A duration of at least {@code least}, up to what 32 bits of milliseconds hold. */
    Setting<Duration> duration(String name, String otherwise, Duration least, String description) {
        return add(name, new DurationType(least, DurationType.LONGEST_INT_MILLIS), otherwise, description);
    }

    /** A duration that is longer than zero. */
    Setting<Duration> positiveDuration(String name, String otherwise, String description) {
        return add(name, new DurationType(Duration.ofNanos(1), DurationType.LONGEST), otherwise, description);
    }

    Setting<Long> size(String name, String otherwise, long least, long most, String description) {
        return add(name, new SizeType(least, most), otherwise, description);
    }

    Setting<Long> size(String name, String otherwise, long least, String description) {
        return size(name, otherwise, least, Long.MAX_VALUE, description);
    }

    <E extends Enum<E> & Choice> Setting<E> choice(String name, E otherwise, String description) {
        return add(name, new ChoiceType<>(otherwise.getDeclaringClass()), otherwise.text(), description);
    }

    /** Names that the reader of the setting checks. */
    Setting<List<String>> names(String name, String otherwise, String description) {
        return names(name, otherwise, List.of(), description);
    }

    /** One or more of some known names. */
    Setting<List<String>> names(String name, String otherwise, List<String> known, String description) {
        return add(name, new NamesType(known), otherwise, description);
    }

    /** Some of the known names for numbers, without any by default. */
    Setting<Map<Integer, String>> numbers(String name, NumbersType type, String description) {
        return add(name, type, "", description);
    }

    Setting<String> text(String name, TextType type, String otherwise, String description) {
        return add(name, type, otherwise, description);
    }

    /** A text that is not shown. */
    Setting<String> secret(String name, TextType type, String description) {
        return add(new Setting<>(name, section, type, "", description, true));
    }
}
