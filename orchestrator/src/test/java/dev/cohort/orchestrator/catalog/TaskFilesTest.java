package dev.cohort.orchestrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.ListedFile;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Prefix;
import dev.cohort.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real listing, as its order is what matters. */
class TaskFilesTest {
    private static final Prefix STEP = Prefix.of("results/p/step/");

    @TempDir
    private Path folder;

    private Store store;

    @BeforeEach
    void setUp() {
        store = Store.open(Location.of(folder));
        for (String path : List.of("a/1", "a/sub/2", "a-b/3", "a.b/4", "a0/5", "a_b/6")) {
            store.put(STEP.key(path), Content.utf8(path));
        }
    }

    private TaskFiles files() {
        return new TaskFiles(STEP, store.list(STEP).iterator());
    }

    @Test
    void goesFromTaskToTask() {
        TaskFiles files = files();
        List<String> seen = new ArrayList<>();
        while (files.next()) {
            seen.add(files.task() + paths(files));
        }

        assertThat(seen).containsExactly("a-b[3]", "a.b[4]", "a[1, sub/2]", "a0[5]", "a_b[6]");
        assertThat(files.task()).isEmpty();
    }

    @Test
    void skipsToEachTaskInTheOrderOfTheListing() {
        TaskFiles files = files();
        for (String task : List.of("a-b", "a.b", "a", "a0", "a_b")) {
            files.skipTo(task);
            assertThat(files.task()).isEqualTo(task);
        }
    }

    @Test
    void stopsBehindATaskThatIsNotThere() {
        TaskFiles files = files();

        files.skipTo("a-c");
        assertThat(files.task()).isNotEqualTo("a-c");
        files.skipTo("a");
        assertThat(files.task()).isEqualTo("a");
        assertThat(paths(files)).containsExactly("1", "sub/2");
        files.skipTo("zz");
        assertThat(files.task()).isNotEqualTo("zz");
    }

    @Test
    void looseFilesBelongToNoTaskAndHideNone() {
        store.put(STEP.key("README"), Content.utf8("mine"));
        store.put(STEP.key("a-"), Content.utf8("mine"));
        store.put(Key.of("results/p/step/a!"), Content.utf8("mine"));
        TaskFiles files = files();

        files.skipTo("a-b");

        assertThat(files.task()).isEqualTo("a-b");
        files.skipTo("a");
        assertThat(paths(files)).containsExactly("1", "sub/2");
    }

    @Test
    void anEmptyFolderHasNoTask() {
        TaskFiles files =
                new TaskFiles(Prefix.of("none/"), store.list(Prefix.of("none/")).iterator());

        files.skipTo("a");

        assertThat(files.next()).isFalse();
        assertThat(files.task()).isEmpty();
    }

    private static List<String> paths(TaskFiles files) {
        return files.files().stream().map(ListedFile::path).toList();
    }
}
