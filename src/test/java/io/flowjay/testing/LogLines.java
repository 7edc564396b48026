package io.flowjay.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What is logged under a name at some level and above, while this is open. */
public final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger;
    private final List<String> texts = new CopyOnWriteArrayList<>();

    private final Level least;

    private LogLines(Logger logger, Level least) {
        this.logger = logger;
        this.least = least;
    }

    /** Begins to listen for warnings and errors. */
    public static LogLines of(String name) {
        return of(name, Level.WARN);
    }

    /** Begins to listen. */
    public static LogLines of(String name, Level least) {
        LogLines lines = new LogLines((Logger) LoggerFactory.getLogger(name), least);
        lines.setContext(lines.logger.getLoggerContext());
        lines.start();
        lines.logger.addAppender(lines);
        return lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(least)) {
            texts.add(event.getFormattedMessage());
        }
    }

    /** The messages, without times and levels. */
    public List<String> texts() {
        return List.copyOf(texts);
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        stop();
    }
}
