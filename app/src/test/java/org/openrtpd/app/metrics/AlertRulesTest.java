package org.openrtpd.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The alert rules in the documents, and what is said there of when they fire. */
class AlertRulesTest {

    private static final Path RULES = Path.of("..", "docs", "monitoring", "alerts.yaml");
    private static final Path CASES = RULES.resolveSibling("alerts-test.yaml");
    private static final Pattern RULE = Pattern.compile("- alert: (\\w+)");
    private static final Pattern FIRES =
            Pattern.compile("alertname: (\\w+)\\R +exp_alerts:\\R +- exp_labels");
    private static final Pattern SILENT = Pattern.compile("alertname: (\\w+), exp_alerts: \\[]");

    private static Set<String> names(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file)).results()
                .map((MatchResult found) -> found.group(1)).collect(Collectors.toSet());
    }

    @Test
    void shouldSayForEachRuleWhatItFiresOnAndThatItDoesNotWhenAllIsWell() throws IOException {
        Set<String> rules = names(RULE, RULES);

        assertThat(rules).hasSizeGreaterThan(20);
        assertThat(names(FIRES, CASES)).isEqualTo(rules);
        assertThat(names(SILENT, CASES)).isEqualTo(rules);
    }

    @Test
    void shouldFireOnThatAsPrometheusReadsTheRules() throws IOException, InterruptedException {
        Promtool.accept(Path.of("/dev/null"), "check", "rules", RULES.toString());
        Promtool.accept(Path.of("/dev/null"), "test", "rules", CASES.toString());
    }
}
