package io.flowjay.capture;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A capture's name and id; the id is computed when it is asked for first, since that may take a pass over the content. */
final class CaptureIdentity {
    private final String name;
    private final CaptureFile.IdSource source;
    private final CaptureInput input;
    private @Nullable String id;

    CaptureIdentity(String name, CaptureFile.IdSource source, CaptureInput input) {
        this.name = name;
        this.source = source;
        this.input = input;
    }

    String name() {
        return name;
    }

    String id() throws IOException {
        if (id == null) {
            id = source.id(input);
        }
        return id;
    }
}
