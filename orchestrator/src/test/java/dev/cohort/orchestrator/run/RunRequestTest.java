package dev.cohort.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.Encryption;
import dev.cohort.contract.Json;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.plan.Account;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a run was asked to do, as it lies in the store. */
class RunRequestTest {
    private static final String BEFORE_ACCOUNTS = """
            {"contract":1,"sources":[{"location":"","name":"p.yaml","text":"pipeline: p"}],"base":"/pipelines",
             "params":[],"sheetBase":"/sheets","name":"p","force":[],"payloads":{},"stopOnFailure":true}
            """;

    private static RunRequest request(@Nullable Account account) {
        return new RunRequest(
                Map.of("", new Source("p.yaml", "pipeline: p")),
                "/pipelines",
                null,
                List.of(),
                "/sheets",
                "p",
                Set.of(),
                Map.of(),
                Map.of(),
                null,
                new Encryption(Encryption.BY_KMS, "alias/ours"),
                account,
                true);
    }

    private static RunRequest read(RunRequest written) {
        return RunRequest.fromJson(Json.parse(written.toJson().compact()));
    }

    @Test
    void theAccountIsReadAsItWasWritten() {
        Account account = Account.of("mixed").region("eu-central-1");

        assertThat(read(request(account)).account()).isEqualTo(account);
        assertThat(read(request(account)).stopOnFailure(false).account()).isEqualTo(account);
        assertThat(read(request(null)).account()).isNull();
    }

    @Test
    void soIsHowItsResultsAreEncrypted() {
        Encryption ours = new Encryption(Encryption.BY_KMS, "alias/ours");

        assertThat(read(request(null)).encryption()).isEqualTo(ours);
        assertThat(read(request(null)).stopOnFailure(false).encryption()).isEqualTo(ours);
    }

    @Test
    void thatOfARunBeforeThereWereAccountsIsRead() {
        RunRequest request = RunRequest.fromJson(Json.parse(BEFORE_ACCOUNTS));

        assertThat(request.account()).isNull();
        assertThat(request.encryption()).isNull();
        assertThat(request.source().text()).isEqualTo("pipeline: p");
        assertThat(request.stopOnFailure()).isTrue();
    }
}
