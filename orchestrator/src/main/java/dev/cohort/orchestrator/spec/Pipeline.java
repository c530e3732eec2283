package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Source;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One pipeline file, read: all that it says, with places, and nothing yet of what it refers to. */
public record Pipeline(
        String name,
        @Nullable String description,
        Map<String, ParamSpec> params,
        Map<String, ColumnSpec> columns,
        Map<String, StepSpec> steps,
        Map<String, ProfileSpec> profiles,
        Set<String> unsure,
        Place place) {

    public Pipeline {
        params = ordered(params);
        columns = ordered(columns);
        steps = ordered(steps);
        profiles = ordered(profiles);
        unsure = Set.copyOf(unsure);
    }

    public Source source() {
        return place.source();
    }

    /**
     * Whether a part such as {@code steps.index}, or what it lies in, was written but could not be read: that a name is missing is
     * then no news.
     */
    public boolean isUnsure(String path) {
        return covers(unsure, path);
    }

    static boolean covers(Set<String> unsure, String path) {
        if (unsure.isEmpty() || unsure.contains(Doubts.ALL)) {
            return !unsure.isEmpty();
        }
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            if (unsure.contains(path.substring(0, dot))) {
                return true;
            }
        }
        return unsure.contains(path);
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
