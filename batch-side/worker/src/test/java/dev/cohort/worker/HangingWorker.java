package dev.cohort.worker;

import dev.cohort.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A worker that stops for ever when it is about to write an outcome, so that a test can kill it there. */
final class HangingWorker {
    static final String HERE = "about to write the outcome";

    private HangingWorker() {}

    public static void main(String[] args) {
        Assignments assignments = Assignments.at(args[0]);
        Assignment task = assignments.read(args[0], 1, null, Assignment.PLAIN, 1);
        new TaskRunner(hanging(assignments.store()), WorkerSettings.local()).run(task);
    }

    private static Store hanging(Store store) {
        return (Store) Proxy.newProxyInstance(
                HangingWorker.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("put")
                            && arguments[0].toString().contains("/outcomes/")) {
                        System.out.println(HERE);
                        Thread.currentThread().join();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
