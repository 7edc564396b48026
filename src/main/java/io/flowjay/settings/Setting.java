package io.flowjay.settings;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * A setting: its name, what it can be, and what it means. Declared in {@link SettingCatalog}.
 *
 * @param <T> type of the value
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public final class Setting<T> {
    /** What the names of properties begin with. */
    public static final String PREFIX = "flowjay.";

    private static final String LIVE_PREFIX = "live-";

    private final String name;
    private final Section section;
    private final SettingType<T> type;
    private final String defaultText;
    private final String description;
    private final boolean secret;
    private final T defaultValue;

    Setting(String name, Section section, SettingType<T> type, String defaultText, String description, boolean secret) {
        this.name = name;
        this.section = section;
        this.type = type;
        this.defaultText = defaultText;
        this.description = description;
        this.secret = secret;
        this.defaultValue = type.parse(defaultText);
    }

    /** The name without a prefix, its words joined by hyphens: {@code idle-timeout}. */
    public String name() {
        return name;
    }

    /** The name as a property: {@code flowjay.idle-timeout}. */
    public String property() {
        return PREFIX + name;
    }

    /** The name as an environment variable: {@code FLOWJAY_IDLE_TIMEOUT}. */
    public String variable() {
        return variableOf(property());
    }

    /** The environment variable that is named after a property. */
    public static String variableOf(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The name as an option of a command: {@code --idle-timeout}. */
    public String option() {
        return "--" + name;
    }

    /**
     * The name as an option of an endpoint: {@code idleTimeout}. Endpoints and commands that capture live leave out the word
     * {@code live}.
     */
    public String endpointOption() {
        String[] words = shortName().split("-", -1);
        StringBuilder text = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            text.append(Character.toUpperCase(words[i].charAt(0))).append(words[i], 1, words[i].length());
        }
        return text.toString();
    }

    /** The name where everything is about live capture: {@code snapshot-length} for {@code live-snapshot-length}. */
    public String shortName() {
        return scope() == Scope.LIVE && name.startsWith(LIVE_PREFIX) ? name.substring(LIVE_PREFIX.length()) : name;
    }

    /** Where it is shown. */
    public Section section() {
        return section;
    }

    /** What it is about. */
    public Scope scope() {
        return section.scope();
    }

    /** What its texts can be. */
    public SettingType<T> type() {
        return type;
    }

    /** The default as text. */
    public String defaultText() {
        return defaultText;
    }

    /** The default. */
    public T defaultValue() {
        return defaultValue;
    }

    /** What it means, in one or a few sentences. */
    public String description() {
        return description;
    }

    /** Whether its value must not be shown. */
    public boolean isSecret() {
        return secret;
    }

    @Override
    public String toString() {
        return property();
    }
}
