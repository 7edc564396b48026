package io.flowjay.camel.component;

import io.flowjay.settings.Setting;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.support.component.EndpointUriFactorySupport;

/** Makes the URI of an endpoint from a scheme and parameters, as YAML has them; knows which of them are secret. */
public final class FlowjayUriFactory extends EndpointUriFactorySupport implements EndpointUriFactory {
    static final String SCHEME = "flowjay";
    static final String OPERATION = "operation";
    static final String NETWORK_INTERFACE = "networkInterface";
    static final String SYNTAX = SCHEME + ':' + OPERATION + '/' + NETWORK_INTERFACE;

    @Override
    public boolean isEnabled(String scheme) {
        return scheme.equals(SCHEME);
    }

    @Override
    public String buildUri(String scheme, Map<String, Object> properties, boolean encode) throws URISyntaxException {
        String syntax = scheme + SYNTAX.substring(SCHEME.length());
        Map<String, Object> rest = new HashMap<>(properties);
        String uri = buildPathParameter(syntax, syntax, OPERATION, null, true, rest);
        uri = buildPathParameter(syntax, uri, NETWORK_INTERFACE, null, false, rest);
        return buildQueryParameters(uri, rest, encode);
    }

    @Override
    public Set<String> propertyNames() {
        Set<String> names = options(setting -> true);
        names.add(OPERATION);
        names.add(NETWORK_INTERFACE);
        names.add(FlowjayComponent.CLOSE_WITH_EXCHANGE);
        return names;
    }

    @Override
    public Set<String> secretPropertyNames() {
        return options(Setting::isSecret);
    }

    private static Set<String> options(Predicate<Setting<?>> which) {
        return Stream.of(Operation.values())
                .flatMap(operation -> operation.settings().stream())
                .filter(which)
                .map(Setting::endpointOption)
                .collect(Collectors.toSet());
    }

    @Override
    public Map<String, String> multiValuePrefixes() {
        return Map.of();
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }
}
