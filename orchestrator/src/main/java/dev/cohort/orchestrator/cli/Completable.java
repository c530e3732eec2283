package dev.cohort.orchestrator.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command as a shell has to know it: what may follow it. All of it is read from the commands themselves, so that none can be
 * forgotten.
 *
 * @param path the words that lead to it after {@code cohort}, each after a space; empty for cohort itself
 */
record Completable(String path, String doc, List<Option> options, List<Sub> subcommands, Optional<Value> argument) {
    Completable {
        options = List.copyOf(options);
        subcommands = List.copyOf(subcommands);
    }

    /** What a value may be. */
    enum Kind {
        FILE,
        DIRECTORY,
        /** A shipped pipeline by its name, or a file. */
        PIPELINE,
        WORD,
        /** Something of which nobody can know what it is. */
        TEXT
    }

    /** A value; its label and, where that is known, all that it may be. */
    record Value(String label, Kind kind, List<String> words, boolean repeated) {
        Value {
            words = List.copyOf(words);
        }
    }

    /** An option by all its names; with a value, if it takes one. */
    record Option(List<String> names, Optional<Value> value, boolean repeated, String doc) {
        Option {
            names = List.copyOf(names);
        }
    }

    /** The name of a command below this one. */
    record Sub(String name, String doc) {}

    /** This command and all below it. */
    static List<Completable> all(CommandSpec root) {
        List<Completable> all = new ArrayList<>();
        collect(root, "", all);
        return all;
    }

    private static void collect(CommandSpec spec, String path, List<Completable> all) {
        all.add(of(spec, path));
        spec.subcommands().forEach((name, command) -> collect(command.getCommandSpec(), path + " " + name, all));
    }

    private static Completable of(CommandSpec spec, String path) {
        return new Completable(
                path,
                doc(spec.usageMessage().description()),
                spec.options().stream()
                        .filter(option -> !option.hidden())
                        .map(Completable::option)
                        .toList(),
                spec.subcommands().entrySet().stream()
                        .map(sub -> new Sub(sub.getKey(), doc(description(sub.getValue()))))
                        .toList(),
                spec.positionalParameters().stream().findFirst().map(Completable::value));
    }

    private static String[] description(CommandLine command) {
        return command.getCommandSpec().usageMessage().description();
    }

    private static Option option(OptionSpec option) {
        return new Option(
                List.of(option.names()),
                option.arity().max() == 0 ? Optional.empty() : Optional.of(value(option)),
                option.isMultiValue(),
                doc(option.description()));
    }

    private static Value value(ArgSpec arg) {
        return new Value(arg.paramLabel(), kind(arg), words(arg), arg.isMultiValue());
    }

    private static List<String> words(ArgSpec arg) {
        return arg.type().isEnum()
                ? Arrays.stream(arg.type().getEnumConstants())
                        .map(word -> ((Enum<?>) word).name().toLowerCase(Locale.ROOT))
                        .toList()
                : arg.paramLabel().equals("PIPELINE") ? PipelineFiles.shippedNames() : List.of();
    }

    /** By what it is called in the help, which is as near as can be to what it is. */
    private static Kind kind(ArgSpec arg) {
        if (arg.type().isEnum()) {
            return Kind.WORD;
        }
        return switch (arg.paramLabel()) {
            case "PIPELINE" -> Kind.PIPELINE;
            case "FILE" -> Kind.FILE;
            case "DIR", "STORE" -> Kind.DIRECTORY;
            default -> Kind.TEXT;
        };
    }

    /** The first line of a description; a sign that is doubled there is meant once. */
    private static String doc(String... description) {
        return description.length == 0 ? "" : description[0].replace("$$", "$").replace("%%", "%");
    }
}
