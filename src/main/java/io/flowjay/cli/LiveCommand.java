package io.flowjay.cli;

import io.flowjay.capture.LiveCapture;
import io.flowjay.capture.LiveSettings;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecords;
import io.flowjay.record.sink.OutputFile;
import io.flowjay.record.sink.RecordDestination;
import io.flowjay.settings.DeliveryMode;
import io.flowjay.settings.Scope;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flowjay live}: packets of an interface to records, as their flows end. */
@Command(
        name = "live",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        versionProvider = Version.class,
        description = {
            "Captures from a network interface and writes one record per flow when the flow ends.",
            "Needs libpcap, and the right to capture: root, or CAP_NET_RAW and CAP_NET_ADMIN."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the capture ended as it was told to", "1:it could not begin, or broke off", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  flowjay live eth0 | jq .dst_ip",
            "  flowjay live eth0 --filter 'tcp port 443' --duration 60s -o flows.ndjson",
            "  flowjay live eth0 --kafka kafka1:9092 --topic flow-features"
        })
final class LiveCommand implements Callable<Integer>, SettingCommand {
    private static final int LAST_SECONDS = 30;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "INTERFACE", description = "For example eth0; any for all of them, on Linux.")
    private String interfaceName = "";

    @Mixin
    private final OutputOptions destination = new OutputOptions();

    @Option(
            names = "--stats",
            paramLabel = "FILE",
            order = 5,
            description = "Also write the summary as JSON; - for standard output.")
    private @Nullable Path stats;

    @Option(
            names = {"-q", "--quiet"},
            order = 5,
            description = "No progress and no summary.")
    private boolean quiet;

    private final SettingOptions options = OutputOptions.settings(Set.of(Scope.LIVE));

    private final AtomicBoolean stop = new AtomicBoolean();

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        Settings settings = settings(command);
        Extraction extraction = extraction(command, settings);
        RecordDestination where = where(command, settings, extraction);
        CountDownLatch ended = new CountDownLatch(1);
        ProcessEnd signal = ProcessEnd.onSignal(() -> stop(ended));
        try (OutputFile statistics = stats == null ? null : OutputFile.open(stats);
                LiveOutput<?> output = LiveOutput.of(where.open(extraction.columns()));
                LiveCapture capture = LiveCapture.open(LiveSettings.of(settings), stop::get)) {
            if (!quiet) {
                command.commandLine().getErr().println("Capturing from " + interfaceName + ". Ctrl-C ends it.");
            }
            boolean whole = capture(
                    capture,
                    extraction,
                    output,
                    statistics,
                    command.commandLine().getErr());
            // An older file is worth more than an empty one for a capture that broke off.
            if (whole || output.records() > 0) {
                output.complete();
            }
            return whole ? 0 : 1;
        } finally {
            ended.countDown();
            signal.cancel();
        }
    }

    private Settings settings(CommandSpec command) {
        try {
            destination.check(List.of(), stats);
            Settings.Builder settings = Settings.builder().environment(System.getenv());
            settings.text(SettingCatalog.LIVE_INTERFACE, interfaceName, "argument INTERFACE");
            destination.apply(settings);
            options.apply(command.commandLine().getParseResult(), settings);
            return settings.build();
        } catch (IllegalArgumentException e) {
            throw Errors.usage(command, e);
        }
    }

    private Extraction extraction(CommandSpec command, Settings settings) {
        try {
            return Extraction.of(settings);
        } catch (IllegalArgumentException e) {
            throw Errors.usage(command, e);
        }
    }

    private RecordDestination where(CommandSpec command, Settings settings, Extraction extraction) throws IOException {
        try {
            if (destination.isKafka() && settings.get(SettingCatalog.DELIVERY) == DeliveryMode.EXACTLY_ONCE) {
                throw settings.reject(
                        SettingCatalog.DELIVERY,
                        "needs captures that can be read again",
                        DeliveryMode.AT_LEAST_ONCE.text());
            }
            return destination.destination(settings, extraction.columns());
        } catch (IllegalArgumentException e) {
            throw Errors.usage(command, e);
        }
    }

    @Override
    public SettingOptions options() {
        return options;
    }

    /**
     * Writes the records of the capture, and the summary.
     *
     * @return false if the capture failed, which is reported then
     * @throws IOException if the output failed; the summary is written before
     */
    private boolean capture(
            LiveCapture capture,
            Extraction extraction,
            LiveOutput<?> output,
            @Nullable OutputFile statistics,
            PrintWriter err)
            throws IOException {
        long start = System.nanoTime();
        Progress progress = new Progress(err);
        String failure = null;
        IOException unwritten = null;
        try (FlowRecords records = extraction.records(capture)) {
            try {
                while (records.hasNext()) {
                    output.write(records.next());
                    if (!quiet) {
                        progress.records(1, interfaceName);
                    }
                    if (!records.isReady()) {
                        output.flush();
                    }
                }
            } catch (UncheckedIOException e) {
                failure = Errors.message(e.getCause() == null ? e : e.getCause());
            } catch (IOException e) {
                unwritten = e;
            }
            progress.clear();
            if (failure != null) {
                err.println("flowjay: " + failure);
            }
            int failed = failure == null && unwritten == null ? 0 : 1;
            Summary summary =
                    new Summary(records.counts(), 1, failed, (System.nanoTime() - start) / 1e9, capture.drops());
            if (!quiet) {
                err.println(summary.text());
            }
            if (statistics != null) {
                summary.writeTo(statistics);
            }
        }
        if (unwritten != null) {
            throw unwritten;
        }
        return failure == null;
    }

    /** Runs when the process is told to end: the flows that are open are written first. */
    private void stop(CountDownLatch ended) {
        stop.set(true);
        try {
            if (!ended.await(LAST_SECONDS, TimeUnit.SECONDS)) {
                Thread.currentThread().interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
