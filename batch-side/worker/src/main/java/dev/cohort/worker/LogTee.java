package dev.cohort.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Prints what a body adds to its log; the body writes to the file itself, so that no reader can hold it up. Where the task
 * has secrets, it prints whole lines, as half a secret can't be told.
 */
final class LogTee {
    private final Path log;
    private final SecretValues secrets;
    private long printed;

    LogTee(Path log, SecretValues secrets) {
        this.log = log;
        this.secrets = secrets;
    }

    /** What is there by now. */
    synchronized void drain() {
        drain(false);
    }

    /** What is left, when nothing more will come. */
    synchronized void finish() {
        drain(true);
    }

    private void drain(boolean last) {
        try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ)) {
            file.position(printed);
            InputStream in = Channels.newInputStream(file);
            printed += secrets.isEmpty() ? in.transferTo(System.out) : lines(in.readAllBytes(), last);
            System.out.flush();
        } catch (IOException e) {
            // Not there yet, or gone; the log itself is stored all the same.
        }
    }

    /** How many bytes were taken. */
    private int lines(byte[] bytes, boolean last) {
        int end = bytes.length;
        while (!last && end > 0 && !SecretValues.endsLine(bytes[end - 1])) {
            end--;
        }
        System.out.writeBytes(secrets.blotOut(Arrays.copyOf(bytes, end)));
        return end;
    }
}
