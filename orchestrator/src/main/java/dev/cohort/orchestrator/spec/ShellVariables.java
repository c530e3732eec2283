package dev.cohort.orchestrator.spec;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Gives each expression of a script the environment variable that its value comes in. */
final class ShellVariables {
    private final Map<String, Reference> names = new LinkedHashMap<>();

    /** The same name for the same path; names that differ only by what no variable may hold are numbered. */
    String of(Reference reference) {
        String name = "COHORT_" + reference.path().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        String free = name;
        for (int i = 2; isTaken(free, reference); i++) {
            free = name + "_" + i;
        }
        names.putIfAbsent(free, reference);
        return free;
    }

    private boolean isTaken(String name, Reference reference) {
        Reference holder = names.get(name);
        return holder != null && !holder.path().equals(reference.path());
    }

    Map<String, Reference> names() {
        return names;
    }
}
