package dev.cohort.batch.server;

import dev.cohort.batch.Ended;
import dev.cohort.batch.api.Container;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How a container comes to run on this machine. */
interface Way {
    /**
     * The process that stands for the container.
     *
     * @param environment what the container's environment is to be
     * @throws NoSuchImage where there is no way to run this image
     */
    Launch launch(Container container, String task, Map<String, String> environment, Path work) throws NoSuchImage;

    /** What the end of that process says of the container; and what is left of it is cleared away. */
    Ended ended(String task, Ended process);

    /** A command and all of its own environment. */
    record Launch(List<String> argv, Map<String, String> environment) {}

    /** The image can't be had; the message is what AWS would give as the reason. */
    final class NoSuchImage extends Exception {
        private static final long serialVersionUID = 1L;

        NoSuchImage(String message) {
            super(message);
        }
    }
}
