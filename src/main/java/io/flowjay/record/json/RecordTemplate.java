package io.flowjay.record.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.SerializedString;
import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureType;
import io.flowjay.feature.FeatureVector;
import io.flowjay.json.JsonBytes;
import java.util.Arrays;

/**
 * The features of a record without any value, as JSON text: {@code ,"name":value} for each. A record is this text
 * with the values that are not missing put in; what lies between two of them is copied in one piece, and most of a record is.
 */
public final class RecordTemplate {
    /** A time is never missing, so that its text in the template is never used. */
    private static final int ANY_DIGITS = 9;

    private final FeatureType[] types;
    private final byte[] text;
    /** Where each feature starts in the text, and where the last one ends. */
    private final int[] starts;
    /** Where the value of each feature starts. */
    private final int[] values;

    /**
     * @param features what a record holds, in record order
     * @param names what they are called
     * @param missing a vector of missing values
     */
    public RecordTemplate(Feature[] features, SerializedString[] names, FeatureVector missing) {
        int count = features.length;
        types = new FeatureType[count];
        starts = new int[count + 1];
        values = new int[count];
        JsonBytes all = new JsonBytes();
        for (int i = 0; i < count; i++) {
            types[i] = features[i].type();
            starts[i] = all.size();
            all.raw(",\"".getBytes(UTF_8));
            all.raw(names[i].asQuotedUTF8());
            all.raw("\":".getBytes(UTF_8));
            values[i] = all.size();
            RecordValue.write(all, types[i], missing, i, ANY_DIGITS);
        }
        starts[count] = all.size();
        text = Arrays.copyOf(all.array(), all.size());
    }

    /**
     * Writes some features of a flow, each with the comma before it.
     *
     * @param first the first feature
     * @param end the one after the last
     */
    public void write(int first, int end, FeatureVector vector, int timestampDigits, JsonBytes out) {
        int from = first;
        while (from < end) {
            int next = vector.nextPresent(from, end);
            if (next == end) {
                out.raw(text, starts[from], starts[end]);
                return;
            }
            out.raw(text, starts[from], values[next]);
            RecordValue.write(out, types[next], vector, next, timestampDigits);
            from = next + 1;
        }
    }
}
