package io.flowjay.camel.component;

import io.flowjay.capture.LiveSettings;
import io.flowjay.record.Extraction;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** {@code flowjay:live/eth0}: a consumer that sends a record for each flow that ends on a network interface. */
final class LiveEndpoint extends DefaultEndpoint {
    private final Settings settings;

    LiveEndpoint(String uri, FlowjayComponent component, Settings settings) {
        super(uri, component);
        this.settings = settings;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        LiveConsumer consumer = new LiveConsumer(this, processor, Extraction.of(settings));
        configureConsumer(consumer);
        return consumer;
    }

    /** What to capture, and how. */
    LiveSettings capture() {
        return LiveSettings.of(settings);
    }

    /** Wait after a capture that broke off. */
    Duration retryDelay() {
        return settings.get(SettingCatalog.LIVE_RETRY_DELAY);
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("flowjay:live captures from an interface: use it with \"from\"");
    }

    /** Without options, which may hold a secret. */
    @Override
    public String toString() {
        return "flowjay:" + Operation.LIVE.text() + '/' + settings.get(SettingCatalog.LIVE_INTERFACE);
    }
}
