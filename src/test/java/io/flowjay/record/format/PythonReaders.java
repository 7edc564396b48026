package io.flowjay.record.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Python's readers of CSV and JSON, and the decoder of Avro that {@code consumers.md} prints. */
final class PythonReaders {
    private static final Path PAGE = Path.of("src/main/docs/consumers.md");
    /** Processes that share the records. */
    private static final int PARTS = 2;

    /**
     * Compares CSV and messages in Avro with NDJSON, record by record, and prints how many records and values there were. A number has to
     * have the digits of the JSON, or to be the nearest double.
     */
    private static final String SCRIPT = """
            import csv, io, json, re, struct, sys
            from decimal import Decimal

            page, ndjson, table, messages, schema_file, part, parts = sys.argv[1:]
            with open(page, encoding="utf-8") as file:
                blocks = re.findall("```python\\n(.*?)```", file.read(), re.DOTALL)
            exec(next(block for block in blocks if "def decode" in block))
            with open(schema_file, encoding="utf-8") as file:
                schema = json.load(file)
            times = {field["name"] for field in schema["fields"] if "timestamp-nanos" in json.dumps(field["type"])}
            csv.field_size_limit(1 << 30)

            def is_cell(cell, value):
                if type(value) is Decimal: return Decimal(cell) == value
                if type(value) is str: return cell == value
                if type(value) is int: return cell == str(value)
                if type(value) is list: return json.loads(cell, parse_float=Decimal) == value
                if type(value) is bool: return cell == ("true" if value else "false")
                return value is None and cell == ""

            def is_avro(decoded, value):
                if type(value) is Decimal: return type(decoded) is float and decoded == float(value)
                if type(value) is list:
                    return type(decoded) is list and len(decoded) == len(value) and all(map(is_avro, decoded, value))
                return type(decoded) is type(value) and decoded == value

            def is_time(decoded, value):
                return type(decoded) is int and Decimal(decoded).scaleb(-9) == value

            flows = cells = decodings = 0
            with open(ndjson, encoding="utf-8", newline="\\n") as lines, \\
                    open(table, encoding="utf-8", newline="") as text, open(messages, "rb") as values:
                rows = csv.reader(text)
                header = next(rows)
                for number_of_line, line in enumerate(lines):
                    row = next(rows)
                    value = values.read(*struct.unpack(">I", values.read(4)))
                    if number_of_line % int(parts) != int(part):
                        continue
                    record = json.loads(line, parse_float=Decimal)
                    assert list(record) == header and len(row) == len(header), number_of_line
                    flow = decode(schema, io.BytesIO(value[5 if value[0] == 0 else 10:]))
                    assert list(flow) == header, number_of_line
                    for cell, (name, expected) in zip(row, record.items()):
                        assert is_cell(cell, expected), (number_of_line, name, expected, cell)
                        cells += 1
                        decoded = flow[name]
                        same = is_time(decoded, expected) if name in times else is_avro(decoded, expected)
                        assert same, (number_of_line, name, expected, decoded)
                        decodings += 1
                    flows += 1
                assert next(rows, None) is None and not values.read(1)
            print(flows, cells, decodings)
            """;

    private PythonReaders() {}

    /**
     * What was compared.
     *
     * @param csvValues cells
     * @param avroValues fields of messages in Avro
     */
    record Compared(long flows, long csvValues, long avroValues) {}

    /**
     * Compares both with NDJSON; skips the test without Python.
     *
     * @param messages Avro, each message after its length in four bytes
     */
    static Compared compare(Path ndjson, Path csv, Path messages, String schema) throws Exception {
        Path script = Files.writeString(ndjson.resolveSibling("compare.py"), SCRIPT);
        Path schemaFile = Files.writeString(ndjson.resolveSibling("schema.avsc"), schema);
        List<Process> processes = new ArrayList<>();
        try {
            for (int part = 0; part < PARTS; part++) {
                processes.add(start(script, PAGE, ndjson, csv, messages, schemaFile, part, PARTS));
            }
            long flows = 0;
            long cells = 0;
            long decodings = 0;
            for (Process process : processes) {
                String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
                assertThat(process.waitFor()).as(said).isZero();
                String[] counts = said.split(" ", -1);
                flows += Long.parseLong(counts[0]);
                cells += Long.parseLong(counts[1]);
                decodings += Long.parseLong(counts[2]);
            }
            return new Compared(flows, cells, decodings);
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private static Process start(Object... arguments) {
        List<String> command = new ArrayList<>(List.of("python3"));
        for (Object argument : arguments) {
            command.add(String.valueOf(argument));
        }
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            System.out.println("CSV by Python, and the decoder of consumers.md, are not tested: python3 is not here");
            return Assumptions.abort("python3 is not here");
        }
    }
}
