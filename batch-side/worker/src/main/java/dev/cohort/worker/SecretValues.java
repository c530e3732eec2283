package dev.cohort.worker;

import dev.cohort.contract.FailureKind;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The secrets of one task: handed to its body, and blotted out of whatever is kept of what the body said. */
final class SecretValues {
    static final String BLOT = "***";

    /** A shorter line is hardly a secret of its own, and would blot out half of a log. */
    private static final int SHORTEST_LINE = 4;

    private final Attempt attempt;

    SecretValues(Attempt attempt) {
        this.attempt = attempt;
    }

    private List<String> names() {
        return attempt.job().terms().secrets();
    }

    void giveTo(Map<String, String> environment) {
        for (String name : names()) {
            environment.put(name, attempt.settings().secrets().value(name).orElseThrow(() -> missing(name)));
        }
    }

    private TaskFailure missing(String name) {
        return new TaskFailure(
                FailureKind.STAGE_IN,
                "The secret " + name + " of step " + attempt.job().step()
                        + " is not in the environment of its worker. Set a variable of that name where Cohort runs.");
    }

    boolean isEmpty() {
        return names().isEmpty();
    }

    /** What a body printed may hold them; what is kept of it must not. */
    void blotOut(Path log) throws IOException {
        if (isEmpty() || !Files.exists(log)) {
            return;
        }
        Path blotted = log.resolveSibling("log.blotted");
        TaskDirectory.remove(blotted);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(log));
                OutputStream out =
                        new BufferedOutputStream(Files.newOutputStream(blotted, StandardOpenOption.CREATE_NEW))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                line.write(next);
                if (endsLine(next)) {
                    out.write(blotOut(line.toByteArray()));
                    line.reset();
                }
            }
            out.write(blotOut(line.toByteArray()));
        }
        Files.move(blotted, log, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A progress bar goes back to where its line began, and may never come to the next. */
    static boolean endsLine(int printed) {
        return printed == '\n' || printed == '\r';
    }

    /** A log need not be text, so it is looked through byte by byte: a character of this encoding is one. */
    byte[] blotOut(byte[] printed) {
        List<String> secrets = texts().stream()
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .toList();
        return blotOut(new String(printed, StandardCharsets.ISO_8859_1), secrets)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    String blotOut(String text) {
        return blotOut(text, texts());
    }

    private static String blotOut(String text, List<String> secrets) {
        String blotted = text;
        for (String secret : secrets) {
            blotted = blotted.replace(secret, BLOT);
        }
        return blotted;
    }

    /** Whole, and line by line, as a log is read in lines; the longest first, as one may hold another. */
    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (String name : names()) {
            attempt.settings().secrets().value(name).ifPresent(value -> {
                texts.add(value);
                value.lines().filter(line -> line.length() >= SHORTEST_LINE).forEach(texts::add);
            });
        }
        texts.sort(Comparator.comparingInt(String::length).reversed());
        return texts;
    }
}
