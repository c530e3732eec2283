package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bash script whose expressions were replaced by variables.
 *
 * <p>A value never stands in the script: a shell that expands {@code "${COHORT_SAMPLE}"} does not read the value again, so
 * no value can become a command, in whatever quotes or here-document it stands. And the script is the same for all lanes.
 *
 * @param script the bash text
 * @param variables what each variable stands for
 * @param references every expression in it
 * @param arithmetic those where bash would evaluate a text, as in {@code $(( ))}: they must be numbers
 * @param glued those that are to be several words and yet stand within one, or within quotes
 */
public record ShellText(
        String script,
        Map<String, Reference> variables,
        List<Reference> references,
        List<Reference> arithmetic,
        List<Reference> glued,
        Place place) {
    public ShellText {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        references = List.copyOf(references);
        arithmetic = List.copyOf(arithmetic);
        glued = List.copyOf(glued);
    }
}
