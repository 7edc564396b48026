package io.flowjay.camel.component;

import io.flowjay.camel.PcapToFlowFeatures;
import io.flowjay.settings.Settings;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** {@code flowjay:features}: a producer that turns the capture in a message into its flow records. */
final class FeaturesEndpoint extends DefaultEndpoint {
    private final PcapToFlowFeatures features;

    FeaturesEndpoint(String uri, FlowjayComponent component, Settings settings, boolean closeWithExchange) {
        super(uri, component);
        features = new PcapToFlowFeatures(settings);
        features.setCloseWithExchange(closeWithExchange);
    }

    /** Checks the settings, so that the route does not start with wrong ones. */
    @Override
    protected void doInit() throws Exception {
        super.doInit();
        features.init();
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
                features.process(exchange);
            }
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("flowjay:features takes captures from a route: use it with \"to\"");
    }

    /** Without options, which may hold a secret. */
    @Override
    public String toString() {
        return "flowjay:" + Operation.FEATURES.text();
    }
}
