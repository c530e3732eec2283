package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.diag.Visible;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * Reads YAML as data only, from SnakeYAML's events.
 *
 * <p>Events rather than its node tree, as only they tell a written tag from a resolved one. No object is ever
 * constructed; tags are refused; aliases, depth and what aliases expand to are bounded.
 */
final class YamlReader {
    static final int MOST_CHARS = 1 << 20;
    private static final int MOST_DEPTH = 24;
    private static final int MOST_NODES = 100_000;

    private final Source source;
    private final Problems problems;
    private final Map<String, YamlNode> anchors = new HashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();
    private final Iterator<Event> events;
    private int nodes;

    /** Where the last event ended. */
    private Place last;

    private YamlReader(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
        this.last = source.top();
        this.events = new Yaml(options()).parse(new StringReader(source.text())).iterator();
    }

    /** The one document of the source; empty when it cannot be read, which is then told. */
    static Optional<YamlNode> read(Source source, Problems problems) {
        if (source.text().length() > MOST_CHARS) {
            problems.add(Problem.error(source.top(), "the file is larger than 1 MiB, which no pipeline needs"));
            return Optional.empty();
        }
        YamlReader reader = new YamlReader(source, problems);
        try {
            return reader.document();
        } catch (Refused refused) {
            problems.add(refused.problem);
        } catch (YAMLException fault) {
            problems.add(YamlFaults.explain(source, fault, reader.last));
        }
        return Optional.empty();
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARS);
        options.setNestingDepthLimit(MOST_DEPTH + 2);
        return options;
    }

    private Optional<YamlNode> document() {
        next();
        Event first = next();
        if (first.is(Event.ID.StreamEnd)) {
            String nothing = source.text().isBlank() ? "the file is empty" : "the file holds nothing but comments";
            throw new Refused(Problem.error(source.top(), nothing));
        }
        YamlNode root = node(next(), 0);
        next();
        Event after = next();
        if (!after.is(Event.ID.StreamEnd)) {
            throw new Refused(Problem.error(place(after), "a second YAML document starts here")
                    .hint("one file holds one document: remove the `---` line or move what follows to a file of its"
                            + " own"));
        }
        return Optional.of(root);
    }

    private Event next() {
        Event event = events.next();
        last = source.place(offset(event.getEndMark()), offset(event.getEndMark()) + 1);
        return event;
    }

    private YamlNode node(Event event, int depth) {
        if (depth > MOST_DEPTH) {
            throw new Refused(Problem.error(place(event), "nested deeper than " + MOST_DEPTH + " levels"));
        }
        if (event.is(Event.ID.Alias)) {
            return alias((AliasEvent) event);
        }
        int before = nodes;
        count(event, 1);
        refuseTag(event);
        YamlNode node = fresh(event, depth);
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            anchors.put(anchor, node);
            sizes.put(anchor, nodes - before);
        }
        return node;
    }

    private YamlNode fresh(Event event, int depth) {
        return switch (event.getEventId()) {
            case Scalar -> text((ScalarEvent) event);
            case SequenceStart -> list(event, depth);
            default -> map(event, depth);
        };
    }

    /** What an alias stands for counts again: a few lines of nested aliases would otherwise become millions of nodes. */
    private YamlNode alias(AliasEvent event) {
        YamlNode target = anchors.get(event.getAnchor());
        if (target == null) {
            throw new Refused(Problem.error(
                            place(event),
                            "there is no anchor `&" + Visible.text(event.getAnchor()) + "` before this alias")
                    .hint("an alias may only repeat what stands, whole, above it"));
        }
        count(event, sizes.getOrDefault(event.getAnchor(), 1));
        return target;
    }

    private void count(Event event, int more) {
        nodes += more;
        if (nodes > MOST_NODES) {
            throw new Refused(Problem.error(
                    place(event), "the file holds more than " + MOST_NODES + " values, counting what aliases repeat"));
        }
    }

    private void refuseTag(Event event) {
        @Nullable String tag = null;
        if (event instanceof ScalarEvent) {
            tag = ((ScalarEvent) event).getTag();
        } else if (event instanceof SequenceStartEvent) {
            tag = ((SequenceStartEvent) event).getTag();
        } else if (event instanceof MappingStartEvent) {
            tag = ((MappingStartEvent) event).getTag();
        }
        if (tag != null) {
            Place place = written(event);
            problems.add(Problem.error(place, "YAML tags such as " + Visible.quote(place.text()) + " are not allowed")
                    .hint("remove the tag, or quote the value if it is a text that starts with `!`"));
        }
    }

    /** The tag as it stands in the file, after an anchor if there is one. */
    private Place written(Event event) {
        String text = source.text();
        int start =
                Math.max(place(event).start(), text.indexOf('!', place(event).start()));
        int end = start + 1;
        while (end < text.length() && " \t\r\n,]}".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return source.place(start, end);
    }

    private YamlText text(ScalarEvent event) {
        return new YamlText(event.getValue(), event.getScalarStyle(), place(event));
    }

    private YamlList list(Event start, int depth) {
        List<YamlNode> items = new ArrayList<>();
        Event event = next();
        while (!event.is(Event.ID.SequenceEnd)) {
            items.add(node(event, depth + 1));
            event = next();
        }
        return new YamlList(
                items, source.place(place(start).start(), place(event).end()));
    }

    private YamlMap map(Event start, int depth) {
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
        Event event = next();
        while (!event.is(Event.ID.MappingEnd)) {
            YamlNode key = node(event, depth + 1);
            YamlNode value = node(next(), depth + 1);
            add(entries, key, value);
            event = next();
        }
        return new YamlMap(
                List.copyOf(entries.values()),
                source.place(place(start).start(), place(event).end()));
    }

    private void add(Map<String, YamlMap.Entry> entries, YamlNode key, YamlNode value) {
        if (!(key instanceof YamlText)) {
            problems.add(unusableKey(key));
            return;
        }
        YamlText name = (YamlText) key;
        YamlMap.Entry first = entries.putIfAbsent(name.value(), new YamlMap.Entry(name, value));
        if (first != null) {
            problems.add(Problem.error(name.place(), Visible.quote(name.value()) + " is given twice")
                    .note("it was first given here", first.key().place())
                    .hint("keep one of the two"));
        }
    }

    private Problem unusableKey(YamlNode key) {
        Problem problem = Problem.error(key.place(), "a key must be a text, and this is " + key.word());
        String line = source.text().substring(0, key.place().start());
        return line.endsWith("{") || line.endsWith("$") ? problem.hint(YamlFaults.QUOTE_IT) : problem;
    }

    private Place place(Event event) {
        return source.place(offset(event.getStartMark()), offset(event.getEndMark()));
    }

    private int offset(Mark mark) {
        return source.charOffset(mark.getIndex());
    }

    /** A file that cannot be read any further; carries what to tell. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        Refused(Problem problem) {
            super(problem.message(), null, false, false);
            this.problem = problem;
        }
    }
}
