package io.flowjay.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/** A map whose own JSON differs from its entries, and would not be strict by itself. */
final class SelfWritten extends AbstractMap<String, Object> implements JsonSerializable {
    @Override
    public Set<Entry<String, Object>> entrySet() {
        return Set.of(Map.entry("entry", 1));
    }

    @Override
    public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartObject(this, 1);
        json.writeFieldName("own");
        json.writeStartArray();
        json.writeNumber(1.5);
        json.writeNumber(Double.NaN);
        json.writeString(new char[] {'\uD800'}, 0, 1);
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializerProvider provider, TypeSerializer types)
            throws IOException {
        serialize(json, provider);
    }
}
