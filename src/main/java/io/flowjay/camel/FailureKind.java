package io.flowjay.camel;

import io.flowjay.capture.CaptureException;
import io.flowjay.delivery.CaptureTakenOverException;
import io.flowjay.delivery.KafkaErrors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;

/** What becomes of a capture that failed. */
public enum FailureKind {
    /** The same would happen again. */
    LASTING,
    /** Kafka cannot take records now, but may later. */
    PASSING,
    /** Another worker is at the same capture. */
    ELSEWHERE,
    /** The service is being stopped in the middle of it. */
    ABANDONED;

    public static FailureKind of(Exchange exchange) {
        Throwable failure = exchange.getException();
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
}
