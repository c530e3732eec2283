package dev.cohort.orchestrator.diag;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One mistake, as a value: a sentence in the user's words, where it is, and a way out.
 *
 * <p>How messages are written: the sentence says what is wrong with what the user wrote, in the present tense, without
 * blame and without a full stop; names stand in `backticks`; the hint is something to do.
 */
public final class Problem {
    private final Severity severity;
    private final String message;
    private final @Nullable Place place;
    private final @Nullable String hint;
    private final List<Note> notes;
    private final boolean usage;

    private Problem(
            Severity severity,
            String message,
            @Nullable Place place,
            @Nullable String hint,
            List<Note> notes,
            boolean usage) {
        this.severity = severity;
        this.message = message;
        this.place = place;
        this.hint = hint;
        this.notes = List.copyOf(notes);
        this.usage = usage;
    }

    public static Problem error(Place place, String message) {
        return new Problem(Severity.ERROR, message, place, null, List.of(), false);
    }

    public static Problem warning(Place place, String message) {
        return new Problem(Severity.WARNING, message, place, null, List.of(), false);
    }

    /** A mistake that stands in no file, such as on the command line. */
    public static Problem error(String message) {
        return new Problem(Severity.ERROR, message, null, null, List.of(), false);
    }

    /** A mistake in the words of a command, which are known to be wrong only once a file was read. */
    public static Problem usage(String message) {
        return new Problem(Severity.ERROR, message, null, null, List.of(), true);
    }

    /** A warning about no place in particular. */
    public static Problem warning(String message) {
        return new Problem(Severity.WARNING, message, null, null, List.of(), false);
    }

    public Problem hint(String text) {
        return new Problem(severity, message, place, text, notes, usage);
    }

    /** The same without a hint where there is none. */
    public Problem hint(Optional<String> text) {
        return text.map(this::hint).orElse(this);
    }

    public Problem note(String text, Place where) {
        return new Problem(
                severity,
                message,
                place,
                hint,
                Stream.concat(notes.stream(), Stream.of(new Note(text, where))).toList(),
                usage);
    }

    public Severity severity() {
        return severity;
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    public boolean isUsage() {
        return usage;
    }

    public String message() {
        return message;
    }

    public Optional<Place> place() {
        return Optional.ofNullable(place);
    }

    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }

    public List<Note> notes() {
        return notes;
    }

    @Override
    public String toString() {
        return severity.word() + ": " + message
                + place().map(p -> " (" + p + ")").orElse("");
    }
}
