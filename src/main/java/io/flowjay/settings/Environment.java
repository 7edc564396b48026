package io.flowjay.settings;

import java.util.Map;
import java.util.regex.Pattern;

/** Environment variables that are named after settings: {@code FLOWJAY_KEY_FIELD} for {@code flowjay.key-field}. */
final class Environment {
    private static final String PREFIX = "FLOWJAY_";
    /** Variables that Kubernetes gives every container where there is a service whose name begins with "flowjay". */
    private static final String SERVICE_VARIABLE =
            "FLOWJAY_(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_.+)?)?)";

    private Environment() {}

    /** Sets what the variables say. */
    static void apply(Map<String, String> variables, Settings.Builder builder) {
        if (variables.keySet().stream().noneMatch(name -> name.startsWith(PREFIX))) {
            return;
        }
        for (Setting<?> setting : SettingCatalog.all()) {
            String value = variables.get(setting.variable());
            if (value != null) {
                builder.text(setting, value, source(setting));
            }
        }
        for (String name : variables.keySet()) {
            if (name.startsWith(PREFIX)) {
                check(name);
            }
        }
    }

    static String source(Setting<?> setting) {
        return "environment " + setting.variable();
    }

    private static void check(String variable) {
        boolean known = SettingCatalog.all().stream()
                .anyMatch(setting -> setting.variable().equals(variable));
        if (!known && !Pattern.matches(SERVICE_VARIABLE, variable)) {
            throw SettingException.ofName(
                    variable,
                    "environment",
                    SettingCatalog.all().stream().map(Setting::variable).toList());
        }
    }
}
