package org.onestophub.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemBody;
import org.onestophub.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

class HttpProblemsTest {

    @Test
    void faultNobodyForesawIsAnsweredByItsCodeWithoutItsText() {
        ResponseEntity<Object> answer = new HttpProblems().unforeseen(new IllegalStateException("测试甲 13800001234"));

        assertThat(answer.getStatusCode().value()).isEqualTo(500);
        assertThat(answer.getBody())
                .isInstanceOfSatisfying(
                        ProblemBody.class, body -> assertThat(body.code()).isEqualTo(Problem.ACCESS_FAULT.code()));
        assertThat(String.valueOf(answer.getBody())).doesNotContain("测试甲").doesNotContain("1380000");
    }

    @Test
    void callerWhoMustWaitHearsHowLongAndEveryoneWhatToDo() {
        for (Problem problem : new Problem[] {Problem.SNAPSHOT_BUSY, Problem.STORE_UNAVAILABLE}) {
            ResponseEntity<Object> answer = new HttpProblems().named(new ProblemException(problem));

            assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("5");
            assertThat(((ProblemBody) answer.getBody()).detail()).isEqualTo(problem.remedy());
        }
    }

    @Test
    void answerIsAProblemDocumentWithTheHeadersGiven() {
        HttpHeaders headers = new HttpHeaders();
        headers.set("Allow", "POST");

        ResponseEntity<Object> answer = HttpProblems.answer(ProblemBody.of(Problem.NOT_FOUND, "number"), headers);

        assertThat(answer.getHeaders().getFirst("Allow")).isEqualTo("POST");
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.getHeaders().getFirst("Retry-After")).isNull();
        assertThat(answer.getStatusCode().value()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "400, AC-104",
        "401, AC-101",
        "404, AC-103",
        "413, RC-102",
        "418, AC-104",
        "499, AC-104",
        "500, AC-901",
        "503, AC-901"
    })
    void statusOfTheServerKeepsItsNumberAndGetsACode(int status, String code) {
        assertThat(HttpProblems.ofStatus(status, "x").status()).isEqualTo(status);
        assertThat(HttpProblems.ofStatus(status, "x").code()).isEqualTo(code);
    }

    @Test
    void whatIsNoHttpIsNoFaultOfAParameter() {
        for (int status : new int[] {400, 414, 431, 501, 505}) {
            assertThat(HttpProblems.ofServer(status).code()).isEqualTo(Problem.REQUEST_MALFORMED.code());
            assertThat(HttpProblems.ofServer(status).status()).isEqualTo(status);
        }
        assertThat(HttpProblems.ofServer(404).code()).isEqualTo(Problem.NOT_FOUND.code());
    }
}
