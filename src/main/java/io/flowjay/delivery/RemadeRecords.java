package io.flowjay.delivery;

import io.flowjay.settings.Settings;
import java.io.IOException;

/** The records of a capture, made once more to compare them with those that are published. */
public interface RemadeRecords {
    /** How they are made, unless {@link #restart} was told otherwise. */
    Settings settings();

    /**
     * Skips records that are published.
     *
     * @param count how many
     * @param dead how many of them are dead letters
     * @return false if there are fewer, so that these are not the records that are published
     */
    boolean skip(long count, long dead);

    /** The {@link IdChain} over the ids of the records skipped so far. */
    String ids();

    /**
     * Begins again with the first record.
     *
     * @param other how to make the records this time
     * @return false if that cannot be
     * @throws IOException when the capture cannot be opened any more
     */
    boolean restart(Settings other) throws IOException;
}
