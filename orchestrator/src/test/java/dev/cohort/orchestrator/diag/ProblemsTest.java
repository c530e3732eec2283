package dev.cohort.orchestrator.diag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemsTest {
    private final Problems problems = new Problems();
    private final Source source = new Source("f", "abcdef".repeat(1000));

    @Test
    void areToldInTheOrderOfTheSource() {
        problems.add(Problem.error(source.place(5, 6), "third"));
        problems.add(Problem.error(source.place(1, 2), "second"));
        problems.add(Problem.error("first"));
        problems.add(Problem.error(new Source("g", "x").place(0, 1), "fourth"));

        assertThat(problems.inOrder())
                .extracting(Problem::message)
                .containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void theSameIsToldOnce() {
        problems.add(Problem.error(source.place(1, 2), "twice"));
        problems.add(Problem.error(source.place(1, 2), "twice").hint("or not"));
        problems.add(Problem.error(source.place(2, 3), "twice"));

        assertThat(problems.inOrder()).hasSize(2);
    }

    @Test
    void warningsAreNoErrors() {
        problems.add(Problem.warning("odd"));
        assertThat(problems.hasErrors()).isFalse();
        problems.add(Problem.error("wrong"));
        assertThat(problems.hasErrors()).isTrue();
    }

    @Test
    void nobodyIsToldMoreThanFiveHundred() {
        for (int i = 0; i < 700; i++) {
            problems.add(Problem.warning(source.place(i, i + 1), "odd"));
        }
        problems.add(Problem.error("late"));

        assertThat(problems.hasErrors()).isTrue();
        assertThat(problems.inOrder())
                .hasSize(501)
                .last()
                .extracting(Problem::message)
                .isEqualTo("there are 201 more problems, which are not shown");
        assertThat(problems.errors()).isEqualTo(1);
        assertThat(problems.warnings()).isEqualTo(700);
    }

    @Test
    void tooManyWarningsAreNoError() {
        for (int i = 0; i < 501; i++) {
            problems.add(Problem.warning(source.place(i, i + 1), "odd"));
        }

        assertThat(problems.inOrder()).hasSize(501).noneMatch(Problem::isError);
    }
}
