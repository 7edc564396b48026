package io.flowjay.camel;

import io.flowjay.capture.LiveCapture;
import io.flowjay.capture.LiveSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a capture on a network interface: the body becomes a {@link LiveCapture} for {@link PcapToFlowFeatures} to read, which is
 * also kept in the exchange property {@link #PROPERTY}. The capture ends after its duration, and when the route that the exchange
 * came from stops or is suspended; flows that are open then become records still.
 *
 * <p>A bean with a property for every part of {@link LiveSettings}. {@link #process} throws {@link IOException} when there is no
 * such interface, capturing is not permitted, or libpcap is missing.
 */
public class LiveCaptureSource implements Processor {
    /** Exchange property that holds the capture. */
    public static final String PROPERTY = "CamelFlowjayLive";

    private static final Logger LOG = LoggerFactory.getLogger(LiveCaptureSource.class);

    private static final LiveSettings DEFAULT = LiveSettings.of("any");

    private String interfaceName = DEFAULT.interfaceName();
    private String filter = DEFAULT.filter();
    private Duration duration = DEFAULT.duration();
    private boolean promiscuous = DEFAULT.promiscuous();
    private int snapshotLength = DEFAULT.snapshotLength();
    private int kernelBufferBytes = DEFAULT.kernelBufferBytes();
    private long queueBytes = DEFAULT.queueBytes();

    @Override
    public void process(Exchange exchange) throws IOException {
        LiveSettings settings = new LiveSettings(
                interfaceName, filter, duration, promiscuous, snapshotLength, kernelBufferBytes, queueBytes);
        LiveCapture capture = LiveCapture.open(settings, ending(exchange));
        exchange.getExchangeExtension().addOnCompletion(new Closing(capture));
        exchange.setProperty(PROPERTY, capture);
        exchange.getMessage().setBody(capture);
        LOG.info("Capturing from {}", interfaceName);
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

    /** The interface: {@code eth0}, for example, or {@code any}. */
    public String getInterfaceName() {
        return interfaceName;
    }

    public void setInterfaceName(String value) {
        interfaceName = value;
    }

    /** Capture filter in the syntax of pcap-filter(7); empty for none. */
    public String getFilter() {
        return filter;
    }

    public void setFilter(String value) {
        filter = value;
    }

    /** How long to capture; zero: until the route stops. */
    public Duration getDuration() {
        return duration;
    }

    public void setDuration(Duration value) {
        duration = value;
    }

    /** Whether packets for other hosts are taken too. */
    public boolean isPromiscuous() {
        return promiscuous;
    }

    public void setPromiscuous(boolean value) {
        promiscuous = value;
    }

    /** Bytes of a packet that are kept. */
    public int getSnapshotLength() {
        return snapshotLength;
    }

    public void setSnapshotLength(int value) {
        snapshotLength = value;
    }

    /** The kernel's buffer, in bytes. */
    public int getKernelBufferBytes() {
        return kernelBufferBytes;
    }

    public void setKernelBufferBytes(int value) {
        kernelBufferBytes = value;
    }

    /** Memory for packets that wait to be read, in bytes. */
    public long getQueueBytes() {
        return queueBytes;
    }

    public void setQueueBytes(long value) {
        queueBytes = value;
    }
}
