package io.flowjay.camel;

import io.flowjay.metrics.Stage;
import io.flowjay.registry.RegistryException;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;
import org.apache.kafka.common.KafkaException;

/** Tells from an exchange that failed in which stage it did. */
final class FailureStage {
    private FailureStage() {}

    static Stage of(Exchange exchange) {
        Throwable failure = exchange.getException();
        if (ObjectHelper.getException(RegistryException.class, failure) != null) {
            return Stage.DELIVER;
        }
        if (exchange.getProperty(CaptureRecords.PROPERTY) == null) {
            return ObjectHelper.getException(IOException.class, failure) != null ? Stage.OPEN : Stage.PROCESS;
        }
        if (ObjectHelper.getException(KafkaException.class, failure) != null
                || ObjectHelper.getException(FilesUnavailableException.class, failure) != null) {
            return Stage.DELIVER;
        }
        return ObjectHelper.getException(IOException.class, failure) != null ? Stage.READ : Stage.PROCESS;
    }
}
