package io.flowjay.registry;

/**
 * A schema registry did not do what it was asked. The message names its URL, the subject or id, the reason, and what to do. It holds for
 * every capture, as an outage of the brokers does.
 */
public final class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String subject;
    private final String problem;
    private final String advice;

    RegistryException(String subject, String problem, String advice) {
        super(subject + ": " + problem + "; " + advice);
        this.subject = subject;
        this.problem = problem;
        this.advice = advice;
    }

    /** The thread was interrupted: the service stops. */
    RegistryException(String subject, InterruptedException cause) {
        this(subject, "interrupted while it was asked", "ask again");
        initCause(cause);
    }

    /** The registry's URL, and the subject or id. */
    public String subject() {
        return subject;
    }

    /** What is wrong. */
    public String problem() {
        return problem;
    }

    /** What to do about it. */
    public String advice() {
        return advice;
    }
}
