package dev.cohort.orchestrator.catalog;

import dev.cohort.contract.RunId;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.store.Key;
import dev.cohort.store.Prefix;
import dev.cohort.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The runs that a store knows, and what a user may call them: {@code latest}, an id, or a part of one that no other has. */
public final class StoredRuns {
    public static final String LATEST = "latest";

    private static final int SHOWN = 5;

    private final Store store;

    public StoredRuns(Store store) {
        this.store = store;
    }

    /** All of them, the latest first. */
    public List<RunId> ids() {
        try (Stream<Prefix> folders = store.folders(Prefix.of(StoreLayout.OF_ANY_NAME.runs() + "/"))) {
            return folders.flatMap(folder -> id(folder.name()).stream())
                    .sorted(Comparator.comparing(RunId::text).reversed())
                    .toList();
        }
    }

    /** What lies there under another name is no run. */
    private static Optional<RunId> id(String name) {
        try {
            return Optional.of(new RunId(name));
        } catch (IllegalArgumentException stranger) {
            return Optional.empty();
        }
    }

    /** The run that is meant; where there is none, or more than one could be meant, that is told. */
    public Optional<StoredRun> open(String said, Problems problems) {
        return find(said, problems).flatMap(id -> StoredRun.read(store, id, problems));
    }

    /** Its id alone, also of a run that left nothing readable. */
    public Optional<RunId> find(String said, Problems problems) {
        List<RunId> ids = ids();
        if (ids.isEmpty()) {
            problems.add(Problem.error("there are no runs in the store " + Visible.text(location()))
                    .hint("if they are in another store, give it by --store"));
            return Optional.empty();
        }
        return said.equals(LATEST) ? Optional.of(latest(ids)) : find(said, ids, problems);
    }

    private String location() {
        return store.location().toString();
    }

    /** One that was ended while it wrote itself down is passed over, if there is any other. */
    private RunId latest(List<RunId> ids) {
        return ids.stream()
                .filter(id ->
                        store.head(Key.of(StoreLayout.OF_ANY_NAME.plan(id))).isPresent())
                .findFirst()
                .orElse(ids.get(0));
    }

    private Optional<RunId> find(String said, List<RunId> ids, Problems problems) {
        List<RunId> meant = said.isBlank()
                ? List.of()
                : ids.stream().filter(id -> id.text().contains(said)).toList();
        if (meant.size() == 1) {
            return Optional.of(meant.get(0));
        }
        problems.add(meant.isEmpty() ? unknown(said, ids) : ambiguous(said, meant));
        return Optional.empty();
    }

    private Problem unknown(String said, List<RunId> ids) {
        return Problem.error("there is no run " + Visible.quote(said) + " in the store " + Visible.text(location()))
                .hint(near(said, ids)
                        .map(near -> "did you mean `" + near + "`?")
                        .orElseGet(() -> "the latest are " + listed(ids)));
    }

    /** Typed in full, or by its random end. */
    private static Optional<String> near(String said, List<RunId> ids) {
        List<String> texts = ids.stream().map(RunId::text).toList();
        List<String> ends = texts.stream().map(StoredRuns::end).toList();
        return NearestName.of(said, texts).or(() -> NearestName.of(said, ends));
    }

    private static String end(String id) {
        return id.substring(id.lastIndexOf('-') + 1);
    }

    private static Problem ambiguous(String said, List<RunId> meant) {
        return Problem.error("the run " + Visible.quote(said) + " could be any of " + meant.size())
                .hint("say more of its id: " + listed(meant));
    }

    private static String listed(List<RunId> ids) {
        return ids.stream().limit(SHOWN).map(id -> "`" + id + "`").collect(Collectors.joining(", "))
                + (ids.size() > SHOWN ? ", …" : "");
    }
}
