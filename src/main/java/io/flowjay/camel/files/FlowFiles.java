package io.flowjay.camel.files;

import io.flowjay.camel.CaptureRecords;
import io.flowjay.camel.ContextSettings;
import io.flowjay.camel.FilesUnavailableException;
import io.flowjay.camel.FlowjayHeaders;
import io.flowjay.camel.Outage;
import io.flowjay.camel.inbox.HeldCapture;
import io.flowjay.delivery.CaptureTakenOverException;
import io.flowjay.record.FlowRecord;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step of a route after the extraction: writes the records of a capture to files in the directory that {@code flowjay.files} names. Each
 * file appears when it is whole and on the disk; the files of one capture appear together, and once, whatever is killed. A capture whose
 * content was written with the same settings is not written again, under whatever name it comes.
 *
 * <p>With {@code flowjay.files-roll-interval} small captures of an inbox share files: the step ends the exchange, and the capture leaves the
 * inbox later, when the files have appeared, at the latest when the route stops. For other exchanges the step ends when the capture's own
 * files are there.
 *
 * <p>A capture that cannot be read whole has the records before the damage in its files, and the step fails as the extraction did. When the
 * files cannot be written, it fails with {@link FilesUnavailableException}, and the capture has none.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class FlowFiles extends AsyncProcessorSupport {
    /** Exchange property: names of the capture's files below the directory. */
    public static final String FILES = "CamelFlowjayFiles";

    private static final Logger LOG = LoggerFactory.getLogger("io.flowjay.captures");

    private Settings settings = Settings.DEFAULT;
    private @Nullable FilesTarget target;
    /** Null if each capture has files of its own. */
    private @Nullable SharedFiles shared;

    /**
     * Checks the settings, makes the directory, and finishes files that a process before was killed at. Does nothing if
     * {@code flowjay.files} is empty. A directory that cannot be used does not stop the route: captures wait for it.
     */
    @Override
    protected void doInit() {
        if (settings.get(SettingCatalog.FILES).isEmpty()) {
            return;
        }
        FilesTarget checked = FilesTarget.of(settings);
        target = checked;
        shared = FilesSettings.rolls(settings) ? new SharedFiles(checked) : null;
        try {
            Files.createDirectories(checked.manifest().directory());
            checked.manifest().recover();
        } catch (IOException e) {
            LOG.warn("{}", new FilesUnavailableException(checked.manifest().directory(), e).getMessage());
        }
    }

    /** The settings of the context. */
    public void setSettings(ContextSettings value) {
        settings = value.settings();
    }

    @Override
    protected void doStart() {
        if (shared != null) {
            shared.start();
        }
    }

    /** The exchanges of the route have ended. */
    @Override
    protected void doStop() {
        if (shared != null) {
            shared.stop();
        }
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            process(exchange);
        } catch (IOException | RuntimeException | Error e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        FilesTarget to = Objects.requireNonNull(target, "flowjay.files is empty");
        CaptureRecords records = Objects.requireNonNull(
                exchange.getProperty(CaptureRecords.PROPERTY, CaptureRecords.class), "extraction comes first");
        Message message = exchange.getMessage();
        String name = String.valueOf(message.getHeader(FlowjayHeaders.CAPTURE));
        String content = records.contentHash();
        String id = content.isEmpty() ? String.valueOf(message.getHeader(FlowjayHeaders.CAPTURE_ID)) : content;
        @Nullable SharedFiles rolled = HeldCapture.canHold(exchange) ? shared : null;
        if (rolled != null && rolled.join(id, exchange)) {
            LOG.info("{} has the content of another capture: its records are not written again", name);
            return;
        }
        CaptureWriting writing = new CaptureWriting(to, name, id, records);
        FileLock lock = writing.lock();
        if (lock == null) {
            throw new CaptureTakenOverException(name, null);
        }
        boolean shares = false;
        try {
            Optional<FileNote> known = writing.known();
            List<FlowRecord> few = rolled == null || known.isPresent() ? null : writing.few();
            if (known.isPresent()) {
                LOG.info(
                        "{} is in files already: {} not written again",
                        name,
                        CaptureGroup.counted(known.get().records(id), "record"));
                records.skipAll();
                exchange.setProperty(FILES, known.get().files());
            } else if (rolled != null && few != null) {
                rolled.add(new FileNote.Capture(id, name, few.size()), lock, few, exchange);
                shares = true;
            } else {
                List<String> files = writing.write();
                exchange.setProperty(FILES, files);
                LOG.info(
                        "{}: {} of {} written; files: {}",
                        name,
                        CaptureGroup.counted(records.recordsDelivered(), "record"),
                        CaptureGroup.counted(records.counts().packetsRead(), "packet"),
                        files.size());
            }
        } finally {
            if (!shares) {
                lock.release();
            }
        }
        Outage outage = Outage.find(exchange.getContext());
        if (outage != null && rolled != null && shares) {
            if (outage.reason().isPresent()) {
                // The other captures wait for this one.
                rolled.publish();
            }
        } else if (outage != null) {
            outage.ended();
        }
        records.describe(message);
    }
}
