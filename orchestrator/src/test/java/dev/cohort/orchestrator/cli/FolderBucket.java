package dev.cohort.orchestrator.cli;

import dev.cohort.store.Location;
import dev.cohort.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;

/** Stands in for stores on S3 where many are wanted: each bucket is a folder of its name. */
final class FolderBucket {
    private FolderBucket() {}

    /** @param folder where the buckets lie */
    static Store open(Path folder, Location location) {
        Store store = Store.open(Location.of(folder.resolve(location.toString().substring("s3://".length()))));
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (self, method, given) -> {
                    switch (method.getName()) {
                        case "location":
                            return location;
                        case "sync":
                            return null;
                        default:
                            return answer(store, method, given);
                    }
                });
    }

    private static Object answer(Store store, Method method, Object[] given) throws Throwable {
        try {
            return method.invoke(store, given);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
