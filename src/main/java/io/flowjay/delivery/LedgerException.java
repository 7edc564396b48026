package io.flowjay.delivery;

import org.apache.kafka.common.KafkaException;

/**
 * A delivery cannot go on: the topic of its records was deleted and made again, so that they have to be published from the first one
 * again, or the ledger has lost its last notes.
 */
public final class LedgerException extends KafkaException {
    private static final long serialVersionUID = 1;

    LedgerException(String message) {
        super(message);
    }
}
