package io.flowjay.capture;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Content compressed by the usual libraries. */
final class Compressed {
    private Compressed() {}

    static byte[] gzip(byte[] content) {
        return compress(content, GZIPOutputStream::new);
    }

    /** With the checksum that the zstd tool adds too. */
    static byte[] zstd(byte[] content) {
        return compress(content, out -> new ZstdOutputStream(out).setChecksum(true));
    }

    static byte[] lz4(byte[] content) {
        return compress(content, LZ4FrameOutputStream::new);
    }

    static byte[] gzip(InputStream content) {
        return compress(content, GZIPOutputStream::new);
    }

    static byte[] zstd(InputStream content) {
        return compress(content, ZstdOutputStream::new);
    }

    static byte[] lz4(InputStream content) {
        return compress(content, LZ4FrameOutputStream::new);
    }

    static byte[] xz(byte[] content) {
        return compress(content, out -> new XZOutputStream(out, new LZMA2Options()));
    }

    static byte[] xz(InputStream content) {
        return compress(content, out -> new XZOutputStream(out, new LZMA2Options()));
    }

    static byte[] bzip2(byte[] content) {
        return compress(content, BZip2CompressorOutputStream::new);
    }

    static byte[] bzip2(InputStream content) {
        return compress(content, BZip2CompressorOutputStream::new);
    }

    private interface Compressor {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static byte[] compress(byte[] content, Compressor compressor) {
        return compress(new ByteArrayInputStream(content), compressor);
    }

    private static byte[] compress(InputStream content, Compressor compressor) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = compressor.around(compressed)) {
            content.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
