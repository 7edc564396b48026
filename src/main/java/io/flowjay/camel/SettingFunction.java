package io.flowjay.camel;

import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.PropertiesFunction;
import org.jspecify.annotations.Nullable;

/**
 * The placeholder <code>{{flowjay:topic}}</code> in a route: the value of the setting {@code flowjay.topic} in this context, checked, or
 * its default. Durations are milliseconds and sizes are bytes, which every component understands. Camel finds the function by its file
 * under {@code META-INF/services/org/apache/camel/properties-function}.
 */
public class SettingFunction implements PropertiesFunction, CamelContextAware {
    private @Nullable CamelContext camelContext;

    @Override
    public String getName() {
        return "flowjay";
    }

    /**
     * The value of a setting.
     *
     * @throws io.flowjay.settings.SettingException for a name that no setting has, and for a wrong value of any setting
     */
    @Override
    public String apply(String remainder) {
        Setting<?> setting = SettingCatalog.ofProperty(Setting.PREFIX + remainder, "{{flowjay:" + remainder + "}}");
        CamelContext context = Objects.requireNonNull(camelContext, "no Camel context");
        return ContextSettings.of(context).plain(setting);
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
