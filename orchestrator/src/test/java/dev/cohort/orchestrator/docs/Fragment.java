package dev.cohort.orchestrator.docs;

import java.util.List;
import java.util.stream.Collectors;

/** Puts a piece of a pipeline into the first whole one of its page, whose params, columns and steps it may name. */
record Fragment(String kind, String text) {
    private static final List<String> BODIES = List.of("command:", "run:", "java:", "script:");

    String within(String pipeline) {
        return switch (kind) {
            case "params", "steps" -> after(pipeline, kind + ":", indented(2));
            case "columns" -> after(pipeline, "  columns:", indented(4));
            case "step" -> after(pipeline, "steps:", "  another:\n" + indented(4) + body());
            case "inputs" -> after(pipeline, "steps:", "  another:\n    inputs:\n" + indented(6) + body());
            case "outputs" -> after(pipeline, "steps:", "  another:\n    outputs:\n" + indented(6) + body());
            case "top" -> pipeline + text;
            default -> throw new IllegalArgumentException("no fragment is called `" + kind + "`");
        };
    }

    private static String after(String pipeline, String section, String more) {
        String line = "\n" + section + "\n";
        int at = pipeline.indexOf(line) + line.length();
        return pipeline.substring(0, at) + more + pipeline.substring(at);
    }

    private String body() {
        boolean has = text.lines().anyMatch(line -> BODIES.stream().anyMatch(line::startsWith));
        return has ? "" : "    command: [\"true\"]\n";
    }

    private String indented(int spaces) {
        return text.lines().map(line -> " ".repeat(spaces) + line).collect(Collectors.joining("\n", "", "\n"));
    }
}
