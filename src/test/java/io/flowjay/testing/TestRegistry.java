package io.flowjay.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real schema registry: started when the first test needs it, stopped after the last. */
public final class TestRegistry implements BeforeAllCallback {
    private static final String KEY = TestRegistry.class.getName();

    private static volatile RegistryProcess registry;

    /** The registry; nobody may stop it. */
    public static RegistryProcess get() {
        return registry;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        registry = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(KEY, key -> start(), RegistryProcess.class);
    }

    private static RegistryProcess start() {
        try {
            return RegistryProcess.start(Files.createTempDirectory("flowjay-registry"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
