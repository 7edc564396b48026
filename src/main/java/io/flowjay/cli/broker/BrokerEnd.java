package io.flowjay.cli.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when its broker cannot go on, and says why. Kafka itself ends the process where its directory fails, without a
 * word: its log is off here.
 */
final class BrokerEnd {
    /** EX_IOERR of sysexits.h. */
    static final int EXIT_CODE = 74;

    private static final Logger LOG = LoggerFactory.getLogger(BrokerEnd.class);
    /** A disk with less room is full: Kafka's files grow by more. */
    private static final long FULL = 16L << 20;

    private BrokerEnd() {}

    /**
     * Takes the place of Kafka's own ends of the process, for a broker whose data is in a directory.
     *
     * @param beforeEnd runs before the process ends
     */
    static void install(Path data, Runnable beforeEnd) {
        Exit.setHaltProcedure((status, message) -> end(data, message, beforeEnd));
        Exit.setExitProcedure((status, message) -> end(data, message, beforeEnd));
    }

    private static void end(Path data, @Nullable String message, Runnable beforeEnd) {
        LOG.error("{}", reason(data, message));
        beforeEnd.run();
        // Not exit: that would wait for the routes, which cannot deliver. Captures in progress stay in the inbox.
        Runtime.getRuntime().halt(EXIT_CODE);
    }

    /** Why the broker ended, in one sentence or two. */
    static String reason(Path data, @Nullable String message) {
        String why;
        try {
            long free = Files.getFileStore(data).getUsableSpace();
            if (free < FULL) {
                why = String.format(Locale.ROOT, "the disk of %s is full, %,d bytes are free", data, free);
            } else {
                Files.delete(Files.createTempFile(data, "probe", null));
                why = (message == null ? "Kafka did not say why" : message) + "; its data is in " + data;
            }
        } catch (IOException e) {
            why = "its directory " + data + " cannot be used: " + e;
        }
        return "The Kafka broker in this process ended: " + why
                + ". Captures that were not delivered are still in the inbox.";
    }
}
