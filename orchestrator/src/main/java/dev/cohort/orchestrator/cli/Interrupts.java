package dev.cohort.orchestrator.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * Hears Ctrl-C and TERM, and counts them.
 *
 * <p>A shutdown hook would hear the first only, and could not tell it from an ordinary end. The JVM's signal class is reached
 * by reflection, as the compiler warns of it without a way to say that it is meant.
 */
final class Interrupts {
    private int heard;

    private Interrupts() {}

    /** The consumer is told of each signal, from 1, on a thread of the JVM's. */
    static void handle(IntConsumer onSignal) {
        Interrupts interrupts = new Interrupts();
        for (String signal : new String[] {"INT", "TERM"}) {
            interrupts.install(signal, onSignal);
        }
    }

    private void install(String name, IntConsumer onSignal) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    handler.getClassLoader(),
                    new Class<?>[] {handler},
                    (self, method, args) -> called(method, onSignal));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this JVM lets no program hear Ctrl-C", e instanceof InvocationTargetException ? e.getCause() : e);
        }
    }

    private synchronized Object called(Method method, IntConsumer onSignal) {
        if (method.getName().equals("handle")) {
            heard++;
            onSignal.accept(heard);
        }
        return method.getReturnType() == boolean.class ? Boolean.FALSE : "signal handler";
    }
}
