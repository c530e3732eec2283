package dev.cohort.orchestrator.cli;

import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;

/** Stands in for stores on S3 where a test asks for what is planned only: nothing is there, not even in other buckets. */
final class EmptyBucket {
    private final Store nowhere = Store.open(Location.of(Path.of("/nonexistent/store")));
    private final Location location;

    private EmptyBucket(Location location) {
        this.location = location;
    }

    /** Directories are what they are. */
    static Store open(Location location, S3Settings settings) {
        if (location instanceof Location.Local) {
            return Store.open(location, settings);
        }
        EmptyBucket bucket = new EmptyBucket(location);
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (self, method, given) -> bucket.answer(method, given));
    }

    private Object answer(Method method, Object[] given) throws Throwable {
        if (method.getName().equals("location")) {
            return location;
        }
        if (method.getName().equals("keyOf")) {
            return Optional.of(Key.of("folder/nothing"));
        }
        try {
            return method.invoke(nowhere, given);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
