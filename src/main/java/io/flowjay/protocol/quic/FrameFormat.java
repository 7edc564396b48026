package io.flowjay.protocol.quic;

/** How a version writes the frames of its Initial packets. */
enum FrameFormat {
    /** RFC 9000 section 19. */
    IETF(0x06),
    /** Google's versions before they took over the RFC's frames. */
    GOOGLE(0x08);

    private final int cryptoFrame;

    FrameFormat(int cryptoFrame) {
        this.cryptoFrame = cryptoFrame;
    }

    /** Type of the frame with the handshake's bytes. */
    int cryptoFrame() {
        return cryptoFrame;
    }
}
