package io.flowjay.settings;

import org.apiguardian.api.API;

/** How the records of a capture are divided into directories of files, in the naming of Hive. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum FilesPartition implements Choice {
    /** They are not divided. */
    NONE("none"),
    /** By the date on which their flows start. */
    DATE("date"),
    /** By date and hour. */
    HOUR("hour");

    private final String text;

    FilesPartition(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
