package io.flowjay.capture.compression;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/** Compressions whose libraries a user of the jar may lack: the distribution has them. */
final class OptionalFormats {
    /** The largest preset of xz needs 65 MiB; a header can ask for 1.5 GiB. */
    private static final int XZ_MEMORY_KIB = 160 << 10;

    private OptionalFormats() {}

    /** The content of xz data, of any number of streams. */
    static InputStream xz(InputStream in) throws IOException {
        return open("xz", "org.tukaani:xz", () -> {
            try {
                return new Xz(in);
            } catch (IOException e) {
                throw Xz.explained(e);
            }
        });
    }

    /** The content of bzip2 data, of any number of streams. */
    static InputStream bzip2(InputStream in) throws IOException {
        return open("bzip2", "org.apache.commons:commons-compress", () -> new Bzip2Stream(in));
    }

    /** Says what the library leaves out. */
    private static final class Xz extends FilterInputStream {
        Xz(InputStream in) throws IOException {
            super(new XZInputStream(in, XZ_MEMORY_KIB));
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return super.read(into, offset, length);
            } catch (IOException e) {
                throw explained(e);
            }
        }

        static IOException explained(IOException e) {
            if (e instanceof EOFException) {
                return new IOException("the xz data is cut", e);
            }
            if (e instanceof MemoryLimitException limit) {
                String needed = (limit.getMemoryNeeded() >> 10) + " MiB";
                return new IOException(
                        "the xz data needs " + needed + " of memory; the limit is " + (XZ_MEMORY_KIB >> 10) + " MiB",
                        e);
            }
            return e;
        }
    }

    /** Opens a stream by a library. */
    interface Opener {
        InputStream open() throws IOException;
    }

    /**
     * Opens a stream.
     *
     * @throws IOException when the library is missing, naming it
     */
    static InputStream open(String format, String library, Opener opener) throws IOException {
        try {
            return opener.open();
        } catch (NoClassDefFoundError e) {
            throw new IOException(format + "-compressed; the library " + library + " is not on the class path", e);
        }
    }
}
