package dev.cohort.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Prints what a body adds to its log; the body writes to the file itself, so that no reader can hold it up. */
final class LogTee {
    private final Path log;
    private long printed;

    LogTee(Path log) {
        this.log = log;
    }

    synchronized void drain() {
        try (FileChannel file = FileChannel.open(log, StandardOpenOption.READ)) {
            file.position(printed);
            InputStream in = Channels.newInputStream(file);
            printed += in.transferTo(System.out);
            System.out.flush();
        } catch (IOException e) {
            // Not there yet, or gone; the log itself is stored all the same.
        }
    }
}
