package io.flowjay.camel.component;

import io.flowjay.camel.ContextSettings;
import io.flowjay.names.NearestName;
import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.URISupport;
import org.apiguardian.api.API;

/**
 * The component {@code flowjay}: {@code to: flowjay:features?groups=tls,timing} turns the capture in the body into its flow records, as
 * {@link io.flowjay.camel.PcapToFlowFeatures} does, and {@code from: flowjay:live/eth0?filter=tcp} sends a record for each flow that
 * ends on a network interface.
 *
 * <p>Options are the settings of the extraction, and for live capture those of live capture, see {@link SettingCatalog}. A setting that
 * the URI does not have is that of the Camel context ({@code flowjay.*} properties).
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public class FlowjayComponent extends DefaultComponent {
    /** Options that every endpoint of Camel has. */
    private static final Set<String> OF_CAMEL =
            Set.of("bridgeErrorHandler", "exceptionHandler", "exchangePattern", "lazyStartProducer");

    static final String CLOSE_WITH_EXCHANGE = "closeWithExchange";

    static {
        // Camel shows URIs in messages and logs. A second call would replace the names of the first.
        URISupport.addSanitizeKeywords(SettingCatalog.all().stream()
                .filter(Setting::isSecret)
                .map(Setting::endpointOption)
                .collect(Collectors.joining(",")));
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        int slash = remaining.indexOf('/');
        Operation operation = Operation.of(slash < 0 ? remaining : remaining.substring(0, slash));
        String path = slash < 0 ? "" : remaining.substring(slash + 1);
        return switch (operation) {
            case FEATURES -> features(uri, path, parameters);
            case LIVE -> live(uri, path, parameters);
        };
    }

    private Endpoint features(String uri, String path, Map<String, Object> parameters) {
        if (!path.isEmpty()) {
            throw new IllegalArgumentException(
                    "flowjay:features has no network interface, but \"" + path + "\" is given");
        }
        boolean close = getAndRemoveParameter(parameters, CLOSE_WITH_EXCHANGE, Boolean.class, true);
        return new FeaturesEndpoint(
                uri, this, settings(Operation.FEATURES, parameters).build(), close);
    }

    private Endpoint live(String uri, String path, Map<String, Object> parameters) {
        Settings.Builder settings = settings(Operation.LIVE, parameters);
        if (!path.isEmpty()) {
            settings.text(SettingCatalog.LIVE_INTERFACE, path, "endpoint flowjay:live");
        }
        return new LiveEndpoint(uri, this, settings.build());
    }

    private Settings.Builder settings(Operation operation, Map<String, Object> parameters) {
        Map<Setting<?>, String> options = new LinkedHashMap<>();
        for (Setting<?> setting : operation.settings()) {
            String value = getAndRemoveParameter(parameters, setting.endpointOption(), String.class);
            if (value != null) {
                options.put(setting, value);
            }
        }
        checkNames(operation, parameters);
        return ContextSettings.of(getCamelContext()).toBuilder()
                .options(options, setting -> "endpoint option " + setting.endpointOption());
    }

    private static void checkNames(Operation operation, Map<String, Object> parameters) {
        for (String name : new TreeSet<>(parameters.keySet())) {
            if (!OF_CAMEL.contains(name)) {
                Set<String> valid = new TreeSet<>(OF_CAMEL);
                operation.settings().forEach(setting -> valid.add(setting.endpointOption()));
                throw new IllegalArgumentException("flowjay:" + operation.text() + " has no option \"" + name + '"'
                        + NearestName.hint(name, valid));
            }
        }
    }
}
