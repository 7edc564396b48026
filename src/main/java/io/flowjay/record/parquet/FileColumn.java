package io.flowjay.record.parquet;

import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureType;
import io.flowjay.feature.Missing;
import io.flowjay.record.format.RecordColumn;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordValues;
import io.flowjay.record.parquet.encoding.Format;
import java.util.ArrayList;
import java.util.List;

/**
 * One column of a file.
 *
 * @param name the field's name in records
 * @param type type of its values
 * @param optional whether a value may be null
 * @param unsigned whether it is an integer that is never negative
 * @param missingNumber bits of the value where a record has none and the column is not optional
 * @param missingText the same of a text
 * @param unit unit of measure
 * @param description one sentence
 */
record FileColumn(
        String name,
        FeatureType type,
        boolean optional,
        boolean unsigned,
        long missingNumber,
        String missingText,
        String unit,
        String description) {
    /** Names of the groups of a list (LogicalTypes.md, "Lists"). */
    static final String LIST = "list";

    static final String ELEMENT = "element";

    /** The columns of the records of an extraction. Groups that a sparse record leaves out are null. */
    static List<FileColumn> of(RecordColumns columns) {
        List<FileColumn> all = new ArrayList<>();
        RecordValues missing = columns.missing();
        for (int i = 0; i < columns.size(); i++) {
            RecordColumn column = columns.get(i);
            boolean optional =
                    column.nullable() || (columns.sparse() && !column.group().isEmpty());
            long number = 0;
            String text = "";
            switch (column.type()) {
                case BOOL, INT64, TIME -> number = missing.longAt(i);
                case FLOAT64 -> number = Double.doubleToRawLongBits(missing.doubleAt(i));
                case STRING -> {
                    String value = missing.textAt(i);
                    text = value == null ? "" : value;
                }
                case INTEGERS, NUMBERS, ROWS -> {
                    // An empty list.
                }
            }
            all.add(new FileColumn(
                    column.name(),
                    column.type(),
                    optional,
                    isUnsigned(column),
                    number,
                    text,
                    column.unit(),
                    column.description()));
        }
        return List.copyOf(all);
    }

    /**
     * Whether values are never negative: an integer counts something, or is a field of a header, and its catalogue entry has no missing
     * value below 0. {@link NumberColumn} refuses a negative one.
     */
    private static boolean isUnsigned(RecordColumn column) {
        Feature feature = column.feature();
        return feature != null && feature.type() == FeatureType.INT64 && feature.missing() == Missing.ZERO;
    }

    /** Type of the values in the file, of the elements for a list. */
    int physicalType() {
        return switch (type) {
            case BOOL -> Format.BOOLEAN;
            case INT64, TIME, INTEGERS -> Format.INT64;
            case FLOAT64, NUMBERS, ROWS -> Format.DOUBLE;
            case STRING -> Format.BYTE_ARRAY;
        };
    }

    /** Names on the way from the root of the schema to the values. */
    List<String> path() {
        return switch (type) {
            case BOOL, INT64, TIME, FLOAT64, STRING -> List.of(name);
            case INTEGERS, NUMBERS -> List.of(name, LIST, ELEMENT);
            case ROWS -> List.of(name, LIST, ELEMENT, LIST, ELEMENT);
        };
    }
}
