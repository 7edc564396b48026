package io.flowjay.capture.compression;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The content of a gzip file (RFC 1952) of any number of members. Unlike java.util.zip.GZIPInputStream it gives out all that comes
 * before damage, does not take a pause of a pipe for the end, and does not pass over what follows a member silently.
 */
final class GzipStream extends InputStream {
    private final GzipInput in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private boolean inMember;
    private boolean afterMember;
    private @Nullable IOException damage;

    GzipStream(InputStream in) {
        this.in = new GzipInput(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (length > 0) {
            if (!inMember && !startMember()) {
                return -1;
            }
            int count = inflate(into, offset, length);
            if (count > 0) {
                checksum.update(into, offset, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
            } else {
                in.inflateFrom(inflater);
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private boolean startMember() throws IOException {
        if (afterMember && in.skipZeros()) {
            return false;
        }
        GzipHeader.skip(in, afterMember);
        inflater.reset();
        checksum.reset();
        inMember = true;
        return true;
    }

    private int inflate(byte[] into, int offset, int length) throws IOException {
        if (damage != null) {
            throw damage;
        }
        long before = inflater.getBytesWritten();
        try {
            return inflater.inflate(into, offset, length);
        } catch (DataFormatException e) {
            damage = new ZipException("damaged gzip data: " + e.getMessage());
            int count = (int) (inflater.getBytesWritten() - before);
            if (count == 0) {
                throw damage;
            }
            return count;
        }
    }

    /** Compares CRC-32 and size, which follow the data. */
    private void endMember() throws IOException {
        in.unread(inflater.getRemaining());
        if (in.u32() != checksum.getValue()) {
            throw new ZipException("the CRC-32 of the gzip data is wrong");
        }
        if (in.u32() != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new ZipException("the size of the gzip data is wrong");
        }
        inMember = false;
        afterMember = true;
    }
}
