package io.flowjay.camel;

import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.LiveCapture;
import io.flowjay.kafka.RecordMessages;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecords;
import io.flowjay.record.format.RecordEncoder;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the capture in a message into its flow records: the body, a {@code File}, {@code Path}, {@code GenericFile},
 * {@code InputStream}, {@code byte[]} or an open {@link io.flowjay.capture.CaptureReader}, becomes {@link CaptureRecords}, an
 * iterator that reads the capture as records are asked for and closes it when the last one is taken, on failure, and at the latest
 * when the exchange is done. The headers of {@link FlowjayHeaders} are set, and the exchange property {@link CaptureRecords#PROPERTY}.
 *
 * <p>The settings are those given, or else those of the Camel context, see {@link ContextSettings}. They are checked by {@link #init()},
 * or by the first message; from then on threads may share the bean.
 *
 * <p>{@link #process} throws {@link IllegalArgumentException} for a body of another kind, {@link io.flowjay.capture.CaptureException}
 * when the capture is empty, no capture or a symbolic link, and {@link IOException} when it cannot be opened.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public class PcapToFlowFeatures implements Processor, CamelContextAware {
    private static final Logger LOG = LoggerFactory.getLogger(PcapToFlowFeatures.class);

    private @Nullable CamelContext camelContext;
    private @Nullable Settings settings;
    private volatile @Nullable Extraction extraction;
    private boolean closeWithExchange = true;
    private boolean encodeAhead;

    /** With the settings of the Camel context. */
    public PcapToFlowFeatures() {}

    /** With these settings. */
    public PcapToFlowFeatures(Settings settings) {
        this.settings = settings;
    }

    /**
     * Checks the settings and takes them over; a context that calls this at start fails there instead of on the first capture. A schema
     * registry that the records need is asked in the background.
     *
     * @throws io.flowjay.settings.SettingException naming the setting that is wrong
     */
    public void init() {
        Extraction ready = Extraction.of(settings(camelContext));
        extraction = ready;
        CamelContext context = camelContext;
        if (encodeAhead && context != null && ContextMessages.areUsed(context)) {
            RecordMessages messages = ContextMessages.of(context);
            messages.check(ready.columns());
            new SchemaRegistration(messages, ready.columns()).start();
        }
    }

    /** The settings of the extraction (default: those of the Camel context). */
    public void setSettings(ContextSettings value) {
        settings = value.settings();
    }

    private Settings settings(@Nullable CamelContext context) {
        return settings != null
                ? settings
                : ContextSettings.of(Objects.requireNonNull(context, "no settings and no Camel context"));
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Extraction ready = extraction(exchange.getContext());
        WorkedCapture work = CaptureActivity.of(exchange.getContext(), settings(exchange.getContext()))
                .begin(exchange, CaptureBody.name(exchange), CaptureBody.mode(exchange));
        CaptureBody capture = CaptureBody.open(exchange);
        FlowRecords flows = records(ready, capture.reader(), exchange.getContext());
        Path file = capture.file().path();
        CaptureRecords records = new CaptureRecords(
                flows,
                settings(exchange.getContext()),
                file == null ? null : other -> records(Extraction.of(other), capture.reopened(), exchange.getContext()),
                capture.file(),
                () -> exchange.getException() != null,
                work);
        if (capture.reader() instanceof LiveCapture live) {
            // Seconds may pass between two records.
            live.onClock(() -> work.progress(records));
        }
        if (closeWithExchange) {
            exchange.getExchangeExtension().addOnCompletion(new Closing(records));
        }
        Message message = exchange.getMessage();
        message.setHeader(FlowjayHeaders.CAPTURE, capture.reader().name());
        message.setHeader(FlowjayHeaders.CAPTURE_ID, capture.reader().captureId());
        message.setHeader(
                FlowjayHeaders.CAPTURE_FORMAT, capture.reader().format().name());
        exchange.setProperty(CaptureRecords.PROPERTY, records);
        message.setBody(records);
    }

    private FlowRecords records(Extraction with, CaptureReader capture, CamelContext context) throws IOException {
        if (!encodeAhead) {
            return with.records(capture);
        }
        Supplier<RecordEncoder> encoders;
        try {
            RecordMessages messages = ContextMessages.of(context);
            if (messages.isJson()) {
                return with.recordsWithText(capture);
            }
            encoders = messages.encoders(with.columns());
        } catch (RuntimeException e) {
            capture.close();
            throw e;
        }
        return with.recordsWithMessages(capture, encoders);
    }

    /**
     * Whether the capture is closed at the latest when the exchange is done, which is the default. A Kamelet's exchange is done when
     * the Kamelet is, before the steps that use the records: there only the last record, a failure or a splitter closes it.
     */
    public boolean isCloseWithExchange() {
        return closeWithExchange;
    }

    public void setCloseWithExchange(boolean value) {
        closeWithExchange = value;
    }

    /**
     * Whether the threads that compute records encode them too, in the format of {@code flowjay.format}, which the route's single
     * thread would do otherwise (default: false). A route that sends few of the records gains nothing by it.
     */
    public boolean isEncodeAhead() {
        return encodeAhead;
    }

    public void setEncodeAhead(boolean value) {
        encodeAhead = value;
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(@Nullable CamelContext context) {
        camelContext = context;
    }

    private Extraction extraction(CamelContext context) {
        Extraction ready = extraction;
        if (ready == null) {
            ready = Extraction.of(settings(context));
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
                records.closeWithExchange();
            } catch (IOException e) {
                LOG.warn("{} could not be closed", exchange.getMessage().getHeader(FlowjayHeaders.CAPTURE), e);
            }
        }
    }
}
