package io.flowjay.bounds;

import com.github.luben.zstd.Zstd;
import io.flowjay.testing.Captures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongFunction;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;

/** What a capture can have any number of besides packets: each is a stream of different pieces, of any length. */
@SuppressWarnings("ImmutableEnumChecker") // Nobody changes the arrays.
enum Growth {
    SECTIONS(i -> join(section(""), describe(1, ""))),
    SECTION_COMMENTS(i -> join(section(comment(i)), describe(1, ""))),
    INTERFACES_OF_ONE_SECTION(i -> describe(1, "")),
    INTERFACES_OF_SECTIONS(i -> i % 1000 == 0 ? join(section(""), describe(1, "")) : describe(1, "")),
    INTERFACE_OPTIONS(i -> join(section(""), describe(1, comment(i)))),
    LINK_TYPES(i -> join(section(""), describe((int) (i % 65_536), ""), packet(0, ""))),
    STATISTICS_OF_SECTIONS(i -> join(section(""), describe(1, ""), statistics(0, 3, 4, ""))),
    STATISTICS_OF_ONE_SECTION(i -> i < 65_535 ? describe(1, "") : statistics((int) (i % 65_536), i, 0, "")),
    STATISTICS_COMMENTS(i -> statistics(0, i, 0, comment(i))),
    NAMES(i -> block(4, join(record(1, join(word(i), text("host-" + i + '\0'))), new byte[4]))),
    DECRYPTION_SECRETS(i ->
            block(10, join(word(0x544c534b), word(1000), padded(text(comment(i).substring(0, 1000)))))),
    PACKET_COMMENTS(i -> packet(0, comment(i))),
    CUSTOM_BLOCKS(i -> block(0xbad, join(word(i), padded(text(comment(i)))))),
    UNKNOWN_BLOCKS(i -> block(0x1000 + (int) i, word(i))),
    GZIP_NAME(gzipUpToName(), i -> text("name" + i), join(new byte[1], gzipAfterHeader())),
    GZIP_MEMBERS(gzip(capture()), i -> join(gzipUpToName(), text(i + "\0"), Empty.GZIP), new byte[0]),
    ZSTD_FRAMES(Zstd.compress(capture()), i -> Empty.ZSTD, new byte[0]),
    ZSTD_FRAMES_TO_SKIP(new byte[0], i -> toSkip(i), Zstd.compress(capture())),
    LZ4_FRAMES(lz4(capture()), i -> Empty.LZ4, new byte[0]),
    LZ4_FRAMES_TO_SKIP(lz4(capture()), i -> toSkip(i), new byte[0]);

    private static final int COMMENT = 1;
    private static final int IF_DROP = 5;
    private static final int OS_DROP = 7;
    private static final int COMMENT_CHARACTERS = 2000;

    final byte[] head;
    final LongFunction<byte[]> piece;
    final byte[] tail;

    /** Bytes that show it: fewer where each of many small frames takes buffers of its own while it is read. */
    long bytes() {
        return switch (this) {
            case GZIP_MEMBERS, ZSTD_FRAMES -> 10_000_000;
            case LZ4_FRAMES -> 500_000;
            default -> 60_000_000;
        };
    }

    /** A capture of one packet, and blocks after it. */
    Growth(LongFunction<byte[]> piece) {
        this(capture(), piece, new byte[0]);
    }

    Growth(byte[] head, LongFunction<byte[]> piece, byte[] tail) {
        this.head = head;
        this.piece = piece;
        this.tail = tail;
    }

    private static byte[] capture() {
        return Captures.pcapng()
                .packet(1_700_000_000_000_000_000L, new byte[60])
                .toBytes();
    }

    private static byte[] section(String comment) {
        return block(
                0x0a0d0d0a,
                join(
                        word(0x1a2b3c4d),
                        word(1),
                        word(-1),
                        word(-1),
                        comment.isEmpty() ? new byte[0] : record(COMMENT, text(comment))));
    }

    private static byte[] describe(int linkType, String comment) {
        return block(
                1,
                join(
                        word(linkType),
                        word(0),
                        comment.isEmpty() ? new byte[0] : join(record(COMMENT, text(comment)), new byte[4])));
    }

    private static byte[] packet(int number, String comment) {
        return block(
                6,
                join(
                        word(number),
                        word(0),
                        word(0),
                        word(60),
                        word(60),
                        new byte[60],
                        comment.isEmpty() ? new byte[0] : join(record(COMMENT, text(comment)), new byte[4])));
    }

    private static byte[] statistics(int number, long ifDrop, long osDrop, String comment) {
        return block(
                5,
                join(
                        word(number),
                        word(0),
                        word(0),
                        comment.isEmpty() ? new byte[0] : record(COMMENT, text(comment)),
                        record(IF_DROP, join(word(ifDrop), word(ifDrop >>> 32))),
                        record(OS_DROP, join(word(osDrop), word(osDrop >>> 32))),
                        new byte[4]));
    }

    /** Another text for each number. */
    private static String comment(long i) {
        return (i + " ").repeat(COMMENT_CHARACTERS).substring(0, COMMENT_CHARACTERS);
    }

    /** {@code code, length, value}, as options and names are. */
    private static byte[] record(int code, byte[] value) {
        return join(word(code | (long) value.length << 16), padded(value));
    }

    private static byte[] block(int type, byte[] body) {
        byte[] length = word(body.length + 12);
        return join(word(type), length, body, length);
    }

    private static byte[] toSkip(long i) {
        return join(word(0x184d2a50), word(4), word(i));
    }

    private static byte[] word(long value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) value)
                .array();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] padded(byte[] value) {
        return Arrays.copyOf(value, (value.length + 3) & ~3);
    }

    /** A header whose name has not ended. */
    private static byte[] gzipUpToName() {
        return new byte[] {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0};
    }

    private static byte[] gzipAfterHeader() {
        return afterHeader(capture());
    }

    private static byte[] afterHeader(byte[] content) {
        byte[] whole = gzip(content);
        return Arrays.copyOfRange(whole, 10, whole.length);
    }

    private static byte[] gzip(byte[] content) {
        return compressed(GZIPOutputStream::new, content);
    }

    private static byte[] lz4(byte[] content) {
        return compressed(out -> new LZ4FrameOutputStream(out, BLOCKSIZE.SIZE_64KB), content);
    }

    private interface Compressor {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static byte[] compressed(Compressor compressor, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compressor.around(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Nothing, compressed. */
    private static final class Empty {
        static final byte[] GZIP = afterHeader(new byte[0]);
        static final byte[] ZSTD = Zstd.compress(new byte[0]);
        static final byte[] LZ4 = lz4(new byte[0]);
    }

    private static byte[] join(byte[]... parts) {
        byte[] whole =
                new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int length = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, length, part.length);
            length += part.length;
        }
        return whole;
    }
}
