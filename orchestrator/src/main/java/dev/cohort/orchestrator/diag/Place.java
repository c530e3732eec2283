package dev.cohort.orchestrator.diag;

/** A stretch of a source, from one char offset up to another; it knows its line and column as a person counts them. */
public record Place(Source source, int start, int end) {

    /** From 1. */
    public int line() {
        return source.lineOf(start);
    }

    /** From 1, in code points. */
    public int column() {
        return source.columnOf(start);
    }

    /** The text that it covers. */
    public String text() {
        return source.text().substring(start, end);
    }

    @Override
    public String toString() {
        return source.name() + ":" + line() + ":" + column();
    }
}
