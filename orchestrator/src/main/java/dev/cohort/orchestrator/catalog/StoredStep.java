package dev.cohort.orchestrator.catalog;

import dev.cohort.contract.Each;
import dev.cohort.contract.Fields;
import dev.cohort.contract.Json;

/**
 * A step as a run planned it: how many of its tasks were to run, to pass, and to be left as they were.
 *
 * @param leaf whether no step reads what it leaves
 * @param attempts how often a task is tried at most
 */
public record StoredStep(String name, Each each, boolean leaf, int attempts, int run, int passed, int current) {

    public boolean perSample() {
        return each == Each.SAMPLE;
    }

    /** Of all that need it. */
    int tasks() {
        return run + passed + current;
    }

    static StoredStep fromJson(Json json, String where) {
        Fields step = json.fields(where);
        return step.make(() -> new StoredStep(
                step.text("step"),
                step.word("each", Each.class),
                step.flag("leaf"),
                step.integer("attempts"),
                step.integer("run"),
                step.integer("passed"),
                step.integer("current")));
    }
}
