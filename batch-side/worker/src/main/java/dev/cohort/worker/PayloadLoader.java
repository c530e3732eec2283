package dev.cohort.worker;

import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Loads a payload's classes, which see the step API and the JDK, and nothing of this worker's or of its libraries. */
final class PayloadLoader extends URLClassLoader {
    PayloadLoader(Path jar) {
        super(new URL[] {url(jar)}, new StepApiOnly());
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What comes from this worker: one package, so that a payload may bring any library in any version. */
    private static final class StepApiOnly extends ClassLoader {
        private static final String STEP_API = "dev.cohort.step.";

        StepApiOnly() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(STEP_API)) {
                return PayloadLoader.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
