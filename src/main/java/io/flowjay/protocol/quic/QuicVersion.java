package io.flowjay.protocol.quic;

import static io.flowjay.protocol.quic.PacketType.HANDSHAKE;
import static io.flowjay.protocol.quic.PacketType.INITIAL;
import static io.flowjay.protocol.quic.PacketType.RETRY;
import static io.flowjay.protocol.quic.PacketType.ZERO_RTT;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Versions whose long headers are understood, in groups that are decoded alike. */
enum QuicVersion {
    V1(InitialSalt.V1),
    V2(InitialSalt.V2),
    DRAFT_22(InitialSalt.DRAFT_22),
    DRAFT_23_TO_28(InitialSalt.DRAFT_23),
    DRAFT_29_TO_32(InitialSalt.DRAFT_29),
    DRAFT_33_AND_34(InitialSalt.V1),
    /** Facebook's versions; each follows some draft. */
    MVFST(InitialSalt.DRAFT_23, InitialSalt.DRAFT_22, InitialSalt.DRAFT_29, InitialSalt.V1),
    /** Google's versions with the long header of RFC 8999 and its own handshake instead of TLS. */
    Q050(InitialSalt.Q050),
    T050(InitialSalt.T050),
    T051(InitialSalt.T051),
    /** Versions 0x?a?a?a?a, which exist to be answered by a Version Negotiation (RFC 9000 section 15). */
    RESERVED(InitialSalt.V1, InitialSalt.DRAFT_29, InitialSalt.DRAFT_23);

    private static final int DRAFT_PREFIX = 0xff0000;
    private static final int MVFST_FIRST = 0xfaceb001;
    private static final int MVFST_LAST = 0xfaceb012;
    private static final int RESERVED_MASK = 0x0f0f0f0f;
    private static final int RESERVED_BITS = 0x0a0a0a0a;

    private static final PacketType[] TYPES = {INITIAL, ZERO_RTT, HANDSHAKE, RETRY};
    private static final PacketType[] TYPES_V2 = {RETRY, INITIAL, ZERO_RTT, HANDSHAKE};

    /** From List.of. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<InitialSalt> salts;

    QuicVersion(InitialSalt... salts) {
        this.salts = List.of(salts);
    }

    /** The group of a version number, or null when its packets are not understood beyond RFC 8999. */
    static @Nullable QuicVersion of(int number) {
        return switch (number) {
            case 0x00000001 -> V1;
            case 0x6b3343cf -> V2;
            case 0x51303530 -> Q050;
            case 0x54303530 -> T050;
            case 0x54303531 -> T051;
            default -> inRanges(number);
        };
    }

    /** Whether the handshake is that of TLS (RFC 9001). */
    boolean usesTls() {
        return this != Q050;
    }

    private static @Nullable QuicVersion inRanges(int number) {
        if ((number & RESERVED_MASK) == RESERVED_BITS) {
            return RESERVED;
        }
        if (Integer.compareUnsigned(number, MVFST_FIRST) >= 0 && Integer.compareUnsigned(number, MVFST_LAST) <= 0) {
            return MVFST;
        }
        return number >>> 8 == DRAFT_PREFIX ? draft(number & 0xff) : null;
    }

    private static @Nullable QuicVersion draft(int draft) {
        if (draft < 22 || draft > 34) {
            return null;
        }
        if (draft == 22) {
            return DRAFT_22;
        }
        if (draft <= 28) {
            return DRAFT_23_TO_28;
        }
        return draft <= 32 ? DRAFT_29_TO_32 : DRAFT_33_AND_34;
    }

    /** The type of a long header packet: bits 5 and 4 of its first byte (RFC 9000 section 17.2, RFC 9369 section 3.2). */
    PacketType type(int firstByte) {
        return (this == V2 ? TYPES_V2 : TYPES)[firstByte >> 4 & 3];
    }

    /** How its Initial packets write their frames. */
    FrameFormat frames() {
        return switch (this) {
            case Q050, T050, T051 -> FrameFormat.GOOGLE;
            default -> FrameFormat.IETF;
        };
    }

    /** What Initial packets of the version may be protected with, the likeliest first. */
    List<InitialSalt> salts() {
        return salts;
    }

    /**
     * A version number in words.
     *
     * @param number 0 for none, which gives an empty text
     */
    static String text(int number) {
        if (number == 0) {
            return "";
        }
        if (number >>> 8 == DRAFT_PREFIX) {
            return "QUIC draft-" + (number & 0xff);
        }
        int family = number >>> 16;
        int tens = number >>> 8 & 0xff;
        int units = number & 0xff;
        if ((family == ('Q' << 8 | '0') || family == ('T' << 8 | '0')) && isDigit(tens) && isDigit(units)) {
            return "gQUIC " + (char) (family >> 8) + '0' + (char) tens + (char) units;
        }
        return switch (number) {
            case 0x00000001 -> "QUIC v1";
            case 0x6b3343cf -> "QUIC v2";
            default -> "Unknown (0x" + HexFormat.of().toHexDigits(number) + ")";
        };
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
