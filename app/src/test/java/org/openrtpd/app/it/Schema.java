package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks answers against the schemas of an OpenAPI document: fields, types, choices, null. */
final class Schema {

    private final JsonNode document;

    Schema(JsonNode document) {
        this.document = document;
    }

    void check(String where, JsonNode wanted, JsonNode value) {
        JsonNode schema = resolved(wanted);
        if (value.isNull() && schema.path("nullable").asBoolean()) {
            return;
        }
        if (schema.has("allOf")) {
            schema.path("allOf").forEach(part -> check(where, part, value));
            return;
        }
        assertThat(value.isNull()).as(where + " is null").isFalse();
        boolean fits = switch (schema.path("type").asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> false;
        };
        assertThat(fits).as(where + " = " + value + " as " + schema).isTrue();
        List<String> choices = new ArrayList<>();
        schema.path("enum").forEach(choice -> choices.add(choice.asText()));
        if (!choices.isEmpty()) {
            assertThat(choices).as(where).contains(value.asText());
        }
        schema.path("required").forEach(name ->
                assertThat(value.has(name.asText())).as(where + "." + name.asText()).isTrue());
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            if (value.has(field.getKey())) {
                check(where + "." + field.getKey(), field.getValue(), value.path(field.getKey()));
            }
        }
        if (schema.has("items")) {
            value.forEach(item -> check(where + "[]", schema.path("items"), item));
        }
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
    }
}
