package io.flowjay.camel;

import io.flowjay.names.NearestName;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names that settings can have. A name that is none of them would be without effect, so it is an error. */
public final class SettingNames {
    /** What every name begins with. */
    public static final String PREFIX = "flowjay.";

    private static final String VARIABLE_PREFIX = "FLOWJAY_";
    private static final String DEFAULTS = "/routes/application.properties";
    /** Variables that Kubernetes gives every container when there is a service whose name begins with "flowjay". */
    private static final Pattern SERVICE_VARIABLE =
            Pattern.compile("FLOWJAY_(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_.+)?)?)");

    private final Set<String> names = new TreeSet<>();

    /**
     * @param names all settings by their full names; others than FlowJay's are left out
     */
    public SettingNames(Collection<String> names) {
        names.stream().filter(name -> name.startsWith(PREFIX)).forEach(this.names::add);
    }

    /** Every setting with its default, by its full name. */
    public static Map<String, String> defaults() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = SettingNames.class.getResourceAsStream(DEFAULTS)) {
            if (in == null) {
                throw new FileNotFoundException(DEFAULTS);
            }
            Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            properties.load(reader);
        }
        Map<String, String> defaults = new TreeMap<>();
        properties.forEach((name, value) -> defaults.put(String.valueOf(name), String.valueOf(value)));
        return defaults;
    }

    /** The environment variable that is named after a setting. */
    public static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    /**
     * Checks a name; those that do not begin with {@code flowjay.} belong to others.
     *
     * @param source where it stands, for the error
     * @throws IllegalArgumentException naming the nearest valid name
     */
    public void check(String name, String source) {
        if (name.startsWith(PREFIX) && !names.contains(name)) {
            throw new IllegalArgumentException("unknown setting \"" + name + "\" (" + source + "); did you mean "
                    + NearestName.of(name, names) + "? 'flowjay config' lists all settings");
        }
    }

    /**
     * Checks the names of environment variables; those that do not begin with {@code FLOWJAY_} belong to others.
     *
     * @throws IllegalArgumentException naming the nearest valid name
     */
    public void checkVariables(Collection<String> variables) {
        Set<String> valid = new TreeSet<>();
        names.forEach(name -> valid.add(variable(name)));
        for (String variable : variables) {
            if (variable.startsWith(VARIABLE_PREFIX)
                    && !valid.contains(variable)
                    && !SERVICE_VARIABLE.matcher(variable).matches()) {
                throw new IllegalArgumentException("the environment variable " + variable
                        + " is named after no setting; did you mean " + NearestName.of(variable, valid)
                        + "? 'flowjay config' lists all settings");
            }
        }
    }
}
