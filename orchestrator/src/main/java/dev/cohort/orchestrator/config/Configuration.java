package dev.cohort.orchestrator.config;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a user has settled before a command was typed: in variables, in the file of the project, and in that of the user, the
 * stronger first.
 */
public final class Configuration {
    private static final String ACCOUNT_VARIABLE = "COHORT_ACCOUNT";
    private static final List<String> REGION_VARIABLES = List.of("AWS_REGION", "AWS_DEFAULT_REGION");

    private final Map<String, String> variables;
    private final List<ConfigFile> files;
    private final Problems problems;

    private Configuration(Map<String, String> variables, List<ConfigFile> files, Problems problems) {
        this.variables = variables;
        this.files = files;
        this.problems = problems;
    }

    /**
     * All that is settled; what is wrong with it is told.
     *
     * @param account the account that was asked for by name; null where it was not
     * @param directory that the command was started in
     */
    public static Settings read(
            Map<String, String> variables, Path directory, @Nullable String account, Problems problems) {
        List<ConfigFile> files = paths(variables, directory).stream()
                .flatMap(path -> ConfigFile.read(path, directory, problems).stream())
                .toList();
        return new Configuration(variables, files, problems).settings(Optional.ofNullable(account));
    }

    /** The same over what the store says, and then over what was said to all programs that speak to AWS. */
    public static Settings whole(Settings settled, Settings ofStore, Map<String, String> variables) {
        Map<Setting, Found> ofAws = new EnumMap<>(Setting.class);
        REGION_VARIABLES.stream()
                .filter(variable -> !variables.getOrDefault(variable, "").isEmpty())
                .findFirst()
                .ifPresent(variable ->
                        ofAws.put(Setting.REGION, new Found(variables.getOrDefault(variable, ""), variable)));
        return settled.over(ofStore).over(new Settings(ofAws, Map.of()));
    }

    /** The files that are looked for, the stronger first. */
    public static List<Path> paths(Map<String, String> variables, Path directory) {
        List<Path> paths = new ArrayList<>();
        paths.add(directory.resolve(".cohort.yaml"));
        userFile(variables).ifPresent(paths::add);
        return paths;
    }

    private static Optional<Path> userFile(Map<String, String> variables) {
        Optional<Path> xdg = absolute(variables.get("XDG_CONFIG_HOME"));
        return xdg.or(() -> absolute(variables.get("HOME")).map(home -> home.resolve(".config")))
                .map(config -> config.resolve("cohort").resolve("config.yaml"));
    }

    private static Optional<Path> absolute(@Nullable String path) {
        return Optional.ofNullable(path).map(Path::of).filter(Path::isAbsolute);
    }

    private Settings settings(Optional<String> typed) {
        Optional<String> account = typed.or(
                () -> Optional.ofNullable(variables.get(ACCOUNT_VARIABLE)).filter(name -> !name.isEmpty()));
        account.ifPresent(this::requireKnown);
        Settings all = ofVariables();
        for (ConfigFile file : files) {
            all = all.over(file.settings(account));
        }
        return all;
    }

    private void requireKnown(String account) {
        Set<String> known = new TreeSet<>();
        files.forEach(file -> known.addAll(file.accounts()));
        if (!known.contains(account)) {
            problems.add(Problem.error("no configuration file has an account " + Visible.quote(account))
                    .hint(
                            known.isEmpty()
                                    ? Optional.of("describe it there, as in `accounts: { " + Visible.text(account)
                                            + ": { queue: … } }`")
                                    : NearestName.hint(account, known)));
        }
    }

    private Settings ofVariables() {
        Map<Setting, Found> values = new EnumMap<>(Setting.class);
        Stream.of(Setting.values()).forEach(setting -> {
            String value = variables.getOrDefault(setting.variable(), "");
            if (!value.isEmpty() && isGood(setting, value)) {
                values.put(setting, new Found(value, setting.variable()));
            }
        });
        return new Settings(values, Map.of());
    }

    private boolean isGood(Setting setting, String value) {
        Optional<String> fault = setting.fault(value);
        fault.ifPresent(why -> problems.add(Problem.error(
                        "the variable " + setting.variable() + " " + why + ", and this is " + Visible.quote(value))
                .hint("correct it, or unset it")));
        return fault.isEmpty();
    }
}
