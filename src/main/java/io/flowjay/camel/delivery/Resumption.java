package io.flowjay.camel.delivery;

import io.flowjay.camel.CaptureRecords;
import io.flowjay.capture.CaptureException;
import io.flowjay.delivery.CaptureDelivery;
import io.flowjay.delivery.CaptureProgress;
import io.flowjay.record.RecordShape;
import io.flowjay.settings.ChangedSettings;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on with a capture that is published in part. The records that are published are made again and compared by their ids, so that a
 * topic never has a part of one set of records and the rest of another one under the same delivery id.
 *
 * @param policy what to do if the records would differ
 * @param name of the capture
 * @param shape of the records that this worker makes
 * @param records of the capture, none of them read
 */
record Resumption(ChangedSettings policy, String name, RecordShape shape, CaptureRecords records) {
    private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

    /**
     * Leaves the records and the delivery where the next record is to be published.
     *
     * @throws CaptureException if the policy is to fail
     * @throws IOException if the capture cannot be read again
     */
    void resume(CaptureDelivery delivery) throws IOException {
        CaptureProgress progress = delivery.progress();
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
        if (policy != ChangedSettings.FINISH_WITH_OLD || !finishWithOld(progress, difference)) {
            startAgain(delivery, difference);
        }
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
        if (policy == ChangedSettings.FAIL) {
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
