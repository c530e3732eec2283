package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds a tree against a shape: tells all that does not fit, and gives back what does.
 *
 * <p>What comes back fits its shape throughout, so that reading it needs no second check.
 */
final class ShapeCheck {
    private final Problems problems;

    ShapeCheck(Problems problems) {
        this.problems = problems;
    }

    /** The parts of the node that fit; empty when it is of another kind altogether. */
    Optional<YamlNode> fit(String key, YamlNode node, Shape shape) {
        if (!shape.accepts(node)) {
            problems.add(Problem.error(
                            node.place(), "`" + key + "` must be " + shape.words() + ", and this is " + described(node))
                    .hint(shape.example(key)));
            return Optional.empty();
        }
        if (shape instanceof Shape.Either) {
            return ((Shape.Either) shape)
                    .options().stream().filter(o -> o.accepts(node)).findFirst().flatMap(o -> fit(key, node, o));
        }
        if (shape instanceof Shape.Scalar) {
            return scalar(key, (YamlText) node, (Shape.Scalar) shape);
        }
        if (shape instanceof Shape.Sequence) {
            return sequence(key, (YamlList) node, (Shape.Sequence) shape);
        }
        YamlMap map = node instanceof YamlMap ? (YamlMap) node : new YamlMap(List.of(), node.place());
        return shape instanceof Shape.Named ? named(map, (Shape.Named) shape) : block(map, (Shape.Keyed) shape);
    }

    private static String described(YamlNode node) {
        return node instanceof YamlText && !node.isNothing() ? Visible.quote(((YamlText) node).value()) : node.word();
    }

    private Optional<YamlNode> scalar(String key, YamlText text, Shape.Scalar shape) {
        Optional<Problem> fault = ScalarCheck.fault(key, text, shape);
        fault.ifPresent(problems::add);
        return fault.isPresent() ? Optional.empty() : Optional.of(text);
    }

    private Optional<YamlNode> sequence(String key, YamlList list, Shape.Sequence shape) {
        List<YamlNode> fitting = new ArrayList<>();
        list.items().forEach(item -> fit(key, item, shape.item()).ifPresent(fitting::add));
        if (list.items().size() < shape.fewest()) {
            problems.add(Problem.error(list.place(), "`" + key + "` is empty"));
            return Optional.empty();
        }
        return Optional.of(new YamlList(fitting, list.place()));
    }

    private Optional<YamlNode> named(YamlMap map, Shape.Named shape) {
        List<YamlMap.Entry> fitting = new ArrayList<>();
        for (YamlMap.Entry entry : map.entries()) {
            Optional<String> bad = shape.names().problem(entry.name());
            bad.ifPresent(why -> problems.add(Problem.error(
                    entry.key().place(),
                    entry.name().isEmpty()
                            ? withArticle(shape.what()) + " needs a name"
                            : "the " + shape.what() + " name " + why)));
            Optional<YamlNode> value = fit(entry.name(), entry.value(), shape.value());
            if (bad.isEmpty()) {
                value.ifPresent(v -> fitting.add(new YamlMap.Entry(entry.key(), v)));
            }
        }
        return Optional.of(new YamlMap(fitting, map.place()));
    }

    private Optional<YamlNode> block(YamlMap map, Shape.Keyed shape) {
        List<YamlMap.Entry> fitting = new ArrayList<>();
        for (YamlMap.Entry entry : map.entries()) {
            known(entry, shape)
                    .flatMap(field -> fit(entry.name(), entry.value(), field.shape()))
                    .ifPresent(value -> fitting.add(new YamlMap.Entry(entry.key(), value)));
        }
        YamlMap fit = new YamlMap(fitting, map.place());
        tellMissing(map, shape);
        boolean usable = shape.fields().stream()
                .allMatch(field -> field.presence() != Shape.Presence.REQUIRED
                        || fit.get(field.name()).isPresent());
        return usable ? Optional.of(fit) : Optional.empty();
    }

    private Optional<Shape.Field> known(YamlMap.Entry entry, Shape.Keyed shape) {
        Optional<Shape.Field> field = shape.field(entry.name());
        if (field.isEmpty()) {
            problems.add(Problem.error(
                            entry.key().place(),
                            withArticle(shape.what()) + " has no key " + Visible.quote(entry.name()))
                    .hint(unknownHint(entry, shape)));
        }
        return field;
    }

    private static String withArticle(String what) {
        return ("aeiou".indexOf(what.charAt(0)) < 0 ? "a " : "an ") + what;
    }

    private static Optional<String> unknownHint(YamlMap.Entry entry, Shape.Keyed shape) {
        if (entry.name().equals("<<")) {
            return Optional.of("merge keys are not part of the language: repeat the keys, or use `defaults`");
        }
        if (entry.value().isNothing() && followsComma(entry.key())) {
            return Optional.of("inside { } a comma starts another key: quote a text that holds one");
        }
        return shape.fields().stream()
                .filter(field -> field.shape() instanceof Shape.Keyed block
                        && block.field(entry.name()).isPresent())
                .findFirst()
                .map(field -> "it belongs under `" + field.name() + "`")
                .or(() -> nearKey(entry.name(), shape));
    }

    private static boolean followsComma(YamlText key) {
        return key.place()
                .source()
                .text()
                .substring(0, key.place().start())
                .stripTrailing()
                .endsWith(",");
    }

    private static Optional<String> nearKey(String written, Shape.Keyed shape) {
        return NearestName.of(written, shape.names())
                .map(near -> "did you mean `" + near + "`?")
                .or(() -> Optional.of(shape.keys()));
    }

    private void tellMissing(YamlMap map, Shape.Keyed shape) {
        shape.fields().stream()
                .filter(Shape.Field::mustBeThere)
                .filter(field -> map.get(field.name()).isEmpty())
                .forEach(field -> problems.add(
                        Problem.error(map.place(), "this " + shape.what() + " needs a key `" + field.name() + "`")
                                .hint(field.hint())));
    }
}
