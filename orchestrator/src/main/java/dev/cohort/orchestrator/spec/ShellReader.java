package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Walks a bash script as bash would, far enough to know how each expression in it must be quoted. */
final class ShellReader {
    private static final Set<String> BEFORE_COMMAND =
            Set.of("then", "do", "else", "if", "elif", "while", "until", "!", "time");

    private final List<Object> stream;
    private final Problems problems;
    private final TemplateSpec template;
    private final StringBuilder out = new StringBuilder();
    private final Map<String, Reference> variables = new LinkedHashMap<>();
    private final List<Reference> arithmetic = new ArrayList<>();
    private final Deque<ShellFrame> frames = new ArrayDeque<>();
    private final Deque<Document> announced = new ArrayDeque<>();
    private final Deque<Document> documents = new ArrayDeque<>();
    private final StringBuilder word = new StringBuilder();
    private boolean commandNext = true;
    private int at;

    /** A here-document that a line announced and that starts on the next. */
    private record Document(String delimiter, boolean raw, boolean tabs) {}

    private ShellReader(TemplateSpec template, Problems problems) {
        this.template = template;
        this.problems = problems;
        this.stream = new ArrayList<>();
        template.parts().forEach(part -> part.fold(this::addCharacters, stream::add));
    }

    private boolean addCharacters(String text) {
        text.chars().forEach(c -> stream.add((char) c));
        return true;
    }

    static ShellText read(TemplateSpec template, Problems problems) {
        return new ShellReader(template, problems).script();
    }

    private ShellText script() {
        frames.push(new ShellFrame(ShellFrame.Kind.WORDS, "", false));
        while (at < stream.size()) {
            Object next = stream.get(at);
            if (next instanceof Reference) {
                at++;
                value((Reference) next);
            } else {
                character((char) next);
            }
        }
        return new ShellText(out.toString(), variables, arithmetic, template.place());
    }

    private void value(Reference reference) {
        ShellFrame frame = frames.element();
        switch (frame.kind) {
            case SINGLE ->
                refuse(
                        reference,
                        "inside single quotes, where bash expands nothing",
                        "use double quotes around it, or none");
            case RAW_DOCUMENT ->
                refuse(
                        reference,
                        "inside a here-document whose delimiter is quoted, where bash expands nothing",
                        "take the quotes from the delimiter, and escape the `$` that bash shall leave alone");
            case ARITHMETIC -> {
                arithmetic.add(reference);
                out.append("${").append(variable(reference)).append('}');
            }
            default ->
                out.append(frame.quoted || frame.kind == ShellFrame.Kind.COMMENT ? "" : "\"")
                        .append("${")
                        .append(variable(reference))
                        .append('}')
                        .append(frame.quoted || frame.kind == ShellFrame.Kind.COMMENT ? "" : "\"");
        }
        word.append('_');
    }

    private void refuse(Reference reference, String where, String hint) {
        problems.add(Problem.error(reference.place(), reference.quoted() + " stands " + where)
                .hint(hint));
    }

    private String variable(Reference reference) {
        String name = "COHORT_" + reference.path().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        String free = name;
        for (int i = 2;
                variables.containsKey(free) && !variables.get(free).path().equals(reference.path());
                i++) {
            free = name + "_" + i;
        }
        variables.putIfAbsent(free, reference);
        return free;
    }

    private void character(char c) {
        ShellFrame frame = frames.element();
        switch (frame.kind) {
            case WORDS -> words(frame, c);
            case DOUBLE, PARAMETER, DOCUMENT -> expanding(frame, c);
            case ARITHMETIC -> arithmetic(frame, c);
            case SINGLE -> single(frame, c);
            case COMMENT -> comment(c);
            case RAW_DOCUMENT -> document(c);
            default -> copy(1);
        }
    }

    private void words(ShellFrame frame, char c) {
        if (c == '\\') {
            copy(2);
            word.append('_');
        } else if (endsHere(frame)) {
            close(frame);
        } else if (c == '#' && word.isEmpty()) {
            open(ShellFrame.Kind.COMMENT, "#", "\n");
        } else if (ahead("<<<")) {
            copy(3);
            endWord(false);
        } else if (ahead("<<")) {
            announce();
        } else if (commandNext && word.isEmpty() && ahead("((")) {
            open(ShellFrame.Kind.ARITHMETIC, "((", "))");
        } else if (!opened(frame, c)) {
            separator(c);
        }
    }

    private boolean endsHere(ShellFrame frame) {
        if (frame.end.isEmpty() || !ahead(frame.end)) {
            return false;
        }
        keyword();
        return !frame.end.equals(")") || frame.openCases == 0;
    }

    private void separator(char c) {
        copy(1);
        if (c == '\n') {
            endWord(true);
            startDocuments();
        } else if (";|&(){}".indexOf(c) >= 0) {
            endWord(true);
            if (c == '(') {
                frames.push(new ShellFrame(ShellFrame.Kind.WORDS, ")", false));
            }
        } else if (c == ' ' || c == '\t' || c == '<' || c == '>') {
            endWord(false);
        } else {
            word.append(c);
        }
    }

    private void endWord(boolean separated) {
        boolean empty = word.isEmpty();
        boolean opensCommand = keyword();
        commandNext = separated || (empty ? commandNext : opensCommand);
    }

    /** Ends the word that was being read; counts {@code case … esac}, whose patterns close no parenthesis. */
    private boolean keyword() {
        String read = word.toString();
        word.setLength(0);
        ShellFrame frame = frames.element();
        if (commandNext && read.equals("case")) {
            frame.openCases++;
        } else if (commandNext && read.equals("esac") && frame.openCases > 0) {
            frame.openCases--;
        }
        return commandNext && BEFORE_COMMAND.contains(read);
    }

