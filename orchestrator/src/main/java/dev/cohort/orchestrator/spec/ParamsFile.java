package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import java.util.ArrayList;
import java.util.List;

/** Reads a file of values for params: a map from names to single values, in YAML or JSON. */
public final class ParamsFile {
    private ParamsFile() {}

    /** A value and where it stands, and where its name does. */
    public record Entry(String name, String value, Place place, Place named) {}

    /** What could be read; all else is told. */
    public static List<Entry> read(Source source, Problems problems) {
        List<Entry> entries = new ArrayList<>();
        YamlReader.read(source, problems)
                .flatMap(root -> new ShapeCheck(problems).fit("the params file", root, Language.PARAMS_FILE))
                .map(YamlMap.class::cast)
                .ifPresent(map -> map.entries().forEach(entry -> {
                    YamlText text = (YamlText) entry.value();
                    entries.add(new Entry(
                            entry.name(),
                            text.value(),
                            text.place(),
                            entry.key().place()));
                }));
        return entries;
    }
}
