package io.flowjay.camel.inbox;

import io.flowjay.camel.CaptureActivity;
import io.flowjay.camel.CaptureFileState;
import io.flowjay.camel.CaptureRecords;
import io.flowjay.camel.ContextSettings;
import io.flowjay.camel.FailureKind;
import io.flowjay.camel.FilesUnavailableException;
import io.flowjay.capture.CaptureException;
import io.flowjay.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.ObjectHelper;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first step of a route that takes capture files: chooses the name under which the file will leave the inbox, and decides what
 * becomes of it when the exchange ends. A capture that cannot be read goes to {@code .failed/} with a {@link FailureReport}; so does one
 * during which several workers ended without notice, as {@link CaptureNote} counts them. One that failed for another reason stays, and
 * {@link WaitingCaptures} decides when it is tried again. One that the end of the service interrupts stays too. A file that takes the name of
 * a capture in progress is a capture of its own.
 *
 * <p>The name is kept in the exchange property {@link #PROPERTY}, see {@link ArchiveNames}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class CaptureArchive implements Processor, CamelContextAware, AutoCloseable {
    /** Exchange property that holds the name. */
    public static final String PROPERTY = "CamelFlowjayArchiveName";

    private static final Logger LOG = LoggerFactory.getLogger(CaptureArchive.class);

    /** Exchange property that holds what decides about the file. */
    static final String LEAVING = "CamelFlowjayLeaving";

    private static final int MAX_DECIDED = 10_000;

    /** What is to become of a file that could not be moved. */
    private record Decided(CaptureFileState state, CaptureOutcome outcome) {}

    private final Clock clock = Clock.systemUTC();
    private final ArchiveNames names = new ArchiveNames(clock);
    /** Files that could not be moved, so that they are not published again; the oldest are forgotten. */
    private final Map<Path, Decided> decided = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Decided> eldest) {
            return size() > MAX_DECIDED;
        }
    };

    private final AtomicInteger abandoned = new AtomicInteger();
    private final Set<Leaving> inProgress = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean noteFailed = new AtomicBoolean();
    private final NoteSweep sweep = new NoteSweep();
    private @Nullable CamelContext camelContext;
    private Settings settings = Settings.DEFAULT;
    private WaitingCaptures waiting = new WaitingCaptures();
    private @Nullable DoneCaptures doneCaptures;
    private boolean leaving = true;

    /**
     * Makes errors in the routes' endpoints failures of their captures, and begins to compress or delete captures in {@code .done/} in the
     * background, if that is wanted. Call before the routes start.
     */
    public void init() {
        ErrorGuard.install(Objects.requireNonNull(camelContext, "no Camel context"));
        if (leaving) {
            DoneCaptures background = new DoneCaptures(settings, clock);
            background.start();
            doneCaptures = background;
        }
    }

    /** The process ends for another reason than the captures in progress, so this does not count against them. */
    public void abandonAll() {
        inProgress.forEach(Leaving::abandon);
    }

    /** Ends the work in the background; see {@link #abandonAll()}. */
    @Override
    public void close() {
        abandonAll();
        DoneCaptures background = doneCaptures;
        if (background != null) {
            background.close();
        }
    }

    /** The settings of the context. */
    public void setSettings(ContextSettings value) {
        settings = value.settings();
    }

    /** Whether a capture leaves its directory when the route is done with it (default: true). */
    public boolean isLeaving() {
        return leaving;
    }

    public void setLeaving(boolean value) {
        leaving = value;
    }

    /** Captures that were interrupted because the service stopped; they are in the inbox. */
    public int getAbandoned() {
        return abandoned.get();
    }

    /** The captures that wait. */
    public WaitingCaptures getWaiting() {
        return waiting;
    }

    public void setWaiting(WaitingCaptures value) {
        waiting = value;
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(@Nullable CamelContext context) {
        camelContext = context;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        File file = CaptureFileState.fileIn(exchange.getMessage());
        if (file == null) {
            return;
        }
        Path path = file.toPath();
        String name = names.unused(path);
        exchange.setProperty(PROPERTY, name);
        Leaving completion = new Leaving(path, name);
        exchange.getExchangeExtension().addOnCompletion(completion);
        exchange.setProperty(LEAVING, completion);
        CaptureFileState state = CaptureFileState.ofAny(path);
        completion.state = state;
        if (leaving) {
            sweep.look(path, settings);
            if (completion.begin(state)) {
                // Only the move is left.
                exchange.setRouteStop(true);
                return;
            }
        }
        if (CaptureNames.isDeceptive(path.toString())) {
            throw new CaptureException(name, 0, "the file's name has a control character", null);
        }
        state.checkRegular();
    }

    /** The capture of an exchange has been read: what ends the process from now on is not its fault. */
    static void readWhole(Exchange exchange) {
        Leaving completion = exchange.getProperty(LEAVING, Leaving.class);
        if (completion != null) {
            completion.abandon();
        }
    }

    /** How many captures it remembers: those in progress, and those that could not be moved. */
    int known() {
        synchronized (decided) {
            return decided.size() + inProgress.size();
        }
    }

    private @Nullable Decided decided(Path file) {
        synchronized (decided) {
            return decided.get(waitingKey(file));
        }
    }

    private void setDecided(Path file, @Nullable Decided what) {
        synchronized (decided) {
            decided.remove(waitingKey(file));
            if (what != null) {
                decided.put(waitingKey(file), what);
            }
        }
    }

    /** Runs before the file consumer's own completion, so that a failed capture is never seen without its report. */
    private final class Leaving extends SynchronizationAdapter {
        private final Path file;
        private final String name;
        private final BegunCapture begun;
        private final Departure departure;
        private @Nullable CaptureFileState state;
        /** What an earlier exchange decided. */
        private @Nullable CaptureOutcome earlier;

        Leaving(Path file, String name) {
            this.file = file;
            this.name = name;
            begun = new BegunCapture(file, noteFailed);
            departure = new Departure(file, settings, doneCaptures);
        }

        /**
         * Notes that work on the capture begins.
         *
         * @return whether an earlier exchange, or another worker, decided already what is to become of it
         * @throws CaptureException when it has ended too many workers
         */
        boolean begin(CaptureFileState opened) throws CaptureException {
            Decided before = decided(file);
            earlier = before != null && before.state.isSameFile(opened)
                    ? before.outcome
                    : begun.begin(opened, name, settings);
            if (earlier != null) {
                return true;
            }
            inProgress.add(this);
            return false;
        }

        /** What ends this process from now on does not count against the capture. */
        void abandon() {
            begun.takeBack();
        }

        @Override
        public void onComplete(Exchange exchange) {
            inProgress.remove(this);
            if (leaving) {
                takeStateOf(exchange);
                leave(earlier != null ? earlier : CaptureOutcome.done(name));
            } else {
                waiting.remove(waitingKey(file));
            }
        }

        @Override
        public void onFailure(Exchange exchange) {
            inProgress.remove(this);
            takeStateOf(exchange);
            FailureReport report = FailureReport.of(exchange, file, state, clock.instant());
            switch (FailureKind.of(exchange)) {
                case OUTAGE -> {
                    begun.takeBack();
                    boolean inFiles =
                            ObjectHelper.getException(FilesUnavailableException.class, exchange.getException()) != null;
                    waiting.addInOutage(waitingKey(file), report.reason(), !inFiles);
                }
                case PASSING -> stay(report, true);
                case ELSEWHERE -> stay(report, false);
                case ABANDONED -> {
                    begun.takeBack();
                    if (FailureKind.isStopping(exchange.getContext())) {
                        abandoned.incrementAndGet();
                    }
                    LOG.warn("{} stays in the inbox: its route stops before it is delivered", file);
                }
                case FATAL -> die(exchange, report);
                case LASTING -> {
                    if (state != null) {
                        LOG.warn(
                                "{}: {}; it goes to {}/{}",
                                CaptureNames.printable(file.toString()),
                                report.reason(),
                                ArchiveNames.FAILED,
                                name);
                    }
                    leave(CaptureOutcome.failed(name, report));
                }
            }
        }

        /** The file that was read is the one that was opened, whatever has its name by now. */
        private void takeStateOf(Exchange exchange) {
            CaptureRecords records = exchange.getProperty(CaptureRecords.PROPERTY, CaptureRecords.class);
            if (records != null && records.file().path() != null) {
                state = records.file();
            }
        }

        private void stay(FailureReport report, boolean trouble) {
            begun.takeBack();
            waiting.add(waitingKey(file), report.reason(), trouble);
        }

        /** The note stays, so that this counts as one of the workers that the capture ended. */
        private void die(Exchange exchange, FailureReport report) {
            LOG.error(
                    "{}: {}; it stays in the inbox, and this process should be started again",
                    CaptureNames.printable(file.toString()),
                    report.reason());
            waiting.add(waitingKey(file), report.reason(), true);
            // First this, so that no other capture begins.
            CaptureActivity.of(exchange.getContext(), settings)
                    .fatal(Objects.requireNonNull(exchange.getException(), "an exchange that failed"));
            // Those in progress are not at fault.
            abandonAll();
        }

        private void leave(CaptureOutcome outcome) {
            CaptureFileState read = state;
            if (read == null) {
                LOG.warn("{} is gone", CaptureNames.printable(file.toString()));
                left();
                return;
            }
            if (outcome.report() != null) {
                read = asItIsNow(read);
            }
            // The report may be there already.
            String free = ArchiveNames.isFreeForFile(file, outcome.name()) ? outcome.name() : name;
            CaptureOutcome ready = outcome.named(free);
            if (earlier == null) {
                begun.decided(read, ready);
            }
            try {
                departure.leave(read, ready);
                left();
            } catch (IOException e) {
                setDecided(file, new Decided(read, ready));
                String done = ready.report() == null
                        ? "it is published, but cannot be moved to " + ArchiveNames.DONE
                        : "it cannot be moved to " + ArchiveNames.FAILED;
                waiting.add(waitingKey(file), done + ": " + e, true);
            }
        }

        /** A capture that failed because it was written to is still the same file, and is known by what it is now. */
        private CaptureFileState asItIsNow(CaptureFileState read) {
            try {
                CaptureFileState now = CaptureFileState.ofAny(file);
                return now.isSameFileIfWrittenTo(read) ? now : read;
            } catch (IOException e) {
                return read;
            }
        }

        private void left() {
            setDecided(file, null);
            waiting.remove(waitingKey(file));
            begun.delete();
        }
    }

    /** The name by which a file is known to {@link WaitingCaptures}. */
    public static Path waitingKey(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
