package dev.cohort.orchestrator.config;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonFault;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Opened;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** The {@code environment.json} of a store. */
public final class StoredEnvironment {
    private static final Key KEY = Key.of(StoreLayout.OF_ANY_NAME.environment());

    /** Who settles something types it; more than a few at once are no people. */
    private static final int MOST_ROUNDS = 20;

    private final Store store;

    public StoredEnvironment(Store store) {
        this.store = store;
    }

    /** Where it lies, or would. */
    public String place() {
        return store.locationOf(KEY).toString();
    }

    /** Empty where the store has none, or one that can't be read, which is told. */
    public Environment read(Problems problems) {
        try (Opened opened = store.get(KEY)) {
            return Environment.fromJson(Json.parse(new String(opened.bytes(), StandardCharsets.UTF_8)));
        } catch (JsonFault fault) {
            problems.add(Problem.error(place() + " can't be read: " + Visible.text(String.valueOf(fault.getMessage())))
                    .hint("write it anew with `cohort config set`"));
        } catch (StoreFailure failure) {
            if (failure.kind() != StoreFailure.Kind.NOT_FOUND) {
                throw failure;
            }
        }
        return Environment.EMPTY;
    }

    /**
     * Changes what the store says as it is now, and returns what it says then. No store compares and swaps: so it is looked at again just before
     * and just after, and what somebody else has settled meanwhile is kept.
     *
     * @param change the same however often it is made
     */
    public Environment change(UnaryOperator<Environment> change) {
        Environment newest = read(new Problems());
        for (int i = 0; i < MOST_ROUNDS; i++) {
            Environment before = newest;
            newest = read(new Problems());
            if (newest.equals(before)) {
                write(change.apply(before));
                newest = read(new Problems());
                if (change.apply(newest).equals(newest)) {
                    return newest;
                }
            }
        }
        throw new StoreFailure(
                StoreFailure.Kind.CHANGED,
                place() + " is changed by somebody else all the time",
                "Find out by whom, and try again.",
                null);
    }

    void write(Environment environment) {
        store.put(KEY, Content.utf8(environment.toJson().pretty() + "\n"));
    }
}
