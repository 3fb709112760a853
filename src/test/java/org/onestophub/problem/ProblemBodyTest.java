package org.onestophub.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onestophub.problem.ProblemBody.FieldFault;

class ProblemBodyTest {

    @Test
    void requestThatLeftNothingHasCodeAndRemedyAndNoReceipt() {
        ProblemBody body = ProblemBody.of(Problem.STORE_UNAVAILABLE, "limit");

        assertThat(body.type()).isEqualTo("urn:onestop-hub:problem:" + Problem.STORE_UNAVAILABLE.code());
        assertThat(body.title()).isEqualTo(Problem.STORE_UNAVAILABLE.meaning());
        assertThat(body.detail()).isEqualTo(Problem.STORE_UNAVAILABLE.remedy());
        assertThat(body.status()).isEqualTo(Problem.STORE_UNAVAILABLE.httpStatus());
        assertThat(body.code()).isEqualTo(Problem.STORE_UNAVAILABLE.code());
        assertThat(body.field()).isEqualTo("limit");
        assertThat(body.receiptNumber()).isEmpty();
        assertThat(body.errors()).isEmpty();
    }

    @Test
    void inputThatWasKeptAndRefusedHasItsReceiptAndTheFault() {
        ProblemBody body = ProblemBody.refused(Problem.EMPTY, "/text", "260918-0000012-X");

        assertThat(body.type()).isEqualTo("urn:onestop-hub:problem:RD-108");
        assertThat(body.title()).isEqualTo(Problem.EMPTY.meaning());
        assertThat(body.detail()).isEqualTo(Problem.EMPTY.remedy());
        assertThat(body.status()).isEqualTo(422);
        assertThat(body.code()).isEqualTo("RD-108");
        assertThat(body.field()).isEqualTo("/text");
        assertThat(body.receiptNumber()).isEqualTo("260918-0000012-X");
        assertThat(body.errors()).containsExactly(new FieldFault("/text", "RD-108"));
    }

    @Test
    void statusThatWasChosenAlreadyChangesNothingElse() {
        ProblemBody body = ProblemBody.refused(Problem.EMPTY, "/text", "260918-0000012-X");

        ProblemBody changed = body.withStatus(418);

        assertThat(changed.status()).isEqualTo(418);
        assertThat(changed.withStatus(422)).isEqualTo(body);
    }
}
