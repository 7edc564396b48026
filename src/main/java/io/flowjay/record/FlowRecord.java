package io.flowjay.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import io.flowjay.json.JsonRow;
import io.flowjay.json.OutputBytes;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordValues;
import io.flowjay.record.json.RecordText;
import io.flowjay.record.json.RecordValue;
import java.io.IOException;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One flow's record: a read-only map from field name to Boolean, Long, Double, String, List or null, in record order, which writes
 * itself as strict JSON through any Jackson generator. Where features have other names than their bare ones, {@link #get} knows
 * both. Absolute times are seconds as Double in the map; JSON holds all their digits.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public final class FlowRecord extends AbstractMap<String, @Nullable Object> implements JsonRow, JsonSerializable {
    private final RecordLayout layout;
    private final RecordValues values;
    /** The feature groups that the record holds. */
    private final long groups;
    /** The record's text, where it was made ahead. */
    private final byte @Nullable [] json;
    /** The record in another format, where it was made ahead. */
    private final byte @Nullable [] message;

    FlowRecord(RecordLayout layout, RecordValues values, byte @Nullable [] json, byte @Nullable [] message) {
        this.json = json;
        this.message = message;
        this.layout = layout;
        this.values = values;
        groups = layout.groups.present(values);
    }

    /**
     * Makes records of the values that a sink gets.
     *
     * @param columns the fields of the records
     * @return makes a record, which is valid as long as its values
     */
    @API(status = API.Status.INTERNAL)
    public static Function<RecordValues, FlowRecord> views(RecordColumns columns) {
        RecordLayout layout = new RecordLayout(columns);
        return values -> new FlowRecord(layout, values, null, null);
    }

    /** The fields that the record can have. */
    @API(status = API.Status.EXPERIMENTAL)
    public RecordColumns columns() {
        return layout.columns;
    }

    /** The values, for an encoder of {@link #columns}. */
    @API(status = API.Status.EXPERIMENTAL)
    public RecordValues columnValues() {
        return values;
    }

    @Override
    public int size() {
        return layout.groups.count(groups);
    }

    /** Whether records of this extraction can have a field, with a value or without. */
    @API(status = API.Status.INTERNAL)
    public boolean knows(String field) {
        return layout.field(field) >= 0;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key != null && has(layout.field(key));
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        int field = key == null ? -1 : layout.field(key);
        return has(field) ? value(field) : null;
    }

    private boolean has(int field) {
        return field >= 0 && layout.groups.has(groups, field);
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return new Entries();
    }

    private @Nullable Object value(int field) {
        return RecordValue.of(layout.columns.get(field).type(), values, field);
    }

    @Override
    public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
        writeTo(json);
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializerProvider provider, TypeSerializer types)
            throws IOException {
        // A record is plain data: type information would be one more field.
        writeTo(json);
    }

    void writeTo(JsonGenerator json) throws IOException {
        json.writeStartObject(this, size());
        for (int i = 0; i < layout.size(); i++) {
            if (layout.groups.has(groups, i)) {
                json.writeFieldName(layout.names[i]);
                RecordValue.write(json, layout.columns.get(i).type(), values, i);
            }
        }
        json.writeEndObject();
    }

    @API(status = API.Status.INTERNAL)
    @Override
    public void writeTo(OutputBytes out) {
        if (json == null) {
            layout.json.write(values, out);
        } else {
            out.raw(json);
        }
    }

    @API(status = API.Status.INTERNAL)
    @Override
    public boolean writeValue(String name, OutputBytes out) {
        int field = layout.field(name);
        if (!has(field)) {
            return false;
        }
        RecordValue.write(out, layout.columns.get(field).type(), values, field);
        return true;
    }

    /**
     * The record as JSON text in UTF-8, byte for byte as {@link FlowRecordWriter} writes it without the line feed. Who asks must not
     * change the bytes: other calls may answer the same array.
     */
    public byte[] json() {
        if (json != null) {
            return json;
        }
        OutputBytes made = new OutputBytes();
        writeTo(made);
        return made.copy();
    }

    /**
     * The record in another format than JSON, if {@link Extraction#recordsWithMessages} made it; otherwise null. Who asks must not change
     * the bytes.
     */
    @API(status = API.Status.INTERNAL)
    public byte @Nullable [] message() {
        return message;
    }

    /** Bytes of the message or the text where it was made ahead; otherwise 0. */
    int encodedLength() {
        if (message != null) {
            return message.length;
        }
        return json == null ? 0 : json.length;
    }

    /** The same text, for a generator of plain JSON to write raw. */
    public SerializableString text() {
        return new RecordText(json());
    }

    private final class Entries extends AbstractSet<Entry<String, @Nullable Object>> {
        @Override
        public int size() {
            return FlowRecord.this.size();
        }

        @Override
        public Iterator<Entry<String, @Nullable Object>> iterator() {
            return new Iterator<>() {
                private int field;

                @Override
                public boolean hasNext() {
                    while (field < layout.size() && !has(field)) {
                        field++;
                    }
                    return field < layout.size();
                }

                @Override
                public Entry<String, @Nullable Object> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException("the record has no more fields");
                    }
                    int current = field++;
                    return new SimpleImmutableEntry<>(
                            layout.columns.get(current).name(), value(current));
                }
            };
        }
    }
}
