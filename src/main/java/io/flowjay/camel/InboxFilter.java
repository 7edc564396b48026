package io.flowjay.camel;

import java.io.File;
import java.nio.file.Files;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/** Keeps the file consumer out of linked directories: what lies behind them is not in the inbox and must not be moved. */
public class InboxFilter implements GenericFileFilter<File> {
    @Override
    public boolean accept(GenericFile<File> file) {
        return !file.isDirectory() || !Files.isSymbolicLink(file.getFile().toPath());
    }
}
