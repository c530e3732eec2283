package dev.cohort.batch.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Things of one kind by name, each as the JSON that describes it. */
final class Registry {
    private final String kind;
    private final String member;
    private final Arns arns;
    private final Tags tags;
    private final Map<String, ObjectNode> byName = new LinkedHashMap<>();

    /** @param member what requests call one of the kind: with {@code Name} or {@code Arn} after it in answers */
    Registry(String kind, String member, Arns arns, Tags tags) {
        this.kind = kind;
        this.member = member;
        this.arns = arns;
        this.tags = tags;
    }

    ObjectNode add(Request request, ObjectNode detail) {
        String name = Names.resource(member + "Name", request.text(member + "Name"));
        if (byName.containsKey(name)) {
            throw ApiFault.client("Object already exists: there is a " + kind + " " + name + ".");
        }
        String arn = arns.of(kind, name);
        tags.add(arn, request.map("tags"));
        byName.put(name, detail.put(member + "Arn", arn).put("status", "VALID"));
        return names(detail);
    }

    ObjectNode names(ObjectNode detail) {
        return Answers.object().put(member + "Name", name(detail)).put(member + "Arn", arn(detail));
    }

    private String name(ObjectNode detail) {
        return detail.get(member + "Name").stringValue();
    }

    String arn(ObjectNode detail) {
        return detail.get(member + "Arn").stringValue();
    }

    ObjectNode require(String nameOrArn) {
        ObjectNode detail = byName.get(Arns.name(kind, nameOrArn));
        if (detail == null) {
            throw ApiFault.client("The " + kind + " " + nameOrArn + " does not exist; there are: "
                    + String.join(", ", byName.keySet()) + ".");
        }
        return detail;
    }

    ObjectNode describe(Request request) {
        List<String> wanted = request.texts(member + "s");
        List<ObjectNode> found = wanted.isEmpty() ? new ArrayList<>(byName.values()) : named(wanted);
        return Page.of(request).of(member + "s", found, this::answer);
    }

    private List<ObjectNode> named(List<String> names) {
        return names.stream()
                .map(name -> Arns.name(kind, name))
                .filter(byName::containsKey)
                .map(byName::get)
                .toList();
    }

    private ObjectNode answer(ObjectNode detail) {
        ObjectNode answer = detail.deepCopy();
        answer.set("tags", Answers.map(tags.of(arn(detail))));
        return answer;
    }

    /** Only what is switched off may go. */
    void remove(ObjectNode detail) {
        if (isEnabled(detail)) {
            throw ApiFault.client("Cannot delete, the " + kind + " " + name(detail) + " must be DISABLED first.");
        }
        byName.remove(name(detail));
        tags.remove(arn(detail));
    }

    static boolean isEnabled(ObjectNode detail) {
        return detail.get("state").stringValue().equals("ENABLED");
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    ArrayNode saved() {
        return Answers.list(byName.values(), this::answer);
    }

    void restore(JsonNode saved) {
        byName.clear();
        for (JsonNode one : saved.values()) {
            ObjectNode detail = (ObjectNode) one;
            tags.add(arn(detail), new Request(detail).map("tags"));
            byName.put(name(detail), detail);
        }
    }

    Map<String, ObjectNode> byName() {
        return byName;
    }

    static String state(Request request, String otherwise) {
        String state = request.text("state", otherwise);
        if (!state.equals("ENABLED") && !state.equals("DISABLED")) {
            throw ApiFault.client("state is " + state + "; it must be ENABLED or DISABLED.");
        }
        return state;
    }
}
