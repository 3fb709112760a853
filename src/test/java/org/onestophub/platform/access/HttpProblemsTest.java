package org.onestophub.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemBody;
import org.onestophub.problem.ProblemException;
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
}
