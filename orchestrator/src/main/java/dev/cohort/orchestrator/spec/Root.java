package dev.cohort.orchestrator.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where an expression may start. */
public enum Root {
    SAMPLE("sample` or `sample.COLUMN", 0, 1),
    PARAMS("params.NAME", 1, 1),
    INPUTS("inputs.NAME", 1, 1),
    OUTPUTS("outputs.NAME", 1, 1),
    STEPS("steps.STEP.OUTPUT", 2, Integer.MAX_VALUE),
    STORE("store", 0, 0),
    RUN("run.id", 1, 1),
    RESOURCES("resources.cpus`, `resources.memory-mib` or `resources.gpus", 1, 1);

    private final String form;
    private final int fewest;
    private final int most;

    Root(String form, int fewest, int most) {
        this.form = form;
        this.fewest = fewest;
        this.most = most;
    }

    /** How it is written in full, for messages. */
    public String form() {
        return form;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean takes(int names) {
        return names >= fewest && names <= most;
    }

    static Optional<Root> of(String word) {
        return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Root::word).toList();
    }
}
