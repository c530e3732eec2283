package dev.cohort.orchestrator.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rooms below a root package, in reading order: the house that we live in, or one that is laid out like it.
 *
 * @param root the package of the orchestrator
 * @param contract the package of the contract, which is a room too, though it lies in a module of its own
 */
record House(String root, String contract) {
    static final House REAL = new House("dev.cohort.orchestrator", "dev.cohort.contract");

    /** Each room may import those of the lines above; rooms of one line never see each other. */
    static final List<Set<String>> ORDER = List.of(
            Set.of("contract", "diag"),
            Set.of("spec"),
            Set.of("samples"),
            Set.of("graph"),
            Set.of("plan"),
            Set.of("run"),
            Set.of("view"),
            Set.of("config"),
            Set.of("catalog"),
            Set.of("journal"),
            Set.of("engine"),
            Set.of("engine.local", "engine.aws"),
            Set.of("images", "infra", "doctor", "web"),
            Set.of("cli"));

    static final Set<String> PURE = Set.of("contract", "diag", "spec", "samples", "graph", "plan", "run", "view");

    /** All classes of the house; of the real one, only what is shipped. */
    JavaClasses classes() {
        ClassFileImporter importer = new ClassFileImporter();
        return (equals(REAL) ? importer.withImportOption(new ImportOption.DoNotIncludeTests()) : importer)
                .importPackages(root, contract);
    }

    boolean holds(JavaClass type) {
        return isWithin(type.getPackageName(), root) || isWithin(type.getPackageName(), contract);
    }

    /** The innermost room that a class lies in; empty for one that lies in none. */
    Optional<String> room(JavaClass type) {
        return ORDER.stream()
                .flatMap(Collection::stream)
                .filter(room -> isWithin(type.getPackageName(), packageOf(room)))
                .max(Comparator.comparingInt(String::length));
    }

    boolean isPure(JavaClass type) {
        return room(type).filter(PURE::contains).isPresent();
    }

    /** Counted from the top of the order. */
    static int line(String room) {
        return ORDER.indexOf(
                ORDER.stream().filter(rooms -> rooms.contains(room)).findFirst().orElseThrow());
    }

    private String packageOf(String room) {
        return room.equals("contract") ? contract : root + "." + room;
    }

    private static boolean isWithin(String name, String outer) {
        return name.equals(outer) || name.startsWith(outer + ".");
    }
}
