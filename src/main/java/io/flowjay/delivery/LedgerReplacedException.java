package io.flowjay.delivery;

import org.apache.kafka.common.KafkaException;

/** The ledger, or the topic of the records, changed during a transaction: it must be aborted, and the ledger read again. */
final class LedgerReplacedException extends KafkaException {
    private static final long serialVersionUID = 1;

    LedgerReplacedException(String message) {
        super(message);
    }
}
