"""Prints the server name and the JA4 fingerprint of each flow that has them; needs kafka-python."""
import json
import sys

from kafka import KafkaConsumer

brokers = sys.argv[1] if len(sys.argv) > 1 else "localhost:9092"
topic = sys.argv[2] if len(sys.argv) > 2 else "flow-features"
# Ends when nothing has come for so long; without it, it reads on for ever.
patience = {"consumer_timeout_ms": int(sys.argv[3])} if len(sys.argv) > 3 else {}

consumer = KafkaConsumer(
    topic,
    bootstrap_servers=brokers,
    auto_offset_reset="earliest",
    value_deserializer=lambda value: json.loads(value.decode("utf-8")),
    **patience,
)
for message in consumer:
    flow = message.value
    if flow.get("ja4"):
        print(flow["tls_sni"], flow["ja4"], flush=True)
