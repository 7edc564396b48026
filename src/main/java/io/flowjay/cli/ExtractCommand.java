package io.flowjay.cli;

import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.flow.CaptureCounts;
import io.flowjay.record.CaptureLines;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecordWriter;
import io.flowjay.record.RecordLines;
import io.flowjay.settings.Scope;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flowjay extract}: captures to newline-delimited JSON, without Kafka. */
@Command(
        name = "extract",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        versionProvider = Version.class,
        description = "Writes one JSON record per flow.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every capture was read whole, and every record was written",
            "1:a capture was not read whole, or a record not written",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  flowjay extract trace.pcap",
            "  flowjay extract --features timing,size --profile JJ-CORE -o flows.ndjson day/*.pcap.gz",
            "  tcpdump -w - | flowjay extract --stats stats.json - | jq .dst_ip"
        })
final class ExtractCommand implements Callable<Integer>, SettingCommand {
    private static final String STANDARD_INPUT = "-";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "CAPTURE",
            arity = "1..*",
            description = "pcap or pcapng, also compressed by gzip, zstd, lz4, xz or bzip2; - for standard input.")
    private List<String> captures = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            order = 1,
            description = "Where the records go. Default, and -: standard output.")
    private @Nullable Path output;

    @Option(
            names = "--stats",
            paramLabel = "FILE",
            order = 2,
            description = "Also write the summary as JSON; - for standard output.")
    private @Nullable Path stats;

    @Option(
            names = {"-q", "--quiet"},
            order = 3,
            description = "No progress and no summary.")
    private boolean quiet;

    private final SettingOptions options = SettingOptions.of(EnumSet.of(Scope.EXTRACTION));

    private final CaptureCounts counts = new CaptureCounts();
    private int failed;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        Extraction extraction = extraction(command);
        PrintWriter err = command.commandLine().getErr();
        Progress progress = new Progress(err);
        long start = System.nanoTime();
        // Opened first: an error there shows before the work, not after it.
        try (OutputFile statistics = stats == null ? null : OutputFile.open(stats)) {
            try (OutputFile file = OutputFile.open(output);
                    FlowRecordWriter writer = new FlowRecordWriter(file.stream())) {
                for (String capture : captures) {
                    extract(capture, extraction, writer, progress, err);
                }
                writer.flush();
                file.complete();
            } finally {
                progress.clear();
            }
            Summary summary = new Summary(counts, captures.size(), failed, (System.nanoTime() - start) / 1e9, null);
            if (!quiet) {
                err.println(summary.text());
            }
            if (statistics != null) {
                summary.writeTo(statistics);
            }
        }
        return failed == 0 ? 0 : 1;
    }

    private Extraction extraction(CommandSpec command) {
        try {
            if (captures.contains("")) {
                throw new IllegalArgumentException("the name of a capture is empty");
            }
            OutputFile.checkDistinct(captures, output, stats);
            Settings.Builder settings = Settings.builder().environment(System.getenv());
            options.apply(command.commandLine().getParseResult(), settings);
            return Extraction.of(settings.build());
        } catch (IllegalArgumentException e) {
            throw Errors.usage(command, e);
        }
    }

    @Override
    public SettingOptions options() {
        return options;
    }

    private void extract(
            String capture, Extraction extraction, FlowRecordWriter writer, Progress progress, PrintWriter err)
            throws IOException {
        @Nullable CaptureCounts read = null;
        try (CaptureLines captureLines = open(capture, extraction)) {
            RecordLines lines = next(captureLines);
            while (lines != null) {
                writer.write(lines);
                if (!quiet) {
                    progress.records(lines.records(), capture);
                }
                lines = next(captureLines);
            }
            read = captureLines.counts();
        } catch (CaptureFailure e) {
            read = e.counts();
            failed++;
            progress.clear();
            err.println("flowjay: " + e.getMessage());
        }
        progress.clear();
        if (read != null) {
            counts.add(read);
        }
    }

    private static CaptureLines open(String capture, Extraction extraction) throws CaptureFailure {
        try {
            CaptureReader reader = capture.equals(STANDARD_INPUT)
                    ? CaptureFile.open(System.in, "stdin")
                    : CaptureFile.open(Path.of(capture));
            return extraction.lines(reader);
        } catch (IOException | InvalidPathException e) {
            String reason = Errors.message(e);
            String message =
                    e instanceof CaptureException || reason.startsWith(capture) ? reason : capture + ": " + reason;
            throw new CaptureFailure(message, e, new CaptureCounts());
        }
    }

    /** Separates failures of the capture from those of the output. */
    private static @Nullable RecordLines next(CaptureLines lines) throws CaptureFailure {
        try {
            return lines.next();
        } catch (IOException e) {
            throw new CaptureFailure(Errors.message(e), e, lines.counts());
        }
    }
}
