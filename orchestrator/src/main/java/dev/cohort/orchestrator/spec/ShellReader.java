package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.spec.ShellFrame.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Walks a bash script as bash would, far enough to know how each expression in it must be quoted. */
final class ShellReader {
    private static final String WORD_ENDS = " \t\n;|&)<>";

    private final ShellStream in;
    private final Problems problems;
    private final TemplateSpec template;
    private final ShellVariables variables = new ShellVariables();
    private final List<Reference> arithmetic = new ArrayList<>();
    private final List<Reference> glued = new ArrayList<>();
    private final Deque<ShellFrame> frames = new ArrayDeque<>();
    private final Deque<HereDocument> announced = new ArrayDeque<>();
    private final Deque<HereDocument> documents = new ArrayDeque<>();

    private ShellReader(TemplateSpec template, Problems problems) {
        this.template = template;
        this.problems = problems;
        this.in = new ShellStream(template);
    }

    static ShellText read(TemplateSpec template, Problems problems) {
        return new ShellReader(template, problems).script();
    }

    private ShellText script() {
        frames.push(ShellFrame.ofCommands("", newWords()));
        while (!in.atEnd()) {
            Optional<Reference> reference = in.reference(0);
            if (reference.isPresent()) {
                value(reference.get());
            } else {
                character(in.character());
            }
        }
        frames.forEach(frame -> frame.words.endCommand());
        return new ShellText(
                variables.arrays() + in, variables.names(), template.references(), arithmetic, glued, template.place());
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
                        "take the quotes from the delimiter, and escape each `$` that bash shall leave alone");
            case ARITHMETIC -> arithmetic.add(reference);
            case COMMENT -> {}
            default -> judge(frame, reference);
        }
        if (reference.splice()) {
            words(frame, reference);
        } else {
            boolean bare = frame.kind == Kind.ARITHMETIC || frame.quoted;
            String variable = "${" + variables.of(reference) + "}";
            in.replace(bare ? variable : "\"" + variable + "\"");
        }
        frame.words.addExpansion();
    }

    /** Each of several values as a word of its own. */
    private void words(ShellFrame frame, Reference reference) {
        boolean starts = frame.kind == Kind.WORDS && !frame.quoted && frame.words.startsWord();
        in.replace("\"${" + variables.arrayOf(reference) + "[@]}\"");
        boolean ends = in.atEnd() || (in.reference(0).isEmpty() && WORD_ENDS.indexOf(in.character()) >= 0);
        boolean told = frame.kind == Kind.SINGLE || frame.kind == Kind.RAW_DOCUMENT;
        if (frame.kind != Kind.COMMENT && !told && !(starts && ends)) {
            glued.add(reference);
        }
    }

    /** No quotes help where bash evaluates the value once more: there only numbers are safe, or nothing at all. */
    private void judge(ShellFrame frame, Reference reference) {
        boolean document = frame.kind == Kind.DOCUMENT;
        if (document ? documents.element().script() : frame.words.isScript()) {
            refuse(
                    reference,
                    "in a text that is itself read as a script",
                    "set a variable before, as in `export X=${{ " + reference.path()
                            + " }}`, and read it where the shell expands it: `'… \"$X\" …'`");
        } else if (!document && frame.words.isReckoned()) {
            arithmetic.add(reference);
        } else if (!document) {
            frame.words.test(reference);
        }
    }

    private ShellWords newWords() {
        return new ShellWords(arithmetic::add);
    }

    private void refuse(Reference reference, String where, String hint) {
        problems.add(Problem.error(reference.place(), reference.quoted() + " stands " + where)
                .hint(hint));
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
        }
    }

    private void words(ShellFrame frame, char c) {
        if (c == '\\') {
            escape(frame);
        } else if (endsHere(frame)) {
            close(frame);
        } else if (c == '#' && frame.words.startsWord()) {
            push(Kind.COMMENT, "\n", false, 1);
        } else if (in.ahead("<<") && !in.ahead("<<<") && !frame.words.inTest()) {
            announce(frame.words);
        } else if (in.ahead("((") && frame.words.mayReckon()) {
            push(Kind.ARITHMETIC, "))", false, 2);
        } else if (!expansionOpened(frame, c) && !quoteOpened(frame, c)) {
            separator(frame.words, c);
        }
    }

    private boolean endsHere(ShellFrame frame) {
        if (frame.end.isEmpty() || !in.ahead(frame.end)) {
            return false;
        }
        frame.words.endWord();
        return !frame.end.equals(")") || !frame.words.inCase();
    }

    private void separator(ShellWords words, char c) {
        if (words.inTest() && "&|()<>\n".indexOf(c) >= 0) {
            in.copy(1);
            words.endWord();
        } else if (c == '\n') {
            in.copy(1);
            words.endCommand();
            startDocuments();
        } else if (in.ahead("&>") || c == '<' || c == '>') {
            redirect(words);
        } else if (c == '(') {
            parenthesis(words);
        } else if (";|&)".indexOf(c) >= 0) {
            in.copy(1);
            words.endCommand();
        } else if (c == ' ' || c == '\t') {
            in.copy(1);
            words.endWord();
        } else {
            in.copy(1);
            words.add(c);
        }
    }

    /** {@code >}, {@code >>}, {@code &>}, {@code >&}, {@code <}, {@code <<<}; and {@code <(}, which is a word. */
    private void redirect(ShellWords words) {
        if (in.peek(1) == '(') {
            in.copy(2);
            words.addExpansion();
            frames.push(ShellFrame.ofCommands(")", newWords()));
            return;
        }
        StringBuilder operator = new StringBuilder();
        while ("<>&|".indexOf(in.character()) >= 0 && in.character() != 0) {
            operator.append(in.character());
            in.copy(1);
        }
        words.redirect(operator.toString());
    }

    /** A subshell, an array, the parentheses of a function, or a pattern of a case. */
    private void parenthesis(ShellWords words) {
        in.copy(1);
        boolean command = words.expectsCommand();
        words.addExpansion();
        frames.push(ShellFrame.ofCommands(")", newWords()));
        if (command) {
            words.startCommand();
        }
    }

    private void escape(ShellFrame frame) {
        in.reference(1)
                .ifPresent(reference -> refuse(
                        reference,
                        "after a backslash, which would take its quotes for text",
                        "remove the backslash, or double it"));
        frame.words.addExpansion();
        in.copy(2);
    }

    private void expanding(ShellFrame frame, char c) {
        if (c == '\\') {
            escape(frame);
        } else if (!frame.end.isEmpty() && in.ahead(frame.end)) {
            close(frame);
        } else if (frame.kind == Kind.DOCUMENT && c == '\n') {
            document(c);
        } else if (!expansionOpened(frame, c) && !(frame.kind == Kind.PARAMETER && quoteOpened(frame, c))) {
            in.copy(1);
            addTo(frame, c);
        }
    }

    /** What stands between quotes is part of the word. */
    private static void addTo(ShellFrame frame, char c) {
        if (frame.kind == Kind.DOUBLE) {
            frame.words.add(c);
        }
    }

    private void arithmetic(ShellFrame frame, char c) {
        if (in.ahead(frame.end)) {
            close(frame);
        } else if (c == '(') {
            push(Kind.ARITHMETIC, ")", false, 1);
        } else if (!expansionOpened(frame, c)) {
            in.copy(1);
        }
    }

    private void single(ShellFrame frame, char c) {
        if (frame.end.equals("$'") && c == '\\') {
            in.copy(2);
        } else {
            in.copy(1);
            if (c == '\'') {
                frames.pop();
            } else {
                frame.words.add(c);
            }
        }
    }

    private void comment(char c) {
        if (c == '\n' || (c == '`' && isInBackquotes())) {
            frames.pop();
        } else {
            in.copy(1);
        }
    }

    private boolean isInBackquotes() {
        return frames.stream().skip(1).limit(1).anyMatch(frame -> frame.end.equals("`"));
    }

    /** At a line's end inside a here-document: the next line may be its delimiter. */
    private void document(char c) {
        in.copy(1);
        if (c == '\n' && documents.element().endsHere(in)) {
            endDocument();
        }
    }

    private boolean expansionOpened(ShellFrame frame, char c) {
        if (in.ahead("$((")) {
            push(Kind.ARITHMETIC, "))", false, 3);
        } else if (in.ahead("$[")) {
            push(Kind.ARITHMETIC, "]", false, 2);
        } else if (in.ahead("$(")) {
            pushCommands(frame, ")", 2);
        } else if (in.ahead("${")) {
            parameter(frame);
        } else if (c == '`') {
            pushCommands(frame, "`", 1);
        } else {
            return false;
        }
        return true;
    }

    /** In {@code ${x:…}} and {@code ${x[…]}} bash reckons; in {@code ${x%…}} quotes mean something even inside quotes. */
    private void parameter(ShellFrame frame) {
        int name = in.parameterLength();
        char operator = in.peek(name);
        boolean part = operator == ':' && "-=?+".indexOf(in.peek(name + 1)) < 0;
        if (part || operator == '[') {
            push(Kind.ARITHMETIC, "}", false, name + 1);
        } else {
            push(Kind.PARAMETER, "}", frame.quoted && "#%/^,".indexOf(operator) < 0, name);
        }
    }

    private boolean quoteOpened(ShellFrame frame, char c) {
        if (c == '"') {
            push(Kind.DOUBLE, "\"", true, 1);
        } else if (in.ahead("$'") && !frame.quoted) {
            push(Kind.SINGLE, "$'", false, 2);
        } else if (c == '\'' && !frame.quoted) {
            push(Kind.SINGLE, "'", false, 1);
        } else {
            return false;
        }
        return true;
    }

    private void push(Kind kind, String end, boolean quoted, int length) {
        in.copy(length);
        frames.push(new ShellFrame(kind, end, quoted, frames.element().words));
    }

    private void pushCommands(ShellFrame frame, String end, int length) {
        in.copy(length);
        frame.words.addExpansion();
        frames.push(ShellFrame.ofCommands(end, newWords()));
    }

    private void close(ShellFrame frame) {
        in.copy(frame.end.length());
        frames.pop();
        ShellFrame outer = frames.element();
        if (frame.end.equals("))") && outer.kind == Kind.WORDS && outer.words.startsWord()) {
            outer.words.startCommand();
        } else if (frame.kind == Kind.PARAMETER || frame.kind == Kind.ARITHMETIC) {
            outer.words.addExpansion();
        }
    }

    private void announce(ShellWords words) {
        announced.add(HereDocument.announced(in, words.readsScript()));
        in.reference(0)
                .ifPresent(reference ->
                        refuse(reference, "in the delimiter of a here-document", "write a plain word, such as `EOF`"));
        words.endWord();
    }

    private void startDocuments() {
        if (announced.isEmpty()) {
            return;
        }
        HereDocument document = announced.remove();
        documents.push(document);
        frames.push(new ShellFrame(document.kind(), "", true, newWords()));
        if (document.endsHere(in)) {
            endDocument();
        }
    }

    private void endDocument() {
        while (!in.atEnd() && in.character() != '\n' && in.character() != 0) {
            in.copy(1);
        }
        documents.pop();
        frames.pop();
        startDocuments();
    }
}
