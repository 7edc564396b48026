package io.flowjay.capture.compression;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A decompressor that loses what it has gathered in a read that meets damage: it is read byte by byte, and the damage shows after them. */
final class CarefulStream extends InputStream {
    private final InputStream in;
    private @Nullable IOException damage;

    CarefulStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (damage != null) {
            throw damage;
        }
        int count = 0;
        try {
            while (count < length) {
                int value = in.read();
                if (value < 0) {
                    return count == 0 ? -1 : count;
                }
                into[offset + count++] = (byte) value;
            }
        } catch (IOException | RuntimeException e) {
            damage = e instanceof IOException io ? io : new IOException(e.getMessage(), e);
            if (count == 0) {
                throw damage;
            }
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
