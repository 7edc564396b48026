package io.flowjay.camel.inbox;

import io.flowjay.camel.CaptureFileState;
import io.flowjay.camel.FailureKind;
import io.flowjay.capture.CaptureException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first step of a route that takes capture files: chooses the name under which the file will leave the inbox, and decides what
 * becomes of it should the exchange fail. A capture that cannot be read goes to {@code .failed/} with a {@link FailureReport}. One that
 * failed for another reason stays, and {@link WaitingCaptures} decides when it is tried again. One that the end of the service
 * interrupts stays too.
 *
 * <p>The name is kept in the exchange property {@link #PROPERTY}: the file's own, or, when an earlier capture of that name has left,
 * one with the date and time in UTC in front of the extension. Moving a file onto another would destroy that one.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class CaptureArchive implements Processor {
    /** Exchange property that holds the name. */
    public static final String PROPERTY = "CamelFlowjayArchiveName";

    private static final Logger LOG = LoggerFactory.getLogger(CaptureArchive.class);
    private static final String DONE = ".done";
    private static final String FAILED = ".failed";
    private static final Pattern NAME =
            Pattern.compile("(.*?)((?:\\.(?:pcap|pcapng|cap)\\d*)?(?:\\.(?:gz|zst|lz4))?)", Pattern.DOTALL);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("'.'yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

    private static final int MAX_PUBLISHED = 10_000;

    private final Clock clock = Clock.systemUTC();
    /** Captures that are published but could not be moved, so that they are not published again; the oldest are forgotten. */
    private final Map<Path, CaptureFileState> published = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, CaptureFileState> eldest) {
            return size() > MAX_PUBLISHED;
        }
    };

    private final AtomicInteger abandoned = new AtomicInteger();
    private WaitingCaptures waiting = new WaitingCaptures();
    private boolean leaving = true;

    /** Whether a capture leaves its directory when the route is done with it, which is so unless set otherwise. */
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
    public void process(Exchange exchange) throws IOException {
        File file = exchange.getMessage().getBody(File.class);
        if (file == null) {
            return;
        }
        Path path = file.toPath();
        String name = unused(path);
        exchange.setProperty(PROPERTY, name);
        Leaving completion = new Leaving(path, name);
        exchange.getExchangeExtension().addOnCompletion(completion);
        if (CaptureNames.isDeceptive(path.toString())) {
            throw new CaptureException(name, 0, "the file's name has a control character", null);
        }
        CaptureFileState state = CaptureFileState.of(path);
        completion.state = state;
        if (state.equals(published(path))) {
            // Only the move is left.
            exchange.setRouteStop(true);
        }
    }

    private @Nullable CaptureFileState published(Path file) {
        synchronized (published) {
            return published.get(waitingKey(file));
        }
    }

    private void setPublished(Path file, @Nullable CaptureFileState state) {
        synchronized (published) {
            published.remove(waitingKey(file));
            if (state != null) {
                published.put(waitingKey(file), state);
            }
        }
    }

    private String unused(Path file) {
        String name = CaptureNames.printable(String.valueOf(file.getFileName()));
        if (isFree(file, name)) {
            return name;
        }
        Matcher parts = NAME.matcher(name);
        String stem = parts.matches() ? parts.group(1) : name;
        String extension = parts.matches() ? parts.group(2) : "";
        String timed = stem + TIME.format(clock.instant());
        String candidate = timed + extension;
        for (int i = 2; !isFree(file, candidate); i++) {
            candidate = timed + '-' + i + extension;
        }
        return candidate;
    }

    private static boolean isFree(Path file, String name) {
        Path failed = file.resolveSibling(FAILED);
        return !exists(file.resolveSibling(DONE).resolve(name))
                && !exists(failed.resolve(name))
                && !exists(failed.resolve(FailureReport.fileName(name)));
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Runs before the file consumer's own completion, so that a failed capture is never seen without its report. */
    private final class Leaving extends SynchronizationAdapter {
        private final Path file;
        private final String name;
        private @Nullable CaptureFileState state;

        Leaving(Path file, String name) {
            this.file = file;
            this.name = name;
        }

        @Override
        public void onComplete(Exchange exchange) {
            if (!leaving) {
                waiting.remove(waitingKey(file));
                return;
            }
            try {
                if (CaptureFileState.of(file).equals(state)) {
                    Relocation.move(file, file.resolveSibling(DONE).resolve(name));
                } else {
                    LOG.warn("{} is published, but another file took its place, which is a capture of its own", file);
                }
                left();
            } catch (NoSuchFileException e) {
                LOG.warn("{} is published, but somebody has taken it out of the inbox", file);
                left();
            } catch (IOException e) {
                setPublished(file, state);
                waiting.add(waitingKey(file), "it is published, but cannot be moved to " + DONE + ": " + e, true);
            }
        }

        private void left() {
            setPublished(file, null);
            waiting.remove(waitingKey(file));
        }

        @Override
        public void onFailure(Exchange exchange) {
            FailureReport report = FailureReport.of(exchange, file, clock.instant());
            switch (FailureKind.of(exchange)) {
                case OUTAGE -> waiting.addInOutage(waitingKey(file), report.reason());
                case PASSING -> waiting.add(waitingKey(file), report.reason(), true);
                case ELSEWHERE -> waiting.add(waitingKey(file), report.reason(), false);
                case ABANDONED -> {
                    if (FailureKind.isStopping(exchange.getContext())) {
                        abandoned.incrementAndGet();
                    }
                    LOG.warn("{} stays in the inbox: its route stops before it is delivered", file);
                }
                case LASTING -> fail(report);
            }
        }

        private void fail(FailureReport report) {
            LOG.warn(
                    "{}: {}; it goes to {}/{}", CaptureNames.printable(file.toString()), report.reason(), FAILED, name);
            Path failed = file.resolveSibling(FAILED);
            try {
                report.write(failed, name);
                Relocation.move(file, failed.resolve(name));
                left();
            } catch (NoSuchFileException e) {
                LOG.warn("{} is gone; its report is in {}", CaptureNames.printable(file.toString()), FAILED);
            } catch (IOException e) {
                waiting.add(waitingKey(file), "it cannot be moved to " + FAILED + ": " + e, true);
            }
        }
    }

    /** The name by which a file is known to {@link WaitingCaptures}. */
    public static Path waitingKey(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
