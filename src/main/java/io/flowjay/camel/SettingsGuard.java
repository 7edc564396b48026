package io.flowjay.camel;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.jspecify.annotations.Nullable;

/**
 * A bean that refuses settings which are none before the routes start, wherever Camel runs: a name that begins with {@code flowjay.}
 * among the properties of Camel, of Spring or of Quarkus, and {@code FLOWJAY_} in the environment. What stands in the system
 * properties of the JVM is not looked at.
 */
public class SettingsGuard implements CamelContextAware {
    /** Spring's registry has its environment under this name. */
    private static final String ENVIRONMENT = "environment";

    private static final String SPRING = "org.springframework.";

    private @Nullable CamelContext camelContext;

    /**
     * Checks all names.
     *
     * @throws IllegalArgumentException naming one that is no setting, and the nearest that is
     */
    public void init() throws IOException {
        CamelContext context = Objects.requireNonNull(camelContext, "no Camel context");
        check(names(context), System.getenv());
    }

    static void check(Collection<String> properties, Map<String, String> variables) throws IOException {
        SettingNames names = new SettingNames(SettingNames.defaults().keySet());
        names.checkVariables(variables.keySet());
        for (String name : properties) {
            // Quarkus lists each variable under the names that it may have been meant for, too.
            if (System.getProperty(name) == null && !variables.containsKey(SettingNames.variable(name))) {
                names.check(name, "properties");
            }
        }
    }

    private static Collection<String> names(CamelContext context) {
        Object environment = context.getRegistry().lookupByName(ENVIRONMENT);
        if (environment != null && environment.getClass().getName().startsWith(SPRING)) {
            return SpringProperties.names(environment);
        }
        return context.getPropertiesComponent()
                .loadProperties(name -> name.startsWith(SettingNames.PREFIX))
                .stringPropertyNames();
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(@Nullable CamelContext context) {
        camelContext = context;
    }
}