    private void expanding(ShellFrame frame, char c) {
        if (c == '\\') {
            copy(2);
        } else if (!frame.end.isEmpty() && ahead(frame.end)) {
            close(frame);
        } else if (frame.kind == ShellFrame.Kind.DOCUMENT && c == '\n') {
            document(c);
        } else if (!expansionOpened(frame, c) && !(frame.kind == ShellFrame.Kind.PARAMETER && quoteOpened(frame, c))) {
            copy(1);
        }
    }

    private void arithmetic(ShellFrame frame, char c) {
        if (ahead(frame.end)) {
            close(frame);
        } else if (c == '(') {
            open(ShellFrame.Kind.ARITHMETIC, "(", ")");
        } else if (!expansionOpened(frame, c)) {
            copy(1);
        }
    }

    private void single(ShellFrame frame, char c) {
        if (frame.end.equals("$'") && c == '\\') {
            copy(2);
        } else if (c == '\'') {
            copy(1);
            frames.pop();
        } else {
            copy(1);
        }
    }

    private void comment(char c) {
        if (c == '\n') {
            frames.pop();
        } else {
            copy(1);
        }
    }

    /** At a line's end inside a here-document: the next line may be its delimiter. */
    private void document(char c) {
        copy(1);
        if (c == '\n' && delimiterAhead(documents.element())) {
            endDocument();
        }
    }

    private boolean opened(ShellFrame frame, char c) {
        return expansionOpened(frame, c) || quoteOpened(frame, c);
    }

    private boolean expansionOpened(ShellFrame frame, char c) {
        if (ahead("$((")) {
            open(ShellFrame.Kind.ARITHMETIC, "$((", "))");
        } else if (ahead("$(")) {
            open(ShellFrame.Kind.WORDS, "$(", ")");
        } else if (ahead("${")) {
            push(new ShellFrame(ShellFrame.Kind.PARAMETER, "}", frame.quoted), 2);
        } else if (c == '`') {
            open(ShellFrame.Kind.WORDS, "`", "`");
        } else {
            return false;
        }
        return true;
    }

    private boolean quoteOpened(ShellFrame frame, char c) {
        if (c == '"') {
            push(new ShellFrame(ShellFrame.Kind.DOUBLE, "\"", true), 1);
        } else if (ahead("$'") && !frame.quoted) {
            push(new ShellFrame(ShellFrame.Kind.SINGLE, "$'", false), 2);
        } else if (c == '\'' && !frame.quoted) {
            push(new ShellFrame(ShellFrame.Kind.SINGLE, "'", false), 1);
        } else {
            return false;
        }
        return true;
    }

    private void open(ShellFrame.Kind kind, String opening, String end) {
        push(new ShellFrame(kind, end, false), opening.length());
        commandNext = true;
        word.setLength(0);
    }

    private void push(ShellFrame frame, int length) {
        word.append('_');
        copy(length);
        frames.push(frame);
    }

    private void close(ShellFrame frame) {
        copy(frame.end.length());
        frames.pop();
        commandNext = false;
        word.append('_');
    }

    /** Reads {@code <<EOF}, {@code <<-'EOF'}: which delimiter ends it, and whether it is quoted. */
    private void announce() {
        copy(2);
        boolean tabs = ahead("-");
        copy(tabs ? 1 : 0);
        while (ahead(" ") || ahead("\t")) {
            copy(1);
        }
        StringBuilder delimiter = new StringBuilder();
        boolean raw = false;
        while (at < stream.size() && stream.get(at) instanceof Character && " \t\n;|&<>()".indexOf(charAt(at)) < 0) {
            boolean quote = "'\"\\".indexOf(charAt(at)) >= 0;
            raw |= quote;
            delimiter.append(quote ? "" : charAt(at));
            copy(1);
        }
        announced.add(new Document(delimiter.toString(), raw, tabs));
        endWord(false);
    }

    private void startDocuments() {
        if (announced.isEmpty()) {
            return;
        }
        Document document = announced.remove();
        documents.push(document);
        ShellFrame.Kind kind = document.raw() ? ShellFrame.Kind.RAW_DOCUMENT : ShellFrame.Kind.DOCUMENT;
        frames.push(new ShellFrame(kind, "", true));
        if (delimiterAhead(document)) {
            endDocument();
        }
    }

    private boolean delimiterAhead(Document document) {
        int start = at;
        while (document.tabs() && start < stream.size() && isChar(start, '\t')) {
            start++;
        }
        int end = start + document.delimiter().length();
        return matches(document.delimiter(), start) && (end >= stream.size() || isChar(end, '\n'));
    }

    private void endDocument() {
        while (at < stream.size() && !isChar(at, '\n')) {
            copy(1);
        }
        documents.pop();
        frames.pop();
        startDocuments();
        commandNext = true;
    }

    private boolean ahead(String text) {
        return matches(text, at);
    }

    private boolean matches(String text, int start) {
        for (int i = 0; i < text.length(); i++) {
            if (start + i >= stream.size() || !isChar(start + i, text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean isChar(int index, char c) {
        return stream.get(index) instanceof Character && charAt(index) == c;
    }

    private char charAt(int index) {
        return (char) stream.get(index);
    }

    /** Copies characters as they are; an expression among them is left for its own turn. */
    private void copy(int count) {
        for (int i = 0; i < count && at < stream.size() && stream.get(at) instanceof Character; i++) {
            out.append(charAt(at++));
        }
    }
}
