package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.cli.Completable.Kind;
import dev.cohort.orchestrator.cli.Completable.Option;
import dev.cohort.orchestrator.cli.Completable.Sub;
import dev.cohort.orchestrator.cli.Completable.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The script that makes bash complete: our commands as tables, within a function that finds out where it stands. */
final class BashCompletion {
    private static final String INDENT = "\n            ";

    private static final String SCRIPT = """
            # bash completion for cohort
            _cohort() {
                local cur=${COMP_WORDS[COMP_CWORD]} path='' option='' words='' paths='' word i
                COMPREPLY=()
                for ((i = 1; i < COMP_CWORD; i++)); do
                    word=${COMP_WORDS[i]}
                    # bash takes --store=here apart
                    if [[ $word == = ]]; then
                        continue
                    fi
                    if [[ -n $option ]]; then
                        option=''
                        continue
                    fi
                    case "$path $word" in
                        WAYS
                    esac
                done
                if [[ $cur == = ]]; then
                    cur=''
                fi
                if [[ -n $option ]]; then
                    case "$path $option" in
                        VALUES
                    esac
                elif [[ $cur == -* ]]; then
                    case $path in
                        OPTIONS
                    esac
                else
                    case $path in
                        ARGUMENTS
                    esac
                fi
                mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
                if [[ -n $paths ]]; then
                    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen "$paths" -- "$cur")
                    compopt -o filenames 2> /dev/null
                    # what bash itself makes of ~ and of quotes
                    if [[ ${#COMPREPLY[@]} -eq 0 ]]; then
                        compopt -o default 2> /dev/null
                    fi
                fi
            }
            complete -F _cohort cohort""";

    private BashCompletion() {}

    static List<String> script(List<Completable> commands) {
        return SCRIPT.replace("WAYS", table(commands, BashCompletion::ways))
                .replace("VALUES", table(commands, BashCompletion::values))
                .replace("OPTIONS", table(commands, BashCompletion::options))
                .replace("ARGUMENTS", table(commands, BashCompletion::arguments))
                .lines()
                .toList();
    }

    private static String table(List<Completable> commands, Function<Completable, List<String>> entries) {
        return commands.stream()
                .flatMap(command -> entries.apply(command).stream())
                .collect(Collectors.joining(INDENT));
    }

    /** Words after which something else may follow: commands, and options that take a value. */
    private static List<String> ways(Completable command) {
        List<String> lines = new ArrayList<>();
        command.subcommands()
                .forEach(sub -> lines.add(in(
                        "'" + command.path() + " " + sub.name() + "'",
                        "path='" + command.path() + " " + sub.name() + "'")));
        String valued = command.options().stream()
                .filter(option -> option.value().isPresent())
                .map(option -> pattern(command, option))
                .collect(Collectors.joining(" | "));
        if (!valued.isEmpty()) {
            lines.add(in(valued, "option=$word"));
        }
        return lines;
    }

    private static String pattern(Completable command, Option option) {
        return option.names().stream()
                .map(name -> "'" + command.path() + " " + name + "'")
                .collect(Collectors.joining(" | "));
    }

    private static List<String> values(Completable command) {
        return command.options().stream()
                .filter(option -> option.value().isPresent())
                .flatMap(option ->
                        candidates(option.value()).map(found -> in(pattern(command, option), found)).stream())
                .toList();
    }

    private static List<String> options(Completable command) {
        String names = command.options().stream()
                .flatMap(option -> option.names().stream())
                .collect(Collectors.joining(" "));
        return List.of(in("'" + command.path() + "'", "words='" + names + "'"));
    }

    private static List<String> arguments(Completable command) {
        if (!command.subcommands().isEmpty()) {
            String names = command.subcommands().stream().map(Sub::name).collect(Collectors.joining(" "));
            return List.of(in("'" + command.path() + "'", "words='" + names + "'"));
        }
        return candidates(command.argument())
                .map(found -> List.of(in("'" + command.path() + "'", found)))
                .orElse(List.of());
    }

    private static Optional<String> candidates(Optional<Value> value) {
        return value.filter(some -> some.kind() != Kind.TEXT).map(some -> switch (some.kind()) {
            case DIRECTORY -> "paths=-d";
            case FILE -> "paths=-f";
            case PIPELINE -> "words='" + String.join(" ", some.words()) + "' paths=-f";
            case WORD, TEXT -> "words='" + String.join(" ", some.words()) + "'";
        });
    }

    private static String in(String pattern, String then) {
        return pattern + ") " + then + " ;;";
    }
}
