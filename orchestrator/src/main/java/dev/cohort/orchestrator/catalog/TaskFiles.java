package dev.cohort.orchestrator.catalog;

import dev.cohort.contract.ListedFile;
import dev.cohort.store.Key;
import dev.cohort.store.Prefix;
import dev.cohort.store.Stored;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks the sorted listing of a step's folder task by task; holds the files of one task only. */
final class TaskFiles {
    private final Prefix folder;
    private final Iterator<Stored> listing;
    private final List<ListedFile> files = new ArrayList<>();
    private String task = "";
    private @Nullable Stored ahead;

    TaskFiles(Prefix folder, Iterator<Stored> listing) {
        this.folder = folder;
        this.listing = listing;
        advance();
    }

    /** The sample of the task, or the word for the cohort. */
    String task() {
        return task;
    }

    /** Its files, by their paths below its folder. */
    List<ListedFile> files() {
        return List.copyOf(files);
    }

    Key keyOf(ListedFile file) {
        return folder.key(task + "/" + file.path());
    }

    /** Goes to the next task; false at the end. */
    boolean next() {
        files.clear();
        if (ahead == null) {
            task = "";
            return false;
        }
        task = taskOf(ahead);
        while (ahead != null && taskOf(ahead).equals(task)) {
            take(ahead);
            advance();
        }
        return true;
    }

    /** Goes on until this task or one behind it: a folder is sorted as its name with a slash. */
    void skipTo(String wanted) {
        while (!task.equals(wanted) && ahead != null && (taskOf(ahead) + "/").compareTo(wanted + "/") <= 0) {
            next();
        }
    }

    /** What lies loose in the step's folder is nobody's, and is sorted by another rule than folders are. */
    private void advance() {
        ahead = null;
        while (ahead == null && listing.hasNext()) {
            Stored file = listing.next();
            ahead = folder.rest(file.key()).indexOf('/') < 0 ? null : file;
        }
    }

    private void take(Stored file) {
        files.add(new ListedFile(folder.rest(file.key()).substring(task.length() + 1), file.size(), file.etag()));
    }

    private String taskOf(Stored file) {
        String rest = folder.rest(file.key());
        return rest.substring(0, rest.indexOf('/'));
    }
}
