package io.flowjay.camel.component;

import io.flowjay.settings.Scope;
import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an endpoint of the component does; the first part of its path. */
enum Operation {
    /** A producer: the capture in the body becomes its flow records. */
    FEATURES(Scope.EXTRACTION),
    /** A consumer: a message for each flow that ends on a network interface. */
    LIVE(Scope.LIVE);

    private final Scope scope;

    /**
     * @param scope whose settings are options, besides those of the extraction
     */
    Operation(Scope scope) {
        this.scope = scope;
    }

    /** The name in a URI. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The settings that are options of its endpoints. */
    List<Setting<?>> settings() {
        return SettingCatalog.all().stream()
                .filter(setting -> setting.scope() == Scope.EXTRACTION || setting.scope() == scope)
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
