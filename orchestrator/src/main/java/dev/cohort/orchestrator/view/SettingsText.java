package dev.cohort.orchestrator.view;

import dev.cohort.contract.Json;
import dev.cohort.orchestrator.diag.Visible;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is settled, who said it, and who was asked. */
public record SettingsText(List<Line> settings, List<Asked> asked) {
    public SettingsText {
        settings = List.copyOf(settings);
        asked = List.copyOf(asked);
    }

    /**
     * One setting.
     *
     * @param value null where it has none
     * @param from null where nobody said it
     */
    public record Line(
            String setting,
            @Nullable String value,
            @Nullable String from) {}

    /** A place that may say something, and whether it is there. */
    public record Asked(String place, boolean there) {}

    public List<String> lines() {
        Table table = new Table("setting", "value", "from");
        settings.forEach(line -> table.row(line.setting, shown(line.value), from(line)));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add("After options and variables, these are asked, the first that says it being heard:");
        asked.forEach(place -> lines.add("  " + Visible.text(place.place) + (place.there ? "" : " (not there)")));
        return lines;
    }

    private static String shown(@Nullable String value) {
        return value == null ? "-" : Visible.text(value);
    }

    private static String from(Line line) {
        if (line.from != null) {
            return Visible.text(line.from);
        }
        return line.value == null ? "-" : "unless said";
    }

    public Json json() {
        return Json.object()
                .put(
                        "settings",
                        Json.array(settings.stream()
                                .map(line -> Json.object()
                                        .put("setting", line.setting)
                                        .putIfPresent("value", line.value)
                                        .putIfPresent("from", line.from)
                                        .build())
                                .toList()))
                .put(
                        "asked",
                        Json.array(asked.stream()
                                .map(place -> Json.object()
                                        .put("place", place.place)
                                        .put("there", place.there)
                                        .build())
                                .toList()))
                .build();
    }
}
