package io.flowjay.camel.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowjay.camel.CaptureRecords;
import io.flowjay.camel.ContextSettings;
import io.flowjay.camel.FilesUnavailableException;
import io.flowjay.camel.FlowjayHeaders;
import io.flowjay.camel.Outage;
import io.flowjay.capture.CaptureException;
import io.flowjay.delivery.CaptureTakenOverException;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.RecordShape;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.sink.RecordDestination;
import io.flowjay.settings.Scope;
import io.flowjay.settings.Section;
import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step of a route after the extraction: writes the records of a capture to files in the directory that {@code flowjay.files} names. Each
 * file appears when it is whole and on the disk; the files of one capture appear together, and once, whatever is killed. A capture whose
 * content was written with the same settings is not written again, under whatever name it comes.
 *
 * <p>A capture that cannot be read whole has the records before the damage in its files, and the step fails as the extraction did. When the
 * files cannot be written, it fails with {@link FilesUnavailableException}, and the capture has none.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class FlowFiles implements Processor {
    /** Exchange property: names of the capture's files below the directory. */
    public static final String FILES = "CamelFlowjayFiles";

    private static final Logger LOG = LoggerFactory.getLogger(FlowFiles.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USUAL_EXTENSION = "ndjson";

    private Settings settings = Settings.DEFAULT;
    private @Nullable Target target;

    /**
     * What does not change from one capture to the next.
     *
     * @param extension what the names of the files end in
     * @param columns what the records hold
     * @param fingerprint of the settings that decide about the records
     * @param form the settings that decide about the files
     */
    private record Target(
            FileManifest manifest, String extension, RecordColumns columns, String fingerprint, String form) {
        static Target of(Settings settings) {
            String named = settings.get(SettingCatalog.FILES_EXTENSION);
            String format = settings.get(SettingCatalog.FORMAT);
            String usual = format.isEmpty() ? USUAL_EXTENSION : format;
            String extension = named.isEmpty() ? usual : named;
            RecordDestination.of(Path.of("records." + extension), settings);
            RecordColumns columns = Extraction.of(settings).columns();
            new Partitions(settings, columns);
            return new Target(
                    new FileManifest(Path.of(settings.get(SettingCatalog.FILES))),
                    extension,
                    columns,
                    RecordShape.of(settings).fingerprint(),
                    form(settings));
        }

        private static String form(Settings settings) {
            ObjectNode form = JSON.createObjectNode();
            for (Setting<?> setting : SettingCatalog.all()) {
                boolean decides = setting.scope() == Scope.OUTPUT || setting.section() == Section.FILES;
                if (decides
                        && setting != SettingCatalog.FILES
                        && !settings.text(setting).equals(setting.defaultText())) {
                    form.put(setting.name(), settings.text(setting));
                }
            }
            return form.toString();
        }
    }

    /**
     * Checks the settings, makes the directory, and finishes files that a process before was killed at. Does nothing if
     * {@code flowjay.files} is empty. A directory that cannot be used does not stop the route: captures wait for it.
     *
     * @throws io.flowjay.settings.SettingException for settings that do not fit together
     */
    public void init() {
        if (settings.get(SettingCatalog.FILES).isEmpty()) {
            return;
        }
        Target checked = Target.of(settings);
        target = checked;
        try {
            Files.createDirectories(checked.manifest.directory());
            checked.manifest.recover();
        } catch (IOException e) {
            LOG.warn("{}", new FilesUnavailableException(checked.manifest.directory(), e).getMessage());
        }
    }

    /** The settings of the context. */
    public void setSettings(ContextSettings value) {
        settings = value.settings();
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Target to = Objects.requireNonNull(target, "flowjay.files is empty");
        CaptureRecords records = Objects.requireNonNull(
                exchange.getProperty(CaptureRecords.PROPERTY, CaptureRecords.class), "extraction comes first");
        Message message = exchange.getMessage();
        String name = String.valueOf(message.getHeader(FlowjayHeaders.CAPTURE));
        String content = records.contentHash();
        String id = content.isEmpty() ? String.valueOf(message.getHeader(FlowjayHeaders.CAPTURE_ID)) : content;
        Writing writing = new Writing(to, name, id, records);
        try (FileLock lock = writing.lock()) {
            if (lock == null) {
                throw new CaptureTakenOverException(name, null);
            }
            Optional<FileNote> known = writing.known();
            if (known.isPresent()) {
                LOG.info(
                        "{} is in files already: its {} records are not written again",
                        name,
                        known.get().records());
                records.skipAll();
                exchange.setProperty(FILES, known.get().files());
            } else {
                exchange.setProperty(FILES, writing.write());
            }
        }
        Outage outage = Outage.find(exchange.getContext());
        if (outage != null) {
            outage.ended();
        }
        records.describe(message);
    }

    /** One capture. */
    private final class Writing {
        private final Target to;
        private final String name;
        private final String id;
        private final CaptureRecords records;

        Writing(Target to, String name, String id, CaptureRecords records) {
            this.to = to;
            this.name = name;
            this.id = id;
            this.records = records;
        }

        @Nullable
        FileLock lock() throws IOException {
            try {
                return to.manifest.lock(id);
            } catch (IOException e) {
                throw unavailable(e);
            }
        }

        /** The note of the same capture, read whole with the same settings. */
        Optional<FileNote> known() throws IOException {
            try {
                to.manifest.recover(id);
                FileNote same = note(true, List.of());
                return to.manifest.note(id).filter(note -> note.whole() && note.hasSettingsOf(same));
            } catch (IOException e) {
                throw unavailable(e);
            }
        }

        private FileNote note(boolean whole, List<String> files) {
            return new FileNote(name, to.fingerprint, to.form, whole, records.recordsRead(), files, List.of());
        }

        /**
         * Writes the files.
         *
         * @return their names
         */
        List<String> write() throws IOException {
            try (CaptureFiles files = begin()) {
                UncheckedIOException damage = copy(files);
                if (damage == null && !records.isWhole()) {
                    throw new InterruptedIOException(name + " was not read to its end");
                }
                boolean some = damage == null || records.recordsRead() > 0;
                List<String> written = some ? commit(files, damage == null) : List.of();
                acknowledge();
                if (damage != null) {
                    throw damage;
                }
                return written;
            } finally {
                to.manifest.discard(id);
            }
        }

        private CaptureFiles begin() throws IOException {
            try {
                FileNames names =
                        new FileNames(name, id, to.extension, settings.get(SettingCatalog.FILES_MAX_SIZE) > 0);
                return new CaptureFiles(to.manifest.begin(id), names, to.extension, settings, to.columns);
            } catch (IOException e) {
                throw unavailable(e);
            }
        }

        /** Writes the records, and returns why the capture could not be read whole; null if it could. */
        private @Nullable UncheckedIOException copy(CaptureFiles files) throws IOException {
            while (records.hasNext()) {
                FlowRecord record;
                try {
                    record = records.next();
                } catch (UncheckedIOException e) {
                    if (e.getCause() instanceof CaptureException) {
                        return e;
                    }
                    throw e;
                }
                try {
                    files.add(record.columnValues());
                } catch (IOException e) {
                    throw unavailable(e);
                }
            }
            return null;
        }

        private List<String> commit(CaptureFiles files, boolean whole) throws IOException {
            try {
                List<String> written = files.complete();
                to.manifest.commit(id, note(whole, written));
                return written;
            } catch (IOException e) {
                throw unavailable(e);
            }
        }

        private void acknowledge() {
            long left = records.recordsRead();
            while (left > 0) {
                int some = (int) Math.min(left, Integer.MAX_VALUE);
                records.acknowledge(some, Set.of());
                left -= some;
            }
        }

        private IOException unavailable(IOException e) {
            // The end of the service interrupts the thread, which closes its files.
            return Thread.currentThread().isInterrupted()
                    ? new InterruptedIOException(String.valueOf(e.getMessage()))
                    : new FilesUnavailableException(to.manifest.directory(), e);
        }
    }
}
