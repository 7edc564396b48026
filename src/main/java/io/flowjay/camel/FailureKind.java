package io.flowjay.camel;

import io.flowjay.capture.CaptureException;
import io.flowjay.delivery.CaptureTakenOverException;
import io.flowjay.registry.RegistryException;
import io.flowjay.spill.SpillException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.ObjectHelper;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** What becomes of a capture that failed. */
public enum FailureKind {
    /** A fault of the capture itself: it is damaged, or its file cannot be read. The same would happen again. */
    LASTING,
    /**
     * Kafka takes no records now, the schema registry no schema, or the directory of files no file: a fault of names, connections,
     * authentication, rights, topics, disks or settings, for every capture.
     */
    OUTAGE,
    /** Something else failed, which says nothing against the capture. */
    PASSING,
    /** Another worker is at the same capture. */
    ELSEWHERE,
    /** The service, or the route, is being stopped in the middle of it. */
    ABANDONED,
    /** The process cannot be relied on any more: it has no memory left, or its classes are broken. */
    FATAL;

    /** How Camel and Kafka end what a thread of a stopped service is doing. */
    private static final List<Class<? extends Exception>> INTERRUPTIONS = List.of(
            RejectedExecutionException.class,
            InterruptedException.class,
            InterruptException.class,
            InterruptedIOException.class,
            ClosedByInterruptException.class);

    private static final List<Class<? extends Throwable>> OF_THE_FILE =
            List.of(NoSuchFileException.class, AccessDeniedException.class, Error.class);

    /** The kind of an exchange's failure; {@link #LASTING} for an exchange without one. */
    public static FailureKind of(Exchange exchange) {
        Throwable failure = exchange.getException();
        if (isFatal(failure)) {
            return FATAL;
        }
        if (failure == null || has(failure, CaptureException.class)) {
            return LASTING;
        }
        if (isStopping(exchange.getContext())
                || isRouteEnding(exchange)
                || INTERRUPTIONS.stream().anyMatch(type -> has(failure, type))) {
            return ABANDONED;
        }
        if (has(failure, CaptureTakenOverException.class)) {
            return ELSEWHERE;
        }
        if (has(failure, KafkaException.class)
                || has(failure, RegistryException.class)
                || has(failure, FilesUnavailableException.class)) {
            return OUTAGE;
        }
        if (has(failure, SpillException.class)) {
            return PASSING;
        }
        // An error that the process survives is one of the capture in progress. Other faults of input and output are
        // the system's.
        return OF_THE_FILE.stream().anyMatch(type -> has(failure, type)) ? LASTING : PASSING;
    }

    /** Whether a whole context is being stopped, and not only a route. */
    public static boolean isStopping(CamelContext context) {
        return !context.isRunAllowed() || context.isStopping();
    }

    /** Whether the route that took the capture is being stopped or is gone, as when another version of it is loaded. */
    private static boolean isRouteEnding(Exchange exchange) {
        String route = exchange.getFromRouteId();
        if (route == null) {
            return false;
        }
        Route taking = exchange.getContext().getRoute(route);
        return taking == null || !ServiceHelper.isStarted(taking.getConsumer());
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return ObjectHelper.getException(type, failure) != null;
    }

    /** A stack overflow affects only the capture that caused it. */
    private static boolean isFatal(@Nullable Throwable failure) {
        return failure != null
                && ObjectHelper.getException(StackOverflowError.class, failure) == null
                && (ObjectHelper.getException(VirtualMachineError.class, failure) != null
                        || ObjectHelper.getException(LinkageError.class, failure) != null);
    }
}
