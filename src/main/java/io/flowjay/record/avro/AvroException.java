package io.flowjay.record.avro;

import java.io.IOException;

/** Bytes are not what their schema says, or a schema is not one of records. */
public final class AvroException extends IOException {
    private static final long serialVersionUID = 1L;

    AvroException(String message) {
        super(message);
    }
}
