package io.flowjay.camel.files;

import io.flowjay.feature.Feature;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordValues;
import io.flowjay.settings.FilesPartition;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The directories that records are divided into, by the start of their flows in UTC. */
final class Partitions {
    private static final String START = "start_time";
    private static final long NANOS = 1_000_000_000;
    private static final long HOUR_NANOS = 3600 * NANOS;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("'date='uuuu-MM-dd'/'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("'date='uuuu-MM-dd'/hour='HH'/'").withZone(ZoneOffset.UTC);

    private final FilesPartition by;
    private final int column;
    private long hour = Long.MIN_VALUE;
    private String name = "";

    /**
     * @throws io.flowjay.settings.SettingException if the records do not have the time that divides them
     */
    Partitions(Settings settings, RecordColumns columns) {
        by = settings.get(SettingCatalog.FILES_PARTITION);
        column = by == FilesPartition.NONE ? -1 : column(columns);
        if (by != FilesPartition.NONE && column < 0) {
            throw settings.reject(
                    SettingCatalog.FILES_PARTITION, "needs the feature " + START + ", which is not selected", "none");
        }
    }

    private static int column(RecordColumns columns) {
        for (int i = 0; i < columns.size(); i++) {
            Feature feature = columns.get(i).feature();
            if (feature != null && feature.name().equals(START)) {
                return i;
            }
        }
        return -1;
    }

    /** The directory of a record below that of the files, with a slash at its end; empty if records are not divided. */
    String of(RecordValues record) {
        if (by == FilesPartition.NONE) {
            return "";
        }
        long nanos = record.longAt(column);
        long its = Math.floorDiv(nanos, HOUR_NANOS);
        if (its != hour) {
            hour = its;
            name = (by == FilesPartition.DATE ? DATE : HOUR).format(Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS)));
        }
        return name;
    }
}
