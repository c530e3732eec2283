package dev.cohort.orchestrator.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Follows the words of the commands in a script, far enough to know where bash would evaluate what it finds in a variable.
 *
 * <p>Each expansion in a word stands as one {@code _}.
 */
final class ShellWords {
    private static final Set<String> BEFORE_COMMAND =
            Set.of("then", "do", "else", "if", "elif", "while", "until", "!", "time", "{", "}", "command", "builtin");

    private static final Set<String> EVALUATING = Set.of("eval", "trap");
    private static final Set<String> DECLARING = Set.of("declare", "typeset", "local", "export", "readonly", "unset");
    private static final Set<String> READING = Set.of("read", "mapfile", "readarray");
    private static final Set<String> TAKING_NAMES = Set.of("[", "test", "printf");
    private static final Set<String> COMPARING = Set.of("-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-v");
    private static final Pattern SHELL = Pattern.compile("(.*/)?(ba|da|z|k)?sh");
    private static final Pattern SCRIPT_OPTION = Pattern.compile("-[a-z]*c");
    private static final Pattern INTEGER_OPTION = Pattern.compile("-[A-Za-z]*i[A-Za-z]*");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w*(\\[.*)?\\+?=.*", Pattern.DOTALL);
    private static final Pattern SUBSCRIPT = Pattern.compile("[A-Za-z_]\\w*\\[[^\\]=]*", Pattern.DOTALL);

    /** Beyond this no word means anything to bash itself. */
    private static final int LONGEST = 256;

    private final Consumer<Reference> reckoned;
    private final StringBuilder word = new StringBuilder();
    private final List<Reference> tested = new ArrayList<>();
    private int openCases;
    private boolean commandNext = true;
    private boolean redirected;
    private boolean feedsShell;

    /** The first and the last word of the command so far; empty where there is none. */
    private String first = "";

    private String last = "";
    private boolean namesShell;
    private boolean optionsOnlySinceShell;
    private boolean integers;
    private boolean comparesNumbers;

    /** Values that {@code [[ … ]]} compares as numbers are handed over once it ends. */
    ShellWords(Consumer<Reference> reckoned) {
        this.reckoned = reckoned;
    }

    void add(char c) {
        if (word.length() < LONGEST) {
            word.append(c);
        }
    }

    /** An expansion, whatever it may come to. */
    void addExpansion() {
        add('_');
    }

    boolean startsWord() {
        return word.isEmpty();
    }

    boolean expectsCommand() {
        return commandNext;
    }

    /** Whether {@code ((} here is arithmetic, and not two subshells. */
    boolean mayReckon() {
        return word.isEmpty() && (commandNext || first.equals("for"));
    }

    /** Between {@code [[} and {@code ]]}, where {@code && || ( ) < >} part no commands. */
    boolean inTest() {
        return first.equals("[[");
    }

    boolean inCase() {
        return openCases > 0;
    }

    /** The file of a redirection is no word of the command; what a shell finds there as its input is a script. */
    void redirect(String operator) {
        if (word.chars().allMatch(Character::isDigit)) {
            word.setLength(0);
        }
        endWord();
        redirected = true;
        feedsShell = operator.equals("<<<") && optionsOnlySinceShell;
    }

    void endWord() {
        String read = word.toString();
        word.setLength(0);
        if (read.isEmpty()) {
            return;
        }
        if (redirected) {
            redirected = false;
        } else if (commandNext) {
            startWith(read);
        } else {
            goOnWith(read);
        }
    }

    private void startWith(String read) {
        openCases += read.equals("case") ? 1 : read.equals("esac") && openCases > 0 ? -1 : 0;
        if (!BEFORE_COMMAND.contains(read) && !ASSIGNMENT.matcher(read).matches()) {
            commandNext = false;
            first = read;
            goOnWith(read);
        }
    }

    private void goOnWith(String read) {
        boolean shell = SHELL.matcher(read).matches();
        namesShell |= shell;
        optionsOnlySinceShell = shell || (optionsOnlySinceShell && read.startsWith("-"));
        integers |= INTEGER_OPTION.matcher(read).matches();
        comparesNumbers |= COMPARING.contains(read);
        last = read;
        if (inTest() && read.equals("]]")) {
            endTest();
        }
    }

    private void endTest() {
        if (comparesNumbers) {
            tested.forEach(reckoned);
        }
        tested.clear();
        first = "]]";
    }

    void endCommand() {
        endWord();
        startCommand();
    }

    /** After a subshell, a function's parentheses or arithmetic, a command may start as it might have before. */
    void startCommand() {
        word.setLength(0);
        tested.clear();
        first = "";
        last = "";
        namesShell = false;
        optionsOnlySinceShell = false;
        integers = false;
        comparesNumbers = false;
        redirected = false;
        commandNext = true;
    }

    void test(Reference reference) {
        if (inTest()) {
            tested.add(reference);
        }
    }

    /** Whether the word that is being read will itself be read as a script. */
    boolean isScript() {
        return EVALUATING.contains(first)
                || (redirected && feedsShell)
                || (namesShell && SCRIPT_OPTION.matcher(last).matches());
    }

    /** Whether what the command reads from a here-document will be read as a script. */
    boolean readsScript() {
        endWord();
        return optionsOnlySinceShell;
    }

    /** Whether bash evaluates the word that is being read as a number, or as a name with a number in it. */
    boolean isReckoned() {
        if (redirected) {
            return false;
        }
        boolean named = word.indexOf("=") < 0
                && (DECLARING.contains(first) || (READING.contains(first) && !last.startsWith("-")));
        return first.equals("let")
                || named
                || (integers && DECLARING.contains(first))
                || (last.equals("-v") && TAKING_NAMES.contains(first))
                || (commandNext && SUBSCRIPT.matcher(word).matches());
    }
}
