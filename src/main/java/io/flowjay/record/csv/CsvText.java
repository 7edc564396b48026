package io.flowjay.record.csv;

import io.flowjay.json.OutputBytes;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;

/**
 * Texts in cells. RFC 4180, section 2: a cell with a delimiter, a quote or a line end is in quotes, and a quote in it is doubled.
 *
 * @param delimiter what separates cells
 * @param nullValue what stands for null
 */
record CsvText(char delimiter, String nullValue) {
    private static final String TAB = "tab";

    static CsvText of(Settings settings) {
        String delimiter = settings.get(SettingCatalog.DELIMITER);
        return new CsvText(delimiter.equals(TAB) ? '\t' : delimiter.charAt(0), settings.get(SettingCatalog.NULL_VALUE));
    }

    /** Whether a text can only be in a cell with quotes around it. */
    boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == delimiter || character == '"' || character == '\r' || character == '\n') {
                return true;
            }
        }
        return false;
    }

    /** Writes a cell. */
    void write(String text, OutputBytes out) {
        if (needsQuotes(text)) {
            writeQuoted(text, out);
        } else {
            out.utf8(text);
        }
    }

    /** Writes a cell of a column that may be null: in quotes if it would otherwise read as null. */
    void writeNotNull(String text, OutputBytes out) {
        if (text.equals(nullValue)) {
            writeQuoted(text, out);
        } else {
            write(text, out);
        }
    }

    private static void writeQuoted(String text, OutputBytes out) {
        out.raw('"');
        out.utf8(text.replace("\"", "\"\""));
        out.raw('"');
    }
}
