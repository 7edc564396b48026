package io.flowjay.feature.heuristic.rule;

/**
 * What rules say of a flow.
 *
 * @param confidence that it is what they look for, 0 to 1
 * @param isLikely whether that is enough
 * @param type the kind with the most points, also when they are not enough; empty when no rule for a kind matches
 */
public record Verdict(double confidence, boolean isLikely, String type) {
    public static final Verdict NONE = new Verdict(0, false, "");

    public static Verdict of(int points, Points likelyFrom) {
        return of(points, likelyFrom, "");
    }

    public static Verdict of(int points, Points likelyFrom, String type) {
        return new Verdict(Math.min(points, Points.MOST) / (double) Points.MOST, points >= likelyFrom.points(), type);
    }
}
