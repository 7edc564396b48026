package io.flowjay.settings;

import io.flowjay.names.NearestName;
import java.util.Collection;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A setting cannot be used. All messages have one shape: the setting, its value, where the value is from, what is wrong, and what is
 * valid.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public final class SettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final boolean ofName;

    private SettingException(String message, boolean ofName, @Nullable Throwable cause) {
        super(message, cause);
        this.ofName = ofName;
    }

    /** Whether the name is wrong, and not the value. */
    public boolean isOfName() {
        return ofName;
    }

    /**
     * A value that is wrong.
     *
     * @param problem continues a sentence that begins with the value, for example "has no unit"
     * @param valid what is valid; empty if the problem says it
     */
    static SettingException ofValue(
            Setting<?> setting, String value, String source, String problem, String valid, @Nullable Throwable cause) {
        String shown = setting.isSecret() && !value.isEmpty() ? "***" : '"' + value + '"';
        return new SettingException(
                setting.property() + ' ' + shown + " (" + source + ") " + problem
                        + (valid.isEmpty() ? "" : "; valid: " + valid),
                false,
                cause);
    }

    /**
     * A name that is not a setting's.
     *
     * @param valid the names that settings have there
     */
    static SettingException ofName(String name, String source, Collection<String> valid) {
        return new SettingException(
                name + " (" + source + ") is not a setting" + NearestName.hint(name, valid), true, null);
    }
}
