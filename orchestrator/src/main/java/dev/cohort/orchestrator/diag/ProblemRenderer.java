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
        problem.hint().ifPresent(hint -> appendHint(out, Visible.text(hint)));
    }

    /** Broken between words where it is long; the message itself never is, so that it can be searched for. */
    private void appendHint(StringBuilder out, String hint) {
        out.append("  ").append(paint.bold("hint:"));
        int column = 0;
        for (String word : hint.split(" ", -1)) {
            boolean full = column > 0 && column + 1 + word.length() > MOST_COLUMNS;
            out.append(full ? "\n        " : " ").append(word);
            column = (full ? 0 : column + 1) + word.length();
        }
        out.append('\n');
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
