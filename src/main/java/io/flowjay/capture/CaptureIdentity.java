package io.flowjay.capture;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A capture's name, id and input; the id is computed when it is first asked for, since that may take a pass over the content. */
final class CaptureIdentity {
    private final String name;
    private final CaptureFile.IdSource source;
    private final CaptureInput input;
    private final CaptureFile.@Nullable Opener opener;
    private @Nullable String id;

    /**
     * @param name the capture's name
     * @param source finds the id
     * @param input the open capture
     * @param opener opens the capture again; null when it can be read only once
     */
    CaptureIdentity(String name, CaptureFile.IdSource source, CaptureInput input, CaptureFile.@Nullable Opener opener) {
        this.name = name;
        this.source = source;
        this.input = input;
        this.opener = opener;
    }

    boolean canReopen() {
        return opener != null;
    }

    @Nullable
    CaptureReader reopen() throws IOException {
        return opener == null ? null : opener.open();
    }

    /** The bytes of the capture, which whoever reads the packets closes. */
    CaptureInput input() {
        return input;
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
