package io.flowjay.wire;

/**
 * Bytes that break their format. It is an answer about untrusted input, not a fault: decoders turn it into a value, and it
 * carries no stack trace, so that hostile bytes cost no more than good ones.
 */
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final String reason;

    /**
     * @param offset where the fault lies, in bytes from the start of the message
     * @param reason what is wrong, without a value from the input
     */
    public MalformedException(int offset, String reason) {
        super(reason + " at byte " + offset, null, false, false);
        this.offset = offset;
        this.reason = reason;
    }

    /** Where the fault lies, in bytes from the start of the message. */
    public int offset() {
        return offset;
    }

    /** What is wrong; one of a fixed set of texts. */
    public String reason() {
        return reason;
    }
}
