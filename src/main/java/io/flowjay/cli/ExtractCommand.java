package io.flowjay.cli;

import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.flow.CaptureCounts;
import io.flowjay.record.Extraction;
import io.flowjay.record.RecordBatches;
import io.flowjay.record.sink.OutputFile;
import io.flowjay.record.sink.RecordBatch;
import io.flowjay.record.sink.RecordDestination;
import io.flowjay.record.sink.RecordOutput;
import io.flowjay.settings.DeliveryMode;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flowjay extract}: captures to records in a file, or on a topic. */
@Command(
        name = "extract",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        versionProvider = Version.class,
        description = "Writes one record per flow.",
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
            "  flowjay extract trace.pcap -o flows.csv.zst",
            "  flowjay extract trace.pcap --kafka kafka1:9092 --topic flow-features --format avro",
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

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--stats",
            paramLabel = "FILE",
            order = 4,
            description = "Also write the summary as JSON; - for standard output.")
    private @Nullable Path stats;

    @Option(
            names = {"-q", "--quiet"},
            order = 4,
            description = "No progress and no summary.")
    private boolean quiet;

    private final SettingOptions options = OutputOptions.settings(
            Set.of(),
            SettingCatalog.DELIVERY,
            SettingCatalog.LEDGER_TOPIC,
            SettingCatalog.DUPLICATES,
            SettingCatalog.ON_CHANGED_SETTINGS,
            SettingCatalog.TRANSACTION_TIMEOUT,
            SettingCatalog.ATTEMPTS,
            SettingCatalog.BACKOFF);

    private final CaptureCounts counts = new CaptureCounts();
    private int failed;
    /** Records that the output has. */
    private long written;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        Settings settings = settings(command);
        Extraction extraction = extraction(command, settings);
        RecordDestination destination = destination(command, settings, extraction);
        PrintWriter err = command.commandLine().getErr();
        Progress progress = new Progress(err);
        long start = System.nanoTime();
        // Opened first: an error there shows before the work, not after it.
        try (OutputFile statistics = stats == null ? null : OutputFile.open(stats)) {
            try (RecordOutput<?> records = destination.open(extraction.columns())) {
                for (String capture : captures) {
                    extract(capture, extraction, records, progress, err);
                }
                // An older file is worth more than an empty one for captures that could not be read.
                if (failed == 0 || written > 0) {
                    records.commit();
                }
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

    private Settings settings(CommandSpec command) {
        try {
            if (captures.contains("")) {
                throw new IllegalArgumentException("the name of a capture is empty");
            }
            output.check(captures, stats);
            Settings.Builder settings = Settings.builder().environment(System.getenv());
            output.apply(settings);
            options.apply(command.commandLine().getParseResult(), settings);
            return settings.build();
        } catch (IllegalArgumentException e) {
            throw Errors.usage(command, e);
        }
    }

    private static Extraction extraction(CommandSpec command, Settings settings) {
        try {
            return Extraction.of(settings);
        } catch (IllegalArgumentException e) {
            throw Errors.usage(command, e);
        }
    }

    private RecordDestination destination(CommandSpec command, Settings settings, Extraction extraction)
            throws IOException {
        try {
            if (output.isKafka()
                    && settings.get(SettingCatalog.DELIVERY) == DeliveryMode.EXACTLY_ONCE
                    && captures.contains("-")) {
                throw new IllegalArgumentException(
                        "--delivery exactly-once needs captures that are files: what standard"
                                + " input held cannot be compared later; use --delivery at-least-once");
            }
            return output.destination(settings, extraction.columns());
        } catch (IllegalArgumentException e) {
            throw Errors.usage(command, e);
        }
    }

    @Override
    public SettingOptions options() {
        return options;
    }

    private <B extends RecordBatch> void extract(
            String capture, Extraction extraction, RecordOutput<B> records, Progress progress, PrintWriter err)
            throws IOException {
        @Nullable CaptureCounts read = null;
        boolean begun = false;
        try (CaptureReader reader = open(capture)) {
            if (!begin(records, capture)) {
                progress.clear();
                err.println("flowjay: " + capture + ": its records are there already, so they are not sent again");
                return;
            }
            begun = true;
            read = extract(reader, capture, extraction, records, progress);
            records.end(true);
        } catch (CaptureFailure e) {
            read = e.counts();
            failed++;
            progress.clear();
            err.println("flowjay: " + e.getMessage());
            if (begun) {
                records.end(false);
            }
        }
        progress.clear();
        if (read != null) {
            counts.add(read);
        }
    }

    private <B extends RecordBatch> CaptureCounts extract(
            CaptureReader reader, String capture, Extraction extraction, RecordOutput<B> records, Progress progress)
            throws IOException {
        try (RecordBatches<B> batches = batches(reader, capture, extraction, records)) {
            B batch = next(batches);
            while (batch != null) {
                int count = batch.records();
                records.write(batch);
                written += count;
                if (!quiet) {
                    progress.records(count, capture);
                }
                batch = next(batches);
            }
            return batches.counts();
        }
    }

    /** Separates what is wrong with the capture from what is wrong with the output. */
    private static boolean begin(RecordOutput<?> records, String capture) throws IOException {
        try {
            return records.begin(file(capture));
        } catch (CaptureException e) {
            throw new CaptureFailure(Errors.message(e), e, new CaptureCounts());
        }
    }

    /** The capture, if it is a file that can be read again. */
    private static @Nullable Path file(String capture) {
        Path file = capture.equals(STANDARD_INPUT) ? null : Path.of(capture);
        return file != null && Files.isRegularFile(file) ? file : null;
    }

    private static CaptureReader open(String capture) throws CaptureFailure {
        try {
            return capture.equals(STANDARD_INPUT)
                    ? CaptureFile.open(System.in, "stdin")
                    : CaptureFile.open(Path.of(capture));
        } catch (IOException | InvalidPathException e) {
            throw unopened(capture, e);
        }
    }

    private static <B extends RecordBatch> RecordBatches<B> batches(
            CaptureReader reader, String capture, Extraction extraction, RecordOutput<B> records)
            throws CaptureFailure {
        try {
            return extraction.batches(reader, records);
        } catch (IOException e) {
            throw unopened(capture, e);
        }
    }

    private static CaptureFailure unopened(String capture, Exception e) {
        String reason = Errors.message(e);
        String message = e instanceof CaptureException || reason.startsWith(capture) ? reason : capture + ": " + reason;
        return new CaptureFailure(message, e, new CaptureCounts());
    }

    /** Separates failures of the capture from those of the output. */
    private static <B extends RecordBatch> @Nullable B next(RecordBatches<B> batches) throws CaptureFailure {
        try {
            return batches.next();
        } catch (IOException e) {
            throw new CaptureFailure(Errors.message(e), e, batches.counts());
        }
    }
}
