package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A text in which expressions may stand, and where it was written. */
public record TemplateSpec(List<Part> parts, Place place) {
    public TemplateSpec {
        parts = List.copyOf(parts);
    }

    /** A stretch of text, or an expression. */
    public sealed interface Part {
        <T> T fold(Function<String, T> text, Function<Reference, T> reference);
    }

    /** Text that stands for itself. */
    public record Literal(String text) implements Part {
        @Override
        public <T> T fold(Function<String, T> ofText, Function<Reference, T> ofReference) {
            return ofText.apply(text);
        }
    }

    /** An expression. */
    public record Expression(Reference reference) implements Part {
        @Override
        public <T> T fold(Function<String, T> ofText, Function<Reference, T> ofReference) {
            return ofReference.apply(reference);
        }
    }

    public static TemplateSpec literal(String text, Place place) {
        return new TemplateSpec(List.of(new Literal(text)), place);
    }

    public List<Reference> references() {
        return parts.stream()
                .flatMap(p -> p.<Stream<Reference>>fold(text -> Stream.empty(), Stream::of))
                .toList();
    }

    /** The one expression that it is, when there is no text around it. */
    public Optional<Reference> alone() {
        return parts.size() == 1 ? references().stream().findFirst() : Optional.empty();
    }

    /** Its text, when no expression stands in it. */
    public Optional<String> constant() {
        return references().isEmpty() ? Optional.of(render(reference -> "")) : Optional.empty();
    }

    /** The same text over other expressions. */
    TemplateSpec map(UnaryOperator<Reference> change) {
        return new TemplateSpec(
                parts.stream()
                        .map(part ->
                                part.<Part>fold(Literal::new, reference -> new Expression(change.apply(reference))))
                        .toList(),
                place);
    }

    static Map<String, TemplateSpec> map(Map<String, TemplateSpec> texts, UnaryOperator<TemplateSpec> change) {
        Map<String, TemplateSpec> changed = new LinkedHashMap<>();
        texts.forEach((name, text) -> changed.put(name, change.apply(text)));
        return changed;
    }

    public String render(Function<Reference, String> values) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.fold(literal -> literal, values)));
        return text.toString();
    }
}
