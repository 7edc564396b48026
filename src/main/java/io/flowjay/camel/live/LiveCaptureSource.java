package io.flowjay.camel.live;

import io.flowjay.camel.ContextSettings;
import io.flowjay.camel.PcapToFlowFeatures;
import io.flowjay.capture.LiveCapture;
import io.flowjay.capture.LiveSettings;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.support.service.ServiceHelper;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a capture on a network interface: the body becomes a {@link LiveCapture} for {@link PcapToFlowFeatures} to read, which is
 * also kept in the exchange property {@link #PROPERTY}. The capture ends after its duration, and when the route that the exchange
 * came from stops or is suspended; flows that are open then become records still.
 *
 * <p>{@link #process} throws {@link IOException} when there is no
 * such interface, capturing is not permitted, or libpcap is missing.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class LiveCaptureSource implements Processor {
    /** Exchange property that holds the capture. */
    public static final String PROPERTY = "CamelFlowjayLive";

    private static final Logger LOG = LoggerFactory.getLogger(LiveCaptureSource.class);

    private Settings settings = Settings.DEFAULT;

    /** The settings of the context. */
    public void setSettings(ContextSettings value) {
        settings = value.settings();
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        LiveSettings live = LiveSettings.of(settings);
        LiveCapture capture = LiveCapture.open(live, ending(exchange));
        exchange.getExchangeExtension().addOnCompletion(new Closing(capture));
        exchange.setProperty(PROPERTY, capture);
        exchange.getMessage().setBody(capture);
        LOG.info("Capturing from {}", live.interfaceName());
    }

    private static BooleanSupplier ending(Exchange exchange) {
        String id = exchange.getFromRouteId();
        Route route = id == null ? null : exchange.getContext().getRoute(id);
        return route == null ? () -> false : () -> !ServiceHelper.isStarted(route.getConsumer());
    }

    private static final class Closing extends SynchronizationAdapter {
        private final LiveCapture capture;

        Closing(LiveCapture capture) {
            this.capture = capture;
        }

        @Override
        public void onDone(Exchange exchange) {
            try {
                capture.close();
            } catch (IOException e) {
                LOG.warn("The capture from {} could not be closed", capture.name(), e);
            }
        }
    }
}
