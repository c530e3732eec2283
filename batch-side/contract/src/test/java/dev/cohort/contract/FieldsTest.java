package dev.cohort.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reader is told when a record's JSON is not what the contract says; each case spoils one good job or outcome. */
class FieldsTest {
    private final String job = Specimens.command().toJson().compact();
    private final String outcome = Specimens.succeeded().toJson().compact();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"step\":\"kallisto\",            | ^^                    | job: `step` is missing",
                "\"step\":\"kallisto\"             | \"step\":null         | job: `step` is missing",
                "\"step\":\"kallisto\"             | \"step\":3            | job: `step` is not a text",
                "\"step\":\"kallisto\"             | \"step\":\"..\"       | job: `step` is `..`, which leads elsewhere",
                "\"each\":\"sample\"               | \"each\":\"lane\"     | job: `each` is `lane`, not one of sample, cohort",
                "\"cpus\":1.5                      | \"cpus\":\"1\"        | job.limits: `cpus` is not a number",
                "\"cpus\":1.5                      | \"cpus\":0            | job.limits: `cpus` is 0.0; it must be above 0",
                "\"memoryMiB\":14336               | \"memoryMiB\":1.5     | job.limits: `memoryMiB` is not a whole number of 64 bits",
                "\"memoryMiB\":14336               | \"memoryMiB\":-1      | job.limits: `memoryMiB` is -1; it must be above 0",
                "\"limits\":{                      | \"limits\":[],\"x\":{ | job: `limits` is not an object",
                "\"kind\":\"command\"              | \"kind\":\"perl\"     | job.body: `kind` is `perl`, not one of command, run, java, script, pass",
                "\"kind\":\"lane\"                 | \"kind\":\"moon\"     | job.inputs.r1: `kind` is `moon`, not one of value, file, files, lane, cohort, gather",
                "\"optional\":true                 | \"optional\":\"yes\"  | job.outputs.plots: `optional` is not true or false",
                "{\"ref\":\"resources.cpus\"}      | 3                     | job.env.THREADS[0]: is not an object",
                "{\"ref\":\"resources.cpus\"}      | {\"ref\":\"a..b\"}    | job.env.THREADS[0]: `a..b` is not a path of names with dots between",
                "\"argv\":[                        | \"argv\":3,\"x\":[    | job.body: `argv` is not an array",
                "\"kallisto\",\"quant\"            | 5                     | job.body.argv[0]: is neither a text nor an array of texts and references",
            })
    void namesThePathInAJob(String good, String bad, String message) {
        assertThat(job).contains(good);
        assertThatThrownBy(() -> Job.fromJson(Json.parse(job.replace(good, bad))))
                .isInstanceOf(JsonFault.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"status\":\"succeeded\",     | ^^                     | outcome: `status` is missing",
                "\"status\":\"succeeded\"      | \"status\":\"failed\"  | outcome: `kind` says why a task failed; it is missing where `status` is failed",
                "\"attempt\":2                 | \"attempt\":0          | outcome: `attempt` is 0; attempts are counted from 1",
                "\"attempt\":2                 | \"attempt\":5000000000 | outcome: `attempt` is not a whole number of 32 bits",
                "2026-01-31T12:00:00Z          | yesterday              | outcome: `startedAt` is not a time such as 2026-01-31T12:00:00Z",
                "\"path\":\"logs/run.log\"     | \"path\":\"../x\"      | outcome.outputs[1]: an output's path is `..`, which leads elsewhere",
                "\"size\":0                    | \"size\":-1            | outcome.outputs[0]: `size` is -1; a file has 0 bytes or more",
                "\"ms\":12,                    | ^^                     | outcome.phases.fetch: `ms` is missing",
                "\"bytes\":77                  | \"bytes\":-77          | outcome.phases.stageOut: a phase took 90 ms and moved -77 bytes",
            })
    void namesThePathInAnOutcome(String good, String bad, String message) {
        assertThat(outcome).contains(good);
        assertThatThrownBy(() -> Outcome.fromJson(Json.parse(outcome.replace(good, bad))))
                .isInstanceOf(JsonFault.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"contract\":2,  | written by a newer Cohort (contract 2); update this one",
                "\"contract\":0,  | contract 0 never was; this is not Cohort's",
                "\"contract\":\"1\", | `contract` is not a number",
                "\"x\":1, | `contract` is missing",
            })
    void checksTheContract(String contract, String message) {
        String good = "\"contract\":1,";
        assertThatThrownBy(() -> Job.fromJson(Json.parse(job.replace(good, contract))))
                .isInstanceOf(JsonFault.class)
                .hasMessage("job: " + message);
        assertThatThrownBy(() -> Outcome.fromJson(Json.parse(outcome.replace(good, contract))))
                .isInstanceOf(JsonFault.class)
                .hasMessage("outcome: " + message);
        String journal = "{\"contract\":1,\"number\":1,\"events\":[]}";
        assertThatThrownBy(() -> JournalBatch.fromJson(Json.parse(journal.replace(good, contract))))
                .isInstanceOf(JsonFault.class)
                .hasMessage("journal: " + message);
    }

    @Test
    void ignoresFieldsThatItDoesNotKnow() {
        Json more = Json.parse(job.replace("\"contract\":1", "\"contract\":1,\"later\":{\"a\":[1]}"));

        assertThat(Job.fromJson(more)).isEqualTo(Specimens.command());
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThatThrownBy(() -> Job.fromJson(Json.parse("[]"))).hasMessage("job: is not an object");
    }

    @Test
    void aFaultKnowsItsPlaceAndItsSentence() {
        JsonFault fault = new JsonFault("job.limits", "`cpus` is missing");

        assertThat(fault.where()).isEqualTo("job.limits");
        assertThat(fault.sentence()).isEqualTo("`cpus` is missing");
    }
}
