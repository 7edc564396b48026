package io.flowjay.camel;

import io.flowjay.kafka.RecordMessages;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.registry.RegistryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the schema registry for the schema of the records when a context starts, in a thread of its own, so that the log says early what is wrong. */
final class SchemaRegistration {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistration.class);

    private final RecordMessages messages;
    private final RecordColumns columns;

    SchemaRegistration(RecordMessages messages, RecordColumns columns) {
        this.messages = messages;
        this.columns = columns;
    }

    /** Starts the thread, if records need a registry. */
    void start() {
        if (messages.needRegistry()) {
            Thread thread = new Thread(this::register, "flowjay-registry");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void register() {
        try {
            messages.encoders(columns);
            LOG.info("The schema registry has the schema of the records");
        } catch (RegistryException e) {
            LOG.warn("Records cannot be delivered yet: {}", e.getMessage());
        }
    }
}
