package dev.cohort.orchestrator.diag;

/** Colour for a terminal, or none for a pipe. */
public enum Paint {
    PLAIN,
    COLOUR;

    public String red(String text) {
        return wrap("1;31", text);
    }

    public String yellow(String text) {
        return wrap("1;33", text);
    }

    public String green(String text) {
        return wrap("32", text);
    }

    public String bold(String text) {
        return wrap("1", text);
    }

    public String dim(String text) {
        return wrap("2", text);
    }

    private String wrap(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
