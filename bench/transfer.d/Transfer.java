import dev.cohort.store.Location;
import dev.cohort.store.Prefix;
import dev.cohort.store.Store;
import java.nio.file.Path;

/** Stages a directory out to a store, or in from one, as a worker does: {@code out|in DIRECTORY STORE FOLDER}. */
public final class Transfer {
    private Transfer() {}

    public static void main(String[] args) {
        Path directory = Path.of(args[1]);
        Prefix folder = Prefix.of(args[3]);
        try (Store store = Store.open(Location.parse(args[2], Path.of("")))) {
            if (args[0].equals("out")) store.stageOut(directory, folder);
            else store.stageIn(folder, directory);
        }
    }
}
