package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.spec.Shape.Field;
import dev.cohort.orchestrator.spec.Shape.Keyed;
import dev.cohort.orchestrator.spec.Shape.Named;
import dev.cohort.orchestrator.spec.Shape.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of settings: single values under known keys, tags, and the same once more for each account by its name.
 *
 * @param general what counts whatever the account
 * @param accounts what counts in an account, by the name that the file gives it
 */
public record SettingsFile(Group general, Map<String, Group> accounts) {
    private static final String TAGS = "tags";
    private static final String ACCOUNTS = "accounts";
    private static final Shape TAG_VALUES = new Named("tag", Scalar.of(ScalarKind.TEXT), NameRule.TAG);

    public SettingsFile {
        accounts = Map.copyOf(accounts);
    }

    /** A value and where it stands. */
    public record Entry(String key, String value, Place place) {}

    /** Settings and tags that count together. */
    public record Group(List<Entry> settings, List<Entry> tags) {
        static final Group NOTHING = new Group(List.of(), List.of());

        public Group {
            settings = List.copyOf(settings);
            tags = List.copyOf(tags);
        }
    }

    /** What could be read; all else is told. {@code keys} are those that it may have, each with what it is. */
    public static SettingsFile read(Source source, Map<String, String> keys, Problems problems) {
        return YamlReader.read(source, problems)
                .flatMap(root -> new ShapeCheck(problems).fit("the file", root, shape(keys)))
                .map(Block::of)
                .map(SettingsFile::of)
                .orElse(new SettingsFile(Group.NOTHING, Map.of()));
    }

    private static Shape shape(Map<String, String> keys) {
        List<Field> fields = new ArrayList<>();
        keys.forEach((key, doc) -> fields.add(Field.optional(key, Scalar.of(ScalarKind.TEXT), doc)));
        fields.add(Field.optional(TAGS, TAG_VALUES, "tags of each job"));
        Shape account = new Keyed("account", fields);
        List<Field> all = new ArrayList<>(fields);
        all.add(Field.optional(ACCOUNTS, new Named("account", account), "settings by the account that they are for"));
        return new Keyed("file of settings", all);
    }

    private static SettingsFile of(Block file) {
        Map<String, Group> accounts = new LinkedHashMap<>();
        file.named(ACCOUNTS).forEach((name, account) -> accounts.put(name.value(), group(Block.of(account))));
        return new SettingsFile(group(file), accounts);
    }

    private static Group group(Block block) {
        List<Entry> settings = block.map().entries().stream()
                .filter(entry -> entry.value() instanceof YamlText)
                .map(entry -> entry(entry.key(), entry.value()))
                .toList();
        List<Entry> tags = new ArrayList<>();
        block.named(TAGS).forEach((name, value) -> tags.add(entry(name, value)));
        return new Group(settings, tags);
    }

    private static Entry entry(YamlText key, YamlNode value) {
        return new Entry(key.value(), ((YamlText) value).value(), value.place());
    }
}
