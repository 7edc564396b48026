package io.flowjay.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.io.SerializedString;
import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.catalog.FeatureExtractor;
import io.flowjay.feature.catalog.FeatureSelection;
import io.flowjay.json.JsonBytes;
import io.flowjay.record.json.RecordTemplate;
import io.flowjay.record.json.RecordValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of the records of one extraction: names encoded once, and types. */
final class RecordLayout {
    /** Fields before the features, in every record. */
    static final List<String> EXTRAS =
            ExtraField.all().stream().<String>map(ExtraField::name).toList();

    static final List<SerializedString> EXTRA_NAMES =
            EXTRAS.stream().map(SerializedString::new).toList();

    private static final byte[][] EXTRA_STARTS = extraStarts();

    final Feature[] features;
    final SerializedString[] names;
    final RecordGroups groups;
    private final RecordTemplate template;
    private final Map<String, Integer> fields = new HashMap<>();

    /**
     * @param selection the features of a record
     * @param extractor computes them
     * @param form what a record looks like
     */
    RecordLayout(FeatureSelection selection, FeatureExtractor extractor, RecordForm form) {
        features = selection.features().toArray(Feature[]::new);
        names = new SerializedString[features.length];
        EXTRAS.forEach(name -> fields.put(name, fields.size()));
        for (int i = 0; i < features.length; i++) {
            names[i] = new SerializedString(form.names().of(features[i]));
            fields.put(names[i].getValue(), EXTRAS.size() + i);
        }
        for (int i = 0; i < features.length; i++) {
            fields.putIfAbsent(features[i].name(), EXTRAS.size() + i);
        }
        groups = new RecordGroups(features, form.sparse());
        template = new RecordTemplate(features, names, extractor.missing());
    }

    /** What comes before each extra's value: the object's start or a comma, and the name. */
    private static byte[][] extraStarts() {
        byte[][] starts = new byte[EXTRAS.size()][];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = ((i == 0 ? "{\"" : ",\"") + EXTRAS.get(i) + "\":").getBytes(US_ASCII);
        }
        return starts;
    }

    /** Number of fields that the layout has; a record that leaves out groups has fewer. */
    int size() {
        return EXTRAS.size() + features.length;
    }

    /**
     * Writes a record as JSON.
     *
     * @param extras the values before the features
     * @param vector the features
     * @param timestampDigits decimal digits of a second
     * @param out where to
     */
    void write(@Nullable String[] extras, FeatureVector vector, int timestampDigits, JsonBytes out) {
        for (int i = 0; i < extras.length; i++) {
            out.raw(EXTRA_STARTS[i]);
            RecordValue.writeText(out, extras[i]);
        }
        long present = groups.present(vector);
        int from = 0;
        while (from < features.length) {
            int end = groups.endOfRun(present, from);
            if (groups.has(present, from)) {
                template.write(from, end, vector, timestampDigits, out);
            }
            from = end;
        }
        out.raw('}');
    }

    /** The number of a field, counted through extras and features, or -1; a feature's bare name is known under any naming. */
    int field(Object name) {
        return name instanceof String text ? fields.getOrDefault(text, -1) : -1;
    }

    /** The name of a field by its number. */
    String name(int field) {
        return field < EXTRAS.size() ? EXTRAS.get(field) : names[field - EXTRAS.size()].getValue();
    }
}
