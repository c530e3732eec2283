package dev.cohort.orchestrator.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Hears Ctrl-C, TERM and the end of the terminal, and counts them, until it is closed.
 *
 * <p>A shutdown hook would hear the first only, and could not tell it from an ordinary end. The JVM's signal class is reached
 * by reflection, as the compiler warns of it without a way to say that it is meant. What {@code nohup} has silenced stays so.
 */
final class Interrupts implements AutoCloseable {
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    /** Hears nothing. */
    static final Interrupts NONE = new Interrupts();

    private final AtomicInteger heard = new AtomicInteger();
    private final Map<String, Object> before = new LinkedHashMap<>();

    private Interrupts() {}

    /** The consumer is told of each signal, from 1, each time on a thread of its own, so that none waits for the one before. */
    static Interrupts handle(IntConsumer onSignal) {
        Interrupts interrupts = new Interrupts();
        for (String signal : SIGNALS) {
            interrupts.before.put(signal, set(signal, interrupts.handler(onSignal)));
        }
        return interrupts;
    }

    private Object handler(IntConsumer onSignal) {
        Class<?> type = type("sun.misc.SignalHandler");
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> called(method, onSignal));
    }

    private Object called(Method method, IntConsumer onSignal) {
        if (method.getName().equals("handle")) {
            onSignal.accept(heard.incrementAndGet());
        }
        return method.getReturnType() == boolean.class ? Boolean.FALSE : "signal handler";
    }

    /** Returns the handler that was set before. */
    private static Object set(String name, Object handler) {
        try {
            Class<?> signal = type("sun.misc.Signal");
            return signal.getMethod("handle", signal, type("sun.misc.SignalHandler"))
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this JVM lets no program hear Ctrl-C", e instanceof InvocationTargetException ? e.getCause() : e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("this JVM has no " + name, e);
        }
    }

    /** From here on signals do what they did before. */
    @Override
    public void close() {
        before.forEach(Interrupts::set);
    }
}
