package dev.cohort.orchestrator.spec;

import dev.cohort.contract.Identifier;
import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds a tree against a shape: tells all that does not fit, and gives back what does.
 *
 * <p>What comes back fits its shape throughout, so that reading it needs no second check.
 */
final class ShapeCheck {
    private final Problems problems;
    private final Map<YamlNode, Boolean> damaged = new IdentityHashMap<>();

    ShapeCheck(Problems problems) {
        this.problems = problems;
    }

    /** Whether something was left out of it, so that a name missing in it may just be a follow-up. */
    boolean isDamaged(YamlNode node) {
        return damaged.containsKey(node);
    }

    /** The parts of the node that fit; empty when it is of another kind altogether. */
    Optional<YamlNode> fit(String key, YamlNode node, Shape shape) {
        if (!shape.accepts(node)) {
            problems.add(Problem.error(
                    node.place(), "`" + key + "` must be " + shape.words() + ", and this is " + described(node)));
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
        return Optional.of(kept(
                list,
                new YamlList(fitting, list.place()),
                fitting.size() < list.items().size()));
    }

    private Optional<YamlNode> named(YamlMap map, Shape.Named shape) {
        List<YamlMap.Entry> fitting = new ArrayList<>();
        for (YamlMap.Entry entry : map.entries()) {
            Optional<String> bad = Identifier.problem(entry.name());
            bad.ifPresent(
                    why -> problems.add(Problem.error(entry.key().place(), "the " + shape.what() + " name " + why)));
            Optional<YamlNode> value = fit(entry.name(), entry.value(), shape.value());
            if (bad.isEmpty()) {
                value.ifPresent(v -> fitting.add(new YamlMap.Entry(entry.key(), v)));
            }
        }
        boolean lost = fitting.size() < map.entries().size();
        return Optional.of(kept(map, new YamlMap(fitting, map.place()), lost));
    }

    private Optional<YamlNode> block(YamlMap map, Shape.Keyed shape) {
        List<YamlMap.Entry> fitting = new ArrayList<>();
        boolean lost = false;
        for (YamlMap.Entry entry : map.entries()) {
            Optional<YamlNode> value =
                    known(entry, shape).flatMap(field -> fit(entry.name(), entry.value(), field.shape()));
            value.ifPresent(v -> fitting.add(new YamlMap.Entry(entry.key(), v)));
            lost |= value.isEmpty();
        }
        boolean complete = requireAll(map, shape);
        YamlNode fit = kept(map, new YamlMap(fitting, map.place()), lost);
        return complete ? Optional.of(fit) : Optional.empty();
    }

    private Optional<Shape.Field> known(YamlMap.Entry entry, Shape.Keyed shape) {
        Optional<Shape.Field> field = shape.field(entry.name());
        if (field.isEmpty()) {
            problems.add(Problem.error(
                            entry.key().place(), "a " + shape.what() + " has no key " + Visible.quote(entry.name()))
                    .hint(unknownHint(entry.name(), shape)));
        } else if (field.get().presence() == Shape.Presence.LATER) {
            problems.add(Problem.error(
                            entry.key().place(),
                            "`" + entry.name() + "` is not supported yet: "
                                    + field.get().doc())
                    .hint("remove it for now; the word is reserved, so that it will mean just this"));
            return Optional.empty();
        }
        return field;
    }

    private static Optional<String> unknownHint(String written, Shape.Keyed shape) {
        if (written.equals("<<")) {
            return Optional.of("merge keys are not part of the language: repeat the keys, or use `defaults`");
        }
        List<String> usable = shape.fields().stream()
                .filter(f -> f.presence() != Shape.Presence.LATER)
                .map(Shape.Field::name)
                .toList();
        return NearestName.of(written, usable)
                .map(near -> "did you mean `" + near + "`?")
                .or(() -> Optional.of("its keys are `" + String.join("`, `", usable) + "`"));
    }

    private boolean requireAll(YamlMap map, Shape.Keyed shape) {
        boolean complete = true;
        for (Shape.Field field : shape.fields()) {
            if (field.presence() == Shape.Presence.REQUIRED
                    && map.get(field.name()).isEmpty()) {
                problems.add(Problem.error(map.place(), "this " + shape.what() + " needs a key `" + field.name() + "`")
                        .hint(field.doc()));
                complete = false;
            }
        }
        return complete;
    }

    private YamlNode kept(YamlNode whole, YamlNode fitting, boolean lost) {
        if (lost || isDamaged(whole)) {
            damaged.put(fitting, true);
        }
        return fitting;
    }
}
