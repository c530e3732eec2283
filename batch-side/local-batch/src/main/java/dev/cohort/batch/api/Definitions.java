package dev.cohort.batch.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Job definitions, each registration a revision of its name. */
final class Definitions {
    static final String KIND = "job-definition";
    private static final String ACTIVE = "ACTIVE";
    private static final String INACTIVE = "INACTIVE";
    private static final int LARGEST_BYTES = 24 * 1024;

    private final Arns arns;
    private final Tags tags;
    private final Map<String, List<ObjectNode>> revisions = new LinkedHashMap<>();

    Definitions(Arns arns, Tags tags) {
        this.arns = arns;
        this.tags = tags;
    }

    ObjectNode register(Request request) {
        String name = Names.resource("jobDefinitionName", request.text("jobDefinitionName"));
        String type = request.text("type");
        if (!type.equals("container")) {
            throw ApiFault.client("type is " + type + "; only definitions of the type container are served here.");
        }
        Container.check(request.object("containerProperties"));
        ObjectNode detail = request.copy();
        if (detail.toString().length() > LARGEST_BYTES) {
            throw ApiFault.client("The job definition is larger than 24 KiB.");
        }
        return add(name, detail, request.map("tags"));
    }

    private ObjectNode add(String name, ObjectNode detail, Map<String, String> given) {
        List<ObjectNode> known = revisions.computeIfAbsent(name, n -> new ArrayList<>());
        int revision = known.size() + 1;
        String arn = arns.of(KIND, name + ":" + revision);
        tags.add(arn, given);
        known.add(detail.put("jobDefinitionArn", arn)
                .put("revision", revision)
                .put("status", ACTIVE)
                .put("containerOrchestrationType", "ECS"));
        return Answers.object()
                .put("jobDefinitionName", name)
                .put("jobDefinitionArn", arn)
                .put("revision", revision);
    }

    ObjectNode deregister(Request request) {
        String named = Arns.name(KIND, request.text("jobDefinition"));
        if (named.indexOf(':') < 0) {
            throw ApiFault.client("jobDefinition must say a revision, as in " + named + ":1.");
        }
        ObjectNode detail = find(named);
        if (detail != null) {
            detail.put("status", INACTIVE);
        }
        return Answers.object();
    }

    ObjectNode describe(Request request) {
        String status = request.textOrNull("status");
        List<ObjectNode> found = selected(request).stream()
                .filter(detail -> status == null || status.equals(statusOf(detail)))
                .toList();
        return Page.of(request).of("jobDefinitions", found, this::answer);
    }

    private List<ObjectNode> selected(Request request) {
        List<String> named = request.texts("jobDefinitions");
        String name = request.textOrNull("jobDefinitionName");
        if (!named.isEmpty()) {
            return named.stream().flatMap(one -> namedRevisions(one).stream()).toList();
        }
        return name != null
                ? newestFirst(revisions.getOrDefault(name, List.of()))
                : revisions.values().stream()
                        .flatMap(r -> newestFirst(r).stream())
                        .toList();
    }

    private List<ObjectNode> namedRevisions(String nameOrArn) {
        String named = Arns.name(KIND, nameOrArn);
        if (named.indexOf(':') < 0) {
            return newestFirst(revisions.getOrDefault(named, List.of()));
        }
        ObjectNode detail = find(named);
        return detail == null ? List.of() : List.of(detail);
    }

    private static List<ObjectNode> newestFirst(List<ObjectNode> revisions) {
        List<ObjectNode> reversed = new ArrayList<>(revisions);
        Collections.reverse(reversed);
        return reversed;
    }

    private ObjectNode answer(ObjectNode detail) {
        ObjectNode answer = detail.deepCopy();
        answer.set("tags", Answers.map(tags.of(detail.get("jobDefinitionArn").stringValue())));
        return answer;
    }

    /** For a new job: by name, which means the newest active revision, by name and revision, or by ARN. */
    ObjectNode requireActive(String nameOrArn) {
        String named = Arns.name(KIND, nameOrArn);
        ObjectNode detail = named.indexOf(':') < 0 ? newestActive(named) : find(named);
        if (detail == null || !statusOf(detail).equals(ACTIVE)) {
            throw ApiFault.client("JobDefinition " + nameOrArn + " not found or not ACTIVE.");
        }
        return detail;
    }

    private @Nullable ObjectNode newestActive(String name) {
        return newestFirst(revisions.getOrDefault(name, List.of())).stream()
                .filter(detail -> statusOf(detail).equals(ACTIVE))
                .findFirst()
                .orElse(null);
    }

    private @Nullable ObjectNode find(String named) {
        int colon = named.lastIndexOf(':');
        List<ObjectNode> known = revisions.getOrDefault(named.substring(0, colon), List.of());
        String digits = named.substring(colon + 1);
        int revision = digits.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(digits) : 0;
        return revision >= 1 && revision <= known.size() ? known.get(revision - 1) : null;
    }

    private static String statusOf(ObjectNode detail) {
        return detail.get("status").stringValue();
    }

    ArrayNode saved() {
        return Answers.list(revisions.values().stream().flatMap(List::stream).toList(), this::answer);
    }

    void restore(JsonNode saved) {
        revisions.clear();
        for (JsonNode one : saved.values()) {
            ObjectNode detail = (ObjectNode) one;
            tags.add(detail.get("jobDefinitionArn").stringValue(), new Request(detail).map("tags"));
            revisions
                    .computeIfAbsent(detail.get("jobDefinitionName").stringValue(), n -> new ArrayList<>())
                    .add(detail);
        }
    }
}
