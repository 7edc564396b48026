package io.flowjay.record.parquet;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** The reader of parquet-java, which Spark uses. */
final class ParquetJava {
    private ParquetJava() {}

    static ParquetFileReader open(Path file) throws IOException {
        return ParquetFileReader.open(
                new LocalInputFile(file),
                ParquetReadOptions.builder(new PlainParquetConfiguration())
                        .withCodecFactory(new Codecs())
                        .build());
    }

    /** Takes the records of a file one by one. */
    interface Rows {
        void next(Map<String, @Nullable Object> row) throws IOException;
    }

    /** The records of a file: Boolean, Long, Double, String, List or null. */
    static List<Map<String, @Nullable Object>> rows(Path file) throws IOException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        read(file, rows::add);
        return rows;
    }

    /** Reads every record of a file. */
    static void read(Path file, Rows rows) throws IOException {
        try (ParquetFileReader reader = open(file)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            PageReadStore pages = reader.readNextRowGroup();
            while (pages != null) {
                RecordReader<Group> records = new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(pages, new GroupRecordConverter(schema));
                for (long i = 0; i < pages.getRowCount(); i++) {
                    rows.next(row(records.read(), schema));
                }
                pages = reader.readNextRowGroup();
            }
        }
    }

    private static Map<String, @Nullable Object> row(Group group, GroupType type) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < type.getFieldCount(); i++) {
            row.put(
                    type.getFieldName(i),
                    group.getFieldRepetitionCount(i) == 0 ? null : value(group, type.getType(i), i));
        }
        return row;
    }

    private static Object value(Group group, Type type, int field) {
        if (!type.isPrimitive()) {
            return list(group.getGroup(field, 0), type.asGroupType().getType(0).asGroupType());
        }
        return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> group.getBoolean(field, 0);
            case INT64 -> group.getLong(field, 0);
            case DOUBLE -> group.getDouble(field, 0);
            case BINARY -> group.getString(field, 0);
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    private static List<Object> list(Group list, GroupType repeated) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
            elements.add(value(list.getGroup(0, i), repeated.getType(0), 0));
        }
        return elements;
    }

    /** Zstandard; its own codecs need Hadoop's. */
    private static final class Codecs implements CompressionCodecFactory {
        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            return new BytesInputDecompressor() {
                @Override
                public BytesInput decompress(BytesInput bytes, int size) throws IOException {
                    byte[] page = Zstd.decompress(bytes.toInputStream().readAllBytes(), size);
                    if (page.length != size) {
                        throw new IOException("a page has " + page.length + " bytes instead of " + size);
                    }
                    return BytesInput.from(page);
                }

                @Override
                public void decompress(ByteBuffer input, int compressed, ByteBuffer output, int size) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void release() {}
            };
        }

        @Override
        public void release() {}
    }
}
