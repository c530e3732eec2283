package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.cli.Completable.Option;
import dev.cohort.orchestrator.cli.Completable.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The script that makes zsh complete, and tell beside each word what it does: a function for each command. */
final class ZshCompletion {
    private static final String NEXT = " \\\n        ";

    private static final String END = """
            # autoloaded from a directory of $fpath, or sourced
            if [[ ${funcstack[1]} == _cohort ]]; then
                _cohort "$@"
            else
                compdef _cohort cohort
            fi""";

    private ZshCompletion() {}

    static List<String> script(List<Completable> commands) {
        List<String> lines = new ArrayList<>(List.of("#compdef cohort"));
        commands.forEach(command -> lines.addAll(command.subcommands().isEmpty() ? command(command) : family(command)));
        lines.add(END);
        return lines;
    }

    private static List<String> command(Completable command) {
        List<String> specs = options(command);
        command.argument()
                .ifPresent(value -> specs.add((value.repeated() ? "'*" : "'1") + followed(Optional.of(value)) + "'"));
        return List.of(name(command.path()) + "() {", "    _arguments" + NEXT + String.join(NEXT, specs), "}");
    }

    /** A command that has others below it: which one, and then what may follow that. */
    private static List<String> family(Completable command) {
        List<String> specs = options(command);
        specs.add("'1:command:->command'");
        specs.add("'*::argument:->argument' && return");
        List<String> lines = new ArrayList<>(List.of(
                name(command.path()) + "() {",
                "    local curcontext=$curcontext context state state_descr line",
                "    typeset -A opt_args",
                "    _arguments -C" + NEXT + String.join(NEXT, specs),
                "    if [[ $state == command ]]; then",
                "        local -a commands=("));
        command.subcommands().forEach(sub -> lines.add("            '" + sub.name() + ":" + quoted(sub.doc()) + "'"));
        lines.addAll(
                List.of("        )", "        _describe -t commands command commands", "        return", "    fi"));
        lines.add("    case $line[1] in");
        command.subcommands()
                .forEach(sub ->
                        lines.add("        " + sub.name() + ") " + name(command.path() + " " + sub.name()) + " ;;"));
        lines.addAll(List.of("    esac", "}"));
        return lines;
    }

    private static String name(String path) {
        return "_cohort" + path.replace(' ', '_');
    }

    private static List<String> options(Completable command) {
        return command.options().stream().map(ZshCompletion::option).collect(Collectors.toCollection(ArrayList::new));
    }

    private static String option(Option option) {
        List<String> names = option.names().stream()
                .map(name -> name + takes(name, option.value().isPresent()))
                .toList();
        String before = option.repeated() ? "*" : "(" + String.join(" ", option.names()) + ")";
        String after =
                "[" + quoted(option.doc()).replace("[", "\\[").replace("]", "\\]") + "]" + followed(option.value());
        return names.size() == 1
                ? "'" + before + names.get(0) + after + "'"
                : "'" + before + "'{" + String.join(",", names) + "}'" + after + "'";
    }

    /** A value comes after a space or a {@code =}; after a single letter also at once. */
    private static String takes(String name, boolean value) {
        return !value ? "" : name.startsWith("--") ? "=" : "+";
    }

    private static String followed(Optional<Value> value) {
        return value.map(some -> ":" + some.label() + ":" + action(some)).orElse("");
    }

    private static String action(Value value) {
        String words = "(" + String.join(" ", value.words()) + ")";
        return switch (value.kind()) {
            case FILE -> "_files";
            case DIRECTORY -> "_files -/";
            case PIPELINE -> " _alternative \"names:shipped pipeline:" + words + "\" \"files:pipeline file:_files\"";
            case WORD -> words;
            case TEXT -> " ";
        };
    }

    /** Within single quotes. */
    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("'", "'\\''");
    }
}
