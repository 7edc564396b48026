package io.flowjay.record.avro;

import com.github.luben.zstd.Zstd;
import io.flowjay.json.OutputBytes;
import io.flowjay.settings.AvroCompression;
import java.util.zip.Deflater;

/** Compresses the blocks of a container file, in place. For use by one thread. */
interface AvroCodec {
    /** Replaces the bytes of a block by their compressed form. */
    void compress(OutputBytes block);

    /** The codec of a setting. */
    static AvroCodec of(AvroCompression compression) {
        return switch (compression) {
            case NULL -> block -> {};
            case DEFLATE -> new Deflate();
            case ZSTANDARD -> new Zstandard();
        };
    }

    /** Deflate (RFC 1951) without the header and checksum of zlib, as Avro wants it. */
    final class Deflate implements AvroCodec {
        private static final int PIECE = 1 << 16;

        private final byte[] piece = new byte[PIECE];

        @Override
        public void compress(OutputBytes block) {
            Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
            try {
                deflater.setInput(block.copy());
                deflater.finish();
                block.clear();
                while (!deflater.finished()) {
                    block.raw(piece, 0, deflater.deflate(piece));
                }
            } finally {
                deflater.end();
            }
        }
    }

    /** Zstandard (RFC 8878), one frame a block. */
    final class Zstandard implements AvroCodec {
        private final OutputBytes compressed = new OutputBytes();

        @Override
        public void compress(OutputBytes block) {
            int most = Math.toIntExact(Zstd.compressBound(block.size()));
            int from = compressed.room(most);
            long size = Zstd.compressByteArray(
                    compressed.array(), from, most, block.array(), 0, block.size(), Zstd.defaultCompressionLevel());
            if (Zstd.isError(size)) {
                throw new IllegalStateException(
                        "a block of an Avro file cannot be compressed: " + Zstd.getErrorName(size));
            }
            compressed.wrote(from + (int) size);
            block.clear();
            block.raw(compressed.array(), 0, compressed.size());
            compressed.clear();
        }
    }
}
