package io.flowjay.camel;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/**
 * Keeps the file consumer out of linked directories, since what lies behind them is not in the inbox and must not be moved, and off
 * captures that have to wait.
 */
public class InboxFilter implements GenericFileFilter<File> {
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
        Path path = file.getFile().toPath();
        return file.isDirectory() ? !Files.isSymbolicLink(path) : waiting.isDue(CaptureArchive.waitingKey(path));
    }
}
