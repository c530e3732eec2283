package dev.cohort.orchestrator.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a place of the language may hold, described as data.
 *
 * <p>The one description of the language: {@link Language} builds it, {@link ShapeCheck} holds files against it.
 */
sealed interface Shape {

    /** Whether a node is of this kind at all, before its inside is looked at. */
    boolean accepts(YamlNode node);

    /** For messages: "a list", "a number". */
    String words();

    /** How it is written, where that is not plain. */
    default Optional<String> example(String key) {
        return Optional.empty();
    }

    /** A single value. */
    record Scalar(ScalarKind kind, List<String> choices, double least, double most) implements Shape {
        static Scalar of(ScalarKind kind) {
            return between(kind, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }

        static Scalar between(ScalarKind kind, double least, double most) {
            return new Scalar(kind, List.of(), least, most);
        }

        static Scalar choice(String... choices) {
            return new Scalar(ScalarKind.CHOICE, List.of(choices), 0, 0);
        }

        @Override
        public boolean accepts(YamlNode node) {
            return node instanceof YamlText && !node.isNothing();
        }

        @Override
        public String words() {
            return kind.words();
        }
    }

    /** Values in order. */
    record Sequence(Shape item, int fewest) implements Shape {
        @Override
        public boolean accepts(YamlNode node) {
            return node instanceof YamlList;
        }

        @Override
        public String words() {
            return "a list";
        }

        @Override
        public Optional<String> example(String key) {
            return Optional.of("write it in brackets, as in `" + key + ": [first, second]`");
        }
    }

    /**
     * Names of the user's choice, each with a value of the same shape.
     *
     * @param dotted whether they may be those of used files: `align.map`
     */
    record Named(String what, Shape value, boolean dotted) implements Shape {
        Named(String what, Shape value) {
            this(what, value, false);
        }

        static Named qualified(String what, Shape value) {
            return new Named(what, value, true);
        }

        @Override
        public boolean accepts(YamlNode node) {
            return node instanceof YamlMap || node.isNothing();
        }

        @Override
        public String words() {
            return "a map from " + what + " names to values";
        }
    }

    /** A fixed set of keys. */
    record Keyed(String what, List<Field> fields) implements Shape {
        public Keyed {
            fields = List.copyOf(fields);
        }

        static Keyed of(String what, Field... fields) {
            return new Keyed(what, Arrays.asList(fields));
        }

        Optional<Field> field(String name) {
            return fields.stream().filter(f -> f.name().equals(name)).findFirst();
        }

        @Override
        public boolean accepts(YamlNode node) {
            return node instanceof YamlMap || node.isNothing();
        }

        @Override
        public String words() {
            return "a map";
        }

        @Override
        public Optional<String> example(String key) {
            return fields.stream()
                    .filter(Field::mustBeThere)
                    .findFirst()
                    .map(first -> "write it in braces, as in `" + key + ": { " + first.name() + ": … }`")
                    .or(() -> Optional.of(keys()));
        }

        String keys() {
            List<String> keys = usable();
            return (keys.size() == 1 ? "its only key is `" : "its keys are `") + String.join("`, `", keys) + "`";
        }

        /** The keys that may be written today. */
        List<String> usable() {
            return fields.stream()
                    .filter(field -> field.presence() != Presence.LATER)
                    .map(Field::name)
                    .toList();
        }
    }

    /** Whichever of several kinds the node is of. */
    record Either(List<Shape> options) implements Shape {
        static Either of(Shape... options) {
            return new Either(List.of(options));
        }

        @Override
        public boolean accepts(YamlNode node) {
            return options.stream().anyMatch(o -> o.accepts(node));
        }

        @Override
        public String words() {
            return String.join(" or ", options.stream().map(Shape::words).toList());
        }
    }

    /** One key of a block. A field that is reserved is known, and told as "not yet". */
    record Field(String name, Shape shape, Presence presence, String doc) {
        static Field required(String name, Shape shape, String doc) {
            return new Field(name, shape, Presence.REQUIRED, doc);
        }

        /** Told when it is missing, and yet the rest of the block is read. */
        static Field expected(String name, Shape shape, String doc) {
            return new Field(name, shape, Presence.EXPECTED, doc);
        }

        static Field optional(String name, Shape shape, String doc) {
            return new Field(name, shape, Presence.OPTIONAL, doc);
        }

        static Field later(String name, String doc) {
            return new Field(name, Scalar.of(ScalarKind.TEXT), Presence.LATER, doc);
        }

        boolean mustBeThere() {
            return presence == Presence.REQUIRED || presence == Presence.EXPECTED;
        }
    }

    /** Whether a key must, may or can't yet be written. */
    enum Presence {
        /** Without it the block says nothing. */
        REQUIRED,
        /** It must be there, and the rest makes sense without it. */
        EXPECTED,
        OPTIONAL,
        LATER
    }
}
