package io.flowjay.record.parquet.encoding;

/** Numbers of parquet.thrift. */
public final class Format {
    public static final int BOOLEAN = 0;
    public static final int INT64 = 2;
    public static final int DOUBLE = 5;
    public static final int BYTE_ARRAY = 6;

    public static final int REQUIRED = 0;
    public static final int OPTIONAL = 1;
    public static final int REPEATED = 2;

    public static final int CONVERTED_UTF8 = 0;
    public static final int CONVERTED_LIST = 3;
    public static final int CONVERTED_UINT_64 = 14;

    public static final int PLAIN = 0;
    public static final int RLE = 3;
    public static final int RLE_DICTIONARY = 8;

    public static final int ZSTD = 6;

    public static final int DATA_PAGE = 0;
    public static final int DICTIONARY_PAGE = 2;

    public static final int UNORDERED = 0;

    private Format() {}
}
