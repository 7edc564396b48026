package io.flowjay.capture;

import io.flowjay.capture.compression.Compression;
import io.flowjay.capture.compression.DecompressionLimits;
import io.flowjay.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Opens captures. Format and compression are told by the first bytes, never by the name. */
@API(status = API.Status.STABLE, since = "0.1.0")
public final class CaptureFile {
    private static final int MAGIC_BYTES = 4;

    private CaptureFile() {}

    /**
     * Opens a file; one that is not a regular file, such as a named pipe, is read as a stream.
     *
     * @throws CaptureException when it is empty or no capture
     * @throws IOException when it cannot be opened
     */
    public static CaptureReader open(Path file) throws IOException {
        return open(file, DecompressionLimits.DEFAULT);
    }

    /**
     * Opens a file as {@link #open(Path)} does.
     *
     * @param limits bounds a compressed file's content
     * @throws CaptureException when it is empty or no capture
     * @throws IOException when it cannot be opened
     */
    public static CaptureReader open(Path file, DecompressionLimits limits) throws IOException {
        String name = String.valueOf(file.getFileName());
        InputStream in = Files.newInputStream(file);
        boolean regular = Files.isRegularFile(file);
        IdSource id = regular ? capture -> idOf(file, limits) : peeking(name);
        return open(in, file.toString(), name, id, regular ? () -> open(file, limits) : null, limits);
    }

    /**
     * Opens a stream that can be read once.
     *
     * @param in the bytes; closed with the reader, and when this fails
     * @param name the capture's name
     * @throws CaptureException when it is empty or no capture
     */
    public static CaptureReader open(InputStream in, String name) throws IOException {
        return open(in, name, DecompressionLimits.DEFAULT);
    }

    /**
     * Opens a stream as {@link #open(InputStream, String)} does.
     *
     * @param limits bounds a compressed stream's content
     * @throws CaptureException when it is empty or no capture
     */
    public static CaptureReader open(InputStream in, String name, DecompressionLimits limits) throws IOException {
        return open(in, name, name, peeking(name), null, limits);
    }

    /**
     * Opens a capture in memory.
     *
     * @param content the bytes of a capture file
     * @param name the capture's name
     * @throws CaptureException when it is empty or no capture
     */
    public static CaptureReader open(byte[] content, String name) throws IOException {
        return open(content, name, DecompressionLimits.DEFAULT);
    }

    /**
     * Opens a capture in memory as {@link #open(byte[], String)} does.
     *
     * @param limits bounds a compressed capture's content
     * @throws CaptureException when it is empty or no capture
     */
    public static CaptureReader open(byte[] content, String name, DecompressionLimits limits) throws IOException {
        IdSource id = capture -> idOf(new ByteArrayInputStream(content), limits);
        Opener again = () -> open(content, name, limits);
        return open(new ByteArrayInputStream(content), name, name, id, again, limits);
    }

    /** How the capture's id is found once the capture is open. */
    interface IdSource {
        String id(CaptureInput capture) throws IOException;
    }

    /** Opens a capture again. */
    interface Opener {
        CaptureReader open() throws IOException;
    }

    private static String idOf(Path file, DecompressionLimits limits) throws IOException {
        return Compression.surrounds(file) ? idOf(Files.newInputStream(file), limits) : CaptureId.ofFile(file);
    }

    private static String idOf(InputStream stored, DecompressionLimits limits) throws IOException {
        try (InputStream content = Compression.unwrap(stored, limits)) {
            return CaptureId.ofContent(content);
        }
    }

    private static IdSource peeking(String name) {
        return capture -> CaptureId.ofStream(name, capture.head());
    }

    private static CaptureReader open(
            InputStream in, String label, String name, IdSource id, @Nullable Opener again, DecompressionLimits limits)
            throws IOException {
        InputStream content;
        try {
            content = Compression.unwrap(in, limits);
        } catch (IOException e) {
            throw new CaptureException(label, 0, "cannot be read: " + e.getMessage(), e);
        }
        CaptureInput input = new CaptureInput(label, content);
        try {
            return reader(input, new CaptureIdentity(name, id, input, again));
        } catch (IOException | RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private static String whatItIs(CaptureInput input) {
        int count = input.available(ForeignFormats.LOOK_BYTES);
        String known = ForeignFormats.find(input.window(), input.position(), count);
        return known != null
                ? known
                : "begins with the bytes "
                        + HexFormat.of().formatHex(input.window(), input.position(), input.position() + MAGIC_BYTES);
    }

    private static CaptureReader reader(CaptureInput input, CaptureIdentity identity) throws IOException {
        int count = input.available(MAGIC_BYTES);
        if (count == 0 && input.atEnd()) {
            throw input.error(0, "the capture is empty");
        }
        if (count < MAGIC_BYTES) {
            throw input.cut(0, "the magic number", count, MAGIC_BYTES);
        }
        byte[] window = input.window();
        if (Bytes.u32be(window, 0) == PcapngReader.SECTION_HEADER) {
            return new PcapngReader(identity);
        }
        PcapVariant variant = PcapVariant.of(window, 0);
        if (variant == null) {
            throw input.error(0, "neither pcap nor pcapng: " + whatItIs(input));
        }
        return new PcapReader(identity, variant);
    }
}
