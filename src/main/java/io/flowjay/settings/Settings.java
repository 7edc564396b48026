package io.flowjay.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Values of all settings, each checked, and where each is from. What nobody set has its default. Immutable.
 *
 * <pre>{@code
 * Settings settings = Settings.builder().set(SettingCatalog.IDLE_TIMEOUT, Duration.ofSeconds(30)).build();
 * }</pre>
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public final class Settings {
    /** Every setting at its default. */
    public static final Settings DEFAULT = new Settings(Map.of(), Map.of());

    private static final String DEFAULT_SOURCE = "default";
    private static final String CODE = "code";

    /**
     * A value that somebody set.
     *
     * @param text as it was written
     * @param value what it means
     * @param source where it is from
     */
    private record Given(String text, Object value, String source) {}

    private final Map<Setting<?>, Given> given;
    /** Values that follow from others. */
    private final Map<Setting<?>, Given> derived;

    private Settings(Map<Setting<?>, Given> given, Map<Setting<?>, Given> derived) {
        this.given = given;
        this.derived = derived;
    }

    private @Nullable Given own(Setting<?> setting) {
        Given follows = derived.get(setting);
        return follows != null ? follows : given.get(setting);
    }

    /** A builder in which every setting has its default. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with these values. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.given.putAll(given);
        return builder;
    }

    /** The value of a setting. */
    @SuppressWarnings("unchecked") // the builder sets values of the setting's type only
    public <T> T get(Setting<T> setting) {
        Given own = own(setting);
        return own == null ? setting.defaultValue() : (T) own.value;
    }

    /** The value of a setting as it was written. */
    public String text(Setting<?> setting) {
        Given own = own(setting);
        return own == null ? setting.defaultText() : own.text;
    }

    /** The value of a setting for a program that knows no units: milliseconds of a duration, bytes of a size. */
    public <T> String plain(Setting<T> setting) {
        return setting.type().plain(get(setting));
    }

    /** Where the value of a setting is from, for example {@code option --idle-timeout}; {@code default} if nobody set it. */
    public String source(Setting<?> setting) {
        Given own = own(setting);
        return own == null ? DEFAULT_SOURCE : own.source;
    }

    /** Whether somebody set the setting. */
    public boolean isSet(Setting<?> setting) {
        return given.containsKey(setting);
    }

    /**
     * The exception for a value whose reader cannot use it.
     *
     * @param problem continues a sentence that begins with the value, for example "is not a record field"
     * @param valid what is valid; empty if the problem says it
     */
    public SettingException reject(Setting<?> setting, String problem, String valid) {
        return SettingException.ofValue(setting, text(setting), source(setting), problem, valid, null);
    }

    /**
     * What a reader makes of the value of a setting.
     *
     * @throws SettingException in place of an {@link IllegalArgumentException} of the reader, with its message
     */
    public <T> T apply(Setting<?> setting, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (SettingException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw SettingException.ofValue(
                    setting, text(setting), source(setting), "cannot be used: " + e.getMessage(), "", e);
        }
    }

    /** Takes values from several sources; a later one wins. Belongs to one thread. */
    public static final class Builder {
        private final Map<Setting<?>, Given> given = new HashMap<>();

        private Builder() {}

        /**
         * Sets a value.
         *
         * @throws SettingException if the value is out of the setting's range
         */
        public <T> Builder set(Setting<T> setting, T value) {
            return text(setting, setting.type().text(Objects.requireNonNull(value, setting.property())), CODE);
        }

        /**
         * Sets a value as text.
         *
         * @param source where it is from, for messages
         * @throws SettingException if the text has no valid value
         */
        public Builder text(Setting<?> setting, String text, String source) {
            try {
                given.put(setting, new Given(text, setting.type().parse(text), source));
            } catch (IllegalArgumentException e) {
                throw SettingException.ofValue(
                        setting,
                        text,
                        source,
                        String.valueOf(e.getMessage()),
                        setting.type().valid(),
                        null);
            }
            return this;
        }

        /** The text that a setting has so far. */
        public String text(Setting<?> setting) {
            Given own = given.get(setting);
            return own == null ? setting.defaultText() : own.text;
        }

        /**
         * Sets the options of one command line or endpoint. Features that are named there without groups replace the groups of
         * weaker sources too, since they may name groups themselves.
         *
         * @param options the texts
         * @param source where an option is from, for messages
         * @throws SettingException if a text has no valid value
         */
        public Builder options(Map<Setting<?>, String> options, Function<Setting<?>, String> source) {
            options.forEach((setting, text) -> text(setting, text, source.apply(setting)));
            if (options.containsKey(SettingCatalog.FEATURES) && !options.containsKey(SettingCatalog.GROUPS)) {
                text(SettingCatalog.GROUPS, SettingCatalog.GROUPS.defaultText(), source.apply(SettingCatalog.FEATURES));
            }
            return this;
        }

        /**
         * Sets values by their full names ({@code flowjay.idle-timeout}); skips names without that prefix, in whatever case, which belong
         * to others.
         *
         * @param source where they are from, for messages
         * @throws SettingException for a name that no setting has, and for a text without a valid value
         */
        public Builder properties(Map<String, String> properties, String source) {
            // In order of their names, so that the first of several errors is always the same.
            new TreeMap<>(properties).forEach((name, text) -> {
                if (name.regionMatches(true, 0, Setting.PREFIX, 0, Setting.PREFIX.length())) {
                    text(SettingCatalog.ofProperty(name, source), text, source);
                }
            });
            return this;
        }

        /**
         * Sets what environment variables say: {@code FLOWJAY_IDLE_TIMEOUT}.
         *
         * @throws SettingException for a variable that begins with {@code FLOWJAY_} and is named after no setting, and for a text
         *     without a valid value
         */
        public Builder environment(Map<String, String> variables) {
            Environment.apply(variables, this);
            return this;
        }

        /**
         * The settings.
         *
         * @throws SettingException if two values exclude each other
         */
        public Settings build() {
            Settings settings = new Settings(Map.copyOf(given), Map.of());
            checkAnonymization(settings);
            checkRegistry(settings);
            Given idempotence = idempotence(settings);
            return idempotence == null
                    ? settings
                    : new Settings(settings.given, Map.of(SettingCatalog.IDEMPOTENCE, idempotence));
        }

        private static void checkAnonymization(Settings settings) {
            if (settings.get(SettingCatalog.ANONYMIZE_IPS)
                    && settings.get(SettingCatalog.ANONYMIZATION_KEY).isEmpty()) {
                throw settings.reject(
                        SettingCatalog.ANONYMIZE_IPS,
                        "needs " + SettingCatalog.ANONYMIZATION_KEY.property(),
                        "a key that is not empty");
            }
        }

        private static void checkRegistry(Settings settings) {
            if (!settings.get(SettingCatalog.SCHEMA_REGISTRY_USER).isEmpty()
                    && !settings.get(SettingCatalog.SCHEMA_REGISTRY_TOKEN).isEmpty()) {
                throw settings.reject(
                        SettingCatalog.SCHEMA_REGISTRY_USER,
                        "is set, and " + SettingCatalog.SCHEMA_REGISTRY_TOKEN.property() + " too",
                        "one of them");
            }
        }

        /** Kafka refuses idempotence, its default, together with other acks than all. */
        private static @Nullable Given idempotence(Settings settings) {
            if (settings.get(SettingCatalog.ACKS).isAll() || !settings.get(SettingCatalog.IDEMPOTENCE)) {
                return null;
            }
            String acks = settings.text(SettingCatalog.ACKS);
            if (settings.isSet(SettingCatalog.IDEMPOTENCE)) {
                throw settings.reject(
                        SettingCatalog.IDEMPOTENCE,
                        "needs " + SettingCatalog.ACKS.property() + "=all, but that is " + acks,
                        "");
            }
            return new Given("false", false, "follows from acks " + acks);
        }
    }
}
