package io.flowjay.cli;

import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.flow.CaptureCounts;
import io.flowjay.record.Extraction;
import io.flowjay.record.ExtractionSettings;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecordWriter;
import io.flowjay.record.FlowRecords;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flowjay extract}: captures to newline-delimited JSON, without Kafka. */
@Command(
        name = "extract",
        mixinStandardHelpOptions = true,
        description = "Writes one JSON record per flow.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every capture was read whole", "1:a capture was not read whole", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  flowjay extract trace.pcap",
            "  flowjay extract --features timing,size --profile JJ-CORE -o flows.ndjson day/*.pcap.gz",
            "  tcpdump -w - | flowjay extract --stats stats.json - | jq .dst_ip"
        })
final class ExtractCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "CAPTURE",
            arity = "1..*",
            description = "pcap or pcapng, also compressed by gzip, zstd or lz4; - for standard input.")
    private List<String> captures = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            order = 1,
            description = "Where the records go. Default: standard output.")
    private @Nullable Path output;

    @Option(names = "--stats", paramLabel = "FILE", order = 2, description = "Also write the summary as JSON.")
    private @Nullable Path stats;

    @Option(
            names = {"-q", "--quiet"},
            order = 3,
            description = "No progress and no summary.")
    private boolean quiet;

    private final ExtractionSettings settings = new ExtractionSettings();

    @Mixin
    @SuppressWarnings("UnusedVariable") // its setters fill the settings
    private final FeatureOptions features = new FeatureOptions(settings);

    @Mixin
    @SuppressWarnings("UnusedVariable") // its setters fill the settings
    private final FlowOptions flows = new FlowOptions(settings);

    @Mixin
    @SuppressWarnings("UnusedVariable") // its setters fill the settings
    private final DecodeOptions decoding = new DecodeOptions(settings);

    private final CaptureCounts counts = new CaptureCounts();
    private int failed;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = java.util.Objects.requireNonNull(spec);
        Extraction extraction = extraction(command);
        PrintWriter err = command.commandLine().getErr();
        Progress progress = new Progress(err);
        long start = System.nanoTime();
        try (OutputFile file = OutputFile.open(output);
                FlowRecordWriter writer = new FlowRecordWriter(file.stream())) {
            for (String capture : captures) {
                extract(capture, extraction, writer, progress, err);
            }
            writer.flush();
            file.complete();
        }
        Summary summary = new Summary(counts, captures.size(), failed, (System.nanoTime() - start) / 1e9);
        if (!quiet) {
            err.println(summary.text());
        }
        if (stats != null) {
            summary.writeTo(stats);
        }
        return failed == 0 ? 0 : 1;
    }

    private Extraction extraction(CommandSpec command) {
        for (String capture : captures) {
            if (output != null && !capture.equals(STANDARD_INPUT) && isSame(Path.of(capture), output)) {
                throw new ParameterException(command.commandLine(), "the output " + output + " is one of the captures");
            }
        }
        try {
            return settings.build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean isSame(Path capture, Path output) {
        try {
            return Files.isSameFile(capture, output);
        } catch (IOException e) {
            // One of them does not exist.
            return false;
        }
    }

    private void extract(
            String capture, Extraction extraction, FlowRecordWriter writer, Progress progress, PrintWriter err)
            throws IOException {
        @Nullable CaptureCounts read = null;
        try (CaptureReader reader = open(capture);
                FlowRecords records = extraction.records(reader)) {
            boolean more = hasNext(records);
            while (more) {
                FlowRecord record = records.next();
                writer.write(record);
                if (!quiet) {
                    progress.record(capture);
                }
                more = hasNext(records);
            }
            read = records.counts();
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

    private static CaptureReader open(String capture) throws CaptureFailure {
        try {
            return capture.equals(STANDARD_INPUT)
                    ? CaptureFile.open(System.in, "stdin")
                    : CaptureFile.open(Path.of(capture));
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new CaptureFailure(capture + ": no such file", e, new CaptureCounts());
        } catch (IOException e) {
            throw new CaptureFailure(message(capture, e), e, new CaptureCounts());
        }
    }

    /** Tells failures of the capture from those of the output. */
    private static boolean hasNext(FlowRecords records) throws CaptureFailure {
        try {
            return records.hasNext();
        } catch (UncheckedIOException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new CaptureFailure(String.valueOf(cause.getMessage()), e, records.counts());
        }
    }

    private static String message(String capture, IOException e) {
        String text = String.valueOf(e.getMessage());
        return text.startsWith(capture) ? text : capture + ": " + text;
    }
}
