package dev.cohort.batch.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS Batch refuses is refused here, with a sentence that says why. */
class RefusalsTest {
    private static final String LEAST = "'jobName': 'j', 'jobQueue': 'q', 'jobDefinition': 'd'";

    private final Account account = new Account();

    private ApiFault refused(String operation, String request) {
        ApiFault fault =
                catchThrowableOfType(ApiFault.class, () -> account.call(operation, request.replace('\'', '"')));
        assertThat(fault).as("%s %s", operation, request).isNotNull();
        assertThat(fault.type()).isEqualTo("ClientException");
        assertThat(fault.status()).isEqualTo(400);
        return fault;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'arrayProperties': {'size': 1}       | The array size 1 is not between 2 and 10000.
                    'arrayProperties': {'size': 10001}   | The array size 10001 is not between 2 and 10000.
                    'arrayProperties': {'size': 0}       | The array size 0 is not between 2 and 10000.
                    'dependsOn': [{'jobId': 'x'}]        | The job 'j' depends on 'x', which is no job here.
                    'dependsOn': [{'type': 'N_TO_N'}]    | A dependency of type N_TO_N has the job id null; SEQUENTIAL is without one, all others name a job.
                    'dependsOn': [{'jobId': 'x', 'type': 'ALL'}] | dependsOn.type is ALL; it must be N_TO_N or SEQUENTIAL, or be left out.
                    'timeout': {'attemptDurationSeconds': 59}    | timeout.attemptDurationSeconds is 59; it must be at least 60.
                    'retryStrategy': {'attempts': 11}    | attempts are 11; 1 to 10 are allowed.
                    'retryStrategy': {'evaluateOnExit': [{'onReason': 'a*b', 'action': 'EXIT'}]} | The pattern 'a*b' of evaluateOnExit has a '*' that is not at its end.
                    'retryStrategy': {'evaluateOnExit': [{'onReason': '*', 'action': 'STOP'}]}   | evaluateOnExit.action is STOP; it must be RETRY or EXIT.
                    'shareIdentifier': 's'               | The job queue has no scheduling policy: shareIdentifier must not be given.
                    'containerOverrides': {'command': ['a', '']} | The command must hold no empty string.
                    'containerOverrides': {'environment': [{'name': 'AWS_BATCH_X', 'value': ''}]} | The environment variable AWS_BATCH_X must not start with AWS_BATCH; this naming convention is reserved for variables that AWS Batch sets.
                    'containerOverrides': {'resourceRequirements': [{'type': 'MEMORY', 'value': '3'}]} | resourceRequirements: MEMORY is 3; it must be a number from 4.0 upwards.
                    'containerOverrides': 'x'            | containerOverrides must be an object.
                    'tags': {'': 'v'}                    | The tag '' is too long: keys take 1 to 128 characters, values up to 256.
                    """)
    void submissions(String members, String message) {
        assertThat(refused("submitjob", "{" + LEAST + ", " + members + "}")).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    submitjob | {'jobName': '-j', 'jobQueue': 'q', 'jobDefinition': 'd'} | '-j' is no job name: 1 to 128 of A-Z, a-z, 0-9, '_' and '-', the first a letter or digit.
                    submitjob | {'jobName': 'j', 'jobQueue': 'nowhere', 'jobDefinition': 'd'} | The job-queue nowhere does not exist; there are: q.
                    submitjob | {'jobName': 'j', 'jobQueue': 'q', 'jobDefinition': 'd:2'} | JobDefinition d:2 not found or not ACTIVE.
                    submitjob | {'jobQueue': 'q', 'jobDefinition': 'd'} | jobName must not be empty.
                    listjobs | {} | Exactly one of jobQueue, arrayJobId and multiNodeJobId must be given.
                    listjobs | {'jobQueue': 'q', 'arrayJobId': 'a'} | Exactly one of jobQueue, arrayJobId and multiNodeJobId must be given.
                    listjobs | {'jobQueue': 'q', 'jobStatus': 'DONE'} | jobStatus is DONE; it must be one of [SUBMITTED, PENDING, RUNNABLE, STARTING, RUNNING, SUCCEEDED, FAILED].
                    listjobs | {'jobQueue': 'q', 'maxResults': 101} | maxResults must be between 1 and 100.
                    listjobs | {'jobQueue': 'q', 'filters': [{'name': 'COLOUR', 'values': ['red']}]} | The filter COLOUR is not known; there are JOB_NAME, JOB_DEFINITION, BEFORE_CREATED_AT and AFTER_CREATED_AT.
                    describejobs | {'jobs': []} | jobs names 0 jobs; 1 to 100 are allowed.
                    terminatejob | {'jobId': 'x'} | reason must not be empty.
                    registerjobdefinition | {'jobDefinitionName': 'e', 'type': 'multinode'} | type is multinode; only definitions of the type container are served here.
                    registerjobdefinition | {'jobDefinitionName': 'e', 'type': 'container', 'containerProperties': {}} | containerProperties.image must not be empty.
                    registerjobdefinition | {'jobDefinitionName': 'e', 'type': 'container', 'containerProperties': {'image': 'i', 'mountPoints': [{'sourceVolume': 'v', 'containerPath': '/v'}]}} | A mount point names the unknown volume v.
                    createjobqueue | {'jobQueueName': 'q', 'priority': 1, 'computeEnvironmentOrder': [{'order': 1, 'computeEnvironment': 'q'}]} | Object already exists: there is a job-queue q.
                    createjobqueue | {'jobQueueName': 'r', 'priority': 1, 'computeEnvironmentOrder': []} | computeEnvironmentOrder names 0 compute environments; 1 to 3 are allowed.
                    createcomputeenvironment | {'computeEnvironmentName': 'c', 'type': 'MANAGED', 'computeResources': {'type': 'EC3', 'maxvCpus': 1}} | computeResources.type is EC3; it must be one of EC2, SPOT, FARGATE and FARGATE_SPOT.
                    deletecomputeenvironment | {'computeEnvironment': 'q'} | Cannot delete, found existing JobQueue relationship
                    deletejobqueue | {'jobQueue': 'q'} | Cannot delete, the job-queue q must be DISABLED first.
                    """)
    void otherCalls(String operation, String request, String message) {
        assertThat(refused(operation, request)).hasMessage(message);
    }

    @Test
    void moreThanTwentyDependencies() {
        String dependencies = "{'jobId': 'x'},".repeat(20) + "{'jobId': 'x'}";
        assertThat(refused("submitjob", "{" + LEAST + ", 'dependsOn': [" + dependencies + "]}"))
                .hasMessage("The job 'j' has 21 dependencies; at most 20 are allowed.");
    }

    @Test
    void aQueueThatIsSwitchedOff() {
        account.call("updatejobqueue", "{\"jobQueue\": \"q\", \"state\": \"DISABLED\"}");
        assertThat(refused("submitjob", "{" + LEAST + "}"))
                .hasMessage("The job queue q is DISABLED and takes no jobs.");
    }

    @Test
    void anOperationThatIsNotServed() {
        ApiFault fault = catchThrowableOfType(ApiFault.class, () -> account.call("createconsumableresource", "{}"));
        assertThat(fault).hasMessage("There is no operation createconsumableresource here.");
        assertThat(fault.status()).isEqualTo(404);
    }
}
