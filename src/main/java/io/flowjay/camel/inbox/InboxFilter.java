package io.flowjay.camel.inbox;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the file consumer out of linked directories, since what they lead to is not in the inbox and must not be moved, off captures
 * that have to wait, and off files whose names are no text in the system's character encoding: nothing can open those by name. A link to nothing
 * is left too. Both are told once a file.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class InboxFilter implements GenericFileFilter<File> {
    private static final Logger LOG = LoggerFactory.getLogger(InboxFilter.class);
    private static final String NO_TEXT = "its name is no text in the system's character encoding";
    private static final char REPLACEMENT = '\ufffd';
    private static final int MAX_REPORTED = 10_000;

    private final Set<String> reported = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_REPORTED;
        }
    });
    private WaitingCaptures waiting = new WaitingCaptures();

    /** The captures that wait. */
    public WaitingCaptures getWaiting() {
        return waiting;
    }

    public void setWaiting(WaitingCaptures value) {
        waiting = value;
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        Path path;
        try {
            path = file.getFile().toPath();
        } catch (InvalidPathException e) {
            report(file, NO_TEXT);
            return false;
        }
        if (file.isDirectory()) {
            return !Files.isSymbolicLink(path);
        }
        if (file.getFileNameOnly().indexOf(REPLACEMENT) >= 0 && !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            report(file, NO_TEXT);
            return false;
        }
        if (Files.isSymbolicLink(path) && !Files.exists(path)) {
            report(file, "it is a symbolic link to nothing");
            return false;
        }
        return waiting.isDue(CaptureArchive.waitingKey(path));
    }

    private synchronized void report(GenericFile<File> file, String reason) {
        if (reported.add(file.getAbsoluteFilePath())) {
            LOG.warn("{} stays where it is: {}", CaptureNames.printable(file.getAbsoluteFilePath()), reason);
        }
    }
}
