package io.flowjay.settings;

/** What happens to a capture whose content is published already. */
public enum Duplicates implements Choice {
    /** Its records are not sent again. */
    SKIP("skip"),
    /** Its records are sent again, unless it is the very file that was published. */
    PROCESS("process");

    private final String text;

    Duplicates(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
