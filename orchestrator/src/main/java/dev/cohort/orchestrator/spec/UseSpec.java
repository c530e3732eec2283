package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step that stands for a step of another pipeline file, or for all of its steps.
 *
 * @param location the file, as written
 * @param step the one step that is meant; none for all
 * @param params what params of the file are
 * @param columns what stands where the file reads a column
 * @param inputs what the one step reads instead of what it says itself
 * @param running what is said here of how the one step runs
 * @param target where the file is named
 */
record UseSpec(
        YamlText name,
        String location,
        @Nullable String step,
        Map<YamlText, TemplateSpec> params,
        Map<YamlText, TemplateSpec> columns,
        Map<String, InputSpec> inputs,
        List<StepSpec.Need> needs,
        @Nullable Condition when,
        Block running,
        Place target) {

    /** What a step of the file is called here; one that is not meant gets a name that no step can have. */
    String nameOf(String inFile) {
        if (step == null) {
            return name.value() + "." + inFile;
        }
        return inFile.equals(step) ? name.value() : "#" + inFile;
    }

    /** What a param of the file is called here. */
    String nameOfParam(String inFile) {
        return name.value() + "." + inFile;
    }

    /** Whether it means a step of the file, or anything that lies in it. */
    boolean means(String inFile) {
        return step == null || step.equals(inFile) || step.startsWith(inFile + ".");
    }
}
