package io.flowjay.record.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * A formula of the catalogue, as far as it is arithmetic over other features and statistics of lengths and gaps. It is computed from
 * its text, as naively as the page of features explains it. True is 1, false 0; a value that is missing is NaN.
 */
final class Formula {
    private static final Pattern TOKEN = Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_]*|[0-9]+|>=|[-+*/()>=])");

    private final List<String> tokens;
    private final Map<String, Double> features;
    private final Map<String, double[]> series;
    private int next;

    private Formula(String text, Map<String, Double> features, Map<String, double[]> series) {
        this.features = features;
        this.series = series;
        String arithmetic = text.split(";", 2)[0];
        Matcher matcher = TOKEN.matcher(arithmetic);
        tokens = matcher.results().map(found -> found.group(1)).toList();
        check(String.join("", tokens).equals(arithmetic.replace(" ", "")), arithmetic);
    }

    /**
     * The value of a formula.
     *
     * @param text the formula; what follows a semicolon are words
     * @param features values of other features
     * @param series values of {@code len(fwd)} and the like
     * @throws IllegalArgumentException if it is not arithmetic
     */
    static double value(String text, Map<String, Double> features, Map<String, double[]> series) {
        Formula formula = new Formula(text, features, series);
        double value = formula.either();
        check(formula.next == formula.tokens.size(), text);
        return value;
    }

    private double either() {
        double value = both();
        while (skip("or")) {
            value = flag(value + both() > 0);
        }
        return value;
    }

    private double both() {
        double value = comparison();
        while (skip("and")) {
            value = flag(value * comparison() > 0);
        }
        return value;
    }

    private double comparison() {
        double value = sum();
        return skip("=") ? flag(value == sum()) : skip(">") ? flag(value > sum()) : value;
    }

    private double sum() {
        double value = product();
        while (true) {
            if (skip("+")) {
                value += product();
            } else if (skip("-")) {
                value -= product();
            } else {
                return value;
            }
        }
    }

    private double product() {
        double value = factor();
        while (true) {
            if (skip("*")) {
                value *= factor();
            } else if (skip("/")) {
                double divisor = factor();
                value = divisor == 0 ? Double.NaN : value / divisor;
            } else {
                return value;
            }
        }
    }

    private double factor() {
        if (skip("(")) {
            double value = either();
            check(skip(")"), tokens);
            return value;
        }
        String word = take();
        if (Character.isDigit(word.charAt(0))) {
            return Double.parseDouble(word);
        }
        if (!skip("(")) {
            check(features.containsKey(word), word);
            return features.get(word);
        }
        double value = word.equals("log2") ? Math.log(either()) / Math.log(2) : statistic(word, values());
        check(skip(")"), tokens);
        return value;
    }

    private double[] values() {
        String name = take();
        if (skip("(")) {
            name += "(" + take() + ")";
            check(skip(")"), name);
        }
        check(series.containsKey(name), name);
        return series.get(name);
    }

    private static double statistic(String name, double[] values) {
        if (name.matches("p[0-9]+")) {
            return percentile(values, Integer.parseInt(name.substring(1)));
        }
        return switch (name) {
            case "count" -> values.length;
            case "sum" ->
                values.length == 0 ? Double.NaN : DoubleStream.of(values).sum();
            case "min" -> DoubleStream.of(values).min().orElse(Double.NaN);
            case "max" -> DoubleStream.of(values).max().orElse(Double.NaN);
            case "mean" -> mean(values);
            case "median" -> percentile(values, 50);
            case "var" -> squares(values) / values.length;
            case "std" -> Math.sqrt(squares(values) / values.length);
            case "svar" -> values.length < 2 ? Double.NaN : squares(values) / (values.length - 1);
            case "sstd" -> values.length < 2 ? Double.NaN : Math.sqrt(squares(values) / (values.length - 1));
            case "distinct" -> DoubleStream.of(values).distinct().count();
            case "mode" ->
                DoubleStream.of(values)
                        .boxed()
                        .reduce((a, b) -> occurrences(b, values) > occurrences(a, values) ? b : a)
                        .orElse(Double.NaN);
            case "H" ->
                DoubleStream.of(values)
                        .map(value -> -Math.log(occurrences(value, values) / values.length) / Math.log(2))
                        .average()
                        .orElse(Double.NaN);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).average().orElse(Double.NaN);
    }

    private static double squares(double[] values) {
        double mean = mean(values);
        return DoubleStream.of(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
    }

    private static double occurrences(double value, double[] values) {
        return DoubleStream.of(values).filter(other -> other == value).count();
    }

    private static double percentile(double[] values, int percent) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double position = (values.length - 1) * percent / 100.0;
        double below = sorted[(int) Math.floor(position)];
        return below + (sorted[(int) Math.ceil(position)] - below) * (position - Math.floor(position));
    }

    private String take() {
        check(next < tokens.size(), tokens);
        return tokens.get(next++);
    }

    private boolean skip(String token) {
        boolean found = next < tokens.size() && tokens.get(next).equals(token);
        next += found ? 1 : 0;
        return found;
    }

    private static double flag(boolean value) {
        return value ? 1 : 0;
    }

    private static void check(boolean holds, Object what) {
        if (!holds) {
            throw new IllegalArgumentException("not arithmetic: " + what);
        }
    }
}
