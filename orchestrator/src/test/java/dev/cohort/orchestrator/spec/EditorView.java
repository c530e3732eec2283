package dev.cohort.orchestrator.spec;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A pipeline as an editor sees it: plain values have the types of YAML's core schema, and a JSON Schema says what is wrong. */
final class EditorView {
    private final Schema schema;

    EditorView(JsonObject schema) {
        this.schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema.compact());
    }

    /** The lines at which an editor would mark something. */
    Set<Integer> marked(YamlNode root) {
        return schema.validate(json(root).compact(), InputFormat.JSON).stream()
                .map(error -> line(root, error))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int line(YamlNode root, Error error) {
        YamlNode node = root;
        for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
            Object element = error.getInstanceLocation().getElement(i);
            node = element instanceof Integer index
                    ? ((YamlList) node).items().get(index)
                    : ((YamlMap) node).get(element.toString()).orElseThrow();
        }
        return node instanceof YamlMap map && error.getProperty() != null
                ? map.entry(error.getProperty())
                        .map(entry -> entry.key().place())
                        .orElse(map.place())
                        .line()
                : node.place().line();
    }

    static Json json(YamlNode node) {
        if (node instanceof YamlList list) {
            return Json.array(list.items().stream().map(EditorView::json).toList());
        }
        if (node instanceof YamlMap map) {
            JsonObject.Builder object = Json.object();
            map.entries().forEach(entry -> object.put(entry.name(), json(entry.value())));
            return object.build();
        }
        YamlText text = (YamlText) node;
        return text.isPlain() ? plain(text.value()) : Json.text(text.value());
    }

    private static Json plain(String value) {
        if (value.matches("|~|null|Null|NULL")) {
            return Json.nothing();
        }
        if (value.matches("[Tt]rue|TRUE|[Ff]alse|FALSE")) {
            return Json.flag(value.equalsIgnoreCase("true"));
        }
        if (value.matches("[-+]?\\d{1,18}")) {
            return Json.number(Long.parseLong(value));
        }
        return value.matches("[-+]?(\\.\\d{1,18}|\\d{1,18}(\\.\\d{0,18})?)([eE][-+]?\\d{1,2})?")
                ? Json.number(Double.parseDouble(value))
                : Json.text(value);
    }
}
