package io.flowjay.testing;

import java.nio.file.Path;

/** Data for tests that lie beside the checkout, or where an environment variable says. */
public final class SharedData {
    private SharedData() {}

    /** The captures with ground truth: {@code FLOWJAY_CORPUS}, else ../shared/corpus. */
    public static Path corpus() {
        return of("corpus");
    }

    /** The meaning of the reference's features: {@code FLOWJAY_SPEC}, else ../shared/spec. */
    public static Path spec() {
        return of("spec");
    }

    /** The build hands the variables over as properties; Maven leaves the name of one that is not set. */
    private static Path of(String name) {
        String given = System.getProperty("test." + name, "");
        return Path.of(given.isEmpty() || given.startsWith("${") ? "../shared/" + name : given);
    }
}
