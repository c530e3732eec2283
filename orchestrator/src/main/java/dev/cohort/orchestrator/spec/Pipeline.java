package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Source;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pipeline file, read: all that it says, with places, and nothing yet of what it refers to.
 *
 * @param steps also those of the files that it uses, under qualified names such as {@code align.map}; and so its params
 * @param used those files, in the order in which they were read
 */
public record Pipeline(
        String name,
        @Nullable String description,
        Map<String, ParamSpec> params,
        Map<String, ColumnSpec> columns,
        Map<String, StepSpec> steps,
        Map<String, ProfileSpec> profiles,
        Set<String> unsure,
        List<UsedPipeline> used,
        Place place) {

    public Pipeline {
        used = List.copyOf(used);
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
     * All texts that it was read from: its own under an empty name, each other by where it lies as seen from the folder of the first.
     * {@link Sources#among} reads the same pipeline from them again.
     */
    public Map<String, Source> sources() {
        Map<String, Source> sources = new LinkedHashMap<>();
        sources.put("", source());
        used.forEach(file -> sources.put(file.location(), file.pipeline().source()));
        return sources;
    }

    /** The folder that a relative path starts from that stands at a place, as seen from that of the file that was asked for. */
    public String folder(Place where) {
        return used.stream()
                .filter(file -> file.pipeline().source() == where.source())
                .findFirst()
                .map(UsedPipeline::folder)
                .orElse("");
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
