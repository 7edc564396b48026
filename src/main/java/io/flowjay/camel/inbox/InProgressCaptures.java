package io.flowjay.camel.inbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.FileUtil;

/**
 * The files that the file consumer has listed and is not done with. Camel adds a file by its path and removes it by that path with slashes for
 * backslashes; here both are the same file.
 */
final class InProgressCaptures extends ServiceSupport implements IdempotentRepository {
    private final Set<String> files = ConcurrentHashMap.newKeySet();

    @Override
    public boolean add(String key) {
        return files.add(FileUtil.normalizePath(key));
    }

    @Override
    public boolean contains(String key) {
        return files.contains(FileUtil.normalizePath(key));
    }

    @Override
    public boolean remove(String key) {
        return files.remove(FileUtil.normalizePath(key));
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    /** How many files are listed and not done. */
    int size() {
        return files.size();
    }

    @Override
    public void clear() {
        files.clear();
    }
}
