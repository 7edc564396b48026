package io.flowjay.delivery;

import io.flowjay.capture.CaptureException;
import io.flowjay.record.RecordShape;
import io.flowjay.settings.ChangedSettings;
import io.flowjay.settings.Duplicates;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on with a capture that the ledger knows, for the routes and for {@code extract}. It makes the published records again and compares
 * their ids, so that a topic never has a part of one set of records and the rest of another one under the same delivery id.
 *
 * @param policy settings that say what to do with a copy, and if the records would differ
 * @param name of the capture
 * @param source the file, in words that distinguish it from a copy
 * @param shape of the records that this worker makes
 * @param records of the capture, none of them read
 */
public record Resumption(Settings policy, String name, String source, RecordShape shape, RemadeRecords records) {
    private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

    /**
     * Leaves the records and the delivery where the next record is to be published.
     *
     * @return false if all records are published and none is to be published again
     * @throws CaptureException if the policy is to fail
     * @throws IOException if the capture cannot be read again
     */
    public boolean resume(CaptureDelivery delivery) throws IOException {
        CaptureProgress progress = delivery.progress();
        if (!progress.complete()) {
            goOn(delivery, progress);
        } else if (policy.get(SettingCatalog.DUPLICATES) == Duplicates.PROCESS
                && !progress.source().equals(source)) {
            // The very file that was published, not a copy, is here again only because a worker died before it moved
            // the file.
            delivery.startAgain();
        } else {
            String others = progress.fingerprint().equals(shape.fingerprint())
                    ? ""
                    : " (with settings " + progress.fingerprint() + "; now they are " + shape.fingerprint() + ")";
            LOG.info("{} is published already: its {} records are not sent again{}", name, progress.records(), others);
            return false;
        }
        return true;
    }

    private void goOn(CaptureDelivery delivery, CaptureProgress progress) throws IOException {
        if (progress.records() == 0) {
            return;
        }
        if (progress.fingerprint().equals(shape.fingerprint())) {
            if (isSkipped(progress)) {
                LOG.info("{}: goes on after the {} records that are published", name, progress.records());
            } else {
                startAgain(delivery, "are not the ones that the same settings (" + shape.fingerprint() + ") give now");
            }
            return;
        }
        String difference = "were made with settings " + progress.fingerprint() + ", but now they are "
                + shape.fingerprint() + " (settings, version or files)";
        if (onChange() != ChangedSettings.FINISH_WITH_OLD || !finishWithOld(progress, difference)) {
            startAgain(delivery, difference);
        }
    }

    private ChangedSettings onChange() {
        return policy.get(SettingCatalog.ON_CHANGED_SETTINGS);
    }

    private boolean finishWithOld(CaptureProgress progress, String difference) throws IOException {
        RecordShape old = new RecordShape(progress.fingerprint(), progress.settings());
        Optional<Settings> restored = RecordShape.restore(old, records.settings());
        if (restored.isEmpty() || !records.restart(restored.get()) || !isSkipped(progress)) {
            return false;
        }
        LOG.warn(
                "{}: the {} records that are published {}; the rest is published with the old settings",
                name,
                progress.records(),
                difference);
        return true;
    }

    private boolean isSkipped(CaptureProgress progress) {
        return records.skip(progress.records(), progress.deadLettered())
                && records.ids().equals(progress.ids());
    }

    private void startAgain(CaptureDelivery delivery, String difference) throws IOException {
        String problem = "the " + delivery.progress().records() + " records that are published " + difference;
        if (onChange() == ChangedSettings.FAIL) {
            throw new CaptureException(name, 0, problem + "; flowjay.on-changed-settings=fail", null);
        }
        if (!records.restart(records.settings())) {
            throw new CaptureException(name, 0, problem + ", and a stream cannot be read again", null);
        }
        delivery.startAgain();
        LOG.warn(
                "{}: {}; all records are published again as delivery {}",
                name,
                problem,
                delivery.progress().deliveryId());
    }
}
