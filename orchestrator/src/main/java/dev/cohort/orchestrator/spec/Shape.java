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

    /** Names of the user's choice, each with a value of the same shape. */
    record Named(String what, Shape value, NameRule names) implements Shape {
        Named(String what, Shape value) {
            this(what, value, NameRule.IDENTIFIER);
        }

        /** Such as may be those of used files: {@code align.map}. */
        static Named qualified(String what, Shape value) {
            return new Named(what, value, NameRule.QUALIFIED);
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
            List<String> keys = names();
            return (keys.size() == 1 ? "its only key is `" : "its keys are `") + String.join("`, `", keys) + "`";
        }

        List<String> names() {
            return fields.stream().map(Field::name).toList();
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

    /**
     * One key of a block.
     *
     * @param doc what it is, as half a sentence: for messages, and for editors to show
     * @param hint what to do where it is missing
     */
    record Field(String name, Shape shape, Presence presence, String doc, String hint) {
        static Field required(String name, Shape shape, String doc) {
            return of(name, shape, Presence.REQUIRED, doc);
        }

        /** Told when it is missing, and yet the rest of the block is read. */
        static Field expected(String name, Shape shape, String doc) {
            return of(name, shape, Presence.EXPECTED, doc);
        }

        static Field optional(String name, Shape shape, String doc) {
            return of(name, shape, Presence.OPTIONAL, doc);
        }

        private static Field of(String name, Shape shape, Presence presence, String doc) {
            return new Field(name, shape, presence, doc, "add `" + name + ":`, " + doc);
        }

        /** Says in other words what to do where it is missing. */
        Field hint(String words) {
            return new Field(name, shape, presence, doc, words);
        }

        boolean mustBeThere() {
            return presence == Presence.REQUIRED || presence == Presence.EXPECTED;
        }
    }

    /** Whether a key must or may be written. */
    enum Presence {
        /** Without it the block says nothing. */
        REQUIRED,
        /** It must be there, and the rest makes sense without it. */
        EXPECTED,
        OPTIONAL
    }
}
