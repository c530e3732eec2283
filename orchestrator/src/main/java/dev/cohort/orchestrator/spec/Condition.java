package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What must be so for a step to be needed, over the columns of a sample and the params. */
public sealed interface Condition {

    /** Whether it is so. */
    boolean holds(Values values);

    /** Each question that it asks, from left to right. */
    Stream<Test> tests();

    /** The same over other expressions. */
    Condition map(UnaryOperator<Reference> change);

    /** What expressions stand for in one lane. */
    interface Values {
        String of(Reference reference);

        /** Whether it is declared as a number, of which {@code 8} and {@code 8.0} are the same. */
        boolean isNumber(Reference reference);
    }

    /** All of several. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Values values) {
            return parts.stream().allMatch(part -> part.holds(values));
        }

        @Override
        public Stream<Test> tests() {
            return parts.stream().flatMap(Condition::tests);
        }

        @Override
        public Condition map(UnaryOperator<Reference> change) {
            return new All(parts.stream().map(part -> part.map(change)).toList());
        }
    }

    /** At least one of several. */
    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Values values) {
            return parts.stream().anyMatch(part -> part.holds(values));
        }

        @Override
        public Stream<Test> tests() {
            return parts.stream().flatMap(Condition::tests);
        }

        @Override
        public Condition map(UnaryOperator<Reference> change) {
            return new Any(parts.stream().map(part -> part.map(change)).toList());
        }
    }

    /** The contrary. */
    record Not(Condition part) implements Condition {
        @Override
        public boolean holds(Values values) {
            return !part.holds(values);
        }

        @Override
        public Stream<Test> tests() {
            return part.tests();
        }

        @Override
        public Condition map(UnaryOperator<Reference> change) {
            return new Not(part.map(change));
        }
    }

    /** One question about what an expression stands for. */
    record Test(Reference subject, Kind kind, List<Operand> others) implements Condition {
        private static final ValueRule NUMBER = ValueRule.of(ValueType.FLOAT);

        public Test {
            others = List.copyOf(others);
        }

        /** All expressions in it. */
        public Stream<Reference> references() {
            return Stream.concat(Stream.of(subject), others.stream().flatMap(other -> other.reference().stream()));
        }

        /** What is asked. */
        public enum Kind {
            /** Whether it is the same as one of the others. */
            IS,
            EMPTY,
            /** Whether it is {@code true}. */
            TRUE
        }

        @Override
        public boolean holds(Values values) {
            String value = values.of(subject);
            return switch (kind) {
                case EMPTY -> value.isEmpty();
                case TRUE -> value.equals("true");
                case IS -> others.stream().anyMatch(other -> same(value, other.in(values), values.isNumber(subject)));
            };
        }

        private static boolean same(String one, String other, boolean numbers) {
            return one.equals(other)
                    || (numbers
                            && NUMBER.fault(one).isEmpty()
                            && NUMBER.fault(other).isEmpty()
                            && new BigDecimal(one).compareTo(new BigDecimal(other)) == 0);
        }

        @Override
        public Stream<Test> tests() {
            return Stream.of(this);
        }

        @Override
        public Condition map(UnaryOperator<Reference> change) {
            return new Test(
                    change.apply(subject),
                    kind,
                    others.stream().map(other -> other.map(change)).toList());
        }
    }

    /** What something is compared with. */
    sealed interface Operand {
        String in(Values values);

        Operand map(UnaryOperator<Reference> change);

        /** The expression, where it is one. */
        default Optional<Reference> reference() {
            return Optional.empty();
        }
    }

    /** A text that stands for itself. */
    record Word(String text, Place place) implements Operand {
        @Override
        public String in(Values values) {
            return text;
        }

        @Override
        public Operand map(UnaryOperator<Reference> change) {
            return this;
        }
    }

    /** What another expression stands for. */
    record Other(Reference expression) implements Operand {
        @Override
        public String in(Values values) {
            return values.of(expression);
        }

        @Override
        public Optional<Reference> reference() {
            return Optional.of(expression);
        }

        @Override
        public Operand map(UnaryOperator<Reference> change) {
            return new Other(change.apply(expression));
        }
    }
}
