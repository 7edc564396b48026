package io.flowjay.protocol.stream;

import io.flowjay.protocol.payload.Payload;
import java.nio.charset.StandardCharsets;

/** Notes what it is given, up to a number of bytes. */
class Recorder implements StreamParser {
    private final StringBuilder bytes = new StringBuilder();
    private final StringBuilder pieces = new StringBuilder();
    private final int enough;
    private int ended;

    Recorder(int enough) {
        this.enough = enough;
    }

    @Override
    public boolean accept(Payload run) {
        if (pieces.length() > 0) {
            pieces.append('|');
        }
        String piece = new String(run.data(), run.offset(), run.remaining(), StandardCharsets.ISO_8859_1);
        pieces.append(piece);
        bytes.append(piece);
        return bytes.length() < enough;
    }

    @Override
    public void end() {
        ended++;
    }

    /** The pieces, with a bar between them. */
    String pieces() {
        return pieces.toString();
    }

    String bytes() {
        return bytes.toString();
    }

    /** How often the end was told. */
    int ended() {
        return ended;
    }
}
