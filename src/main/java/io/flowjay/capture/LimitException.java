package io.flowjay.capture;

import org.apiguardian.api.API;

/** A capture exceeds a configured limit. The message names the setting and its value. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class LimitException extends CaptureException {
    private static final long serialVersionUID = 1L;

    private final String setting;
    private final String value;

    /**
     * @param capture path or name of the capture
     * @param what what the capture has or takes: "the capture has more records"
     * @param setting name of the setting
     * @param value its value, as text
     */
    public LimitException(String capture, String what, String setting, String value) {
        super(capture, what + " than the limit " + setting + "=" + value);
        this.setting = setting;
        this.value = value;
    }

    /** Name of the setting. */
    public String setting() {
        return setting;
    }

    /** Its value, as text. */
    public String value() {
        return value;
    }
}
