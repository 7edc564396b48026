package io.flowjay.testing;

import io.flowjay.cli.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real broker for the tests that claim delivery: started when the first of them needs it, stopped after the last. */
public final class TestBroker implements BeforeAllCallback {
    private static final String KEY = TestBroker.class.getName();

    private static volatile String brokers;

    /** Where clients reach it. */
    public static String brokers() {
        return brokers;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        brokers = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(KEY, key -> start(), Running.class)
                .broker()
                .bootstrapServers();
    }

    private static Running start() {
        try {
            return new Running(EmbeddedBroker.start(Files.createTempDirectory("flowjay-broker"), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Running(EmbeddedBroker broker) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            broker.close();
        }
    }
}
