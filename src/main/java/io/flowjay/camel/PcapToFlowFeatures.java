package io.flowjay.camel;

import io.flowjay.metrics.CaptureMetrics;
import io.flowjay.record.Extraction;
import io.flowjay.record.ExtractionSettings;
import io.flowjay.record.FlowRecords;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the capture in a message into its flow records: the body, a {@code File}, {@code Path}, {@code GenericFile},
 * {@code InputStream} or {@code byte[]}, becomes {@link CaptureRecords}, an iterator that reads the capture as records are asked for
 * and closes it when the last one is taken, on failure, and at the latest when the exchange is done. The headers of
 * {@link FlowjayHeaders} are set, and the exchange property {@link CaptureRecords#PROPERTY}.
 *
 * <p>A bean with a property for every setting, see {@link ExtractionSettings}. Settings are taken over by {@link #init()}, or by the
 * first message; from then on threads may share it.
 *
 * <p>{@link #process} throws {@link IllegalArgumentException} for a body of another kind, {@link io.flowjay.capture.CaptureException}
 * when the capture is empty, no capture or a symbolic link, and {@link IOException} when it cannot be opened.
 */
public class PcapToFlowFeatures extends ExtractionSettings implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(PcapToFlowFeatures.class);

    private String metricsNamespace = CaptureMetrics.DEFAULT_NAMESPACE;
    private volatile @Nullable Extraction extraction;

    /**
     * Checks the settings and takes them over; a context that calls this at start fails there instead of on the first capture.
     *
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    public void init() {
        extraction = build();
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Extraction ready = extraction();
        WorkedCapture work = CaptureActivity.of(exchange.getContext(), metricsNamespace)
                .begin(exchange, CaptureBody.name(exchange), CaptureBody.mode(exchange));
        CaptureBody capture = CaptureBody.open(exchange);
        FlowRecords flows = ready.records(capture.reader());
        CaptureRecords records = new CaptureRecords(flows, capture.file(), () -> exchange.getException() != null, work);
        exchange.getExchangeExtension().addOnCompletion(new Closing(records));
        Message message = exchange.getMessage();
        message.setHeader(FlowjayHeaders.CAPTURE, capture.reader().name());
        message.setHeader(FlowjayHeaders.CAPTURE_ID, capture.reader().captureId());
        message.setHeader(
                FlowjayHeaders.CAPTURE_FORMAT, capture.reader().format().name());
        exchange.setProperty(CaptureRecords.PROPERTY, records);
        message.setBody(records);
    }

    /** What the names of the meters begin with, where the Camel registry holds a {@code MeterRegistry}. */
    public String getMetricsNamespace() {
        return metricsNamespace;
    }

    public void setMetricsNamespace(String value) {
        metricsNamespace = value;
    }

    private Extraction extraction() {
        Extraction ready = extraction;
        if (ready == null) {
            ready = build();
            extraction = ready;
        }
        return ready;
    }

    private static final class Closing extends SynchronizationAdapter {
        private final CaptureRecords records;

        Closing(CaptureRecords records) {
            this.records = records;
        }

        @Override
        public void onDone(Exchange exchange) {
            try {
                records.close();
            } catch (IOException e) {
                LOG.warn("{} could not be closed", exchange.getMessage().getHeader(FlowjayHeaders.CAPTURE), e);
            }
        }
    }
}
