package dev.cohort.orchestrator.cli;

import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.store.Location;
import dev.cohort.store.Store;

/** Commands as a user may type them after what was told. */
final class Typed {
    private Typed() {}

    /** With the store, where that is not the one which is meant anyway. */
    static String command(Console console, Store store, String command, RunId run, String... arguments) {
        boolean isDefault = store.location()
                .equals(Location.of(
                        console.path(StoreOptions.store(new StoreOptions().settled(console, new Problems())))));
        return String.join(" ", "cohort", command, run.text(), String.join(" ", arguments))
                        .strip()
                + (isDefault ? "" : " --store " + word(store.location().toString()));
    }

    /** Quoted for a shell where it has to be. */
    static String word(String argument) {
        return argument.matches("[A-Za-z0-9_./=,:@%+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
