"""The same as consumer.py for records in Avro: needs kafka-python, and no library for Avro.

Usage: avro_consumer.py BROKERS TOPIC REGISTRY, or a file with the schema in place of the registry's URL.
"""
import io
import json
import struct
import sys
import urllib.request

from kafka import KafkaConsumer


def number(data):
    value = shift = 0
    while True:
        byte = data.read(1)[0]
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value >> 1 ^ -(value & 1)


def decode(schema, data):
    if isinstance(schema, list):  # a union: the number of the branch comes first
        return decode(schema[number(data)], data)
    kind = schema["type"] if isinstance(schema, dict) else schema
    if kind == "record":
        return {field["name"]: decode(field["type"], data) for field in schema["fields"]}
    if kind == "array":  # FlowJay writes one block of items, then the end
        items = [decode(schema["items"], data) for _ in range(number(data))]
        return items if not items or number(data) == 0 else None
    if kind == "long":
        return number(data)
    if kind == "double":
        return struct.unpack("<d", data.read(8))[0]
    if kind == "string":
        return data.read(number(data)).decode("utf-8")
    return data.read(1) == b"\x01" if kind == "boolean" else None


def schema_of(value):
    """The schema that a value names, and where its record starts."""
    if value[0] == 0:  # 00 and the id in the registry
        (schema_id,) = struct.unpack(">I", value[1:5])
        if schema_id not in schemas:
            with urllib.request.urlopen(f"{registry}/schemas/ids/{schema_id}") as answer:
                schemas[schema_id] = json.loads(json.load(answer)["schema"])
        return schemas[schema_id], 5
    if not schemas:  # C3 01 and the fingerprint
        with open(registry, encoding="utf-8") as file:
            schemas["file"] = json.load(file)
    return schemas["file"], 10


brokers, topic, registry = sys.argv[1:4]
schemas = {}
# Ends when nothing has come for so long; without it, it reads on for ever.
patience = {"consumer_timeout_ms": int(sys.argv[4])} if len(sys.argv) > 4 else {}

for message in KafkaConsumer(topic, bootstrap_servers=brokers, auto_offset_reset="earliest", **patience):
    schema, start = schema_of(message.value)
    flow = decode(schema, io.BytesIO(message.value[start:]))
    if flow["ja4"]:
        print(flow["tls_sni"], flow["ja4"], flush=True)
