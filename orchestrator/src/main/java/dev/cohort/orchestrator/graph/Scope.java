package dev.cohort.orchestrator.graph;

import dev.cohort.orchestrator.spec.Root;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A part of a pipeline file in which expressions stand, and what they may name there. */
enum Scope {
    PARAM_DEFAULT("the default of a param", EnumSet.of(Root.STORE)),
    BOUND_PARAM("the param of a used file", EnumSet.of(Root.PARAMS, Root.STORE)),
    COLUMN_DEFAULT("the default of a column", EnumSet.of(Root.SAMPLE, Root.PARAMS, Root.STORE)),
    INPUT("an input", EnumSet.of(Root.SAMPLE, Root.PARAMS, Root.STEPS, Root.STORE, Root.RUN)),
    WHEN("a condition", EnumSet.of(Root.SAMPLE, Root.PARAMS)),
    OUTPUT("the path of an output", EnumSet.of(Root.SAMPLE, Root.PARAMS)),
    BODY(
            "a body",
            EnumSet.of(Root.SAMPLE, Root.PARAMS, Root.INPUTS, Root.OUTPUTS, Root.RESOURCES, Root.STORE, Root.RUN)),
    VARIABLE(
            "a variable of `env`",
            EnumSet.of(Root.SAMPLE, Root.PARAMS, Root.INPUTS, Root.OUTPUTS, Root.RESOURCES, Root.STORE, Root.RUN)),
    SETTING("a secret, a mount or a tag", EnumSet.of(Root.PARAMS));

    private final String words;
    private final Set<Root> roots;

    Scope(String words, Set<Root> roots) {
        this.words = words;
        this.roots = roots;
    }

    String words() {
        return words;
    }

    /** What may be used instead: "`sample`, `params` or `store`". */
    String alternatives() {
        List<String> words = roots.stream().map(root -> "`" + root.word() + "`").toList();
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    boolean allows(Root root) {
        return roots.contains(root);
    }
}
