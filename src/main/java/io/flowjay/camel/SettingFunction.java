package io.flowjay.camel;

import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.PropertiesFunction;
import org.jspecify.annotations.Nullable;

/**
 * The placeholder <code>{{flowjay:topic}}</code> in a route: the value of the setting {@code flowjay.topic} in this context, checked, or
 * its default. Durations are milliseconds, sizes are bytes, and the directories of captures and files are percent-encoded as the
 * path of a URI. Camel finds the function by its file
 * under {@code META-INF/services/org/apache/camel/properties-function}.
 */
public class SettingFunction implements PropertiesFunction, CamelContextAware {
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/:";

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
        String value = ContextSettings.of(context).plain(setting);
        return setting == SettingCatalog.CAPTURES || setting == SettingCatalog.FILES ? pathOfUri(value) : value;
    }

    /**
     * A path as the path of a URI (RFC 3986 section 2.1), encoded twice, because Camel decodes it when it normalizes the URI and again when it
     * splits it. A dollar sign is encoded once more, because Camel refuses <code>${</code> in a decoded path; the inbox's lock sets the
     * directory as it is.
     */
    private static String pathOfUri(String path) {
        StringBuilder text = new StringBuilder();
        for (byte octet : path.replace(File.separatorChar, '/').getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            if (PLAIN.indexOf(character) >= 0) {
                text.append(character);
            } else {
                text.append(character == '$' ? "%2525" : "%25")
                        .append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return text.toString();
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
