package dev.cohort.store;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

/** What another process does to a store, and how a test starts one. */
final class OtherProcess {
    static final int SIZE = 200_000;

    private OtherProcess() {}

    static Process start(List<String> wrapper, String... args) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(java(), "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", classPath()));
        command.add(OtherProcess.class.getName());
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String classPath() {
        return home(Store.class) + File.pathSeparator + home(OtherProcess.class);
    }

    private static String home(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return Path.of(java.net.URI.create(source.getLocation().toString())).toString();
    }

    public static void main(String[] args) throws IOException {
        Store store = Store.open(Location.of(Path.of(args[1])));
        switch (args[0]) {
            case "claim" -> claim(store, args[2]);
            case "half" -> store.put(Key.of("half"), new HalfContent());
            case "rewrite" -> rewriteForever(store);
            case "spell" -> spell(store);
            case "denied" -> denied(store, Path.of(args[2]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** Waits for a word, so that all claimants start together; prints what it won. */
    private static void claim(Store store, String name) throws IOException {
        System.out.println("ready");
        System.in.read();
        for (int i = 0; i < 200; i++)
            if (store.putIfAbsent(Key.of("claims/" + i), Content.utf8(name)).isPresent()) System.out.println(i);
    }

    private static void rewriteForever(Store store) {
        for (int i = 0; ; i++) {
            store.put(
                    Key.of("rewritten"),
                    Content.utf8(String.valueOf((char) ('a' + i % 26)).repeat(SIZE)));
            if (i == 3) System.out.println("ready");
        }
    }

    private static void spell(Store store) {
        tell(() -> store.put(Key.of("\u00fc"), Content.utf8("")));
        tell(() -> store.list(Prefix.ALL).count());
        tell(() -> store.put(Key.of("u"), Content.utf8("")));
    }

    private static void denied(Store store, Path file) {
        tell(() -> store.put(Key.of("a"), Content.utf8("a")));
        tell(() -> store.putIfAbsent(Key.of("a"), Content.utf8("a")));
        tell(() -> store.delete(Key.of("kept")));
        tell(() -> store.get(Key.of("secret")).close());
        tell(() -> store.list(Prefix.of("closed/")).count());
        tell(() -> store.stageOut(file, Key.of("a")));
        tell(() -> store.stageIn(Key.of("kept"), file.resolveSibling("in"), Expect.ANYTHING));
    }

    private static void tell(Runnable call) {
        try {
            call.run();
            System.out.println("done");
        } catch (StoreFailure e) {
            System.out.println(e.kind() + " " + e.getMessage());
        }
    }

    /** Half of its bytes; then it says so and waits to be killed. */
    private static final class HalfContent implements Content {
        @Override
        public long size() {
            return 2 * SIZE;
        }

        @Override
        public InputStream open() {
            return new SequenceInputStream(new ByteArrayInputStream(new byte[SIZE]), new InputStream() {
                @Override
                public int read() throws IOException {
                    System.out.println("half");
                    return System.in.read();
                }
            });
        }
    }
}
