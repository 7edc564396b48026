package io.flowjay.camel;

import io.flowjay.capture.CaptureException;
import io.flowjay.delivery.CaptureTakenOverException;
import io.flowjay.delivery.KafkaErrors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/** What becomes of a capture that failed. */
public enum FailureKind {
    /** The same would happen again. */
    LASTING,
    /** Kafka cannot take records now, but may later. */
    PASSING,
    /** Another worker is at the same capture. */
    ELSEWHERE,
    /** The service is being stopped in the middle of it. */
    ABANDONED,
    /** The process cannot be relied on any more: it has no memory left, or its classes are broken. */
    FATAL;

    public static FailureKind of(Exchange exchange) {
        Throwable failure = exchange.getException();
        if (isFatal(failure)) {
            return FATAL;
        }
        if (failure == null || ObjectHelper.getException(CaptureException.class, failure) != null) {
            return LASTING;
        }
        CamelContext context = exchange.getContext();
        if (!context.isRunAllowed() || context.isStopping()) {
            return ABANDONED;
        }
        if (ObjectHelper.getException(CaptureTakenOverException.class, failure) != null) {
            return ELSEWHERE;
        }
        return KafkaErrors.mayPass(failure) ? PASSING : LASTING;
    }

    /** A stack overflow affects only the capture that caused it. */
    private static boolean isFatal(@Nullable Throwable failure) {
        return failure != null
                && ObjectHelper.getException(StackOverflowError.class, failure) == null
                && (ObjectHelper.getException(VirtualMachineError.class, failure) != null
                        || ObjectHelper.getException(LinkageError.class, failure) != null);
    }
}
