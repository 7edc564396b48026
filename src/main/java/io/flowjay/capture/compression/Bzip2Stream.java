package io.flowjay.capture.compression;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The content of bzip2 data: any number of streams, with zeros between and after them. A block holds up to 46 MB of content, usually 0.9 MB. The
 * checksum of a block comes after its content, so the content is held until it is checked: the bytes of a damaged block never reach a reader.
 */
final class Bzip2Stream extends InputStream {
    private static final byte[] MAGIC = {'B', 'Z', 'h'};
    private static final int FIRST_BLOCK = 900_000;

    private final Source source;
    private @Nullable InputStream stream;
    private @Nullable IOException damage;
    private boolean ended;

    /** The blocks that are checked, from {@code position} to {@code checked}; after them the one being read. */
    private byte[] held = new byte[FIRST_BLOCK];

    private int position;
    private int checked;
    private int length;

    /** Compressed bytes before the block being read. */
    private long blockAfter;

    /** Compressed bytes with it. The library reads a whole block before it gives its first byte. */
    private long blockEnd;

    /**
     * @throws IOException when the first header or block is damaged
     */
    Bzip2Stream(InputStream in) throws IOException {
        source = new Source(in);
        try {
            open(source);
        } catch (IOException | RuntimeException e) {
            throw explained(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int wanted) throws IOException {
        while (position == checked && wanted > 0) {
            if (damage != null) {
                throw damage;
            }
            if (ended) {
                return -1;
            }
            readBlock();
        }
        int taken = Math.min(wanted, checked - position);
        System.arraycopy(held, position, into, offset, taken);
        position += taken;
        return taken;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /** Reads until a block is checked, which the library does before it reads on. */
    private void readBlock() {
        System.arraycopy(held, checked, held, 0, length - checked);
        length -= checked;
        position = 0;
        checked = 0;
        try {
            while (checked == 0 && !ended) {
                int value = stream == null ? -1 : stream.read();
                if (value < 0) {
                    checked = length;
                    startStream();
                } else {
                    add((byte) value);
                }
            }
        } catch (IOException | RuntimeException e) {
            if (source.count != blockEnd || source.ended) {
                checked = length;
                blockAfter = blockEnd;
            }
            damage = explained(e);
        }
    }

    private void add(byte value) {
        if (source.count != blockEnd) {
            checked = length;
            blockAfter = blockEnd;
            blockEnd = source.count;
        }
        if (length == held.length) {
            held = Arrays.copyOf(held, 2 * length);
        }
        held[length++] = value;
    }

    /** Starts the next stream, if there is one. */
    private void startStream() throws IOException {
        int value = source.read();
        while (value == 0) {
            value = source.read();
        }
        ended = value < 0;
        for (int i = 0; i < MAGIC.length && !ended; i++) {
            if (value != MAGIC[i] && !source.ended) {
                throw new Foreign();
            }
            value = i + 1 < MAGIC.length ? source.read() : value;
        }
        if (!ended) {
            blockEnd = source.count - MAGIC.length;
            open(new SequenceInputStream(new ByteArrayInputStream(MAGIC), source));
        }
    }

    private void open(InputStream in) throws IOException {
        stream = null;
        blockAfter = blockEnd;
        stream = new BZip2CompressorInputStream(in);
        blockEnd = source.count;
    }

    private IOException explained(Exception e) {
        if (e == source.failure || e instanceof Foreign) {
            return (IOException) e;
        }
        if (source.ended) {
            return new IOException("the bzip2 data is cut", e);
        }
        return new IOException("damaged bzip2 data after byte " + blockAfter + ": " + e.getMessage(), e);
    }

    /** Something else follows the data. */
    private static final class Foreign extends IOException {
        private static final long serialVersionUID = 1L;

        Foreign() {
            super("what follows the bzip2 data is not bzip2 data");
        }
    }

    /** The compressed bytes, counted; the library takes one at a time and none too many. */
    private static final class Source extends InputStream {
        private static final int BUFFER = 64 << 10;

        private final InputStream in;
        private final byte[] buffer = new byte[BUFFER];
        private int position;
        private int limit;
        private long count;
        private boolean ended;
        private @Nullable IOException failure;

        Source(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            if (position == limit && !fill()) {
                return -1;
            }
            count++;
            return buffer[position++] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int wanted) throws IOException {
            if (wanted == 0) {
                return 0;
            }
            int value = read();
            if (value < 0) {
                return -1;
            }
            into[offset] = (byte) value;
            return 1;
        }

        private boolean fill() throws IOException {
            try {
                limit = Math.max(0, in.read(buffer, 0, buffer.length));
            } catch (IOException e) {
                failure = e;
                throw e;
            }
            position = 0;
            ended = limit == 0;
            return !ended;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
