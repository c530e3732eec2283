package dev.cohort.orchestrator.diag;

import java.util.List;

/** Writes problems for a person: sentence, place, source line, caret, hint. */
public final class ProblemRenderer {
    private static final int MOST_COLUMNS = 110;

    private final Paint paint;

    public ProblemRenderer(Paint paint) {
        this.paint = paint;
    }

    /** All problems, a blank line between them; empty for none. */
    public String render(List<Problem> problems) {
        StringBuilder out = new StringBuilder();
        for (Problem problem : problems) {
            out.append(out.isEmpty() ? "" : "\n");
            append(out, problem);
        }
        return out.toString();
    }

    private void append(StringBuilder out, Problem problem) {
        out.append(headline(problem)).append('\n');
        problem.place().ifPresent(place -> appendPlace(out, place));
        for (Note note : problem.notes()) {
            out.append("  ").append(paint.bold("note:")).append(' ').append(Visible.text(note.message()));
            out.append('\n');
            appendPlace(out, note.place());
        }
        problem.hint()
                .ifPresent(hint -> out.append("  ")
                        .append(paint.bold("hint:"))
                        .append(' ')
                        .append(Visible.text(hint))
                        .append('\n'));
    }

    private String headline(Problem problem) {
        String word = problem.severity().word() + ":";
        return (problem.isError() ? paint.red(word) : paint.yellow(word)) + " " + Visible.text(problem.message());
    }

    private void appendPlace(StringBuilder out, Place place) {
        out.append("  ").append(Visible.text(place.toString())).append('\n');
        if (place.source().text().isEmpty()) {
            return;
        }
        String number = Integer.toString(place.line());
        Excerpt excerpt = Excerpt.of(place, MOST_COLUMNS);
        out.append("  ").append(paint.dim(number + " |")).append(excerpt.line().isEmpty() ? "" : " ");
        out.append(excerpt.line()).append('\n');
        out.append("  ")
                .append(" ".repeat(number.length()))
                .append(paint.dim(" |"))
                .append(' ');
        out.append(" ".repeat(excerpt.indent())).append(paint.red("^".repeat(excerpt.width())));
        out.append('\n');
    }
}
