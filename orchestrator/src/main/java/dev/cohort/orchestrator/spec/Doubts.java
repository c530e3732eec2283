package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.NearestName;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Remembers what was written and could not be read, as paths such as {@code steps.index.outputs}: that a name is missing there
 * is then no news.
 */
final class Doubts {
    /** The path of everything. */
    static final String ALL = "";

    private final Set<String> paths = new HashSet<>();

    void all() {
        paths.add(ALL);
    }

    /** A section that is of another kind than a map, or whose key is mistyped, leaves all its names in doubt. */
    void sections(String under, YamlMap written, Shape.Keyed shape, List<String> sections) {
        for (YamlMap.Entry entry : written.entries()) {
            boolean section = sections.contains(entry.name());
            if (section && !(entry.value() instanceof YamlMap) && !entry.value().isNothing()) {
                paths.add(under + entry.name());
            } else if (shape.field(entry.name()).isEmpty()) {
                NearestName.of(entry.name(), sections).ifPresent(near -> paths.add(under + near));
            }
        }
    }

    /** Names that stand in a section and are not among those that were read. */
    void names(String section, YamlMap written, Collection<String> read) {
        written.entries().stream()
                .map(YamlMap.Entry::name)
                .filter(name -> !read.contains(name))
                .forEach(name -> paths.add(section + "." + name));
    }

    boolean about(String path) {
        return Pipeline.covers(paths, path);
    }

    Set<String> paths() {
        return Set.copyOf(paths);
    }
}
