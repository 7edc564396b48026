package io.flowjay.record.sink;

import java.util.Set;

/**
 * Endings of file names that promise something FlowJay does not write. A file with such a name would mislead every program that goes by
 * the name. All are in lower case and without a point.
 */
final class ForeignEndings {
    private static final Set<String> COMPRESSIONS = Set.of(
            "7z", "br", "bz", "bz2", "bzip2", "gzip", "lz", "lz4", "lzma", "lzo", "rar", "snappy", "sz", "xz", "z",
            "zip", "zlib", "zstd");

    private static final Set<String> FORMATS = Set.of(
            "arff",
            "arrow",
            "arrows",
            "bson",
            "cap",
            "cbor",
            "db",
            "delta",
            "duckdb",
            "feather",
            "h5",
            "hdf",
            "hdf5",
            "html",
            "ipc",
            "ipfix",
            "mdb",
            "msgpack",
            "netflow",
            "npy",
            "npz",
            "ods",
            "orc",
            "pb",
            "pcap",
            "pcapng",
            "pdf",
            "pickle",
            "pkl",
            "proto",
            "protobuf",
            "sql",
            "sqlite",
            "sqlite3",
            "tar",
            "tbz2",
            "tfrecord",
            "tgz",
            "toml",
            "tsv",
            "txz",
            "xls",
            "xlsx",
            "xml",
            "yaml",
            "yml");

    private ForeignEndings() {}

    /** Whether an ending promises a compression that files do not get. */
    static boolean isCompression(String ending) {
        return COMPRESSIONS.contains(ending);
    }

    /** Whether an ending promises a form of data that records do not have. */
    static boolean isFormat(String ending) {
        return FORMATS.contains(ending);
    }
}
