package io.flowjay.settings;

import org.apiguardian.api.API;

/** A value that a setting offers for choice; implemented by enums. */
@API(status = API.Status.STABLE, since = "0.1.0")
public interface Choice {
    /** The word that users write. */
    String text();
}
