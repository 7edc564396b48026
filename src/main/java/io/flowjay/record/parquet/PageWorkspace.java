package io.flowjay.record.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.flowjay.record.parquet.encoding.CompactThrift;
import io.flowjay.record.parquet.encoding.Format;
import io.flowjay.record.parquet.encoding.PageBytes;
import java.util.Arrays;

/** Arrays that all columns use in turn to make a page. Belongs to one thread. */
final class PageWorkspace implements AutoCloseable {
    private static final int LEVEL = 3;

    private final PageBytes page = new PageBytes();

    private final PageBytes header = new PageBytes();
    private final CompactThrift thrift = new CompactThrift(header);
    private final ZstdCompressCtx zstd = new ZstdCompressCtx();
    private byte[] compressed = {};
    private int length;
    private long[] longs = {};
    private int[] ints = {};

    PageWorkspace() {
        zstd.setLevel(LEVEL);
        zstd.setContentSize(true);
        zstd.setChecksum(false);
    }

    /** The page that is being made: its levels and values before compression. */
    PageBytes page() {
        return page;
    }

    /** An array of at least this many numbers, of any content. */
    long[] longs(int count) {
        if (longs.length < count) {
            longs = new long[count];
        }
        return longs;
    }

    /** An array of at least this many numbers, of any content. */
    int[] ints(int count) {
        if (ints.length < count) {
            ints = new int[count];
        }
        return ints;
    }

    /**
     * Makes a page of data.
     *
     * @param values how many values there are, with nulls
     * @param encoding of the values
     */
    Page dataPage(int values, int encoding) {
        begin(Format.DATA_PAGE);
        thrift.struct(5);
        thrift.int32(1, values);
        thrift.int32(2, encoding);
        thrift.int32(3, Format.RLE);
        thrift.int32(4, Format.RLE);
        thrift.end();
        return end();
    }

    /**
     * Makes the page of a dictionary.
     *
     * @param entries how many there are
     */
    Page dictionaryPage(int entries) {
        begin(Format.DICTIONARY_PAGE);
        thrift.struct(7);
        thrift.int32(1, entries);
        thrift.int32(2, Format.PLAIN);
        thrift.end();
        return end();
    }

    private void begin(int type) {
        int most = (int) Zstd.compressBound(page.size());
        if (compressed.length < most) {
            compressed = new byte[most];
        }
        length = zstd.compressByteArray(compressed, 0, compressed.length, page.array(), 0, page.size());
        header.clear();
        thrift.int32(1, type);
        thrift.int32(2, page.size());
        thrift.int32(3, length);
    }

    private Page end() {
        thrift.end();
        byte[] bytes = Arrays.copyOf(header.array(), header.size() + length);
        System.arraycopy(compressed, 0, bytes, header.size(), length);
        return new Page(bytes, header.size() + page.size());
    }

    @Override
    public void close() {
        zstd.close();
    }
}
