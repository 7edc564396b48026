package io.flowjay.feature;

import org.jspecify.annotations.Nullable;

/** What stands in a vector where a feature has no value. */
final class MissingValue {
    private static final long[] EMPTY_ARRAY = {};
    /** No flow is of this time, centuries ahead of the first computer. */
    private static final long NO_TIME = Long.MIN_VALUE;

    private MissingValue() {}

    /** The number of a feature that is kept as one: the bits of NaN for null, else 0 or the sentinel. A time is never missing. */
    static long number(Feature feature) {
        if (feature.type() == FeatureType.TIME) {
            return NO_TIME;
        }
        if (feature.missing() == Missing.NAN) {
            return Double.doubleToRawLongBits(Double.NaN);
        }
        return feature.missing() == Missing.SENTINEL && feature.sentinel() instanceof Long number ? number : 0;
    }

    /** The object of a feature that is kept as one; null for all others. */
    static @Nullable Object object(Feature feature) {
        return switch (feature.type()) {
            case STRING -> feature.missing() == Missing.SENTINEL ? feature.sentinel() : "";
            case INTEGERS, NUMBERS, ROWS -> EMPTY_ARRAY;
            default -> null;
        };
    }
}
