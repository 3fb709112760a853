package org.onestophub.intake.source.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.intake.source.mllp.Hl7Answers.End;

class Hl7AnswersTest {

    @ParameterizedTest
    @CsvSource({
        "'','',KEPT,AA",
        "'','',UNAVAILABLE,AE",
        "'','',REFUSED,AR",
        "AL,NE,KEPT,CA",
        "AL,NE,UNAVAILABLE,CE",
        "AL,NE,REFUSED,CR",
        "AL,'',KEPT,CA",
        "'',AL,KEPT,AA",
        "NE,AL,KEPT,AA",
        "NE,AL,REFUSED,AR",
        "AL,AL,KEPT,CA AA",
        "AL,AL,REFUSED,CR",
        "AL,AL,UNAVAILABLE,CE",
        "NE,NE,KEPT,''",
        "NE,NE,REFUSED,''",
        "ER,NE,KEPT,''",
        "ER,NE,REFUSED,CR",
        "ER,AL,KEPT,AA",
        "ER,ER,UNAVAILABLE,CE",
        "SU,NE,KEPT,CA",
        "SU,NE,REFUSED,''",
        "SU,SU,KEPT,CA AA",
        "SU,ER,REFUSED,AR",
        "SU,AL,REFUSED,AR",
        "XX,'',KEPT,CA"
    })
    void answersAreThoseTheSenderAsksFor(String accept, String application, End end, String codes) {
        assertThat(String.join(" ", Hl7Answers.codes(accept, application, end))).isEqualTo(codes);
    }
}
