package io.flowjay.camel;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The names of Spring's properties, which Camel can only ask for one by one. Used where Spring is. */
final class SpringProperties {
    private SpringProperties() {}

    /** All names of an environment, except for those of environment variables. */
    static Collection<String> names(Object environment) {
        Set<String> names = new TreeSet<>();
        if (environment instanceof ConfigurableEnvironment configurable) {
            configurable.getPropertySources().forEach(source -> {
                if (source instanceof EnumerablePropertySource<?> properties
                        && !(source instanceof SystemEnvironmentPropertySource)) {
                    names.addAll(Set.of(properties.getPropertyNames()));
                }
            });
        }
        return names;
    }
}
