package io.flowjay.camel;

import io.flowjay.capture.CaptureException;
import io.flowjay.delivery.CaptureTakenOverException;
import io.flowjay.delivery.KafkaErrors;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;

/** Whether it makes sense to try a capture again that failed. */
enum FailureKind {
    /** The same would happen again. */
    LASTING,
    /** The reason may be gone later: a broker that is away, another worker at the same capture, the end of this process. */
    PASSING;

    static FailureKind of(Exchange exchange) {
        Throwable failure = exchange.getException();
        if (failure == null || ObjectHelper.getException(CaptureException.class, failure) != null) {
            return LASTING;
        }
        boolean passing = ObjectHelper.getException(CaptureTakenOverException.class, failure) != null
                || KafkaErrors.mayPass(failure)
                || !exchange.getContext().isRunAllowed()
                || exchange.getContext().isStopping();
        return passing ? PASSING : LASTING;
    }
}
