package io.flowjay.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** One line on the terminal that tells how far an extraction is; nothing when the errors do not go to a terminal. */
final class Progress {
    private static final long INTERVAL_NANOS = 200_000_000;
    private static final int WIDTH = 79;

    private final PrintWriter err;
    private final boolean shown;
    private long records;
    private long lastNanos = System.nanoTime();
    private boolean dirty;

    Progress(PrintWriter err) {
        this.err = err;
        // Java cannot tell where the error stream goes; the start script can.
        shown = Boolean.getBoolean("flowjay.stderr.terminal");
    }

    /** Notes further records of a capture. */
    void records(int more, String capture) {
        records += more;
        if (shown && System.nanoTime() - lastNanos > INTERVAL_NANOS) {
            lastNanos = System.nanoTime();
            String line = String.format(Locale.ROOT, "%,d flows, in %s", records, capture);
            err.printf("\r%-" + WIDTH + "." + WIDTH + "s", line);
            err.flush();
            dirty = true;
        }
    }

    /** Takes the line away. */
    void clear() {
        if (dirty) {
            err.printf("\r%" + WIDTH + "s\r", "");
            err.flush();
            dirty = false;
        }
    }
}
