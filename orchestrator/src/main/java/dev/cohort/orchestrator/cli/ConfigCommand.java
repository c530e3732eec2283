package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.config.Configuration;
import dev.cohort.orchestrator.config.Environment;
import dev.cohort.orchestrator.config.EnvironmentChange;
import dev.cohort.orchestrator.config.Found;
import dev.cohort.orchestrator.config.Setting;
import dev.cohort.orchestrator.config.Settings;
import dev.cohort.orchestrator.config.StoredEnvironment;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.plan.Locations;
import dev.cohort.orchestrator.view.SettingsText;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what is settled and by whom, and settles things for all who use a store. */
@Command(
        name = "config",
        description = "Shows what is settled, and who said it; `set` writes it into a store, for all who use that.",
        footer = {
            "",
            "Examples:",
            "  cohort config --account prod",
            "  cohort config set queue=mixed region=eu-central-1 --bucket B",
        })
final class ConfigCommand implements Callable<Integer> {
    private static final String SET = "set";
    private static final Map<Setting, String> UNLESS_SAID = Map.of(
            Setting.STORE, StoreOptions.DEFAULT,
            Setting.LOG_GROUP, "/aws/batch/job",
            Setting.PUBLIC_IP, "true",
            Setting.IMAGE_CHECK, "true");

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "set KEY=VALUE",
            arity = "0..*",
            description = "What the store is to say; nothing after = takes it away.")
    private List<String> words = List.of();

    @Mixin
    private StoreOptions storeOptions = new StoreOptions();

    @Mixin
    private AwsOptions awsOptions = new AwsOptions();

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    ConfigCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        storeOptions.requireSense(spec.commandLine());
        awsOptions.requireSense(spec.commandLine());
        requireSet();
        Problems problems = new Problems();
        Settings settled = storeOptions.over(awsOptions.typed(), console, problems);
        Optional<String> address = StoreAddress.read(StoreOptions.store(settled), console, problems);
        if (problems.hasErrors()) {
            return told(problems, ExitCode.ENVIRONMENT);
        }
        return words.isEmpty() ? show(settled, address.orElseThrow()) : set(settled, address.orElseThrow());
    }

    private void requireSet() {
        if (!words.isEmpty() && (!words.get(0).equals(SET) || words.size() == 1)) {
            throw new ParameterException(
                    spec.commandLine(), "`config` shows, and `config set KEY=VALUE` sets: say what to set");
        }
    }

    private int show(Settings settled, String address) {
        Problems problems = new Problems();
        List<SettingsText.Asked> asked =
                new ArrayList<>(Configuration.paths(console.environment(), console.directory()).stream()
                        .map(path -> new SettingsText.Asked(path.toString(), Files.exists(path)))
                        .toList());
        Settings ofStore = Settings.NONE;
        if (Locations.isUrl(address)) {
            try (Store store = open(address, settled)) {
                StoredEnvironment stored = new StoredEnvironment(store);
                Environment environment = stored.read(problems);
                ofStore = environment.settings(stored.place());
                asked.add(new SettingsText.Asked(stored.place(), !environment.equals(Environment.EMPTY)));
            }
        }
        SettingsText text =
                new SettingsText(lines(Configuration.whole(settled, ofStore, console.environment())), asked);
        if (json) {
            console.print(text.json());
        } else {
            console.print(text.lines());
        }
        return told(problems, problems.hasErrors() ? ExitCode.ENVIRONMENT : ExitCode.OK);
    }

    private static List<SettingsText.Line> lines(Settings settings) {
        Stream<SettingsText.Line> plain = Stream.of(Setting.values())
                .map(setting -> settings.of(setting)
                        .map(found -> line(setting.key(), found))
                        .orElseGet(() -> new SettingsText.Line(setting.key(), unlessSaid(setting), null)));
        Stream<SettingsText.Line> tags =
                settings.tags().entrySet().stream().map(tag -> line("tags." + tag.getKey(), tag.getValue()));
        Stream<SettingsText.Line> noTags =
                settings.tags().isEmpty() ? Stream.of(new SettingsText.Line("tags", null, null)) : Stream.empty();
        return Stream.of(plain, tags, noTags).flatMap(lines -> lines).toList();
    }

    private static @Nullable String unlessSaid(Setting setting) {
        return UNLESS_SAID.get(setting);
    }

    private static SettingsText.Line line(String name, Found found) {
        return new SettingsText.Line(name, found.value(), found.from());
    }

    private int set(Settings settled, String address) {
        Problems problems = new Problems();
        if (!Locations.isUrl(address)) {
            problems.add(Problem.error("what a store says is for runs on AWS Batch, and those have theirs in a bucket")
                    .hint("give --bucket BUCKET; for this machine, write it into a configuration file"));
            return told(problems, ExitCode.USAGE);
        }
        try (Store store = open(address, settled)) {
            StoredEnvironment stored = new StoredEnvironment(store);
            List<String> changes = words.subList(1, words.size());
            var unused = EnvironmentChange.of(Environment.EMPTY, changes, problems);
            if (problems.hasErrors()) {
                return told(problems, ExitCode.USAGE);
            }
            Environment after = stored.change(before -> EnvironmentChange.of(before, changes, new Problems()));
            console.print(List.of("Written: " + stored.place()));
            console.print(after.toJson());
            return ExitCode.OK;
        }
    }

    private Store open(String address, Settings settled) {
        return console.stores().open(Location.parse(address, console.directory()), StoreOptions.writing(settled));
    }

    private int told(Problems problems, int exitCode) {
        console.tell(problems.inOrder());
        return exitCode;
    }
}
