package io.flowjay.sample;

import java.security.GeneralSecurityException;
import java.util.Arrays;

/** QUIC packets (RFC 9000 section 17) and the frames of an Initial packet (section 19). */
final class QuicPacket {
    private static final int PACKET_NUMBER_LENGTH = 2;
    private static final int TAG_LENGTH = 16;

    private QuicPacket() {}

    /** A protected Initial packet without a token. */
    static byte[] initial(
            QuicVersion version, QuicInitialKeys keys, byte[] destination, byte[] source, int number, byte[] frames)
            throws GeneralSecurityException {
        byte[] header = new Bytes()
                .u8(0xC0 | version.initialType << 4 | (PACKET_NUMBER_LENGTH - 1))
                .u32(version.number)
                .vector8(destination)
                .vector8(source)
                .varint(0)
                .varint(PACKET_NUMBER_LENGTH + frames.length + TAG_LENGTH)
                .u16(number)
                .toArray();
        byte[] packet = Bytes.concat(header, keys.seal(number, header, frames));
        int numberAt = header.length - PACKET_NUMBER_LENGTH;
        int sampleAt = numberAt + 4;
        byte[] mask = keys.mask(Arrays.copyOfRange(packet, sampleAt, sampleAt + 16));
        packet[0] ^= (byte) (mask[0] & 0x0F);
        packet[numberAt] ^= mask[1];
        packet[numberAt + 1] ^= mask[2];
        return packet;
    }

    /** Frames followed by as much PADDING as makes the Initial packet {@code size} bytes long. */
    static byte[] padded(byte[] frames, byte[] destination, byte[] source, int size) {
        int overhead = 1 + 4 + 1 + destination.length + 1 + source.length + 1 + 2 + PACKET_NUMBER_LENGTH + TAG_LENGTH;
        return Arrays.copyOf(frames, size - overhead);
    }

    /** A Handshake packet of {@code size} bytes; what is protected is noise. */
    static byte[] handshake(QuicVersion version, byte[] destination, byte[] source, int size, Noise noise) {
        int rest = size - (1 + 4 + 1 + destination.length + 1 + source.length + 2);
        return new Bytes()
                .u8(0xC0 | version.handshakeType << 4 | noise.below(16))
                .u32(version.number)
                .vector8(destination)
                .vector8(source)
                .u16(0x4000 | rest)
                .raw(noise.bytes(rest))
                .toArray();
    }

    /** A 1-RTT packet of {@code size} bytes; what is protected is noise. */
    static byte[] oneRtt(byte[] destination, int size, Noise noise) {
        return new Bytes()
                .u8(0x40 | noise.below(64))
                .raw(destination)
                .raw(noise.bytes(size - 1 - destination.length))
                .toArray();
    }

    static byte[] crypto(int offset, byte[] data) {
        return new Bytes().u8(6).varint(offset).varint(data.length).raw(data).toArray();
    }

    /** Acknowledges packet numbers 0 to {@code largest}. */
    static byte[] ack(int largest) {
        return new Bytes()
                .u8(2)
                .varint(largest)
                .varint(12)
                .varint(0)
                .varint(largest)
                .toArray();
    }
}
