package io.flowjay.camel.component;

import io.flowjay.settings.Scope;
import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What an endpoint of the component does; the first part of its path. */
enum Operation {
    /** A producer: the capture in the body becomes its flow records. */
    FEATURES(EnumSet.of(Scope.EXTRACTION)),
    /** A consumer: a message for each flow that ends on a network interface. */
    LIVE(EnumSet.of(Scope.EXTRACTION, Scope.LIVE));

    private final Set<Scope> scopes;

    Operation(Set<Scope> scopes) {
        this.scopes = scopes;
    }

    /** The name in a URI. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The settings that are options of its endpoints. */
    List<Setting<?>> settings() {
        return SettingCatalog.all().stream()
                .filter(setting -> scopes.contains(setting.scope()))
                .toList();
    }

    /**
     * The operation of a name.
     *
     * @throws IllegalArgumentException naming the valid ones
     */
    static Operation of(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown operation \"" + name + "\"; valid: "
                        + Arrays.stream(values()).map(Operation::text).collect(Collectors.joining(", "))));
    }
}
