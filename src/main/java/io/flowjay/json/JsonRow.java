package io.flowjay.json;

/** A row that writes its own JSON text, without a Jackson generator. */
public interface JsonRow {
    /** Writes the row as one JSON object. */
    void writeTo(OutputBytes out);

    /**
     * Writes the value of one field, with the same bytes as {@link #writeTo}.
     *
     * @param name the field's name
     * @return false if the row has no such field; nothing is written then
     */
    boolean writeValue(String name, OutputBytes out);
}
