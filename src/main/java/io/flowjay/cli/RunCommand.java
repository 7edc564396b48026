package io.flowjay.cli;

import io.flowjay.settings.SettingCatalog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flowjay run}: watches a directory, until it is told to end. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        versionProvider = Version.class,
        description = {
            "Watches a directory: each capture dropped into it becomes flow records on Kafka, or with --files files of records.",
            "Without --brokers and --files a broker is started in this process; without --captures as well, the sample capture is put into"
                    + " captures/ first."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:could not start",
            "2:wrong usage",
            "143:told to end, and no capture was interrupted (Ctrl-C: 130)",
            "70:out of memory, or another error after which a process cannot go on; the capture is still in its directory",
            "74:the broker in this process ended, for example because its disk is full",
            "75:told to end in the middle of a capture, which is still in its directory"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  flowjay run",
            "  flowjay run --captures /var/spool/pcap --brokers kafka1:9092 --topic flow-features --key-field src_ip",
            "  flowjay run --captures /var/spool/pcap --files /srv/flows --files-extension csv.zst",
            "  flowjay run --brokers kafka1:9092 --preset high-durability --features timing,size,tcp"
        })
final class RunCommand implements Callable<Integer>, SettingCommand {
    private static final int LAST_PORT = 65_535;
    /** Told to end in the middle of a capture: EX_TEMPFAIL of sysexits.h, the work can be done by another start. */
    private static final int EXIT_ABANDONED = 75;
    /** EX_SOFTWARE of sysexits.h. */
    private static final int EXIT_FATAL = 70;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            order = 8,
            defaultValue = "9092",
            description = "Port of the broker in this process; a free one when it is taken. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--broker-dir",
            paramLabel = "DIR",
            order = 8,
            defaultValue = ".flowjay/kafka",
            description = "Where that broker keeps its data. Default: ${DEFAULT-VALUE}.")
    private Path brokerDirectory = Path.of(".flowjay", "kafka");

    @Option(
            names = "--show",
            negatable = true,
            order = 9,
            fallbackValue = "true",
            description =
                    "Read the records back from the topic and show one a line. Default: on a terminal, if bin/flowjay started this.")
    private @Nullable Boolean show;

    @Override
    public Integer call() throws Exception {
        CommandSpec command = Objects.requireNonNull(spec);
        Path directory = options.directory();
        RunSettings settings = settings(command);
        Files.createDirectories(Path.of(settings.get(SettingCatalog.CAPTURES)));
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        PrintStream out = System.out;
        MainJob started = new MainJob(out);
        ProcessEnd signal = ProcessEnd.onSignal(() -> stop(end, stopped, started));
        try (MainJob job = started) {
            start(job, settings, directory, out);
            while (!end.await(1, TimeUnit.SECONDS)) {
                endIfFatal(job);
            }
        } finally {
            stopped.countDown();
            signal.cancel();
        }
        return 0;
    }

    private void start(MainJob job, RunSettings given, Path directory, PrintStream out) throws Exception {
        boolean ownBroker = hasOwnBroker(given);
        RunSettings settings = ownBroker ? given.withBrokers(job.startBroker(brokerDirectory, port)) : given;
        String captures = settings.get(SettingCatalog.CAPTURES);
        // Java cannot see where its output goes; the start script can. The log has a line for each capture.
        if (given.publishes() && (show == null ? Boolean.getBoolean("flowjay.stdout.terminal") : show)) {
            job.showRecords(settings);
        }
        if (ownBroker && !settings.settings().isSet(SettingCatalog.CAPTURES)) {
            out.println("Sample:        " + SampleCapture.copyTo(Path.of(captures)));
        }
        job.startRoutes(settings, directory);
        String files = settings.get(SettingCatalog.FILES);
        out.println((settings.settings().get(SettingCatalog.WATCH)
                        ? "Watching:      " + captures + "/ for captures; their records go to "
                        : "Not watching:  " + captures + "/ (flowjay.watch=false); records go to ")
                + (files.isEmpty()
                        ? "topic " + settings.get(SettingCatalog.TOPIC) + " on " + settings.get(SettingCatalog.BROKERS)
                        : "files in " + files + "/")
                + ". Ctrl-C ends it.");
        job.serve(settings);
    }

    /** Halts the process after a fatal error, because an orderly stop may never finish. */
    private static void endIfFatal(MainJob job) {
        try {
            Throwable error = job.fatal();
            if (error == null) {
                return;
            }
            System.err.println("flowjay: this process ends: " + Errors.message(error));
        } catch (VirtualMachineError e) {
            // Out of memory here too: halt anyway.
        }
        Runtime.getRuntime().halt(EXIT_FATAL);
    }

    RunSettings settings(CommandSpec command) throws IOException {
        if (port < 0 || port > LAST_PORT) {
            throw Errors.usage(
                    command, new IllegalArgumentException("--port must be 0 to " + LAST_PORT + ", but is " + port));
        }
        RunSettings settings = options.read(command);
        checkUsed(command, settings);
        return settings;
    }

    /** Checks that no option is there that changes nothing. That records are not shown is true of files, too. */
    private void checkUsed(CommandSpec command, RunSettings settings) {
        for (String option : List.of("--port", "--broker-dir")) {
            RunOptions.checkForKafka(command, settings, option);
            if (RunOptions.isGiven(command, option) && !hasOwnBroker(settings)) {
                throw Errors.usage(
                        command,
                        RunOptions.notNeeded(option, "the broker in this process", SettingCatalog.BROKERS, settings));
            }
        }
        if (Boolean.TRUE.equals(show)) {
            RunOptions.checkForKafka(command, settings, "--show");
            if (!settings.publishes()) {
                throw Errors.usage(
                        command, RunOptions.notNeeded("--show", "a topic of records", SettingCatalog.FILES, settings));
            }
        }
    }

    private static boolean hasOwnBroker(RunSettings settings) {
        return settings.needsKafka() && !settings.settings().isSet(SettingCatalog.BROKERS);
    }

    @Override
    public SettingOptions options() {
        return options.settings();
    }

    /** Runs when the process is told to end, which it does when this returns. */
    private static void stop(CountDownLatch end, CountDownLatch stopped, MainJob job) {
        end.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (job.hasAbandoned()) {
            // A signal has an exit code of its own; only this way another one can be told.
            Runtime.getRuntime().halt(EXIT_ABANDONED);
        }
    }
}
