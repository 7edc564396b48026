package io.flowjay.cli;

/** Does something when the process is told to end (Ctrl-C, SIGTERM), unless it is taken back before. */
final class ProcessEnd {
    private final Thread hook;

    private ProcessEnd(Thread hook) {
        this.hook = hook;
    }

    /**
     * @param action what to do; the process ends when it returns
     */
    static ProcessEnd onSignal(Runnable action) {
        Thread hook = new Thread(action, "flowjay-end");
        Runtime.getRuntime().addShutdownHook(hook);
        return new ProcessEnd(hook);
    }

    /** Takes the action back; without effect once the process is ending. */
    void cancel() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the action is running or done.
        }
    }
}
