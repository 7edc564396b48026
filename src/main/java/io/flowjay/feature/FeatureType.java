package io.flowjay.feature;

import org.apiguardian.api.API;

/** JSON type of a feature's value. */
@API(status = API.Status.STABLE, since = "0.1.0")
public enum FeatureType {
    /** A JSON boolean. */
    BOOL("bool"),
    /** A JSON integer within the range of a Java long. */
    INT64("int64"),
    /** A finite JSON number. */
    FLOAT64("float64"),
    /** An absolute time: seconds since the Unix epoch, written with microsecond or nanosecond digits; kept as nanoseconds. */
    TIME("float64"),
    /** A JSON string. */
    STRING("string"),
    /** A JSON array of integers; kept as {@code long[]}. */
    INTEGERS("array"),
    /** A JSON array of finite numbers; kept as {@code double[]}. */
    NUMBERS("array"),
    /** A JSON array of arrays of finite numbers; kept as {@code double[][]}. */
    ROWS("array");

    private final String schemaName;

    FeatureType(String schemaName) {
        this.schemaName = schemaName;
    }

    /** The type's name in the feature schema: {@code bool int64 float64 string array}. */
    public String schemaName() {
        return schemaName;
    }

    /** Whether a value is a list. */
    public boolean isArray() {
        return this == INTEGERS || this == NUMBERS || this == ROWS;
    }
}
