package org.openrtpd.app.it;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text format of Prometheus (version 0.0.4) as strictly as its own tool checks it, and more:
 * every family has HELP and TYPE once and before its samples, which stand together; names and labels
 * are well-formed and escaped, no series stands twice; counters end in _total and are not negative;
 * buckets of a histogram grow up to +Inf, which is its count.
 */
final class MetricsText {

    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (-?[0-9.]+(?:E-?[0-9]+)?|[+-]Inf|NaN)");
    private static final Pattern LABEL = Pattern.compile(
            "([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\"\\\\n])*)\",?");
    private static final Set<String> TYPES =
            Set.of("counter", "gauge", "histogram", "summary", "untyped");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Set<String> helped = new HashSet<>();
    private final Set<String> sampled = new HashSet<>();
    private final Set<String> series = new HashSet<>();
    private final Map<String, List<double[]>> buckets = new HashMap<>();
    private final Map<String, Double> counts = new HashMap<>();
    private String family = "";

    private MetricsText() {}

    /** Reads it, or fails with the line that is wrong. */
    static MetricsText read(String text) {
        MetricsText metrics = new MetricsText();
        if (!text.endsWith("\n")) {
            throw new AssertionError("no line break at the end");
        }
        text.lines().forEach(line -> {
            try {
                metrics.line(line);
            } catch (RuntimeException e) {
                throw new AssertionError(line, e);
            }
        });
        metrics.checkHistograms();
        return metrics;
    }

    /** Families with their types. */
    Map<String, String> types() {
        return types;
    }

    /** Every name that an expression can ask for. */
    Set<String> names() {
        Set<String> names = new HashSet<>();
        types.forEach((name, type) -> {
            names.add(name);
            if (type.equals("histogram") || type.equals("summary")) {
                names.addAll(List.of(name + "_sum", name + "_count"));
            }
            if (type.equals("histogram")) {
                names.add(name + "_bucket");
            }
        });
        return names;
    }

    private static void require(boolean good, String what) {
        if (!good) {
            throw new IllegalArgumentException(what);
        }
    }

    private void line(String line) {
        if (line.startsWith("# HELP ")) {
            String name = line.split(" ", 4)[2];
            require(line.split(" ", 4).length == 4, "no help");
            require(helped.add(name), "HELP twice");
            require(!sampled.contains(name), "HELP behind samples");
        } else if (line.startsWith("# TYPE ")) {
            String[] words = line.split(" ");
            require(words.length == 4 && TYPES.contains(words[3]), "no type");
            require(helped.contains(words[2]), "TYPE without HELP");
            require(types.put(words[2], words[3]) == null, "TYPE twice");
            require(!words[3].equals("counter") || words[2].endsWith("_total"), "not _total");
            family = words[2];
        } else {
            sample(line);
        }
    }

    private void sample(String line) {
        Matcher matcher = SAMPLE.matcher(line);
        require(matcher.matches(), "no sample");
        String name = matcher.group(1);
        String suffix = name.startsWith(family) ? name.substring(family.length()) : "?";
        String type = types.getOrDefault(family, "");
        boolean fits = switch (type) {
            case "histogram" -> Set.of("_bucket", "_sum", "_count").contains(suffix);
            case "summary" -> Set.of("", "_sum", "_count").contains(suffix);
            default -> suffix.isEmpty();
        };
        require(fits, "not within its family " + family);
        Map<String, String> labels = labels(matcher.group(2));
        require(series.add(name + new TreeMap<>(labels)), "the series stands twice");
        sampled.add(family);
        double value = Double.parseDouble(matcher.group(3).replace("Inf", "Infinity"));
        require(!type.equals("counter") || value >= 0, "a negative counter");
        if (type.equals("histogram")) {
            bucket(suffix, labels, value);
        }
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        if (text == null) {
            return labels;
        }
        Matcher matcher = LABEL.matcher(text);
        int at = 0;
        while (at < text.length()) {
            require(matcher.find(at) && matcher.start() == at, "a malformed label");
            require(labels.put(matcher.group(1), matcher.group(2)) == null, "a label twice");
            at = matcher.end();
        }
        return labels;
    }

    private void bucket(String suffix, Map<String, String> labels, double value) {
        Map<String, String> others = new TreeMap<>(labels);
        String le = others.remove("le");
        String key = family + others;
        if (suffix.equals("_bucket")) {
            buckets.computeIfAbsent(key, unused -> new ArrayList<>()).add(new double[] {
                Double.parseDouble(le.replace("Inf", "Infinity")), value});
        } else if (suffix.equals("_count")) {
            counts.put(key, value);
        }
    }

    private void checkHistograms() {
        buckets.forEach((key, steps) -> {
            double[] before = {Double.NEGATIVE_INFINITY, 0};
            for (double[] step : steps) {
                require(step[0] > before[0] && step[1] >= before[1], key + ": not cumulative");
                before = step;
            }
            require(Double.isInfinite(before[0]), key + ": no bucket for +Inf");
            require(counts.get(key) == before[1], key + ": +Inf is not the count");
        });
    }
}
