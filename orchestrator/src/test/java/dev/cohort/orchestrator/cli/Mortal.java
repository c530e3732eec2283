package dev.cohort.orchestrator.cli;

import dev.cohort.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Kills whoever uses a store and AWS at a moment that a test chooses; from then on nothing reaches either of them, or comes from there. */
final class Mortal {
    private static final Set<String> WRITES = Set.of("put", "putIfAbsent", "copy", "delete", "stageOut");

    private final Predicate<String> last;
    private boolean dead;

    private Mortal(Predicate<String> last) {
        this.last = last;
    }

    /** @param moments how many are survived: each write and each call has one before it and one after it */
    static Mortal after(int moments) {
        AtomicInteger left = new AtomicInteger(moments);
        return new Mortal(moment -> left.getAndDecrement() == 0);
    }

    /** When AWS has done so many calls of an operation, and its last answer is lost. */
    static Mortal whenDone(String operation, int times) {
        AtomicInteger left = new AtomicInteger(times);
        return new Mortal(moment -> moment.equals("after " + operation) && left.decrementAndGet() == 0);
    }

    /** Nothing that anybody would catch. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private synchronized void pass(String moment) {
        requireAlive();
        dead = last.test(moment);
        requireAlive();
    }

    private synchronized void requireAlive() {
        if (dead) {
            throw new Killed();
        }
    }

    /** Where a kill comes after a write, it is done, and nobody knows. */
    Store store(Store store) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (self, method, given) -> {
                    if (!WRITES.contains(method.getName())) {
                        requireAlive();
                        return invoke(store, method, given);
                    }
                    pass("before " + method.getName());
                    Object done = invoke(store, method, given);
                    pass("after " + method.getName());
                    return done;
                });
    }

    private static Object invoke(Store store, Method method, Object[] given) throws Throwable {
        try {
            return method.invoke(store, given);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Where a kill comes after a call, AWS has done it, and its answer is lost. */
    void caller(AwsClientBuilder<?, ?> client) {
        client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public void beforeTransmission(Context.BeforeTransmission call, ExecutionAttributes attributes) {
                        pass("before " + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
                    }

                    @Override
                    public void afterTransmission(Context.AfterTransmission call, ExecutionAttributes attributes) {
                        pass("after " + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
                    }
                })
                .build());
    }
}
