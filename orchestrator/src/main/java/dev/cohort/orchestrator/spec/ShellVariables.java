package dev.cohort.orchestrator.spec;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Gives each expression of a script the environment variable that its value comes in. */
final class ShellVariables {
    private final Map<String, Reference> names = new LinkedHashMap<>();
    private final Map<String, String> arrays = new LinkedHashMap<>();

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

    /** The bash array of a list of files, one a line, whose path comes in a variable. */
    String arrayOf(Reference list) {
        String variable = of(new Reference(list.root(), list.names(), false, list.place()));
        String array = variable.toLowerCase(Locale.ROOT);
        arrays.put(array, variable);
        return array;
    }

    /** What fills the arrays; in the first line, so that bash counts lines as the user does. */
    String arrays() {
        StringBuilder filling = new StringBuilder();
        arrays.forEach((array, variable) -> filling.append("mapfile -t ")
                .append(array)
                .append(" < \"${")
                .append(variable)
                .append("}\"; "));
        return filling.toString();
    }

    private boolean isTaken(String name, Reference reference) {
        Reference holder = names.get(name);
        return holder != null && !holder.path().equals(reference.path());
    }

    Map<String, Reference> names() {
        return names;
    }
}
