package io.flowjay.record;

/**
 * What a record looks like, whatever its values.
 *
 * @param names what features are called
 * @param sparse whether a record leaves out the feature groups of which every value is missing
 */
public record RecordForm(FieldNames names, boolean sparse) {
    /** Bare names, every group. */
    public static final RecordForm DEFAULT = new RecordForm(FieldNames.DEFAULT, false);
}
