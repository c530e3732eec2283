package dev.cohort.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A text with holes that the worker fills in for its lane; texts that lie side by side are one. */
public record Template(List<Part> parts) {
    public Template {
        parts = merged(parts);
    }

    /** A piece of a template. */
    public sealed interface Part {
        <R> R accept(Visitor<R> visitor);
    }

    /** One answer per kind of part, so that a new kind fails to compile wherever it must be handled. */
    public interface Visitor<R> {
        R text(Text text);

        R ref(Ref ref);

        R splice(Splice splice);
    }

    /** Stands for itself. */
    public record Text(String text) implements Part {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.text(this);
        }
    }

    /** Stands for the value at a dotted path such as {@code sample.age}. */
    public record Ref(String path) implements Part {
        public Ref {
            requirePath(path, path);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ref(this);
        }
    }

    /** Stands for all paths of a gather, one argument each; its own path is such as {@code inputs.tables.*}. */
    public record Splice(String path) implements Part {
        private static final String ALL = ".*";

        public Splice {
            requirePath(path.endsWith(ALL) ? path.substring(0, path.length() - ALL.length()) : "", path);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.splice(this);
        }
    }

    public static Template of(Part... parts) {
        return new Template(List.of(parts));
    }

    public static Template text(String text) {
        return of(new Text(text));
    }

    /** The text with every hole filled; a splice is many arguments, not a text, so a template with one is refused. */
    public String render(Function<String, String> value) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.accept(new Rendering(value))));
        return text.toString();
    }

    /** The paths of all holes, splices too, in the order in which they are first met. */
    public Set<String> refs() {
        Set<String> paths = new LinkedHashSet<>();
        for (Part part : parts) {
            if (part instanceof Ref ref) {
                paths.add(ref.path());
            } else if (part instanceof Splice splice) {
                paths.add(splice.path());
            }
        }
        return Collections.unmodifiableSet(paths);
    }

    /** The splice, where the template is one and nothing else. */
    public Optional<Splice> splice() {
        return parts.size() == 1 && parts.get(0) instanceof Splice splice ? Optional.of(splice) : Optional.empty();
    }

    public Json toJson() {
        return TemplateJson.write(this);
    }

    static Template fromJson(Json json, String where) {
        return TemplateJson.read(json, where);
    }

    private static List<Part> merged(List<Part> parts) {
        List<Part> merged = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Text more) {
                text.append(more.text());
            } else {
                flush(text, merged);
                merged.add(part);
            }
        }
        flush(text, merged);
        return List.copyOf(merged);
    }

    private static void flush(StringBuilder text, List<Part> into) {
        if (text.length() > 0) {
            into.add(new Text(text.toString()));
            text.setLength(0);
        }
    }

    private static void requirePath(String dotted, String shown) {
        if (!dotted.matches("[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z][A-Za-z0-9_-]*)*")) {
            throw new IllegalArgumentException(Names.quoted(shown) + " is not a path of names with dots between");
        }
    }

    private record Rendering(Function<String, String> value) implements Visitor<String> {
        @Override
        public String text(Text text) {
            return text.text();
        }

        @Override
        public String ref(Ref ref) {
            return value.apply(ref.path());
        }

        @Override
        public String splice(Splice splice) {
            throw new IllegalArgumentException(Names.quoted(splice.path())
                    + " stands for many arguments; it may only be an argument of a command, alone");
        }
    }
}
