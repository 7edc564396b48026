package io.flowjay.camel.scaleout;

import io.flowjay.camel.CaptureActivity;
import io.flowjay.camel.CaptureFileState;
import io.flowjay.camel.ContextSettings;
import io.flowjay.camel.inbox.CaptureArchive;
import io.flowjay.camel.inbox.CaptureNames;
import io.flowjay.camel.inbox.InboxLock;
import io.flowjay.camel.inbox.WaitingCaptures;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.support.CamelContextHelper;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an offered capture: sends it to the route that publishes captures until it has left the inbox, and only then commits the
 * offer. A worker that dies leaves both, so that another one gets the offer, and the ledger tells it where to go on. While two workers
 * have the same offer, which a rebalance can bring about, the lock of the file lets one wait for the other.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class CaptureWorker implements Processor, CamelContextAware {
    private static final Logger LOG = LoggerFactory.getLogger(CaptureWorker.class);
    private static final long PAUSE_MILLIS = 100;

    private @Nullable CamelContext camelContext;
    private @Nullable ProducerTemplate template;
    private Settings settings = Settings.DEFAULT;
    private String route = "direct:flowjay-capture";
    private String waiting = "flowjayWaiting";

    @Override
    public void process(Exchange exchange) throws IOException, InterruptedException {
        Path directory =
                Path.of(settings.get(SettingCatalog.CAPTURES)).toAbsolutePath().normalize();
        WaitingCaptures patience =
                CamelContextHelper.mandatoryLookup(exchange.getContext(), waiting, WaitingCaptures.class);
        Path file = null;
        try {
            file = CaptureOffer.ofJson(exchange.getMessage().getBody(byte[].class))
                    .file(directory);
        } catch (IOException e) {
            LOG.warn("An offer is passed over: {}", CaptureNames.printable(String.valueOf(e.getMessage())));
        }
        CaptureFileState offered = file == null ? null : state(file);
        // Another file that takes the name is offered when it is complete.
        while (file != null && offered != null && isStill(file, offered)) {
            CaptureActivity activity = CaptureActivity.find(exchange.getContext());
            if (exchange.getContext().isStopping() || (activity != null && activity.fatal() != null)) {
                throw new IllegalStateException("the worker stops; " + file + " is for another one");
            }
            if (!patience.isDue(CaptureArchive.waitingKey(file)) || !work(directory, file)) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        commit(exchange);
    }

    private static @Nullable CaptureFileState state(Path file) throws IOException {
        try {
            return CaptureFileState.ofAny(file);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static boolean isStill(Path file, CaptureFileState offered) throws IOException {
        CaptureFileState now = state(file);
        return now != null && now.isSameFileIfWrittenTo(offered);
    }

    /** Works on the file unless another worker does. */
    private boolean work(Path directory, Path file) throws IOException {
        FileLock lock = InboxLock.tryLock(directory, file);
        if (lock == null) {
            return false;
        }
        try {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                // The inbox shows the outcome, and the route has logged it.
                template().send(route, work -> work.getMessage().setBody(file.toFile()));
            }
            return true;
        } finally {
            lock.release();
        }
    }

    private static void commit(Exchange exchange) throws InterruptedException {
        for (Object header : exchange.getMessage().getHeaders().values()) {
            if (header instanceof KafkaManualCommit offer) {
                while (!isCommitted(offer) && !exchange.getContext().isStopping()) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        }
    }

    /** Whether the offer is committed or somebody else's. While the group is rebalanced it is neither. */
    private static boolean isCommitted(KafkaManualCommit offer) {
        try {
            offer.commit();
            return true;
        } catch (RebalanceInProgressException | RetriableException e) {
            LOG.debug("The offer of a finished capture is committed later: {}", e.toString());
            return false;
        } catch (KafkaException e) {
            // Whoever has the offer now finds the capture gone.
            LOG.info("The offer of a finished capture was not committed: {}", e.toString());
            return true;
        }
    }

    private synchronized ProducerTemplate template() {
        ProducerTemplate known = template;
        if (known == null) {
            if (camelContext == null) {
                throw new IllegalStateException("no Camel context");
            }
            known = camelContext.createProducerTemplate();
            template = known;
        }
        return known;
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(@Nullable CamelContext context) {
        camelContext = context;
    }

    /** The settings of the context. */
    public void setSettings(ContextSettings value) {
        settings = value.settings();
    }

    /** Endpoint of the route that publishes a capture file and moves it out of the inbox. */
    public String getRoute() {
        return route;
    }

    public void setRoute(String value) {
        route = value;
    }

    /** Name of the bean that knows the captures that wait. It is looked up late, since route files are loaded in any order. */
    public String getWaiting() {
        return waiting;
    }

    public void setWaiting(String value) {
        waiting = value;
    }
}
