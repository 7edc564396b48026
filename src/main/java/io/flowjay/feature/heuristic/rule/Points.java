package io.flowjay.feature.heuristic.rule;

/**
 * A number of points, each a hundredth of confidence.
 *
 * @param points 0 to 100
 * @param source where the number is from
 */
public record Points(int points, String source) {
    public static final int MOST = 100;

    public Points {
        Rules.range("points", points, 0, MOST);
        Rules.text("source", source);
    }
}
