package io.flowjay.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of metrics in Prometheus' text format. */
public final class Scrape {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(\\{.*})? (\\S+)(?: \\d+)?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"[^\"]*\"");

    private final Map<String, Double> values = new LinkedHashMap<>();

    private Scrape() {}

    /** Reads a page; a line that is neither a comment nor a sample is an error. */
    public static Scrape of(String page) {
        Scrape scrape = new Scrape();
        page.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            if (!sample.matches()) {
                throw new AssertionError("no sample: " + line);
            }
            String labels = sample.group(2) == null ? "" : sample.group(2);
            scrape.values.put(
                    sample.group(1) + labels, Double.valueOf(sample.group(3).replace("+Inf", "Infinity")));
        });
        return scrape;
    }

    /** The value of a name with all its labels, as they stand on the page. */
    public double value(String sample) {
        Double value = values.get(sample);
        if (value == null) {
            throw new AssertionError("no " + sample + " among " + values.keySet());
        }
        return value;
    }

    /** The sum over all labels of a name. */
    public double sum(String name) {
        List<Map.Entry<String, Double>> all = samples(name);
        if (all.isEmpty()) {
            throw new AssertionError("no " + name + " among " + names());
        }
        return all.stream().mapToDouble(Map.Entry::getValue).sum();
    }

    /** Names of samples, without labels. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        values.keySet().forEach(sample -> names.add(name(sample)));
        return names;
    }

    /** The labels that samples of a name have. */
    public Set<String> labels(String name) {
        Set<String> labels = new TreeSet<>();
        samples(name)
                .forEach(sample ->
                        LABEL.matcher(sample.getKey()).results().forEach(label -> labels.add(label.group(1))));
        return labels;
    }

    private List<Map.Entry<String, Double>> samples(String name) {
        return values.entrySet().stream()
                .filter(sample -> name(sample.getKey()).equals(name))
                .toList();
    }

    private static String name(String sample) {
        int labels = sample.indexOf('{');
        return labels < 0 ? sample : sample.substring(0, labels);
    }
}
