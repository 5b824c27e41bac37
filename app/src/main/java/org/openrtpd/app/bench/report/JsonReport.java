package org.openrtpd.app.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The same as one JSON object: {@code facts} by name, and {@code tables}, each with {@code part},
 * {@code title} and {@code lines}; a line has {@code subject}, {@code figures} (name, unit, median,
 * lowest, highest) and {@code remarks}; and {@code goals}, each with {@code what}, {@code measured},
 * {@code lowest}, {@code highest}, {@code side}, {@code limit}, {@code met}, {@code noisy}, and of a
 * run with a control {@code control} (median, lowest, highest).
 */
final class JsonReport {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonReport() {}

    static String text(List<Fact> facts, List<Table> tables, List<Goal> goals) {
        ObjectNode root = MAPPER.createObjectNode();
        ObjectNode factNode = root.putObject("facts");
        facts.forEach(fact -> factNode.put(fact.name(), fact.value()));
        ArrayNode tableNodes = root.putArray("tables");
        tables.forEach(table -> write(table, tableNodes.addObject()));
        ArrayNode goalNodes = root.putArray("goals");
        goals.forEach(goal -> write(goal, goalNodes.addObject()));
        try {
            return MAPPER.writeValueAsString(root) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Goal goal, ObjectNode into) {
        into.put("what", goal.what()).put("measured", goal.measured().median())
                .put("lowest", goal.measured().lowest()).put("highest", goal.measured().highest())
                .put("side", goal.side().name()).put("limit", goal.limit())
                .put("met", goal.isMet()).put("noisy", goal.isNoisy());
        goal.control().ifPresent(ratio -> into.putObject("control").put("median", ratio.median())
                .put("lowest", ratio.lowest()).put("highest", ratio.highest()));
    }

    private static void write(Table table, ObjectNode into) {
        into.put("part", table.part()).put("title", table.title());
        ArrayNode lines = into.putArray("lines");
        for (Line line : table.lines()) {
            ObjectNode node = lines.addObject().put("subject", line.subject());
            ArrayNode figures = node.putArray("figures");
            line.figures().forEach(figure -> figures.addObject()
                    .put("name", figure.name()).put("unit", figure.unit())
                    .put("median", figure.median()).put("lowest", figure.lowest())
                    .put("highest", figure.highest()));
            ArrayNode remarks = node.putArray("remarks");
            line.remarks().forEach(remarks::add);
        }
    }
}
