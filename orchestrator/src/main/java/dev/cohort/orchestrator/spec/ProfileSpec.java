package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A named change to how steps run; its effect is already in the pipeline that was read with it.
 *
 * @param params its other defaults for params
 */
public record ProfileSpec(String name, @Nullable String description, Map<String, TemplateSpec> params, Place place) {
    public ProfileSpec {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }
}
