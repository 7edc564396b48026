package io.flowjay.record.format;

/**
 * Version of what readers rely on: the names, types, units, null rules and missing values of a record's fields, as in Semantic
 * Versioning 2.0.0. The first number changes when a reader must change, the second when fields are added, and the third when only the
 * text about them does.
 */
public final class SchemaVersion {
    /** The version of the records that this build makes. */
    public static final String TEXT = "1.0.0";

    private SchemaVersion() {}

    /** Its first number. */
    public static int major() {
        return Integer.parseInt(TEXT.substring(0, TEXT.indexOf('.')));
    }
}
