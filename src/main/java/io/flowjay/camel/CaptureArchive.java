package io.flowjay.camel;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first step of a route that takes capture files: chooses the name under which the file will leave the inbox, and has a
 * {@link FailureReport} written should the exchange fail.
 *
 * <p>The name is kept in the exchange property {@link #PROPERTY}: the file's own, or, when an earlier capture of that name has left,
 * one with the date and time in UTC in front of the extension. Moving a file onto another would destroy that one.
 */
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

    private final Clock clock = Clock.systemUTC();

    @Override
    public void process(Exchange exchange) {
        File file = exchange.getMessage().getBody(File.class);
        if (file != null) {
            String name = unused(file.toPath());
            exchange.setProperty(PROPERTY, name);
            exchange.getExchangeExtension().addOnCompletion(new Reporting(file.toPath(), name));
        }
    }

    private String unused(Path file) {
        String name = String.valueOf(file.getFileName());
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

    /** Runs before the file consumer's own completion, which moves the file: whoever finds the capture finds its report. */
    private final class Reporting extends SynchronizationAdapter {
        private final Path file;
        private final String name;

        Reporting(Path file, String name) {
            this.file = file;
            this.name = name;
        }

        @Override
        public void onFailure(Exchange exchange) {
            FailureReport report = FailureReport.of(exchange, file, clock.instant());
            LOG.warn("{}: {}; it goes to {}/{}", file, report.reason(), FAILED, name);
            try {
                report.write(file.resolveSibling(FAILED), name);
            } catch (IOException e) {
                LOG.error("The report about {} could not be written", file, e);
            }
        }
    }
}
