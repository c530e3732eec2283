package dev.cohort.contract;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The values of a lane that a task reads beside its inputs, such as {@code sample.age} in a command: they belong to the
 * {@code in} half of its fingerprint, for planner and worker alike.
 */
public final class LaneReads {
    private static final String SAMPLE = "sample";

    private LaneReads() {}

    /** The paths, {@code sample} or {@code sample.COLUMN}, that body, outputs and environment refer to. */
    public static SortedSet<String> of(Body body, Map<String, OutputPattern> outputs, Map<String, Template> env) {
        SortedSet<String> reads = new TreeSet<>();
        Stream.of(
                        body.accept(new Templates()),
                        outputs.values().stream().map(OutputPattern::path).toList(),
                        env.values())
                .flatMap(Collection::stream)
                .flatMap(template -> template.refs().stream())
                .filter(path -> path.equals(SAMPLE) || path.startsWith(SAMPLE + "."))
                .forEach(reads::add);
        return reads;
    }

    /** Where such a value stands in the map that {@link Fingerprint#in} takes; no input can have a name with a dot. */
    public static String key(String path) {
        return "lane." + path;
    }

    /** All templates of a body. */
    private static final class Templates implements Body.Visitor<Collection<Template>> {
        @Override
        public Collection<Template> command(Body.Command body) {
            return body.argv();
        }

        @Override
        public Collection<Template> run(Body.Run body) {
            return body.variables().values();
        }

        @Override
        public Collection<Template> java(Body.Java body) {
            return body.with().values();
        }

        @Override
        public Collection<Template> script(Body.Script body) {
            return body.args();
        }

        @Override
        public Collection<Template> pass(Body.Pass body) {
            return List.of();
        }
    }
}
