package dev.cohort.orchestrator.config;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.plan.Locations;
import dev.cohort.orchestrator.spec.AwsNames;
import dev.cohort.orchestrator.spec.SettingsFile;
import dev.cohort.orchestrator.spec.SettingsFile.Entry;
import dev.cohort.orchestrator.spec.SettingsFile.Group;
import dev.cohort.orchestrator.spec.SourceDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One file of settings, with all mistakes in it told. */
final class ConfigFile {
    private final Settings general;
    private final Map<String, Settings> accounts = new HashMap<>();

    private ConfigFile(SettingsFile file, Path directory, Problems problems) {
        Reading reading = new Reading(directory, problems);
        this.general = reading.settings(file.general());
        file.accounts().forEach((name, group) -> accounts.put(name, reading.settings(group)));
    }

    /** Empty where there is none, or where it can't be read, which is told. */
    static Optional<ConfigFile> read(Path path, Path shownFrom, Problems problems) {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        String name = path.startsWith(shownFrom) ? shownFrom.relativize(path).toString() : path.toString();
        try (InputStream in = Files.newInputStream(path)) {
            Path directory = path.toAbsolutePath().getParent();
            return SourceDecoder.decode(name, in.readNBytes(SourceDecoder.MOST_BYTES + 1), problems)
                    .map(source -> SettingsFile.read(source, Setting.docs(), problems))
                    .map(file -> new ConfigFile(file, directory == null ? path : directory, problems));
        } catch (IOException e) {
            problems.add(Problem.error("the configuration file " + Visible.quote(name) + " can't be read: "
                            + (Files.isDirectory(path) ? "it is a directory" : "you may not read it"))
                    .hint("correct that, or remove it"));
            return Optional.empty();
        }
    }

    Set<String> accounts() {
        return accounts.keySet();
    }

    /** What it says of an account comes before what it says of all. */
    Settings settings(Optional<String> account) {
        return account.flatMap(name -> Optional.ofNullable(accounts.get(name)))
                .map(own -> own.over(general))
                .orElse(general);
    }

    /** From what stands in the file to what is meant by it; relative paths start from the file. */
    private record Reading(Path directory, Problems problems) {
        Settings settings(Group group) {
            Map<Setting, Found> values = new EnumMap<>(Setting.class);
            for (Entry entry : group.settings()) {
                Setting.of(entry.key())
                        .filter(setting -> isGood(entry, "`" + entry.key() + "`", setting.fault(entry.value())))
                        .ifPresent(setting -> values.put(setting, found(setting, entry)));
            }
            return new Settings(values, tags(group.tags()));
        }

        private Map<String, Found> tags(List<Entry> entries) {
            Map<String, Found> tags = new LinkedHashMap<>();
            for (Entry entry : entries) {
                if (isGood(entry, "the tag " + Visible.quote(entry.key()), AwsNames.tagFault(entry.value()))) {
                    tags.put(entry.key(), found(entry.value(), entry.place()));
                }
            }
            return tags;
        }

        private boolean isGood(Entry entry, String what, Optional<String> fault) {
            fault.ifPresent(why -> problems.add(
                    Problem.error(entry.place(), what + " " + why + ", and this is " + Visible.quote(entry.value()))));
            return fault.isEmpty();
        }

        private Found found(Setting setting, Entry entry) {
            boolean isPath = setting == Setting.STORE && !Locations.isUrl(entry.value());
            return found(
                    isPath ? directory.resolve(entry.value()).normalize().toString() : entry.value(), entry.place());
        }

        private static Found found(String value, Place place) {
            return new Found(value, place.toString());
        }
    }
}
