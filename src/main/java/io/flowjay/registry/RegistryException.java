package io.flowjay.registry;

/**
 * A schema registry did not do what it was asked. The message names its URL, the subject or id, the reason, and what to do. It holds for
 * every capture, as an outage of the brokers does.
 */
public final class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegistryException(String message) {
        super(message);
    }

    /** The thread was interrupted: the service stops. */
    RegistryException(String message, InterruptedException cause) {
        super(message, cause);
    }
}
