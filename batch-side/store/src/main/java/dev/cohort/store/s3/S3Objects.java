package dev.cohort.store.s3;

import dev.cohort.store.ByteRange;
import dev.cohort.store.Expect;
import dev.cohort.store.FileFaults;
import dev.cohort.store.LocalFile;
import dev.cohort.store.Location;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Staged;
import dev.cohort.store.Stat;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Objects by their addresses, in any bucket: what they are, and how they come to where a step reads them. */
public final class S3Objects {
    private static final Set<PosixFilePermission> READING =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private final Connection connection;
    private final S3Settings settings;
    private final Reading reading;

    S3Objects(Connection connection, S3Settings settings) {
        this(connection, settings, new Reading(connection, settings, key -> "object " + key + " in its bucket"));
    }

    private S3Objects(Connection connection, S3Settings settings, Reading reading) {
        this.connection = connection;
        this.settings = settings;
        this.reading = reading;
    }

    /** The same objects, by the names that a store has for them when they are missing. */
    S3Objects named(UnaryOperator<String> naming) {
        return new S3Objects(connection, settings, new Reading(connection, settings, naming));
    }

    Reading reading() {
        return reading;
    }

    Writing writing() {
        return new Writing(connection, settings);
    }

    Connection connection() {
        return connection;
    }

    public Optional<Stat> stat(Location.S3 object) {
        return reading.head(object);
    }

    /** A version just opened: what it is, and its bytes. */
    record Opening(Stat stat, ObjectBody body) {}

    Opening open(Location.S3 object, ByteRange range, Expect expect) {
        Optional<Answer> answer = range.length() == 0 ? Optional.empty() : reading.get(object, range, expect.etag());
        return answer.map(first -> opening(object, range, expect, first)).orElseGet(() -> nothing(object, expect));
    }

    private Opening opening(Location.S3 object, ByteRange range, Expect expect, Answer first) {
        ByteRange bytes = ByteRange.of(range.offset(), range.within(first.stat().size()));
        Checks checks = range.equals(ByteRange.ALL) ? Checks.of(object, first.reply(), expect) : Checks.none();
        ObjectBody body = new ObjectBody(reading, object, first.stat().etag(), bytes, checks);
        return new Opening(first.stat(), body.startingWith(first));
    }

    /** Of no bytes S3 sends no version along. */
    private Opening nothing(Location.S3 object, Expect expect) {
        Stat stat = reading.head(object).orElseThrow(() -> reading.absent(object));
        expect.checkEtag(stat, object);
        ByteRange none = ByteRange.of(0, 0);
        return new Opening(stat, new ObjectBody(reading, object, stat.etag(), none, Checks.none()));
    }

    /** For reading only, so that a body which opens its input for writing is refused by the system. */
    public Staged stageIn(Location.S3 object, Path target, Expect expect) {
        return fetch(object, target, expect, true);
    }

    public Staged copyIn(Location.S3 object, Path target, Expect expect) {
        return fetch(object, target, expect, false);
    }

    private Staged fetch(Location.S3 object, Path target, Expect expect, boolean readOnly) {
        Answer first = reading.get(object, ByteRange.ALL, expect.etag()).orElseThrow(() -> reading.absent(object));
        try {
            Files.createDirectories(LocalFile.parent(target));
            fetchNew(object, first, target, Checks.of(object, first.reply(), expect));
            if (readOnly) Files.setPosixFilePermissions(target, READING);
            return Staged.at(target, object, first.stat());
        } catch (IOException e) {
            throw FileFaults.explain(e, "stage " + object + " in as", target);
        } finally {
            first.reply().leave();
        }
    }

    /** Whole or not at all. */
    private void fetchNew(Location.S3 object, Answer first, Path target, Checks checks) throws IOException {
        FileChannel file = FileChannel.open(
                target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ);
        try (file) {
            new Download(reading, object, first, target, file, checks).run();
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(target);
            throw e;
        }
    }
}
