package dev.cohort.orchestrator.spec;

/**
 * A here-document that a line announced and that starts on the next.
 *
 * @param raw whether its delimiter is quoted, so that nothing in it is expanded
 * @param tabs whether its lines, and its delimiter, may be indented by tabs
 * @param script whether the command that reads it runs it as a script
 */
record HereDocument(String delimiter, boolean raw, boolean tabs, boolean script) {

    /** Reads {@code <<EOF} or {@code <<-'EOF'}. */
    static HereDocument announced(ShellStream in, boolean script) {
        in.copy(2);
        boolean tabs = in.ahead("-");
        in.copy(tabs ? 1 : 0);
        while (in.ahead(" ") || in.ahead("\t")) {
            in.copy(1);
        }
        StringBuilder delimiter = new StringBuilder();
        boolean raw = false;
        while (in.character() != 0 && " \t\n;|&<>()".indexOf(in.character()) < 0) {
            boolean quote = "'\"\\".indexOf(in.character()) >= 0;
            raw |= quote;
            delimiter.append(quote ? "" : in.character());
            in.copy(1);
        }
        return new HereDocument(delimiter.toString(), raw, tabs, script);
    }

    boolean endsHere(ShellStream in) {
        return in.delimiterAhead(delimiter, tabs);
    }

    ShellFrame.Kind kind() {
        return raw ? ShellFrame.Kind.RAW_DOCUMENT : ShellFrame.Kind.DOCUMENT;
    }
}
