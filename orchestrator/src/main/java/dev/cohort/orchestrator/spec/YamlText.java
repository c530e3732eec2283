package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;

/** A scalar: what it says after YAML's quoting and folding, and where each of its characters stands in the file. */
record YamlText(String value, ScalarStyle style, Place place) implements YamlNode {

    boolean isPlain() {
        return style == ScalarStyle.PLAIN;
    }

    @Override
    public boolean isNothing() {
        return isPlain() && (value.isEmpty() || value.equals("~") || value.equalsIgnoreCase("null"));
    }

    /** The place of some of its characters. */
    Place part(int start, int end) {
        return part(ScalarOffsets.of(this), start, end);
    }

    /** The same for one who asks often and has the offsets. */
    Place part(int[] offsets, int start, int end) {
        int from = offsets[Math.min(start, value.length())];
        int to = end > start ? offsets[Math.min(end, value.length()) - 1] + 1 : from + 1;
        return place.source().place(from, Math.max(from, to));
    }

    @Override
    public String word() {
        return isNothing() ? "nothing" : "a text";
    }
}
