package io.flowjay.protocol.http1;

import io.flowjay.protocol.payload.Payload;

/** Content in chunks (RFC 9112 section 7.1), up to the empty line after the last chunk and the trailer fields. */
final class Chunks {
    private static final int MAX_DIGITS = 15;
    private static final int HEX = 16;

    private final LineReader lines;
    private long left;
    private boolean inData;
    private boolean inTrailer;
    private boolean ended;
    private boolean malformed;
    private int trailerBytes;

    Chunks(LineReader lines) {
        this.lines = lines;
    }

    void accept(Payload run) {
        while (run.hasRemaining() && !ended) {
            if (left > 0) {
                int count = (int) Math.min(left, run.remaining());
                run.skip(count);
                left -= count;
            } else {
                String line = lines.accept(run);
                if (line != null) {
                    line(line);
                } else if (lines.length() > LineReader.MAX_LINE) {
                    reject();
                }
            }
        }
    }

    private void line(String line) {
        if (inTrailer) {
            trailerBytes += line.length();
            ended = line.isEmpty() || trailerBytes > MessageReader.MAX_HEAD;
        } else if (inData) {
            // What ends a chunk's data.
            inData = false;
            if (!line.isEmpty()) {
                reject();
            }
        } else {
            left = size(line);
            inData = left > 0;
            inTrailer = left == 0;
            if (left < 0) {
                reject();
            }
        }
    }

    /** The number at the start of a line, before any chunk extension; -1 when there is none. */
    private static long size(String line) {
        int semicolon = line.indexOf(';');
        String digits = FieldText.trim(semicolon < 0 ? line : line.substring(0, semicolon));
        if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
            return -1;
        }
        long size = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), HEX);
            if (digit < 0) {
                return -1;
            }
            size = size << 4 | digit;
        }
        return size;
    }

    private void reject() {
        left = 0;
        ended = true;
        malformed = true;
    }

    /** Bytes of the present chunk that are not read yet, and that nobody needs. */
    long left() {
        return left;
    }

    /** Passes over some of them. */
    void pass(int count) {
        left -= count;
    }

    boolean ended() {
        return ended;
    }

    boolean malformed() {
        return malformed;
    }
}
