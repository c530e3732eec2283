package dev.cohort.orchestrator.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.Encryption;
import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.diag.ProblemRenderer;
import dev.cohort.orchestrator.diag.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is heard before whom, and what is told of files that say what makes no sense. */
class ConfigurationTest {
    @TempDir
    private Path folder;

    private final Problems problems = new Problems();
    private final Map<String, String> variables = new HashMap<>();
    private Path project = Path.of("");
    private Path home = Path.of("");

    @BeforeEach
    void folders() throws IOException {
        project = Files.createDirectories(folder.resolve("project"));
        home = Files.createDirectories(folder.resolve("home"));
        variables.put("HOME", home.toString());
    }

    private Settings read(@Nullable String account) {
        return Configuration.read(variables, project, account, problems);
    }

    private Settings read() {
        return read(null);
    }

    private void user(String text) throws IOException {
        write(home.resolve(".config/cohort/config.yaml"), text);
    }

    private void project(String text) throws IOException {
        write(project.resolve(".cohort.yaml"), text);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String told() {
        return String.join("\n", new ProblemRenderer(Paint.PLAIN).render(problems.inOrder()));
    }

    @Test
    void withoutFilesNothingIsSettled() {
        assertThat(read()).isEqualTo(Settings.NONE);
        assertThat(read().account()).isEmpty();
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void theStrongerIsHeardAndEachSaysWhereItStands() throws IOException {
        user("queue: of-user\nregion: eu-west-1\nimage-prefix: registry/lab\nlog-group: /lab\n");
        project("queue: of-project\nregion: eu-west-2\nimage-prefix: registry/project\n");
        variables.put("COHORT_QUEUE", "of-variable");
        variables.put("COHORT_REGION", "eu-west-3");
        variables.put("COHORT_PRIORITY", "");
        Settings typed = new Settings(Map.of(Setting.QUEUE, new Found("typed", "--queue")), Map.of());

        Settings settings = typed.over(read());

        assertThat(settings.values())
                .containsEntry(Setting.QUEUE, new Found("typed", "--queue"))
                .containsEntry(Setting.REGION, new Found("eu-west-3", "COHORT_REGION"))
                .containsEntry(Setting.IMAGE_PREFIX, new Found("registry/project", ".cohort.yaml:3:15"))
                .containsEntry(
                        Setting.LOG_GROUP, new Found("/lab", home.resolve(".config/cohort/config.yaml") + ":4:12"))
                .doesNotContainKey(Setting.PRIORITY);
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void whatIsSaidToAllOfAwsIsHeardLast() {
        Settings ofStore = new Settings(Map.of(Setting.REGION, new Found("eu-west-1", "the store")), Map.of());
        variables.put("AWS_DEFAULT_REGION", "us-east-2");
        assertThat(whole(Settings.NONE).of(Setting.REGION)).contains(new Found("us-east-2", "AWS_DEFAULT_REGION"));

        variables.put("AWS_REGION", "us-east-1");
        assertThat(whole(Settings.NONE).of(Setting.REGION)).contains(new Found("us-east-1", "AWS_REGION"));
        assertThat(whole(ofStore).of(Setting.REGION)).contains(new Found("eu-west-1", "the store"));

        variables.put("COHORT_REGION", "eu-west-3");
        assertThat(whole(ofStore).of(Setting.REGION)).contains(new Found("eu-west-3", "COHORT_REGION"));
    }

    private Settings whole(Settings ofStore) {
        return Configuration.whole(read(), ofStore, variables);
    }

    @Test
    void tagsAreHeardOneByOne() throws IOException {
        user("tags: { owner: me, project: none }\n");
        project("tags: { project: fusion, grant: '42' }\n");

        assertThat(read().tags()).containsOnlyKeys("owner", "project", "grant");
        assertThat(read().tags()).containsEntry("project", new Found("fusion", ".cohort.yaml:1:18"));
    }

    @Test
    void anAccountByNameComesBeforeWhatCountsForAll() throws IOException {
        user("""
                queue: usual
                region: eu-west-1
                accounts:
                  prod: { queue: prod, store: "s3://prod/runs", tags: { paid-by: prod } }
                  test: { queue: test }
                """);

        assertThat(read("prod").value(Setting.QUEUE)).contains("prod");
        assertThat(read("prod").value(Setting.REGION)).contains("eu-west-1");
        assertThat(read("prod").value(Setting.STORE)).contains("s3://prod/runs");
        assertThat(read("prod").tags()).containsKey("paid-by");
        assertThat(read().value(Setting.QUEUE)).contains("usual");
        variables.put("COHORT_ACCOUNT", "test");
        assertThat(read().value(Setting.QUEUE)).contains("test");
        assertThat(read("prod").value(Setting.QUEUE)).as("typed").contains("prod");
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void anAccountThatNoFileHasIsTold() throws IOException {
        read("prod");
        assertThat(told())
                .contains("no configuration file has an account `prod`")
                .contains("hint: describe it there, as in `accounts: { prod: { queue: … } }`");

        user("accounts: { prod: { queue: q } }\n");
        Problems second = new Problems();
        Configuration.read(variables, project, "prd", second);
        assertThat(new ProblemRenderer(Paint.PLAIN).render(second.inOrder()))
                .contains("no configuration file has an account `prd`", "did you mean `prod`?");
    }

    @Test
    void aRelativeStoreLiesBesideTheFile() throws IOException {
        user("store: ../data\n");
        assertThat(read().value(Setting.STORE))
                .contains(home.resolve(".config/data").toString());

        project("store: s3://lab/runs\n");
        assertThat(read().value(Setting.STORE)).contains("s3://lab/runs");
    }

    @Test
    void theUsersFileLiesWhereTheirFilesLie() {
        assertThat(Configuration.paths(Map.of("HOME", "/home/me", "XDG_CONFIG_HOME", "/etc/me"), Path.of("/work")))
                .containsExactly(Path.of("/work/.cohort.yaml"), Path.of("/etc/me/cohort/config.yaml"));
        assertThat(Configuration.paths(Map.of("HOME", "/home/me", "XDG_CONFIG_HOME", "not/absolute"), Path.of("/work")))
                .contains(Path.of("/home/me/.config/cohort/config.yaml"));
        assertThat(Configuration.paths(Map.of(), Path.of("/work"))).hasSize(1);
    }

    @Test
    void allMistakesOfAFileAreToldWithTheirPlaces() throws IOException {
        project("""
                qeue: mixed
                region: Frankfurt
                priority: high
                public-ip: yes
                tags: { "aws:x": y, good: "a,b" }
                accounts:
                  prod: { job-role: admin, queue: [a] }
                """);

        Settings settings = read();

        assertThat(settings).isEqualTo(Settings.NONE);
        assertThat(told())
                .contains("a file of settings has no key `qeue`\n  .cohort.yaml:1:1\n  1 | qeue: mixed\n    | ^^^^")
                .contains("did you mean `queue`?")
                .contains("`region` must be the name of a region, such as `eu-central-1`, and this is `Frankfurt`")
                .contains(".cohort.yaml:2:9")
                .contains("`priority` must be a whole number from 0 to 9999, and this is `high`")
                .contains("`public-ip` must be `true` or `false`, and this is `yes`")
                .contains("the tag name `aws:x` is taken")
                .contains("the tag `good` must be the value of a tag")
                .contains("`job-role` must be the ARN of a role")
                .contains("`queue` must be a text, and this is a list");
    }

    @Test
    void aVariableThatMakesNoSenseIsTold() {
        variables.put("COHORT_IMAGE_CHECK", "perhaps");

        assertThat(read().of(Setting.IMAGE_CHECK)).isEmpty();
        assertThat(told())
                .contains("the variable COHORT_IMAGE_CHECK must be `true` or `false`, and this is `perhaps`")
                .contains("hint: correct it, or unset it");
    }

    @Test
    void aFileThatCannotBeReadIsTold() throws IOException {
        Files.createDirectory(project.resolve(".cohort.yaml"));

        read();

        assertThat(told())
                .contains("the configuration file `.cohort.yaml` can't be read: it is a directory")
                .contains("hint: correct that, or remove it");
    }

    @Test
    void theAccountHasAllThatIsSettled() throws IOException {
        project("""
                queue: mixed
                region: eu-central-1
                job-role: arn:aws:iam::123456789012:role/job
                execution-role: arn:aws:iam::123456789012:role/execution
                image-prefix: registry:5000/lab
                log-group: /lab/cohort
                share-identifier: lab
                priority: 50
                public-ip: false
                image-check: false
                tags: { owner: me }
                """);

        assertThat(read().account().orElseThrow().toJson().compact())
                .isEqualTo("{\"queue\":\"mixed\",\"region\":\"eu-central-1\","
                        + "\"jobRole\":\"arn:aws:iam::123456789012:role/job\","
                        + "\"executionRole\":\"arn:aws:iam::123456789012:role/execution\","
                        + "\"imagePrefix\":\"registry:5000/lab\",\"logGroup\":\"/lab/cohort\",\"shareIdentifier\":\"lab\","
                        + "\"priority\":50,\"tags\":{\"owner\":\"me\"},\"publicIp\":false,\"fargate\":[],"
                        + "\"imageCheck\":false,\"images\":{}}");
    }

    @Test
    void aKeySaysHowAStoreIsEncrypted() throws IOException {
        project("kms-key: alias/lab\n");
        assertThat(read().encryption()).hasValue(new Encryption(Encryption.BY_KMS, "alias/lab"));

        project("kms-key: alias/lab\nencryption: AES256\n");
        assertThat(read().encryption()).hasValue(new Encryption(Encryption.BY_S3, null));

        project("queue: mixed\n");
        assertThat(read().encryption()).isEmpty();
    }

    @Test
    void anEncryptionThatS3DoesNotKnowIsTold() throws IOException {
        project("encryption: rot13\nkms-key: \"my key\"\n");

        read();

        assertThat(told())
                .contains("must be `AES256` or `aws:kms`")
                .contains("must be the ARN, the id or the alias of a key, such as `alias/lab`");
    }
}
