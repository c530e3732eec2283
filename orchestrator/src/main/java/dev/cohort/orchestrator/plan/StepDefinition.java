package dev.cohort.orchestrator.plan;

import dev.cohort.contract.Body;
import dev.cohort.contract.Digest;
import dev.cohort.contract.InputPattern;
import dev.cohort.contract.Limits;
import dev.cohort.contract.OutputPattern;
import dev.cohort.contract.Payload;
import dev.cohort.contract.Template;
import dev.cohort.contract.Terms;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A step in the form in which workers read it, and the digest of what it does.
 *
 * @param laneReads the values of a lane, such as {@code sample.age}, that it reads beside its inputs
 */
record StepDefinition(
        Body body,
        Map<String, InputPattern> inputs,
        Map<String, OutputPattern> outputs,
        Map<String, Template> env,
        Limits limits,
        Terms terms,
        @Nullable Payload payload,
        String def,
        SortedSet<String> laneReads) {
    StepDefinition {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        laneReads = Collections.unmodifiableSortedSet(new TreeSet<>(laneReads));
    }

    /** As it stands in the keys of outcomes. */
    String def16() {
        return Digest.short16(def);
    }
}
