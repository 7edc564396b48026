package io.flowjay.camel;

import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.metrics.Mode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.jspecify.annotations.Nullable;

/** Opens the capture that is the body of a message. */
record CaptureBody(CaptureReader reader, CaptureFileState file) {
    /** The name of a capture whose message gives none. */
    private static final String UNNAMED = "capture";

    /**
     * @throws IllegalArgumentException for a body of another kind
     * @throws IOException when it cannot be opened or is no capture
     */
    static CaptureBody open(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        Object body = message.getBody();
        Path path = path(body);
        if (path != null) {
            return open(path);
        }
        if (body instanceof CaptureReader reader) {
            return new CaptureBody(reader, CaptureFileState.NONE);
        }
        String name = name(message);
        if (body instanceof byte[] content) {
            return new CaptureBody(CaptureFile.open(content, name), CaptureFileState.NONE);
        }
        return new CaptureBody(CaptureFile.open(stream(message, body), name), CaptureFileState.NONE);
    }

    /** Opens a file so that its state is that of the very file that is open, also when another one takes its name meanwhile. */
    private static CaptureBody open(Path path) throws IOException {
        CaptureFileState state = CaptureFileState.of(path);
        while (true) {
            CaptureReader reader = CaptureFile.open(path);
            CaptureFileState opened;
            try {
                opened = CaptureFileState.of(path);
            } catch (IOException e) {
                reader.close();
                throw e;
            }
            if (Objects.equals(opened.key(), state.key())) {
                return new CaptureBody(reader, state);
            }
            reader.close();
            state = opened;
        }
    }

    /**
     * The same file, opened again.
     *
     * @throws io.flowjay.capture.CaptureException if it has changed, or another file has its name by now
     */
    CaptureReader reopened() throws IOException {
        Path path = Objects.requireNonNull(file.path(), "only a file can be opened again");
        CaptureReader again;
        try {
            again = CaptureFile.open(path);
        } catch (CaptureException e) {
            // Another file is not judged in place of this one.
            file.checkUnchanged();
            throw e;
        }
        try {
            file.checkUnchanged();
            return again;
        } catch (IOException e) {
            again.close();
            throw e;
        }
    }

    /** The name of the capture in a message, which need not be one. */
    static String name(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof CaptureReader reader) {
            return reader.name();
        }
        Path path = path(body);
        return path != null ? String.valueOf(path.getFileName()) : name(exchange.getMessage());
    }

    /** How the packets of a message come in. */
    static Mode mode(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof CaptureReader reader && reader.isLive()) {
            return Mode.LIVE;
        }
        return path(body) != null ? Mode.FILE : Mode.STREAM;
    }

    private static @Nullable Path path(@Nullable Object body) {
        Object content = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
        if (content instanceof File file) {
            return file.toPath();
        }
        return content instanceof Path path ? path : null;
    }

    private static InputStream stream(Message message, @Nullable Object body) throws IOException {
        if (body instanceof InputStream in) {
            return in;
        }
        if (body instanceof WrappedFile<?>) {
            // A file of a remote system: its component knows how to read it.
            try {
                return message.getMandatoryBody(InputStream.class);
            } catch (InvalidPayloadException e) {
                throw new IOException("the file in the message cannot be read as a stream", e);
            }
        }
        throw new IllegalArgumentException(
                "a capture must be a File, Path, GenericFile, InputStream, byte[] or CaptureReader, but is "
                        + (body == null ? "null" : body.getClass().getName()));
    }

    private static String name(Message message) {
        String name = message.getHeader(Exchange.FILE_NAME_ONLY, String.class);
        if (name == null) {
            name = message.getHeader(Exchange.FILE_NAME, String.class);
        }
        if (name == null || name.isBlank()) {
            return UNNAMED;
        }
        // Only the last part: a sender's directories are not ours.
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }
}
