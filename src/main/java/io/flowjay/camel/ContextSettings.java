package io.flowjay.camel;

import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a Camel context: every {@code flowjay.*} property that Camel finds there, be it in its own properties, in those of
 * Spring or Quarkus, in the environment ({@code FLOWJAY_TOPIC}) or in the system properties. Read and checked once a context.
 *
 * <p>The shipped routes declare it as the bean {@code flowjaySettings}, which their other beans refer to; a wrong name or value stops the
 * routes at their start.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public class ContextSettings implements CamelContextAware {
    /** Spring's registry has its environment under this name. */
    private static final String ENVIRONMENT = "environment";

    private static final String SPRING = "org.springframework.";

    private @Nullable CamelContext camelContext;
    private @Nullable Settings fixed;

    /** The settings of the Camel context. */
    public ContextSettings() {}

    /** These settings, whatever the context has. */
    public ContextSettings(Settings settings) {
        fixed = settings;
    }

    /**
     * Reads and checks the settings.
     *
     * @throws io.flowjay.settings.SettingException for a name that no setting has, and for a wrong value
     */
    public void init() {
        settings();
    }

    /**
     * The settings: those given, or those of this bean's context.
     *
     * @throws io.flowjay.settings.SettingException as {@link #of}
     */
    public Settings settings() {
        return fixed != null ? fixed : of(Objects.requireNonNull(camelContext, "no Camel context"));
    }

    /**
     * The settings of a context, which are read on first use.
     *
     * @throws io.flowjay.settings.SettingException for a name that no setting has, and for a wrong value
     */
    public static Settings of(CamelContext context) {
        synchronized (context) {
            Settings known = context.getCamelContextExtension().getContextPlugin(Settings.class);
            if (known == null) {
                known = read(context, System.getenv());
                context.getCamelContextExtension().addContextPlugin(Settings.class, known);
            }
            return known;
        }
    }

    /** Gives a context settings that are checked already, whatever its properties say; before anything there has read them. */
    @API(status = API.Status.INTERNAL)
    public static void set(CamelContext context, Settings settings) {
        synchronized (context) {
            context.getCamelContextExtension().addContextPlugin(Settings.class, settings);
        }
    }

    static Settings read(CamelContext context, Map<String, String> environment) {
        checkNames(names(context), environment);
        // Names and values of variables are checked whether the context uses them or not.
        Settings.Builder settings = Settings.builder().environment(environment);
        for (Setting<?> setting : SettingCatalog.all()) {
            Optional<String> value = context.getPropertiesComponent().resolveProperty(setting.property());
            // A default that is written out is a default still, unless a variable says otherwise.
            if (value.isPresent() && !value.get().equals(settings.text(setting))) {
                settings.text(setting, value.get(), source(setting, value.get(), environment));
            }
        }
        return settings.build();
    }

    private static String source(Setting<?> setting, String value, Map<String, String> environment) {
        if (value.equals(environment.get(setting.variable()))) {
            return "environment " + setting.variable();
        }
        return (value.equals(System.getProperty(setting.property())) ? "system property " : "property ")
                + setting.property();
    }

    private static void checkNames(Collection<String> names, Map<String, String> environment) {
        for (String name : names) {
            // Quarkus lists each variable under the names that it may have been meant for, too.
            boolean elsewhere = System.getProperty(name) != null || environment.containsKey(Setting.variableOf(name));
            if (name.startsWith(Setting.PREFIX) && !elsewhere) {
                SettingCatalog.ofProperty(name, "properties");
            }
        }
    }

    private static Collection<String> names(CamelContext context) {
        Object environment = context.getRegistry().lookupByName(ENVIRONMENT);
        if (environment != null && environment.getClass().getName().startsWith(SPRING)) {
            return SpringProperties.names(environment);
        }
        return context.getPropertiesComponent()
                .loadProperties(name -> name.startsWith(Setting.PREFIX))
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
