package io.flowjay.record.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The providers of a service, found by name. The search ends at the first that fits, so that the classes of the others are not loaded.
 *
 * @param <T> the service
 */
public final class Providers<T> {
    private final Class<T> service;
    private final Function<T, String> name;

    /**
     * @param service the interface
     * @param name the name of a provider
     */
    public Providers(Class<T> service, Function<T, String> name) {
        this.service = service;
        this.name = name;
    }

    /** The first provider that fits. */
    public Optional<T> first(Predicate<T> fits) {
        for (ServiceLoader<T> providers : loaders()) {
            for (T provider : providers) {
                if (fits.test(provider)) {
                    return Optional.of(provider);
                }
            }
        }
        return Optional.empty();
    }

    /** What the application sees first; a thread of a pool may see less than FlowJay's own loader. */
    private List<ServiceLoader<T>> loaders() {
        return List.of(ServiceLoader.load(service), ServiceLoader.load(service, service.getClassLoader()));
    }

    /** The provider of a name. */
    public Optional<T> find(String wanted) {
        return first(provider -> name.apply(provider).equals(wanted));
    }

    /** All providers; of several with one name, the first. */
    public List<T> all() {
        Map<String, T> all = new LinkedHashMap<>();
        loaders().forEach(providers -> providers.forEach(provider -> all.putIfAbsent(name.apply(provider), provider)));
        return List.copyOf(all.values());
    }

    /** The names of all providers. */
    public List<String> names() {
        return all().stream().map(name).toList();
    }
}
