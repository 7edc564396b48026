package io.flowjay.record.parquet;

import io.flowjay.record.parquet.encoding.CompactThrift;
import io.flowjay.record.parquet.encoding.Format;
import java.util.List;

/** The schema of a file in its footer: the columns as a tree, in depth-first order. */
final class FileSchema {
    private static final String ROOT = "flow";
    private static final int LONG_BITS = 64;

    private final CompactThrift thrift;

    private FileSchema(CompactThrift thrift) {
        this.thrift = thrift;
    }

    /**
     * Writes the list of schema elements.
     *
     * @param id of its field
     */
    static void write(CompactThrift thrift, int id, List<FileColumn> columns) {
        int elements = 1;
        for (FileColumn column : columns) {
            // A list has two more elements: the repeated group, and what it holds.
            elements += column.path().size();
        }
        thrift.structs(id, elements);
        new FileSchema(thrift).write(columns);
    }

    private void write(List<FileColumn> columns) {
        thrift.element();
        thrift.text(4, ROOT);
        thrift.int32(5, columns.size());
        thrift.end();
        columns.forEach(this::write);
    }

    private void write(FileColumn column) {
        int repetition = column.optional() ? Format.OPTIONAL : Format.REQUIRED;
        switch (column.type()) {
            case BOOL, FLOAT64 -> {
                leaf(column.physicalType(), repetition, column.name());
                thrift.end();
            }
            case INT64 -> {
                leaf(column.physicalType(), repetition, column.name());
                if (column.unsigned()) {
                    unsigned();
                }
                thrift.end();
            }
            case TIME -> {
                leaf(column.physicalType(), repetition, column.name());
                timestamp();
                thrift.end();
            }
            case STRING -> {
                leaf(column.physicalType(), repetition, column.name());
                thrift.int32(6, Format.CONVERTED_UTF8);
                thrift.struct(10);
                thrift.empty(1);
                thrift.end();
                thrift.end();
            }
            case INTEGERS, NUMBERS -> {
                list(repetition, column.name());
                element(column);
            }
            case ROWS -> {
                list(repetition, column.name());
                list(Format.REQUIRED, FileColumn.ELEMENT);
                element(column);
            }
        }
    }

    private void leaf(int type, int repetition, String name) {
        thrift.element();
        thrift.int32(1, type);
        thrift.int32(3, repetition);
        thrift.text(4, name);
    }

    private void element(FileColumn column) {
        leaf(column.physicalType(), Format.REQUIRED, FileColumn.ELEMENT);
        thrift.end();
    }

    private void unsigned() {
        thrift.int32(6, Format.CONVERTED_UINT_64);
        thrift.struct(10);
        thrift.struct(10);
        thrift.int8(1, LONG_BITS);
        thrift.bool(2, false);
        thrift.end();
        thrift.end();
    }

    /** Nanoseconds since the Unix epoch, in UTC. Nanoseconds have no converted type. */
    private void timestamp() {
        thrift.struct(10);
        thrift.struct(8);
        thrift.bool(1, true);
        thrift.struct(2);
        thrift.empty(3);
        thrift.end();
        thrift.end();
        thrift.end();
    }

    /** The group of a list, and the repeated group in it, whose only field follows. */
    private void list(int repetition, String name) {
        thrift.element();
        thrift.int32(3, repetition);
        thrift.text(4, name);
        thrift.int32(5, 1);
        thrift.int32(6, Format.CONVERTED_LIST);
        thrift.struct(10);
        thrift.empty(3);
        thrift.end();
        thrift.end();
        thrift.element();
        thrift.int32(3, Format.REPEATED);
        thrift.text(4, FileColumn.LIST);
        thrift.int32(5, 1);
        thrift.end();
    }
}
