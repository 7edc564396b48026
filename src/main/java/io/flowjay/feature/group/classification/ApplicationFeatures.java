package io.flowjay.feature.group.classification;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.TextFeature;
import io.flowjay.feature.heuristic.application.Application;
import io.flowjay.feature.heuristic.application.Applications;
import io.flowjay.protocol.Protocol;
import io.flowjay.settings.Profile;
import java.util.EnumSet;

/**
 * Group {@code classification}: the application of every flow. It is a group of its own, since it needs every decoder, and since the
 * guesses of group {@code fingerprint} are those of the reference.
 */
public final class ApplicationFeatures implements FeatureGroup {
    private static final String NAME = "classification";

    private static final FeatureList F = new FeatureList(NAME, Profile.FLOWJAY);
    private static final TextFeature APPLICATION = F.string(
            "application",
            Application.UNKNOWN,
            "What the flow is, by the names of nDPI: the protocol and, after a dot, the service that its server's name tells, such as"
                    + " TLS.Google");
    private static final TextFeature APPLICATION_EVIDENCE = F.string(
            "application_evidence",
            "What the application is known by: content (its bytes), name (bytes, and the server's name) or port (only that)");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT = new FeatureUnit(
            F.features(),
            ApplicationFeatures::new,
            EnumSet.allOf(Protocol.class),
            settings -> Applications.SAMPLE_BYTES);

    private final Applications applications;

    private ApplicationFeatures(FeatureSettings settings) {
        applications = settings.heuristics().applications();
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        Application application = applications.of(view.flow());
        out.set(APPLICATION, application.name());
        out.set(APPLICATION_EVIDENCE, application.evidence());
    }
}
